/** A word of a text and where it stands (UTF-16 offsets, end exclusive). */
export interface Word {
  text: string;
  start: number;
  end: number;
}

/** The words of a text: whatever stands between white space. */
export const wordsIn = (text: string): Word[] =>
  [...text.matchAll(/\S+/gu)].map(({ 0: word, index }) => ({ text: word, start: index, end: index + word.length }));

/** Words that stand in both texts, or what stands in the one where the other has something else, perhaps nothing. */
export interface Run {
  same: boolean;
  /** Indices of words, end exclusive. */
  before: readonly [from: number, to: number];
  after: readonly [from: number, to: number];
}

/** Single steps that are looked for; texts further apart are one difference from their first to their last unequal word. */
const MOST_STEPS = 2000;

/**
 * The shortest way from one list of words to another, as runs in order that cover both (E. Myers, An O(ND) Difference
 * Algorithm, 1986). Replacing the words of every run that is not the same gives the second list.
 */
export function runsOf(before: readonly string[], after: readonly string[]): Run[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let tail = 0;
  while (
    tail < Math.min(before.length, after.length) - start &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  )
    tail += 1;
  const pairs = commonPairs(before.slice(start, before.length - tail), after.slice(start, after.length - tail)).map(
    ([x, y]) => [x + start, y + start] as const,
  );
  const head = Array.from({ length: start }, (_, i) => [i, i] as const);
  const foot = Array.from({ length: tail }, (_, i) => [before.length - tail + i, after.length - tail + i] as const);
  return runsBetween([...head, ...pairs, ...foot], before.length, after.length);
}

/** Runs from the pairs of equal words, in order. */
function runsBetween(pairs: readonly (readonly [number, number])[], ofBefore: number, ofAfter: number): Run[] {
  const runs: Run[] = [];
  let [x, y] = [0, 0];
  const skip = (toX: number, toY: number): void => {
    if (toX > x || toY > y) runs.push({ same: false, before: [x, toX], after: [y, toY] });
  };
  for (const [i, j] of pairs) {
    skip(i, j);
    const last = runs.at(-1);
    if (last?.same && last.before[1] === i && last.after[1] === j)
      runs[runs.length - 1] = { same: true, before: [last.before[0], i + 1], after: [last.after[0], j + 1] };
    else runs.push({ same: true, before: [i, i + 1], after: [j, j + 1] });
    [x, y] = [i + 1, j + 1];
  }
  skip(ofBefore, ofAfter);
  return runs;
}

/** Pairs of indices of words that are kept; none where the lists are further apart than is looked for. */
function commonPairs(a: readonly string[], b: readonly string[]): [number, number][] {
  const farthest: Int32Array[] = [];
  const most = Math.min(MOST_STEPS, a.length + b.length);
  for (let steps = 0; steps <= most; steps++) {
    const reached = furthest(a, b, steps, farthest.at(-1));
    farthest.push(reached);
    const end = a.length - b.length + steps;
    if (end >= 0 && end <= 2 * steps && reached[end]! >= a.length) return traced(farthest, a.length, b.length);
  }
  return [];
}

/** How far into `a` each diagonal comes with so many steps; diagonal k stands at index k + steps. */
function furthest(a: readonly string[], b: readonly string[], steps: number, last: Int32Array | undefined): Int32Array {
  const reached = new Int32Array(2 * steps + 1).fill(-1);
  for (let k = -steps; k <= steps; k += 2) {
    let x = last ? entry(last, k, steps - 1) : 0;
    while (x >= 0 && x < a.length && x - k >= 0 && x - k < b.length && a[x] === b[x - k]) x += 1;
    reached[k + steps] = x;
  }
  return reached;
}

/** Where diagonal k is entered: by a word more from the diagonal above, or a word less from the one below. */
function entry(last: Int32Array, k: number, steps: number): number {
  const down = k + 1 <= steps ? (last[k + 1 + steps] ?? -1) : -1;
  const right = k - 1 >= -steps ? (last[k - 1 + steps] ?? -1) : -1;
  return Math.max(down, right < 0 ? -1 : right + 1);
}

function traced(farthest: readonly Int32Array[], ofA: number, ofB: number): [number, number][] {
  const pairs: [number, number][] = [];
  let [x, y] = [ofA, ofB];
  for (let steps = farthest.length - 1; steps >= 0; steps--) {
    const k = x - y;
    const from = steps === 0 ? 0 : entry(farthest[steps - 1]!, k, steps - 1);
    while (x > from) pairs.push([--x, --y]);
    if (steps === 0) break;
    const above = k + 1 <= steps - 1 ? (farthest[steps - 1]![k + steps] ?? -1) : -1;
    // entered from above: a word more in the second list; else a word less
    if (above === x) y -= 1;
    else x -= 1;
  }
  return pairs.toReversed();
}
