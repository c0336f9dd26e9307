import type PdfDocument from 'pdfkit';
import { LINE_SPACING, type RulePart, type StampPart, type TextPart } from './layout.rules.js';
import { FACES, faceBytes, faceOf, type Face } from './pdf-faces.js';
import { linesOf, type Measure, type SetLine } from './pdf-lines.js';

export type Doc = InstanceType<typeof PdfDocument>;
export const POINTS_PER_MM = 72 / 25.4;
export const pt = (mm: number): number => mm * POINTS_PER_MM;

const RED = '#c00000';
const WHOLE = 1000;

/** Makes the four faces known to the document; those that are used are embedded, and only the glyphs that are used. */
export function registerFaces(doc: Doc): void {
  for (const face of FACES) doc.registerFont(face, faceBytes(face));
}

const lineHeight = (doc: Doc, size: number, spacing = 1): number =>
  doc.font('plain', size).currentLineHeight(true) * spacing;

/** Widths of single characters at a size of 1000, as far as a document has needed them. */
const widths = new WeakMap<Doc, Map<string, number>>();

/** Without kerning a word is as wide as its characters, and a paper has few of those however many words it has. */
function widthOf(doc: Doc, words: string, { face, size }: { face: Face; size: number }): number {
  const known = widths.get(doc) ?? new Map<string, number>();
  widths.set(doc, known);
  let sum = 0;
  for (const character of words) {
    const key = `${face}${character}`;
    let width = known.get(key);
    if (width === undefined) {
      width = doc.font(face, WHOLE).widthOfString(character);
      known.set(key, width);
    }
    sum += width;
  }
  return (sum * size) / WHOLE;
}

/** A part with its lines broken for a column. */
export interface SetText {
  part: TextPart;
  lines: readonly SetLine[];
  /** Of one line. */
  leading: number;
}

export function setText(doc: Doc, part: TextPart, columnMm: number): SetText {
  const measure: Measure = (words, style) => widthOf(doc, words, { face: faceOf(style), size: part.size });
  const measureWidth = pt(columnMm - (part.insetMm ?? 0));
  const first = measureWidth - pt(part.firstLineMm ?? 0);
  return {
    part,
    lines: linesOf(part.runs, measure, { first, rest: measureWidth }),
    leading: lineHeight(doc, part.size, part.align === 'justify' ? LINE_SPACING : 1),
  };
}

export const heightOf = ({ part, lines, leading }: SetText): number =>
  (part.before ?? 0) + lines.length * leading + (part.after ?? 0);

/** Of the size of the letters: more is not put between two words. */
const WIDEST_GAP = 0.6;

/** Draws one line of a part; every blank is a glyph of its own, so that the text comes out as it went in. */
export function drawLine(
  doc: Doc,
  { part, lines }: SetText,
  index: number,
  { x, y, widthMm }: { x: number; y: number; widthMm: number },
): void {
  const line = lines[index]!;
  const inset = pt(part.insetMm ?? 0) + (index === 0 ? pt(part.firstLineMm ?? 0) : 0);
  const spare = pt(widthMm) - inset - line.width;
  const even = part.align === 'justify' && !line.last && line.gaps > 0 ? spare / line.gaps : 0;
  // before a long symbol that goes over whole, a ragged line is better than holes
  const stretch = even > part.size * WIDEST_GAP ? 0 : even;
  let at = x + inset + (part.align === 'centre' ? spare / 2 : 0);
  doc.fillColor('black');
  for (const [i, word] of line.words.entries()) {
    const next = line.words[i + 1];
    const blank = next && !next.glued ? ' ' : '';
    doc.font(faceOf(word), part.size).text(word.text + blank, at, y, { lineBreak: false });
    at += word.width + (next && !next.glued ? widthOf(doc, ' ', { face: faceOf(next), size: part.size }) + stretch : 0);
  }
}

const RULE_HEIGHT = 6;
export const ruleHeight = ({ after = 0 }: RulePart): number => RULE_HEIGHT + after;

export function drawRule(
  doc: Doc,
  { widthMm: wide }: RulePart,
  { x, y, widthMm }: { x: number; y: number; widthMm: number },
): void {
  const from = x + pt((widthMm - wide) / 2);
  artifact(doc, () =>
    doc
      .lineWidth(0.75)
      .moveTo(from, y + 3)
      .lineTo(from + pt(wide), y + 3)
      .stroke('black'),
  );
}

const STAMP_GAP = 8;
export const stampHeight = ({ heightMm }: StampPart): number => pt(heightMm) + 2 * STAMP_GAP;

/** The frame of a stamp and its word in the middle. */
export function drawStamp(
  doc: Doc,
  stamp: StampPart & { size: number },
  { x, y, widthMm }: { x: number; y: number; widthMm: number },
): void {
  const left = x + pt((widthMm - stamp.widthMm) / 2);
  const high = pt(stamp.heightMm);
  doc
    .lineWidth(1)
    .rect(left, y + STAMP_GAP, pt(stamp.widthMm), high)
    .stroke(RED);
  doc.font('bold', stamp.size).fillColor(RED);
  const wide = doc.widthOfString(stamp.text);
  const down = (high - doc.currentLineHeight(false)) / 2;
  doc.text(stamp.text, left + (pt(stamp.widthMm) - wide) / 2, y + STAMP_GAP + down, { lineBreak: false });
}

/** Draws what is no part of the text: rules, frames, numbers of pages. */
export function artifact(doc: Doc, draw: () => void, type: 'Layout' | 'Pagination' = 'Layout'): void {
  doc.markContent('Artifact', { type });
  draw();
  doc.endMarkedContent();
}
