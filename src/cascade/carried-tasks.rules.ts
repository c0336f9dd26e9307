import { searchKey } from '../platform/text.js';

/** A task of the paper that is passed on, as it is written. */
export interface TaskAbove {
  n: number;
  label?: string;
  text?: string;
}

/** Words that a text has to share with another before it is taken for the same task. */
const SHARED_WORDS = 8;

const POINTS = /(?:^| )(?:nhiem vu|muc|diem|khoan)(?: so| thu)? ([0-9]+|[a-z])(?= |$)/g;

/** Points of the paper above that a text names by their numbers, where it names the paper too. */
function pointsCited(key: string, paper: { number: number | null; symbol: string | null }): Set<string> {
  if (paper.number === null || !paper.symbol) return new Set();
  const named = [String(paper.number), String(paper.number).padStart(2, '0')].some((number) =>
    ` ${key} `.includes(` ${searchKey(`${number}/${paper.symbol}`)} `),
  );
  return named ? new Set([...key.matchAll(POINTS)].map(([, label]) => label!)) : new Set();
}

const contains = (whole: string, part: string): boolean =>
  part.split(' ').length >= SHARED_WORDS && ` ${whole} `.includes(` ${part} `);

/**
 * Which task of the paper above a task carries out, as far as its wording makes that certain: it cites the paper and one
 * point of it, or says the same words. Null where nothing says so, and where several could be meant.
 */
export function carriedTask(
  text: string,
  above: readonly TaskAbove[],
  paper: { number: number | null; symbol: string | null },
): number | null {
  const key = searchKey(text);
  const cited = pointsCited(key, paper);
  if (cited.size > 0) {
    const meant = above.filter(({ label }) => label !== undefined && cited.has(searchKey(label)));
    return cited.size === 1 && meant.length === 1 ? meant[0]!.n : null;
  }
  const same = above.filter((task) => {
    const other = searchKey(task.text ?? '');
    return other !== '' && (other === key || contains(key, other) || contains(other, key));
  });
  return same.length === 1 ? same[0]!.n : null;
}
