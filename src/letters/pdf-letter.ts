import PdfDocument from 'pdfkit';
import { layOut } from './lay-out.rules.js';
import {
  PAGE,
  SIZES,
  TEXT_WIDTH_MM,
  type BodyPart,
  type ColumnPart,
  type Columns,
  type LetterLayout,
  type TablePart,
} from './layout.rules.js';
import type { Letter } from './letter.rules.js';
import { paginate, type Atom } from './pages.rules.js';
import {
  artifact,
  drawLine,
  drawRule,
  drawStamp,
  heightOf,
  pt,
  registerFaces,
  ruleHeight,
  setText,
  stampHeight,
  type Doc,
} from './pdf-ink.js';
import { slipAtom } from './pdf-slip.js';
import { added, marked, type Struct } from './pdf-struct.js';
import { headRow, tableRows, type SetRow } from './pdf-table.js';

/** What stands on a page, and how it is drawn there. */
interface Inked extends Atom {
  draw: (y: number) => void;
  drawRepeated?: (y: number) => void;
}

const LEFT = pt(PAGE.leftMm);
const TOP = pt(PAGE.topMm);
const TEXT_HEIGHT = pt(PAGE.heightMm - PAGE.topMm - PAGE.bottomMm);
const PAGE_NUMBER_MM = 10;

/**
 * The paper as a PDF laid out by Decree 30/2020, Appendix I: tagged, in Vietnamese, with its fonts embedded, and with
 * text that is taken out as it was put in.
 */
export function letterPdf(letter: Letter): Promise<Buffer> {
  const layout = layOut(letter);
  const doc = new PdfDocument({
    autoFirstPage: false,
    bufferPages: true,
    size: 'A4',
    margin: 0,
    pdfVersion: '1.7',
    tagged: true,
    lang: 'vi',
    displayTitle: true,
    info: { Title: layout.title, Author: layout.author },
    font: '', // else Helvetica is embedded too, without Vietnamese
  });
  const bytes = collected(doc);
  registerFaces(doc);
  doc.addPage();
  const root = doc.struct('Document');
  doc.addStructure(root);
  let page = 0;
  for (const { atom, page: on, y, opens } of paginate(inked(doc, root, layout), TEXT_HEIGHT)) {
    for (; page < on; page++) doc.addPage();
    if (opens) atom.drawRepeated?.(TOP);
    atom.draw(TOP + y);
  }
  root.end();
  numberPages(doc);
  doc.end();
  return bytes;
}

const collected = (doc: Doc): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
  });

/** From the second page on, above the text in the middle. */
function numberPages(doc: Doc): void {
  const { start, count } = doc.bufferedPageRange();
  for (let i = start + 1; i < start + count; i++) {
    doc.switchToPage(i);
    const words = String(i + 1);
    artifact(
      doc,
      () => {
        doc.font('plain', SIZES.page).fillColor('black');
        const x = (pt(PAGE.widthMm) - doc.widthOfString(words)) / 2;
        doc.text(words, x, pt(PAGE_NUMBER_MM), { lineBreak: false });
      },
      'Pagination',
    );
  }
}

function inked(doc: Doc, root: Struct, layout: LetterLayout): Inked[] {
  const body = layout.body.flatMap((part) => bodyAtoms(doc, root, part));
  // two lines of the text go over with the signature
  for (const line of body.slice(-2)) line.glued = true;
  const slip = layout.slip ? [slipAtom(doc, root, layout.slip)] : [];
  return [
    columnAtom(doc, root, layout.heading),
    ...body,
    columnAtom(doc, root, layout.tail, TAIL_GAP),
    ...(layout.slip?.isBehind ? [] : slip),
    ...layout.appendices.flatMap((parts) =>
      parts.flatMap((part) => bodyAtoms(doc, root, part)).map((atom, i) => ({ ...atom, opensPage: i === 0 })),
    ),
    ...(layout.slip?.isBehind ? slip.map((atom) => ({ ...atom, opensPage: true })) : []),
  ];
}

const TAIL_GAP = 8;

function bodyAtoms(doc: Doc, root: Struct, part: BodyPart): Inked[] {
  if (part.kind === 'table') return tableAtoms(doc, root, part);
  const place = (y: number) => ({ x: LEFT, y, widthMm: TEXT_WIDTH_MM });
  if (part.kind === 'rule')
    return [{ height: ruleHeight(part), glued: true, draw: (y) => drawRule(doc, part, place(y)) }];
  const set = setText(doc, part, TEXT_WIDTH_MM);
  const count = set.lines.length;
  const before = part.before ?? 0;
  let struct: Struct | undefined;
  return set.lines.map((_, i): Inked => ({
    height: set.leading + (i === 0 ? before : 0) + (i === count - 1 ? (part.after ?? 0) : 0),
    glued: (part.keepWithNext ?? false) || (i < count - 1 && (i === 0 || i === count - 2)),
    draw: (y) => {
      struct ??= added(doc, root, part.role ?? 'P');
      marked(doc, struct, () => drawLine(doc, set, i, place(i === 0 ? y + before : y)));
      if (i === count - 1) struct.end();
    },
  }));
}

/** Both columns of the heading or of the tail as one piece. */
function columnAtom(doc: Doc, root: Struct, { leftMm, rightMm, rows }: Columns, gap = 0): Inked {
  const sides = rows.map(({ left, right }) => {
    const set = [columnOf(doc, root, left, leftMm), columnOf(doc, root, right, rightMm)] as const;
    return { set, height: Math.max(set[0].height, set[1].height) };
  });
  return {
    height: gap + sides.reduce((sum, { height }) => sum + height, 0),
    glued: false,
    draw: (y) => {
      let top = y + gap;
      for (const { set, height } of sides) {
        set[0].draw(LEFT, top);
        set[1].draw(LEFT + pt(leftMm), top);
        top += height;
      }
    },
  };
}

interface SetColumn {
  height: number;
  draw: (x: number, y: number) => void;
}

function columnOf(doc: Doc, root: Struct, parts: readonly ColumnPart[], widthMm: number): SetColumn {
  const set = parts.map((part) => columnPart(doc, root, part, widthMm));
  return {
    height: set.reduce((sum, { height }) => sum + height, 0),
    draw: (x, y) => {
      let top = y;
      for (const { height, draw } of set) {
        draw(x, top);
        top += height;
      }
    },
  };
}

function columnPart(doc: Doc, root: Struct, part: ColumnPart, widthMm: number): SetColumn {
  if (part.kind === 'rule') return { height: ruleHeight(part), draw: (x, y) => drawRule(doc, part, { x, y, widthMm }) };
  if (part.kind === 'stamp') {
    const stamp = { ...part, size: SIZES.number };
    const draw = (x: number, y: number) => {
      const struct = added(doc, root, 'P');
      marked(doc, struct, () => drawStamp(doc, stamp, { x, y, widthMm }));
      struct.end();
    };
    return { height: stampHeight(part), draw };
  }
  const set = setText(doc, part, widthMm);
  return {
    height: heightOf(set),
    draw: (x, y) => {
      const struct = added(doc, root, part.role ?? 'P');
      marked(doc, struct, () =>
        set.lines.forEach((_, i) => drawLine(doc, set, i, { x, y: y + (part.before ?? 0) + i * set.leading, widthMm })),
      );
      struct.end();
    },
  };
}

function tableAtoms(doc: Doc, root: Struct, part: TablePart): Inked[] {
  let struct: Struct | undefined;
  const head = headRow(doc, part);
  const draw = (row: SetRow, y: number) => {
    struct ??= added(doc, root, 'Table');
    const line = added(doc, struct, 'TR');
    row.draw(LEFT, y, (draws) => {
      const cell = added(doc, line, row.head ? 'TH' : 'TD');
      marked(doc, cell, draws);
      cell.end();
    });
    line.end();
  };
  const room = TEXT_HEIGHT - head.height;
  const rows = part.rows.flatMap((cells) => tableRows(doc, part, cells, room));
  const gap: Inked = { height: 8, glued: false, draw: () => struct?.end() };
  return [
    { height: head.height, glued: true, draw: (y) => draw(head, y) },
    ...rows.map((row): Inked => ({
      height: row.height,
      glued: false,
      repeated: head,
      draw: (y) => draw(row, y),
      // said once already
      drawRepeated: (y) => head.draw(LEFT, y, (draws) => artifact(doc, draws)),
    })),
    gap,
  ];
}
