import { sql, type RawBuilder } from '../platform/database/sql.js';

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
