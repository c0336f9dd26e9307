import { RELATIONS, SCHEMES, type RelationLine } from './held-units.rules.js';
import type { ColumnOf, Line } from './recognise.rules.js';

type UnitLine = Line<'units'>;

/** Where a list of units says what a unit stands under. */
export const PARENT_COLUMNS: Readonly<Record<RelationLine, ColumnOf<'units'>>> = {
  administrative: 'administrative',
  sectoral: 'sectoral',
  territory: 'territory',
  'standing-body': 'standing_body',
};

/** Every code that the lines name as a unit. */
export const codesIn = (lines: readonly UnitLine[]): string[] => [
  ...new Set(
    lines.flatMap(({ cells }) => [cells.code, ...RELATIONS.map((line) => cells[PARENT_COLUMNS[line]])].filter(Boolean)),
  ),
];

/** `scheme value` of every official code that the lines state, and of own codes that look like one. */
export const officialIn = (lines: readonly UnitLine[]): string[] => [
  ...new Set(
    lines.flatMap(({ cells }) => [
      ...SCHEMES.filter((scheme) => cells[scheme] !== '').map((scheme) => `${scheme} ${cells[scheme].toUpperCase()}`),
      ...SCHEMES.map((scheme) => `${scheme} ${cells.code.toUpperCase()}`),
    ]),
  ),
];
