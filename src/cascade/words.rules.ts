import type { Locale } from '../platform/caller.js';
import { en } from './words.en.js';
import { vi, type CascadeWords } from './words.vi.js';

export const cascadeWords = (locale: Locale): CascadeWords => (locale === 'vi' ? vi : en);
