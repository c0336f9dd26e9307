import { searchKey } from '../../platform/text.js';
import { carriedTask, type TaskAbove } from '../carried-tasks.rules.js';

/** Share of the shorter text's words that both have, from which on one is proposed for the other. */
const ALIKE = 0.5;
/** A few words prove nothing. */
const FEWEST = 5;

const wordsOf = (text: string): ReadonlySet<string> => new Set(searchKey(text).split(' ').filter(Boolean));

function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let shared = 0;
  for (const word of one) if (other.has(word)) shared += 1;
  return shared < FEWEST ? 0 : shared / Math.min(one.size, other.size);
}

export interface OwnTask {
  n: number;
  label: string;
  text: string;
}

/**
 * What is proposed for each task of an own dispatch, for a person to check: what its wording makes certain, else the task
 * above that shares most of its words, else, where both papers have as many tasks, the one in the same place.
 * @returns numbers of the tasks above; null where nothing is proposed
 */
export function likelyTasks(
  own: readonly OwnTask[],
  above: readonly TaskAbove[],
  paper: { number: number | null; symbol: string | null },
): (number | null)[] {
  const inOrder = own.length === above.length;
  return own.map(({ text }, i) => {
    const said = carriedTask(text, above, paper);
    if (said !== null) return said;
    const words = wordsOf(text);
    const [best, next] = above
      .map((task) => ({ n: task.n, alike: likeness(words, wordsOf(task.text ?? '')) }))
      .toSorted((a, b) => b.alike - a.alike);
    if (best && best.alike >= ALIKE && best.alike > (next?.alike ?? 0)) return best.n;
    return inOrder ? above[i]!.n : null;
  });
}
