import { folded } from '../platform/text.js';
import { isIsoDate } from '../platform/vn-time.js';
import type { UnitToWrite } from './national-tree.rules.js';
import { cleanName, KINDS, levelOf, type Line } from './vocabulary.rules.js';

/** Columns of the file, in any order; those of the second list may be absent. */
const NEEDED = ['code', 'name', 'kind', 'valid_from'] as const;
const OPTIONAL = ['level', 'administrative', 'sectoral', 'territory', 'email'] as const;
const COLUMNS = [...NEEDED, ...OPTIONAL] as const;
type Column = (typeof COLUMNS)[number];

type Refusal =
  | 'columns' | 'code' | 'code-taken' | 'code-twice' | 'code-official' | 'name' | 'kind' | 'level'
  | 'parent' | 'no-parent' | 'cycle' | 'email' | 'date'; // prettier-ignore

/** A line of the file that cannot be taken, the value that is in the way, and why. */
export interface RefusedLine {
  line: number;
  code: string;
  value: string;
  reason: Refusal;
}

/** A line of the file, its values by column; absent columns are empty. */
export type FileLine = Readonly<Record<Column, string>> & { line: number };

/** What is in the database already, as far as the file touches it. */
export interface Present {
  codes: ReadonlySet<string>;
  officialCodes: ReadonlySet<string>;
  /** Whether a unit of the database exists on a day. */
  existsOn: (code: string, on: string) => boolean;
}

const CODE = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const EMAIL = /^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>"]+$/;
export const isAddress = (text: string): boolean => EMAIL.test(text);
const PARENTS = ['administrative', 'sectoral', 'territory'] as const satisfies readonly Line[];

/**
 * Cuts comma-separated text into rows: RFC 4180 quoting, LF or CRLF; a byte order mark and empty lines are left out.
 * @returns cells with single blanks in NFC, and the physical line, from 1, on which each row begins
 */
export function csvRows(text: string): { line: number; cells: string[] }[] {
  const rows: { line: number; cells: string[] }[] = [];
  let row = { line: 1, cells: [''] };
  let quoted = false;
  let line = 1;
  const close = () => {
    const cells = row.cells.map(folded);
    if (cells.some((cell) => cell !== '')) rows.push({ line: row.line, cells });
    row = { line, cells: [''] };
  };
  const source = text.replace(/^\uFEFF/u, '').replaceAll('\r\n', '\n');
  for (let i = 0; i < source.length; i++) {
    const char = source[i]!;
    if (char === '\n') line++;
    if (char === '"' && quoted && source[i + 1] === '"') row.cells.push(`${row.cells.pop()!}${source[++i]!}`);
    else if (char === '"') quoted = !quoted;
    else if (char === ',' && !quoted) row.cells.push('');
    else if (char === '\n' && !quoted) close();
    else row.cells.push(row.cells.pop()! + char);
  }
  close();
  return rows;
}

/**
 * The lines of a file by column.
 * @returns the columns that are needed and absent where the header is not one of ours
 */
export function fileLines(text: string): { lines: FileLine[]; refused: RefusedLine[]; missing: string[] } {
  const [header, ...rows] = csvRows(text);
  const columns = header?.cells ?? [];
  const missing = NEEDED.filter((column) => !columns.includes(column));
  const refused = rows
    .filter(({ cells }) => cells.length !== columns.length)
    .map(({ line, cells }) => ({ line, code: cells[0]!, value: String(cells.length), reason: 'columns' as const }));
  const lines = rows
    .filter(({ cells }) => cells.length === columns.length)
    .map(({ line, cells }) => lineOf(line, (column) => cells[columns.indexOf(column)] ?? ''));
  return { lines, refused, missing };
}

function lineOf(line: number, value: (column: Column) => string): FileLine {
  return {
    line,
    code: value('code'),
    name: cleanName(value('name')),
    kind: value('kind'),
    level: value('level'),
    administrative: value('administrative'),
    sectoral: value('sectoral'),
    territory: value('territory'),
    email: value('email'),
    valid_from: value('valid_from'),
  };
}

/** Every reason against the lines of a file; none means that all of it can be taken. */
export function refusalsOf(lines: readonly FileLine[], present: Present): RefusedLine[] {
  const byCode = new Map(lines.map((line) => [line.code, line]));
  return lines.flatMap((line) => {
    const refuse = (reason: Refusal, value: string): RefusedLine => ({
      line: line.line,
      code: line.code,
      value,
      reason,
    });
    return [
      ...codeRefusals(line, { present, first: byCode.get(line.code) !== line ? byCode.get(line.code) : undefined }).map(
        (reason) => refuse(reason, line.code),
      ),
      ...valueRefusals(line).map(([reason, value]) => refuse(reason, value)),
      ...parentRefusals(line, byCode, present).map(([reason, value]) => refuse(reason, value)),
    ];
  });
}

function codeRefusals(
  { code }: FileLine,
  { present, first }: { present: Present; first: FileLine | undefined },
): Refusal[] {
  if (!CODE.test(code)) return ['code'];
  if (first) return ['code-twice'];
  if (present.codes.has(code)) return ['code-taken'];
  return present.officialCodes.has(code.toUpperCase()) ? ['code-official'] : [];
}

function valueRefusals(line: FileLine): [Refusal, string][] {
  const kind = KINDS.find((known) => known === line.kind);
  const refusals: [Refusal, string][] = [];
  if (line.name === '') refusals.push(['name', '']);
  if (!kind) refusals.push(['kind', line.kind]);
  if (kind && line.level !== '' && levelOf(kind) !== line.level) refusals.push(['level', line.level]);
  if (!isIsoDate(line.valid_from)) refusals.push(['date', line.valid_from]);
  if (line.email !== '' && !EMAIL.test(line.email)) refusals.push(['email', line.email]);
  return refusals;
}

function parentRefusals(line: FileLine, byCode: ReadonlyMap<string, FileLine>, present: Present): [Refusal, string][] {
  const given = PARENTS.filter((on) => line[on] !== '');
  if (given.length === 0) return [['no-parent', '']];
  return given.flatMap((on): [Refusal, string][] => {
    const parent = byCode.get(line[on]);
    if (parent ? parent.valid_from > line.valid_from : !present.existsOn(line[on], line.valid_from))
      return [['parent', line[on]]];
    return runsInCircle(line, on, byCode) ? [['cycle', line[on]]] : [];
  });
}

function runsInCircle(start: FileLine, on: Line, byCode: ReadonlyMap<string, FileLine>): boolean {
  const seen = new Set<string>();
  for (let at: FileLine | undefined = start; at; at = byCode.get(at[on])) {
    if (seen.has(at.code)) return true;
    seen.add(at.code);
  }
  return false;
}

/** The lines as units to write; call it only where nothing was refused. */
export function unitsToWrite(lines: readonly FileLine[]): UnitToWrite[] {
  return lines.flatMap((line) => {
    const kind = KINDS.find((known) => known === line.kind);
    if (!kind) return [];
    const period = { from: line.valid_from, to: null };
    return {
      code: line.code,
      periods: [{ name: line.name, kind, level: levelOf(kind), legalBasis: null, ...period }],
      relations: PARENTS.filter((on) => line[on] !== '').map((on) => ({ line: on, parent: line[on], ...period })),
      officialCodes: [],
      aliases: [],
    };
  });
}
