import type { TableSheet } from '../files/index.js';
import { searchKey } from '../platform/text.js';

/** Every kind of list that is taken in, with its columns and the headers that they are known by. */
const COLUMNS = {
  conversion: {
    newCode: 'ma xa moi',
    oldCode: 'ma xa cu',
    newName: 'ten xa moi',
    oldName: 'ten xa cu',
    note: 'ghi chu',
    district: 'quan huyen',
    oldProvince: 'tinh cu',
    province: 'tinh thanh pho',
  },
  areas: {
    districtCode: 'ma qh',
    provinceCode: 'ma tp',
    code: 'ma',
    name: 'ten',
    district: 'quan huyen',
    province: 'tinh thanh pho',
  },
  officers: {
    unit: 'unit', name: 'name', role: 'role', email: 'email', from: 'from', until: 'until',
  },
  units: {
    code: 'code', name: 'name', kind: 'kind', level: 'level', administrative: 'administrative', sectoral: 'sectoral',
    territory: 'territory', standing_body: 'standing body', aliases: 'aliases', gso: 'gso', qcvn102: 'qcvn102',
    qd20: 'qd20', email: 'email', valid_from: 'valid from', valid_to: 'valid to', legal_basis: 'legal basis',
  },
  mailboxes: { code: 'code', email: 'email', from: 'from' },
} as const; // prettier-ignore

export type FileKind = keyof typeof COLUMNS;
export type ColumnOf<Kind extends FileKind> = keyof (typeof COLUMNS)[Kind] & string;
export const FILE_KINDS = Object.keys(COLUMNS) as FileKind[];
export const columnsOf = <Kind extends FileKind>(kind: Kind): ColumnOf<Kind>[] =>
  Object.keys(COLUMNS[kind]) as ColumnOf<Kind>[];

/** What a header must have for the file to be of a kind; the other columns may be absent. */
const NEEDED: { readonly [Kind in FileKind]: readonly ColumnOf<Kind>[] } = {
  conversion: ['newCode', 'oldCode', 'newName', 'oldName', 'note'],
  areas: ['code', 'name', 'districtCode', 'provinceCode'],
  officers: ['unit', 'name', 'role'],
  units: ['code', 'name', 'kind', 'valid_from'],
  mailboxes: ['code', 'email'],
};
/** Headings and notes above a header. */
const ROWS_ABOVE_AT_MOST = 12;

/** A row of a list by its columns; `cells` of columns that the file does not have are empty. */
export interface Line<Kind extends FileKind> {
  sheet: string;
  line: number;
  cells: Readonly<Record<ColumnOf<Kind>, string>>;
}

/** A list that was recognised, of any kind. */
export type RecognisedList = {
  [Kind in FileKind]: {
    kind: Kind;
    sheet: string;
    lines: Line<Kind>[];
    /** Lines of separated text with more or fewer cells than the header. */
    ragged: { line: number; cells: number }[];
  };
}[FileKind];

/** `Tỉnh, thành phố "(01)"` → `tinh thanh pho`. */
const headerKey = (cell: string): string =>
  searchKey(cell.replaceAll('_', ' '))
    .replace(/[^a-z0-9]+/g, ' ')
    .replace(/ 0*1 ?$/, '')
    .trim();

/**
 * What a file is, by the first header that is one of ours; names of files and sheets say nothing. Of several sheets with
 * the same list the one without merged cells is taken.
 * @returns undefined where no header is known
 */
export function recognised(sheets: readonly TableSheet[]): RecognisedList | undefined {
  for (const kind of FILE_KINDS) {
    const found = sheets
      .map((sheet) => listIn(kind, sheet))
      .filter((list) => list !== undefined)
      .toSorted((a, b) => Number(a.merged) - Number(b.merged));
    if (found[0]) return found[0].list;
  }
  return undefined;
}

/** The kind whose header a file nearly has, and what it lacks: for a message that helps. */
export function nearest(sheets: readonly TableSheet[]): { kind: FileKind; missing: string[] } | undefined {
  const rows = sheets.flatMap((sheet) => sheet.rows.slice(0, ROWS_ABOVE_AT_MOST));
  const tried = FILE_KINDS.flatMap((kind) =>
    rows.map(({ cells }) => {
      const at = placesOf(kind, [cells]);
      return { kind, missing: NEEDED[kind].filter((column) => !at.has(column)), found: at.size };
    }),
  ).toSorted((a, b) => a.missing.length - b.missing.length || b.found - a.found);
  return tried[0] && tried[0].found > 0 ? { kind: tried[0].kind, missing: tried[0].missing } : undefined;
}

function placesOf(kind: FileKind, header: readonly (readonly string[])[]): Map<string, number> {
  const places = new Map<string, number>();
  const keys = header.map((cells) => cells.map(headerKey));
  for (const [column, known] of Object.entries(COLUMNS[kind]))
    for (const row of keys) {
      const at = row.indexOf(known);
      if (at >= 0 && !places.has(column)) places.set(column, at);
    }
  return places;
}

function listIn(kind: FileKind, sheet: TableSheet): { list: RecognisedList; merged: boolean } | undefined {
  const { rows } = sheet;
  for (let i = 0; i < Math.min(rows.length, ROWS_ABOVE_AT_MOST); i++)
    for (const deep of [1, 2]) {
      const at = placesOf(kind, rows.slice(i, i + deep).map(({ cells }) => cells)); // prettier-ignore
      if (!NEEDED[kind].every((column) => at.has(column))) continue;
      const below = rows.slice(i + deep).filter(({ cells }) => !isNumbering(cells));
      const width = sheet.name === '' ? rows[i]!.cells.length : undefined;
      const isRagged = ({ cells }: { cells: readonly string[] }) => width !== undefined && cells.length !== width;
      const ragged = below.filter(isRagged).map(({ line, cells }) => ({ line, cells: cells.length }));
      const lines = below
        .filter((row) => !isRagged(row))
        .map(({ line, cells }) => ({
          sheet: sheet.name,
          line,
          cells: Object.fromEntries(columnsOf(kind).map((column) => [column, cells[at.get(column) ?? -1] ?? ''])),
        }));
      const list = { kind, sheet: sheet.name, lines, ragged } as unknown as RecognisedList;
      return { list, merged: sheet.merged };
    }
  return undefined;
}

/** A second header that only counts the columns: (1) (2) (3) … */
const isNumbering = (cells: readonly string[]): boolean => {
  const said = cells.filter((cell) => cell !== '');
  return said.length > 2 && said.every((cell, i) => cell.replace(/[()]/g, '') === String(i + 1));
};
