import { addWorkingDays, workingDaysBetween, type Calendar } from '../../calendar/index.js';
import { vnDate } from '../../platform/vn-time.js';

/** What else happened to the clock of a duty: the directive was paused and resumed, or the deadline was set anew. */
export interface ClockMark {
  what: 'paused' | 'resumed' | 'set';
  at: Date;
}

/**
 * Working days for which a question stopped the clock of the work: those after the day of asking, up to and including
 * the day on which it ended; asked and answered on one day it is none. Resuming a paused directive moves no deadline of a
 * unit that waits, so a pause that ends meanwhile counts here from its beginning; one that is still on when the question
 * ends moves the deadline by itself, later. Where the deadline was set anew meanwhile only what came after counts.
 * @param marks  of the whole duty, in any order
 */
export function daysStopped(
  { askedAt, endedAt, marks }: { askedAt: Date; endedAt: Date; marks: readonly ClockMark[] },
  calendar: Calendar,
): number {
  let [from, pausedAt]: [Date, Date | null] = [askedAt, null];
  for (const { what, at } of marks.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    if (at > endedAt) break;
    if (what === 'paused') pausedAt = at;
    if (what === 'set' && at > askedAt) from = at;
    if (what === 'resumed') {
      if (at > askedAt && pausedAt && pausedAt < from && from === askedAt) from = pausedAt;
      pausedAt = null;
    }
  }
  const to = pausedAt ?? endedAt;
  return to > from ? workingDaysBetween(vnDate(from), vnDate(to), calendar) : 0;
}

/** A deadline that many working days later, at the same hour: who was late stays late by as much. */
export function movedBy(due: Date, workingDays: number, calendar: Calendar): Date {
  if (workingDays === 0) return due;
  const on = vnDate(due);
  const later = addWorkingDays(on, workingDays, calendar);
  return new Date(due.getTime() + (Date.parse(later) - Date.parse(on)));
}
