import type { Locale } from '../platform/caller.js';
import { en } from './words.en.js';
import { vi, type ImportWords } from './words.vi.js';

/** The words of the imports, in the reader's language. */
export const importWords = (locale: Locale): ImportWords => (locale === 'vi' ? vi : en);
