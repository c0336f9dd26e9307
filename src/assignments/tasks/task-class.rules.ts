import type { TaskStatus } from '../assignment.entity.js';

/** A line of a directive's addressees. */
export interface AddresseeLine {
  ord: number;
  text: string;
}

/** Whether one expression says what the other does, or the same with more words behind it. */
const isSameOrMore = (key: string, other: string): boolean => key === other || key.startsWith(`${other} `);

/** The lines that a task's addressee means: those that say the same, else those of which one says more than the other. */
function linesMeant(key: string, lines: readonly { ord: number; key: string }[]): number[] {
  const same = lines.filter((line) => line.key === key);
  const meant =
    same.length > 0 ? same : lines.filter((line) => isSameOrMore(line.key, key) || isSameOrMore(key, line.key));
  return meant.map(({ ord }) => ord);
}

/**
 * The tasks of a directive that are a unit's: those addressed to nobody in particular, and those addressed to its class,
 * the line of the addressees that it comes from. A task whose addressees mean no line is everybody's, and so is every
 * task for a unit whose class is not known: nothing that may be a duty is hidden.
 * @param ord  the unit's class
 * @param keyOf  an addressee expression as it is compared with another
 */
export function tasksOfClass<Task extends { addressees: readonly string[] }>(
  tasks: readonly Task[],
  lines: readonly AddresseeLine[],
  ord: number | null,
  keyOf: (text: string) => string,
): Task[] {
  if (ord === null) return [...tasks];
  const keyed = lines.map((line) => ({ ord: line.ord, key: keyOf(line.text) })).filter(({ key }) => key !== '');
  return tasks.filter(({ addressees }) => {
    const meant = addressees.flatMap((text) => {
      const key = keyOf(text);
      return key === '' ? [] : linesMeant(key, keyed);
    });
    return meant.length === 0 || meant.includes(ord);
  });
}

/** Whether nothing is left to do of a task. */
export const isTaskDone = (status: TaskStatus): boolean => status === 'done' || status === 'notApplicable';

/** The tasks that are left, by their numbers. */
export const leftOpen = (tasks: readonly { n: number; status: TaskStatus }[]): number[] =>
  tasks.filter(({ status }) => !isTaskDone(status)).map(({ n }) => n);
