import {
  CHASE_STAGES,
  URGENCIES,
  type After,
  type ChaseStage,
  type ClassRules,
  type LadderStep,
  type Urgency,
} from '../ladder.rules.js';
import { classOf, mailsPerDay, policyRulesSchema, type PolicyRules } from '../policy.rules.js';
import { schemaDoubt } from './schema-doubt.rules.js';
import { doubtAt, type DoubtTexts, type PolicyDoubt } from './policy-doubt.rules.js';
import { policyWords } from './words.rules.js';

/** A policy that was looked at: with an error it is not set; a warning is shown and stands in nobody's way. */
export interface CheckedPolicy {
  /** Null where an error makes it no policy. */
  rules: PolicyRules | null;
  errors: readonly PolicyDoubt[];
  warnings: readonly PolicyDoubt[];
}

/** As long as a year of work: what comes later is no chase of this duty any more. */
const LONGEST_LADDER_DAYS = 250;
const MINUTES_OF_A_DAY = 1440;
/** From the opening of an office to its close. */
const MINUTES_OF_OFFICE = 570;

const isNone = (after: After): boolean => 'workingDays' in after && after.workingDays === 0;
const isAbove = ({ to }: LadderStep): boolean => to !== 'unit' && to !== 'leader';
const daysOf = (after: After): number =>
  'workingDays' in after ? after.workingDays : after.minutes / MINUTES_OF_A_DAY;
/** Roughly how long it lasts, to compare classes by; the close of the same day is the end of office hours. */
const minutesOf = (after: After): number =>
  'minutes' in after ? after.minutes : after.workingDays * MINUTES_OF_A_DAY || MINUTES_OF_OFFICE;

/** Minutes from the deadline to the step at which somebody above is told; null: nobody is. */
function untilAbove(steps: readonly LadderStep[]): number | null {
  const first = steps.findIndex(isAbove);
  if (first < 0) return null;
  return steps.slice(0, first + 1).reduce((sum, { after }) => sum + (isNone(after) ? 0 : minutesOf(after)), 0);
}

function stepErrors(steps: readonly LadderStep[], place: Pick<PolicyDoubt, 'urgency' | 'stage'>): PolicyDoubt[] {
  const same = steps.flatMap(({ after }, i) =>
    i > 0 && isNone(after) ? [doubtAt({ ...place, step: i + 1 }, (words) => words.notAfter)] : [],
  );
  const isTooLong = steps.reduce((sum, { after }) => sum + daysOf(after), 0) > LONGEST_LADDER_DAYS;
  return [...same, ...(isTooLong ? [doubtAt({ ...place, step: null }, (words) => words.tooLong(LONGEST_LADDER_DAYS))] : [])];
} // prettier-ignore

/** The most mails that the unit gets within 24 hours of steps that run by the minute. */
function mostInADay(steps: readonly LadderStep[]): number {
  let [sum, most] = [0, 0];
  for (const [i, { after, to, channel }] of steps.entries()) {
    if (i > 0 && !('minutes' in after)) sum = 0;
    if (to === 'unit' && channel === 'mail') sum++;
    most = Math.max(most, sum);
  }
  return most;
}

/** Whether the term that the steps of a stage come after is there at all. */
function hasTerm(rules: PolicyRules, cls: ClassRules, stage: ChaseStage): boolean {
  if (stage === 'relay') return (rules.relayWorkingDays ?? null) !== null;
  return stage !== 'begin' || cls.beginWorkingDays !== null;
}

function stageWarnings(rules: PolicyRules, urgency: Urgency, stage: ChaseStage): PolicyDoubt[] {
  const cls = classOf(rules, urgency);
  const steps = cls.steps[stage];
  const here = (say: (words: DoubtTexts) => string, step: number | null = null): PolicyDoubt =>
    doubtAt({ urgency, stage, step }, say);
  if (steps.length === 0) {
    const isOwed = stage === 'receipt' || stage === 'work';
    if (isOwed) return [here((words) => words.nobody)];
    return stage === 'begin' && cls.beginWorkingDays !== null ? [here((words) => words.noSteps)] : [];
  }
  if (!hasTerm(rules, cls, stage)) return [here((words) => words.noTerm)];
  const most = mostInADay(steps);
  const cap = mailsPerDay(rules);
  const byMinutes = steps.findIndex(({ after }) => 'minutes' in after);
  return [
    ...(stage !== 'delivery' && isAbove(steps[0]!) ? [here((words) => words.aboveFirst, 1)] : []),
    ...(steps.some(isAbove) ? [] : [here((words) => words.neverAbove, steps.length)]),
    ...(urgency === 'ordinary' && byMinutes >= 0 ? [here((words) => words.night, byMinutes + 1)] : []),
    ...(most > cap ? [here((words) => words.overCap(most, cap))] : []),
  ];
}

/** Where a class of papers is chased more slowly than one that is less urgent. */
function laxerThan(rules: PolicyRules, urgency: Urgency, less: Urgency): PolicyDoubt[] {
  const [own, other] = [classOf(rules, urgency), classOf(rules, less)];
  const here = (stage: ChaseStage | null, say: (words: DoubtTexts, other: string) => string): PolicyDoubt =>
    doubtAt({ urgency, stage, step: null }, (words, locale) => say(words, policyWords(locale).classes[less]));
  const slower = CHASE_STAGES.filter((stage) => {
    const [mine, theirs] = [untilAbove(own.steps[stage]), untilAbove(other.steps[stage])];
    return mine !== null && theirs !== null && mine > theirs;
  });
  return [
    ...(minutesOf(own.receipt) > minutesOf(other.receipt) ? [here('receipt', (words, is) => words.laxerReceipt(is))] : []),
    ...slower.map((stage) => here(stage, (words, is) => words.laxerAbove(is))),
    ...(!own.atOnce && other.atOnce ? [here(null, (words, is) => words.laxerAtOnce(is))] : []),
  ];
} // prettier-ignore

const warningsOf = (rules: PolicyRules): PolicyDoubt[] =>
  URGENCIES.flatMap((urgency, i) => [
    ...CHASE_STAGES.flatMap((stage) => stageWarnings(rules, urgency, stage)),
    ...(i === 0 ? [] : laxerThan(rules, urgency, URGENCIES[i - 1]!)),
  ]);

/**
 * Looks at what is to become a policy. Errors: what is no policy at all, steps that do not come one after the other, ladders
 * that are longer than a year of work. Warnings: somebody above hears before the unit does, or nobody above ever; steps that
 * never come; a class that is chased more slowly than a less urgent one; more mails in a day than an office gets.
 */
export function checkedPolicy(value: unknown): CheckedPolicy {
  const parsed = policyRulesSchema.safeParse(value);
  if (!parsed.success) return { rules: null, errors: parsed.error.issues.map(schemaDoubt), warnings: [] };
  const rules = parsed.data;
  const errors = URGENCIES.flatMap((urgency) =>
    CHASE_STAGES.flatMap((stage) => stepErrors(classOf(rules, urgency).steps[stage], { urgency, stage })),
  );
  return { rules: errors.length === 0 ? rules : null, errors, warnings: warningsOf(rules) };
}
