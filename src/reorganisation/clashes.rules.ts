import type { Refusal } from './compile-work.rules.js';
import type { Step } from './plan-schema.rules.js';
import { unitsChangedBy, unitsEndedBy, unitsNamedBy } from './plan.rules.js';

/** Another plan that will be carried out on the same day. */
export interface OtherPlan {
  title: string;
  steps: readonly Step[];
}

/**
 * Where a plan and others of its day are about the same unit: both change it, or one ends what the other names. Which of
 * them is carried out first is nobody's decision, so none may depend on it.
 */
export function clashesOf(steps: readonly Step[], others: readonly OtherPlan[]): Refusal[] {
  const ended = new Set(others.length === 0 ? [] : goneBy(steps));
  const own = steps.map((step) => ({ changed: unitsChangedBy([step]), named: unitsNamedBy([step]) }));
  return others.flatMap(({ title, steps: theirs }) => {
    const changed = unitsChangedBy(theirs);
    const gone = new Set(goneBy(theirs));
    const named = unitsNamedBy(theirs);
    return own.flatMap((step, i): Refusal[] =>
      [...step.named]
        .filter(
          (code) =>
            (step.changed.has(code) && changed.has(code)) || gone.has(code) || (ended.has(code) && named.has(code)),
        )
        .map((unit) => ({ step: i + 1, code: 'other-plan', unit, other: title })),
    );
  });
}

/** A unit that is split and goes on as one of its parts is changed, not ended. */
const goneBy = (steps: readonly Step[]): string[] =>
  unitsEndedBy(steps.filter((step) => step.kind !== 'split' || !step.into.some(({ code }) => code === step.from)));
