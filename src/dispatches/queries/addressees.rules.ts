import { searchKey } from '../../platform/text.js';
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
const DOUBTED: ReadonlySet<string> = new Set(['unknown', 'ambiguous', 'none-in-area', 'no-such-level']);

/** The parts of the addressees that mean no unit of the day. */
export const notUnderstoodIn = (reading: Reading, now: Hierarchy): { i: number; part: NotUnderstood }[] =>
  reading.addressees.flatMap(({ value }, i) =>
    (meaningOf(now, value).notUnderstood?.parts ?? [])
      .filter(({ reason }) => DOUBTED.has(reason))
      .map((part) => ({ i, part })),
  );

/** Addressees that no longer exist on the day of the paper, not yet, or that nobody knows: each once for each of these. */
export function addresseeQueries(reading: Reading, times: Times): Query[] {
  const doubts = notUnderstoodIn(reading, times.now).map(({ i, part }) => ({
    i,
    text: part.text,
    ...doubtOf(times, part),
  }));
  const groups = new Map<string, typeof doubts>();
  for (const doubt of doubts) {
    const key = [doubt.i, doubt.code, doubt.from, doubt.reason].join(' ');
    groups.set(key, [...(groups.get(key) ?? []), doubt]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    const addressee = first && reading.addressees[first.i];
    if (!first || !addressee) return [];
    return queryOf(first.code, `addressees.${first.i}`, {
      values: {
        name: group.map(({ text }) => text).join(', '),
        on: times.on,
        ...(first.from === null ? {} : { from: first.from }),
        ...(first.reason === null ? {} : { reason: first.reason }),
      },
      at: [addressee],
      suggestion: instead(addressee.value, group),
    });
  });
}

interface AddresseeDoubt {
  code: 'addressee-not-understood' | 'addressee-ended' | 'addressee-not-yet';
  /** the day on which what does not exist yet begins */
  from: string | null;
  reason: NotUnderstood['reason'] | null;
  meant: string | undefined;
}

function doubtOf(times: Times, part: NotUnderstood): AddresseeDoubt {
  if (part.reason !== 'ambiguous') {
    const was = times.earlier.find((day) => unitsOf(day, part.text).length > 0);
    if (was) return { code: 'addressee-ended', from: null, reason: null, meant: successorOf(times, was, part.text) };
    const will = times.later.find((day) => unitsOf(day, part.text).length > 0);
    if (will) return { code: 'addressee-not-yet', from: will.day, reason: null, meant: undefined };
  }
  return { code: 'addressee-not-understood', from: null, reason: part.reason, meant: misspelt(part, times.now) };
}

/** The whole addressee as it may be written instead, where every doubted part of it has a name to take. */
function instead(whole: string, group: readonly { text: string; meant: string | undefined }[]): string | undefined {
  if (group.some(({ meant }) => meant === undefined)) return undefined;
  return group.reduce((text, { text: part, meant }) => text.replace(part, () => meant ?? part), whole);
}

/** Of one unit that has ended, the office that carries on its code; several have no one successor. */
function successorOf({ now, successors }: Times, was: OtherDay, text: string): string | undefined {
  const [unit, ...others] = unitsOf(was, text);
  const successor = unit && others.length === 0 ? successors.get(unit.id) : undefined;
  return successor === undefined ? undefined : nameOf(now, successor);
}

/** letters and accents by which a name may be miswritten and still be nobody else's */
const SLIPS_AT_MOST = 2;

/** The one unit whose name this is but for a slip of the pen; what only sounds alike is no suggestion. */
function misspelt({ text, candidates }: NotUnderstood, now: Hierarchy): string | undefined {
  const key = nameKey(text);
  const away = candidates.map(({ id, name }) => {
    const unit = now.directory.byId.get(id);
    return { id, by: Math.min(...[name, unit ? officeName(unit) : name].map((whole) => slips(key, nameKey(whole)))) };
  });
  const least = Math.min(SLIPS_AT_MOST, ...away.map(({ by }) => by));
  const [only, ...others] = away.filter(({ by }) => by === least);
  return only && others.length === 0 ? nameOf(now, only.id) : undefined;
}

const nameKey = (name: string): string => searchKey(name).replace(/^ubnd(?= )/u, 'uy ban nhan dan');

/** How many letters have to be changed, set or struck out to make one of the other. */
function slips(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > SLIPS_AT_MOST) return SLIPS_AT_MOST + 1;
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(
        (next[j - 1] ?? 0) + 1,
        (row[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + (a.charAt(i - 1) === b.charAt(j - 1) ? 0 : 1),
      );
    row = next;
  }
  return row[b.length] ?? 0;
}

/** A name under which the unit is understood: an area below a province with the areas around it. */
function nameOf({ directory }: Hierarchy, id: string): string | undefined {
  const unit = directory.byId.get(id);
  if (!unit) return undefined;
  const around = unit.level === 'body' ? [] : directory.around(unit).filter(({ level }) => level !== 'central');
  const above = around.slice(1).map(({ name }) => name.charAt(0).toLocaleLowerCase('vi') + name.slice(1));
  return [officeName(unit), ...above].join(', ');
}
