import type { Compiled } from './compile.rules.js';
import type { Kind } from '../units/index.js';
import type { MoveLine, Scope } from './present.rules.js';

export type Change = 'establish' | 'end' | 'rename' | 'raise' | 'move' | 'hand-over';

/** A unit that a plan changes, by its first step; `derived` where it only follows from another's end. */
export interface Touched {
  code: string;
  step: number | null;
  what: Change[];
  derived: boolean;
}

/** A unit as it is on one side of the effective day. */
export interface Side {
  name: string;
  kind: Kind;
  parents: { line: MoveLine; code: string; name: string }[];
  officialCodes: { scheme: string; value: string }[];
}

export interface Successor {
  code: string;
  name: string;
  scope: Scope;
  main: boolean;
  takesDuties: boolean;
}

/** What becomes of one unit: `before` is null for one that is founded, `after` for one that ends. */
export interface UnitDiff extends Touched {
  before: Side | null;
  after: Side | null;
  successors: Successor[];
}

/** The units that a plan changes, in the order of its steps, what follows from it last. */
export function touchedBy(compiled: Compiled): Touched[] {
  const touched = new Map<string, Touched>();
  const touch = (code: string, step: number, what: Change, derived = false): void => {
    const known = touched.get(code);
    if (!known) touched.set(code, { code, step, what: [what], derived });
    else if (!known.what.includes(what)) known.what.push(what);
  };
  for (const { code, step } of compiled.end) touch(code, step, 'end');
  for (const { unit, step } of compiled.establish) touch(unit.code, step, 'establish');
  for (const { code, step, what } of compiled.rename) touch(code, step, what);
  for (const { code, step, derived } of compiled.moves) touch(code, step, 'move', derived);
  for (const { from, step, endsUnit } of compiled.successions) if (!endsUnit) touch(from, step, 'hand-over');
  return [...touched.values()].toSorted(
    (a, b) => Number(a.derived) - Number(b.derived) || (a.step ?? 0) - (b.step ?? 0),
  );
}

/**
 * Units as a plan leaves them on its day.
 * @param registered  as the register has them on the day without the plan
 * @param names       of units that become parents, by code
 */
export function afterPlan(
  compiled: Compiled,
  {
    codes,
    registered,
    names,
  }: { codes: readonly string[]; registered: ReadonlyMap<string, Side>; names: ReadonlyMap<string, string> },
): Map<string, Side> {
  const shown = new Set(codes);
  const after = new Map([...registered].map(([code, side]) => [code, { ...side, parents: [...side.parents] }]));
  const parent = (line: Side['parents'][number]['line'], code: string) => ({
    line,
    code,
    name: names.get(code) ?? code,
  });
  for (const { unit } of compiled.establish)
    if (shown.has(unit.code))
      after.set(unit.code, {
        name: unit.name,
        kind: unit.kind,
        officialCodes: unit.officialCodes,
        parents: (['administrative', 'sectoral', 'territory'] as const).flatMap((line) =>
          unit[line] ? [parent(line, unit[line])] : [],
        ),
      });
  for (const { code, name, kind } of compiled.rename) Object.assign(after.get(code) ?? {}, { name, kind });
  for (const { code, line, parent: above } of compiled.moves) {
    const side = after.get(code);
    if (!side) continue;
    side.parents = side.parents.filter((known) => known.line !== line);
    if (above !== null) side.parents.push(parent(line, above));
  }
  for (const { code } of compiled.end) after.delete(code);
  return after;
}
