import type { Locale } from '../platform/caller.js';
import type { Kind } from './vocabulary.rules.js';
import { en } from './words.en.js';
import { vi } from './words.vi.js';

/** What each kind of unit is called. */
export const kindWords = (locale: Locale): Readonly<Record<Kind, string>> => (locale === 'vi' ? vi : en).kinds;
