import type { Locale } from '../platform/caller.js';
import { en } from './words.en.js';
import { vi, type RepliesWords } from './words.vi.js';

export const repliesWords = (locale: Locale): RepliesWords => (locale === 'vi' ? vi : en);

/** An outcome in words; a code that this release does not know stands for itself. */
export const outcomeWords = (outcome: string, locale: Locale): string => {
  const words: Readonly<Record<string, string>> = repliesWords(locale).outcomes;
  return words[outcome] ?? outcome;
};
