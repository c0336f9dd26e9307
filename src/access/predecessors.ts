import { sql } from '../platform/database/sql.js';

/** The ended units that `unit_id` stands for today, as the column `alsoFor`; most units succeed nobody. */
export const PREDECESSORS = sql`case when exists (select 1 from unit_succession s where s.to_id = unit_id and s.main)
  then array(select p.unit_id from unit_predecessors(unit_id, (business_now() at time zone 'Asia/Ho_Chi_Minh')::date) p)
  else '{}' end as "alsoFor"`;
