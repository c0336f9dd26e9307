import { firstOf, sql, type Db } from '../../platform/database/sql.js';

/** Whether a unit is another, succeeds it, or stands above it on either line. */
export async function isAbove(db: Db, unit: string, issuer: string, day: string): Promise<boolean> {
  const found = await firstOf(
    db,
    sql`with now as (select coalesce(unit_heir(${issuer}::uuid, ${day}::date), ${issuer}::uuid) as id)
      select 1 from now where ${unit}::uuid in (${issuer}::uuid, now.id)
        or exists (select 1 from unit_ancestors(now.id, 'administrative', ${day}::date) x where x.unit_id = ${unit}::uuid)
        or exists (select 1 from unit_ancestors(now.id, 'sectoral', ${day}::date) x where x.unit_id = ${unit}::uuid)`,
  );
  return found !== undefined;
}
