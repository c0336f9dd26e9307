import type { Locale } from '../platform/caller.js';
import { en } from './words.en.js';
import { vi, type ReorganisationWords } from './words.vi.js';

export const wordsIn = (locale: Locale): ReorganisationWords => (locale === 'vi' ? vi : en);
