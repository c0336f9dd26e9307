import type { Locale } from '../../platform/caller.js';
import {
  CHASE_STAGES,
  URGENCIES,
  type After,
  type ChaseStage,
  type ClassRules,
  type LadderStep,
  type Urgency,
} from '../ladder.rules.js';
import { classOf, mailsPerDay, type PolicyRules } from '../policy.rules.js';
import { policyWords } from './words.rules.js';

const MINUTES_OF_AN_HOUR = 60;

/** So long, in words: `2 ngày làm việc`, `1 giờ 30 phút`. */
export function timeWords(after: After, locale: Locale): string {
  const words = policyWords(locale);
  if ('workingDays' in after) return words.days(after.workingDays);
  const { minutes } = after;
  if (minutes < MINUTES_OF_AN_HOUR) return words.minutes(minutes);
  return words.hours(Math.floor(minutes / MINUTES_OF_AN_HOUR), minutes % MINUTES_OF_AN_HOUR);
}

const isNone = (after: After): boolean => 'workingDays' in after && after.workingDays === 0;

/** What a step does, to whom. */
export function stepDoes({ to, channel, text }: LadderStep, locale: Locale): string {
  const { whom, does } = policyWords(locale);
  if (channel === 'letter') return does.letter(whom[to]);
  const verb = to === 'unit' || to === 'leader' ? does.remind[text] : does.tell;
  return `${verb} ${whom[to]}`;
}

/** When a step comes. @param i  0 for the first step of its stage */
export function stepWhen({ after }: LadderStep, i: number, locale: Locale): string {
  const { when } = policyWords(locale);
  if (i > 0) return when.afterStep(timeWords(after, locale));
  return isNone(after) ? when.atTerm : when.afterTerm(timeWords(after, locale));
}

/** A step in a line: when it comes, and what it does. */
export const stepWords = (step: LadderStep, i: number, locale: Locale): string =>
  `${stepWhen(step, i, locale)}: ${stepDoes(step, locale)}`;

export function receiptWords({ receipt }: ClassRules, locale: Locale): string {
  return isNone(receipt) ? policyWords(locale).sameDay : timeWords(receipt, locale);
}

/** What the first step of a stage is counted from. */
export function beginsWords(rules: PolicyRules, cls: ClassRules, stage: ChaseStage, locale: Locale): string {
  const { beginsWith } = policyWords(locale);
  if (stage === 'receipt') return beginsWith.receipt(receiptWords(cls, locale));
  if (stage === 'relay') return beginsWith.relay(rules.relayWorkingDays ?? null);
  const { begin: fromReceipt } = beginsWith;
  return stage === 'begin' ? fromReceipt(cls.beginWorkingDays) : beginsWith[stage];
}

const isToUnit = ({ to }: LadderStep): boolean => to === 'unit' || to === 'leader';

/** From the deadline to a step, in words: days where every wait is in days, else minutes. */
function untilWords(steps: readonly LadderStep[], locale: Locale): string {
  const sum = (of: (after: After) => number): number => steps.reduce((all, { after }) => all + of(after), 0);
  const days = sum((after) => ('workingDays' in after ? after.workingDays : 0));
  const minutes = sum((after) => ('minutes' in after ? after.minutes : 0));
  const parts = [
    ...(days > 0 ? [timeWords({ workingDays: days }, locale)] : []),
    ...(minutes > 0 ? [timeWords({ minutes }, locale)] : []),
  ];
  return parts.join(' + ') || timeWords({ workingDays: 0 }, locale);
}

/** What a class of papers under a policy means, in one sentence: the term of receipt, the reminders, and who is told when. */
export function classSummary(rules: PolicyRules, urgency: Urgency, locale: Locale): string {
  const { summary, whom } = policyWords(locale);
  const cls = classOf(rules, urgency);
  const steps = cls.steps.receipt;
  const term = isNone(cls.receipt) ? summary.receiptSameDay : summary.receipt(receiptWords(cls, locale));
  if (steps.length === 0) return `${term}; ${summary.quiet}.`;
  const above = steps.findIndex((step) => !isToUnit(step));
  const reminders = (above < 0 ? steps : steps.slice(0, above)).length;
  const then =
    above < 0 ? summary.never : summary.above(whom[steps[above]!.to], untilWords(steps.slice(0, above + 1), locale));
  return `${term}; ${[...(reminders > 0 ? [summary.reminders(reminders)] : []), then].join(', ')}.`;
}

/** One difference between two versions, in words. */
export interface PolicyDifference {
  where: string;
  was: string;
  is: string;
}

const FIGURES = [
  'receiptWorkingDays',
  'remindEveryWorkingDays',
  'reminderLimit',
  'relayWorkingDays',
  'followUpWorkingDays',
  'answerWorkingDays',
] as const;

/** The figures of a policy as a person reads them. */
export function policyFigures(rules: PolicyRules, locale: Locale): [name: string, says: string][] {
  const words = policyWords(locale);
  const { acts, none } = words;
  const figures = FIGURES.map((name): [string, string] => [words.figures[name], String(rules[name] ?? none)]);
  const second = rules.secondPerson?.map((act) => acts[act]).join(', ');
  return [
    ...figures,
    [words.figures.mailsPerDay, String(mailsPerDay(rules))],
    [words.figures.secondPerson, second || none],
    [words.figures.systemNumbers, rules.systemNumbers ? words.yes : words.no],
  ];
}

/** What happens in a stage without steps: a paper that did not arrive is chased as one that was not acknowledged. */
export const noStepsWords = (stage: ChaseStage, locale: Locale): string =>
  policyWords(locale)[stage === 'delivery' ? 'asReceipt' : 'noSteps'];

/** Every value of a policy as a person reads it, by where it stands. */
function policyLines(rules: PolicyRules, locale: Locale): [where: string, says: string][] {
  const words = policyWords(locale);
  const { none, form } = words;
  return [
    ...policyFigures(rules, locale),
    ...URGENCIES.flatMap((urgency): [string, string][] => {
      const cls = classOf(rules, urgency);
      const name = words.classes[urgency];
      return [
        [`${name}, ${form.receipt.toLocaleLowerCase(locale)}`, receiptWords(cls, locale)],
        [`${name}, ${form.atOnce.toLocaleLowerCase(locale)}`, form.atOnces[cls.atOnce ? 'yes' : 'no']],
        [`${name}, ${form.begin.toLocaleLowerCase(locale)}`, String(cls.beginWorkingDays ?? none)],
        ...CHASE_STAGES.map((stage): [string, string] => [
          `${name}, ${words.stages[stage].toLocaleLowerCase(locale)}`,
          cls.steps[stage].map((step, i) => stepWords(step, i, locale)).join('; ') || noStepsWords(stage, locale),
        ]),
      ];
    }),
  ];
}

/** What changed from one version to another, in words and in the order of a policy's page. */
export function policyDifferences(was: PolicyRules, is: PolicyRules, locale: Locale): PolicyDifference[] {
  const before = new Map(policyLines(was, locale));
  return policyLines(is, locale).flatMap(([where, says]) =>
    before.get(where) === says ? [] : [{ where, was: before.get(where) ?? '', is: says }],
  );
}
