import { firstOf, rowsOf, sql, type Db } from '../platform/database/sql.js';
import type { UnitOn } from './units.queries.js';
import type { Level, Line } from './vocabulary.rules.js';

/** How many units are directly below each of these on the administrative line, on a day; none: absent. */
export async function directCounts(db: Db, ids: readonly string[], at: string): Promise<ReadonlyMap<string, number>> {
  const rows = await rowsOf<{ id: string; direct: number }>(
    db,
    sql`select parent_id as id, count(*)::int as direct from unit_relation
      where parent_id = any(${ids}::uuid[]) and line = 'administrative'
        and valid_from <= ${at}::date and (valid_to is null or valid_to > ${at}::date)
      group by parent_id`,
  );
  return new Map(rows.map(({ id, direct }) => [id, direct]));
}

/** How many units of each level are anywhere below a unit on a line, on a day. */
export const levelsBelow = (
  db: Db,
  unitId: string,
  { line, at }: { line: Line; at: string },
): Promise<{ level: Level; units: number }[]> =>
  rowsOf(
    db,
    sql`select u.level, count(*)::int as units
      from unit_subtree(${unitId}, ${line}, ${at}::date) s join unit_on(${at}::date) u on u.unit_id = s.unit_id
      where s.depth > 0 group by u.level
      order by array_position(array['central', 'province', 'district', 'commune', 'body'], u.level)`,
  );

/** What a unit was called, and what codes it bore, each with its period; `from` is null where the beginning is not on record. */
export interface UnitPast {
  names: { name: string; from: string | null; to: string | null }[];
  officialCodes: { scheme: string; value: string; from: string | null; to: string | null }[];
  /** The first day on which it is no more; null while it is there. */
  endedOn: string | null;
}

export async function unitPast(db: Db, unit: UnitOn): Promise<UnitPast> {
  const row = await firstOf(
    db,
    sql<UnitPast>`select
      (select coalesce(json_agg(json_build_object('name', name, 'from', nullif(valid_from, date '0001-01-01'), 'to', valid_to) order by valid_from), '[]')
        from unit_period where unit_id = ${unit.id}) as names,
      (select coalesce(json_agg(json_build_object('scheme', scheme, 'value', value, 'from', nullif(valid_from, date '0001-01-01'), 'to', valid_to)
          order by scheme, valid_from), '[]') from unit_official_code where unit_id = ${unit.id}) as "officialCodes",
      (select case when bool_or(valid_to is null) then null else max(valid_to)::text end from unit_period
        where unit_id = ${unit.id}) as "endedOn"`,
  );
  return row!;
}
