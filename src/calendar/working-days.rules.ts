import { plusDays, vnInstant, weekdayOf, type IsoDate } from '../platform/vn-time.js';

/** Why a date differs from its weekday; `make-up` is worked, the three others are off. */
export const DAY_KINDS = ['holiday', 'compensatory', 'swap-off', 'make-up'] as const;
export type DayKind = (typeof DAY_KINDS)[number];

/** The working calendar of one scope at one version, as plain data. */
export interface Calendar {
  readonly version: number;
  readonly scope: string;
  /** Only the dates that differ from their weekday. */
  readonly days: ReadonlyMap<IsoDate, DayKind>;
  /** Years whose yearly notice is known; every other year is provisional, also one of which nothing is known. */
  readonly officialYears: ReadonlySet<number>;
}

/** Hours of state agencies where nothing else is laid down; they differ a little by province and season. */
export const OFFICE_HOURS = { opens: '07:30', noon: '12:00', closes: '17:00' } as const;

/** Ten years: what lies further is a slip of the pen, not a term. */
const LONGEST_TERM_DAYS = 2600;
const SUNDAY = 0;
const SATURDAY = 6;

/** Saturday and Sunday, the weekly rest days of state agencies (QĐ 188/1999/QĐ-TTg). */
export const isWeeklyRestDay = (on: IsoDate): boolean => [SUNDAY, SATURDAY].includes(weekdayOf(on));

/** A make-up Saturday is worked; a holiday, a day given for it and a swapped day are not; else Monday to Friday is. */
export function isWorkingDay(on: IsoDate, calendar: Calendar): boolean {
  const kind = calendar.days.get(on);
  return kind === undefined ? !isWeeklyRestDay(on) : kind === 'make-up';
}

function step(from: IsoDate, direction: 1 | -1, calendar: Calendar): IsoDate {
  let on = plusDays(from, direction);
  while (!isWorkingDay(on, calendar)) on = plusDays(on, direction);
  return on;
}

/** The first working day after the date, never the date itself. */
export const nextWorkingDay = (on: IsoDate, calendar: Calendar): IsoDate => step(on, 1, calendar);

/** The last working day before the date, never the date itself. */
export const previousWorkingDay = (on: IsoDate, calendar: Calendar): IsoDate => step(on, -1, calendar);

/**
 * The n-th working day after the date, which itself is not counted; before it where n is negative.
 * @param count  whole working days; 0 answers the date itself, whether it is worked or not
 * @throws RangeError where the count is no whole number or beyond ten years
 */
export function addWorkingDays(on: IsoDate, count: number, calendar: Calendar): IsoDate {
  if (!Number.isInteger(count) || Math.abs(count) > LONGEST_TERM_DAYS)
    throw new RangeError(`not a number of working days: ${count}`);
  let reached = on;
  for (let left = Math.abs(count); left > 0; left--) reached = step(reached, count > 0 ? 1 : -1, calendar);
  return reached;
}

/**
 * How many working days lie after `from`, up to and including `to`; negative where `to` is earlier. So a unit that
 * acts on `to` is that many working days late on a duty of `from`.
 */
export function workingDaysBetween(from: IsoDate, to: IsoDate, calendar: Calendar): number {
  if (to < from) return 0 - workingDaysBetween(to, from, calendar);
  let count = 0;
  for (let on = plusDays(from, 1); on <= to; on = plusDays(on, 1)) if (isWorkingDay(on, calendar)) count++;
  return count;
}

/** 17:00 in Vietnam on that date. */
export const closeOfBusiness = (on: IsoDate): Date => vnInstant(on, OFFICE_HOURS.closes);

/** 07:30 in Vietnam on that date. */
export const startOfBusiness = (on: IsoDate): Date => vnInstant(on, OFFICE_HOURS.opens);

/** 12:00 in Vietnam on that date: the end of "the morning of …". */
export const noon = (on: IsoDate): Date => vnInstant(on, OFFICE_HOURS.noon);

/** Whether counting over these dates (both included) relies on a year whose notice is not known. */
export function reliesOnProvisionalYear(from: IsoDate, to: IsoDate, calendar: Calendar): boolean {
  const [first, last] = from <= to ? [from, to] : [to, from];
  for (let year = Number(first.slice(0, 4)); year <= Number(last.slice(0, 4)); year++)
    if (!calendar.officialYears.has(year)) return true;
  return false;
}
