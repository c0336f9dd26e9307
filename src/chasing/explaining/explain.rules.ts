import type { Locale } from '../../platform/caller.js';
import { instantWords } from '../../platform/components/when.js';
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

/** The frozen limits of a duty. */
export interface ChaseLimits {
  reminderLimit: number;
  relayDays: number | null;
}

/** The limits as a duty holds them. */
export const limitsOf = ({
  reminderLimit,
  relayDays,
}: {
  reminderLimit: number;
  relayDays?: number | null;
}): ChaseLimits => ({
  reminderLimit,
  relayDays: relayDays ?? null,
});

/** Who does not pass a paper on is reminded once. */
const RELAY_LIMIT = 1;

/** How often a unit is reminded in a stage before its superior is told. */
export const limitIn = (stage: StageAccount['stage'], { reminderLimit }: ChaseLimits): number =>
  stage === 'relay' ? RELAY_LIMIT : reminderLimit;

function stageSentence(stage: StageAccount, limits: ChaseLimits, locale: Locale): string {
  const words = explainWords(locale);
  const on = (at: Date | null): string => (at ? instantWords(at, locale) : '–');
  return words.stageReasons[stage.reason]({
    stage: words.stages[stage.stage],
    due: on(stage.dueAt),
    last: on(stage.lastAt),
    next: on(stage.nextAt),
    told: on(stage.superiorToldAt),
    reminders: stage.reminders,
    limit: limitIn(stage.stage, limits),
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
