import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { runsOf } from '../../src/directives/reconcile/text-difference.rules.js';

const words = fc.array(fc.constantFrom('báo', 'cáo', 'trước', 'ngày', '15', '25', 'tháng'), { maxLength: 40 });

/** What is kept comes from the first list, everything else from the second. */
const applied = (before: readonly string[], after: readonly string[]): string[] =>
  runsOf(before, after).flatMap((run) => (run.same ? before.slice(...run.before) : after.slice(...run.after)));
const unequal = (before: readonly string[], after: readonly string[]): number =>
  runsOf(before, after)
    .filter(({ same }) => !same)
    .reduce((sum, { before: [a, b], after: [c, d] }) => sum + (b - a) + (d - c), 0);
/** The length of the longest common subsequence, by the table: slow and plainly right. */
function longestCommon(a: readonly string[], b: readonly string[]): number {
  let row = Array<number>(b.length + 1).fill(0);
  for (const word of a) {
    const next = [0];
    b.forEach((other, j) => next.push(word === other ? row[j]! + 1 : Math.max(row[j + 1]!, next[j]!)));
    row = next;
  }
  return row.at(-1)!;
}

describe('differences of two texts', () => {
  it('applied to the first text they give the second, and the runs cover both in order', () => {
    fc.assert(
      fc.property(words, words, (a, b) => {
        expect(applied(a, b)).toEqual(b);
        const runs = runsOf(a, b);
        expect(runs.flatMap(({ before: [from, to] }) => a.slice(from, to))).toEqual(a);
        expect(runs.flatMap(({ after: [from, to] }) => b.slice(from, to))).toEqual(b);
        const kept = runs.filter(({ same }) => same);
        expect(kept.map(({ before }) => a.slice(...before))).toEqual(kept.map(({ after }) => b.slice(...after)));
      }),
      { numRuns: 500 },
    );
  });

  it('are as few as they can be', () => {
    fc.assert(
      fc.property(words, words, (a, b) => {
        expect(unequal(a, b)).toBe(a.length + b.length - 2 * longestCommon(a, b));
      }),
      { numRuns: 500 },
    );
  });

  it('of one changed word are that word', () => {
    const [a, b] = ['gửi trước ngày 15 tháng 3', 'gửi trước ngày 25 tháng 3'].map((text) => text.split(' '));
    expect(runsOf(a!, b!)).toEqual([
      { same: true, before: [0, 3], after: [0, 3] },
      { same: false, before: [3, 4], after: [3, 4] },
      { same: true, before: [4, 6], after: [4, 6] },
    ]);
  });

  it('of texts that have nothing in common are one difference, however long they are', () => {
    const long = (word: string): string[] => Array.from({ length: 20_000 }, (_, i) => `${word}${i}`);
    expect(runsOf(['đầu', ...long('a'), 'cuối'], ['đầu', ...long('b'), 'cuối'])).toEqual([
      { same: true, before: [0, 1], after: [0, 1] },
      { same: false, before: [1, 20_001], after: [1, 20_001] },
      { same: true, before: [20_001, 20_002], after: [20_001, 20_002] },
    ]);
  });
});
