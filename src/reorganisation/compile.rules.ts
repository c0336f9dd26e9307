import { checkNames, checkOfficialCodes, checkParents, levelAfter, mustBeThere } from './compile-checks.rules.js';
import { foundUnits, takeStep } from './compile-steps.rules.js';
import {
  refuse,
  workOn,
  type Founded,
  type Moved,
  type Refusal,
  type Renamed,
  type Succession,
  type Work,
} from './compile-work.rules.js';
import type { Step } from './plan-schema.rules.js';
import { placeOf, type MoveLine, type Present } from './present.rules.js';

/** What a plan does to the tree, and why it cannot be done: empty `refusals` where it can. */
export interface Compiled {
  establish: readonly Founded[];
  /** Units that end; `inRegister` where the register has them end that day already. */
  end: readonly { code: string; step: number; heir: string | null; inRegister: boolean }[];
  rename: readonly Renamed[];
  /** Those of the plan, then those that follow from it. */
  moves: readonly Moved[];
  successions: readonly Succession[];
  refusals: readonly Refusal[];
}

/**
 * Works out what a plan does on its day, from the plan and what the register holds around that day.
 * @returns every reason against it, in the order of the steps; nothing is repaired or left out on the way
 */
export function compilePlan(steps: readonly Step[], present: Present): Compiled {
  const work = workOn(present);
  if (present.administers !== null && present.on < present.today) refuse(work, 0, 'past');
  foundUnits(work, steps);
  for (const [i, step] of steps.entries()) takeStep(work, step, i + 1);
  const heirs = heirsOf(work);
  checkTakers(work);
  checkChanged(work);
  const parents = parentsAfter(work);
  follow(work, heirs, parents);
  checkParents(work, parents);
  checkOfficialCodes(work);
  checkNames(work, parents);
  return {
    establish: [...work.founded.values()],
    end: [...work.ended].map(([code, step]) => ({
      code,
      step,
      heir: heirs.get(code) ?? null,
      inRegister: work.endedInRegister.has(code),
    })),
    rename: [...work.renamed.values()],
    moves: [...work.moved.values()],
    successions: work.successions,
    refusals: work.refusals.toSorted((a, b) => a.step - b.step),
  };
}

const heirsOf = ({ successions }: Work): ReadonlyMap<string, string> =>
  new Map(successions.filter(({ main }) => main).map(({ from, to }) => [from, to]));

function checkTakers(work: Work): void {
  const seen = new Set<string>();
  for (const { from, to, step } of work.successions) {
    const once = `${step} ${to}`;
    if (from === to || seen.has(once)) continue;
    seen.add(once);
    mustBeThere(work, to, step);
  }
}

/** What ends is not changed as well, and what goes on is not handed over by two steps in different ways. */
function checkChanged(work: Work): void {
  const changed: [string, number][] = [
    ...[...work.renamed.values(), ...work.moved.values()].map(({ code, step }): [string, number] => [code, step]),
    ...work.successions.filter((s) => !s.endsUnit).map(({ from, step }): [string, number] => [from, step]),
  ];
  const seen = new Set<string>();
  for (const [code, step] of changed) {
    const ends = work.ended.get(code);
    if (ends === undefined || ends === step || seen.has(`${step} ${code}`)) continue;
    seen.add(`${step} ${code}`);
    refuse(work, step, 'ends-and-changes', { unit: code, other: ends });
  }
}

/** Parents on the day as the plan itself leaves them; what follows from it is added later. */
function parentsAfter(work: Work): Map<string, string | null> {
  const parents = new Map<string, string | null>(work.present.parentsOn);
  for (const { unit } of work.founded.values())
    for (const line of ['administrative', 'sectoral', 'territory'] as const)
      if (unit[line]) parents.set(placeOf(line, unit.code), unit[line]);
  for (const { code, line, parent } of work.moved.values()) parents.set(placeOf(line, code), parent);
  return parents;
}

/** Units under one that ends, and that the plan leaves where they were, follow its main successor. */
function follow(work: Work, heirs: ReadonlyMap<string, string>, parents: Map<string, string | null>): void {
  for (const [was, step] of work.ended) {
    const left: string[] = [];
    for (const { code, line } of work.present.children.get(was) ?? []) {
      if (work.ended.has(code) || work.moved.has(placeOf(line, code))) continue;
      const parent = successorFor(work, { code, line, was }, heirs);
      if (parent === undefined) left.push(code);
      else {
        work.moved.set(placeOf(line, code), { code, line, parent, was, step, derived: true });
        parents.set(placeOf(line, code), parent);
      }
    }
    if (left.length > 0) refuse(work, step, 'children-left', { unit: was, other: labels(work, left) });
  }
}

const SHOWN = 5;
const labels = (work: Work, codes: readonly string[]): string =>
  [...new Set(codes)]
    .slice(0, SHOWN)
    .map((code) => `${work.present.units.get(code)?.name ?? code} (${code})`)
    .join(', ') + (new Set(codes).size > SHOWN ? ` +${new Set(codes).size - SHOWN}` : '');

/** Whom a unit comes under whose superior ends: the main successor, or above it where that is the unit itself. */
function successorFor(
  work: Work,
  { code, line, was }: { code: string; line: MoveLine; was: string },
  heirs: ReadonlyMap<string, string>,
): string | undefined {
  let heir = heirs.get(was);
  if (heir === code) heir = work.present.parentsOn.get(placeOf(line, was));
  for (let steps = 0; heir !== undefined && work.ended.has(heir) && steps < 16; steps++) heir = heirs.get(heir);
  if (heir === undefined || heir === code) return undefined;
  return line === 'territory' && levelAfter(work, heir) === 'body' ? undefined : heir;
}
