/** Where a province stands on the map of tiles: column and row from the north-west, from 1. */
export type Place = readonly [column: number, row: number];

/** The 63 provinces until 30/6/2025, by their own code. Placed by eye after the map of the country. */
const BEFORE_REFORM: Readonly<Record<string, Place>> = {
  t12: [2, 1], t10: [3, 1], t02: [4, 1], t04: [5, 1],
  t11: [1, 2], t15: [3, 2], t08: [4, 2], t06: [5, 2], t20: [6, 2],
  t14: [2, 3], t25: [3, 3], t26: [4, 3], t19: [5, 3], t24: [6, 3], t22: [7, 3],
  t17: [3, 4], t01: [4, 4], t27: [5, 4], t30: [6, 4], t31: [7, 4],
  t35: [4, 5], t33: [5, 5], t34: [6, 5],
  t38: [3, 6], t37: [4, 6], t36: [5, 6],
  t40: [3, 7], t42: [3, 8], t44: [4, 9], t45: [4, 10], t46: [5, 10],
  t49: [5, 11], t48: [6, 11], t62: [5, 12], t51: [6, 12], t64: [5, 13], t52: [6, 13], t66: [5, 14], t54: [6, 14],
  t70: [3, 15], t67: [4, 15], t68: [5, 15], t56: [6, 15],
  t72: [2, 16], t74: [3, 16], t75: [4, 16], t60: [5, 16], t58: [6, 16],
  t80: [2, 17], t79: [3, 17], t77: [4, 17],
  t89: [1, 18], t87: [2, 18], t82: [3, 18], t83: [4, 18],
  t91: [1, 19], t92: [2, 19], t86: [3, 19], t84: [4, 19],
  t93: [2, 20], t94: [3, 20], t96: [1, 21], t95: [2, 21],
}; // prettier-ignore

/** The 34 provinces since 1/7/2025. */
const SINCE_REFORM: Readonly<Record<string, Place>> = {
  t12: [2, 1], 't15-2025': [3, 1], 't08-2025': [4, 1], t04: [5, 1],
  t11: [1, 2], t14: [2, 2], 't25-2025': [3, 2], 't19-2025': [4, 2], t20: [5, 2],
  t01: [3, 3], 't24-2025': [4, 3], t22: [5, 3],
  't37-2025': [3, 4], 't33-2025': [4, 4], 't31-2025': [5, 4],
  t38: [3, 5], t40: [3, 6], t42: [3, 7], 't44-2025': [4, 8], t46: [4, 9], 't48-2025': [5, 10],
  't51-2025': [5, 11], 't52-2025': [5, 12], 't66-2025': [5, 13],
  't80-2025': [2, 14], 't75-2025': [3, 14], 't68-2025': [4, 14], 't56-2025': [5, 14],
  't91-2025': [1, 15], 't82-2025': [2, 15], 't79-2025': [3, 15],
  't92-2025': [1, 16], 't86-2025': [2, 16], 't96-2025': [1, 17],
}; // prettier-ignore

/** Columns of either map. */
const COLUMNS = 7;

/**
 * Where each of these provinces stands. The map is that on which most of them are; a province that it does not know (of a
 * later reorganisation) stands in a row of its own below.
 */
export function placesOf(codes: readonly string[]): ReadonlyMap<string, Place> {
  const known = (map: Readonly<Record<string, Place>>): number => codes.filter((code) => map[code]).length;
  const map = known(BEFORE_REFORM) > known(SINCE_REFORM) ? BEFORE_REFORM : SINCE_REFORM;
  const below = Math.max(...Object.values(map).map(([, row]) => row)) + 2;
  const unknown = codes.filter((code) => !map[code]);
  const placeOf = (code: string): Place => {
    const i = unknown.indexOf(code);
    return map[code] ?? [(i % COLUMNS) + 1, below + Math.floor(i / COLUMNS)];
  };
  return new Map(codes.map((code) => [code, placeOf(code)]));
}
