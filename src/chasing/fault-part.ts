import type { AssignmentPart } from '../assignments/index.js';
import type { DirectivePart } from '../directives/index.js';
import type { Locale } from '../platform/caller.js';
import { firstOf, sql, type Db } from '../platform/database/sql.js';
import type { Degraded } from '../platform/readiness.js';
import { FaultNote } from './fault.view.js';
import { en } from './words.en.js';
import { vi } from './words.vi.js';

interface Fault {
  since: Date;
  retryAt: Date;
}

async function drawn(db: Db, directiveId: string, locale: Locale): Promise<string> {
  const fault = await firstOf(
    db,
    sql<Fault>`select since, retry_at as "retryAt" from chase_fault where directive_id = ${directiveId}`,
  );
  return fault ? FaultNote({ ...fault, locale }) : '';
}

/** Says on the page of a duty that its directive cannot be chased at the moment. */
export const faultPart: AssignmentPart = {
  place: 'state',
  draw: ({ db, assignment, frame }) => drawn(db, assignment.directiveId, frame.locale),
};

/** Says the same on the page of the directive. */
export const directiveFaultPart: DirectivePart = {
  place: 'state',
  draw: ({ db, directive, frame }) => drawn(db, directive.id, frame.locale),
};

/** Of how many directives the chasing does not work at the moment. */
export async function chaseFaults(db: Db): Promise<Degraded> {
  const row = await firstOf(
    db,
    sql<{ count: number; since: Date | null }>`select count(*)::int as count, min(since) as since from chase_fault`,
  );
  return { ...row!, note: { vi: vi.fault.operator, en: en.fault.operator } };
}
