import { firstOf, sql, type Db } from '../platform/database/sql.js';
import { unavailable } from '../platform/errors.js';
import type { IsoDate } from '../platform/vn-time.js';
import { NATIONAL } from './calendar.entity.js';
import type { Calendar, DayKind } from './working-days.rules.js';

/** One process may use several databases (tests, bench), each with a version 1: the fingerprint tells them apart. */
const cache = new Map<string, Calendar>();
const CACHED_CALENDARS = 100;

/**
 * The working calendar in force, as plain data for the rules. Kept in memory per version: the usual cost is one small
 * read. Days changed without {@link addCalendarVersion} are not seen.
 * @param scope  a scope adds its own days over the national ones, and wins where both name a date
 * @throws ProductError `unavailable` where no calendar was seeded
 */
export async function loadCalendar(db: Db, scope: string = NATIONAL): Promise<Calendar> {
  const current = await firstOf(
    db,
    sql<{ version: number; fingerprint: string }>`
      select version, fingerprint from calendar_version order by version desc limit 1`,
  );
  const known = current && cache.get(keyOf(current, scope));
  if (known) return known;
  const read = current && (await readCalendar(db, scope));
  if (!read)
    throw unavailable(
      'Chưa có lịch làm việc; hãy chạy `thongsuot migrate`.',
      'There is no working calendar; run `thongsuot migrate`.',
    );
  if (cache.size >= CACHED_CALENDARS) cache.clear();
  cache.set(keyOf(read, scope), read.calendar);
  return read.calendar;
}

const keyOf = ({ version, fingerprint }: { version: number; fingerprint: string }, scope: string): string =>
  `${version} ${fingerprint} ${scope}`;

interface CalendarRow {
  version: number;
  fingerprint: string;
  days: [IsoDate, DayKind][];
  officialYears: number[];
}

/** One statement, hence one snapshot: a version is never paired with the days of another. */
async function readCalendar(db: Db, scope: string) {
  const row = await firstOf(
    db,
    sql<CalendarRow>`
      select version, fingerprint,
        (select coalesce(json_agg(json_build_array(on_date, kind) order by scope = ${NATIONAL} desc, on_date), '[]')
           from calendar_day where scope in (${NATIONAL}, ${scope})) as days,
        (select coalesce(json_agg(year order by year), '[]') from (
           select year from calendar_year where scope in (${NATIONAL}, ${scope})
           group by year having bool_and(status = 'official') and bool_or(scope = ${NATIONAL})) official) as "officialYears"
      from calendar_version order by version desc limit 1`,
  );
  if (!row) return undefined;
  const { version, fingerprint, days, officialYears } = row;
  const calendar: Calendar = { version, scope, days: new Map(days), officialYears: new Set(officialYears) };
  return { version, fingerprint, calendar };
}

/**
 * Closes a change of days or years, in its transaction: from here on it is what {@link loadCalendar} answers. Deadlines
 * already counted keep the version they were counted by.
 * @param reason  a code of the change, e.g. `seed`
 * @param at  business instant of the change
 * @returns the new version; the first is 1
 */
export async function addCalendarVersion(db: Db, reason: string, at: Date): Promise<number> {
  const made = await firstOf(
    db,
    sql<{ version: number }>`
      insert into calendar_version (version, made_at, reason, fingerprint)
      select coalesce((select max(version) from calendar_version), 0) + 1, ${at}, ${reason},
        encode(sha256(convert_to(concat_ws(e'\n',
          (select string_agg(concat_ws('|', on_date, scope, kind), e'\n' order by scope, on_date) from calendar_day),
          (select string_agg(concat_ws('|', year, scope, status), e'\n' order by scope, year) from calendar_year)
        ), 'UTF8')), 'hex')
      returning version`,
  );
  return made!.version;
}
