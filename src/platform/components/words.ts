import type { Locale } from '../caller.js';
import { en } from '../words.en.js';
import { vi, type FrameWords } from '../words.vi.js';

const BY_LOCALE: Record<Locale, FrameWords> = { vi, en };

/** The shared words in the language of the page. */
export const frameWords = (locale: Locale): FrameWords => BY_LOCALE[locale];

/** A count for people: `3.321`, `3,321`. */
export const countWords = (count: number, locale: Locale): string =>
  String(Math.trunc(count)).replace(/\B(?=(\d{3})+(?!\d))/g, locale === 'vi' ? '.' : ',');

/** The words of a code from an open list; the code itself where it has none yet. */
export const wordsOf = (words: Record<string, string>, code: string): string => words[code] ?? code;
