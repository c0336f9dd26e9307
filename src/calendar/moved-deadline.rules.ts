import { vnDate, type IsoDate } from '../platform/vn-time.js';
import { receivedOn } from './deadline.rules.js';
import {
  addWorkingDays,
  closeOfBusiness,
  isWorkingDay,
  nextWorkingDay,
  workingDaysBetween,
  type Calendar,
} from './working-days.rules.js';
import { isClose } from './working-time.rules.js';

/**
 * How a deadline came about: a date that somebody named; so many working days after a paper was received; or so many after
 * the day of an act.
 */
export type Counting = 'date' | 'from-receipt' | 'from-act';

/** A deadline that stands, and the instant that its working days were counted from. */
export interface StandingDeadline {
  due: Date;
  counting: Counting;
  begins: Date | null;
}

/** The last day of the same term by another calendar. */
function lastDay({ due, counting, begins }: StandingDeadline, was: Calendar, now: Calendar): IsoDate {
  const old = vnDate(due);
  const startBy = (calendar: Calendar): IsoDate | null =>
    begins && (counting === 'from-receipt' ? receivedOn(begins, calendar) : vnDate(begins));
  const [start, startNow] = counting === 'date' ? [null, null] : [startBy(was), startBy(now)];
  if (start !== null && startNow !== null && start <= old)
    return addWorkingDays(startNow, workingDaysBetween(start, old, was), now);
  return isWorkingDay(old, now) ? old : nextWorkingDay(old, now);
}

/**
 * When a deadline falls due after the calendar has changed, for whom it was told already. Never earlier: who was told a
 * day keeps it. A term in working days has as many of them as before; a date that is a day off now ends with the next
 * working day (Bộ luật Dân sự 2015, art. 148.5). An hour that somebody named, and minutes of an urgent paper, stay.
 * @param was  the calendar that it was counted by
 * @param now  the calendar after the change
 */
export function movedDeadline(deadline: StandingDeadline, was: Calendar, now: Calendar): Date {
  if (!isClose(deadline.due, was)) return deadline.due;
  const moved = closeOfBusiness(lastDay(deadline, was, now), now);
  return moved > deadline.due ? moved : deadline.due;
}
