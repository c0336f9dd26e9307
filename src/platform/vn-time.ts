import type { Locale } from './caller.js';

/**
 * Vietnamese civil time. Asia/Ho_Chi_Minh has been UTC+7 without summer time since 1975, so plain arithmetic is exact
 * for every date the product meets and does not depend on the zone of the process. Pure: no clock is read here.
 */
const OFFSET_MILLISECONDS = 7 * 3_600_000;
const DAY_MILLISECONDS = 86_400_000;
const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;
const HOUR = /^([01]\d|2[0-3]):[0-5]\d$/;
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** A calendar date, `YYYY-MM-DD`, without a zone of its own. */
export type IsoDate = string;

/** Whether the text is a date that exists: `2024-02-30` does not. */
export const isIsoDate = (text: string): boolean => ISO_DATE.test(text) && asIsoDate(midnightUtc(text)) === text;

/** Whether it is a date that exists and that somebody may mean: from 1900 to 2200. Days around it can be reckoned with. */
export const isCivilDay = (text: string): boolean => isIsoDate(text) && text >= '1900-01-01' && text <= '2200-12-31';

const midnightUtc = (on: IsoDate): number => Date.parse(`${on}T00:00:00Z`);
const asIsoDate = (milliseconds: number): IsoDate =>
  Number.isNaN(milliseconds) ? '' : new Date(milliseconds).toISOString().slice(0, 10);

function days(on: IsoDate): number {
  if (!isIsoDate(on)) throw new RangeError(`not a date: ${on}`);
  return midnightUtc(on) / DAY_MILLISECONDS;
}

/** The date so many days later, or earlier where negative. @throws RangeError where `on` is no date */
export const plusDays = (on: IsoDate, count: number): IsoDate => asIsoDate((days(on) + count) * DAY_MILLISECONDS);

/** Whole days from one date to another; negative where the second is earlier. @throws RangeError where one is no date */
export const daysBetween = (from: IsoDate, to: IsoDate): number => days(to) - days(from);

/** Day of the week, 0 = Sunday … 6 = Saturday. @throws RangeError where `on` is no date */
export const weekdayOf = (on: IsoDate): number => (((days(on) + 4) % 7) + 7) % 7;

/** The date in Vietnam at that instant. */
export const vnDate = (instant: Date): IsoDate => asIsoDate(instant.getTime() + OFFSET_MILLISECONDS);

/** The time of day in Vietnam at that instant, `HH:mm`. */
export const vnTime = (instant: Date): string =>
  new Date(instant.getTime() + OFFSET_MILLISECONDS).toISOString().slice(11, 16);

/**
 * The instant at which it is that time of that date in Vietnam.
 * @param time  `HH:mm`, 24 hours
 * @throws RangeError where the date or the time does not exist
 */
export function vnInstant(on: IsoDate, time: string): Date {
  if (!HOUR.test(time)) throw new RangeError(`not a time of day: ${time}`);
  const minutes = Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  return new Date(days(on) * DAY_MILLISECONDS + minutes * 60_000 - OFFSET_MILLISECONDS);
}

/** ISO 8601 to the second with the Vietnamese offset, as NĐ 30/2020 App. I writes times: `2024-03-21T17:00:00+07:00`. */
export const vnIso = (instant: Date): string =>
  `${new Date(instant.getTime() + OFFSET_MILLISECONDS).toISOString().slice(0, 19)}+07:00`;

/**
 * A date for people: `05/3/2024`, `5 Mar 2024`. NĐ 30/2020 App. I writes a leading zero for days below 10 and for
 * January and February only.
 */
export function formatVnDate(on: IsoDate, locale: Locale): string {
  const [year, month, day] = [on.slice(0, 4), Number(on.slice(5, 7)), on.slice(8)];
  if (locale === 'en') return `${Number(day)} ${MONTHS[month - 1]} ${year}`;
  return `${day}/${month < 3 ? `0${month}` : month}/${year}`;
}

/** An instant for people, in Vietnamese time: `05/3/2024 17:00`, `5 Mar 2024, 17:00`. */
export const formatVn = (instant: Date, locale: Locale): string =>
  `${formatVnDate(vnDate(instant), locale)}${locale === 'vi' ? '' : ','} ${vnTime(instant)}`;
