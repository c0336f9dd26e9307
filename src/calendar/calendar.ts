import { firstOf, sql, type Db } from '../platform/database/sql.js';
import { notFound, notPossibleNow, unavailable } from '../platform/errors.js';
import { NATIONAL } from './calendar.entity.js';
import { calendarOf, withChange, type ScopeChange } from './layers.rules.js';
import { fingerprintAt, readContent, type Version } from './version-content.js';
import type { Calendar } from './working-days.rules.js';

/** A calendar, and every scope that has days, years or hours of its own in its version. */
interface Loaded {
  calendar: Calendar;
  scopes: readonly string[];
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
export const loadScopes = async (db: Db): Promise<readonly string[]> => (await loadNational(db)).scopes;

/** The national calendar, and the codes of the units that have days or hours of their own, in one read. */
export const loadNational = (db: Db): Promise<Loaded> => load(db, NATIONAL);

async function load(db: Db, scope: string | readonly string[]): Promise<Loaded> {
  const chain = chainOf(scope);
  const current = await firstOf(
    db,
    sql<Version>`select version, fingerprint from calendar_version order by version desc limit 1`,
  );
  const known = current && cache.get(keyOf(current, chain));
  if (known) return known;
  const read = current && (await readVersion(db, chain));
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
export const loadCalendarVersion = async (
  db: Db,
  version: number,
  scope: string | readonly string[] = NATIONAL,
): Promise<Calendar> => (await loadVersion(db, version, scope)).calendar;

/** The same, with the scopes that had days of their own in it. */
export async function loadVersion(
  db: Db,
  version: number,
  scope: string | readonly string[] = NATIONAL,
): Promise<Loaded> {
  const chain = chainOf(scope);
  const made = await firstOf(
    db,
    sql<Version>`select version, fingerprint from calendar_version where version = ${version}`,
  );
  const known = made && cache.get(keyOf(made, chain));
  if (known) return known;
  const read = made && (await readVersion(db, chain, version));
  if (!read) throw notFound(`Không có lịch phiên bản ${version}.`, `There is no version ${version} of the calendar.`);
  if (read.recounted !== read.fingerprint)
    throw notPossibleNow(
      `Lịch phiên bản ${version} được lập trước khi hệ thống lưu các ngày đã thay đổi, nên không xem lại được.`,
      `Version ${version} was made before ended days were kept, and cannot be read again.`,
    );
  return remember(read, chain);
}

/** The version that was in force at an instant; before the first one was made, the first. */
export async function versionInForce(db: Db, at: Date): Promise<number> {
  const made = await firstOf(
    db,
    sql<{
      version: number | null;
    }>`select coalesce(max(version) filter (where made_at <= ${at}), min(version)) as version
      from calendar_version`,
  );
  return made?.version ?? 0;
}

const chainOf = (scope: string | readonly string[]): string[] => [scope].flat().filter((code) => code !== NATIONAL);

const keyOf = ({ version, fingerprint }: Version, chain: readonly string[]): string =>
  `${version} ${fingerprint} ${chain.join(' ')}`;

async function readVersion(db: Db, chain: readonly string[], version?: number) {
  const content = await readContent(db, chain, version);
  return content && { ...content, calendar: calendarOf(content, chain) };
}

/**
 * The calendar as it would be after a change, and as it is; nothing is written.
 * @param scope  codes of units, the farthest first, as {@link loadCalendar} takes them
 */
export async function changedCalendar(
  db: Db,
  change: ScopeChange,
  scope: readonly string[],
): Promise<{ was: Calendar; now: Calendar }> {
  const chain = chainOf(scope);
  const content = await readContent(db, chain);
  if (!content) throw notFound('Chưa có lịch làm việc.', 'There is no working calendar.');
  return { was: calendarOf(content, chain), now: calendarOf(withChange(content, change), chain) };
}

function remember(read: Version & Loaded, chain: readonly string[]): Loaded {
  if (cache.size >= CACHED_CALENDARS) cache.clear();
  const loaded = { calendar: read.calendar, scopes: read.scopes };
  cache.set(keyOf(read, chain), loaded);
  return loaded;
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
