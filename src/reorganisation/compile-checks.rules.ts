import { isCodeOf, levelOf, type Level } from '../units/index.js';
import {
  isBelow,
  mustBeWithin,
  mustServeWithin,
  refuse,
  type Founded,
  type Moved,
  type Work,
} from './compile-work.rules.js';
import { MOVE_LINES, placeOf, type MoveLine } from './present.rules.js';

/** Refuses where a unit is not there on the day, by the register or by the plan itself. */
export function mustBeThere(work: Work, code: string, step: number): boolean {
  if (work.founded.has(code)) return true;
  const unit = work.present.units.get(code);
  const ends = work.ended.get(code);
  if (!unit) refuse(work, step, 'unknown-unit', { unit: code });
  else if (ends !== undefined) refuse(work, step, 'ends-too', { unit: code, other: ends });
  else if (!unit.on) refuse(work, step, 'not-there-on-day', { unit: code });
  else return true;
  return false;
}

/** The level of a unit once the plan is carried out. */
export function levelAfter(work: Work, code: string): Level | undefined {
  const kind = work.founded.get(code)?.unit.kind ?? work.renamed.get(code)?.kind ?? work.present.units.get(code)?.kind;
  return kind && levelOf(kind);
}

type Placed = Pick<Moved, 'code' | 'line' | 'parent' | 'was' | 'step' | 'derived'>;

/** New and moved units stand under units that are there, in no circle, and on one line at least. */
export function checkParents(work: Work, parents: ReadonlyMap<string, string | null>): void {
  for (const place of [...[...work.founded.values()].flatMap((unit) => placesOf(work, unit)), ...work.moved.values()]) {
    const { code, line, parent, step, derived } = place;
    if (parent !== null) {
      const there = derived || mustBeThere(work, parent, step);
      if (there && !derived) mustBeParent(work, { line, parent, step });
      if (there) mustStandUnderHigher(work, place, parent);
      if (line !== 'standing-body' && isBelow(parents, line, code, code))
        refuse(work, step, 'cycle', { unit: code, other: parent });
    } else if (
      !work.founded.has(code) &&
      !MOVE_LINES.some((on) => on !== 'standing-body' && parents.get(placeOf(on, code)))
    )
      refuse(work, step, 'no-parent', { unit: code });
  }
}

const placesOf = (work: Work, { unit, step }: Founded): Placed[] =>
  (['administrative', 'sectoral', 'territory'] as const)
    .filter((line) => !work.moved.has(placeOf(line, unit.code)))
    .map((line) => ({ code: unit.code, line, parent: unit[line] ?? null, was: null, step, derived: false }));

/** An administrator puts units under his own or below it; they serve areas that his own serves. */
function mustBeParent(work: Work, { line, parent, step }: { line: MoveLine; parent: string; step: number }): void {
  if (line === 'territory') mustServeWithin(work, parent, step);
  else mustBeWithin(work, parent, step);
}

const RANKS: Readonly<Partial<Record<Level, number>>> = { central: 0, province: 1, district: 2, commune: 3 };

/** An area stands under an area of a higher level, or the government; what was otherwise before may go on so. */
function mustStandUnderHigher(work: Work, { code, line, was, step, derived }: Placed, parent: string): void {
  const own = RANKS[levelAfter(work, code) ?? 'body'];
  if (line !== 'administrative' || own === undefined) return;
  const isHigher = (above: string): boolean => (RANKS[levelAfter(work, above) ?? 'body'] ?? own) < own;
  if (levelAfter(work, parent) === undefined || isHigher(parent) || (derived && was !== null && !isHigher(was))) return;
  refuse(work, step, 'parent-level', { unit: code, other: parent });
}

const DIGITS: Readonly<Partial<Record<Level, number>>> = { province: 2, district: 3, commune: 5 };

/**
 * An official code names one unit on a day: it may pass on from a unit that ends. Codes of the statistics office are for
 * areas, and given by the operator alone unless the unit takes the place of the one that bears it.
 */
export function checkOfficialCodes(work: Work): void {
  const given = new Map<string, string>();
  for (const { unit, step } of work.founded.values())
    for (const { scheme, value } of unit.officialCodes) {
      const key = `${scheme} ${value.toUpperCase()}`;
      const registered = work.present.bearers.get(key);
      const bearer = given.get(key) ?? registered;
      if (!isCodeOf(scheme, value.toUpperCase())) refuse(work, step, 'official-form', { unit: unit.code, other: key });
      else if (scheme === 'gso' && DIGITS[levelOf(unit.kind)] !== value.length)
        refuse(work, step, 'official-area', { unit: unit.code, other: key });
      else if (bearer !== undefined && bearer !== unit.code && !work.ended.has(bearer))
        refuse(work, step, 'official-taken', { unit: key, other: bearer });
      else if (scheme === 'gso' && work.present.administers !== null && !takesFrom(work, unit.code, registered))
        refuse(work, step, 'official-operator', { unit: unit.code, other: key });
      given.set(key, unit.code);
    }
}

const takesFrom = (work: Work, code: string, bearer: string | undefined): boolean =>
  work.successions.some(({ from, to, endsUnit }) => from === bearer && to === code && endsUnit);

/** No two units of one name and kind stand under one superior, of the register or of the plan. */
export function checkNames(work: Work, parents: ReadonlyMap<string, string | null>): void {
  const parentOf = (code: string): string | null | undefined => parents.get(placeOf('administrative', code));
  const seen = new Map<string, string>();
  const keyOf = (parent: string, { name, kind }: { name: string; kind: string }): string => `${parent} ${kind} ${name}`;
  for (const { code, name, kind, parent } of work.present.namesakes) {
    if (work.ended.has(code) || work.renamed.has(code) || work.moved.has(placeOf('administrative', code))) continue;
    seen.set(keyOf(parent, { name, kind }), code);
  }
  const changed = new Map<string, { name: string; kind: string; step: number }>();
  for (const { unit, step } of work.founded.values()) changed.set(unit.code, { ...unit, step });
  for (const { code, name, kind, step } of work.renamed.values()) changed.set(code, { name, kind, step });
  for (const { code, line, step, derived } of work.moved.values()) {
    const unit = work.present.units.get(code);
    if (line === 'administrative' && !derived && unit && !changed.has(code)) changed.set(code, { ...unit, step });
  }
  for (const [code, unit] of changed) {
    const parent = parentOf(code);
    if (!parent || work.ended.has(code)) continue;
    const other = seen.get(keyOf(parent, unit));
    if (other !== undefined && other !== code) refuse(work, unit.step, 'name-taken', { unit: code, other });
    seen.set(keyOf(parent, unit), code);
  }
}
