import {
  stepsTaken,
  type AssignmentContext,
  type AssignmentEvent,
  type AssignmentRegions,
  type Stage,
} from '../../workflows/index.js';
import { dueEventOf, reminderStageOf, type TimedRow, type Timers } from '../assignments/index.js';
import { ladderOf, type After, type ClassRules, type LadderStep } from '../directives/index.js';
import { vnDate } from '../platform/vn-time.js';

/** Rows that have fallen due, all alike. */
export interface DueRow extends AssignmentRegions, TimedRow, Timers {
  machineVersion: number;
  context: AssignmentContext;
}

/** By what the chase of a row goes: its class in the policy, and the calendar of its unit. */
export interface Rules {
  ladders: ClassRules;
  /** An instant so long after another, by the calendar of the unit. */
  after: (from: Date, term: After) => Date;
  /** When the rows took their last step, or acknowledged, where the calendar has changed since then. */
  since?: Date;
}

/**
 * What is to be done with a row that has fallen due: an event for its machine, with when it is chased next; or to wait,
 * since the policy gives more time; or nothing, where the policy has no such step.
 */
export type DueStep =
  | { does: 'step'; stage: Stage; event: AssignmentEvent; next: Date | undefined; by: LadderStep | null }
  | { does: 'expire'; event: AssignmentEvent }
  | { does: 'wait'; until: Date }
  | { does: 'nothing' };

const DAY = 86_400_000;

/** The first version of the assignment's machine that takes the steps of a ladder. */
const STEPS_SINCE = 2;

/** The stage in which a row is chased that has fallen due. */
export function dueStageOf(row: DueRow, ladders: ClassRules, at: Date): Stage | 'expired' | null {
  const event = dueEventOf(row, at);
  if (event === 'ACKNOWLEDGEMENT_EXPIRED') return 'expired';
  if (event === 'RELAY_OVERDUE') return 'relay';
  const stage = reminderStageOf(row, row.context, at);
  // a policy that says nothing of papers that did not arrive chases them as those not acknowledged
  return stage === 'receipt' && row.receipt === 'sent' && ladders.steps.delivery.length > 0 ? 'delivery' : stage;
}

/** The deadline that the first step of a stage counts from; null: it comes when its own term is over. */
function deadlineOf(stage: Stage, { receiptDueAt, workDueAt }: DueRow): Date | null {
  if (stage === 'receipt' || stage === 'delivery') return receiptDueAt;
  return stage === 'work' ? workDueAt : null;
}

const isNone = (after: After): boolean => 'workingDays' in after && after.workingDays === 0;

const isInMinutes = ({ after }: LadderStep): boolean => 'minutes' in after;

/**
 * The close of the first working day from that of a reminder on, where it fell on a day off; null: it did not. Offices may
 * have been closed by an order after the reminder's instant was set.
 */
function openFrom(remindAt: Date | null, after: Rules['after']): Date | null {
  if (remindAt === null) return null;
  const open = after(new Date(remindAt.getTime() - DAY), { workingDays: 1 });
  return vnDate(open) > vnDate(remindAt) ? open : null;
}

/** How many working days after the last step, or the acknowledgement, a step comes; null: it is not counted from there. */
function countedWait(stage: Stage, { taken, by }: { taken: number; by: LadderStep }, rules: Rules): After | null {
  if (stage === 'relay') return null;
  if (taken > 0) return isInMinutes(by) ? null : by.after;
  const days = rules.ladders.beginWorkingDays;
  return stage === 'begin' && days !== null ? { workingDays: days } : null;
}

/**
 * When a step comes whose instant was set before offices were closed by an order: after as many working days as ever; null:
 * it was not.
 */
function putOff(row: DueRow, wait: After, { after, since }: Rules): Date | null {
  const open = openFrom(row.remindAt, after);
  const counted = since && after(since, wait);
  return open && counted && counted > open ? counted : (open ?? counted ?? null);
}

/** What the policy has done with a row that has fallen due at an instant. */
export function dueStep(row: DueRow, rules: Rules, at: Date): DueStep {
  const { ladders, after } = rules;
  const stage = dueStageOf(row, ladders, at);
  if (stage === 'expired') return { does: 'expire', event: { type: 'ACKNOWLEDGEMENT_EXPIRED' } };
  if (stage === null) return { does: 'nothing' };
  const ladder = ladderOf(ladders, stage, row.context.owesWork);
  const taken = stepsTaken(stage, row.context, row);
  const type = stage === 'relay' ? 'RELAY_OVERDUE' : 'REMINDER_DUE';
  const following = ladder[taken + 1];
  const next = following && after(at, following.after);
  const by = ladder[taken];
  if (row.machineVersion < STEPS_SINCE) return { does: 'step', stage, event: { type }, next: next ?? at, by: null };
  if (!by) return { does: 'nothing' };
  const deadline = taken === 0 && !isNone(by.after) ? deadlineOf(stage, row) : null;
  const first = deadline && after(deadline, by.after);
  if (first && first > at) return { does: 'wait', until: first };
  // a deadline with an hour on a day off is meant; what is counted from a step or an acknowledgement is in working days
  const wait = countedWait(stage, { taken, by }, rules);
  const open = wait && putOff(row, wait, rules);
  if (open && open > at) return { does: 'wait', until: open };
  const { to, channel, text } = by;
  const step = { stage, n: taken + 1, to, channel, text, isLast: !following };
  return { does: 'step', stage, event: { type, step }, next, by };
}
