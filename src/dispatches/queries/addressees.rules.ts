import { officeName, type NotUnderstood } from '../../units/index.js';
import type { Query, Reading } from '../reading/reading.rules.js';
import { meaningOf, unitsOf, type Hierarchy } from './meanings.rules.js';
import { queryOf } from './query.rules.js';

/** A hierarchy before or after the day of the paper. */
export interface OtherDay extends Hierarchy {
  /** the day on which it ended, or begins */
  day: string;
}

/** The hierarchies that an addressee is looked for in. */
export interface Times {
  on: string;
  now: Hierarchy;
  /** the nearest first */
  earlier: readonly OtherDay[];
  later: readonly OtherDay[];
  /** by the id of a unit that has ended, who carries on its official code */
  successors: ReadonlyMap<string, string>;
}

/** a leader, "như trên" and "lưu" are no units, and nobody takes them for one */
const DOUBTED: ReadonlySet<string> = new Set(['unknown', 'ambiguous', 'none-in-area']);

/** The parts of the addressees that mean no unit of the day. */
export const notUnderstoodIn = (reading: Reading, now: Hierarchy): { i: number; part: NotUnderstood }[] =>
  reading.addressees.flatMap(({ value }, i) =>
    (meaningOf(now, value).notUnderstood?.parts ?? [])
      .filter(({ reason }) => DOUBTED.has(reason))
      .map((part) => ({ i, part })),
  );

/** Addressees that no longer exist on the day of the paper, not yet, or that nobody knows. */
export function addresseeQueries(reading: Reading, times: Times): Query[] {
  return notUnderstoodIn(reading, times.now).map(({ i, part }) => {
    const field = `addressees.${i}`;
    const at = reading.addressees.slice(i, i + 1);
    const values = { name: part.text, on: times.on };
    if (part.reason !== 'ambiguous') {
      const was = times.earlier.find((day) => unitsOf(day, part.text).length > 0);
      if (was) return queryOf('addressee-ended', field, { values, at, suggestion: successorOf(times, was, part.text) });
      const will = times.later.find((day) => unitsOf(day, part.text).length > 0);
      if (will) return queryOf('addressee-not-yet', field, { values: { ...values, from: will.day }, at });
    }
    return queryOf('addressee-not-understood', field, {
      values: { name: part.text, reason: part.reason },
      at,
      suggestion: onlyCandidate(part, times.now),
    });
  });
}

/** Of one unit that has ended, the office that carries on its code; several have no one successor. */
function successorOf({ now, successors }: Times, was: OtherDay, text: string): string | undefined {
  const [unit, ...others] = unitsOf(was, text);
  const successor = unit && others.length === 0 ? successors.get(unit.id) : undefined;
  return successor === undefined ? undefined : nameOf(now, successor);
}

function onlyCandidate({ candidates }: NotUnderstood, now: Hierarchy): string | undefined {
  const [only, ...others] = candidates;
  return only && others.length === 0 ? nameOf(now, only.id) : undefined;
}

/** A name under which the unit is understood: an area below a province with the areas around it. */
function nameOf({ directory }: Hierarchy, id: string): string | undefined {
  const unit = directory.byId.get(id);
  if (!unit) return undefined;
  const around = unit.level === 'body' ? [] : directory.around(unit).filter(({ level }) => level !== 'central');
  const above = around.slice(1).map(({ name }) => name.charAt(0).toLocaleLowerCase('vi') + name.slice(1));
  return [officeName(unit), ...above].join(', ');
}
