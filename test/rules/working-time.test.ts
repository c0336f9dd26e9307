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

  it('leaves as much working time as there was before, and never comes earlier', () => {
    fc.assert(
      fc.property(instants, instants, instants, (a, b, due) => {
        const [from, to] = a <= b ? [a, b] : [b, a];
        const moved = afterStandstill(due, standstill(from, to), calendar);
        expect(moved.getTime()).toBeGreaterThanOrEqual(due.getTime());
        const moves = due > from && workingTimeBetween(from, to, calendar) > 0;
        const left = workingTimeBetween(from, due, calendar);
        expect(moves ? workingTimeBetween(to, moved, calendar) : left).toBe(left);
        expect(moves ? moved.getTime() : Infinity).toBeGreaterThanOrEqual(to.getTime());
      }),
    );
  });

  it('gives no less for a longer standstill', () => {
    fc.assert(
      fc.property(instants, instants, instants, instants, (from, b, c, due) => {
        const [sooner, later] = b <= c ? [b, c] : [c, b];
        fc.pre(from <= sooner);
        const first = afterStandstill(due, standstill(from, sooner), calendar);
        const second = afterStandstill(due, standstill(from, later), calendar);
        expect(second.getTime()).toBeGreaterThanOrEqual(first.getTime());
      }),
    );
  });
});
