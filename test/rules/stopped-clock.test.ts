import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { daysStopped, movedBy, type ClockMark } from '../../src/assignments/asking/stopped-clock.rules.js';
import { addWorkingDays, workingDaysBetween, type Calendar } from '../../src/calendar/index.js';
import { plusDays, vnDate, vnInstant } from '../../src/platform/vn-time.js';

/** Thursday 30 April and Friday 1 May are holidays; Saturday 9 May is worked for one of them. */
const calendar: Calendar = {
  version: 1,
  scope: 'VN',
  days: new Map([
    ['2026-04-30', 'holiday'],
    ['2026-05-01', 'holiday'],
    ['2026-05-09', 'make-up'],
  ]),
  officialYears: new Set([2026]),
};
const at = (on: string, time = '09:00'): Date => vnInstant(on, time);
const stopped = (asked: Date, ended: Date, marks: ClockMark[] = []): number =>
  daysStopped({ askedAt: asked, endedAt: ended, marks }, calendar);

describe('the clock of a duty whose unit waits for an answer', () => {
  it.each([
    ['answered the same day', at('2026-04-13', '08:00'), at('2026-04-13', '16:00'), 0],
    ['answered the next day', at('2026-04-13', '16:59'), at('2026-04-14', '07:30'), 1],
    ['over a weekend', at('2026-04-17'), at('2026-04-20'), 1],
    ['over holidays', at('2026-04-29'), at('2026-05-05'), 2],
    ['over a Saturday that is worked', at('2026-05-08'), at('2026-05-11'), 2],
    ['asked at night: the day is Vietnam’s', new Date('2026-04-13T18:00:00Z'), at('2026-04-15'), 1],
  ])('stands still %s', (_, asked, answered, days) => {
    expect(stopped(asked, answered)).toBe(days);
  });

  it('counts no day twice that a pause stopped as well', () => {
    const [asked, answered] = [at('2026-04-13'), at('2026-04-17')];
    const pause = (from: string, to: string): ClockMark[] => [
      { what: 'paused', at: at(from) },
      { what: 'resumed', at: at(to) },
    ];
    expect(stopped(asked, answered, pause('2026-04-14', '2026-04-16'))).toBe(2);
    expect(stopped(asked, answered, pause('2026-04-10', '2026-04-15'))).toBe(2);
    expect(stopped(asked, answered, pause('2026-04-06', '2026-04-08'))).toBe(4);
    expect(stopped(asked, answered, pause('2026-04-15', '2026-04-22'))).toBe(2);
    expect(stopped(asked, answered, [{ what: 'paused', at: at('2026-04-09') }])).toBe(0);
  });

  it('counts from the day on which the deadline was set anew, and from the last one', () => {
    const set = (on: string): ClockMark => ({ what: 'set', at: at(on) });
    expect(stopped(at('2026-04-13'), at('2026-04-17'), [set('2026-04-15')])).toBe(2);
    expect(stopped(at('2026-04-13'), at('2026-04-17'), [set('2026-04-16'), set('2026-04-14')])).toBe(1);
    expect(stopped(at('2026-04-13'), at('2026-04-17'), [set('2026-04-10')])).toBe(4);
    const pausedThenSet: ClockMark[] = [{ what: 'paused', at: at('2026-04-14') }, set('2026-04-15')];
    expect(stopped(at('2026-04-13'), at('2026-04-17'), pausedThenSet)).toBe(0);
  });

  it('with what a pause stops makes the whole time, however the two lie', () => {
    const day = fc.integer({ min: 0, max: 40 }).map((n) => plusDays('2026-04-06', n));
    fc.assert(
      fc.property(day, day, day, day, (a, b, c, d) => {
        const [first, second, third, fourth] = [a, b, c, d].toSorted().map((on, i) => at(on, `1${i}:00`));
        const marks: ClockMark[] = [
          { what: 'paused', at: second! },
          { what: 'resumed', at: third! },
        ];
        const paused = workingDaysBetween(vnDate(second!), vnDate(third!), calendar);
        expect(stopped(first!, fourth!, marks) + paused).toBe(stopped(first!, fourth!));
      }),
    );
  });
});

describe('a deadline that moves', () => {
  it('keeps its hour, and falls on a working day', () => {
    expect(movedBy(at('2026-04-29', '17:00'), 1, calendar)).toEqual(at('2026-05-04', '17:00'));
    expect(movedBy(at('2026-04-29', '16:00'), 0, calendar)).toEqual(at('2026-04-29', '16:00'));
    expect(movedBy(at('2026-05-08', '11:30'), 1, calendar)).toEqual(at('2026-05-09', '11:30'));
  });

  it('leaves who was late as late as before, in working days', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 30 }), (late, days) => {
        const due = at('2026-04-13', '17:00');
        const now = addWorkingDays('2026-04-13', late + days, calendar);
        expect(workingDaysBetween(vnDate(movedBy(due, days, calendar)), now, calendar)).toBe(late);
      }),
    );
  });
});
