import type { Locale } from '../platform/caller.js';
import { en } from './words.en.js';
import { vi, type BulkWords } from './words.vi.js';

export const bulkWords = (locale: Locale): BulkWords => (locale === 'vi' ? vi : en);
