import type { Locale } from '../platform/caller.js';
import { en } from './words.en.js';
import { vi, type CalendarWords } from './words.vi.js';

/** The words of the calendar in the language of the page. */
export const calendarWords = (locale: Locale): CalendarWords => (locale === 'vi' ? vi : en);
