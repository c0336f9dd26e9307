import type { ModelAmendment, ModelDirective, ModelTask } from './model-duty.js';

/** Tasks as they are sent. */
export const sent = (tasks: readonly ModelTask[]) =>
  tasks.map(({ text, lines }) => ({ label: '-', text, addressees: [...lines] }));

/** What a directive asks at first: one thing of everybody, three of some each, nothing else of the rest. */
export const firstTasks = (lines: readonly string[]): ModelTask[] => [
  { text: 'việc chung', lines: [] },
  ...[0, 1, 2].map((n) => ({ text: `việc riêng ${n}`, lines: lines.filter((_, i) => i % 4 === n) })),
];

/** What an amendment may say anew. */
interface Anew {
  text: string;
  /** Lines of the addressees, of which some get a task. */
  lines: readonly string[];
  due: { on: string; at: number };
}

/** A new version of what a directive asks, out of a few numbers; some change nothing, or nothing for anybody. */
export function amendmentOf(
  { tasks }: Pick<ModelDirective, 'tasks'>,
  [a = 0, b = 0]: readonly number[],
  { text, lines, due }: Anew,
): ModelAmendment {
  const at = b % Math.max(tasks.length, 1);
  const reworded = tasks.map((task, i) => (i === at ? { ...task, text } : task));
  const kinds: ModelAmendment[] = [
    { tasks: reworded },
    { tasks: [...tasks, { text, lines: lines.filter((_, i) => (b + i) % 3 === 0) }] },
    { tasks: tasks.filter((_, i) => i !== at) },
    { tasks: tasks.toReversed() },
    { due },
    { tasks: reworded, due },
    {},
  ];
  return kinds[a % kinds.length]!;
}
