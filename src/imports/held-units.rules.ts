import type { UnitToWrite } from '../units/index.js';
import type { Ending, Held } from './plan.rules.js';

/** On which lines a unit stands; the standing body acts for a steering board. */
export const RELATIONS = ['administrative', 'sectoral', 'territory', 'standing-body'] as const;
export type RelationLine = (typeof RELATIONS)[number];
export const SCHEMES = ['gso', 'qcvn102', 'qd20'] as const;
export type Scheme = (typeof SCHEMES)[number];
type Named = UnitToWrite['periods'][number];

/** A row as it will be: `was` is its end in the database, undefined where the row is new. */
export interface DraftRow<Value = string> extends Held {
  was: string | null | undefined;
  more: Value extends string ? null : Value;
  legalBasis: string | null;
}

/** A unit with all that is known of it over time; rows of the database and those that a file adds. */
export interface HeldUnit {
  code: string;
  isNew: boolean;
  periods: DraftRow<Pick<Named, 'name' | 'kind' | 'level'>>[];
  relations: Record<RelationLine, DraftRow[]>;
  codes: Record<Scheme, DraftRow[]>;
  aliases: DraftRow[];
  mailboxes: DraftRow[];
}

export const newUnit = (code: string): HeldUnit => ({
  code,
  isNew: true,
  periods: [],
  relations: { administrative: [], sectoral: [], territory: [], 'standing-body': [] },
  codes: { gso: [], qcvn102: [], qd20: [] },
  aliases: [],
  mailboxes: [],
});

export const periodValue = (name: string, kind: string): string => `${kind} ${name}`;
const covers = (on: string) => (row: Held) => row.from <= on && (row.to === null || row.to > on);
export const existsOn = (unit: HeldUnit | undefined, on: string): boolean => unit?.periods.some(covers(on)) ?? false;
export const valueOn = (rows: readonly DraftRow<unknown>[], on: string): string | undefined =>
  rows.find(covers(on))?.value;

/** What stands above a unit on some lines and a day, nearest first; `circle` where it comes back to the unit. */
export function above(
  units: ReadonlyMap<string, HeldUnit>,
  start: string,
  { lines, on }: { lines: readonly RelationLine[]; on: string },
): { codes: Set<string>; circle: boolean } {
  const codes = new Set<string>();
  const open = [start];
  for (let code = open.pop(); code !== undefined; code = open.pop()) {
    const unit = units.get(code);
    for (const line of unit ? lines : []) {
      const parent = valueOn(unit!.relations[line], on);
      if (parent === start) return { codes, circle: true };
      if (parent === undefined || codes.has(parent)) continue;
      codes.add(parent);
      open.push(parent);
    }
  }
  return { codes, circle: false };
}

/** Everything of a unit that is open on a day ends then. @returns whether anything changed */
export function endUnit(unit: HeldUnit, on: string): boolean {
  const lists = [
    unit.periods,
    ...RELATIONS.map((line) => unit.relations[line]),
    ...SCHEMES.map((scheme) => unit.codes[scheme]),
    unit.aliases,
  ];
  const open = lists.flat().filter((row) => row.from < on && (row.to === null || row.to > on));
  for (const row of open) row.to = on;
  return open.length > 0;
}

/** What has to be written so that the database holds what the drafts hold. */
export function differenceOf(drafts: Iterable<HeldUnit>): { units: UnitToWrite[]; endings: Ending[] } {
  const [units, endings]: [UnitToWrite[], Ending[]] = [[], []];
  for (const unit of drafts) {
    const made = unitToWrite(unit);
    const parts = [made.periods, made.relations, made.officialCodes, made.aliases];
    if (unit.isNew || parts.some((rows) => rows.length > 0)) units.push(made);
    endings.push(...endingsOf(unit));
  }
  return { units, endings };
}

const isAdded = (row: DraftRow<unknown>): boolean => row.was === undefined;
const span = ({ from, to, legalBasis }: DraftRow<unknown>) => ({ from, to, legalBasis });

function unitToWrite(unit: HeldUnit): UnitToWrite {
  return {
    code: unit.code,
    periods: unit.periods.filter(isAdded).map((row) => ({ ...span(row), ...row.more })),
    relations: RELATIONS.flatMap((line) =>
      unit.relations[line].filter(isAdded).map((row) => ({ ...span(row), line, parent: row.value })),
    ),
    officialCodes: SCHEMES.flatMap((scheme) =>
      unit.codes[scheme].filter(isAdded).map((row) => ({ ...span(row), scheme, value: row.value })),
    ),
    aliases: unit.aliases.filter(isAdded).map((row) => ({ ...span(row), alias: row.value })),
  };
}

function endingsOf(unit: HeldUnit): Ending[] {
  const ended = (table: Ending['table'], rows: readonly DraftRow<unknown>[], key: (row: Held) => string): Ending[] =>
    rows
      .filter((row) => row.was !== undefined && row.was !== row.to && row.to !== null)
      .map((row) => ({ table, code: unit.code, key: key(row), from: row.from, to: row.to! }));
  return [
    ...ended('unit_period', unit.periods, () => ''),
    ...RELATIONS.flatMap((line) => ended('unit_relation', unit.relations[line], () => line)),
    ...SCHEMES.flatMap((scheme) => ended('unit_official_code', unit.codes[scheme], () => scheme)),
    ...ended('unit_alias', unit.aliases, (row) => row.value),
  ];
}
