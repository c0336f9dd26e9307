import type { AssignmentContext, AssignmentEvent, AssignmentRegions, Effect } from '../../workflows/index.js';
import { calendarOfUnit, dueWithin, loadCalendar } from '../calendar/index.js';
import { advance, movingOne } from '../durable/index.js';
import { record, recording, type Fact } from '../ledger/index.js';
import { actingFor, type Caller } from '../platform/caller.js';
import { firstOf, PREPARED, sql, type Db, type RawBuilder } from '../platform/database/sql.js';
import { conflict, notPossibleNow } from '../platform/errors.js';
import { committing } from '../platform/failpoints.js';
import { vnDate } from '../platform/vn-time.js';
import { assignmentById, HELD, type HeldAssignment } from './assignment.queries.js';
import { isRepeat, regionsOf, regionsText, stateOf } from './assignment.rules.js';
import type { AssignmentFactKind } from './assignments.facts.js';
import { ASSIGNMENT_CASES } from './case.js';
import { carry } from './effects.js';
import { stateWords } from './state-words.js';
import { followWork, isSeenTo, lockUpward, settleAgain } from './supervising/settle.js';
import { countsAnew, mayGoOn } from './supervising/supervised.rules.js';
import { beginsTerm, firstOfTimers, timersOf, type Timers } from './timer.rules.js';
import { writeAlike, type Alike, type Moved } from './write-alike.js';

/** How often a single act is tried again when somebody else changes the row between its two round trips. */
export const ATTEMPTS = 8;

/** Deadlines that an act sets; what is left out stays. */
export interface NewDeadlines {
  receiptDueAt?: Date | null | undefined;
  workDueAt?: Date | null | undefined;
}

interface AnyAct {
  event: AssignmentEvent;
  by: Caller;
  kind: AssignmentFactKind;
  /** What the notices of this act say beside the directive: ids, codes and numbers. */
  said?: Readonly<Record<string, string>>;
  /** How often it is tried; for an act that looks at another row as well, and reads that anew each time. */
  attempts?: number;
  /** Refuses what only this act refuses; throws. */
  check?: (row: HeldAssignment) => void;
}

/** What one act does besides moving the row. */
export interface ActOptions extends AnyAct {
  payload?: Fact['payload'] | ((row: HeldAssignment) => Fact['payload']);
  sealed?: Readonly<Record<string, string>>;
  /** Deadlines that begin with this act; they go into the fact. */
  due?: (row: HeldAssignment) => NewDeadlines;
  /** Further assignments to columns, e.g. sql`returned_at = ${now}`; may name the expressions of `also`. */
  set?: (row: HeldAssignment) => RawBuilder<unknown>[];
  /** Expressions of the statement that run before the row moves, each once for the row of `held`. */
  also?: (row: HeldAssignment) => RawBuilder<unknown>[];
  /** Relations of `also` that the update reads from. */
  from?: RawBuilder<unknown>;
  alike?: undefined;
}

/** The same of an act that many do in the same moment: it is written with others that move their rows alike. */
export interface AlikeOptions extends AnyAct {
  alike: (row: HeldAssignment) => Alike;
}

export interface ActResult {
  row: HeldAssignment;
  repeated: boolean;
}

/**
 * Moves one assignment by one event: reads it, asks the machine, and writes row, fact and messages in one statement
 * that holds only while the row is as it was read; else it is tried again. Two round trips, no lock in between.
 * The same act again changes and records nothing.
 * @throws ProductError `not-possible-now` where the machine refuses; after the duty has ended the attempt is recorded
 */
export async function act(db: Db, id: string, options: ActOptions | AlikeOptions): Promise<ActResult> {
  for (let attempt = 0; attempt < (options.attempts ?? ATTEMPTS); attempt++) {
    const row = await assignmentById(db, id);
    options.check?.(row);
    const moved = advance(ASSIGNMENT_CASES, row, options.event);
    if (!moved.accepted) {
      if (isRepeat(row, options.event)) return { row, repeated: true };
      await refuse(db, row, options);
    } else {
      const regions = moved.states as unknown as AssignmentRegions;
      const context = moved.context as AssignmentContext;
      // who was in the way once is waited for
      const mayShare = attempt === 0;
      const after = await commit(db, row, { regions, context, effects: moved.effects, mayShare }, options);
      if (after) return { row: after, repeated: false };
    }
  }
  throw conflict(
    'Nhiệm vụ đang được người khác cập nhật; hãy tải lại.',
    'The assignment is being changed by others; reload.',
  );
}

/**
 * Refuses an act that the present state does not allow; an attempt after the directive was recalled, closed or
 * superseded is recorded, also while the unit is asked to give the paper back.
 * @throws ProductError `not-possible-now`, always
 */
export async function refuse(
  db: Db,
  row: HeldAssignment,
  { event, by }: Pick<ActOptions, 'event' | 'by'>,
): Promise<never> {
  const attempt: Fact = {
    kind: 'assignment.lateAttempt',
    at: row.now,
    by,
    unitId: row.unitId,
    cascadeId: row.cascadeId,
    directiveId: row.directiveId,
    assignmentId: row.id,
    payload: { event: event.type, standing: row.standing },
  };
  if (row.standing !== 'inForce') await committing(db, 'assignment.lateAttempt', () => record(db, [attempt]));
  const isPaused = row.standing === 'inForce' && row.context.paused;
  const state = stateWords(stateOf(row), isPaused);
  throw notPossibleNow(
    `Không thực hiện được ở trạng thái hiện tại: ${state.vi}.`,
    `Not possible in the present state: ${state.en}.`,
    { assignment: row.id },
  );
}

type Writing = Omit<ActOptions, 'event' | 'check'> | Omit<AlikeOptions, 'event' | 'check'>;

/**
 * Where what the unit has done counts for somebody who sees to it, that follows in the same transaction; and what its own
 * third parties did while it could not go on itself.
 */
async function commit(
  db: Db,
  row: HeldAssignment,
  moved: Moved,
  options: Writing,
): Promise<HeldAssignment | undefined> {
  const counts = countsAnew(row, moved.regions);
  const goesOn = mayGoOn(row, moved);
  const writing = async (within: Db): Promise<HeldAssignment | undefined> => {
    if (counts && (await isSeenTo(within, row))) await lockUpward(within, row);
    const after = await write(within, row, moved, options);
    // asked only now that the row is held: whoever adds it to those that it sees to holds it too
    if (after && counts && (await isSeenTo(within, row))) await followWork(within, after, act);
    return after && goesOn ? settleAgain(within, row, { after, act }) : after;
  };
  return committing(db, options.kind, writing, counts || goesOn);
}

/**
 * Records something about a row that moves none of its regions, with what follows from it, in one statement.
 * @param effects  notices to queue
 * @returns the row, its version grown by one; undefined where it had changed since it was read
 */
export const note = (
  db: Db,
  row: HeldAssignment,
  effects: readonly Effect[],
  options: Omit<ActOptions, 'event' | 'check'>,
): Promise<HeldAssignment | undefined> =>
  commit(db, row, { regions: regionsOf(row), context: row.context, effects, mayShare: false }, options);

/** Timers as assignments to their columns. */
export const timerColumns = (timers: Timers, isPaused: boolean): RawBuilder<unknown> => sql`
  remind_at = ${timers.remindAt}::timestamptz, relay_due_at = ${timers.relayDueAt}::timestamptz,
  follow_due_at = ${timers.followDueAt}::timestamptz, next_chase_at = ${firstOfTimers(timers, isPaused)}::timestamptz`;

/** The deadlines that are set, as assignments to their columns. */
export const deadlineColumns = ({ receiptDueAt, workDueAt }: NewDeadlines): RawBuilder<unknown>[] => [
  ...(receiptDueAt === undefined ? [] : [sql`receipt_due_at = ${receiptDueAt}::timestamptz`]),
  ...(workDueAt === undefined ? [] : [sql`work_due_at = ${workDueAt}::timestamptz`]),
];

/** The deadlines that are set, as a fact tells them. */
export const deadlinePayload = ({ receiptDueAt, workDueAt }: NewDeadlines): Fact['payload'] => ({
  ...(receiptDueAt === undefined ? {} : { receiptDueAt: receiptDueAt?.toISOString() ?? null }),
  ...(workDueAt === undefined ? {} : { workDueAt: workDueAt?.toISOString() ?? null }),
});

/**
 * Terms in working days from an instant; the calendar is read only where a step begins one.
 * @param unitId  whose calendar counts; left out, the national one does
 */
export async function termsFrom(
  db: Db,
  now: Date,
  isNeeded: boolean,
  unitId?: string,
): Promise<(workingDays: number) => Date> {
  if (!isNeeded)
    return () => {
      throw new Error('a term began that nothing asked for');
    };
  const calendar = unitId === undefined ? await loadCalendar(db) : await calendarOfUnit(db, unitId);
  return (workingDays) => dueWithin(vnDate(now), workingDays, calendar).at;
}

const payloadOf = (row: HeldAssignment, { payload }: Pick<ActOptions, 'payload'>): Fact['payload'] | undefined =>
  typeof payload === 'function' ? payload(row) : payload;

/** The single statement; undefined where the row had changed since it was read. */
async function write(db: Db, row: HeldAssignment, moved: Moved, options: Writing): Promise<HeldAssignment | undefined> {
  const { regions, context, effects } = moved;
  const due = options.alike ? {} : (options.due?.(row) ?? {});
  const term = await termsFrom(db, row.now, beginsTerm(row, regions, context), row.unitId);
  const timers = timersOf(row, { ...dueAfter(row, due), ...regions }, { context, now: row.now, term });
  if (options.alike) return writeAlike(db, { row, moved, timers, options, alike: options.alike(row) });
  const fact: Fact = {
    kind: options.kind,
    at: row.now,
    by: actingFor(options.by, row.unitId),
    unitId: row.unitId,
    cascadeId: row.cascadeId,
    directiveId: row.directiveId,
    assignmentId: row.id,
    from: stateOf(row),
    to: stateOf(regions),
    payload: {
      version: row.version + 1,
      regions: regionsText(regions),
      ...deadlinePayload(due),
      ...payloadOf(row, options),
    },
    ...(options.sealed ? { sealed: options.sealed } : {}),
  };
  const moving = movingOne(ASSIGNMENT_CASES, {
    key: [row.cascadeId, row.id],
    version: row.version,
    after: { states: { ...regions }, context },
    set: [timerColumns(timers, context.paused), ...deadlineColumns(due), ...(options.set?.(row) ?? [])],
    also: options.also?.(row) ?? [],
    from: options.from,
  });
  const parts = [
    ...moving,
    recording(fact, sql`moved`),
    ...effects.map((effect) => carry(effect, row.now, options.said)),
  ];
  return firstOf(
    db,
    sql<HeldAssignment>`${sql.raw(PREPARED)} with ${sql.join(parts)}
    select ${HELD}, ${row.now}::timestamptz as now from moved a`,
  );
}

/** The deadlines as they are after an act: those that it sets, the others as they were. */
export const dueAfter = <R extends NewDeadlines>(row: R, { receiptDueAt, workDueAt }: NewDeadlines): R => ({
  ...row,
  ...(receiptDueAt === undefined ? {} : { receiptDueAt }),
  ...(workDueAt === undefined ? {} : { workDueAt }),
});
