/** Sizes are in points, lengths in millimetres. */
export interface Run {
  text: string;
  bold?: boolean;
  italic?: boolean;
}

/** A paragraph as it is set. */
export interface TextPart {
  kind: 'text';
  runs: readonly Run[];
  size: number;
  align: 'left' | 'centre' | 'justify';
  /** Further in than the column, on the left: every line, and the first line besides. */
  insetMm?: number;
  firstLineMm?: number;
  before?: number;
  after?: number;
  /** What a reader with a screen reader hears it as. */
  role?: 'H1' | 'H2' | 'P';
  keepWithNext?: boolean;
}

/** The line drawn under the motto, the issuer or the subject. */
export interface RulePart {
  kind: 'rule';
  widthMm: number;
  after?: number;
}

/** The stamp of urgency. */
export interface StampPart {
  kind: 'stamp';
  text: string;
  widthMm: number;
  heightMm: number;
}

export interface TablePart {
  kind: 'table';
  head: readonly string[];
  rows: readonly (readonly string[])[];
  widthsMm: readonly number[];
  size: number;
}

export type ColumnPart = TextPart | RulePart | StampPart;
export type BodyPart = TextPart | RulePart | TablePart;

/** Two columns without walls, row by row. */
export interface Columns {
  leftMm: number;
  rightMm: number;
  rows: readonly { left: readonly ColumnPart[]; right: readonly ColumnPart[] }[];
}

/** The slip as it is set: a square to be scanned, and what is said of it beside. */
export interface SlipPart {
  address: string;
  /** What a reader with a screen reader hears of the square. */
  alt: string;
  lines: readonly TextPart[];
  widthMm: number;
  /** On a page of its own, behind everything else. */
  isBehind: boolean;
}

/** A whole paper as both renderers set it. */
export interface LetterLayout {
  title: string;
  author: string;
  heading: Columns;
  body: readonly BodyPart[];
  tail: Columns;
  /** Below who signs; null where nobody is to say that it has the letter. */
  slip: SlipPart | null;
  appendices: readonly (readonly BodyPart[])[];
}

/** A4 with the margins of Appendix I, part I: 20-25 above and below, 30-35 left, 15-20 right. */
export const PAGE = { widthMm: 210, heightMm: 297, topMm: 20, bottomMm: 20, leftMm: 30, rightMm: 15 } as const;
export const TEXT_WIDTH_MM = PAGE.widthMm - PAGE.leftMm - PAGE.rightMm;
/** Sizes of Appendix I, part II; the lines of one heading keep to one step between them. */
export const SIZES = { state: 13, motto: 14, issuer: 13, number: 13, about: 12, date: 14, text: 14, receivedBy: 12, copies: 11, table: 13, page: 13 } as const; // prettier-ignore
/** Lines are set single, at least; Appendix I allows up to one and a half. */
export const LINE_SPACING = 1.1;
export const FIRST_LINE_MM = 12.7;

const WIDE = /\p{Lu}|[mw]/u;
const MM_PER_POINT = 0.3528;

/** About how wide a text runs, for the rules drawn under it; the renderers measure for themselves. */
export const widthMm = (text: string, size: number): number =>
  Array.from(text).reduce((sum, c) => sum + (c === ' ' ? 0.25 : WIDE.test(c) ? 0.7 : 0.46), 0) * size * MM_PER_POINT;

/** A cell that holds a number, a date or a mark stands in the middle of its column. */
export const isFigure = (words: string): boolean => words.length < 4 || /^[\d.,:/%-]+$/u.test(words);

export const text = (runs: readonly Run[] | string, size: number, rest: Partial<TextPart> = {}): TextPart => ({
  kind: 'text',
  runs: typeof runs === 'string' ? [{ text: runs }] : runs,
  size,
  align: 'left',
  ...rest,
});
