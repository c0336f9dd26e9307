import { isUsedUp, type AssignmentContext, type AssignmentRegions, type Stage } from '../../workflows/index.js';
import { chaseStageOf } from './assignment.rules.js';

/** When something falls due of a row by itself; null: nothing does. */
export interface Timers {
  /** The next reminder of the stage that the row is in. */
  remindAt: Date | null;
  /** When a unit that passed nothing on becomes a silent relay, or its superior is told that it is one. */
  relayDueAt: Date | null;
  /** When an acknowledgement that nothing followed expires. */
  followDueAt: Date | null;
}

export type TimedRow = AssignmentRegions & { receiptDueAt: Date | null; workDueAt: Date | null };
export type TimedBefore = TimedRow & Timers & { context: AssignmentContext };

export interface Stepping {
  context: AssignmentContext;
  now: Date;
  /** Close of the n-th working day from now. */
  term: (workingDays: number) => Date;
  /** When the policy's next reminder would be, where this step was one. */
  afterReminder?: Date | undefined;
  /** When the next step of who does not pass the paper on would be, where this step was one. */
  afterRelayStep?: Date | undefined;
}

const isAcknowledged = ({ receipt, standing }: AssignmentRegions): boolean =>
  standing === 'inForce' && receipt === 'acknowledged';

/** Whether a unit is to pass the paper on to whoever waits, or its superior to be told that it did not. */
const waitsForRelay = (row: AssignmentRegions, context: AssignmentContext): boolean =>
  isAcknowledged(row) &&
  (context.relayDays ?? null) !== null &&
  (row.relay === 'owed' || ((row.relay === 'silent' || row.relay === 'partly') && !isUsedUp('relay', context)));

/** A duty that has not been begun, and is chased for it. */
const waitsToBegin = (row: AssignmentRegions, context: AssignmentContext): boolean =>
  isAcknowledged(row) &&
  context.owesWork &&
  context.beginDays !== undefined &&
  (row.work === 'notStarted' || row.work === 'assigned') &&
  !isUsedUp('begin', context);

/** Whether the term that runs is the one that ran before the step; a reminder of who passed it on to some begins another. */
const isSameRelayTerm = (before: TimedBefore, row: AssignmentRegions, context: AssignmentContext): boolean =>
  waitsForRelay(before, before.context) &&
  before.relay === row.relay &&
  (before.context.relayReminded ?? false) === (context.relayReminded ?? false);

const waitsToBeFollowed = (row: AssignmentRegions, context: AssignmentContext): boolean =>
  isAcknowledged(row) &&
  context.owesWork &&
  (context.followDays ?? null) !== null &&
  row.work === 'notStarted' &&
  (row.relay === 'none' || row.relay === 'owed' || row.relay === 'silent');

/** Whether a step begins a term in working days: only then is the calendar needed. */
export const beginsTerm = (before: TimedBefore, row: AssignmentRegions, context: AssignmentContext): boolean =>
  (waitsForRelay(row, context) && !isSameRelayTerm(before, row, context)) ||
  (waitsToBeFollowed(row, context) && !waitsToBeFollowed(before, before.context)) ||
  (waitsToBegin(row, context) && !waitsToBegin(before, before.context));

/**
 * When a row is due next, after a step. A step that leaves a stage as it was leaves its instant as it was: acting late
 * does not bring the next reminder nearer.
 * @param before  the row before the step, with its timers
 */
export function timersOf(before: TimedBefore, row: TimedRow, stepping: Stepping): Timers {
  const { context, term, afterRelayStep } = stepping;
  const relayAt = !waitsForRelay(row, context)
    ? null
    : afterRelayStep
      ? afterRelayStep
      : isSameRelayTerm(before, row, context)
        ? before.relayDueAt
        : term(context.relayDays!);
  const followAt = !waitsToBeFollowed(row, context)
    ? null
    : waitsToBeFollowed(before, before.context)
      ? before.followDueAt
      : term(context.followDays!);
  return { remindAt: reminderAt(before, row, stepping), relayDueAt: relayAt, followDueAt: followAt };
}

type Reminded = 'receipt' | 'begin' | 'work';

/**
 * The stage that a row is reminded in at an instant; it is kept through a pause, so that it goes on from where it stood.
 * Who has not begun is chased for that until the deadline of the work.
 */
export function reminderStageOf(row: TimedRow, context: AssignmentContext, now: Date): Reminded | null {
  const stage = chaseStageOf(row, { ...context, paused: false });
  const isBeforeTerm = row.workDueAt === null || now < row.workDueAt;
  return stage === 'work' && isBeforeTerm && waitsToBegin(row, context) ? 'begin' : stage;
}

/** The ladder that a stage goes up: a paper that has not arrived may have one of its own. */
const ladderOf = (stage: Reminded, { receipt }: AssignmentRegions, { steps }: AssignmentContext): Stage =>
  stage === 'receipt' && receipt === 'sent' && steps?.delivery !== undefined ? 'delivery' : stage;

/** A deadline that moves begins its chase anew. */
const isSameDue = (stage: Reminded, before: TimedRow, row: TimedRow): boolean => {
  const due = stage === 'receipt' ? 'receiptDueAt' : 'workDueAt';
  return before[due]?.getTime() === row[due]?.getTime();
};

const earlier = (one: Date, other: Date | null): Date => (other !== null && other < one ? other : one);

/** Receipt is chased until it is given; then who has not begun; then work, from its deadline. */
function reminderAt(before: TimedBefore, row: TimedRow, { context, now, term, afterReminder }: Stepping): Date | null {
  const stage = reminderStageOf(row, context, now);
  if (stage === null || isUsedUp(ladderOf(stage, row, context), context)) return null;
  if (afterReminder) return stage === 'begin' ? earlier(afterReminder, row.workDueAt) : afterReminder;
  if (stage === reminderStageOf(before, before.context, now) && isSameDue(stage, before, row))
    return ladderOf(stage, before, before.context) === ladderOf(stage, row, context)
      ? before.remindAt
      : (before.remindAt ?? new Date(now.getTime() + HOUR));
  if (stage === 'receipt') return row.receiptDueAt;
  if (stage === 'begin') return earlier(beginsAt(before, row, { context, term }), row.workDueAt);
  // a report sent back, or a question answered, after the deadline gives a day before the unit is chased again
  const goesOn = row.work === 'sentBack' || before.work === 'waitingOnIssuer';
  const isLate = goesOn && row.workDueAt !== null && row.workDueAt <= now;
  return isLate ? new Date(now.getTime() + DAY) : row.workDueAt;
}

/** A deadline that moves does not move when the unit is to begin. */
const beginsAt = (before: TimedBefore, row: TimedRow, { context, term }: Pick<Stepping, 'context' | 'term'>): Date =>
  waitsToBegin(before, before.context) && before.remindAt !== null && isAcknowledged(row)
    ? before.remindAt
    : term(context.beginDays!);

const DAY = 86_400_000;
/** Who gets a paper after all, when everybody has been told that it did not arrive, has so long before it is chased. */
const HOUR = 3_600_000;

/** The one instant that the sweep looks for: the first of the timers; none while the clock stands. */
export function firstOfTimers(timers: Timers, isPaused: boolean): Date | null {
  if (isPaused) return null;
  const { remindAt, relayDueAt, followDueAt } = timers;
  const instants = [remindAt, relayDueAt, followDueAt].filter((at) => at !== null);
  return instants.length === 0 ? null : new Date(Math.min(...instants.map((at) => at.getTime())));
}

/** The event that has fallen due of a row: the expiry before the relay before the reminder. */
export const dueEventOf = (
  { relayDueAt, followDueAt }: Timers,
  at: Date,
): 'ACKNOWLEDGEMENT_EXPIRED' | 'RELAY_OVERDUE' | 'REMINDER_DUE' =>
  followDueAt !== null && followDueAt <= at
    ? 'ACKNOWLEDGEMENT_EXPIRED'
    : relayDueAt !== null && relayDueAt <= at
      ? 'RELAY_OVERDUE'
      : 'REMINDER_DUE';
