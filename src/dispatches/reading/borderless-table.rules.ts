import type { Line } from './lines.rules.js';
import { cut, joined, type Piece } from './piece.rules.js';

/** A column of a table without walls: from where to where its head stretches. */
interface Column {
  from: number;
  to: number;
}

const NUMBER_HEAD = /^(?:s?tt|số tt|số thứ tự)(?!\p{L})/u;
const WORK_HEAD = /nội dung|nhiệm vụ|công việc|hoạt động|đầu việc|tên |báo cáo|hạng mục/u;
const NUMBERED = /^\d{1,3}[.)]?$/;
const NUMBER_THEN_WORDS = /^(\d{1,3}[.)]?)\s+(?=\p{L})/u;
const COLUMNS_AT_LEAST = 3;
const COLUMNS_AT_MOST = 12;

/** The lines with the rows of tables that only tabs or blanks set in columns made rows; a row's wrapped lines joined. */
export function withTables(lines: readonly Line[]): Line[] {
  const whole: Line[] = [];
  let columns: Column[] | null = null;
  let open: { line: Line; cells: Piece[][] } | null = null;
  const close = () => {
    if (open) whole.push(rowOf(open.line, open.cells.map(joined)));
    open = null;
  };
  for (const line of lines) {
    const head: Column[] | null = line.row ? null : columnsOf(line);
    const cells: Piece[][] | null = columns && !head && !line.row ? cellsOf(line, columns) : null;
    const first: string = cells?.[0]?.[0]?.text ?? '';
    if (head) {
      close();
      columns = head;
      whole.push(rowOf(line, line.cells));
    } else if (columns && cells && NUMBERED.test(first)) {
      close();
      open = { line, cells };
    } else if (columns && cells && open && !cells[0]?.length && goesOn(line, columns)) {
      for (const [i, more] of cells.entries()) (open as { cells: Piece[][] }).cells[i]?.push(...more);
    } else {
      close();
      columns = null;
      whole.push(line);
    }
  }
  close();
  return whole;
}

const rowOf = (line: Line, columns: readonly Piece[]): Line => {
  const cells = columns.filter(({ text }) => text !== '');
  return { ...line, piece: joined(cells), cells, columns: [...columns], row: true };
};

const placeIn = (line: Line, cell: Piece): Column => {
  const from = (cell.at[0] ?? 0) - line.from;
  return { from, to: from + cell.text.length };
};

/** The columns that a line names at their head, if it does. */
function columnsOf(line: Line): Column[] | null {
  const { cells } = line;
  if (cells.length < COLUMNS_AT_LEAST || cells.length > COLUMNS_AT_MOST) return null;
  if (!NUMBER_HEAD.test(cells[0]?.low ?? '') || !cells.some(({ low }) => WORK_HEAD.test(low))) return null;
  return cells.map((cell) => placeIn(line, cell));
}

/** What of a line stands in each of the columns. */
function cellsOf(line: Line, columns: readonly Column[]): Piece[][] {
  const filled: Piece[][] = columns.map(() => []);
  if (line.columns.length === columns.length) {
    for (const [i, cell] of line.columns.entries()) if (cell.text !== '') filled[i]?.push(cell);
    return filled;
  }
  const cells = line.cells.flatMap((cell, i) => (i === 0 ? apartFromNumber(cell) : [cell]));
  if (cells.length === columns.length) return cells.map((cell) => [cell]);
  for (const cell of cells) filled[nearest(placeIn(line, cell), columns)]?.push(cell);
  return filled;
}

function apartFromNumber(cell: Piece): Piece[] {
  const number = NUMBER_THEN_WORDS.exec(cell.text);
  return number?.[1] ? [cut(cell, 0, number[1].length), cut(cell, number[0].length)] : [cell];
}

/** The column a stretch of a line stands under: that which it overlaps most, or else the nearest. */
function nearest(place: Column, columns: readonly Column[]): number {
  let best = 0;
  let most = Number.NEGATIVE_INFINITY;
  for (const [i, { from, to }] of columns.entries()) {
    const overlap = Math.min(to, place.to) - Math.max(from, place.from);
    if (overlap > most) [best, most] = [i, overlap];
  }
  return best;
}

/** Whether a line without a number is the rest of the row above: indented as far as its second column. */
function goesOn(line: Line, [, second]: readonly Column[]): boolean {
  const first = line.cells[0];
  return first !== undefined && second !== undefined && placeIn(line, first).from >= Math.min(4, second.from);
}
