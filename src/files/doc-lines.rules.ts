import { rowLine } from './layout.rules.js';

const NUMBER_HEAD = /^(?:tt|stt|số\s+tt|số\s+thứ\s+tự)\.?$/iu;
const COLUMNS_AT_LEAST = 3;

/**
 * The lines of a text whose tables have their cells parted by tabs: from a row that begins with "STT" on a table with
 * rows between walls; elsewhere what stands side by side is put below each other.
 */
export function linesOfTabbed(text: string): string[] {
  const lines: string[] = [];
  let columns = 0;
  for (const line of text.split('\n')) {
    const cells = line.split('\t').map((cell) => cell.trim());
    while (cells.at(-1) === '') cells.pop();
    if (cells.length >= COLUMNS_AT_LEAST && cells.some((cell) => NUMBER_HEAD.test(cell))) columns = cells.length;
    const row = columns > 0 && cells.length > 1 && cells.length <= columns;
    if (cells.length === 1) columns = 0;
    if (row) lines.push(rowLine(Array.from({ length: columns }, (_, i) => [cells[i] ?? ''])));
    // an empty line between two rows is the end of a row
    else if (cells.length > 0 || columns === 0) lines.push(...(cells.length > 0 ? cells : ['']));
  }
  return lines;
}
