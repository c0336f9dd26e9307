import { cut, joined, type Piece } from './piece.rules.js';

/** A line of the paper that says something. */
export interface Line {
  piece: Piece;
  /** its columns: what stands between | marks, tabs or wide gaps */
  cells: Piece[];
  /** in a row of a table: its columns, also the empty ones */
  columns: Piece[];
  /** whether a blank line (or a rule, or a page number) stands before it */
  apart: boolean;
  /** whether it is a row of a table */
  row: boolean;
  /** the offset in the stored text at which it begins, its indentation included */
  from: number;
}

const SAYS_NOTHING = new RegExp(
  [
    String.raw`^[\s\-–—_=~*.|:+…]*$`, // rules, rows of dots, walls of tables
    String.raw`^[-–—]?\s*(?:trang\s*)?\d{1,3}\s*(?:/\s*\d{1,3})?\s*[-–—]?$`, // page numbers
    String.raw`^[^.;:]{0,60}[,–-]\s*trang\s*\d{1,3}(?:\s*/\s*\d{1,3})?$|^https?://\S+$|^scanned (?:with|by)\s`, // footers
    String.raw`^(?:người ký|ký bởi)\s*:(?!\s*\p{L}+(?:\s\p{L}+){1,4}$)|^(?:người ký|ký bởi)\s*:\s*(?:ủy ban|ubnd|sở|phòng|văn phòng|trường|cục|chi cục|bộ|ban|trung tâm)(?!\p{L})`,
    String.raw`^(?:cơ quan|thời gian ký|ngày ký|email|digitally signed)\s*:`, // stamps of electronic signatures
    String.raw`^(?:số đến|ngày đến|giờ đến|chuyển|số và ký hiệu hs)\s*:`, // the receiver's stamp
  ].join('|'),
  'u',
);
/** not the gap left for a number or a day: "Số:      /KH-UBND", "ngày      tháng" */
const WALL =
  /\||\t|\s[-–—=]{4,}|(?<!\s)(?<!(?:[Ss]ố|SỐ)\s?:?|ngày|tháng|năm|[.…_]{2}|[…_])\s{3,}(?![\s/]|tháng|năm|[.…_])/gu;

/** The lines of a text that say something, in order. */
export function linesOf(text: Piece): Line[] {
  const lines: Line[] = [];
  let apart = true;
  for (const { start, end } of turns(text.text)) {
    const piece = cut(text, start, end);
    if (piece.text === '' || (piece.text.length < 200 && SAYS_NOTHING.test(piece.low))) {
      apart = true;
      continue;
    }
    const columns = columnsOf(piece);
    const cells = columns.filter(({ text: words }) => words !== '');
    if (cells.length === 0) continue;
    const row = piece.text.includes('|');
    const kept = row || piece.text.includes('\t') ? columns : [];
    lines.push({ piece: row ? joined(cells) : piece, cells, columns: kept, apart, row, from: text.at[start] ?? 0 });
    apart = false;
  }
  return lines;
}

function* turns(text: string): Generator<{ start: number; end: number }> {
  let start = 0;
  for (;;) {
    const end = text.indexOf('\n', start);
    if (end < 0) break;
    yield { start, end };
    start = end + 1;
  }
  yield { start, end: text.length };
}

function columnsOf(piece: Piece): Piece[] {
  const cells: Piece[] = [];
  let start = 0;
  const walls = (piece.text.match(/\|/g)?.length ?? 0) > 1 ? /\|/g : WALL;
  for (const wall of piece.text.matchAll(walls)) {
    cells.push(cut(piece, start, wall.index));
    start = wall.index + wall[0].length;
  }
  cells.push(cut(piece, start));
  if (piece.text.startsWith('|')) cells.shift();
  if (cells.length > 1 && piece.text.endsWith('|')) cells.pop();
  return cells;
}
