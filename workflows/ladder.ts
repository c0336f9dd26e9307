import type { AssignmentContext, AssignmentEvent, AssignmentRegions, ChaseStep, Stage } from './assignment.case.js';

export const isToUnit = (step: ChaseStep | undefined): boolean => step?.to === 'unit' || step?.to === 'leader';

/** Who has not begun is chased for that on a ladder of its own: it leaves the reminders of the work as they are. */
export const isOfBegin = (event: AssignmentEvent): boolean => 'step' in event && event.step?.stage === 'begin';

/** The context after a step. */
export function stepTaken(
  { steps, usedUp = [] }: AssignmentContext,
  { stage, n, isLast }: ChaseStep,
): Pick<AssignmentContext, 'steps' | 'usedUp'> {
  return { steps: { ...steps, [stage]: n }, usedUp: isLast ? [...usedUp, stage] : usedUp };
}

/** The context with the ladders of some stages not begun; untouched where none was. */
export function withoutSteps(
  { steps, usedUp = [] }: AssignmentContext,
  stages: readonly Stage[],
): Pick<AssignmentContext, 'steps' | 'usedUp'> {
  if (!steps) return {};
  const kept = Object.entries(steps).filter(([stage]) => !stages.includes(stage as Stage));
  return { steps: Object.fromEntries(kept), usedUp: usedUp.filter((stage) => !stages.includes(stage)) };
}

/** Steps taken in a stage; of a case that was chased before there were ladders, what its reminders come to. */
export function stepsTaken(stage: Stage, context: AssignmentContext, { relay }: AssignmentRegions): number {
  if (context.steps) return context.steps[stage] ?? 0;
  const { owesWork, receiptReminders, receiptEscalated, workReminders, workEscalated } = context;
  if (stage === 'receipt') return receiptReminders + Number(owesWork && receiptEscalated);
  if (stage === 'work') return workReminders + Number(owesWork && workEscalated);
  if (stage !== 'relay') return 0;
  const isReminded = relay === 'silent' || (context.relayReminded ?? false);
  return Number(isReminded) + Number(context.relayEscalated ?? false);
}

/** Whether a stage has nothing left: every step taken, or the unit reminded as often as policy says and its superior told. */
export function isUsedUp(stage: Stage, context: AssignmentContext): boolean {
  if (context.steps ?? context.usedUp) return context.usedUp?.includes(stage) ?? false;
  if (stage === 'receipt') return context.receiptEscalated && context.receiptReminders >= context.reminderLimit;
  if (stage === 'work') return context.workEscalated;
  return stage === 'relay' && (context.relayEscalated ?? false);
}
