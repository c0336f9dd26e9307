/** Office days and hours, told once more and plainly: Monday to Friday, 07:30 to 17:00 in Việt Nam; no holiday falls into the months of the tests. */
export const DAY = 86_400_000;
const HOUR = 3_600_000;
/** A Monday, midnight in Việt Nam. */
export const FIRST_MIDNIGHT = Date.parse('2026-05-31T17:00:00Z');
const OPENS = 7.5 * HOUR;
const CLOSES = 17 * HOUR;

/** The day that an instant lies in, in Việt Nam. */
export const isoDay = (at: number): string => new Date(at + 7 * HOUR).toISOString().slice(0, 10);

/** Midnight of the day that an instant lies in. */
const midnight = (at: number): number => at - ((((at - FIRST_MIDNIGHT) % DAY) + DAY) % DAY);
const isOfficeDay = (day: number): boolean => Math.round((day - FIRST_MIDNIGHT) / DAY) % 7 < 5;

/** Midnight of the n-th office day after the day of an instant. */
function officeDayAfter(at: number, n: number): number {
  let day = midnight(at);
  for (let left = n; left > 0;) {
    day += DAY;
    if (isOfficeDay(day)) left--;
  }
  return day;
}

/** Close of the n-th office day after the day of an instant. */
export const closeAfter = (at: number, n: number): number => officeDayAfter(at, n) + CLOSES;

/** By when a paper that comes now is to be acknowledged: a day after it was received, which on a day off is the next office day. */
export const receiptDue = (now: number): number =>
  closeAfter(isOfficeDay(midnight(now)) ? now : officeDayAfter(now, 1), 1);

/** Close of a day, or of the last office day before it. */
export function closeAtLatest(day: number): number {
  let at = midnight(day);
  while (!isOfficeDay(at)) at -= DAY;
  return at + CLOSES;
}

/** Office days after the day of one instant, up to that of another. */
export function officeDaysBetween(from: number, to: number): number {
  let n = 0;
  for (let day = midnight(from) + DAY; day <= midnight(to); day += DAY) if (isOfficeDay(day)) n++;
  return n;
}

/** The same hour so many office days later. */
export const officeDaysLater = (at: number, n: number): number =>
  n === 0 ? at : officeDayAfter(at, n) + (at - midnight(at));

const hoursOn = (day: number, from: number, to: number): number =>
  isOfficeDay(day) ? Math.max(0, Math.min(day + CLOSES, to) - Math.max(day + OPENS, from)) : 0;

function hoursBetween(from: number, to: number): number {
  let sum = 0;
  for (let day = midnight(from); day <= to; day += DAY) sum += hoursOn(day, from, to);
  return sum;
}

/** The first close of an office day that is not earlier. */
const nextClose = (at: number): number =>
  isOfficeDay(midnight(at)) && at <= midnight(at) + CLOSES ? midnight(at) + CLOSES : closeAfter(at, 1);

/**
 * A deadline after its clock has stood still: as much office time is left as there was, up to a close where it was at
 * one; what was overdue stays, and what a standstill of less than half an hour did not reach.
 */
export function afterStandstill(due: number, from: number, to: number): number {
  const took = hoursBetween(from, to);
  if (due <= from || took === 0 || (took < HOUR / 2 && due > to)) return due;
  let left = hoursBetween(from, due);
  for (let day = midnight(to); ; day += DAY) {
    const today = hoursOn(day, to, day + CLOSES);
    if (today > 0 && left <= today) {
      const moved = day + CLOSES - today + left;
      return isOfficeDay(midnight(due)) && due === midnight(due) + CLOSES ? nextClose(moved) : moved;
    }
    left -= today;
  }
}
