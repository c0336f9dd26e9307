import { cleanName, isNameOfKind, levelOf, REFORM_ON, type Kind } from '../units/index.js';
import { changeable, end, mustBeBelow, refuse, type Moved, type Succession, type Work } from './compile-work.rules.js';
import type { NewUnit, Step } from './plan-schema.rules.js';
import { foundedBy } from './plan.rules.js';
import { placeOf, type PresentUnit, type Scope } from './present.rules.js';

type Of<Name extends Step['kind']> = Extract<Step, { kind: Name }>;

/** Founds the units of all steps, so that every step may name them, in whatever order they stand. */
export function foundUnits(work: Work, steps: readonly Step[]): void {
  for (const [i, step] of steps.entries()) for (const unit of foundedBy([step])) found(work, unit, i + 1);
}

/** Takes one step into the work; what is wrong with it by itself is refused here, the rest when all steps are in. */
export function takeStep(work: Work, step: Step, ord: number): void {
  switch (step.kind) {
    case 'establish':
      return; // founded before all other steps
    case 'merge':
      return merge(work, step, ord);
    case 'split':
      return split(work, step, ord);
    case 'abolish':
      return abolish(work, step, ord);
    case 'rename':
      return rename(work, { code: step.unit, name: step.name }, ord);
    case 'raise':
      return rename(work, { code: step.unit, name: step.name, kind: step.unitKind }, ord);
    case 'move':
      return move(work, step, ord);
    case 'hand-over':
      return handOver(work, step, ord);
    case 'succeed':
      return succeed(work, ord);
  }
}

function found(work: Work, unit: NewUnit, step: number): void {
  const { present } = work;
  if (present.units.has(unit.code)) return refuse(work, step, 'code-taken', { unit: unit.code });
  if (present.officialValues.has(unit.code.toUpperCase()))
    return refuse(work, step, 'code-official', { unit: unit.code });
  const earlier = work.founded.get(unit.code);
  if (earlier) return refuse(work, step, 'code-twice', { unit: unit.code, other: earlier.step });
  const named = { ...unit, name: cleanName(unit.name) };
  work.founded.set(unit.code, { unit: named, step, predecessors: [] });
  mustBeKindOfDay(work, { code: unit.code, kind: unit.kind }, step);
  if (!isNameOfKind(named.name, unit.kind)) refuse(work, step, 'name-kind', { unit: unit.code, other: named.name });
  if (!unit.administrative && !unit.sectoral && !unit.territory) refuse(work, step, 'no-parent', { unit: unit.code });
  const schemes = unit.officialCodes.map(({ scheme }) => scheme);
  if (new Set(schemes).size < schemes.length) refuse(work, step, 'official-twice', { unit: unit.code });
}

function merge(work: Work, { from, into }: Of<'merge'>, step: number): void {
  const to = into.code;
  for (const code of distinct(work, from, step)) {
    if (code === to) refuse(work, step, 'into-itself', { unit: code });
    else if (end(work, code, step)) succession(work, step, { from: code, to, extent: 'whole', main: true });
  }
}

function split(work: Work, { from, into, main }: Of<'split'>, step: number): void {
  const parts = distinct(
    work,
    into.map(({ code }) => code),
    step,
  );
  const goesOn = parts.includes(from);
  if (!parts.includes(main)) return refuse(work, step, 'main-unknown', { unit: from, other: main });
  if (goesOn && main !== from) return refuse(work, step, 'main-must-stay', { unit: from, other: main });
  if (!(goesOn ? changeable(work, from, step) : end(work, from, step))) return;
  for (const to of parts)
    succession(work, step, { from, to, extent: 'part', main: !goesOn && to === main, endsUnit: !goesOn });
}

function abolish(work: Work, { unit: from, dutiesTo, scope, main }: Of<'abolish'>, step: number): void {
  const takers = distinct(work, dutiesTo, step);
  if (takers.includes(from) || main === from) return refuse(work, step, 'into-itself', { unit: from });
  const heir = main ?? (takers.length === 1 ? takers[0] : undefined);
  if (heir === undefined && takers.length > 0) return refuse(work, step, 'main-missing', { unit: from });
  if (!end(work, from, step)) return;
  const extent = takers.length === 1 ? 'whole' : 'part';
  for (const to of takers) succession(work, step, { from, to, extent, scope, main: to === heir });
  // an office may be stood for by another unit than those that take its duties, as a district's division by the department
  if (heir !== undefined && !takers.includes(heir))
    succession(work, step, { from, to: heir, extent: 'part', scope: 'functional', main: true, takesDuties: false });
}

/** Districts and townships are no more since the reform of 2025. Source: Law 72/2025/QH15, art. 1. */
function mustBeKindOfDay(work: Work, { code, kind }: { code: string; kind: Kind }, step: number): void {
  const isOver = levelOf(kind) === 'district' || kind === 'township';
  if (isOver && work.present.on >= REFORM_ON) refuse(work, step, 'kind-over', { unit: code });
}

function rename(work: Work, to: { code: string; name?: string | undefined; kind?: Kind }, step: number): void {
  const unit = changeable(work, to.code, step);
  if (!unit) return;
  const was = { name: unit.name, kind: unit.kind };
  const name = to.name === undefined ? unit.name : cleanName(to.name);
  const kind = to.kind ?? unit.kind;
  if (work.renamed.has(to.code))
    return refuse(work, step, 'contradiction', { unit: to.code, other: work.renamed.get(to.code)!.step });
  if (name === was.name && kind === was.kind) return refuse(work, step, 'nothing-changes', { unit: to.code });
  if (levelOf(kind) !== levelOf(was.kind)) return refuse(work, step, 'other-level', { unit: to.code });
  if (kind !== was.kind) mustBeKindOfDay(work, { code: to.code, kind }, step);
  if (!isNameOfKind(name, kind)) return refuse(work, step, 'name-kind', { unit: to.code, other: name });
  if (unit.changesLater) return refuse(work, step, 'later-changes', { unit: to.code });
  work.renamed.set(to.code, { code: to.code, name, kind, was, what: kind === was.kind ? 'rename' : 'raise', step });
}

function move(work: Work, { unit: code, line, parent }: Of<'move'>, step: number): void {
  const isNew = work.founded.has(code);
  if (!isNew && !changeable(work, code, step)) return;
  const place = placeOf(line, code);
  const earlier = work.moved.get(place);
  if (earlier) return refuse(work, step, 'contradiction', { unit: code, other: earlier.step });
  const was = work.present.parentsOn.get(place) ?? null;
  if (was === parent) return refuse(work, step, 'nothing-changes', { unit: code });
  if (parent === code) return refuse(work, step, 'cycle', { unit: code });
  const moved: Moved = { code, line, parent, was, step, derived: false };
  work.moved.set(place, moved);
}

function handOver(work: Work, { from, to, scope, issuers, directives }: Of<'hand-over'>, step: number): void {
  if (!changeable(work, from, step)) return;
  for (const taker of distinct(work, to, step)) {
    if (taker === from) refuse(work, step, 'into-itself', { unit: from });
    else
      succession(work, step, {
        from, to: taker, extent: 'part', scope, main: false, endsUnit: false,
        issuers: issuers.length > 0 ? issuers : null, directives: directives.length > 0 ? directives : null,
      }); // prettier-ignore
  }
  for (const issuer of issuers)
    if (!work.present.units.has(issuer)) refuse(work, step, 'unknown-unit', { unit: issuer });
  for (const directive of directives)
    if (!work.present.directives.has(directive.toLowerCase()))
      refuse(work, step, 'unknown-directive', { other: directive });
}

/**
 * What the register already says of the day. Where parts of an area took over its duties, the office that stands for it
 * takes none: the communes of a former district answer for it, not the department that carries its function on.
 */
function succeed(work: Work, step: number): void {
  const { successions } = work.present;
  if (successions.length === 0) return refuse(work, step, 'nothing-to-succeed');
  const byArea = new Set(successions.filter((s) => s.scope === 'territorial').map(({ from }) => from));
  const ends = new Map<string, boolean>();
  const headed = new Set<string>();
  for (const { from, main } of successions) {
    if (!ends.has(from)) ends.set(from, succeeds(work, from, step));
    if (main) headed.add(from);
  }
  for (const [from, ended] of ends) if (ended && !headed.has(from)) refuse(work, step, 'main-missing', { unit: from });
  for (const row of successions) {
    const endsUnit = ends.get(row.from)!;
    const takesDuties = !(row.main && row.scope === 'functional' && byArea.has(row.from));
    succession(work, step, { ...row, main: row.main && endsUnit, takesDuties, endsUnit });
  }
}

/** Whether the unit ends that day by the register; one that goes on only hands over. */
function succeeds(work: Work, code: string, step: number): boolean {
  const unit = changeable(work, code, step);
  if (!unit || unit.on) return false;
  return end(work, code, step) !== undefined;
}

type Edge = Pick<Succession, 'from' | 'to' | 'extent' | 'main'> & Partial<Succession>;

function succession(work: Work, step: number, edge: Edge): void {
  work.successions.push({
    scope: scopeOf(work.present.units.get(edge.from)),
    takesDuties: true,
    endsUnit: true,
    issuers: null,
    directives: null,
    ...edge,
    step,
  });
  if (edge.main) work.founded.get(edge.to)?.predecessors.push(edge.from);
  if (!work.founded.has(edge.to)) mustTake(work, edge, step);
}

/** The office of an area passes on by territory, any other unit by function. */
const scopeOf = (unit: PresentUnit | undefined): Scope =>
  unit !== undefined && levelOf(unit.kind) !== 'body' ? 'territorial' : 'functional';

/** Who takes over is there on the day and below the administrator; whether the plan ends it is seen at the end. */
function mustTake(work: Work, { from, to }: Edge, step: number): void {
  const unit = work.present.units.get(to);
  if (!unit) return;
  if (from !== to) mustBeBelow(work, to, step);
}

function distinct(work: Work, codes: readonly string[], step: number): string[] {
  const once = new Set<string>();
  for (const code of codes) {
    if (once.has(code)) refuse(work, step, 'same-twice', { unit: code });
    once.add(code);
  }
  return [...once];
}
