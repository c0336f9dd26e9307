import { describe, expect, it, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  daysBetween,
  formatVn,
  formatVnDate,
  isIsoDate,
  plusDays,
  vnDate,
  vnInstant,
  vnIso,
  vnTime,
  weekdayOf,
} from '../../src/platform/vn-time.js';

describe('Vietnamese time', () => {
  it('is seven hours ahead of Greenwich', () => {
    const evening = new Date('2024-03-20T17:30:00Z');
    expect(vnDate(evening)).toBe('2024-03-21');
    expect(vnTime(evening)).toBe('00:30');
    expect(vnInstant('2024-03-21', '00:30')).toEqual(evening);
  });
  it('is written as people read it in each language', () => {
    const due = vnInstant('2024-03-05', '17:00');
    expect(vnIso(due)).toBe('2024-03-05T17:00:00+07:00');
    expect(formatVn(due, 'vi')).toBe('05/3/2024 17:00');
    expect(formatVn(due, 'en')).toBe('5 Mar 2024, 17:00');
    expect(formatVnDate('2024-03-05', 'vi')).toBe('05/3/2024');
    expect(formatVnDate('2024-02-10', 'vi')).toBe('10/02/2024');
    expect(formatVnDate('2024-12-31', 'en')).toBe('31 Dec 2024');
  });
  it('knows the weekdays', () => {
    expect(weekdayOf('2026-11-22')).toBe(0);
    expect(weekdayOf('2026-08-22')).toBe(6);
    expect(weekdayOf('1969-12-31')).toBe(3);
  });
  it('refuses dates and times that do not exist', () => {
    expect(isIsoDate('2024-02-29')).toBe(true);
    expect(isIsoDate('2023-02-29')).toBe(false);
    expect(isIsoDate('2024-2-9')).toBe(false);
    expect(isIsoDate('2024-13-01')).toBe(false);
    expect(() => vnInstant('2023-02-29', '17:00')).toThrow(RangeError);
    expect(() => vnInstant('2024-02-29', '24:00')).toThrow(RangeError);
    expect(() => plusDays('', 1)).toThrow(RangeError);
  });
});

test('agrees with the zone database at any instant since 1976', () => {
  const zone = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Asia/Ho_Chi_Minh',
    dateStyle: 'short',
    timeStyle: 'short',
  });
  const instants = fc.date({
    min: new Date('1976-01-01T00:00:00Z'),
    max: new Date('2099-01-01T00:00:00Z'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(instants, (instant) => {
      expect(`${vnDate(instant)} ${vnTime(instant)}`).toBe(zone.format(instant));
    }),
  );
});

test('days added are days between', () => {
  fc.assert(
    fc.property(fc.integer({ min: -4000, max: 20_000 }), (count) => {
      expect(daysBetween('2024-02-29', plusDays('2024-02-29', count))).toBe(count);
    }),
  );
});
