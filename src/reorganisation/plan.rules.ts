import { cleanName } from '../units/index.js';
import type { DraftPlan, NewUnit, Step, Target } from './plan-schema.rules.js';

const founded = (into: Target): NewUnit[] => ('name' in into ? [into] : []);

/** The units that steps found. */
export const foundedBy = (steps: readonly Step[]): NewUnit[] =>
  steps.flatMap((step) => {
    if (step.kind === 'establish') return [step.unit];
    if (step.kind === 'merge') return founded(step.into);
    return step.kind === 'split' ? step.into.flatMap(founded) : [];
  });

/** The codes of units that steps end; of a split also where the unit goes on. */
export const unitsEndedBy = (steps: readonly Step[]): string[] =>
  steps.flatMap((step) => {
    if (step.kind === 'merge') return step.from;
    if (step.kind === 'split') return [step.from];
    return step.kind === 'abolish' ? [step.unit] : [];
  });

const parentsOf = ({ administrative, sectoral, territory }: NewUnit): string[] =>
  [administrative, sectoral, territory].filter((code) => code !== undefined);

/** Every code that steps name, also of units to be founded. */
export function unitsNamedBy(steps: readonly Step[]): Set<string> {
  const codes = new Set<string>();
  const name = (all: readonly (string | null | undefined)[]): void => {
    for (const code of all) if (typeof code === 'string') codes.add(code);
  };
  for (const unit of foundedBy(steps)) name([unit.code, ...parentsOf(unit)]);
  for (const step of steps) {
    if (step.kind === 'merge') name([...step.from, step.into.code]);
    else if (step.kind === 'split') name([step.from, step.main, ...step.into.map(({ code }) => code)]);
    else if (step.kind === 'abolish') name([step.unit, step.main, ...step.dutiesTo]);
    else if (step.kind === 'hand-over') name([step.from, ...step.to, ...step.issuers]);
    else if (step.kind === 'move') name([step.unit, step.parent]);
    else if (step.kind === 'rename' || step.kind === 'raise') name([step.unit]);
  }
  return codes;
}

/** The names that units have after these steps, of those that are founded, renamed or moved. */
export function namesGivenBy(steps: readonly Step[], units: ReadonlyMap<string, { name: string }>): Set<string> {
  const names = foundedBy(steps).map(({ name }) => cleanName(name));
  for (const step of steps) {
    if (step.kind === 'rename' || step.kind === 'raise')
      names.push(step.name === undefined ? (units.get(step.unit)?.name ?? '') : cleanName(step.name));
    else if (step.kind === 'move') names.push(units.get(step.unit)?.name ?? '');
  }
  return new Set(names);
}

export const directivesNamedBy = (steps: readonly Step[]): string[] =>
  steps.flatMap((step) => (step.kind === 'hand-over' ? step.directives : []));

/** The codes of units that steps change themselves: founded, ended, renamed, moved, or relieved of duties. */
export function unitsChangedBy(steps: readonly Step[]): Set<string> {
  const codes = new Set([...foundedBy(steps).map(({ code }) => code), ...unitsEndedBy(steps)]);
  for (const step of steps) {
    if (step.kind === 'rename' || step.kind === 'raise' || step.kind === 'move') codes.add(step.unit);
    else if (step.kind === 'hand-over') codes.add(step.from);
  }
  return codes;
}

/** The plan that carries out what the register says of a day already, as an imported conversion table gives it. */
export const planOfSuccessions = (of: { on: string; title: string; legalBasis: string }): DraftPlan => ({
  title: of.title,
  legalBasis: of.legalBasis,
  effectiveOn: of.on,
  clock: { receipt: { rule: 'restart' }, work: { rule: 'keep' } },
  acceptsUnowed: false,
  steps: [{ kind: 'succeed' }],
});
