import { actOnMany, grantedSince, type AssignmentGroup, type Timers } from '../../assignments/index.js';
import {
  afterStandstill,
  calendarParts,
  dueWithin,
  loadCalendar,
  type Calendar,
  type CalendarPart,
} from '../../calendar/index.js';
import type { DirectiveRow } from '../../directives/index.js';
import { holdMessages, releaseHeld } from '../../mail/index.js';
import type { Caller } from '../../platform/caller.js';
import { rowsOf, sql, type Db, type RawBuilder } from '../../platform/database/sql.js';
import { vnDate } from '../../platform/vn-time.js';

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

/** Rows that stood still in the same way: since when, and what happened to their deadlines meanwhile. */
interface Standstill {
  from: Date;
  /** They were asked to give the paper back: what passes after that is given back with their answer. */
  askedBackAt: Date | null;
  /** They acknowledged while the clock stood: the terms that began with it begin when it goes on. */
  acknowledged: boolean;
  /** They were granted a day meanwhile, and the day holds. */
  granted: boolean;
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
  const { rows } = pausedRows(row, directiveIds);
  let moved = 0;
  for (const part of await calendarParts(db, sql`(select unit_id from ${rows})`))
    moved += await startPart(db, row, { directiveIds, part, by });
  await releaseHeld(db, { cascadeId: row.cascadeId, directiveIds });
  const standstill = { from: row.pausedAt ?? row.now, to: row.now };
  await moveTermsOf(db, directiveIds, laterBy(standstill, await loadCalendar(db)));
  return moved;
}

interface Starting {
  directiveIds: readonly string[];
  part: CalendarPart;
  by: Caller;
}

/** The same for the units that work by one calendar. */
async function startPart(db: Db, row: DirectiveRow, { directiveIds, part, by }: Starting): Promise<number> {
  const { calendar } = part;
  const paused = pausedRows(row, directiveIds);
  const isOfPart = part.has(sql`unit_id`);
  let moved = 0;
  const alike = sql<Standstill>`select distinct ${paused.told} from ${paused.rows} and ${isOfPart}`;
  for (const one of await rowsOf(db, alike)) {
    const later = laterBy({ from: one.from, to: one.askedBackAt ?? row.now }, calendar);
    const term = (days: number): Date => dueWithin(vnDate(row.now), days, calendar).at;
    const done = await actOnMany(db, standing(row, directiveIds, sql`${paused.like(one)} and ${isOfPart}`), {
      event: { type: 'RESUME' },
      by,
      at: row.now,
      kind: () => 'assignment.resumed',
      set: sql`paused_at = null`,
      due: (group) => openDeadlines(group, { later, isKept: one.granted && isAhead(group.workDueAt, row.now) }),
      timers: (group) => goingOn(group, { ...one, later, term, now: row.now }),
      cascadeId: row.cascadeId,
    });
    moved += done.moved;
  }
  return moved;
}

/** The assignments of some directives whose clock stands, what tells of their standstill, and those of one standstill. */
function pausedRows({ cascadeId, pausedAt, now }: DirectiveRow, directiveIds: readonly string[]) {
  const from = sql`coalesce(paused_at, ${pausedAt ?? now}::timestamptz)`;
  const askedBackAt = sql`case when standing = 'recallRequested' then recall_asked_at end`;
  const acknowledged = sql`(acknowledged_at >= ${from}) is true`;
  const granted = sql`exists (${grantedSince(cascadeId, sql`assignment.id`, from)})`;
  const isPaused = sql`(context ->> 'paused')::boolean`;
  return {
    told: sql`${from} as "from", ${askedBackAt} as "askedBackAt", ${acknowledged} as acknowledged, ${granted} as granted`,
    rows: sql`assignment where cascade_id = ${cascadeId} and directive_id = any(${[...directiveIds]}::uuid[]) and ${isPaused}`,
    like: (one: Standstill): RawBuilder<unknown> => sql`${isPaused} and ${from} = ${one.from}
      and ${askedBackAt} is not distinct from ${one.askedBackAt}::timestamptz
      and ${acknowledged} = ${one.acknowledged} and ${granted} = ${one.granted}`,
  };
}

type Later = (at: Date | null) => Date | null;

const laterBy =
  (standstill: { from: Date; to: Date }, calendar: Calendar): Later =>
  (at) =>
    at && afterStandstill(at, standstill, calendar);

/** A day that was named while the clock stood holds, unless it went by while nobody could keep it. */
const isAhead = (due: Date | null, now: Date): boolean => due !== null && due > now;

const WORK_IS_OPEN: ReadonlySet<string> = new Set([
  'notStarted',
  'assigned',
  'implementing',
  'sentBack',
  'waitingOnIssuer',
]);

/** What a unit did keeps the deadline it did it under. A question leaves out of its own standstill what a pause stopped. */
function openDeadlines(
  { receipt, work, receiptDueAt, workDueAt }: AssignmentGroup,
  { later, isKept }: { later: Later; isKept: boolean },
) {
  const owesReceipt = receipt === 'sent' || receipt === 'delivered';
  const owesWork = WORK_IS_OPEN.has(work) && receipt !== 'returned';
  return {
    ...(owesReceipt && receiptDueAt ? { receiptDueAt: later(receiptDueAt) } : {}),
    ...(owesWork && workDueAt && !isKept ? { workDueAt: later(workDueAt) } : {}),
  };
}

/** The timers of rows whose clock goes on. */
function goingOn(
  { remindAt, relayDueAt, followDueAt, workDueAt, context }: AssignmentGroup,
  { granted, acknowledged, later, term, now }: Standstill & { later: Later; term: (days: number) => Date; now: Date },
): Timers {
  const isOfKept = granted && isAhead(workDueAt, now) && remindAt?.getTime() === workDueAt?.getTime();
  const restarted = (at: Date | null, days: number | null): Date | null =>
    at !== null && acknowledged && days !== null ? term(days) : later(at);
  return {
    remindAt: isOfKept ? remindAt : later(remindAt),
    relayDueAt: restarted(relayDueAt, context.relayDays),
    followDueAt: restarted(followDueAt, context.followDays),
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
