import type { AssignmentContext, AssignmentEvent, AssignmentRegions, Effect } from '../../workflows/index.js';
import { moveMany, type Advanced, type CaseGroup, type GroupMove } from '../durable/index.js';
import { Column, recording, type Fact } from '../ledger/index.js';
import type { Caller } from '../platform/caller.js';
import { sql, type Db, type RawBuilder } from '../platform/database/sql.js';
import { deadlineColumns, deadlinePayload, dueAfter, termsFrom, timerColumns, type NewDeadlines } from './act.js';
import { regionsText, stateOf } from './assignment.rules.js';
import type { AssignmentFactKind } from './assignments.facts.js';
import { ASSIGNMENT_CASES } from './case.js';
import { carry } from './effects.js';
import { timersOf, type Timers } from './timer.rules.js';

/** Rows in the same state, with the same deadlines and timers. */
export interface AssignmentGroup extends CaseGroup, AssignmentRegions, Timers {
  context: AssignmentContext;
  receiptDueAt: Date | null;
  workDueAt: Date | null;
}

/** What a bulk act does to each row besides moving it. */
export interface BulkOptions {
  /** The event, which may depend on the group; undefined: its rows stay as they are. */
  event: AssignmentEvent | ((group: AssignmentGroup) => AssignmentEvent | undefined);
  by: Caller;
  at: Date;
  /** The fact kind, by the effects of the group's step and its event where it depends on them. */
  kind: (effects: readonly Effect[], group: AssignmentGroup) => AssignmentFactKind;
  payload?: (context: AssignmentContext, effects: readonly Effect[], group: AssignmentGroup) => Fact['payload'];
  set?: RawBuilder<unknown>;
  /** Deadlines that begin with this act; they go into the facts. */
  due?: (group: AssignmentGroup) => NewDeadlines;
  /** When a group that was reminded is chased next. */
  afterReminder?: ((group: AssignmentGroup) => Date | undefined) | undefined;
  /** When a group that was chased for not passing the paper on is chased next. */
  afterRelayStep?: ((group: AssignmentGroup) => Date | undefined) | undefined;
  /** Groups that are not to move yet: when they are looked at again. */
  waitsUntil?: ((group: AssignmentGroup) => Date | undefined) | undefined;
  /** The timers of a group, where they do not follow from the step: those of a clock that goes on after it stood still. */
  timers?: (group: AssignmentGroup) => Timers;
  /** Told of each group that moved: what its step did, and of how many rows. */
  counted?: (effects: readonly Effect[], n: number) => void;
  /** The cascade of all the rows, where it is one: without it plans for sets would read those of every year. */
  cascadeId?: string;
  /** It comes again and again with few rows each time: its statements are planned once, for any values. */
  isFrequent?: boolean;
}

const instant = (column: string): RawBuilder<unknown> => sql`a.${sql.ref(column)}`;

/** What tells groups apart beside their state: everything that the timers of a step are reckoned from. */
const GROUP_BY = {
  receiptDueAt: instant('receipt_due_at'),
  workDueAt: instant('work_due_at'),
  remindAt: instant('remind_at'),
  relayDueAt: instant('relay_due_at'),
  followDueAt: instant('follow_due_at'),
};

/**
 * Moves many assignments by one event inside the caller's transaction: rows in the same state are one group, the
 * machine is asked once per group, and each answer is one statement. Rows whose machine refuses stay as they are.
 * @param source  relation in brackets with `cascade_id` and `id`, already locked by the caller
 * @returns how many rows moved, and how many were refused
 */
export async function actOnMany(
  db: Db,
  source: RawBuilder<unknown>,
  options: BulkOptions,
): Promise<{ moved: number; refused: number }> {
  const { event, cascadeId } = options;
  const term = await termsFrom(db, options.at, true);
  return moveMany<'assignment', AssignmentGroup>(db, ASSIGNMENT_CASES, source, {
    event,
    groupBy: GROUP_BY,
    ...(cascadeId === undefined ? {} : { within: sql`a.cascade_id = ${cascadeId}` }),
    isFrequent: options.isFrequent,
    each: (group, after) => moveOf(group, after, { ...options, term }),
    waits: (group) => waitingUntil(options.waitsUntil?.(group)),
  });
}

/** The reminder that a row waits for is put off. */
const waitingUntil = (at: Date | undefined): RawBuilder<unknown> | undefined =>
  at && sql`remind_at = ${at}::timestamptz, next_chase_at = least(${at}::timestamptz, a.relay_due_at, a.follow_due_at)`;

function moveOf(
  group: AssignmentGroup,
  { states, context: unknownContext, effects }: Advanced,
  options: BulkOptions & { term: (workingDays: number) => Date },
): GroupMove {
  const { at, term } = options;
  const regions = states as unknown as AssignmentRegions;
  const context = unknownContext as AssignmentContext;
  const due = options.due?.(group) ?? {};
  const timers =
    options.timers?.(group) ??
    timersOf(
      group,
      { ...dueAfter(group, due), ...regions },
      {
        context,
        now: at,
        term,
        afterReminder: options.afterReminder?.(group),
        afterRelayStep: options.afterRelayStep?.(group),
      },
    );
  const fact: Fact = {
    kind: options.kind(effects, group),
    at,
    by: options.by,
    unitId: new Column('unit_id', 'text'),
    cascadeId: new Column('cascade_id', 'text'),
    directiveId: new Column('directive_id', 'text'),
    assignmentId: new Column('id', 'text'),
    from: stateOf(group),
    to: stateOf(regions),
    payload: {
      version: new Column('version', 'integer'),
      regions: regionsText(regions),
      ...deadlinePayload(due),
      ...options.payload?.(context, effects, group),
    },
  };
  options.counted?.(effects, group.n);
  return {
    set: [
      timerColumns(timers, context.paused ?? false),
      ...deadlineColumns(due),
      ...(options.set ? [options.set] : []),
    ],
    follows: [recording(fact, sql`moved`), ...effects.map((effect) => carry(effect, at))],
  };
}
