import { isWorkingDay, openStretches, type Calendar } from '../../calendar/index.js';
import { plusDays, vnDate, vnInstant, type IsoDate } from '../../platform/vn-time.js';

/** When an office that has set no hour gets its digest: the desk is manned, and the day is still ahead. */
export const DEFAULT_HOUR = '08:00';
/** Hours that can be set, 06:00 to 16:00: nobody reads before, and after it nothing can be done on that day. */
export const DIGEST_HOURS: readonly string[] = Array.from({ length: 21 }, (_, n) =>
  [String(6 + Math.floor(n / 2)).padStart(2, '0'), n % 2 === 0 ? '00' : '30'].join(':'),
);

/** No calendar is closed for longer. */
const DAYS_AHEAD = 400;
const HOUR_MILLISECONDS = 3_600_000;

/**
 * The instant of the digest on a working day: the hour of the office, or, where the half in which it lies is off, the
 * moment at which the office opens.
 * @param hour  `HH:mm`
 */
function digestOn(on: IsoDate, hour: string, calendar: Calendar): Date {
  const at = vnInstant(on, hour);
  const stretches = openStretches(on, calendar);
  const [first] = stretches;
  const last = stretches.at(-1);
  if (!first || !last) return at;
  const isOff = at >= last[1] || (calendar.halves?.get(on) === 'morning' && at < first[0]);
  return isOff ? first[0] : at;
}

/**
 * When what came in at an instant is gathered: at the office's hour of that day where it is still ahead, else of its next
 * working day.
 * @returns undefined where the calendar has no working day within a year
 */
export function digestAfter(from: Date, { hour, calendar }: { hour: string; calendar: Calendar }): Date | undefined {
  for (let n = 0, on = vnDate(from); n < DAYS_AHEAD; n++, on = plusDays(on, 1)) {
    if (!isWorkingDay(on, calendar)) continue;
    const at = digestOn(on, hour, calendar);
    if (at >= from) return at;
  }
  return undefined;
}

/** Whether a digest may be made at an instant: on a working day, from the hour of the office until it closes. */
export function isDigestTime(at: Date, hour: string, calendar: Calendar): boolean {
  const on = vnDate(at);
  if (!isWorkingDay(on, calendar)) return false;
  const from = digestOn(on, hour, calendar);
  const closes = openStretches(on, calendar).at(-1)?.[1] ?? from;
  return at >= from && at.getTime() < Math.max(closes.getTime(), from.getTime() + HOUR_MILLISECONDS);
}

/** The first instant of the next day: what cannot be gathered today is looked for from there. */
export const tomorrow = (at: Date): Date => vnInstant(plusDays(vnDate(at), 1), '00:00');

/** Whether a date is the first working day of its week, which begins on Monday. */
export function isFirstOfWeek(on: IsoDate, calendar: Calendar): boolean {
  if (!isWorkingDay(on, calendar)) return false;
  const weekday = (new Date(`${on}T00:00:00Z`).getUTCDay() + 6) % 7;
  return Array.from({ length: weekday }, (_, n) => plusDays(on, n - weekday)).every(
    (before) => !isWorkingDay(before, calendar),
  );
}
