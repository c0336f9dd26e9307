import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { afterStandstill, workingTimeBetween, type Calendar } from '../../src/calendar/index.js';

const calendar: Calendar = {
  version: 1,
  scope: 'national',
  days: new Map([
    ['2024-04-18', 'holiday'],
    ['2024-04-27', 'make-up'],
    ['2024-04-29', 'swap-off'],
    ['2024-04-30', 'holiday'],
    ['2024-05-01', 'holiday'],
  ]),
  officialYears: new Set([2024]),
};
const HOUR = 3_600_000;
/** An instant in Viet Nam. */
const at = (day: string, time: string): Date => new Date(`2024-${day}T${time}:00+07:00`);
const standstill = (from: Date, to: Date) => ({ from, to });
const instants = fc
  .integer({ min: at('04-01', '00:00').getTime() / 60_000, max: at('05-20', '00:00').getTime() / 60_000 })
  .map((minutes) => new Date(minutes * 60_000));

/** Closes of days, those on which nobody works among them. */
const closes = fc
  .integer({ min: 0, max: 45 })
  .map((days) => new Date(at('04-01', '17:00').getTime() + days * 24 * HOUR));
const isClose = (due: Date): boolean =>
  workingTimeBetween(new Date(due.getTime() - 1), due, calendar) === 1 &&
  workingTimeBetween(due, new Date(due.getTime() + 1), calendar) === 0;

describe('working time', () => {
  it('runs from 07:30 to 17:00 on working days', () => {
    expect(workingTimeBetween(at('04-01', '08:00'), at('04-01', '10:00'), calendar)).toBe(2 * HOUR);
    expect(workingTimeBetween(at('04-01', '16:00'), at('04-02', '08:30'), calendar)).toBe(2 * HOUR);
    expect(workingTimeBetween(at('04-05', '17:00'), at('04-08', '07:30'), calendar)).toBe(0);
    expect(workingTimeBetween(at('04-27', '07:30'), at('04-27', '17:00'), calendar)).toBe(9.5 * HOUR);
    expect(workingTimeBetween(at('04-02', '08:00'), at('04-01', '08:00'), calendar)).toBe(0);
  });
});

describe('a deadline after its clock stood still', () => {
  it('comes as many working days later as the pause took of them', () => {
    const paused = standstill(at('04-01', '09:00'), at('04-03', '09:00'));
    expect(afterStandstill(at('04-05', '17:00'), paused, calendar)).toEqual(at('04-09', '17:00'));
  });

  it('does not move for a night or a week-end', () => {
    const due = at('04-10', '17:00');
    expect(afterStandstill(due, standstill(at('04-05', '17:30'), at('04-07', '23:00')), calendar)).toEqual(due);
  });

  it('passes over holidays', () => {
    const paused = standstill(at('04-16', '07:30'), at('04-16', '17:00'));
    expect(afterStandstill(at('04-17', '17:00'), paused, calendar)).toEqual(at('04-19', '17:00'));
  });

  it('stays as it was where it was overdue before', () => {
    const due = at('04-01', '17:00');
    expect(afterStandstill(due, standstill(at('04-02', '08:00'), at('04-10', '08:00')), calendar)).toEqual(due);
  });

  it('does not move for a minute, nor for what is less than half an hour', () => {
    const due = at('04-05', '17:00');
    for (const to of ['09:01', '09:29'])
      expect(afterStandstill(due, standstill(at('04-01', '09:00'), at('04-01', to)), calendar)).toEqual(due);
    expect(afterStandstill(due, standstill(at('04-01', '09:00'), at('04-01', '09:30')), calendar)).toEqual(
      at('04-08', '17:00'),
    );
  });

  it('does not pass while nobody could keep it, however short that was', () => {
    const paused = standstill(at('04-01', '16:50'), at('04-01', '17:05'));
    expect(afterStandstill(at('04-01', '17:00'), paused, calendar)).toEqual(at('04-02', '17:00'));
  });

  it('is at the close of a working day again, also years away; at an hour it is by the hour', () => {
    const paused = standstill(at('04-01', '09:00'), at('04-01', '10:00'));
    expect(afterStandstill(at('04-04', '17:00'), paused, calendar)).toEqual(at('04-05', '17:00'));
    expect(afterStandstill(at('04-04', '15:00'), paused, calendar)).toEqual(at('04-04', '16:00'));
    const far = afterStandstill(new Date('2031-11-21T17:00:00+07:00'), paused, calendar);
    expect(far).toEqual(new Date('2031-11-24T17:00:00+07:00'));
  });

  it('leaves as much working time as there was before, more only up to the close of a day, and never comes earlier', () => {
    fc.assert(
      fc.property(instants, instants, fc.oneof(instants, closes), (a, b, due) => {
        const [from, to] = a <= b ? [a, b] : [b, a];
        const moved = afterStandstill(due, standstill(from, to), calendar);
        expect(moved.getTime()).toBeGreaterThanOrEqual(due.getTime());
        const took = workingTimeBetween(from, to, calendar);
        const moves = due > from && took > 0 && (took >= HOUR / 2 || due <= to);
        const more = workingTimeBetween(to, moved, calendar) - workingTimeBetween(from, due, calendar);
        expect(moves || moved.getTime() === due.getTime()).toBe(true);
        expect(!moves || moved >= to).toBe(true);
        expect(!moves || more >= 0).toBe(true);
        expect(!moves || more < (isClose(due) ? 9.5 * HOUR : 1)).toBe(true);
        expect(!moves || isClose(moved) || !isClose(due)).toBe(true);
      }),
    );
  });

  it('gives no less for a longer standstill', () => {
    fc.assert(
      fc.property(instants, instants, instants, fc.oneof(instants, closes), (from, b, c, due) => {
        const [sooner, later] = b <= c ? [b, c] : [c, b];
        fc.pre(from <= sooner);
        const first = afterStandstill(due, standstill(from, sooner), calendar);
        const second = afterStandstill(due, standstill(from, later), calendar);
        expect(second.getTime()).toBeGreaterThanOrEqual(first.getTime());
      }),
    );
  });
});
