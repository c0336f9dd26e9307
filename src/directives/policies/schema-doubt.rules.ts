import type { z } from 'zod';
import { CHASE_STAGES, STEPS_AT_MOST, URGENCIES, type ChaseStage, type Urgency } from '../ladder.rules.js';
import { doubtAt, type PolicyDoubt } from './policy-doubt.rules.js';
import { policyWords } from './words.rules.js';

/** What each figure of a policy may be. */
const FIGURES: Readonly<Record<string, readonly [least: number, most: number]>> = {
  receiptWorkingDays: [0, 60],
  remindEveryWorkingDays: [1, 60],
  reminderLimit: [0, 20],
  relayWorkingDays: [1, 60],
  followUpWorkingDays: [1, 250],
  answerWorkingDays: [1, 60],
  mailsPerDay: [1, 100],
};
const LONGEST_NAME = 60;

const oneOf = <T extends string>(all: readonly T[], value: unknown): T | null =>
  all.find((known) => known === value) ?? null;

/** What does not fit the shape of a policy, with its place and what to do, in words. */
export function schemaDoubt({ code, path, ...rest }: z.core.$ZodIssue): PolicyDoubt {
  const urgency: Urgency | null = path[0] === 'classes' ? oneOf(URGENCIES, path[1]) : null;
  const stage: ChaseStage | null = urgency && path[2] === 'steps' ? oneOf(CHASE_STAGES, path[3]) : null;
  const step = stage && typeof path[4] === 'number' ? path[4] + 1 : null;
  const place = { urgency, stage, step };
  const unknown = code === 'unrecognized_keys' ? (rest as { keys?: string[] }).keys?.[0] : undefined;
  const name = String(unknown ?? path.at(-1) ?? '').slice(0, LONGEST_NAME);
  return doubtAt(place, (words, locale) => {
    if (unknown !== undefined) return words.unknownField(name);
    const figure = urgency === null ? FIGURES[name] : undefined;
    if (figure) return words.figure((policyWords(locale).figures as Record<string, string>)[name] ?? name, ...figure);
    if (path.includes('after')) return code === 'custom' || (step === null && stage) ? words.ownTerm : words.after;
    if (stage && step === null) {
      if (code === 'too_big') return words.tooMany(STEPS_AT_MOST);
      return code === 'custom' ? words.ownTerm : words.missing;
    }
    if (path.includes('receipt')) return words.receipt;
    if (name === 'beginWorkingDays') return words.begin;
    return words.wrongField(name);
  });
}
