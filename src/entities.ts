import { ACCESS_ENTITIES } from './access/index.js';
import { ASSIGNMENT_ENTITIES } from './assignments/index.js';
import { BULK_ACT_ENTITIES } from './bulk-acts/index.js';
import { CALENDAR_ENTITIES } from './calendar/index.js';
import { CALENDAR_CHANGE_ENTITIES } from './calendar-changes/index.js';
import { APPROVAL_ENTITIES } from './cascade/index.js';
import { CHASE_ENTITIES, DIGEST_ENTITIES, URGING_ENTITIES } from './chasing/index.js';
import { DIRECTIVE_ENTITIES } from './directives/index.js';
import { DISPATCH_ENTITIES } from './dispatches/index.js';
import { IMPORT_ENTITIES } from './imports/index.js';
import { LEDGER_ENTITIES } from './ledger/index.js';
import { LINK_ENTITIES } from './links/index.js';
import { MAIL_ENTITIES } from './mail/index.js';
import { PEOPLE_ENTITIES } from './people/index.js';
import { PLATFORM_ENTITIES } from './platform/platform.entity.js';
import type { Entities } from './platform/database/orm-config.js';
import { REORGANISATION_ENTITIES } from './reorganisation/index.js';
import { REPLY_ENTITIES } from './replies/index.js';
import { REPORT_ENTITIES } from './reports/index.js';
import { SIGNATURE_ENTITIES } from './signatures/index.js';
import { TRACKING_ENTITIES } from './tracking/index.js';
import { GROUP_ENTITIES, UNIT_ENTITIES } from './units/index.js';

/** Every table of the product, as entities. */
export const ENTITIES: Entities = [
  ...PLATFORM_ENTITIES,
  ...LEDGER_ENTITIES,
  ...MAIL_ENTITIES,
  ...CALENDAR_ENTITIES,
  ...UNIT_ENTITIES,
  ...GROUP_ENTITIES,
  ...ACCESS_ENTITIES,
  ...IMPORT_ENTITIES,
  ...SIGNATURE_ENTITIES,
  ...DISPATCH_ENTITIES,
  ...DIRECTIVE_ENTITIES,
  ...ASSIGNMENT_ENTITIES,
  ...APPROVAL_ENTITIES,
  ...REPORT_ENTITIES,
  ...LINK_ENTITIES,
  ...PEOPLE_ENTITIES,
  ...REORGANISATION_ENTITIES,
  ...CHASE_ENTITIES,
  ...DIGEST_ENTITIES,
  ...URGING_ENTITIES,
  ...REPLY_ENTITIES,
  ...BULK_ACT_ENTITIES,
  ...CALENDAR_CHANGE_ENTITIES,
  ...TRACKING_ENTITIES,
];
