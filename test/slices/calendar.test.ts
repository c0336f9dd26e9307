import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import { CalendarDay } from '../../src/calendar/calendar.entity.js';
import { addCalendarVersion, CALENDAR_ENTITIES, loadCalendar, SeedCalendar } from '../../src/calendar/index.js';
import { ormOptions } from '../../src/platform/database/orm-config.js';
import { dbOf, rowsOf, sql } from '../../src/platform/database/sql.js';
import { freshDatabase } from '../support/database.js';
import { national } from '../support/national-calendar.js';

const AT = new Date('2026-03-02T02:00:00Z');
let database: Awaited<ReturnType<typeof freshDatabase>>;
let orm: MikroORM;
let em: EntityManager;

beforeAll(async () => {
  database = await freshDatabase();
  orm = await MikroORM.init(ormOptions(database.appUrl, CALENDAR_ENTITIES));
});
afterAll(async () => {
  await orm.close(true);
  await database.drop();
});

beforeEach(async () => {
  em = orm.em.fork();
  for (const table of [
    'calendar_day',
    'calendar_day_ended',
    'calendar_year',
    'calendar_year_ended',
    'office_hours',
    'calendar_version',
  ])
    await sql`delete from ${sql.table(table)}`.execute(dbOf(em));
});

const change = async (statement: ReturnType<typeof sql>): Promise<number> =>
  em.transactional(async (inner) => {
    await statement.execute(dbOf(inner));
    return (await addCalendarVersion(dbOf(inner), 'test', AT)).version;
  });

describe('the seeded calendar', () => {
  it('is version 1, and read back it is the calendar of the notices', async () => {
    expect(await new SeedCalendar(em).execute(AT)).toEqual({ years: 10, days: national.days.size, version: 1 });
    const read = await loadCalendar(dbOf(em));
    expect(read).toEqual(national);
    const years = await rowsOf(
      dbOf(em),
      sql`select year, status, notice from calendar_year where year in (2026, 2027) order by 1`,
    );
    expect(years).toEqual([
      { year: 2026, status: 'official', notice: 'Thông báo 9441/TB-BNV' },
      { year: 2027, status: 'provisional', notice: null },
    ]);
    const cultureDay = await em.findOneOrFail(CalendarDay, { onDate: '2026-11-24', scope: 'national' });
    expect(cultureDay).toMatchObject({ kind: 'holiday', legalBasis: 'Nghị quyết 28/2026/QH16' });
  });

  it('is seeded once: a second time changes nothing and brings back nothing that was taken out', async () => {
    await new SeedCalendar(em).execute(AT);
    await change(sql`delete from calendar_day where on_date = '2026-11-24'`);
    expect(await new SeedCalendar(em).execute(AT)).toEqual({ years: 0, days: 0, version: null });
    expect((await loadCalendar(dbOf(em))).days.has('2026-11-24')).toBe(false);
  });

  it('takes in a year that an older release did not know, as a new version', async () => {
    await new SeedCalendar(em).execute(AT);
    await change(sql`with gone as (delete from calendar_year where year = 2027)
      delete from calendar_day where extract(year from on_date) = 2027`);
    expect(await new SeedCalendar(em).execute(AT)).toEqual({ years: 1, days: 14, version: 3 });
    expect(await loadCalendar(dbOf(em))).toEqual({ ...national, version: 3 });
  });

  it('seeded by two processes at once is there once', async () => {
    const both = await Promise.all([new SeedCalendar(em).execute(AT), new SeedCalendar(em).execute(AT)]);
    expect(new Set(both.map(({ version }) => version))).toEqual(new Set([1, null]));
  });
});

describe('a loaded calendar', () => {
  it('is the same object until a version is added', async () => {
    await new SeedCalendar(em).execute(AT);
    const first = await loadCalendar(dbOf(em));
    expect(await loadCalendar(dbOf(em))).toBe(first);
    expect(await change(sql`delete from calendar_day where on_date = '2026-08-22'`)).toBe(2);
    const second = await loadCalendar(dbOf(em));
    expect(second.version).toBe(2);
    expect(second.days.has('2026-08-22')).toBe(false);
    expect(first.days.has('2026-08-22')).toBe(true);
  });

  it('of a scope has its own days over the national ones, and its own unannounced years', async () => {
    await new SeedCalendar(em).execute(AT);
    await change(sql`
      with local_day as (
        insert into calendar_day values
          ('2026-10-10', '01', 'make-up', 'Làm bù', 'Quyết định của tỉnh'),
          ('2026-11-24', '01', 'make-up', 'Trực', 'Quyết định của tỉnh'))
      insert into calendar_year values (2025, '01', 'provisional', null), (2030, '01', 'official', null)`);
    const local = await loadCalendar(dbOf(em), '01');
    expect([local.days.get('2026-10-10'), local.days.get('2026-11-24')]).toEqual(['make-up', 'make-up']);
    expect([2025, 2026, 2030].map((year) => local.officialYears.has(year))).toEqual([false, true, false]);
    expect(await loadCalendar(dbOf(em))).toEqual({ ...national, version: 2 });
  });

  it('is there in every migrated database', async () => {
    const migrated = await freshDatabase();
    const other = await MikroORM.init(ormOptions(migrated.appUrl, CALENDAR_ENTITIES));
    try {
      expect(await loadCalendar(dbOf(other.em.fork()))).toEqual(national);
    } finally {
      await other.close(true);
      await migrated.drop();
    }
  });

  it('is refused in words where nothing was seeded', async () => {
    await expect(loadCalendar(dbOf(em))).rejects.toMatchObject({ code: 'unavailable' });
  });
});
