import type { Locale } from '../../platform/caller.js';
import type { ChaseStage, Urgency } from '../ladder.rules.js';
import { policyWords } from './words.rules.js';
import type { PolicyWords } from './words.vi.js';

/** What is wrong with a policy, or worth another look, and where. */
export interface PolicyDoubt {
  urgency: Urgency | null;
  stage: ChaseStage | null;
  /** 1 for the first step. */
  step: number | null;
  /** In words: where, what, and what to do. */
  text: Readonly<Record<Locale, string>>;
}

type Place = Pick<PolicyDoubt, 'urgency' | 'stage' | 'step'>;
export type DoubtTexts = PolicyWords['doubts'];

/** A doubt in both languages, with the place said before it. */
export function doubtAt(place: Place, say: (words: DoubtTexts, locale: Locale) => string): PolicyDoubt {
  const inWords = (locale: Locale): string => {
    const words = policyWords(locale);
    const { urgency, stage, step } = place;
    const said = say(words.doubts, locale);
    if (urgency === null) return said;
    return `${words.doubts.at(words.classes[urgency], stage && words.stages[stage], step)}: ${said}`;
  };
  return { ...place, text: { vi: inWords('vi'), en: inWords('en') } };
}
