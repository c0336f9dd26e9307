import { describe, expect, it, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  addWorkingDays,
  closeOfBusiness,
  DAY_KINDS,
  isWorkingDay,
  nextWorkingDay,
  noon,
  openStretches,
  previousWorkingDay,
  reliesOnProvisionalYear,
  workingDaysBetween,
  type Calendar,
} from '../../src/calendar/working-days.rules.js';
import { layered } from '../../src/calendar/layers.rules.js';
import { plusDays, vnTime } from '../../src/platform/vn-time.js';
import { national } from '../support/national-calendar.js';

describe('a working day', () => {
  it('is Monday to Friday, and a Saturday that is worked back', () => {
    expect(isWorkingDay('2026-08-21', national)).toBe(true);
    expect(isWorkingDay('2026-08-22', national)).toBe(true);
    expect(isWorkingDay('2026-08-23', national)).toBe(false);
    expect(isWorkingDay('2026-08-29', national)).toBe(false);
  });
  it('is not a holiday, a day given for one, or a swapped day', () => {
    expect(isWorkingDay('2024-04-29', national)).toBe(false);
    expect(isWorkingDay('2024-05-04', national)).toBe(true);
    expect(isWorkingDay('2026-04-27', national)).toBe(false);
    expect(isWorkingDay('2026-11-24', national)).toBe(false);
    expect(isWorkingDay('2025-11-24', national)).toBe(true);
  });
});

describe('counting working days', () => {
  test('five working days after Thursday 20/8/2026 are 26/8, because Saturday 22/8 is worked back', () => {
    expect(addWorkingDays('2026-08-20', 5, national)).toBe('2026-08-26');
    expect(workingDaysBetween('2026-08-20', '2026-08-26', national)).toBe(5);
  });
  test('the working day after Friday before Tết 2026 is Monday 23/2, ten days later', () => {
    expect(nextWorkingDay('2026-02-13', national)).toBe('2026-02-23');
    expect(previousWorkingDay('2026-02-23', national)).toBe('2026-02-13');
  });
  test('a late unit is late by working days, an early one by a negative number', () => {
    expect(workingDaysBetween('2026-02-13', '2026-02-24', national)).toBe(2);
    expect(workingDaysBetween('2026-02-24', '2026-02-13', national)).toBe(-2);
    expect(workingDaysBetween('2026-02-24', '2026-02-24', national)).toBe(0);
  });
  it('refuses what is no date and no count', () => {
    expect(() => isWorkingDay('2026-02-30', { ...national, days: new Map() })).toThrow(RangeError);
    expect(() => addWorkingDays('2026-02-13', 1.5, national)).toThrow(RangeError);
    expect(() => addWorkingDays('2026-02-13', 100_000, national)).toThrow(RangeError);
  });
});

test('the office opens at 07:30, breaks at noon and closes at 17:00 Vietnamese time', () => {
  expect(openStretches('2024-03-21', national)[0]![0].toISOString()).toBe('2024-03-21T00:30:00.000Z');
  expect(noon('2024-03-21', national).toISOString()).toBe('2024-03-21T05:00:00.000Z');
  expect(closeOfBusiness('2024-03-21', national).toISOString()).toBe('2024-03-21T10:00:00.000Z');
});

describe('half a day, and hours of its own', () => {
  const summer = {
    from: '2026-04-16',
    until: '2026-10-15',
    opens: '07:00',
    noonFrom: '11:30',
    noonTo: '13:30',
    closes: '16:30',
  };
  const local: Calendar = {
    ...national,
    ...layered([
      [],
      [
        { on: '2026-09-08', kind: 'stop', half: 'afternoon' },
        { on: '2026-09-09', kind: 'stop', half: null },
        { on: '2026-09-10', kind: 'stop', half: 'morning' },
        { on: '2026-09-12', kind: 'make-up', half: 'afternoon' },
        { on: '2026-09-13', kind: 'stop', half: 'morning' },
      ],
    ]),
    hours: [summer],
  };
  const open = (on: string): string[] =>
    openStretches(on, local).map((stretch) => stretch.map((at) => vnTime(at)).join('-'));

  it('closes at noon before a storm, and opens after the break when it is over', () => {
    expect(open('2026-09-07')).toEqual(['07:00-11:30', '13:30-16:30']);
    expect(open('2026-09-08')).toEqual(['07:00-11:30']);
    expect(open('2026-09-09')).toEqual([]);
    expect(open('2026-09-10')).toEqual(['13:30-16:30']);
    expect(vnTime(closeOfBusiness('2026-09-08', local))).toBe('11:30');
    expect(vnTime(closeOfBusiness('2026-09-10', local))).toBe('16:30');
  });
  it('counts a day that is worked by half as a working day, and a Sunday of which half is off as none', () => {
    expect(addWorkingDays('2026-09-07', 2, local)).toBe('2026-09-10');
    expect(open('2026-09-12')).toEqual(['07:00-11:30']);
    expect(isWorkingDay('2026-09-13', local)).toBe(false);
  });
  it('leaves nothing where the province takes the morning and the commune the afternoon', () => {
    const { days, halves } = layered([
      [{ on: '2026-09-08', kind: 'stop', half: 'morning' }],
      [{ on: '2026-09-08', kind: 'stop', half: 'afternoon' }],
    ]);
    expect(isWorkingDay('2026-09-08', { ...national, days, halves })).toBe(false);
  });
  it('ends the season with the last day of the order', () => {
    expect(open('2026-10-15')).toEqual(['07:00-11:30', '13:30-16:30']);
    expect(open('2026-10-16')).toEqual(['07:30-12:00', '12:00-17:00']);
  });
});

test('a count is provisional where it touches a year without notice, known or unknown', () => {
  expect(reliesOnProvisionalYear('2026-01-01', '2026-12-31', national)).toBe(false);
  expect(reliesOnProvisionalYear('2026-12-31', '2027-01-04', national)).toBe(true);
  expect(reliesOnProvisionalYear('2027-01-04', '2026-12-31', national)).toBe(true);
  expect(reliesOnProvisionalYear('2017-12-29', '2018-01-02', national)).toBe(true);
});

const FIRST = '2023-06-01';

/** The working days from FIRST on, by the weekday names of the platform: the slow way, on a list. */
function listed(calendar: Calendar): string[] {
  const name = new Intl.DateTimeFormat('en', { weekday: 'short', timeZone: 'UTC' });
  return Array.from({ length: 1500 }, (_, i) => new Date(Date.UTC(2023, 5, 1 + i)))
    .map((day) => ({ on: day.toISOString().slice(0, 10), rest: ['Sat', 'Sun'].includes(name.format(day)) }))
    .filter(({ on, rest }) => (calendar.days.has(on) ? calendar.days.get(on) === 'make-up' : !rest))
    .map(({ on }) => on);
}

describe('any calendar', () => {
  const dates = fc.integer({ min: 0, max: 700 }).map((offset) => plusDays(FIRST, offset));
  const calendars = fc
    .array(fc.tuple(dates, fc.constantFrom(...DAY_KINDS)), { maxLength: 120 })
    .map((days): Calendar => ({ version: 1, scope: 'national', days: new Map(days), officialYears: new Set() }));
  const counts = fc.integer({ min: 1, max: 120 });

  it('counts as one who ticks the days off a list', () => {
    fc.assert(
      fc.property(calendars, dates, counts, (calendar, from, count) => {
        const after = listed(calendar).filter((on) => on > from);
        const reached = after[count - 1]!;
        expect(addWorkingDays(from, count, calendar)).toBe(reached);
        expect(nextWorkingDay(from, calendar)).toBe(after[0]);
        expect(workingDaysBetween(from, reached, calendar)).toBe(count);
      }),
      { numRuns: 60 },
    );
  });
  it('counts back what it counted forward, from a working day', () => {
    fc.assert(
      fc.property(calendars, dates, counts, (calendar, date, count) => {
        const from = nextWorkingDay(date, calendar);
        const to = addWorkingDays(from, count, calendar);
        expect(addWorkingDays(to, -count, calendar)).toBe(from);
        expect(workingDaysBetween(to, from, calendar)).toBe(-count);
      }),
      { numRuns: 100 },
    );
  });
});
