import { describe, expect, it, test } from '@jest/globals';
import { handlingTerm, phrasedDueAt, type HandlingStep, type Phrase } from '../../src/calendar/terms.rules.js';
import type { Calendar } from '../../src/calendar/working-days.rules.js';
import { vnIso } from '../../src/platform/vn-time.js';
import { national } from '../support/national-calendar.js';

const iso = (at: Date | null | undefined): string | null => (at ? vnIso(at).slice(0, 16) : null);
const step = (name: HandlingStep, from: string, calendar = national, minutes?: number): (string | null)[] => {
  const { sameDay, atLatest } = handlingTerm(name, new Date(`${from}:00+07:00`), calendar, minutes);
  return [iso(sameDay), iso(atLatest.at)];
};
const phrase = (said: Phrase, from = '2026-08-20T09:00', calendar = national): string | null =>
  iso(phrasedDueAt(said, new Date(`${from}:00+07:00`), calendar)?.at);

describe('Decree 30/2020', () => {
  test('a paper is issued on the day it is signed, at the latest on the next working day', () => {
    expect(step('issue', '2026-08-20T16:00')).toEqual(['2026-08-20T17:00', '2026-08-21T17:00']);
    expect(step('issue', '2026-08-21T18:00')).toEqual([null, '2026-08-22T17:00']);
    expect(step('issue', '2026-02-13T09:00')).toEqual(['2026-02-13T17:00', '2026-02-23T17:00']);
  });
  test('the sender is told of its receipt within the day', () => {
    expect(step('confirm', '2026-08-20T09:00')).toEqual(['2026-08-20T17:00', '2026-08-20T17:00']);
    expect(step('confirm', '2026-08-23T09:00')).toEqual([null, '2026-08-24T17:00']);
  });
  test('a paper is registered and routed on the day it comes, at the latest on the next working day', () => {
    expect(step('register', '2026-08-22T09:00')).toEqual(['2026-08-22T17:00', '2026-08-24T17:00']);
  });
  test('an urgent one at once, at night and on days off too: the minutes of the policy', () => {
    expect(step('register', '2026-08-23T23:50', national, 30)).toEqual([null, '2026-08-24T00:20']);
    expect(step('issue', '2026-08-20T16:00', national, 15)).toEqual([null, '2026-08-20T16:15']);
    expect(() => step('issue', '2026-08-20T16:00', national, 0)).toThrow(RangeError);
  });
});

describe('Decision 28/2018', () => {
  const local: Calendar = {
    ...national,
    days: new Map([...national.days, ['2026-08-24', 'stop']]),
    halves: new Map([['2026-08-24', 'morning']]),
    hours: [{ from: '2026-01-01', until: null, opens: '08:00', noonFrom: '11:30', noonTo: '13:30', closes: '17:30' }],
  };
  test('an electronic paper is sent on the day it is signed, at the latest in the morning of the next working day', () => {
    expect(step('send', '2026-08-20T16:00')).toEqual(['2026-08-20T17:00', '2026-08-21T12:00']);
    expect(step('send', '2026-02-13T17:00')).toEqual([null, '2026-02-23T12:00']);
  });
  test('the morning ends by the hours of that office, and one whose morning is off has none', () => {
    expect(step('send', '2026-08-20T16:00', local)).toEqual(['2026-08-20T17:30', '2026-08-21T11:30']);
    expect(step('send', '2026-08-22T16:00', local)).toEqual(['2026-08-22T17:30', '2026-08-25T11:30']);
  });
});

describe('the words of a paper', () => {
  it('mean the close of a day', () => {
    expect(phrase({ said: 'before', on: '2026-09-07' })).toBe('2026-09-04T17:00');
    expect(phrase({ said: 'at-latest', on: '2026-09-07' })).toBe('2026-09-07T17:00');
    expect(phrase({ said: 'on', on: '2026-09-07' })).toBe('2026-09-07T17:00');
    expect(phrase({ said: 'within', workingDays: 5 })).toBe('2026-08-26T17:00');
    expect(phrase({ said: 'same-day' })).toBe('2026-08-20T17:00');
    expect(phrase({ said: 'same-day' }, '2026-08-20T19:00')).toBe('2026-08-21T17:00');
    expect(phrase({ said: 'next-morning' })).toBe('2026-08-21T12:00');
  });
  it('mean the hour where they name one', () => {
    expect(phrase({ said: 'before', on: '2026-09-06', hour: '16:00' })).toBe('2026-09-06T16:00');
  });
  it('mean no day at all where they say "sớm" or "theo yêu cầu"', () => {
    expect(phrase({ said: 'soon' })).toBeNull();
    expect(phrase({ said: 'on-request' })).toBeNull();
  });
  it('are provisional in a year without its notice', () => {
    const due = phrasedDueAt({ said: 'at-latest', on: '2027-09-01' }, new Date('2026-08-20T02:00:00Z'), national);
    expect(due).toMatchObject({ provisional: true });
  });
});
