import {
  FIRST_LINE_MM,
  SIZES,
  TEXT_WIDTH_MM,
  text,
  widthMm,
  type BodyPart,
  type Run,
  type TablePart,
  type TextPart,
} from './layout.rules.js';
import type { LetterBlock } from './letter.rules.js';

/** Six at least; one more shows where a paragraph ends also to those who read by the lines' distances. */
const AFTER = 7;
const ARTICLE = /^(Điều\s+\d+[a-z]?\s*[.:]?)\s*(.*)$/su;
const PART = /^(?:Phần|Chương|Mục)\s+(?:thứ\s+\p{L}+|[IVXL\d]+)\b/u;
const ROMAN = /^[IVX]{1,5}\s?[.)]\s/u;
const NUMBERED = /^\d{1,2}(?:\.\d{1,2})*[.)]\s/u;
const HEADING_AT_MOST = 160;

/** The parts of the text, each as Appendix I, II.6 sets it. */
export const bodyParts = (blocks: readonly LetterBlock[]): BodyPart[] => blocks.map(partOf);

function partOf(block: LetterBlock): BodyPart {
  if (block.kind === 'table') return tableOf(block);
  if (block.kind === 'centred')
    return text([{ text: block.text, bold: true }], SIZES.text, { align: 'centre', after: AFTER, keepWithNext: true });
  if (block.kind === 'basis') return set([{ text: block.text, italic: true }]);
  return paragraphOf(block.text);
}

const set = (runs: readonly Run[], rest: Partial<TextPart> = {}): TextPart =>
  text(runs, SIZES.text, { align: 'justify', firstLineMm: FIRST_LINE_MM, after: AFTER, ...rest });

function paragraphOf(words: string): TextPart {
  const article = ARTICLE.exec(words);
  if (article) {
    const [, label, rest] = article;
    const titled = isHeading(rest!);
    return set(
      [
        { text: `${label} `, bold: true },
        { text: rest!, bold: titled },
      ],
      { keepWithNext: titled },
    );
  }
  if ((ROMAN.test(words) || NUMBERED.test(words) || PART.test(words)) && isHeading(words))
    return set([{ text: words, bold: true }], { role: 'H2', keepWithNext: true });
  return set([{ text: words }]);
}

/** A title ends without a stop; a point of the text does not. */
const isHeading = (words: string): boolean =>
  words !== '' && words.length <= HEADING_AT_MOST && !/[.;:,/]\s*$/u.test(words) && !/[.;]\s/u.test(words.slice(4));

const NARROWEST_MM = 14;
/** A column that asks for no more than this gets it; the wider ones share what is left. */
const NARROW_MM = 30;
const PADDING_MM = 5;
const WIDEST_SHARE = 0.6;

function tableOf({ head, rows }: { head: readonly string[]; rows: readonly (readonly string[])[] }): TablePart {
  return { kind: 'table', head, rows, widthsMm: columnWidths(head, rows), size: SIZES.table };
}

/** Each column as wide as its words ask for, together as wide as the text. */
export function columnWidths(head: readonly string[], rows: readonly (readonly string[])[]): number[] {
  const asked = head.map((title, column) => askedBy(title, rows.map((row) => row[column] ?? ''))); // prettier-ignore
  const isNarrow = (width: number): boolean => width <= NARROW_MM;
  const wide = sumOf(asked.filter((width) => !isNarrow(width)));
  const left = TEXT_WIDTH_MM - sumOf(asked.filter(isNarrow));
  if (wide === 0 || left < wide / 3) return asked.map((width) => (width * TEXT_WIDTH_MM) / sumOf(asked));
  return asked.map((width) => (isNarrow(width) ? width : (width * left) / wide));
}

const sumOf = (widths: readonly number[]): number => widths.reduce((sum, width) => sum + width, 0);

function askedBy(title: string, cells: readonly string[]): number {
  const widthOf = (words: string): number => widthMm(words, SIZES.table);
  const longestWord = [title, ...cells]
    .flatMap((cell) => cell.split(' '))
    .reduce((longest, word) => Math.max(longest, widthOf(word)), 0);
  const usual = sumOf(cells.map(widthOf)) / Math.max(1, cells.length);
  const titled = Math.min(widthOf(title) * 1.1, NARROW_MM - PADDING_MM);
  const asked = Math.max(NARROWEST_MM - PADDING_MM, longestWord, usual, titled) + PADDING_MM;
  return Math.min(asked, TEXT_WIDTH_MM * WIDEST_SHARE);
}
