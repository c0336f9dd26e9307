import type { Locale } from '../platform/caller.js';
import { en } from './words.en.js';
import { vi, type WatchdogWords } from './words.vi.js';

const BY_LOCALE: Record<Locale, WatchdogWords> = { vi, en };

export const watchdogWords = (locale: Locale): WatchdogWords => BY_LOCALE[locale];
