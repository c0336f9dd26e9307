import { mayDo } from '../../access/index.js';
import { papersOf } from '../../directives/index.js';
import { actsFor, type Caller, type Locale } from '../../platform/caller.js';
import { paperWords } from '../../platform/components/paper.js';
import type { Db } from '../../platform/database/sql.js';
import type { AssignmentView } from '../assignment-list.queries.js';
import { taskMapOf } from './task-map.queries.js';
import { taskName, type DutyTasksProps } from './tasks.view.js';

/** The tasks of a duty as its page shows them, with those of the papers above and below that they hang together with. */
export async function shownTasks(
  db: Db,
  row: AssignmentView,
  { caller, locale }: { caller: Caller; locale: Locale },
): Promise<Omit<DutyTasksProps, 'id'>> {
  const { above, carriedOn, notCarriedOn } = await taskMapOf(db, row);
  const papers = await papersOf(db, [
    ...(above ? [above.directive] : []),
    ...carriedOn.map(({ directive }) => directive),
  ]);
  const labels = new Map(above?.tasks.map((task) => [task.n, taskName(task)]));
  const names = new Map(row.tasks.map((task) => [task.n, taskName(task)]));
  const named = (directive: string): string => paperWords(papers.get(directive)!, locale);
  return {
    tasks: row.tasks.map((task) => ({
      ...task,
      parentLabel: task.parentTask === null ? null : (labels.get(task.parentTask) ?? null),
      carriedOn: carriedOn
        .filter((one) => one.task === task.n)
        .map(({ directive }) => ({ href: `/directives/${directive}`, text: named(directive) })),
    })),
    mayMark:
      actsFor(caller, row.unitId) &&
      mayDo(caller.role, 'assignments.act') &&
      row.role === 'action' &&
      row.receipt === 'acknowledged' &&
      row.standing === 'inForce',
    paperAbove: above ? named(above.directive) : null,
    notCarriedOn: notCarriedOn.map((n) => names.get(n) ?? String(n)),
  };
}
