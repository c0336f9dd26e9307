import { firstOf, sql, type Db } from '../platform/database/sql.js';
import type { ScopeChange } from './layers.rules.js';
import type { HoursPeriod } from './working-days.rules.js';

/**
 * Writes what a change names, in the caller's transaction and under {@link holdCalendar}: what it replaces ends with the
 * version and is kept. What stands already as it is named is left alone.
 * @param version  the one that the change makes
 * @returns how many rows are new, changed or taken out; 0 means that the change makes no version
 */
export async function changeDays(db: Db, version: number, change: ScopeChange): Promise<number> {
  const days = await setDays(db, version, change);
  const years = await announceYears(db, version, change);
  return days + years + (await layDownHours(db, version, change));
}

const counted = async (db: Db, query: ReturnType<typeof sql<{ n: number }>>): Promise<number> =>
  (await firstOf(db, query))!.n;

async function setDays(db: Db, version: number, { scope, days }: ScopeChange): Promise<number> {
  if (days.length === 0) return 0;
  const named = sql`unnest(${days.map(({ on }) => on)}::date[], ${days.map(({ kind }) => kind)}::text[],
    ${days.map(({ half }) => half)}::text[], ${days.map(({ name }) => name)}::text[],
    ${days.map(({ legalBasis }) => legalBasis)}::text[]) n (on_date, kind, half, name, legal_basis)`;
  const differs = sql`(d.kind, d.half, d.name, d.legal_basis) is distinct from (n.kind, n.half, n.name, n.legal_basis)`;
  await sql`insert into calendar_day_ended (scope, on_date, to_version, kind, name, legal_basis, from_version, half)
    select d.scope, d.on_date, ${version}::int, d.kind, d.name, d.legal_basis, d.from_version, d.half
    from calendar_day d join ${named} on n.on_date = d.on_date
    where d.scope = ${scope} and ${differs}`.execute(db);
  return counted(
    db,
    sql`with gone as (
        delete from calendar_day d using ${named}
        where d.scope = ${scope} and d.on_date = n.on_date and n.kind is null returning 1
      ), put as (
        insert into calendar_day as d (on_date, scope, kind, half, name, legal_basis, from_version)
        select on_date, ${scope}, kind, half, name, legal_basis, ${version}::int from ${named} where kind is not null
        on conflict (on_date, scope) do update set kind = excluded.kind, half = excluded.half, name = excluded.name,
          legal_basis = excluded.legal_basis, from_version = excluded.from_version
        where (d.kind, d.half, d.name, d.legal_basis)
          is distinct from (excluded.kind, excluded.half, excluded.name, excluded.legal_basis)
        returning 1
      ) select ((select count(*) from gone) + (select count(*) from put))::int as n`,
  );
}

async function announceYears(db: Db, version: number, { scope, announced }: ScopeChange): Promise<number> {
  if (announced.length === 0) return 0;
  const named = sql`unnest(${announced.map(([year]) => year)}::int[], ${announced.map(([, notice]) => notice)}::text[])
    n (year, notice)`;
  await sql`insert into calendar_year_ended (scope, year, to_version, status, notice, from_version)
    select y.scope, y.year, ${version}::int, y.status, y.notice, y.from_version
    from calendar_year y join ${named} on n.year = y.year
    where y.scope = ${scope} and (y.status, y.notice) is distinct from ('official', n.notice)`.execute(db);
  return counted(
    db,
    sql`with put as (
        insert into calendar_year as y (year, scope, status, notice, from_version)
        select year, ${scope}, 'official', notice, ${version}::int from ${named}
        on conflict (year, scope) do update
          set status = excluded.status, notice = excluded.notice, from_version = excluded.from_version
        where (y.status, y.notice) is distinct from (excluded.status, excluded.notice)
        returning 1
      ) select count(*)::int as n from put`,
  );
}

async function layDownHours(db: Db, version: number, { scope, hours, legalBasis }: ScopeChange): Promise<number> {
  if (hours.length === 0) return 0;
  const of = (key: keyof HoursPeriod): (string | null)[] => hours.map((period) => period[key]);
  return counted(
    db,
    sql`with named as (
        select * from unnest(${of('from')}::date[], ${of('until')}::date[], ${of('opens')}::text[], ${of('noonFrom')}::text[],
          ${of('noonTo')}::text[], ${of('closes')}::text[]) n (from_on, until_on, opens, noon_from, noon_to, closes)
      ), fresh as (
        select n.* from named n where not exists (
          select 1 from office_hours h where h.scope = ${scope} and h.from_on = n.from_on and h.to_version is null
            and (h.until_on, h.opens, h.noon_from, h.noon_to, h.closes, h.legal_basis)
              is not distinct from (n.until_on, n.opens, n.noon_from, n.noon_to, n.closes, ${legalBasis}))
      ), ended as (
        update office_hours h set to_version = ${version}::int from fresh f
        where h.scope = ${scope} and h.from_on = f.from_on and h.to_version is null
      ), put as (
        insert into office_hours (scope, from_on, until_on, opens, noon_from, noon_to, closes, legal_basis, from_version)
        select ${scope}, from_on, until_on, opens, noon_from, noon_to, closes, ${legalBasis}, ${version}::int from fresh
        returning 1
      ) select count(*)::int as n from put`,
  );
}
