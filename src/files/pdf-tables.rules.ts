import { rowLine } from './layout.rules.js';

/** What stands between two walls of a line. */
export interface PlacedCell {
  text: string;
  x: number;
  end: number;
}

interface Column {
  x: number;
  end: number;
}

const NUMBER_HEAD = /^(?:tt|stt|số\s+tt|số\s+thứ\s+tự)\.?$/iu;
const NUMBER = /^\d{1,3}[.)]?$/;
const COLUMNS_AT_LEAST = 3;
const HEAD_LINES_AT_MOST = 6;

/**
 * The lines of a document, its tables of tasks with each row on one line between walls. A table begins with a line whose
 * first cell is "STT"; each row begins with its number, and what stands below in a column belongs to it.
 */
export function withTables(
  lines: readonly (readonly PlacedCell[])[],
  textOf: (cells: readonly PlacedCell[]) => string,
): string[] {
  const texts: string[] = [];
  for (let at = 0; at < lines.length;) {
    const table = NUMBER_HEAD.test(lines[at]![0]?.text ?? '') ? tableAt(lines, at) : null;
    if (table) {
      texts.push(...table.rows);
      at = table.next;
    } else texts.push(textOf(lines[at++]!));
  }
  return texts;
}

function tableAt(lines: readonly (readonly PlacedCell[])[], start: number): { rows: string[]; next: number } | null {
  let body = start + 1;
  while (body < lines.length && body - start <= HEAD_LINES_AT_MOST && !isRowStart(lines[body]!)) body++;
  const head = lines.slice(start, body);
  const columns = columnsOf(head);
  if (columns.length < COLUMNS_AT_LEAST || !isRowStart(lines[body] ?? [])) return null;
  const rows: string[][] = [columns.map(() => '')];
  for (const line of head) put(line, columns, rows[0]!);
  let next = body;
  for (; next < lines.length; next++) {
    const line = lines[next]!;
    if (line.length > 0 && !isWithin(line, columns)) break;
    if (isRowStart(line) && columnOf(line[0]!, columns) === 0) rows.push(columns.map(() => ''));
    put(line, columns, rows.at(-1)!);
  }
  return { rows: rows.map((row) => rowLine(row.map((cell) => [cell]))), next };
}

const isRowStart = (line: readonly PlacedCell[]): boolean => NUMBER.test(line[0]?.text ?? '') && line.length > 1;

/** Where the cells of a head of several lines stand one above the other. */
function columnsOf(head: readonly (readonly PlacedCell[])[]): Column[] {
  const columns: Column[] = [];
  for (const { x, end } of head.flat().toSorted((a, b) => a.x - b.x)) {
    const last = columns.at(-1);
    if (last && x < last.end) last.end = Math.max(last.end, end);
    else columns.push({ x, end });
  }
  return columns;
}

/** The column that a cell stands under: the one it covers most, else the nearest. */
function columnOf(cell: PlacedCell, columns: readonly Column[]): number {
  const distance = ({ x, end }: Column): number => Math.max(x, cell.x) - Math.min(end, cell.end);
  return columns.reduce((best, column, i) => (distance(column) < distance(columns[best]!) ? i : best), 0);
}

/** A line goes on a table where no cell reaches over two of its columns, and none begins with words in the first. */
const isWithin = (line: readonly PlacedCell[], columns: readonly Column[]): boolean =>
  line.every((cell) => {
    const at = columnOf(cell, columns);
    const next = columns[at + 1];
    const before = columns[at - 1];
    if (at === 0) return NUMBER.test(cell.text) || NUMBER_HEAD.test(cell.text);
    return (next === undefined || cell.end <= next.end - (next.end - next.x) / 4) && (!before || cell.x >= before.end);
  });

function put(line: readonly PlacedCell[], columns: readonly Column[], row: string[]): void {
  for (const cell of line) {
    const at = columnOf(cell, columns);
    row[at] = row[at] === '' ? cell.text : `${row[at]!} ${cell.text}`;
  }
}
