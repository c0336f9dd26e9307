import { firstOf, sql, type Db, type RawBuilder } from '../platform/database/sql.js';
import { NATIONAL } from './calendar.entity.js';
import type { CalendarContent } from './layers.rules.js';

/** Which version, and what all of it says. */
export interface Version {
  version: number;
  fingerprint: string;
}

/** The days of a version, of every scope. */
export const daysAt = (version: RawBuilder<unknown>): RawBuilder<unknown> => sql`(
  select on_date, scope, kind, half, name, legal_basis from calendar_day where from_version <= ${version}
  union all
  select on_date, scope, kind, half, name, legal_basis from calendar_day_ended
  where from_version <= ${version} and to_version > ${version})`;

/** The years of a version, of every scope. */
export const yearsAt = (version: RawBuilder<unknown>): RawBuilder<unknown> => sql`(
  select year, scope, status, notice from calendar_year where from_version <= ${version}
  union all
  select year, scope, status, notice from calendar_year_ended
  where from_version <= ${version} and to_version > ${version})`;

/** The office hours of a version, of every scope. */
export const hoursAt = (version: RawBuilder<unknown>): RawBuilder<unknown> => sql`(
  select scope, from_on, until_on, opens, noon_from, noon_to, closes, legal_basis from office_hours
  where from_version <= ${version} and (to_version is null or to_version > ${version}))`;

/** SHA-256 of everything in a version, in an order that does not depend on how it was entered. */
export const fingerprintAt = (version: RawBuilder<unknown>): RawBuilder<string> => sql`
  encode(sha256(convert_to(concat_ws(e'\n',
    (select string_agg(concat_ws('|', on_date, scope, kind, half), e'\n' order by scope, on_date) from ${daysAt(version)} d),
    (select string_agg(concat_ws('|', year, scope, status), e'\n' order by scope, year) from ${yearsAt(version)} y),
    (select string_agg(concat_ws('|', from_on, coalesce(until_on::text, '-'), scope, opens, noon_from, noon_to, closes), e'\n'
      order by scope, from_on) from ${hoursAt(version)} h)
  ), 'UTF8')), 'hex')`;

/**
 * What a version says for some scopes, the present one where none is named. One statement, hence one snapshot: a version
 * is never paired with the days of another.
 */
export function readContent(
  db: Db,
  chain: readonly string[],
  version?: number,
): Promise<(Version & CalendarContent & { recounted: string; scopes: string[] }) | undefined> {
  const at = sql`v.version`;
  const scopes = sql`${[NATIONAL, ...chain]}::text[]`;
  return firstOf(
    db,
    sql<Version & CalendarContent & { recounted: string; scopes: string[] }>`
      select v.version, v.fingerprint, ${fingerprintAt(at)} as recounted,
        (select coalesce(json_agg(json_build_object('scope', scope, 'on', on_date, 'kind', kind, 'half', half) order by on_date), '[]')
           from ${daysAt(at)} d where scope = any(${scopes})) as days,
        (select coalesce(json_agg(json_build_object('scope', scope, 'from', from_on, 'until', until_on, 'opens', opens,
            'noonFrom', noon_from, 'noonTo', noon_to, 'closes', closes) order by from_on), '[]')
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
}
