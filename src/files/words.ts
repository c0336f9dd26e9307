import { en } from './words.en.js';
import { type FileWords, vi } from './words.vi.js';

const BY_LOCALE = { vi, en };

/** The words of the files that arrive, in the reader's language. */
export const fileWords = (locale: keyof typeof BY_LOCALE): FileWords => BY_LOCALE[locale];
