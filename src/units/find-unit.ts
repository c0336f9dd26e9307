import { firstOf, sql, type Db } from '../platform/database/sql.js';
import { folded } from '../platform/text.js';
import { unitByCode, unitsByIds, type UnitOn } from './units.queries.js';

/** Today's date in Asia/Ho_Chi_Minh, by the business clock. */
export async function businessDate(db: Db): Promise<string> {
  const row = await firstOf(
    db,
    sql<{ today: string }>`select to_char(business_now() at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') as today`,
  );
  return row!.today;
}

/** The day, where the unit is there on it; else its last day before it, else its first. */
export async function dayOfUnit(db: Db, unitId: string, day: string): Promise<string> {
  const row = await firstOf(
    db,
    sql<{ day: string }>`select case
        when valid_from > ${day}::date then valid_from
        when valid_to <= ${day}::date then valid_to - 1
        else ${day}::date end::text as day
      from unit_period where unit_id = ${unitId} order by (valid_from <= ${day}::date) desc, valid_from desc limit 1`,
  );
  return row?.day ?? day;
}

/**
 * The unit that a person names by code. Our own code means its unit for ever, ended or not; an official code means the
 * unit that bears it on the day.
 * @param at  ISO date; today where it is not said
 * @throws ProductError `not-found` or `invalid`, with candidates
 */
export async function findUnit(db: Db, code: string, at?: string): Promise<UnitOn> {
  const day = at ?? (await businessDate(db));
  const own = await firstOf(db, sql<{ id: string }>`select id from unit where code = ${folded(code).toLowerCase()}`);
  const [unit] = own ? await unitsByIds(db, [own.id], day) : [];
  return unit ?? unitByCode(db, code, day);
}
