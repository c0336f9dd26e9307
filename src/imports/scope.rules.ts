import { above, valueOn, type HeldUnit, type RelationLine } from './held-units.rules.js';

/** Who may touch what: everything below a unit on the command or the professional line; all where it is undefined. */
export interface Scope {
  units: ReadonlyMap<string, HeldUnit>;
  below: string | undefined;
  today: string;
}

const COMMAND: readonly RelationLine[] = ['administrative', 'sectoral'];

/**
 * Whether a unit may be touched by what holds from a day on. It stands below then and today: whoever was above it once
 * writes nothing any more, and whoever will be does not yet. One that is yet to begin is judged on its first day.
 */
export function isInScope({ units, below, today }: Scope, code: string, on: string): boolean {
  if (below === undefined) return true;
  const begins = units.get(code)?.periods[0]?.from ?? today;
  const days = [begins > today ? begins : today, on];
  return days.every((day) => above(units, code, { lines: COMMAND, on: day }).codes.has(below));
}

/** Whether a unit that a file founds hangs on the scope: on its unit, or on one below that was there before the file. */
export function isFoundedIn(
  scope: Scope,
  drafts: ReadonlyMap<string, HeldUnit>,
  at: { code: string; on: string },
): boolean {
  if (scope.below === undefined) return true;
  const seen = new Set([at.code]);
  const open = [at.code];
  for (let code = open.pop(); code !== undefined; code = open.pop()) {
    const unit = drafts.get(code);
    if (!unit?.isNew) {
      if (code === scope.below || isInScope(scope, code, at.on)) return true;
      continue;
    }
    for (const line of COMMAND) {
      const parent = valueOn(unit.relations[line], at.on);
      if (parent === undefined || seen.has(parent)) continue;
      seen.add(parent);
      open.push(parent);
    }
  }
  return false;
}
