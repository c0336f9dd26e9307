import type { Locale } from '../../platform/caller.js';
import { instantWords } from '../../platform/components/when.js';
import type { LadderStep } from '../../directives/index.js';
import type { ChaseAccount, StageAccount } from './chase-account.rules.js';
import { en } from './words.en.js';
import { vi, type ExplainWords } from './words.vi.js';

export const explainWords = (locale: Locale): ExplainWords => (locale === 'en' ? en : vi);

/** What the policy frozen into the directive says of the chase. */
export interface ChaseRule {
  code: string;
  version: number;
  receiptWorkingDays: number;
  remindEveryWorkingDays: number;
}

/** The frozen limits of a duty: the steps of its stages. */
export interface ChaseLimits {
  reminderLimit: number;
  relayDays: number | null;
  /** How often a unit is reminded in a stage before somebody above is told. */
  remindersIn: (stage: StageAccount['stage']) => number;
}

/** The limits as a duty holds them. */
export const limitsOf = (
  { reminderLimit, relayDays }: { reminderLimit: number; relayDays?: number | null },
  ladderOf: (stage: StageAccount['stage']) => readonly LadderStep[],
): ChaseLimits => ({
  reminderLimit,
  relayDays: relayDays ?? null,
  remindersIn: (stage) => ladderOf(stage).filter(({ to }) => to === 'unit' || to === 'leader').length,
});

function stageSentence(stage: StageAccount, { remindersIn }: ChaseLimits, locale: Locale): string {
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
    limit: remindersIn(stage.stage),
  });
}

/** The account in sentences: why nothing is chased, or why each stage is or is not. */
export const accountSentences = (account: ChaseAccount, limits: ChaseLimits, locale: Locale): string[] =>
  account.still
    ? [explainWords(locale).still[account.still]]
    : account.stages.map((stage) => stageSentence(stage, limits, locale));

/** The rule that it was chased by, in a sentence. */
export const ruleSentence = (rule: ChaseRule, { reminderLimit, relayDays }: ChaseLimits, locale: Locale): string =>
  explainWords(locale).rule({
    code: rule.code,
    version: rule.version,
    receipt: rule.receiptWorkingDays,
    every: rule.remindEveryWorkingDays,
    limit: reminderLimit,
    relay: relayDays,
  });

/** What became of a mail of the chase. */
export function deliveryText({ hasAddress, state }: { hasAddress: boolean; state: string }, locale: Locale): string {
  const words = explainWords(locale);
  if (!hasAddress) return words.noAddress;
  return (words.states as Readonly<Record<string, string>>)[state] ?? state;
}
