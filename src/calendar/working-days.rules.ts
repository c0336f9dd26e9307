import { plusDays, vnInstant, weekdayOf, type IsoDate } from '../platform/vn-time.js';

/**
 * Why a date differs from its weekday: `make-up` is worked, the others are off. `local-holiday` and `stop` (offices
 * closed by an order, before a storm or a flood) are days of a unit and of those below it.
 */
export const DAY_KINDS = ['holiday', 'compensatory', 'swap-off', 'make-up', 'local-holiday', 'stop'] as const;
export type DayKind = (typeof DAY_KINDS)[number];

/** Half of a working day: until the noon break, or after it. */
export const HALVES = ['morning', 'afternoon'] as const;
export type Half = (typeof HALVES)[number];

/** When an office is open on a day, each `HH:mm`; the noon break is empty where both its ends are the same. */
export interface OfficeHours {
  opens: string;
  noonFrom: string;
  noonTo: string;
  closes: string;
}

/** Office hours that an order lays down for a time of the year; `until` is included, null leaves it open. */
export interface HoursPeriod extends OfficeHours {
  from: IsoDate;
  until: IsoDate | null;
}

/** The working calendar of one scope at one version, as plain data. */
export interface Calendar {
  readonly version: number;
  /** `national`, or the codes of the units whose own days hold over it, the farthest first, with a space between them. */
  readonly scope: string;
  /** Only the dates that differ from their weekday. */
  readonly days: ReadonlyMap<IsoDate, DayKind>;
  /** The half that is off, of the dates among them that are worked by half; none where it is left out. */
  readonly halves?: ReadonlyMap<IsoDate, Half>;
  /** Hours laid down, the first that covers a date holds; elsewhere {@link OFFICE_HOURS}. */
  readonly hours?: readonly HoursPeriod[];
  /** Years whose yearly notice is known; every other year is provisional, also one of which nothing is known. */
  readonly officialYears: ReadonlySet<number>;
}

/** Hours of state agencies where nothing else is laid down; they differ a little by province and season. */
export const OFFICE_HOURS = { opens: '07:30', noonFrom: '12:00', noonTo: '12:00', closes: '17:00' } as const;

/** Ten years: what lies further is a slip of the pen, not a term. */
const LONGEST_TERM_DAYS = 2600;
const SUNDAY = 0;
const SATURDAY = 6;

/** Saturday and Sunday, the weekly rest days of state agencies (QĐ 188/1999/QĐ-TTg). */
export const isWeeklyRestDay = (on: IsoDate): boolean => [SUNDAY, SATURDAY].includes(weekdayOf(on));

/**
 * A make-up Saturday is worked; a holiday, a day given for it, a swapped day and a stop are not; else Monday to Friday
 * is. A day of which half is worked is a working day: the office is open and its register runs.
 */
export function isWorkingDay(on: IsoDate, calendar: Calendar): boolean {
  const kind = calendar.days.get(on);
  return kind === undefined ? !isWeeklyRestDay(on) : kind === 'make-up' || (calendar.halves?.has(on) ?? false);
}

/** Whether the office is open in that half of the date. */
export const isWorkedHalf = (on: IsoDate, half: Half, calendar: Calendar): boolean =>
  isWorkingDay(on, calendar) && calendar.halves?.get(on) !== half;

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

/** The hours that are laid down for a date, worked or not. */
export const hoursOn = (on: IsoDate, { hours }: Calendar): OfficeHours =>
  hours?.find(({ from, until }) => from <= on && (until === null || on <= until)) ?? OFFICE_HOURS;

/** @throws RangeError where an hour that is laid down is no time of day: nothing can be counted by the calendar then */
export function mustHaveHours({ hours = [] }: Calendar): void {
  for (const { from, opens, noonFrom, noonTo, closes } of hours)
    for (const time of [opens, noonFrom, noonTo, closes]) vnInstant(from, time);
}

/** When the office closes on that date: at 17:00 where nothing else is laid down, at noon where the afternoon is off. */
export function closeOfBusiness(on: IsoDate, calendar: Calendar): Date {
  const { noonFrom, closes } = hoursOn(on, calendar);
  return vnInstant(on, calendar.halves?.get(on) === 'afternoon' ? noonFrom : closes);
}

/** The end of "the morning of …": when the noon break begins. */
export const noon = (on: IsoDate, calendar: Calendar): Date => vnInstant(on, hoursOn(on, calendar).noonFrom);

/** The stretches of a date in which the office is open, in order; none on a day off. */
export function openStretches(on: IsoDate, calendar: Calendar): [from: Date, to: Date][] {
  const { opens, noonFrom, noonTo, closes } = hoursOn(on, calendar);
  const stretches: [from: Date, to: Date][] = [];
  if (isWorkedHalf(on, 'morning', calendar)) stretches.push([vnInstant(on, opens), vnInstant(on, noonFrom)]);
  if (isWorkedHalf(on, 'afternoon', calendar)) stretches.push([vnInstant(on, noonTo), vnInstant(on, closes)]);
  return stretches;
}

/** Whether counting over these dates (both included) relies on a year whose notice is not known. */
export function reliesOnProvisionalYear(from: IsoDate, to: IsoDate, calendar: Calendar): boolean {
  const [first, last] = from <= to ? [from, to] : [to, from];
  for (let year = Number(first.slice(0, 4)); year <= Number(last.slice(0, 4)); year++)
    if (!calendar.officialYears.has(year)) return true;
  return false;
}
