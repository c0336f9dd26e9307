import type { Calendar } from '../../calendar/index.js';
import { CHASE_STAGES, URGENCIES, type ChaseStage, type LadderStep, type Urgency } from '../ladder.rules.js';
import type { PolicyRules } from '../policy.rules.js';
import { afterBy, deadlineOf, stepInstants, stepsOf, type AfterBy, type Beginning } from './ladder-times.rules.js';

/** Duties that began a stage and left it alike. */
export interface Waited extends Beginning {
  /** When they left the stage; now where they have not. */
  done: Date;
  units: number;
}

/** What the papers of the last year would have led to, in one class and stage. */
export interface LastYearLine {
  urgency: Urgency;
  stage: ChaseStage;
  /** Units that let the term of the present version pass. */
  late: number;
  steps: { was: number; is: number };
  /** Of these steps, those that tell somebody above. */
  above: { was: number; is: number };
}

interface Policy {
  rules: PolicyRules;
  calendar: Calendar;
  after: AfterBy;
}

const isAbove = ({ to }: LadderStep): boolean => to !== 'unit' && to !== 'leader';

function takenOf(
  { rules, calendar, after }: Policy,
  waited: Waited,
): { isLate: boolean; taken: readonly LadderStep[] } {
  const deadline = deadlineOf(rules, waited, calendar);
  if (deadline === null || waited.done <= deadline) return { isLate: false, taken: [] };
  const steps = stepsOf(rules, waited);
  const instants = stepInstants(deadline, steps, after);
  return { isLate: true, taken: steps.filter((_, i) => instants[i]! <= waited.done) };
}

/** Duties that are looked at in one piece. */
const PIECE = 100;

/**
 * How many steps would have been taken under a new policy, and how many under the present one, by class and stage. In
 * pieces.
 */
export function* lastYearLines(
  waits: readonly Waited[],
  policies: { was: PolicyRules; is: PolicyRules },
  calendar: Calendar,
): Generator<void, LastYearLine[]> {
  const after = afterBy(calendar);
  const lines = new Map<string, LastYearLine>();
  for (const [i, waited] of waits.entries()) {
    if (i % PIECE === PIECE - 1) yield;
    const { urgency, stage, units } = waited;
    const key = `${urgency} ${stage}`;
    const line = lines.get(key) ?? { urgency, stage, late: 0, steps: { was: 0, is: 0 }, above: { was: 0, is: 0 } };
    lines.set(key, line);
    for (const version of ['was', 'is'] as const) {
      const { isLate, taken } = takenOf({ rules: policies[version], calendar, after }, waited);
      if (version === 'was' && isLate) line.late += units;
      line.steps[version] += taken.length * units;
      line.above[version] += taken.filter(isAbove).length * units;
    }
  }
  return URGENCIES.flatMap((urgency) => CHASE_STAGES.flatMap((stage) => lines.get(`${urgency} ${stage}`) ?? []));
}
