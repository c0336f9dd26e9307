import { plusDays, vnDate, vnInstant, type IsoDate } from '../platform/vn-time.js';
import {
  addWorkingDays,
  closeOfBusiness,
  isWorkingDay,
  nextWorkingDay,
  previousWorkingDay,
  reliesOnProvisionalYear,
  type Calendar,
} from './working-days.rules.js';

/** When a duty falls due. `provisional`: the calendar of a year it was counted over may still change. */
export interface Deadline {
  at: Date;
  provisional: boolean;
}

/** Time to acknowledge: whole working days (≥ 0), or minutes (≥ 1) that also run at night and on days off, for urgent papers. */
export type ReceiptTerm = { workingDays: number } | { minutes: number };

/**
 * How a paper words its date: `before` is "trước ngày" and excludes the date; `on` is "ngày" or "vào ngày", `at-latest` is
 * "chậm nhất ngày" or "đến hết ngày", and both include it.
 */
export const DUE_OPERATORS = ['before', 'on', 'at-latest'] as const;
export type DueOperator = (typeof DUE_OPERATORS)[number];

/** A work deadline as a paper states it; `hour` is `HH:mm`, where one is given. */
export interface WrittenDeadline {
  on: IsoDate;
  operator: DueOperator;
  hour?: string | null;
}

/**
 * The working day on which a unit is taken to receive what reaches it at that instant: the same day until its office
 * closes, else the next working day. Nobody is at the register at night, and the law counts days from registering.
 */
export function receivedOn(instant: Date, calendar: Calendar): IsoDate {
  const on = vnDate(instant);
  const inTime = isWorkingDay(on, calendar) && instant < closeOfBusiness(on, calendar);
  return inTime ? on : nextWorkingDay(on, calendar);
}

/**
 * Close of the n-th working day after a date: "trong thời hạn N ngày làm việc kể từ ngày …". The first day is not counted
 * (Bộ luật Dân sự 2015, art. 147.2).
 * @param workingDays  ≥ 0; 0 is the close of the date itself
 * @throws RangeError where it is negative or no whole number
 */
export function dueWithin(from: IsoDate, workingDays: number, calendar: Calendar): Deadline {
  if (workingDays < 0) throw new RangeError(`not a term: ${workingDays} working days`);
  const on = addWorkingDays(from, workingDays, calendar);
  return { at: closeOfBusiness(on, calendar), provisional: reliesOnProvisionalYear(from, on, calendar) };
}

/**
 * When receipt of a directive falls due. NĐ 30/2020 art. 4.2.c, 21 and 22: registered the same day, at the latest the
 * next working day; hence n = 1 by default, and urgent papers at once, which policies give in minutes.
 * @param deliveredAt  when it reached the unit; the instant of issue where no delivery is known
 */
export function receiptDueAt(deliveredAt: Date, term: ReceiptTerm, calendar: Calendar): Deadline {
  if ('minutes' in term) {
    if (!(term.minutes >= 1)) throw new RangeError(`not a term: ${term.minutes} minutes`);
    return { at: new Date(deliveredAt.getTime() + term.minutes * 60_000), provisional: false };
  }
  const on = receivedOn(deliveredAt, calendar);
  const due = dueWithin(on, term.workingDays, calendar);
  return { ...due, provisional: reliesOnProvisionalYear(vnDate(deliveredAt), vnDate(due.at), calendar) };
}

/**
 * When work falls due, from the date as the paper words it.
 *
 * Without an hour it is the close of the last working day that the wording allows: before the date for `before`, not
 * after it for the others. A day off moves it earlier, not later: the date is a point that the issuer chose, often
 * the last before its own report upward, and no wording lets a unit be later than it; the extension to the next
 * working day (Bộ luật Dân sự 2015, art. 148.5) is for periods counted from an event, see {@link dueWithin}. The
 * literal date is kept beside this instant.
 *
 * With an hour it is that hour of that date under every operator, also on a day off: "trước 16 giờ ngày …" excludes
 * the hour, not the day, and who names an hour on a Sunday (storm, flood) means it.
 */
export function workDueAt(written: WrittenDeadline, calendar: Calendar): Deadline {
  if (written.hour) return { at: vnInstant(written.on, written.hour), provisional: false };
  const last = written.operator === 'before' ? plusDays(written.on, -1) : written.on;
  const on = isWorkingDay(last, calendar) ? last : previousWorkingDay(last, calendar);
  return { at: closeOfBusiness(on, calendar), provisional: reliesOnProvisionalYear(on, last, calendar) };
}
