import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MikroORM } from '@mikro-orm/postgresql';
import {
  addCalendarVersion,
  CALENDAR_ENTITIES,
  changeDays,
  holdCalendar,
  loadCalendar,
  loadCalendarVersion,
  type Calendar,
  type ScopeChange,
} from '../../src/calendar/index.js';
import { ormOptions } from '../../src/platform/database/orm-config.js';
import { dbOf, rowsOf, sql, type Db } from '../../src/platform/database/sql.js';
import { freshDatabase } from '../support/database.js';
import { national } from '../support/national-calendar.js';

const AT = new Date('2026-03-02T02:00:00Z');
const CHAINS = [[], ['01'], ['01', '01-a']];
let database: Awaited<ReturnType<typeof freshDatabase>>;
let orm: MikroORM;
let db: Db;

beforeAll(async () => {
  database = await freshDatabase();
  orm = await MikroORM.init(ormOptions(database.appUrl, CALENDAR_ENTITIES));
  db = dbOf(orm.em.fork());
});
afterAll(async () => {
  await orm.close(true);
  await database.drop();
});

const NOTHING: ScopeChange = { scope: 'national', days: [], announced: [], hours: [], legalBasis: 'Quyết định 1/QĐ' };
const named = { name: 'Ngày', legalBasis: 'Công điện 1/CĐ', half: null } as const;

/** Makes a version of a change. @returns it, or null where it changed nothing */
const changed = (change: Partial<ScopeChange>): Promise<number | null> =>
  orm.em.fork().transactional(async (em) => {
    const within = dbOf(em);
    const version = await holdCalendar(within);
    const rows = await changeDays(within, version, { ...NOTHING, ...change });
    return rows === 0 ? null : (await addCalendarVersion(within, 'test', AT)).version;
  });

/** As a process that has just started reads it: nothing is remembered of an object that was handed out. */
const plainOf = ({ days, halves, hours, officialYears, version }: Calendar): unknown => ({
  version,
  days: Object.fromEntries(days),
  halves: Object.fromEntries(halves ?? []),
  hours: hours ?? [],
  officialYears,
});

describe('a version', () => {
  it('is read again exactly as it was, for every scope, after all that came later', async () => {
    const changes: Partial<ScopeChange>[] = [
      {
        days: [
          { ...named, on: '2026-11-24', kind: null },
          { ...named, on: '2026-11-25', kind: 'holiday' },
        ],
      },
      { scope: '01', days: [{ ...named, on: '2026-09-08', kind: 'stop', half: 'afternoon' }] },
      {
        scope: '01',
        days: [
          { ...named, on: '2026-09-08', kind: 'stop' },
          { ...named, on: '2026-09-09', kind: 'stop' },
        ],
      },
      { announced: [[2027, 'Thông báo 1/TB-BNV']], days: [{ ...named, on: '2027-09-03', kind: 'holiday' }] },
      {
        scope: '01-a',
        hours: [
          {
            from: '2026-04-16',
            until: '2026-10-15',
            opens: '07:00',
            noonFrom: '11:30',
            noonTo: '13:30',
            closes: '17:00',
          },
        ],
      },
      {
        scope: '01-a',
        hours: [
          { from: '2026-04-16', until: null, opens: '07:15', noonFrom: '11:30', noonTo: '13:30', closes: '17:00' },
        ],
        days: [{ ...named, on: '2026-09-09', kind: 'make-up' }],
      },
      { scope: '01', days: [{ ...named, on: '2026-09-08', kind: null }] },
    ];
    const told = [await Promise.all(CHAINS.map(async (chain) => plainOf(await loadCalendar(db, chain))))];
    for (const change of changes) {
      expect(await changed(change)).toBe(told.length + 1);
      told.push(await Promise.all(CHAINS.map(async (chain) => plainOf(await loadCalendar(db, chain)))));
    }
    expect(plainOf(await loadCalendarVersion(db, 1))).toEqual(plainOf(national));
    expect(new Set(told.map((one) => JSON.stringify(one))).size).toBe(changes.length + 1);
    // made anew by a fingerprint that no cache knows: the rows themselves are read
    for (const [i, calendars] of told.entries())
      for (const [n, chain] of CHAINS.entries())
        expect(plainOf(await loadCalendarVersion(db, i + 1, [...chain, 'không-có']))).toEqual(calendars[n]);
  });

  it('says in the database what the fingerprint says, and the scope that is nearest wins', async () => {
    const near = await loadCalendar(db, ['01', '01-a']);
    expect([near.days.get('2026-09-09'), (await loadCalendar(db, '01')).days.get('2026-09-09')]).toEqual([
      'make-up',
      'stop',
    ]);
    expect((await loadCalendar(db)).days.has('2026-09-09')).toBe(false);
    expect(near.hours?.[0]).toMatchObject({ opens: '07:15' });
  });

  it('is not made where nothing changes', async () => {
    expect(await changed({ days: [{ ...named, on: '2026-11-25', kind: 'holiday' }] })).toBeNull();
    expect(await changed({ announced: [[2027, 'Thông báo 1/TB-BNV']] })).toBeNull();
    expect(await changed({ days: [{ ...named, on: '2026-12-31', kind: null }] })).toBeNull();
  });

  it('changes at once one after the other', async () => {
    const days = ['2026-12-01', '2026-12-02', '2026-12-03'];
    const made = await Promise.all(days.map((on) => changed({ days: [{ ...named, on, kind: 'holiday' }] })));
    expect(new Set(made)).toEqual(new Set([9, 10, 11]));
    expect([...(await loadCalendar(db)).days.keys()]).toEqual(expect.arrayContaining(days));
  });

  it('that was made before ended days were kept is refused in words, and so is one that there never was', async () => {
    await sql`delete from calendar_day_ended where to_version = 2`.execute(db);
    await expect(loadCalendarVersion(db, 1, 'x')).rejects.toMatchObject({ code: 'not-possible-now' });
    await expect(loadCalendarVersion(db, 99)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('leaves to the running release what is in force: one row a date and scope', async () => {
    const rows = await rowsOf<{ n: number }>(
      db,
      sql`select count(*)::int as n from calendar_day where on_date in ('2026-11-24', '2026-11-25') and scope = 'national'`,
    );
    expect(rows).toEqual([{ n: 1 }]);
  });
});
