import { supervisingWords } from '../assignments/index.js';
import { papersOf, tasksOf, type DirectiveRow } from '../directives/index.js';
import type { Locale } from '../platform/caller.js';
import { paperWords, type PaperTask } from '../platform/components/paper.js';
import { firstOf, sql, type Db } from '../platform/database/sql.js';

/** The tasks of a directive; those of a unit's own dispatch say which task of the paper above they carry out. */
export async function notedTasks(
  db: Db,
  { id, parentAssignmentId }: DirectiveRow,
  locale: Locale,
): Promise<PaperTask[]> {
  const tasks = await tasksOf(db, id);
  if (parentAssignmentId === null || tasks.every(({ parentTask }) => parentTask === null)) return tasks;
  const above = (await firstOf(
    db,
    sql<{ directive: string }>`select directive_id as directive from assignment where id = ${parentAssignmentId}`,
  ))!.directive;
  const paper = paperWords((await papersOf(db, [above])).get(above)!, locale);
  const labels = new Map((await tasksOf(db, above)).map(({ n, label }) => [n, label === '-' ? String(n) : label]));
  const { carries } = supervisingWords(locale).tasks;
  return tasks.map((task) => ({
    ...task,
    note: task.parentTask === null ? null : carries(labels.get(task.parentTask) ?? String(task.parentTask), paper),
  }));
}
