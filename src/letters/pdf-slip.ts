import { PAGE, TEXT_WIDTH_MM, type SlipPart } from './layout.rules.js';
import { drawLine, heightOf, pt, setText, type Doc } from './pdf-ink.js';
import { added, marked, type Struct } from './pdf-struct.js';
import { qrOf } from './qr-code.js';

const GAP_MM = 4;

/** The slip of a letter as one piece: the square as a drawing, and what is said of it to its right. */
export function slipAtom(
  doc: Doc,
  root: Struct,
  { address, alt, lines, widthMm }: SlipPart,
): { height: number; glued: boolean; draw: (y: number) => void } {
  const [left, textMm] = [pt(PAGE.leftMm), TEXT_WIDTH_MM - widthMm - GAP_MM];
  const set = lines.map((line) => setText(doc, line, textMm));
  const words = set.reduce((sum, line) => sum + heightOf(line), 0);
  const height = Math.max(pt(widthMm), words);
  const draw = (y: number): void => {
    const figure = added(doc, root, 'Figure', { alt });
    marked(doc, figure, () => drawSquare(doc, address, { x: left, y, side: pt(widthMm) }));
    figure.end();
    let top = y + (height - words) / 2;
    for (const text of set) {
      const struct = added(doc, root, 'P');
      const place = { x: left + pt(widthMm + GAP_MM), widthMm: textMm };
      marked(doc, struct, () =>
        text.lines.forEach((_, i) => drawLine(doc, text, i, { ...place, y: top + i * text.leading })),
      );
      struct.end();
      top += heightOf(text);
    }
  };
  return { height, glued: false, draw };
}

function drawSquare(doc: Doc, address: string, { x, y, side }: { x: number; y: number; side: number }): void {
  const { side: modules, dark } = qrOf(address);
  const one = side / modules;
  for (const { row, column, count } of dark) doc.rect(x + column * one, y + row * one, count * one, one);
  doc.fill('black');
}
