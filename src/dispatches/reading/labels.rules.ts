import { cut, type Piece } from './piece.rules.js';
import { mendDigits } from './dates.rules.js';

export type LabelStyle = 'article' | 'part' | 'upper' | 'roman' | 'arabic' | 'letter' | 'dash' | 'sub';

/** What stands before a numbered or dashed item. */
export interface Label {
  style: LabelStyle;
  /** as written, without its point or bracket; "Điều 1" */
  text: string;
  /** its place in its row: 1 for the first; 0 for a dash */
  ordinal: number;
  /** what follows it in the same line */
  rest: Piece;
}

const ARTICLE = /^điều\s+([0-9lo]{1,3}[a-z]?)\s*[.:]?(?=\s|$|\p{L})\s*/u;
const PART = /^phần\s+(thứ\s+[\p{L}]+|[ivxl]{1,5}|\d{1,2})\s*[.:\-–]?(?=\s|$)\s*/u;
const SUB = /^\d{1,2}(?:\.\d{1,2})+\.?\)?(?=\s|\p{L})\s*(?!\p{N})/u;
const ARABIC =
  /^(?:\(?([0-9lO]{1,2})\s?(?:[.)]|[/](?!\p{Lu}+[-/\d]|\p{Lu}{2})|\s?[-–](?=\s))(?!\d)\s*)(?=\P{N}|\d{1,3}\s|\d{3}|$)/u;
const ROMAN = /^([IVX]{1,6})\s?[.)/:\-–](?=\s|\p{Lu}|$)\s*/u;
const UPPER = /^([A-HĐ])\s?[.)/\-–](?=\s|$)\s*/u;
const LETTER = /^\(?([a-hđikl])\s?[.)/](?=\s|\p{Lu}|$)\s*/u;
const DASH = /^[-–—•●▪◦·]\s*(?=[^\s\d-]|\d{2,})/u;
const ROMAN_DIGITS: Record<string, number> = { I: 1, V: 5, X: 10 };
const LETTERS = 'abcdđeghiklmn';

/** The label a line begins with, if it begins with one. */
export function labelOf(line: Piece): Label | null {
  const { text, low } = line;
  const made = (style: LabelStyle, match: RegExpExecArray, label: string, ordinal: number): Label => ({
    style,
    text: label,
    ordinal,
    rest: cut(line, match[0].length),
  });
  let match = ARTICLE.exec(low);
  if (match?.[1])
    return made('article', match, `Điều ${mendDigits(match[1])}`, Number.parseInt(mendDigits(match[1]), 10));
  match = SUB.exec(text);
  if (match) return made('sub', match, match[0].trim(), 0);
  match = ARABIC.exec(text);
  if (match?.[1] && /\d|^[lO]$/.test(match[1])) {
    const digits = mendDigits(match[1]);
    return made('arabic', match, digits, Number(digits));
  }
  match = ROMAN.exec(text);
  if (match?.[1]) return made('roman', match, match[1], romanValue(match[1]));
  match = UPPER.exec(text);
  if (match?.[1]) return made('upper', match, match[1], 'ABCDĐEGH'.indexOf(match[1]) + 1);
  match = LETTER.exec(text);
  if (match?.[1]) return made('letter', match, match[1], LETTERS.indexOf(match[1]) + 1);
  match = DASH.exec(text);
  if (match) return made('dash', match, '-', 0);
  match = PART.exec(low);
  return match?.[1]
    ? made('part', match, text.slice(0, match[0].length).replace(/[\s.:–-]+$/, ''), partOrdinal(match[1]))
    : null;
}

const IN_WORDS = ['nhất', 'hai', 'ba', 'tư', 'năm', 'sáu', 'bảy', 'tám', 'chín', 'mười'];

/** "thứ hai", "II" or "2" as a number. */
function partOrdinal(words: string): number {
  if (words.startsWith('thứ')) return IN_WORDS.indexOf(words.replace(/^thứ\s+/u, '')) + 1;
  return /^\d/.test(words) ? Number(words) : romanValue(words.toUpperCase());
}

function romanValue(roman: string): number {
  let value = 0;
  for (let i = 0; i < roman.length; i++) {
    const here = ROMAN_DIGITS[roman.charAt(i)] ?? 0;
    const next = ROMAN_DIGITS[roman.charAt(i + 1)] ?? 0;
    value += here < next ? -here : here;
  }
  return value;
}
