import type { DirectiveVersionRow } from '../../directives/index.js';
import { vnIso } from '../../platform/vn-time.js';
import { countsOf, type AmendmentPlan } from './plan-amendment.js';

const instant = (at: Date | null): string | null => (at === null ? null : vnIso(at));

/** What an amendment would do, as the API shows it. */
export const planJson = (plan: AmendmentPlan) => ({
  repeated: plan.repeated,
  receiptDueAt: vnIso(plan.receiptDueAt),
  workDueAt: { before: instant(plan.before.workDueAt), after: instant(plan.after.workDueAt) },
  ...countsOf(plan),
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
