import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ConfirmChange, DraftChange } from '../../src/calendar-changes/index.js';
import { changeSchema, closedTooLong, CLOSED_AT_MOST, rangesOf } from '../../src/calendar-changes/change.rules.js';
import { daysOfRange } from '../../src/calendar-changes/day-lines.rules.js';
import { loadCalendar, type Calendar } from '../../src/calendar/index.js';
import { plusDays } from '../../src/platform/vn-time.js';
import { operator } from '../support/issued.js';
import { serverOnTestDatabase, type TestServer } from '../support/server.js';

const PROVINCE = 't20';
const COMMUNE = 'x06184-2025';

let server: TestServer;
beforeAll(async () => {
  server = await serverOnTestDatabase();
  await server.setClock('2026-11-16T02:00:00Z');
});
afterAll(() => server.close());

const stop = (range: string, scope = PROVINCE) =>
  changeSchema.parse({
    kind: 'stop',
    scope,
    legalBasis: 'Công điện 1/CĐ-TTg',
    days: daysOfRange(range).map((on) => ({ on, kind: 'stop', name: 'Bão' })),
  });
const draft = (range: string, scope?: string) => server.get(DraftChange).execute(stop(range, scope), operator);
const confirm = (id: string) => server.get(ConfirmChange).execute(id, undefined, operator);
const TOO_LONG = { code: 'invalid', details: { field: 'days' } };

describe('a calendar without a working day', () => {
  it('is refused, whichever changes make it so together; what was refused changes nothing', async () => {
    await expect(draft('2026-11-20..2027-12-20')).rejects.toMatchObject(TOO_LONG);
    const [first, second] = [await draft('2026-11-20..2027-06-30'), await draft('2027-07-01..2027-12-31')];
    await confirm(first.id);
    await expect(confirm(second.id)).rejects.toMatchObject(TOO_LONG);
    await expect(draft('2027-07-01..2027-12-31')).rejects.toMatchObject(TOO_LONG);
    // the calendar of a unit below is made of both
    await expect(draft('2027-07-01..2027-12-31', COMMUNE)).rejects.toMatchObject(TOO_LONG);
    await confirm((await draft('2027-07-02..2027-12-31')).id);
    const calendar = await loadCalendar(server.db, [PROVINCE]);
    expect(calendar.days.get('2027-12-31')).toBe('stop');
    expect(calendar.days.has('2027-07-01')).toBe(false);
  });

  it('is one that is closed for more than a year, whether by orders or at weekends', () => {
    const closed = (n: number): Calendar => ({
      ...({ version: 1, officialYears: new Set() } as unknown as Calendar),
      days: new Map(Array.from({ length: n }, (_, i) => [plusDays('2026-11-16', i), 'stop' as const])),
    });
    // from Monday the 16th; the weekend before it is closed as well
    const days = (n: number) => [...closed(n).days.keys()];
    expect(closedTooLong(days(CLOSED_AT_MOST - 2), closed(CLOSED_AT_MOST - 2))).toBeUndefined();
    expect(closedTooLong(days(CLOSED_AT_MOST - 1), closed(CLOSED_AT_MOST - 1))).toBe('2026-11-14');
  });
});

describe('the page of a change', () => {
  it('says a range as a range, and that reminders and digests of these days come later', async () => {
    const { id } = await draft('2026-12-07..2026-12-09', 't04');
    const admin = await server.as('t04', 'unit-admin');
    const { text } = await admin.get(`/calendar/changes/${id}`);
    expect(text).toMatch(/07\/12\/2026 đến 09\/12\/2026 \(3 ngày\)/);
    expect(text).not.toContain('08/12/2026');
    expect(text).toContain('Không thời hạn nào bị ảnh hưởng.');
    expect(text).toContain('thư tổng hợp rơi vào những ngày nghỉ này được lùi');
  });

  it('keeps days apart that are not alike or do not follow one another', () => {
    const like = { kind: 'stop' as const, half: null, name: 'Bão' };
    const days = [
      { on: '2026-12-09', ...like, half: 'morning' as const },
      { on: '2026-12-08', ...like },
      { on: '2026-12-07', ...like },
      { on: '2026-12-11', ...like, half: 'morning' as const },
    ];
    expect(rangesOf(days).map(({ from, until, n }) => [from, until, n])).toEqual([
      ['2026-12-07', '2026-12-08', 2],
      ['2026-12-09', '2026-12-09', 1],
      ['2026-12-11', '2026-12-11', 1],
    ]);
  });
});
