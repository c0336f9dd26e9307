import { daysAt, fingerprintAt, hoursAt, NATIONAL, yearsAt, type DayKind, type Half } from '../calendar/index.js';
import { firstOf, rowsOf, sql, type Db } from '../platform/database/sql.js';
import { fromCursor, pageOf, type Page } from '../platform/paging.js';
import type { IsoDate } from '../platform/vn-time.js';
import { businessDate, findUnit, namedOn, officeName, type Level } from '../units/index.js';

/** A day that differs from its weekday, with whose it is and where it is from. */
export interface ShownDay {
  on: IsoDate;
  scope: string;
  kind: DayKind;
  half: Half | null;
  name: string;
  legalBasis: string;
}

export interface ShownHours {
  scope: string;
  from: IsoDate;
  until: IsoDate | null;
  opens: string;
  noonFrom: string;
  noonTo: string;
  closes: string;
  legalBasis: string;
}

/** What a calendar has of a year, and where it is from. */
export interface ShownYear {
  year: number;
  version: number;
  /** Null: not announced, the year is provisional. */
  notice: string | null;
  isOfficial: boolean;
  /** By date, of one date the farthest scope first. */
  days: ShownDay[];
  hours: ShownHours[];
}

/** The codes of the scopes that hold for a unit, the farthest first, and its name. */
export interface ShownScope {
  code: string;
  name: string | null;
  chain: string[];
}

/**
 * Whose calendar is shown: the whole country's, or that of a unit with all that hold above it.
 * @throws ProductError `not-found`
 */
export async function shownScope(db: Db, code: string): Promise<ShownScope> {
  if (code === NATIONAL) return { code, name: null, chain: [] };
  const unit = await findUnit(db, code);
  const above = await rowsOf(
    db,
    sql<{
      code: string;
    }>`select u.code from unit_ancestors(${unit.id}, 'administrative', ${await businessDate(db)}::date) a
      join unit u on u.id = a.unit_id order by a.depth desc`,
  );
  return { code: unit.code, name: officeName(unit), chain: [...above.map((one) => one.code), unit.code] };
}

/** What the units of scopes are called today, by their codes; the whole country has no entry. */
export async function namesOfScopes(
  db: Db,
  codes: readonly (string | null)[],
): Promise<ReadonlyMap<string | null, string>> {
  const asked = [...new Set(codes)].filter((code) => code !== null && code !== NATIONAL);
  if (asked.length === 0) return new Map();
  const rows = await rowsOf(
    db,
    sql<{ code: string; name: string; level: Level }>`select u.code, p.name, p.level from unit u
      join ${namedOn('u.id', sql`(business_now() at time zone 'Asia/Ho_Chi_Minh')::date`, 'p')}
      where u.code = any(${asked}::text[])`,
  );
  return new Map(rows.map(({ code, ...unit }) => [code, officeName(unit)]));
}

/** A year of a calendar as a version has it. */
export async function yearOf(
  db: Db,
  { year, version, chain }: { year: number; version: number; chain: readonly string[] },
): Promise<ShownYear> {
  const scopes = sql`${[NATIONAL, ...chain]}::text[]`;
  const at = sql`${version}::int`;
  const row = await firstOf(
    db,
    sql<Omit<ShownYear, 'year' | 'version'>>`select
        (select notice from ${yearsAt(at)} y where scope = ${NATIONAL} and year = ${year}) as notice,
        coalesce((select bool_and(status = 'official') and bool_or(scope = ${NATIONAL})
          from ${yearsAt(at)} y where scope = any(${scopes}) and year = ${year}), false) as "isOfficial",
        coalesce((select json_agg(json_build_object('on', on_date, 'scope', scope, 'kind', kind, 'half', half, 'name', name,
            'legalBasis', legal_basis) order by on_date, array_position(${scopes}, scope))
          from ${daysAt(at)} d where scope = any(${scopes}) and extract(year from on_date) = ${year}), '[]') as days,
        coalesce((select json_agg(json_build_object('scope', scope, 'from', from_on, 'until', until_on, 'opens', opens,
            'noonFrom', noon_from, 'noonTo', noon_to, 'closes', closes, 'legalBasis', legal_basis) order by from_on)
          from ${hoursAt(at)} h where scope = any(${scopes}) and from_on <= make_date(${year}::int, 12, 31)
            and (until_on is null or until_on >= make_date(${year}::int, 1, 1))), '[]') as hours`,
  );
  return { year, version, ...row! };
}

/** A version of the calendar, with the change that made it. */
export interface ShownVersion {
  version: number;
  madeAt: Date;
  reason: string;
  fingerprint: string;
  /** Whether its days, years and hours, read again now, give the same fingerprint; false also where they were not kept. */
  isProven: boolean;
  changeId: string | null;
  scope: string | null;
  legalBasis: string | null;
}

/** Versions of the calendar, the newest first, each proven anew. */
export async function listVersions(
  db: Db,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<ShownVersion>> {
  const [before] = cursor ? fromCursor(cursor, ['count']) : [];
  const rows = await rowsOf(
    db,
    sql<ShownVersion>`select v.version, v.made_at as "madeAt", v.reason, v.fingerprint,
        v.fingerprint = ${fingerprintAt(sql`v.version`)} as "isProven", v.change_id as "changeId", c.scope,
        c.legal_basis as "legalBasis"
      from calendar_version v left join calendar_change c on c.id = v.change_id
      ${cursor ? sql`where v.version < ${before}::int` : sql``} order by v.version desc limit ${limit + 1}`,
  );
  return pageOf(rows, limit, ({ version }) => [version]);
}
