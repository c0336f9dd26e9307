import { folded } from '../platform/text.js';

/** A row of a table: the line of the file, or the row of the sheet, from 1, and its cells. */
export interface TableRow {
  line: number;
  cells: string[];
}

/** What stands between the cells, by the first line: a comma, or what spreadsheets of some countries write. */
function separatorOf(text: string): string {
  const header = text.slice(0, text.search(/\n|$/u));
  const counts = [',', ';', '\t'].map((char) => ({ char, times: header.split(char).length }));
  return counts.toSorted((a, b) => b.times - a.times)[0]!.char;
}

/**
 * Cuts separated text into rows: RFC 4180 quoting, LF or CRLF; comma, semicolon or tabulator. A byte order mark and empty
 * lines are left out.
 * @returns cells with single blanks in NFC, and the physical line, from 1, on which each row begins
 */
export function csvRows(text: string): TableRow[] {
  const rows: TableRow[] = [];
  let cells: string[] = [];
  let [quoted, line, begins] = [false, 1, 1];
  let cell = '';
  const closeRow = (): void => {
    cells.push(folded(cell));
    if (cells.some((one) => one !== '')) rows.push({ line: begins, cells });
    [cells, cell, begins] = [[], '', line];
  };
  const source = text.replace(/^\uFEFF/u, '').replaceAll('\r\n', '\n');
  const separator = separatorOf(source);
  for (let i = 0; i < source.length; i++) {
    const char = source[i]!;
    if (char === '\n') line++;
    if (char === '"' && quoted && source[i + 1] === '"') cell += source[++i]!;
    else if (char === '"') quoted = !quoted;
    else if (char === separator && !quoted) {
      cells.push(folded(cell));
      cell = '';
    } else if (char === '\n' && !quoted) closeRow();
    else cell += char;
  }
  closeRow();
  return rows;
}
