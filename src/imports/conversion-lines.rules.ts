import { cleanName } from '../units/index.js';
import { gsoOf, namedWithCode } from './cells.rules.js';
import type { RefusedLine } from './plan.rules.js';
import type { Line } from './recognise.rules.js';

/** A row of the conversion table: what was before, and what it went into; a district where it had no communes. */
export interface ConversionRow {
  line: Line<'conversion'>;
  newCode: string;
  newName: string;
  province: string | undefined;
  oldCode: string | undefined;
  oldName: string;
  district: string | undefined;
  oldProvince: string | undefined;
  note: string;
}

const codeIn = (cell: string, digits: 2 | 3): string | undefined => gsoOf(namedWithCode(cell).code, digits);

/** The rows of the official table; a row that names only a province heads those below it. */
export function conversionRows(lines: readonly Line<'conversion'>[]): {
  rows: ConversionRow[];
  refused: RefusedLine[];
} {
  const rows: ConversionRow[] = [];
  const refused: RefusedLine[] = [];
  let heading: string | undefined;
  for (const line of lines) {
    const { cells } = line;
    const refuse = (value: string): void =>
      void refused.push({ sheet: line.sheet, line: line.line, value, reason: 'area-code' });
    const said = new Set([cells.newCode, cells.newName, cells.oldCode, cells.oldName].filter((cell) => cell !== ''));
    const isHeading = said.size === 0 || (said.size === 1 && codeIn([...said][0]!, 2) !== undefined);
    if (isHeading) {
      heading = codeIn(cells.province, 2) ?? codeIn([...said][0] ?? '', 2) ?? heading;
      continue;
    }
    const newCode = gsoOf(cells.newCode, 5);
    const oldCode = cells.oldCode === '' ? undefined : gsoOf(cells.oldCode, 5);
    if (!newCode) refuse(cells.newCode);
    if (cells.oldCode !== '' && !oldCode) refuse(cells.oldCode);
    if (!newCode || (cells.oldCode !== '' && !oldCode)) continue;
    rows.push({
      line,
      newCode,
      oldCode,
      newName: cleanName(cells.newName),
      oldName: cleanName(cells.oldName),
      province: codeIn(cells.province, 2) ?? heading,
      district: codeIn(cells.district, 3),
      oldProvince: codeIn(cells.oldProvince, 2),
      note: cells.note,
    });
  }
  return { rows, refused };
}

/** `gso value` of every area that the rows name. */
export const areasIn = (rows: readonly ConversionRow[]): string[] => [
  ...new Set(
    rows
      .flatMap((row) => [row.newCode, row.oldCode, row.district, row.province, row.oldProvince])
      .filter((code) => code !== undefined)
      .map((code) => `gso ${code}`),
  ),
];
