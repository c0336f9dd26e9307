import type { Secrecy, Urgency } from './dispatch.rules.js';
import { cut, found, type Piece } from './piece.rules.js';
import { nothing, type Field } from './reading.rules.js';

/** A stamp may be set with its letters apart; between two letters at most a few blanks. */
const apart = (word: string): string => word.split('').join(String.raw`\s{0,3}`);
/** Any of these words, letters apart or not. */
export const any = (...words: string[]): string => `(?:${words.map(apart).join('|')})`;

const BEFORE = String.raw`^[\s([{"“:*-]*(?:(?:(?:độ|mức độ|dấu|chỉ độ)\s*(?:mật|khẩn)|(?:đóng\s+)?dấu)\s*:?\s*)?`;
const AFTER = String.raw`[\s)\]}"”.:!*-]*$`;
const SECRECY: [Secrecy, RegExp][] = [
  ['TUYỆT MẬT', new RegExp(`${BEFORE}${any('tuyệtmật')}${AFTER}`, 'u')],
  ['TỐI MẬT', new RegExp(`${BEFORE}${any('tốimật')}${AFTER}`, 'u')],
  ['MẬT', new RegExp(`${BEFORE}${any('mật')}${AFTER}`, 'u')],
];
const URGENCY: [Urgency, RegExp][] = [
  ['HỎA TỐC', new RegExp(`${BEFORE}${any('hỏatốc', 'hoảtốc')}(?:\\s*${any('hẹngiờ')})?[^\\p{Ll}]{0,24}$`, 'u')],
  ['THƯỢNG KHẨN', new RegExp(`${BEFORE}${any('thượngkhẩn')}${AFTER}`, 'u')],
  ['KHẨN', new RegExp(`${BEFORE}${any('khẩn')}${AFTER}`, 'u')],
];
const INLINE_STAMP = /(?:^|\s)(HỎA TỐC|HOẢ TỐC|THƯỢNG KHẨN)(?=\s|$)/u;

/** The stamp a heading cell is, if it is one. */
export function stampOf(cell: Piece): { secrecy: Field<Secrecy>; urgency: Field<Urgency> } | null {
  if (cell.text.length > 60) return null;
  const secret = SECRECY.find(([, pattern]) => pattern.test(cell.low));
  if (secret) return { secrecy: found(cell, secret[0], 0.98), urgency: nothing() };
  const hasty = URGENCY.find(([, pattern]) => pattern.test(cell.low.replace(/\d.*$/u, '').trim()));
  return hasty ? { secrecy: nothing(), urgency: found(cell, hasty[0], 0.97) } : null;
}

/** An urgency that a flattened heading has run together with something else in one line. */
export function stampWithin(cell: Piece): { stamp: Piece; before: Piece; after: Piece } | null {
  const match = INLINE_STAMP.exec(cell.text);
  if (!match?.[1] || match[0].length === cell.text.length) return null;
  const start = match.index + match[0].length - match[1].length;
  const end = start + match[1].length;
  return { stamp: cut(cell, start, end), before: cut(cell, 0, start), after: cut(cell, end) };
}
