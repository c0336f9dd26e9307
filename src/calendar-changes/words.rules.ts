import type { Locale } from '../platform/caller.js';
import { formatVnDate, isCivilDay } from '../platform/vn-time.js';
import { en } from './words.en.js';
import { vi, type CalendarWords } from './words.vi.js';

/** The words of the calendar in the language of the page. */
export const calendarWords = (locale: Locale): CalendarWords => (locale === 'vi' ? vi : en);

/** What a day is called, the dates in it as the reader writes them. */
export const nameOfDay = (name: string, locale: Locale): string =>
  calendarWords(locale)
    .named(name)
    .replaceAll(/\d{4}-\d{2}-\d{2}/g, (on) => (isCivilDay(on) ? formatVnDate(on, locale) : on));
