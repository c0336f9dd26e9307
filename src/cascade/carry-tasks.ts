import { assignmentView, type HeldAssignment } from '../assignments/index.js';
import { clearParentTasks, directiveById, setParentTasks, tasksOf } from '../directives/index.js';
import type { Db } from '../platform/database/sql.js';
import { invalid } from '../platform/errors.js';
import { carriedTask } from './carried-tasks.rules.js';

/** A task of an own dispatch: as it is to be, or only which one of those that were read is meant. */
export type ForwardedTask =
  | { label: string; text: string; addressees: string[]; parentTask?: number | null | undefined }
  | { n: number; parentTask: number | null };

export const isWritten = (task: ForwardedTask): task is Extract<ForwardedTask, { text: string }> => 'text' in task;

/**
 * Keeps which task of the paper above each task of an own dispatch carries out: the one that was given, else the one that
 * its wording makes certain.
 * @returns the tasks above that are carried on, by their numbers
 * @throws ProductError `invalid` for a task that the unit does not have, or the dispatch not
 */
export async function carryTasks(
  db: Db,
  row: HeldAssignment,
  { id, given }: { id: string; given: readonly ForwardedTask[] },
): Promise<number[]> {
  const above = (await assignmentView(db, row.id)).tasks;
  const paper = await directiveById(db, row.directiveId);
  const own = await tasksOf(db, id);
  const said = new Map(given.map((task, i) => [isWritten(task) ? i + 1 : task.n, task.parentTask]));
  mustBeThere(
    [...said.keys()],
    own.map(({ n }) => n),
    (n) => ({
      vi: `Văn bản riêng không có nhiệm vụ số ${n}.`,
      en: `The own dispatch has no task ${n}.`,
    }),
  );
  const carried = own.flatMap(({ n, text }) => {
    const parentTask = said.get(n) === undefined ? carriedTask(text, above, paper) : said.get(n)!;
    return parentTask === null ? [] : [{ n, parentTask }];
  });
  mustBeAbove(carried, above);
  await clearParentTasks(db, id);
  await setParentTasks(db, id, carried);
  return tasksCarried(carried);
}

/**
 * What a draft carries on as it was mapped before: the paper above may have been amended since.
 * @returns the tasks above that are carried on, by their numbers
 * @throws ProductError `invalid` for a task above that the unit does not have any more
 */
export async function carriedBefore(db: Db, row: HeldAssignment, id: string): Promise<number[]> {
  const carried = await mapped(db, id);
  mustBeAbove(carried, (await assignmentView(db, row.id)).tasks);
  return tasksCarried(carried);
}

/** The tasks above that an own dispatch carries on, by their numbers when it was issued. */
export const carriedBy = async (db: Db, id: string): Promise<number[]> => tasksCarried(await mapped(db, id));

const mapped = async (db: Db, id: string): Promise<Carried> =>
  (await tasksOf(db, id)).flatMap(({ n, parentTask }) => (parentTask === null ? [] : [{ n, parentTask }]));

type Carried = readonly { n: number; parentTask: number }[];

const tasksCarried = (carried: Carried): number[] =>
  [...new Set(carried.map(({ parentTask }) => parentTask))].toSorted((a, b) => a - b);

const mustBeAbove = (carried: Carried, above: readonly { n: number }[]): void =>
  mustBeThere(
    carried.map(({ parentTask }) => parentTask),
    above.map(({ n }) => n),
    (n) => ({
      vi: `Đơn vị không có nhiệm vụ số ${n} ở văn bản cấp trên.`,
      en: `The unit has no task ${n} under the paper above.`,
    }),
  );

function mustBeThere(
  wanted: readonly number[],
  there: readonly number[],
  sentence: (n: number) => { vi: string; en: string },
): void {
  const missing = wanted.find((n) => !there.includes(n));
  if (missing === undefined) return;
  const { vi, en } = sentence(missing);
  throw invalid(vi, en, { field: 'tasks' });
}
