/** How an office splits its numbers: one series for everything, or one for each kind (Decree 30/2020, article 15). */
export type SplitBy = 'one' | 'kind';

/** The group of a symbol that names an advisory body: `BCĐ138` in `BCĐ138/CP`, `TBCĐKH506` in `KH-TBCĐKH506`; HĐND is an organ. */
const BOARD = /^(?:T?BCĐ|HĐ(?!ND))/u;

const boardOf = (symbol: string): string | undefined =>
  symbol
    .normalize('NFC')
    .toLocaleUpperCase('vi')
    .split(/[-/&.\s]+/u)
    .find((group) => BOARD.test(group));

/**
 * The series that a paper takes its number from. Steering boards and councils that issue under the seal of an office
 * have series of their own, whatever the office chose for itself.
 */
export function seriesOf({ kind, symbol }: { kind: string; symbol: string | null }, splitBy: SplitBy): string {
  const board = symbol === null ? undefined : boardOf(symbol);
  if (board !== undefined) return board;
  return splitBy === 'kind' ? kind : '';
}

/** What a number is unique with in the year of its office: the symbol, or the kind where the paper bears none. */
export const notationOf = ({ kind, symbol }: { kind: string; symbol: string | null }): string => symbol ?? kind;

/** An office that begins with the product in the middle of a year brings its last number with it. */
const FARTHEST_FIRST = 50_000;
/** No office registers so many papers between two entries; further on is a slip of the pen. */
const FARTHEST_STEP = 5000;

/**
 * The highest number that may be given by hand and still be followed by the ones that the system mints.
 * @param last  the last number of the series in the year; 0 where there is none
 */
export const farthestAfter = (last: number): number => (last === 0 ? FARTHEST_FIRST : last + FARTHEST_STEP);

/** How a number that was given stands to the last one: what the history says of it. */
export function placeOf(given: number, last: number): { skipped?: number; before?: number } {
  if (given <= last) return { before: last };
  return given > last + 1 ? { skipped: given - last - 1 } : {};
}

/** What a draft without number or date is called: letters first, so that nobody takes it for a number of the office. */
export const provisionalName = (n: number, year: number): string => `DT-${String(n).padStart(2, '0')}/${year}`;
