import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { dbOf, firstOf, sql, type Db } from '../platform/database/sql.js';
import { transactional } from '../platform/failpoints.js';
import { addCalendarVersion, holdCalendar } from './calendar.js';
import { NATIONAL } from './calendar.entity.js';
import { nationalDays, nationalYears } from './national-calendar.rules.js';

export interface SeededCalendar {
  years: number;
  days: number;
  /** The version that the seed made; null where every year was there already. */
  version: number | null;
}

/**
 * Enters the national calendar, in every mode, when the database is migrated. Only years that are not there yet are
 * entered, each with all its days: what an operator changed or took out of a seeded year stays as it is.
 */
@Injectable()
export class SeedCalendar {
  constructor(private readonly em: EntityManager) {}

  /** Running it again changes nothing. */
  async execute(at: Date): Promise<SeededCalendar> {
    return transactional(this.em, 'calendar.seeded', async (em) => {
      const db = dbOf(em);
      const seeded = await insertMissingYears(db, await holdCalendar(db));
      const made = seeded.years > 0 ? await addCalendarVersion(db, 'seed', at) : null;
      return { ...seeded, version: made?.version ?? null };
    });
  }
}

async function insertMissingYears(db: Db, version: number): Promise<{ years: number; days: number }> {
  const years = nationalYears();
  const days = nationalDays();
  const inserted = await firstOf(
    db,
    sql<{ years: number; days: number }>`
      with new_year as (
        insert into calendar_year (year, scope, status, notice, from_version)
        select year, ${NATIONAL}, case when notice is null then 'provisional' else 'official' end, notice, ${version}::int
        from unnest(${years.map(({ year }) => year)}::int[], ${years.map(({ notice }) => notice)}::text[]) as y(year, notice)
        on conflict do nothing
        returning year
      ), new_day as (
        insert into calendar_day (on_date, scope, kind, name, legal_basis, from_version)
        select d.on_date, ${NATIONAL}, d.kind, d.name, d.legal_basis, ${version}::int
        from unnest(${days.map(({ on }) => on)}::date[], ${days.map(({ kind }) => kind)}::text[],
                    ${days.map(({ name }) => name)}::text[], ${days.map(({ legalBasis }) => legalBasis)}::text[])
               as d(on_date, kind, name, legal_basis)
        join new_year on new_year.year = extract(year from d.on_date)
        on conflict do nothing
        returning 1
      )
      select (select count(*) from new_year)::int as years, (select count(*) from new_day)::int as days`,
  );
  return inserted!;
}
