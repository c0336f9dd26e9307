import type { NewUnit } from './plan-schema.rules.js';
import { placeOf, type MoveLine, type Present, type PresentUnit, type Scope } from './present.rules.js';
import type { Kind } from '../units/index.js';

export type RefusalCode =
  | 'past' | 'unknown-unit' | 'not-in-force' | 'not-there-on-day' | 'ends-too' | 'ends-twice' | 'ends-and-changes'
  | 'into-itself' | 'same-twice' | 'code-taken' | 'code-official' | 'code-twice' | 'official-taken' | 'official-twice'
  | 'main-missing' | 'main-unknown' | 'main-must-stay' | 'no-parent' | 'cycle' | 'children-left' | 'contradiction'
  | 'nothing-changes' | 'name-kind' | 'later-changes' | 'out-of-scope' | 'nothing-to-succeed'
  | 'official-form' | 'official-area' | 'official-operator' | 'parent-level' | 'name-taken' | 'other-level' | 'kind-over'
  | 'unknown-directive' | 'other-plan'; // prettier-ignore

/** Why a plan cannot be carried out as it is. */
export interface Refusal {
  /** From 1, in the order of the plan; 0 where it is the plan as a whole. */
  step: number;
  code: RefusalCode;
  /** What it is about: a unit by code and name, or an official code. */
  unit: string | null;
  /** The unit, step, line or name that is in the way. */
  other: string | null;
}

/** One edge of the succession, as it is frozen: duties follow it where `takesDuties`. */
export interface Succession {
  from: string;
  to: string;
  scope: Scope;
  extent: 'whole' | 'part' | 'unknown';
  main: boolean;
  takesDuties: boolean;
  endsUnit: boolean;
  issuers: readonly string[] | null;
  directives: readonly string[] | null;
  step: number;
}

export interface Founded {
  unit: NewUnit;
  step: number;
  /** Units that it stands for, in the order of the plan. */
  predecessors: string[];
}

export interface Renamed {
  code: string;
  name: string;
  kind: Kind;
  was: { name: string; kind: Kind };
  /** `raise` where the kind changes by the plan. */
  what: 'rename' | 'raise';
  step: number;
}

export interface Moved {
  code: string;
  line: MoveLine;
  parent: string | null;
  was: string | null;
  step: number;
  /** Not in the plan itself: it follows its superior's main successor. */
  derived: boolean;
}

/** What is gathered step by step and then checked as a whole. */
export interface Work {
  present: Present;
  refusals: Refusal[];
  ended: Map<string, number>;
  /** Units of which the register itself says that they end that day. */
  endedInRegister: Set<string>;
  founded: Map<string, Founded>;
  renamed: Map<string, Renamed>;
  moved: Map<string, Moved>;
  successions: Succession[];
}

export const workOn = (present: Present): Work => ({
  present,
  refusals: [],
  ended: new Map(),
  endedInRegister: new Set(),
  founded: new Map(),
  renamed: new Map(),
  moved: new Map(),
  successions: [],
});

const labelOf = (work: Work, code: string): string => {
  const name = work.present.units.get(code)?.name ?? work.founded.get(code)?.unit.name;
  return name === undefined ? code : `${name} (${code})`;
};

/** Notes why a step cannot be; `unit` and `other` are written with their names where they are codes of units. */
export function refuse(
  work: Work,
  step: number,
  code: RefusalCode,
  { unit, other }: { unit?: string; other?: string | number } = {},
): undefined {
  work.refusals.push({
    step,
    code,
    unit: unit === undefined ? null : labelOf(work, unit),
    other: other === undefined ? null : typeof other === 'number' ? String(other) : labelOf(work, other),
  });
  return undefined;
}

/** The unit, where it is in force the day before and so can be changed; else the step is refused. */
export function changeable(work: Work, code: string, step: number): PresentUnit | undefined {
  const unit = work.present.units.get(code);
  if (!unit) return refuse(work, step, work.founded.has(code) ? 'contradiction' : 'unknown-unit', { unit: code });
  if (!unit.before) return refuse(work, step, 'not-in-force', { unit: code });
  mustBeBelow(work, code, step);
  return unit;
}

/** Ends a unit by a step; once only. */
export function end(work: Work, code: string, step: number): PresentUnit | undefined {
  const unit = changeable(work, code, step);
  if (!unit) return undefined;
  const earlier = work.ended.get(code);
  if (earlier !== undefined) return refuse(work, step, 'ends-twice', { unit: code, other: earlier });
  work.ended.set(code, step);
  if (!unit.on) work.endedInRegister.add(code);
  else if (unit.changesLater) refuse(work, step, 'later-changes', { unit: code });
  return unit;
}

/** Whether a unit stands below another on one line, by the parents given. */
export function isBelow(
  parents: ReadonlyMap<string, string | null>,
  line: MoveLine,
  code: string,
  above: string,
): boolean {
  let at = parents.get(placeOf(line, code));
  for (let depth = 0; at && depth < 64; depth++) {
    if (at === above) return true;
    at = parents.get(placeOf(line, at));
  }
  return false;
}

function inScope({ administers, units, parentsBefore, parentsOn }: Present, code: string): boolean {
  if (administers === null) return true;
  const parents = units.get(code)?.before ? parentsBefore : parentsOn;
  return isBelow(parents, 'administrative', code, administers) || isBelow(parents, 'sectoral', code, administers);
}

/** An administrator changes units below his own only. */
export function mustBeBelow(work: Work, code: string, step: number): void {
  if (work.founded.has(code) || inScope(work.present, code)) return;
  refuse(work, step, 'out-of-scope', { unit: code });
}

/** A parent may also be the administrator's own unit. */
export const mustBeWithin = (work: Work, code: string, step: number): void =>
  work.present.administers === code ? undefined : mustBeBelow(work, code, step);

/** An area that a unit serves is the administrator's own, one below it, or one that his own unit serves. */
export function mustServeWithin(work: Work, area: string, step: number): void {
  const { administers, parentsOn } = work.present;
  if (administers === null || area === administers) return;
  const served = parentsOn.get(placeOf('territory', administers));
  if (served !== undefined && (area === served || isBelow(parentsOn, 'administrative', area, served))) return;
  mustBeBelow(work, area, step);
}
