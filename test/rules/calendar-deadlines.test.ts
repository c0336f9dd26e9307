import { describe, expect, it, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  dueWithin,
  receiptDueAt,
  receivedOn,
  workDueAt,
  type Deadline,
  type DueOperator,
} from '../../src/calendar/deadline.rules.js';
import { closeOfBusiness, isWorkingDay } from '../../src/calendar/working-days.rules.js';
import { vnDate, vnIso } from '../../src/platform/vn-time.js';
import { national } from '../support/national-calendar.js';

const nextDay = { workingDays: 1 };
const at = (deadline: Deadline): string => vnIso(deadline.at);
const receipt = (deliveredAt: string, term: { workingDays: number } | { minutes: number } = nextDay): string =>
  at(receiptDueAt(new Date(deliveredAt), term, national));

const receiptProvisional = (deliveredAt: string): boolean =>
  receiptDueAt(new Date(deliveredAt), nextDay, national).provisional;
const due = (on: string, operator: DueOperator, hour?: string): string =>
  at(workDueAt({ on, operator, hour }, national));
const workProvisional = (on: string, operator: DueOperator, hour?: string): boolean =>
  workDueAt({ on, operator, hour }, national).provisional;

describe('receipt', () => {
  it('falls due at the close of the next working day', () => {
    expect(receipt('2024-03-20T10:00:00+07:00')).toBe('2024-03-21T17:00:00+07:00');
  });
  it('counts what comes before opening as that day, what comes at closing as the next', () => {
    expect(receipt('2024-03-20T06:10:00+07:00')).toBe('2024-03-21T17:00:00+07:00');
    expect(receipt('2024-03-20T16:59:59+07:00')).toBe('2024-03-21T17:00:00+07:00');
    expect(receipt('2024-03-20T17:00:00+07:00')).toBe('2024-03-22T17:00:00+07:00');
  });
  it('counts what comes on a day off from the next working morning', () => {
    expect(receipt('2024-03-23T09:00:00+07:00')).toBe('2024-03-26T17:00:00+07:00');
    expect(receipt('2026-02-14T09:00:00+07:00')).toBe('2026-02-24T17:00:00+07:00');
    expect(receivedOn(new Date('2026-08-21T18:00:00+07:00'), national)).toBe('2026-08-22');
  });
  it('takes the Vietnamese date, not the one in Greenwich', () => {
    expect(receipt('2024-03-20T23:30:00Z')).toBe('2024-03-22T17:00:00+07:00');
  });
  it('can be owed the same day', () => {
    expect(receipt('2024-03-20T10:00:00+07:00', { workingDays: 0 })).toBe('2024-03-20T17:00:00+07:00');
    expect(receipt('2024-03-20T19:00:00+07:00', { workingDays: 0 })).toBe('2024-03-21T17:00:00+07:00');
  });
  it('of an urgent paper runs at night too', () => {
    expect(receipt('2024-09-07T22:50:00+07:00', { minutes: 30 })).toBe('2024-09-07T23:20:00+07:00');
  });
  it('over a year whose notice is not known is provisional', () => {
    expect(receiptProvisional('2026-12-30T09:00:00+07:00')).toBe(false);
    expect(receiptProvisional('2026-12-31T09:00:00+07:00')).toBe(true);
  });
});

describe('work', () => {
  test('"trước ngày 02/10/2023", a Monday, falls due on Friday 29/9 at 17:00', () => {
    expect(due('2023-10-02', 'before')).toBe('2023-09-29T17:00:00+07:00');
  });
  test('"chậm nhất ngày 15/4/2024" falls due that day at 17:00', () => {
    expect(due('2024-04-15', 'at-latest')).toBe('2024-04-15T17:00:00+07:00');
    expect(due('2024-04-15', 'on')).toBe('2024-04-15T17:00:00+07:00');
  });
  test('"đến hết ngày" on a day off falls due on the last working day before it', () => {
    expect(due('2023-09-30', 'at-latest')).toBe('2023-09-29T17:00:00+07:00');
    expect(due('2026-02-22', 'at-latest')).toBe('2026-02-13T17:00:00+07:00');
  });
  test('a Saturday that is worked back is a day like any other', () => {
    expect(due('2026-08-22', 'at-latest')).toBe('2026-08-22T17:00:00+07:00');
    expect(due('2026-08-24', 'before')).toBe('2026-08-22T17:00:00+07:00');
  });
  test('an hour is meant as written, also on a day off and also with "trước"', () => {
    expect(due('2024-04-15', 'before', '16:00')).toBe('2024-04-15T16:00:00+07:00');
    expect(due('2024-09-08', 'at-latest', '06:30')).toBe('2024-09-08T06:30:00+07:00');
  });
  test('"trong thời hạn 5 ngày làm việc kể từ ngày 20/8/2026" falls due on 26/8', () => {
    expect(at(dueWithin('2026-08-20', 5, national))).toBe('2026-08-26T17:00:00+07:00');
    expect(() => dueWithin('2026-08-20', -1, national)).toThrow(RangeError);
  });
  it('is provisional only where a day of an unannounced year was looked at', () => {
    expect(workProvisional('2026-12-31', 'on')).toBe(false);
    expect(workProvisional('2027-01-01', 'before')).toBe(false);
    expect(workProvisional('2027-01-04', 'before')).toBe(true);
    expect(workProvisional('2027-06-15', 'on')).toBe(true);
    expect(workProvisional('2027-06-15', 'on', '09:00')).toBe(false);
  });
});

test('every deadline without an hour is the close of a working day, never past the wording', () => {
  const instants = fc.date({
    min: new Date('2018-01-05T00:00:00Z'),
    max: new Date('2027-11-01T00:00:00Z'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(instants, fc.integer({ min: 0, max: 10 }), (instant, workingDays) => {
      const on = vnDate(instant);
      const received = receiptDueAt(instant, { workingDays }, national).at;
      const inclusive = workDueAt({ on, operator: 'at-latest' }, national).at;
      const exclusive = workDueAt({ on, operator: 'before' }, national).at;
      for (const dueAt of [received, inclusive, exclusive]) {
        expect(dueAt).toEqual(closeOfBusiness(vnDate(dueAt), national));
        expect(isWorkingDay(vnDate(dueAt), national)).toBe(true);
      }
      expect(received > instant).toBe(true);
      expect(vnDate(inclusive) <= on).toBe(true);
      expect(vnDate(exclusive) < on).toBe(true);
    }),
    { numRuns: 300 },
  );
});
