import { rowsOf, sql, type Db } from '../platform/database/sql.js';
import { EndedUnits, type EndedName, type Following } from './ended-units.rules.js';
import type { UnitDirectory } from './unit-directory.rules.js';

/**
 * The names that units bore before a day and do not bear on it, each as on its last day, and who followed whom. It reads
 * the whole past: only for words that mean nothing on the day itself.
 */
export async function endedUnitsOn(db: Db, today: UnitDirectory, at: string): Promise<EndedUnits> {
  const names = await rowsOf<EndedName>(
    db,
    sql`select p.unit_id as id, u.code, p.name, p.kind, p.level, p.accent_key as key, p.valid_to::text as "endedOn",
          above.parent_id as administrative, area.parent_id as territory, null as standing, coalesce(other.names, '{}') as aliases
        from (select distinct on (unit_id, accent_key) * from unit_period where valid_to <= ${at}::date
          order by unit_id, accent_key, valid_to desc) p
        join unit u on u.id = p.unit_id
        left join unit_relation above on above.unit_id = p.unit_id and above.line = 'administrative'
          and above.valid_from < p.valid_to and (above.valid_to is null or above.valid_to >= p.valid_to)
        left join unit_relation area on area.unit_id = p.unit_id and area.line = 'territory'
          and area.valid_from < p.valid_to and (area.valid_to is null or area.valid_to >= p.valid_to)
        left join (select unit_id, valid_to, array_agg(alias order by alias) as names from unit_alias
          where valid_to <= ${at}::date group by unit_id, valid_to) other
          on other.unit_id = p.unit_id and other.valid_to = p.valid_to
        where not exists (select 1 from unit_period now where now.unit_id = p.unit_id and now.accent_key = p.accent_key
          and now.valid_from <= ${at}::date and (now.valid_to is null or now.valid_to > ${at}::date))
        order by u.code`,
  );
  const followings = await rowsOf<Following>(
    db,
    sql`select from_id as "from", to_id as "to", scope, main, confidence <> 'main-successor-only' as complete
        from unit_succession where effective_on <= ${at}::date order by from_id, effective_on, to_id`,
  );
  return new EndedUnits(today, names, followings);
}
