import { isFigure, type TablePart } from './layout.rules.js';
import { artifact, drawLine, heightOf, pt, setText, type Doc, type SetText } from './pdf-ink.js';

const PADDING_MM = 1.5;
const PADDING = pt(PADDING_MM);

/** A row of a table, ready to be drawn. */
export interface SetRow {
  head: boolean;
  height: number;
  /** @param cell  called with what draws the text of each cell, in order */
  draw: (x: number, y: number, cell: (draws: () => void) => void) => void;
}

export const headRow = (doc: Doc, part: TablePart): SetRow =>
  rowOf(doc, part, cellsOf(doc, part, part.head, true), true);

/** A row of a table; one that is taller than the room on a page goes over as several. */
export function tableRows(doc: Doc, part: TablePart, cells: readonly string[], room: number): SetRow[] {
  const set = cellsOf(doc, part, cells, false);
  const leading = Math.max(...set.map((text) => text.leading));
  const fitting = Math.max(1, Math.floor((room - 2 * PADDING) / leading));
  const count = Math.max(1, ...set.map(({ lines }) => Math.ceil(lines.length / fitting)));
  return Array.from({ length: count }, (_, i) =>
    rowOf(
      doc,
      part,
      set.map((text) => ({ ...text, lines: text.lines.slice(i * fitting, (i + 1) * fitting) })),
      false,
    ),
  );
}

const cellsOf = (doc: Doc, { widthsMm, size }: TablePart, cells: readonly string[], head: boolean): SetText[] =>
  widthsMm.map((widthMm, i) => {
    const words = cells[i] ?? '';
    const align = head || isFigure(words) ? ('centre' as const) : ('left' as const);
    return setText(doc, { kind: 'text', runs: [{ text: words, bold: head }], size, align }, widthMm - 2 * PADDING_MM);
  });

function rowOf(doc: Doc, { widthsMm }: TablePart, set: readonly SetText[], head: boolean): SetRow {
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
