import { ACCESS_FACTS } from './access/access.facts.js';
import { ASSIGNMENT_FACTS } from './assignments/assignments.facts.js';
import { BULK_ACT_FACTS } from './bulk-acts/bulk-acts.facts.js';
import { CALENDAR_CHANGE_FACTS } from './calendar-changes/calendar-changes.facts.js';
import { CITED_PAPER_FACTS } from './dispatches/cited-papers.facts.js';
import { DISPATCH_FACTS } from './dispatches/dispatches.facts.js';
import { DIRECTIVE_FACTS } from './directives/directives.facts.js';
import { LEDGER_FACTS } from './ledger/ledger.facts.js';
import { IMPORT_FACTS } from './imports/imports.facts.js';
import { LINK_FACTS } from './links/links.facts.js';
import { MAIL_FACTS } from './mail/mail.facts.js';
import { PEOPLE_FACTS } from './people/people.facts.js';
import { URGING_FACTS } from './chasing/steps/urging.facts.js';
import { DIGEST_FACTS } from './chasing/digests/digest.facts.js';
import { REPLY_FACTS } from './replies/replies.facts.js';
import { REORGANISATION_FACTS } from './reorganisation/reorganisation.facts.js';
import { REGISTER_FACTS } from './registers/registers.facts.js';
import { SIGNATURE_FACTS } from './signatures/signatures.facts.js';
import { UNIT_FACTS } from './units/units.facts.js';
import { MACHINES } from '../workflows/index.js';

/** Every kind of fact that the history may hold, from the lists of the slices, in the order of their names. */
export const FACT_KINDS: readonly string[] = [
  ...LEDGER_FACTS,
  ...ACCESS_FACTS,
  ...UNIT_FACTS,
  ...IMPORT_FACTS,
  ...DISPATCH_FACTS,
  ...CITED_PAPER_FACTS,
  ...SIGNATURE_FACTS,
  ...DIRECTIVE_FACTS,
  ...ASSIGNMENT_FACTS,
  ...LINK_FACTS,
  ...MAIL_FACTS,
  ...PEOPLE_FACTS,
  ...REGISTER_FACTS,
  ...REORGANISATION_FACTS,
  ...DIGEST_FACTS,
  ...URGING_FACTS,
  ...REPLY_FACTS,
  ...BULK_ACT_FACTS,
  ...CALENDAR_CHANGE_FACTS,
].toSorted();

/** Every machine in its current version. */
export { MACHINES };
