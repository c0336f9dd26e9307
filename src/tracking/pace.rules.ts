import { plusDays, vnDate, vnInstant, type IsoDate } from '../platform/vn-time.js';

/** Hours of a working day in which papers are registered: 07:30 to 17:00. */
const OPENS = '07:30';
export const HOURS_A_DAY = 9.5;
const HOUR = 3_600_000;
/** A pace that leads beyond so many working days is none. */
const LONGEST_DAYS = 500;

/** Whether a day is worked. */
export type Working = (on: IsoDate) => boolean;

const hoursWithin = (on: IsoDate, at: Date): number =>
  Math.min(HOURS_A_DAY, Math.max(0, (at.getTime() - vnInstant(on, OPENS).getTime()) / HOUR));

/** Working hours between two instants; 0 where the second is not later. */
export function workingHoursBetween(from: Date, to: Date, isWorking: Working): number {
  if (to <= from) return 0;
  const [first, last] = [vnDate(from), vnDate(to)];
  let hours = 0;
  for (let on = first; on <= last; on = plusDays(on, 1)) {
    if (!isWorking(on)) continue;
    hours += (on === last ? hoursWithin(on, to) : HOURS_A_DAY) - (on === first ? hoursWithin(on, from) : 0);
  }
  return hours;
}

/** The instant so many working hours after another; null where that is out of sight. */
export function afterWorkingHours(from: Date, hours: number, isWorking: Working): Date | null {
  let [left, on] = [hours, vnDate(from)];
  if (!(hours < LONGEST_DAYS * HOURS_A_DAY)) return null;
  for (let days = 0; days < LONGEST_DAYS * 3; days++, on = plusDays(on, 1)) {
    if (!isWorking(on)) continue;
    const begun = days === 0 ? hoursWithin(on, from) : 0;
    if (left <= HOURS_A_DAY - begun) return new Date(vnInstant(on, OPENS).getTime() + (begun + left) * HOUR);
    left -= HOURS_A_DAY - begun;
  }
  return null;
}
