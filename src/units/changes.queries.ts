import { firstOf, rowsOf, sql, type Db } from '../platform/database/sql.js';

/** How many changes to either side are looked at: what changed longer ago a paper of today no longer names. */
const NEAREST_CHANGES = 3;

/**
 * The days about a day on which units ended or began, the nearest first. On the day before one of `ended`, and on one
 * of `began` itself, the hierarchy was or will be another.
 */
export async function daysOfChange(db: Db, on: string): Promise<{ ended: string[]; began: string[] }> {
  const row = await firstOf(
    db,
    sql<{ ended: string[]; began: string[] }>`
      select coalesce((select json_agg(day order by day desc) from (
               select distinct valid_to::text as day from unit_period where valid_to <= ${on}::date
               order by 1 desc limit ${NEAREST_CHANGES}) e), '[]') as ended,
             coalesce((select json_agg(day order by day) from (
               select distinct valid_from::text as day from unit_period where valid_from > ${on}::date
               order by 1 limit ${NEAREST_CHANGES}) b), '[]') as began`,
  );
  return row!;
}

/**
 * The unit that stands for one that has ended: its main successor, over several changes where need be; where none is
 * known, the one that carries on its official code.
 * @returns by the id of the ended unit; one that nobody stands for is not in it
 */
export async function successorsOf(db: Db, ids: readonly string[], on: string): Promise<Map<string, string>> {
  const rows = await rowsOf<{ ended: string; successor: string }>(
    db,
    sql`select ended.id as ended, coalesce(unit_heir(ended.id, ${on}::date), carried.unit_id) as successor
        from unnest(${ids}::uuid[]) as ended (id)
        left join lateral (
          select now.unit_id from unit_official_code old
          join unit_official_code now on now.scheme = old.scheme and now.value = old.value
            and now.unit_id <> old.unit_id and now.valid_from <= ${on}::date
            and (now.valid_to is null or now.valid_to > ${on}::date)
          where old.unit_id = ended.id and old.valid_to <= ${on}::date
          order by old.valid_to desc limit 1) carried on true
        where not exists (select 1 from unit_on(${on}::date) u where u.unit_id = ended.id)`,
  );
  return new Map(rows.filter(({ successor }) => successor !== null).map(({ ended, successor }) => [ended, successor]));
}
