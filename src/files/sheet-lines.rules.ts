import { rowLine } from './layout.rules.js';

const NUMBER_HEAD = /^(?:tt|stt|số\s+tt|số\s+thứ\s+tự)\.?$/iu;
const WALL = '\t';

/**
 * The lines of a sheet: from the row that begins with "STT" to the next empty row a table, each row between walls; the
 * rest as heading lines, what stands side by side kept apart.
 */
export function linesOfSheet(rows: readonly (readonly string[])[]): string[] {
  const lines: string[] = [];
  let columns: { from: number; to: number } | null = null;
  for (const row of rows) {
    const words = row.filter((cell) => cell !== '');
    if (words.length === 0) {
      columns = null;
      if (lines.at(-1) !== '') lines.push('');
      continue;
    }
    const head = row.findIndex((cell) => NUMBER_HEAD.test(cell));
    if (head >= 0 && words.length > 1) columns = { from: head, to: row.findLastIndex((cell) => cell !== '') };
    const within = columns;
    if (within && !isBelow(row, within)) lines.push(rowLine(padded(row, within).map((cell) => [cell])));
    else {
      columns = null;
      lines.push(words.join(WALL));
    }
  }
  return lines;
}

const padded = (row: readonly string[], { from, to }: { from: number; to: number }): string[] =>
  Array.from({ length: to - from + 1 }, (_, i) => row[from + i] ?? '');

/** "Nơi nhận" or a signer right below the table is no row of it. */
const isBelow = (row: readonly string[], { from }: { from: number }): boolean =>
  /^(?:nơi nhận|người lập|tm\.|kt\.|tl\.)/iu.test(row.find((cell) => cell !== '') ?? '') &&
  !/^\d+$/.test(row[from] ?? '');
