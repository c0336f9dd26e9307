import { describe, expect, it } from '@jest/globals';
import { movedDeadline, type Counting } from '../../src/calendar/moved-deadline.rules.js';
import type { Calendar, DayKind } from '../../src/calendar/working-days.rules.js';
import { vnIso } from '../../src/platform/vn-time.js';
import { national } from '../support/national-calendar.js';

const at = (text: string): Date => new Date(`${text}:00+07:00`);
const withDays = (...days: [string, DayKind][]): Calendar => ({
  ...national,
  days: new Map([...national.days, ...days]),
});
const storm = withDays(['2026-09-08', 'stop'], ['2026-09-09', 'stop']);
const moved = (due: string, counting: Counting, begins: string | null, now: Calendar): string =>
  vnIso(movedDeadline({ due: at(due), counting, begins: begins === null ? null : at(begins) }, national, now)).slice(
    0,
    16,
  );

describe('a deadline that was told, after the calendar changed', () => {
  it('has as many working days as before, where it is a term', () => {
    expect(moved('2026-09-09T17:00', 'from-receipt', '2026-09-07T09:00', storm)).toBe('2026-09-11T17:00');
    expect(moved('2026-09-09T17:00', 'from-act', '2026-09-07T19:00', storm)).toBe('2026-09-11T17:00');
    // received before the storm on a day that is off now: it counts as received after it
    expect(moved('2026-09-09T17:00', 'from-receipt', '2026-09-08T09:00', storm)).toBe('2026-09-11T17:00');
  });
  it('ends with the next working day, where it is a date that is a day off now', () => {
    expect(moved('2026-09-08T17:00', 'date', null, storm)).toBe('2026-09-10T17:00');
    expect(moved('2026-09-11T17:00', 'date', null, storm)).toBe('2026-09-11T17:00');
  });
  it('keeps an hour that somebody named, and the minutes of an urgent paper', () => {
    expect(moved('2026-09-08T16:00', 'date', null, storm)).toBe('2026-09-08T16:00');
    expect(moved('2026-09-08T03:20', 'from-receipt', '2026-09-08T02:50', storm)).toBe('2026-09-08T03:20');
  });
  it('comes no earlier for a Saturday that is worked back', () => {
    const worked = withDays(['2026-09-05', 'make-up']);
    expect(moved('2026-09-08T17:00', 'from-receipt', '2026-09-04T09:00', worked)).toBe('2026-09-08T17:00');
  });
  it('comes no earlier for an afternoon that is off', () => {
    const half = { ...storm, halves: new Map([['2026-09-08', 'afternoon' as const]]) };
    expect(moved('2026-09-08T17:00', 'date', null, half)).toBe('2026-09-08T17:00');
  });
});
