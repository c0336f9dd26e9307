import { sql } from '../platform/database/sql.js';

/**
 * The ended units that `unit_id` stands for today, as the column `alsoFor`: `unit_predecessors` of the database written
 * out, with the day read once, so that it goes along the indexes of successions and periods. Most units succeed nobody;
 * a province of 2025 succeeds a score of offices, and every request of its people asks.
 */
export const PREDECESSORS = sql`case when exists (select 1 from unit_succession s where s.to_id = unit_id and s.main)
  then array(
    with recursive today as materialized (
      select (business_now() at time zone 'Asia/Ho_Chi_Minh')::date as day
    ), before as (
      select s.from_id, 1 as depth from unit_succession s where s.to_id = unit_id and s.main
        and s.effective_on <= (select day from today) and not exists (
          select 1 from unit_period p where p.unit_id = s.from_id and p.valid_from <= (select day from today)
            and (p.valid_to is null or p.valid_to > (select day from today)))
      union all
      select s.from_id, before.depth + 1 from before join unit_succession s on s.to_id = before.from_id and s.main
        and s.effective_on <= (select day from today)
      where before.depth < 16 and not exists (
        select 1 from unit_period p where p.unit_id = s.from_id and p.valid_from <= (select day from today)
          and (p.valid_to is null or p.valid_to > (select day from today)))
    ) select distinct from_id from before)
  else '{}' end as "alsoFor"`;
