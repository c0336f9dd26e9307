import type { Locale } from '../platform/caller.js';
import { invalid, type ProductError } from '../platform/errors.js';
import type { Refusal } from './compile-work.rules.js';
import { wordsIn } from './words.rules.js';

/** A refusal as people read it. */
export interface RefusalSentence {
  step: number;
  code: Refusal['code'];
  reason: string;
  remedy: string;
}

export function refusalIn(locale: Locale, { step, code, unit, other }: Refusal): RefusalSentence {
  const [reason, remedy] = wordsIn(locale).refusals[code](unit ?? '', other);
  return { step, code, reason, remedy };
}

/** So many are told at once; the count of all is told beside them. */
const MOST_TOLD = 200;

/** All that is against a plan, in one answer. */
export function refused(refusals: readonly Refusal[]): ProductError {
  const told = refusals.slice(0, MOST_TOLD).map((refusal) => {
    const { step, code, ...vi } = refusalIn('vi', refusal);
    const { reason, remedy } = refusalIn('en', refusal);
    return { step, code, vi, en: { reason, remedy } };
  });
  const first = (locale: Locale) => {
    const { step, reason, remedy } = refusalIn(locale, refusals[0]!);
    return wordsIn(locale).refusedBecause({ count: refusals.length, step, reason, remedy });
  };
  return invalid(first('vi'), first('en'), { refusals: told, refused: refusals.length });
}
