import { plusDays, vnDate } from '../platform/vn-time.js';
import { closeOfBusiness, isWorkingDay, nextWorkingDay, openStretches, type Calendar } from './working-days.rules.js';

const MINUTE = 60_000;
/** Two years: beyond that a calendar of working days is not known anyway. */
const FAR = 2 * 366 * 86_400_000;
/** The last day that dates of four digits can name. */
const LAST = Date.parse('9999-12-31T10:00:00Z');

/** The part of a stretch in which the office is open that lies between two instants, in milliseconds. */
const within = ([opens, closes]: readonly [Date, Date], from: Date, to: Date): number =>
  Math.max(0, Math.min(closes.getTime(), to.getTime()) - Math.max(opens.getTime(), from.getTime()));

/**
 * How much working time lies between two instants: office hours of working days, in milliseconds; 0 where `to` is
 * earlier. From 07:30 to 17:00 where no other hours are laid down.
 */
export function workingTimeBetween(from: Date, to: Date, calendar: Calendar): number {
  let sum = 0;
  for (let on = vnDate(from); on <= vnDate(to); on = plusDays(on, 1))
    for (const stretch of openStretches(on, calendar)) sum += within(stretch, from, to);
  return sum;
}

/** The first instant at which so much working time has passed since another. */
function afterWorkingTime(from: Date, milliseconds: number, calendar: Calendar): Date {
  let left = milliseconds;
  for (let on = vnDate(from); ; on = plusDays(on, 1))
    for (const [opens, closes] of openStretches(on, calendar)) {
      const open = within([opens, closes], from, closes);
      if (open > 0 && left <= open) return new Date(closes.getTime() - open + left);
      left -= open;
    }
}

const minuteOf = (at: Date): Date => new Date(Math.floor(at.getTime() / MINUTE) * MINUTE);

/** A standstill of less working time than this took nobody's time away. */
const NOTICEABLE = 30 * MINUTE;

/** Whether it is the close of a working day, at which administrative deadlines end. */
export const isClose = (at: Date, calendar: Calendar): boolean =>
  isWorkingDay(vnDate(at), calendar) && at.getTime() === closeOfBusiness(vnDate(at), calendar).getTime();

/** The first close of a working day that is not earlier. */
function closeAfter(at: Date, calendar: Calendar): Date {
  const on = vnDate(at);
  const isToday = isWorkingDay(on, calendar) && at <= closeOfBusiness(on, calendar);
  return closeOfBusiness(isToday ? on : nextWorkingDay(on, calendar), calendar);
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
