import type {
  AssignmentContext,
  AssignmentEvent,
  AssignmentRegions,
  ChaseStep,
  Ladder,
  Stage,
} from './assignment.case.js';

export const isToUnit = (step: ChaseStep | undefined): boolean => step?.to === 'unit' || step?.to === 'leader';

/** Who has not begun is chased for that on a ladder of its own: it leaves the reminders of the work as they are. */
export const isOfBegin = (event: AssignmentEvent): boolean => 'step' in event && event.step?.stage === 'begin';

/** The ladder that the steps of a stage are counted on. */
export const ladderOfStage = (stage: Stage): Ladder => (stage === 'delivery' ? 'receipt' : stage);

/** The context after a step. */
export function stepTaken(
  { steps, usedUp = [] }: AssignmentContext,
  { stage, n, isLast }: ChaseStep,
): Pick<AssignmentContext, 'steps' | 'usedUp'> {
  const ladder = ladderOfStage(stage);
  return { steps: { ...steps, [ladder]: n }, usedUp: isLast ? [...usedUp, ladder] : usedUp };
}

/** The context with some ladders not begun; untouched where none was. */
export function withoutSteps(
  { steps, usedUp = [] }: AssignmentContext,
  ladders: readonly Ladder[],
): Pick<AssignmentContext, 'steps' | 'usedUp'> {
  if (!steps) return {};
  const kept = Object.entries(steps).filter(([ladder]) => !ladders.includes(ladder as Ladder));
  return { steps: Object.fromEntries(kept), usedUp: usedUp.filter((ladder) => !ladders.includes(ladder)) };
}

/** Steps taken of a ladder; of a case that was chased before there were ladders, what its reminders come to. */
export function stepsTaken(ladder: Ladder, context: AssignmentContext, { relay }: AssignmentRegions): number {
  const counted = context.steps?.[ladder];
  if (counted !== undefined) return counted;
  const { owesWork, receiptReminders, receiptEscalated, workReminders, workEscalated } = context;
  if (ladder === 'receipt') return receiptReminders + Number(owesWork && receiptEscalated);
  if (ladder === 'work') return workReminders + Number(owesWork && workEscalated);
  if (ladder === 'begin') return 0;
  const isReminded = relay === 'silent' || (context.relayReminded ?? false);
  return Number(isReminded) + Number(context.relayEscalated ?? false);
}

/** Whether a ladder has nothing left: every step taken, or the unit reminded as often as policy says and its superior told. */
export function isUsedUp(ladder: Ladder, context: AssignmentContext): boolean {
  if (context.steps?.[ladder] !== undefined || context.usedUp?.includes(ladder))
    return context.usedUp?.includes(ladder) ?? false;
  if (ladder === 'receipt') return context.receiptEscalated && context.receiptReminders >= context.reminderLimit;
  if (ladder === 'work') return context.workEscalated;
  return ladder === 'relay' && (context.relayEscalated ?? false);
}
