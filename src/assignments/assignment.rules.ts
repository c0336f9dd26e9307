import type { AssignmentContext, AssignmentEvent, AssignmentRegions } from '../../workflows/index.js';
import { LEADS_TO } from '../../workflows/index.js';

/** The regions of a row, without its other columns. */
export const regionsOf = ({ receipt, relay, work, standing }: AssignmentRegions): AssignmentRegions => ({
  receipt,
  relay,
  work,
  standing,
});

/** Whether the row is already in the state that the event leads to: doing it again is a repeat. */
export function isRepeat(regions: AssignmentRegions, event: AssignmentEvent): boolean {
  const leadsTo: Partial<AssignmentRegions> | undefined = (LEADS_TO as Record<string, Partial<AssignmentRegions>>)[
    event.type
  ];
  if (!leadsTo) return false;
  return Object.entries(leadsTo).every(([region, state]) => regions[region as keyof AssignmentRegions] === state);
}

/**
 * The one word shown in lists, of the four columns: what ended the duty, else what became of the paper, else how far
 * the work is.
 */
export function stateOf(row: AssignmentRegions): string {
  if (row.standing !== 'inForce') return row.standing;
  if (row.receipt !== 'acknowledged') return row.receipt;
  return row.work === 'notStarted' ? 'acknowledged' : row.work;
}

const WORK_OPEN: readonly AssignmentRegions['work'][] = [
  'notStarted',
  'assigned',
  'implementing',
  'implemented',
  'sentBack',
];

/** Whether the unit still owes work: nothing reported, accepted or declined yet. */
export const owesWorkStill = (row: AssignmentRegions, context: AssignmentContext): boolean =>
  context.owesWork && row.standing === 'inForce' && WORK_OPEN.includes(row.work);

/**
 * When the row is to be chased next, after a step. Receipt is chased until it is given; then work, from its deadline.
 * A step that leaves the stage as it was leaves the time as it was: acting late does not bring the next reminder nearer.
 * @param before  the row before the step, with the time at which it was to be chased
 * @param afterReminder  when the policy's next reminder would be, where this step was one
 */
export function nextChase(
  before: AssignmentRegions & { nextChaseAt: Date | null },
  row: AssignmentRegions & { receiptDueAt: Date | null; workDueAt: Date | null },
  { context, now, afterReminder }: { context: AssignmentContext; now: Date; afterReminder?: Date | undefined },
): Date | null {
  const stage = stageOf(row, context);
  if (stage === null || isUsedUp(stage, context)) return null;
  if (afterReminder) return afterReminder;
  if (stage === stageOf(before, context)) return before.nextChaseAt;
  if (stage === 'receipt') return row.receiptDueAt;
  // a report sent back after its deadline gets a day before it is chased again
  const isLate = row.work === 'sentBack' && row.workDueAt !== null && row.workDueAt <= now;
  return isLate ? new Date(now.getTime() + DAY) : row.workDueAt;
}

const DAY = 86_400_000;

/** What a row is chased for, if for anything. */
function stageOf(row: AssignmentRegions, context: AssignmentContext): 'receipt' | 'work' | null {
  if (row.standing !== 'inForce') return null;
  if (row.receipt === 'sent' || row.receipt === 'delivered') return 'receipt';
  return row.receipt === 'acknowledged' && owesWorkStill(row, context) ? 'work' : null;
}

const isUsedUp = (stage: 'receipt' | 'work', context: AssignmentContext): boolean =>
  stage === 'receipt'
    ? context.receiptEscalated && context.receiptReminders >= context.reminderLimit
    : context.workEscalated;

/** The codes of a return (Decree 30/2020, article 21; Decision 28/2018, article 9). */
export const RETURN_REASONS = ['wrong-addressee', 'not-authentic', 'incomplete', 'duplicate', 'other'] as const;
export type ReturnReason = (typeof RETURN_REASONS)[number];

/**
 * Status that the national exchange calls the row by (Decision 28/2018): two digits, or null where it has none.
 * @see docs/glossary.md
 */
export function exchangeStatus(row: AssignmentRegions): string | null {
  if (row.receipt === 'returned') return '02';
  if (row.receipt === 'delivered') return '01';
  if (row.receipt !== 'acknowledged') return null;
  if (row.work === 'notStarted') return '03';
  if (row.work === 'assigned') return '04';
  return row.work === 'implementing' || row.work === 'sentBack' ? '05' : '06';
}
