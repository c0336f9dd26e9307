import { isFigure, type TablePart } from './layout.rules.js';
import { artifact, drawLine, heightOf, pt, setText, type Doc } from './pdf-ink.js';

const PADDING_MM = 1.5;
const PADDING = pt(PADDING_MM);

/** A row of a table, ready to be drawn. */
export interface SetRow {
  head: boolean;
  height: number;
  /** @param cell  called with what draws the text of each cell, in order */
  draw: (x: number, y: number, cell: (draws: () => void) => void) => void;
}

export const headRow = (doc: Doc, part: TablePart): SetRow => rowOf(doc, part, part.head, true);
export const tableRow = (doc: Doc, part: TablePart, cells: readonly string[]): SetRow => rowOf(doc, part, cells, false);

function rowOf(doc: Doc, { widthsMm, size }: TablePart, cells: readonly string[], head: boolean): SetRow {
  const set = widthsMm.map((widthMm, i) => {
    const words = cells[i] ?? '';
    const align = head || isFigure(words) ? ('centre' as const) : ('left' as const);
    return setText(doc, { kind: 'text', runs: [{ text: words, bold: head }], size, align }, widthMm - 2 * PADDING_MM);
  });
  const height = Math.max(...set.map(heightOf)) + 2 * PADDING;
  return {
    head,
    height,
    draw: (x, y, cell) => {
      let left = x;
      for (const [i, text] of set.entries()) {
        const widthMm = widthsMm[i]!;
        const from = left;
        const top = y + (height - heightOf(text)) / 2;
        cell(() =>
          text.lines.forEach((_, line) =>
            drawLine(doc, text, line, {
              x: from + PADDING,
              y: top + line * text.leading,
              widthMm: widthMm - 2 * PADDING_MM,
            }),
          ),
        );
        left += pt(widthMm);
      }
      frame(doc, { x, y, height, widthsMm });
    },
  };
}

function frame(doc: Doc, row: { x: number; y: number; height: number; widthsMm: readonly number[] }): void {
  artifact(doc, () => {
    let left = row.x;
    for (const widthMm of row.widthsMm) {
      doc.lineWidth(0.5).rect(left, row.y, pt(widthMm), row.height).stroke('black');
      left += pt(widthMm);
    }
  });
}
