import type { QueryCode } from './dispatch.rules.js';
import type { Field, Found } from './reading.rules.js';

/**
 * A stretch of text that remembers where each of its characters stands in the stored text, so that a value
 * put together from three lines, without their markdown, still has a place a clerk can be shown.
 */
export interface Piece {
  text: string;
  /** as `text`, of the same length, for matching: lower case, the tone mark where the newer spelling puts it */
  low: string;
  /** for each character, its offset in the stored text */
  at: Int32Array;
  /** the offsets in the stored text of letters that are read as digits; one set for all pieces of a paper */
  mended?: ReadonlySet<number> | undefined;
}

const NEWER_TONES = new Map<string, string>();
for (const [older, newer] of [
  ['oà oá oả oã oạ', 'òa óa ỏa õa ọa'],
  ['oè oé oẻ oẽ oẹ', 'òe óe ỏe õe ọe'],
  ['uỳ uý uỷ uỹ uỵ', 'ùy úy ủy ũy ụy'],
] as const) {
  const news = newer.split(' ');
  older.split(' ').forEach((pair, i) => NEWER_TONES.set(pair, news[i] ?? pair));
}
const OLDER_TONE = /(?<!q)(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?!\p{L})/gu;

/** Lower case, tone marks in their newer place; character for character, so that offsets hold. */
export function fold(text: string): string {
  let low = text.toLowerCase();
  if (low.length !== text.length) {
    low = Array.from({ length: text.length }, (_, i) => {
      const unit = text.charAt(i);
      return unit.toLowerCase().length === 1 ? unit.toLowerCase() : unit;
    }).join('');
  }
  return low.replace(OLDER_TONE, (pair) => NEWER_TONES.get(pair) ?? pair);
}

export const pieceOf = (text: string, at: Int32Array, mended?: ReadonlySet<number>): Piece => ({
  text,
  low: fold(text),
  at,
  mended,
});

/** Whether a letter in the piece was read as a digit. */
export const holdsMended = ({ at, mended }: Piece): boolean =>
  mended !== undefined && mended.size > 0 && at.some((offset) => mended.has(offset));

/** The part from `start` to `end` (exclusive), without the blanks at its ends. */
export function cut(piece: Piece, start: number, end = piece.text.length): Piece {
  let from = start;
  let to = Math.min(end, piece.text.length);
  while (from < to && isBlank(piece.text.charCodeAt(from))) from++;
  while (to > from && isBlank(piece.text.charCodeAt(to - 1))) to--;
  return {
    text: piece.text.slice(from, to),
    low: piece.low.slice(from, to),
    at: piece.at.subarray(from, to),
    mended: piece.mended,
  };
}

const isBlank = (unit: number): boolean => unit === 32 || unit === 9 || unit === 10;

/** Several stretches as one, a blank between each. */
export function joined(pieces: readonly Piece[]): Piece {
  const full = pieces.filter(({ text }) => text !== '');
  if (full.length === 1 && full[0]) return full[0];
  const length = full.reduce((sum, { text }) => sum + text.length + 1, 0);
  const at = new Int32Array(Math.max(0, length - 1));
  let next = 0;
  for (const piece of full) {
    if (next > 0) {
      at[next] = (at[next - 1] ?? 0) + 1;
      next++;
    }
    at.set(piece.at, next);
    next += piece.text.length;
  }
  return {
    text: full.map(({ text }) => text).join(' '),
    low: full.map(({ low }) => low).join(' '),
    at,
    mended: full[0]?.mended,
  };
}

/** Cuts a piece at every match. */
export function splitAt(piece: Piece, joint: RegExp): Piece[] {
  const parts: Piece[] = [];
  let from = 0;
  for (const match of piece.text.matchAll(joint)) {
    parts.push(cut(piece, from, match.index));
    from = match.index + match[0].length;
  }
  parts.push(cut(piece, from));
  return parts.filter(({ text }) => text !== '');
}

/** White space folded, punctuation left over at the end dropped. */
export const tidy = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/(?:[\s.,;:…/]|(?<=\s)[-–—])+$/u, '')
    .trim();

/** A value read out of a piece, with its place in the stored text. */
export function found<T>(piece: Piece, value: T, confidence = 0.95, queries: QueryCode[] = []): Found<T> {
  const start = piece.at[0] ?? 0;
  const last = piece.at[piece.at.length - 1] ?? start;
  return { value, start, end: Math.max(start, last + 1), confidence, queries };
}

/** The piece's own text as a value; nothing where nothing is left of it. */
export function foundText(piece: Piece, confidence = 0.95): Field<string> {
  const value = tidy(piece.text);
  return value === ''
    ? { value: null, start: null, end: null, confidence: 1, queries: [] }
    : found(piece, value, confidence);
}
