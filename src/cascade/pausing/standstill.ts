import { actOnMany, type AssignmentGroup } from '../../assignments/index.js';
import { afterStandstill, loadCalendar, type Calendar } from '../../calendar/index.js';
import type { DirectiveRow } from '../../directives/index.js';
import { holdMessages, releaseHeld } from '../../mail/index.js';
import type { Caller } from '../../platform/caller.js';
import { rowsOf, sql, type Db, type RawBuilder } from '../../platform/database/sql.js';

/** The rows of a standstill, locked: those that still stand under some directives of a cascade. */
const standing = (row: DirectiveRow, directiveIds: readonly string[], which: RawBuilder<unknown>) => sql`(
  select cascade_id, id from assignment
  where cascade_id = ${row.cascadeId} and directive_id = any(${[...directiveIds]}::uuid[])
    and standing in ('inForce', 'recallRequested') and ${which} order by id for update)`;

/** Passing a paper on holds its directive: nobody adds a unit while the clocks of the others are stopped or started. */
const hold = (db: Db, directiveIds: readonly string[]) =>
  sql`select 1 from directive where id = any(${[...directiveIds]}::uuid[]) order by id for update`.execute(db);

/** Stops the clocks of every assignment of the directives, and their mail. @returns how many assignments */
export async function stopClocks(
  db: Db,
  row: DirectiveRow,
  directiveIds: readonly string[],
  by: Caller,
): Promise<number> {
  await hold(db, directiveIds);
  const { moved } = await actOnMany(db, standing(row, directiveIds, sql`true`), {
    event: { type: 'PAUSE' },
    by,
    at: row.now,
    kind: () => 'assignment.paused',
    set: sql`paused_at = ${row.now}`,
    cascadeId: row.cascadeId,
  });
  await holdMessages(db, { cascadeId: row.cascadeId, directiveIds }, row.now);
  return moved;
}

/**
 * Lets the clocks go on: every deadline that is still open, and every timer, moves by the working time for which it
 * stood still. The mail that was held goes out.
 * @returns how many assignments
 */
export async function startClocks(
  db: Db,
  row: DirectiveRow,
  directiveIds: readonly string[],
  by: Caller,
): Promise<number> {
  await hold(db, directiveIds);
  const calendar = await loadCalendar(db);
  const isPaused = sql`(context ->> 'paused')::boolean`;
  const since = await rowsOf(
    db,
    sql<{ at: Date }>`select distinct coalesce(paused_at, ${row.pausedAt ?? row.now}::timestamptz) as at from assignment
      where cascade_id = ${row.cascadeId} and directive_id = any(${[...directiveIds]}::uuid[]) and ${isPaused}`,
  );
  let moved = 0;
  for (const { at } of since) {
    const later = laterBy({ from: at, to: row.now }, calendar);
    const which = sql`${isPaused} and coalesce(paused_at, ${row.pausedAt ?? row.now}::timestamptz) = ${at}`;
    const done = await actOnMany(db, standing(row, directiveIds, which), {
      event: { type: 'RESUME' },
      by,
      at: row.now,
      kind: () => 'assignment.resumed',
      set: sql`paused_at = null`,
      due: (group) => openDeadlines(group, later),
      timers: ({ remindAt, relayDueAt, followDueAt }) => ({
        remindAt: later(remindAt),
        relayDueAt: later(relayDueAt),
        followDueAt: later(followDueAt),
      }),
      cascadeId: row.cascadeId,
    });
    moved += done.moved;
  }
  await releaseHeld(db, { cascadeId: row.cascadeId, directiveIds });
  await moveTermsOf(db, directiveIds, laterBy({ from: row.pausedAt ?? row.now, to: row.now }, calendar));
  return moved;
}

type Later = (at: Date | null) => Date | null;

const laterBy =
  (standstill: { from: Date; to: Date }, calendar: Calendar): Later =>
  (at) =>
    at && afterStandstill(at, standstill, calendar);

const WORK_IS_OPEN: ReadonlySet<string> = new Set([
  'notStarted',
  'assigned',
  'implementing',
  'sentBack',
  'waitingOnIssuer',
]);

/** What a unit did keeps the deadline it did it under. A question leaves out of its own standstill what a pause stopped. */
function openDeadlines({ receipt, work, receiptDueAt, workDueAt }: AssignmentGroup, later: Later) {
  const owesReceipt = receipt === 'sent' || receipt === 'delivered';
  return {
    ...(owesReceipt && receiptDueAt ? { receiptDueAt: later(receiptDueAt) } : {}),
    ...(WORK_IS_OPEN.has(work) && receipt !== 'returned' && workDueAt ? { workDueAt: later(workDueAt) } : {}),
  };
}

/** The terms of the directives themselves, which pages and letters tell. */
async function moveTermsOf(db: Db, directiveIds: readonly string[], later: Later): Promise<void> {
  const terms = await rowsOf(
    db,
    sql<{
      id: string;
      receipt: Date | null;
      work: Date | null;
    }>`select id, receipt_due_at as receipt, work_due_at as work
      from directive where id = any(${[...directiveIds]}::uuid[])`,
  );
  const at = (due: Date | null): string | null => later(due)?.toISOString() ?? null;
  await sql`update directive d set receipt_due_at = k.receipt, work_due_at = k.work
    from unnest(${terms.map(({ id }) => id)}::uuid[], ${terms.map(({ receipt }) => at(receipt))}::timestamptz[],
      ${terms.map(({ work }) => at(work))}::timestamptz[]) k (id, receipt, work) where d.id = k.id`.execute(db);
}
