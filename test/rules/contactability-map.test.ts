import { describe, expect, it } from '@jest/globals';
import { stepOf } from '../../src/contactability/contactability.rules.js';
import { placesOf } from '../../src/contactability/tile-grid.rules.js';
import { readNationalLists } from '../../src/units/national-lists.js';
import { nationalTree } from '../../src/units/national-tree.rules.js';

describe('the map of tiles', () => {
  it('has a place of its own for each of the 63 provinces before the reform, and of the 34 since', async () => {
    const { before, after } = await readNationalLists();
    const tree = nationalTree(before, after);
    const on = (day: string): string[] =>
      tree
        .filter(({ periods }) =>
          periods.some(({ level, from, to }) => level === 'province' && from <= day && (to === null || to > day)),
        )
        .map(({ code }) => code);
    for (const [day, n] of [
      ['2025-06-30', 63],
      ['2025-07-01', 34],
    ] as const) {
      const codes = on(day);
      const places = [...placesOf(codes).values()].map(([column, row]) => `${column}.${row}`);
      expect(codes).toHaveLength(n);
      expect(new Set(places).size).toBe(n);
      // all on the map itself, none in the row for provinces that it does not know
      expect(Math.max(...[...placesOf(codes).values()].map(([, row]) => row))).toBeLessThanOrEqual(21);
    }
  });

  it('puts a province of a later reorganisation into a row below', () => {
    const places = placesOf(['t01', 't20', 't-moi', 't-khac']);
    expect(places.get('t-moi')).toEqual([1, 19]);
    expect(places.get('t-khac')).toEqual([2, 19]);
  });

  it.each([[0, 10, 0], [0, 0, 0], [1, 10, 1], [2, 10, 2], [5, 10, 2], [6, 10, 3]] as const)('draws %d of %d as step %d', (n, total, step) => {
    expect(stepOf(n, total)).toBe(step);
  }); // prettier-ignore
});
