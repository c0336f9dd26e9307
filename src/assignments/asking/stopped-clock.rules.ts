import { addWorkingDays, workingDaysBetween, type Calendar } from '../../calendar/index.js';
import { vnDate } from '../../platform/vn-time.js';

/**
 * What else happened to the clock of a duty: the directive was paused and resumed, which moves deadlines by itself, or
 * the deadline was set anew.
 */
export interface ClockMark {
  what: 'paused' | 'resumed' | 'set';
  at: Date;
}

/**
 * Working days for which a question stopped the clock of the work: those after the day of asking, up to and including
 * the day on which it ended; asked and answered on one day it is none. What a pause stopped is not counted again, and
 * where the deadline was set anew in between only what came after counts.
 * @param marks  of the whole duty, in any order
 */
export function daysStopped(
  { askedAt, endedAt, marks }: { askedAt: Date; endedAt: Date; marks: readonly ClockMark[] },
  calendar: Calendar,
): number {
  let days = 0;
  let runsFrom: Date | null = askedAt;
  for (const { what, at } of marks.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    if (at > endedAt) break;
    const isBefore = at <= askedAt;
    if (runsFrom && !isBefore) days += between(runsFrom, at, calendar);
    if (what === 'set' && !isBefore) days = 0;
    runsFrom = what === 'paused' ? null : what === 'resumed' || runsFrom ? latest(at, askedAt) : null;
  }
  return runsFrom ? days + between(runsFrom, endedAt, calendar) : days;
}

const between = (from: Date, to: Date, calendar: Calendar): number =>
  workingDaysBetween(vnDate(from), vnDate(to), calendar);

const latest = (a: Date, b: Date): Date => (a > b ? a : b);

/** A deadline that many working days later, at the same hour: who was late stays late by as much. */
export function movedBy(due: Date, workingDays: number, calendar: Calendar): Date {
  if (workingDays === 0) return due;
  const on = vnDate(due);
  const later = addWorkingDays(on, workingDays, calendar);
  return new Date(due.getTime() + (Date.parse(later) - Date.parse(on)));
}
