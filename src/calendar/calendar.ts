import { firstOf, sql, type Db } from '../platform/database/sql.js';
import { notFound, notPossibleNow, unavailable } from '../platform/errors.js';
import type { IsoDate } from '../platform/vn-time.js';
import { NATIONAL } from './calendar.entity.js';
import { layered } from './layers.rules.js';
import { daysAt, fingerprintAt, hoursAt, yearsAt } from './version-content.js';
import type { Calendar, DayKind, Half, HoursPeriod } from './working-days.rules.js';

/** A calendar, and every scope that has days, years or hours of its own in its version. */
interface Loaded {
  calendar: Calendar;
  scopes: readonly string[];
}

interface Version {
  version: number;
  fingerprint: string;
}

/** One process may use several databases (tests, bench), each with a version 1: the fingerprint tells them apart. */
const cache = new Map<string, Loaded>();
const CACHED_CALENDARS = 100;

/**
 * The working calendar in force, as plain data for the rules. Kept in memory per version: the usual cost is one small
 * read. Days changed without {@link addCalendarVersion} are not seen.
 * @param scope  whose own days lie over the national ones: codes of units, the farthest first. The last that names a date
 *   wins
 * @throws ProductError `unavailable` where no calendar was seeded
 */
export const loadCalendar = async (db: Db, scope: string | readonly string[] = NATIONAL): Promise<Calendar> =>
  (await load(db, scope)).calendar;

/** The codes of the units that have days or hours of their own; mostly none. */
export const loadScopes = async (db: Db): Promise<readonly string[]> => (await load(db, NATIONAL)).scopes;

async function load(db: Db, scope: string | readonly string[]): Promise<Loaded> {
  const chain = chainOf(scope);
  const current = await firstOf(
    db,
    sql<Version>`select version, fingerprint from calendar_version order by version desc limit 1`,
  );
  const known = current && cache.get(keyOf(current, chain));
  if (known) return known;
  const read = current && (await readCalendar(db, chain));
  if (!read)
    throw unavailable(
      'Chưa có lịch làm việc; hãy chạy `thongsuot migrate`.',
      'There is no working calendar; run `thongsuot migrate`.',
    );
  return remember(read, chain);
}

/**
 * A calendar as it was in a version, with the same days as then.
 * @throws ProductError `not-found`; `not-possible-now` where the version was made before ended days were kept
 */
export async function loadCalendarVersion(
  db: Db,
  version: number,
  scope: string | readonly string[] = NATIONAL,
): Promise<Calendar> {
  const chain = chainOf(scope);
  const made = await firstOf(
    db,
    sql<Version>`select version, fingerprint from calendar_version where version = ${version}`,
  );
  const known = made && cache.get(keyOf(made, chain));
  if (known) return known.calendar;
  const read = made && (await readCalendar(db, chain, version));
  if (!read) throw notFound(`Không có lịch phiên bản ${version}.`, `There is no version ${version} of the calendar.`);
  if (read.recounted !== read.fingerprint)
    throw notPossibleNow(
      `Lịch phiên bản ${version} được lập trước khi hệ thống lưu các ngày đã thay đổi, nên không xem lại được.`,
      `Version ${version} was made before ended days were kept, and cannot be read again.`,
    );
  return remember(read, chain).calendar;
}

const chainOf = (scope: string | readonly string[]): string[] => [scope].flat().filter((code) => code !== NATIONAL);

const keyOf = ({ version, fingerprint }: Version, chain: readonly string[]): string =>
  `${version} ${fingerprint} ${chain.join(' ')}`;

function remember(read: Version & Loaded, chain: readonly string[]): Loaded {
  if (cache.size >= CACHED_CALENDARS) cache.clear();
  const loaded = { calendar: read.calendar, scopes: read.scopes };
  cache.set(keyOf(read, chain), loaded);
  return loaded;
}

interface CalendarRow extends Version {
  recounted: string;
  days: [scope: string, on: IsoDate, kind: DayKind, half: Half | null][];
  hours: HoursPeriod[];
  officialYears: number[];
  scopes: string[];
}

/** One statement, hence one snapshot: a version is never paired with the days of another. */
async function readCalendar(db: Db, chain: readonly string[], version?: number) {
  const at = sql`v.version`;
  const scopes = sql`${[NATIONAL, ...chain]}::text[]`;
  const row = await firstOf(
    db,
    sql<CalendarRow>`
      select v.version, v.fingerprint, ${fingerprintAt(at)} as recounted,
        (select coalesce(json_agg(json_build_array(scope, on_date, kind, half) order by on_date), '[]')
           from ${daysAt(at)} d where scope = any(${scopes})) as days,
        (select coalesce(json_agg(json_build_object('from', from_on, 'until', until_on, 'opens', opens, 'noonFrom', noon_from,
            'noonTo', noon_to, 'closes', closes) order by array_position(${scopes}, scope) desc, from_on desc), '[]')
           from ${hoursAt(at)} h where scope = any(${scopes})) as hours,
        (select coalesce(json_agg(year order by year), '[]') from (
           select year from ${yearsAt(at)} y where scope = any(${scopes})
           group by year having bool_and(status = 'official') and bool_or(scope = ${NATIONAL})) official) as "officialYears",
        (select coalesce(json_agg(scope order by scope), '[]') from (
           select scope from ${daysAt(at)} d union select scope from ${yearsAt(at)} y union select scope from ${hoursAt(at)} h
           except select ${NATIONAL}) own) as scopes
      from calendar_version v where ${version ?? null}::int is null or v.version = ${version ?? null}::int
      order by v.version desc limit 1`,
  );
  return row && { ...row, calendar: calendarOf(row, chain) };
}

function calendarOf({ version, days, hours, officialYears }: CalendarRow, chain: readonly string[]): Calendar {
  const layer = (scope: string) => days.flatMap(([of, on, kind, half]) => (of === scope ? [{ on, kind, half }] : []));
  const { days: named, halves } = layered([NATIONAL, ...chain].map(layer));
  return {
    version,
    scope: chain.length === 0 ? NATIONAL : chain.join(' '),
    days: named,
    ...(halves.size > 0 ? { halves } : {}),
    ...(hours.length > 0 ? { hours } : {}),
    officialYears: new Set(officialYears),
  };
}

/** One at a time changes the calendar, until the end of its transaction. @returns the version that it makes */
export async function holdCalendar(db: Db): Promise<number> {
  await sql`select pg_advisory_xact_lock(20261122301000)`.execute(db);
  const next = await firstOf(
    db,
    sql<{ next: number }>`select coalesce(max(version), 0)::int + 1 as next from calendar_version`,
  );
  return next!.next;
}

/**
 * Closes a change of days, years or hours, in its transaction: from here on it is what {@link loadCalendar} answers.
 * Deadlines already counted keep the version they were counted by.
 * @param reason  a code of the change, e.g. `seed`
 * @param at  business instant of the change
 * @param changeId  the change, where somebody entered one
 * @returns the new version; the first is 1
 */
export async function addCalendarVersion(db: Db, reason: string, at: Date, changeId?: string): Promise<Version> {
  const made = await firstOf(
    db,
    sql<Version>`
      insert into calendar_version (version, made_at, reason, fingerprint, change_id)
      select next.version, ${at}, ${reason}, ${fingerprintAt(sql`next.version`)}, ${changeId ?? null}::uuid
      from (select coalesce((select max(version) from calendar_version), 0) + 1 as version) next
      returning version, fingerprint`,
  );
  return made!;
}
