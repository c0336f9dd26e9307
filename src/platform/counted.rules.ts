/**
 * A count with its noun, in English: `1 unit`, `2 units`.
 * @param n  a count, or one that is already written for people: `1,204`
 * @param many  the plural, where it is not made with an s
 */
export const counted = (n: number | string, one: string, many = `${one}s`): string =>
  `${n} ${String(n) === '1' ? one : many}`;
