import type { AssignmentContext, ChaseStep, Stage } from './assignment.case.js';

export const isToUnit = (step: ChaseStep | undefined): boolean => step?.to === 'unit' || step?.to === 'leader';

/** The context after a step of a stage's ladder. */
export const stepTaken = (
  { steps, usedUp = [] }: AssignmentContext,
  { stage, isLast }: ChaseStep,
): Pick<AssignmentContext, 'steps' | 'usedUp'> => ({
  steps: { ...steps, [stage]: (steps?.[stage] ?? 0) + 1 },
  usedUp: isLast ? [...usedUp, stage] : usedUp,
});

/** The context with the ladders of some stages not begun; untouched where no ladder was. */
export function withoutSteps(
  { steps, usedUp = [] }: AssignmentContext,
  stages: readonly Stage[],
): Pick<AssignmentContext, 'steps' | 'usedUp'> {
  if (!steps) return {};
  const kept = Object.entries(steps).filter(([stage]) => !stages.includes(stage as Stage));
  return { steps: Object.fromEntries(kept), usedUp: usedUp.filter((stage) => !stages.includes(stage)) };
}
