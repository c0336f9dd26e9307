import type { DirectiveVersionRow } from '../../directives/index.js';
import type { Locale } from '../../platform/caller.js';
import { countWords } from '../../platform/components/words.js';
import { vnIso } from '../../platform/vn-time.js';
import { amendingWords } from './changes.view.js';
import { countsOf, type AmendmentCounts, type AmendmentPlan } from './plan-amendment.js';

const instant = (at: Date | null): string | null => (at === null ? null : vnIso(at));

/** What an amendment does beside its text, one sentence each. */
export const effectsOf = (counts: AmendmentCounts, locale: Locale): string[] =>
  amendingWords(locale).check.effects(counts, (n) => countWords(n, locale));

/** What an amendment would do, as the API shows it. */
export const planJson = (plan: AmendmentPlan, locale: Locale) => ({
  repeated: plan.repeated,
  receiptDueAt: vnIso(plan.receiptDueAt),
  workDueAt: { before: instant(plan.before.workDueAt), after: instant(plan.after.workDueAt) },
  ...countsOf(plan),
  warnings: effectsOf(countsOf(plan), locale),
  classes: plan.classes.map(({ line, owesWork, ownTerm, reached, expected, returned, again, changes }) => ({
    addressee: line === null ? null : (plan.lines.get(line) ?? null),
    owesWork,
    ownTerm,
    reached,
    expected,
    returned,
    again,
    changed: changes.changed,
    added: changes.added,
    removed: changes.removed,
    deadline: changes.deadline && {
      before: instant(changes.deadline.before),
      after: instant(changes.deadline.after),
    },
  })),
});

/** One version of what a directive asks, as the API shows it. */
export const versionJson = (version: DirectiveVersionRow) => ({
  version: version.version,
  subject: version.subject,
  tasks: version.tasks,
  dueOn: version.dueOn,
  dueOperator: version.dueOperator,
  dueHour: version.dueHour,
  workDueAt: instant(version.workDueAt),
  reason: version.reason,
  dispatch: version.dispatchId,
  madeAt: vnIso(version.madeAt),
});
