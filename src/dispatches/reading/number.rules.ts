import { integerOf, mendDigits } from './dates.rules.js';
import { cut, found, holdsMended, type Piece } from './piece.rules.js';
import { nothing, type Field } from './reading.rules.js';

export interface NumberRead {
  number: Field<number>;
  symbol: Field<string>;
  /** the type that stands before the slash in the Party's numbering (12-CT/TU) */
  partyKind: string | null;
  before: Piece;
  after: Piece;
}

const SYMBOL = String.raw`[\p{Lu}0-9][\p{L}\p{N}&.+]*(?:\s?[-–/]\s?[\p{Lu}\p{N}][\p{L}\p{N}&.+]*)*`;
const NUMBERED = new RegExp(
  String.raw`(?:^[Ss$]|(?<=\s)S|^(?=.{0,2}:))[ốôồổỗộoóòỏõọỐÔỒỔỖỘOÓÒỎÕỌ](?:/(?:No|Ref)[^:\d]{0,10})?\s{0,3}[:.;]?\s*(?<num>[0-9lIOo][0-9lIOo ]{0,5}[a-z]?|[.…_\s-]{0,40})\s{0,3}(?:(?:[-–]\s?|(?<=\d\s{0,3}))(?<party>[\p{Lu}][\p{L}]{1,5})\s?)?/\s?(?<symbol>${SYMBOL})?`,
  'u',
);
const BARE = new RegExp(
  String.raw`^(?<num>\d{1,5})\s?/\s?(?<symbol>\p{Lu}[\p{L}\p{N}&.]*(?:[-–/][\p{Lu}\p{N}][\p{L}\p{N}&.]*)+)$`,
  'u',
);
/** "Số: 44 DN-UBND": the stroke is lost */
const NO_STROKE =
  /^[Ss]ố\s{0,3}[:.;]?\s*(?<num>\d{1,5})\s{1,3}(?<symbol>\p{Lu}[\p{Lu}\p{N}&]*(?:[-–]\p{Lu}[\p{L}\p{N}&]*)+)$/u;
const NO_SYMBOL = /^[Ss]ố\s?:\s?(?<num>\d{1,5})$/u;

/** The number and symbol in a heading cell ("Số: 12/KH-UBND"), and what stands around them. */
export function numberIn(cell: Piece): NumberRead | null {
  if (cell.text.length > 400) return null;
  const match =
    NUMBERED.exec(cell.text) ?? BARE.exec(cell.text) ?? NO_STROKE.exec(cell.text) ?? NO_SYMBOL.exec(cell.text);
  if (!match?.groups) return null;
  const { num, symbol, party } = match.groups;
  const whole = cut(cell, match.index, match.index + match[0].length);
  const value = integerOf(num?.replace(/\s/g, ''));
  const queries =
    num && (/[lIOo]/.test(num) || holdsMended(whole)) && value !== null ? ['digits-put-right' as const] : [];
  return {
    number: value === null ? nothing() : found(whole, value, queries.length ? 0.8 : 0.97, queries),
    symbol: symbol ? found(whole, mendSymbol(symbol), 0.96) : nothing(),
    partyKind: party ?? null,
    before: cut(cell, 0, match.index),
    after: cut(cell, match.index + match[0].length),
  };
}

/** A symbol with the blanks about its hyphens closed up, and letters beside digits read as digits. */
export const mendSymbol = (symbol: string): string =>
  symbol
    .replace(/\s*([-–/])\s*/g, (_, mark: string) => (mark === '–' ? '-' : mark))
    .replace(/(?<=\d)[lIO](?=\d|[/-]|$)|(?<=[/-])[lI](?=\d)|(?<=\p{Lu})l(?=\d)/gu, mendDigits)
    .replace(/[.&]+$/, '');
