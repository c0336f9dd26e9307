import xlsx, { type CellObject, type WorkBook, type WorkSheet } from '@e965/xlsx';
import { folded } from '../platform/text.js';
import { Budget } from './budget.js';
import { csvRows, type TableRow } from './csv-rows.rules.js';
import { decodeText } from './decode-text.js';
import type { EncodingName } from './encoding.rules.js';
import { contentOf } from './format.rules.js';
import {
  FILE_BYTES_AT_MOST,
  SHEETS_AT_MOST,
  TABLE_COLUMNS_AT_MOST,
  TABLE_ROWS_AT_MOST,
  TEXT_BYTES_AT_MOST,
} from './limits.rules.js';
import { oleKind } from './ole.js';
import { Refusal, type RefusalCode } from './refusal.rules.js';
import { repackedXlsx } from './repack-xlsx.js';
import { entriesOf } from './unzip.js';

/** A sheet of a workbook, or a file of separated text as its only one. */
export interface TableSheet {
  name: string;
  /** Whether cells are merged downwards; what they say stands in each of their rows here. */
  merged: boolean;
  rows: TableRow[];
}

export type OpenedTables = { sheets: TableSheet[] } | { refused: RefusalCode };

/**
 * A list that is to be taken over row by row: .xlsx, .xls or separated text (.csv), by its content. Numbers and codes
 * come as they are shown, dates as `YYYY-MM-DD`. Never throws.
 */
export async function openTables(bytes: Uint8Array): Promise<OpenedTables> {
  try {
    if (bytes.length > FILE_BYTES_AT_MOST) throw new Refusal('too-large');
    return { sheets: await sheetsOf(bytes) };
  } catch (error) {
    return { refused: error instanceof Refusal ? error.code : 'broken' };
  }
}

async function sheetsOf(bytes: Uint8Array): Promise<TableSheet[]> {
  const content = contentOf(bytes);
  if (content === 'empty') throw new Refusal('empty');
  if (content === 'text') return [{ name: '', merged: false, rows: textRows(bytes) }];
  if (content === 'zip') return tablesOf(await asXlsx(bytes));
  if (content === 'ole' && oleKind(bytes) !== 'doc') return tablesOf(bytes);
  throw new Refusal('unsupported');
}

function textRows(bytes: Uint8Array): TableRow[] {
  const rows = csvRows(textOfList(bytes));
  if (rows.length > TABLE_ROWS_AT_MOST) throw new Refusal('too-large');
  return rows;
}

/** The text of a list, which may be longer than a paper's: its beginning tells in what all of it is written. */
function textOfList(bytes: Uint8Array): string {
  let encoding: EncodingName | undefined;
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const rest = bytes.subarray(at, at + TEXT_BYTES_AT_MOST);
    const end = at + rest.length === bytes.length ? rest.length : lineEnd(rest, encoding);
    const decoded = decodeText(rest.subarray(0, end), encoding);
    if ('refused' in decoded && decoded.refused !== 'empty') throw new Refusal(decoded.refused);
    if ('text' in decoded) {
      encoding ??= decoded.encoding.name;
      text += decoded.text;
    }
    at += end;
  }
  return text;
}

const NEW_LINE = 0x0a;

/** Where the last whole line ends; of text in pairs of bytes only between two of them. */
function lineEnd(bytes: Uint8Array, encoding: EncodingName | undefined): number {
  const isWide = encoding?.startsWith('utf-16') ?? (bytes[0] === 0xff || bytes[0] === 0xfe);
  if (isWide) return bytes.length - (bytes.length % 2);
  const at = bytes.lastIndexOf(NEW_LINE);
  return at < 0 ? bytes.length : at + 1;
}

async function asXlsx(bytes: Uint8Array): Promise<Uint8Array> {
  const budget = new Budget(bytes.length);
  for await (const { name } of entriesOf(bytes, budget))
    if (name === 'xl/workbook.xml') return repackedXlsx(bytes, budget);
  throw new Refusal('unsupported');
}

function tablesOf(bytes: Uint8Array): TableSheet[] {
  const book = parsed(bytes);
  const visible = book.SheetNames.filter((_, i) => !(book.Workbook?.Sheets?.[i]?.Hidden ?? 0));
  return visible.slice(0, SHEETS_AT_MOST).map((name) => ({ name: folded(name), ...rowsOf(book.Sheets[name]!) }));
}

function parsed(bytes: Uint8Array): WorkBook {
  try {
    const plain = {
      type: 'array',
      dense: true,
      cellFormula: false,
      cellHTML: false,
      cellNF: true,
      bookVBA: false,
    } as const;
    return xlsx.read(bytes, { ...plain, sheetRows: TABLE_ROWS_AT_MOST + 1 });
  } catch (error) {
    throw new Refusal(/password|encrypt/i.test(String(error)) ? 'encrypted' : 'broken');
  }
}

type Cells = (CellObject | undefined)[][];

function rowsOf(sheet: WorkSheet): Pick<TableSheet, 'merged' | 'rows'> {
  const cells: Cells = (sheet as { '!data'?: Cells })['!data'] ?? [];
  if (cells.length > TABLE_ROWS_AT_MOST) throw new Refusal('too-large');
  const rows = Array.from(cells, (row) => Array.from((row ?? []).slice(0, TABLE_COLUMNS_AT_MOST), textOf));
  let merged = false;
  for (const { s, e } of sheet['!merges'] ?? []) {
    const value = rows[s.r]?.[s.c] ?? '';
    // a heading over several columns says nothing of the cells to its right
    if (value === '' || e.r === s.r) continue;
    merged = true;
    for (let r = s.r + 1; r <= Math.min(e.r, rows.length - 1); r++) rows[r]![s.c] = value;
  }
  const numbered = rows.map((row, i) => ({ line: i + 1, cells: Array.from(row, (cell) => cell ?? '') }));
  return { merged, rows: numbered.filter((row) => row.cells.some((cell) => cell !== '')) };
}

function textOf(cell: CellObject | undefined): string {
  if (!cell || cell.v === undefined || cell.t === 'z' || cell.t === 'e') return '';
  if (cell.t === 'n' && typeof cell.v === 'number' && xlsx.SSF.is_date(String(cell.z ?? ''))) {
    const date = xlsx.SSF.parse_date_code(cell.v) as { y: number; m: number; d: number } | null;
    const two = (number: number): string => String(number).padStart(2, '0');
    if (date) return `${String(date.y).padStart(4, '0')}-${two(date.m)}-${two(date.d)}`;
  }
  return folded(String(cell.w ?? cell.v));
}
