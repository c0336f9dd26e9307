import { plusDays, vnDate } from '../platform/vn-time.js';
import { closeOfBusiness, isWorkingDay, nextWorkingDay, startOfBusiness, type Calendar } from './working-days.rules.js';

const MINUTE = 60_000;
/** Two years: beyond that a calendar of working days is not known anyway. */
const FAR = 2 * 366 * 86_400_000;
/** The last day that dates of four digits can name. */
const LAST = Date.parse('9999-12-31T10:00:00Z');

/** The part of a day's office hours that lies in a stretch of time, in milliseconds; none on a day off. */
function hoursOf(on: string, from: Date, to: Date, calendar: Calendar): number {
  if (!isWorkingDay(on, calendar)) return 0;
  const begins = Math.max(startOfBusiness(on).getTime(), from.getTime());
  const ends = Math.min(closeOfBusiness(on).getTime(), to.getTime());
  return Math.max(0, ends - begins);
}

/** How much working time lies between two instants: from 07:30 to 17:00 of working days, in milliseconds; 0 where `to` is earlier. */
export function workingTimeBetween(from: Date, to: Date, calendar: Calendar): number {
  let sum = 0;
  for (let on = vnDate(from); on <= vnDate(to); on = plusDays(on, 1)) sum += hoursOf(on, from, to, calendar);
  return sum;
}

/** The first instant at which so much working time has passed since another. */
function afterWorkingTime(from: Date, milliseconds: number, calendar: Calendar): Date {
  let left = milliseconds;
  for (let on = vnDate(from); ; on = plusDays(on, 1)) {
    const close = closeOfBusiness(on);
    const today = hoursOf(on, from, close, calendar);
    if (today > 0 && left <= today) return new Date(close.getTime() - today + left);
    left -= today;
  }
}

const minuteOf = (at: Date): Date => new Date(Math.floor(at.getTime() / MINUTE) * MINUTE);

/** A standstill of less working time than this took nobody's time away. */
const NOTICEABLE = 30 * MINUTE;

/** Whether it is the close of a working day, at which administrative deadlines end. */
const isClose = (at: Date, calendar: Calendar): boolean =>
  isWorkingDay(vnDate(at), calendar) && at.getTime() === closeOfBusiness(vnDate(at)).getTime();

/** The first close of a working day that is not earlier. */
function closeAfter(at: Date, calendar: Calendar): Date {
  const on = vnDate(at);
  const isToday = isWorkingDay(on, calendar) && at <= closeOfBusiness(on);
  return closeOfBusiness(isToday ? on : nextWorkingDay(on, calendar));
}

/**
 * A deadline after its clock has stood still: at least as much working time lies between the end of the standstill and
 * the new deadline as lay between its beginning and the old one. What was due at the close of a working day is due at
 * the close of one again, and loses nothing by it: nobody keeps a term that ends at 07:31. What was overdue before stays
 * as it was, and so does what a standstill of less than half an hour of working time did not reach. It is counted in
 * whole minutes, as a clock on the wall is read. A deadline years away moves by the time on the calendar: nobody
 * counts its hours.
 */
export function afterStandstill(due: Date, standstill: { from: Date; to: Date }, calendar: Calendar): Date {
  const [from, to] = [minuteOf(standstill.from), minuteOf(standstill.to)];
  const took = workingTimeBetween(from, to, calendar);
  if (due <= standstill.from || took === 0 || (took < NOTICEABLE && due > to)) return due;
  const moved =
    due.getTime() - from.getTime() > FAR
      ? new Date(Math.min(due.getTime() + to.getTime() - from.getTime(), LAST))
      : afterWorkingTime(to, workingTimeBetween(from, due, calendar), calendar);
  return isClose(due, calendar) ? closeAfter(moved, calendar) : moved;
}
