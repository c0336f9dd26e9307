import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setImmediate as pause } from 'node:timers/promises';
import PdfDocument from 'pdfkit';
import { registerWords, titleOf, type RegisterHead } from './register-line.rules.js';

type Doc = InstanceType<typeof PdfDocument>;
type Struct = ReturnType<Doc['struct']>;

const require = createRequire(import.meta.url);
/** Kerning and ligatures: composed Vietnamese needs none, and working them out takes milliseconds for every new number. */
const SHAPING = new Set(['GPOS', 'GSUB', 'kern']);

/** A face of Tinos as bytes, without its shaping: those tables are renamed in the directory, so that nobody finds them. */
function faceOf(style: string): Buffer {
  const bytes = readFileSync(require.resolve(`@expo-google-fonts/tinos/${style}/Tinos_${style}.ttf`));
  const [directory, entry, tables] = [12, 16, bytes.readUInt16BE(4)];
  for (let at = directory; at < directory + entry * tables; at += entry)
    if (SHAPING.has(bytes.toString('latin1', at, at + 4))) bytes.write('none', at, 'latin1');
  return bytes;
}

const POINTS_PER_MM = 72 / 25.4;
const PAGE = { width: 297 * POINTS_PER_MM, height: 210 * POINTS_PER_MM, margin: 12 * POINTS_PER_MM };
/** Widths of the columns in millimetres, in their order; together what an A4 page across has between its margins. */
const WIDTHS_MM = {
  outgoing: [28, 20, 60, 26, 46, 24, 13, 19, 19, 18],
  incoming: [19, 13, 36, 28, 20, 68, 32, 19, 19, 19],
  'follow-up': [15, 80, 45, 30, 35, 38, 30],
} as const;
const SIZE = 9;
const PADDING = 2.5;
/** A cell of more would be taller than a page. */
const LONGEST_CELL = 700;
/** Rows that are drawn before other requests get their turn. */
const ROWS_AT_A_TIME = 40;
/** Bytes that may wait for a slow reader. */
const WAITING_BYTES = 1024 * 1024;

interface Sheet {
  doc: Doc;
  head: RegisterHead;
  widths: readonly number[];
  /** Null in a document without tags. */
  table: Struct | null;
  y: number;
  page: number;
}

/** Tags stay in memory to the end of the document: a longer book goes without. */
export const TAGGED_LINES = 2000;

/**
 * A register as a PDF to print, sign and bind: A4 across, the columns of the decree on every page, its fonts embedded.
 * Pages are given out as they are drawn; the returned stream ends after the last one.
 * @param lines  how many there are: up to 2,000 the table is tagged
 */
export function registerPdf(head: RegisterHead, book: AsyncIterable<string[][]>, lines: number): Doc {
  const tagged = lines <= TAGGED_LINES;
  const doc = new PdfDocument({
    size: [PAGE.width, PAGE.height],
    margin: 0,
    pdfVersion: '1.7',
    tagged,
    lang: head.locale,
    displayTitle: true,
    info: { Title: titleOf(head), Author: head.unitName },
    font: '', // else Helvetica is embedded too, without Vietnamese
  });
  doc.registerFont('plain', faceOf('400Regular'));
  doc.registerFont('bold', faceOf('700Bold'));
  draw({ doc, head, tagged }, book).catch((error: unknown) => doc.destroy(error as Error));
  return doc;
}

async function draw(
  { doc, head, tagged }: Pick<Sheet, 'doc' | 'head'> & { tagged: boolean },
  book: AsyncIterable<string[][]>,
): Promise<void> {
  doc.font('plain');
  const root = tagged ? doc.struct('Document') : null;
  if (root) doc.addStructure(root);
  const y = drawTitle(doc, head, root);
  const table = root && doc.struct('Table');
  if (table) root.add(table);
  const sheet: Sheet = { doc, head, widths: WIDTHS_MM[head.name].map((mm) => mm * POINTS_PER_MM), table, y, page: 1 };
  drawHead(sheet, false);
  let rows = 0;
  for await (const batch of book)
    for (const cells of batch) {
      drawRow(sheet, cells.map(short));
      rows += 1;
      if (rows % ROWS_AT_A_TIME === 0) await taken(doc);
      if (doc.destroyed) return;
    }
  drawPageNumber(sheet);
  table?.end();
  root?.end();
  doc.end();
}

/** Draws what a tag holds, with the tag where the document has tags. */
function drawTagged(doc: Doc, parent: Struct | null, type: string, drawn: () => void): void {
  if (parent) parent.add(doc.struct(type, {}, drawn));
  else drawn();
}

const short = (text: string): string => (text.length > LONGEST_CELL ? `${text.slice(0, LONGEST_CELL - 1)}…` : text);

/** Waits until the reader has taken most of what was drawn, or has gone. */
async function taken(doc: Doc): Promise<void> {
  await pause();
  while (doc.readableLength > WAITING_BYTES && !doc.destroyed)
    await Promise.race([once(doc, 'data'), once(doc, 'close')]);
}

/** The unit and the title over the first page. @returns where the table begins */
function drawTitle(doc: Doc, head: RegisterHead, root: Struct | null): number {
  const width = PAGE.width - 2 * PAGE.margin;
  const centred = (text: string, y: number, size: number): void => {
    doc.fontSize(size).text(text, PAGE.margin, y, { width, align: 'center' });
  };
  drawTagged(doc, root, 'P', () => centred(head.unitName, PAGE.margin, 11));
  doc.font('bold');
  drawTagged(doc, root, 'H1', () => centred(titleOf(head).toLocaleUpperCase('vi'), PAGE.margin + 18, 14));
  return PAGE.margin + 46;
}

/** The names of the columns; repeated on every page, where a reader of the tags has them already. */
function drawHead(sheet: Sheet, repeated: boolean): void {
  const cells = registerWords(sheet.head.locale).columns[sheet.head.name];
  sheet.doc.font('bold').fontSize(SIZE);
  const height = heightOf(sheet, cells);
  if (repeated || !sheet.table)
    artifact(sheet.doc, () => cells.forEach((text, i) => drawCell(sheet, { text, i, height, shaded: true })));
  else drawCells(sheet, { cells, height, type: 'TH' });
  sheet.y += height;
}

function drawRow(sheet: Sheet, cells: readonly string[]): void {
  const { doc } = sheet;
  doc.font('plain').fontSize(SIZE);
  const height = heightOf(sheet, cells);
  if (sheet.y + height > PAGE.height - PAGE.margin - 14) {
    drawPageNumber(sheet);
    doc.addPage();
    sheet.page += 1;
    sheet.y = PAGE.margin;
    drawHead(sheet, true);
    doc.font('plain').fontSize(SIZE);
  }
  drawCells(sheet, { cells, height, type: 'TD' });
  sheet.y += height;
}

const heightOf = ({ doc, widths }: Sheet, cells: readonly string[]): number =>
  2 * PADDING +
  Math.max(SIZE, ...cells.map((text, i) => doc.heightOfString(text || ' ', { width: widths[i]! - 2 * PADDING })));

function drawCells(sheet: Sheet, row: { cells: readonly string[]; height: number; type: 'TH' | 'TD' }): void {
  const { doc, table } = sheet;
  const line = table && doc.struct('TR');
  if (line) table.add(line);
  row.cells.forEach((text, i) => {
    const cell = { text, i, height: row.height, shaded: row.type === 'TH' };
    drawTagged(doc, line, row.type, () => drawCell(sheet, cell));
  });
  line?.end();
}

function drawCell(
  { doc, widths, y }: Sheet,
  { text, i, height, shaded }: { text: string; i: number; height: number; shaded: boolean },
): void {
  const x = PAGE.margin + widths.slice(0, i).reduce((sum, width) => sum + width, 0);
  const width = widths[i]!;
  if (shaded) doc.rect(x, y, width, height).fillAndStroke('#eaeff3', '#8a97a1').fillColor('#000');
  else doc.lineWidth(0.5).rect(x, y, width, height).stroke('#8a97a1');
  doc.text(text, x + PADDING, y + PADDING, { width: width - 2 * PADDING, align: shaded ? 'center' : 'left' });
}

function drawPageNumber({ doc, head, page }: Sheet): void {
  artifact(doc, () =>
    doc
      .font('plain')
      .fontSize(SIZE)
      .text(registerWords(head.locale).page(page), PAGE.margin, PAGE.height - PAGE.margin - 8, {
        width: PAGE.width - 2 * PAGE.margin,
        align: 'right',
        lineBreak: false,
      }),
  );
}

/** What is no part of the text: repeated heads, page numbers. */
function artifact(doc: Doc, drawn: () => void): void {
  doc.markContent('Artifact', { type: 'Pagination' });
  drawn();
  doc.endMarkedContent();
}
