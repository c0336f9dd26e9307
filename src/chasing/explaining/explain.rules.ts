import type { Locale } from '../../platform/caller.js';
import { instantWords } from '../../platform/components/when.js';
import {
  classSummary,
  ladderOf,
  mailsPerDay,
  policyName,
  policyWords,
  stepWords,
  type ChaseStage,
  type ClassRules,
  type PolicyRules,
  type Urgency,
} from '../../directives/index.js';
import { formatVnDate } from '../../platform/vn-time.js';
import type { NoticeFate } from '../digests/what-became.queries.js';
import type { ChaseAccount, StageAccount } from './chase-account.rules.js';
import { en } from './words.en.js';
import { vi, type ExplainWords } from './words.vi.js';

export const explainWords = (locale: Locale): ExplainWords => (locale === 'en' ? en : vi);

/** By what a duty is chased: the frozen policy, the class of its paper, and the ladders of that class. */
export interface ChaseRule {
  policy: PolicyRules & { code: string; version: number };
  urgency: Urgency;
  ladders: ClassRules;
  owesWork: boolean;
}

const stepsOf = ({ ladders, owesWork }: ChaseRule, stage: ChaseStage) => ladderOf(ladders, stage, owesWork);

/** How often a unit is reminded in a stage, its leader among them. */
export const remindersIn = (rule: ChaseRule, stage: ChaseStage): number =>
  stepsOf(rule, stage).filter(({ to }) => to === 'unit' || to === 'leader').length;

function stageSentence(stage: StageAccount, rule: ChaseRule, locale: Locale): string {
  const words = explainWords(locale);
  const on = (at: Date | null): string => (at ? instantWords(at, locale) : '–');
  return words.stageReasons[stage.reason]({
    stage: words.stages[stage.stage],
    due: on(stage.dueAt),
    last: on(stage.lastAt),
    next: on(stage.nextAt),
    nextTo: stage.nextTo ? words.nextSteps[stage.nextTo] : '–',
    told: on(stage.superiorToldAt),
    reminders: stage.reminders,
    limit: remindersIn(rule, stage.stage),
  });
}

/** The account in sentences: why nothing is chased, or why each stage is or is not. */
export const accountSentences = (account: ChaseAccount, rule: ChaseRule, locale: Locale): string[] =>
  account.still
    ? [explainWords(locale).still[account.still]]
    : account.stages.map((stage) => stageSentence(stage, rule, locale));

/** The rule that it is chased by: what the class of its paper means, the steps of each stage it stands in, and the limit. */
export function ruleSentences(account: ChaseAccount, rule: ChaseRule, locale: Locale): string[] {
  const words = explainWords(locale);
  const { policy, urgency } = rule;
  const { classes } = policyWords(locale);
  const steps = account.stages.map(
    ({ stage }) =>
      `${words.stages[stage]}: ${stepsOf(rule, stage)
        .map((step, i) => stepWords(step, i, locale))
        .join('; ')}.`,
  );
  return [
    words.rule({
      policy: policyName(policy.code, locale),
      version: policy.version,
      urgency: classes[urgency].toLocaleLowerCase(locale),
      summary: classSummary(policy, urgency, locale),
    }),
    ...steps.map((text) => text.charAt(0).toLocaleUpperCase(locale) + text.slice(1)),
    words.limit(mailsPerDay(policy)),
  ];
}

/** What became of a notice of the chase: where its mail is, and why it was not mailed on the day on which it was due. */
export function fateText(notice: NoticeFate, locale: Locale): string {
  const { fates, states } = explainWords(locale);
  const state = (states as Readonly<Record<string, string>>)[notice.state] ?? notice.state;
  const day = (on: string): string => formatVnDate(on, locale);
  const putOff = notice.deferredOn ? ` ${fates.putOff(day(notice.deferredOn))}` : '';
  const gathered = notice.gatherAt ? instantWords(notice.gatherAt, locale) : null;
  if (notice.fate === 'waiting' || notice.fate === 'deferred')
    return `${gathered ? fates.waiting(gathered) : fates.new}${putOff}`;
  if (notice.fate === 'in-digest' && notice.digest) return `${fates.inDigest(day(notice.digest.on), state)}${putOff}`;
  return notice.fate === 'alone' || notice.fate === 'in-digest' ? state : fates[notice.fate];
}

/** By which calendar it was counted, and what of that is not certain. */
export function calendarSentences(
  { version, countedBy, provisional }: { version: number; countedBy: number; provisional: boolean },
  locale: Locale,
): string[] {
  const words = explainWords(locale);
  return [
    countedBy === version ? words.calendar(version) : words.calendarLost(version, countedBy),
    ...(provisional ? [words.provisional] : []),
  ];
}
