import { folded } from '../../platform/text.js';

/** A task as a version of a directive asks it. */
export interface AskedTask {
  n: number;
  label: string;
  text: string;
  addressees: readonly string[];
}

/** What a version of a directive asks. */
export interface Asked {
  tasks: readonly AskedTask[];
  workDueAt: Date | null;
}

/** Units to which a directive says the same. */
export interface AskedClass {
  /** The line of the addressees that they come from; null where nobody knows it. */
  line: number | null;
  /** Only who is to act owes the deadline of the work. */
  owesWork: boolean;
  /** The units have a deadline of their own, by whoever passed the paper on or by an extension. */
  ownTerm: boolean;
}

/** A task whose text is another now. */
export interface ChangedTask {
  n: number;
  label: string;
  before: string;
  after: string;
}

/** What an amendment changes for a class. */
export interface Changes {
  changed: readonly ChangedTask[];
  added: readonly AskedTask[];
  removed: readonly AskedTask[];
  deadline: { before: Date | null; after: Date | null } | null;
}

/** The tasks that are those of the units of a line. */
export type TasksOfLine = (tasks: readonly AskedTask[], line: number | null) => AskedTask[];

const sameText = (a: AskedTask, b: AskedTask): boolean => folded(a.text) === folded(b.text);

/** Takes every item of `from` that has a partner in `among` out of both; each partner is taken once. */
function paired<A, B>(from: readonly A[], among: readonly B[], fits: (a: A, b: B) => boolean) {
  const left = [...among];
  const alone: A[] = [];
  const pairs: [A, B][] = [];
  for (const item of from) {
    const i = left.findIndex((other) => fits(item, other));
    if (i < 0) alone.push(item);
    else pairs.push([item, left.splice(i, 1)[0]!]);
  }
  return { pairs, alone, left };
}

/**
 * What a new version changes for a class: tasks of it whose text (NFC, white space folded) is another, that came or that
 * went, and the deadline where the units owe it and have none of their own. The order of tasks and their labels change
 * nothing.
 */
export function changesFor(of: AskedClass, before: Asked, after: Asked, tasksOf: TasksOfLine): Changes {
  const kept = paired(tasksOf(before.tasks, of.line), tasksOf(after.tasks, of.line), sameText);
  const again = paired(kept.alone, kept.left, (old, now) => old.n === now.n);
  const moved = before.workDueAt?.getTime() !== after.workDueAt?.getTime() && of.owesWork && !of.ownTerm;
  return {
    changed: again.pairs.map(([old, now]) => ({ n: now.n, label: now.label, before: old.text, after: now.text })),
    added: again.left,
    removed: again.alone,
    deadline: moved ? { before: before.workDueAt, after: after.workDueAt } : null,
  };
}

/** Whether tasks of the class are others now: what was done under the earlier text is looked at again. */
export const asksOtherwise = ({ changed, added, removed }: Changes): boolean =>
  changed.length + added.length + removed.length > 0;

/** Whether the units of the class acknowledge again. */
export const isChange = (changes: Changes): boolean => asksOtherwise(changes) || changes.deadline !== null;

/** Tasks whose status in a unit's duty means nothing any more. */
export const outdatedTasks = ({ changed, removed }: Changes): number[] => [...changed, ...removed].map(({ n }) => n);

/** A task as an issuer gives it; without a number it is the earlier one of its text or label, else a new one. */
export type GivenTask = Omit<AskedTask, 'n'> & { n?: number | undefined };

/**
 * The number of each task of a new version: that of the earlier task with its text, else the one given, else that of
 * the earlier task under its label, else one that no version had.
 * @param beyond  the highest number that any version had
 */
export function numbered(given: readonly GivenTask[], before: readonly AskedTask[], beyond: number): AskedTask[] {
  const items = given.map((task, i) => ({ task, i }));
  const fits: ((task: GivenTask, old: AskedTask) => boolean)[] = [
    (task, old) => folded(task.text) === folded(old.text) && task.n === old.n,
    (task, old) => folded(task.text) === folded(old.text) && task.addressees.join('\n') === old.addressees.join('\n'),
    (task, old) => folded(task.text) === folded(old.text),
    (task, old) => task.n === old.n,
    (task, old) => task.n === undefined && isNumbering(task.label) && task.label === old.label,
  ];
  const numbers = new Map<number, number>();
  let [open, free] = [items, [...before]];
  for (const fit of fits) {
    const { pairs, alone, left } = paired(open, free, ({ task }, old) => fit(task, old));
    for (const [{ i }, old] of pairs) numbers.set(i, old.n);
    [open, free] = [alone, left];
  }
  let last = beyond;
  return given.map((task, i) => ({ ...task, n: numbers.get(i) ?? ++last }));
}

/** Whether a label tells its task from others; a dash does not. */
const isNumbering = (label: string): boolean => /[\p{L}\p{N}]/u.test(label);
