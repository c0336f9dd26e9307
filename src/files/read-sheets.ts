import xlsx, { type CellObject, type WorkBook, type WorkSheet } from '@e965/xlsx';
import type { Budget } from './budget.js';
import { SHEET_COLUMNS_AT_MOST, SHEET_ROWS_AT_MOST, SHEETS_AT_MOST, TEXT_BYTES_AT_MOST } from './limits.rules.js';
import type { OpenedText } from './opened.rules.js';
import { Refusal } from './refusal.rules.js';
import { repackedXlsx } from './repack-xlsx.js';
import { linesOfSheet } from './sheet-lines.rules.js';

/**
 * The sheets of an .xlsx.
 * @throws Refusal
 */
export const readXlsx = async (bytes: Uint8Array, budget: Budget): Promise<OpenedText> =>
  readSheets(await repackedXlsx(bytes, budget));

/**
 * The visible sheets of a workbook as text: heading lines, and tables as rows between walls.
 * @throws Refusal `encrypted`, `broken`, `too-large`
 */
export function readSheets(bytes: Uint8Array): OpenedText {
  const book = parsed(bytes);
  const names = book.SheetNames.filter((_, i) => !(book.Workbook?.Sheets?.[i]?.Hidden ?? 0)).slice(0, SHEETS_AT_MOST);
  const texts: string[] = [];
  let length = 0;
  for (const name of names) {
    const text = linesOfSheet(rowsOf(book.Sheets[name]!)).join('\n').trim();
    length += text.length;
    if (length > TEXT_BYTES_AT_MOST) throw new Refusal('too-large');
    if (text !== '') texts.push(text);
  }
  const { Title, Subject, Keywords, Comments } = book.Props ?? {};
  const hidden = book.SheetNames.filter((name) => !names.includes(name));
  const besides = [
    Title,
    Subject,
    Keywords,
    Comments,
    ...book.SheetNames,
    ...hidden.flatMap((name) => rowsOf(book.Sheets[name]!).flat()),
  ];
  return {
    text: texts.join('\n\n').normalize('NFC'),
    encoding: null,
    besides: besides.filter((text) => text !== undefined && text !== '') as string[],
  };
}

function parsed(bytes: Uint8Array): WorkBook {
  try {
    return xlsx.read(bytes, {
      type: 'array',
      dense: true,
      cellFormula: false,
      cellHTML: false,
      cellNF: true,
      cellText: true,
      bookVBA: false,
      // one row more than is read: who has it, is over the limit
      sheetRows: SHEET_ROWS_AT_MOST + 1,
    });
  } catch (error) {
    throw new Refusal(/password|encrypt/i.test(String(error)) ? 'encrypted' : 'broken');
  }
}

type Cells = (CellObject | undefined)[][];

/** The words of a sheet, row by row, each column in its place; what is merged downwards stands in each of its rows. */
function rowsOf(sheet: WorkSheet): string[][] {
  const cells: Cells = (sheet as { '!data'?: Cells })['!data'] ?? [];
  if (cells.length > SHEET_ROWS_AT_MOST) throw new Refusal('too-large');
  const hidden = sheet['!rows'] ?? [];
  const rows = Array.from(cells, (row) => Array.from((row ?? []).slice(0, SHEET_COLUMNS_AT_MOST), wordsOf));
  for (const { s, e } of (sheet['!merges'] ?? []).slice(0, SHEET_ROWS_AT_MOST)) {
    const value = rows[s.r]?.[s.c];
    if (!value || e.c >= SHEET_COLUMNS_AT_MOST) continue;
    for (let r = s.r + 1; r <= Math.min(e.r, rows.length - 1); r++) rows[r]![s.c] = value;
  }
  return rows.filter((_, r) => !hidden[r]?.hidden).map((row) => Array.from(row, (words) => words ?? ''));
}

function wordsOf(cell: CellObject | undefined): string {
  if (!cell || cell.v === undefined || cell.t === 'z' || cell.t === 'e') return '';
  if (cell.t === 'n' && typeof cell.v === 'number' && xlsx.SSF.is_date(String(cell.z ?? ''))) return dateOf(cell.v);
  return String(cell.w ?? cell.v)
    .replace(/\s+/gu, ' ')
    .trim();
}

/** A date as people write it; with its hour where it has one. */
function dateOf(serial: number): string {
  const date = xlsx.SSF.parse_date_code(serial) as { y: number; m: number; d: number; H: number; M: number } | null;
  if (!date || date.y < 1901) return String(serial);
  const two = (number: number): string => String(number).padStart(2, '0');
  const hour = date.H === 0 && date.M === 0 ? '' : `${two(date.H)}:${two(date.M)} `;
  return `${hour}${two(date.d)}/${two(date.m)}/${String(date.y)}`;
}
