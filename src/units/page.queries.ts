import { rowsOf, sql, type Db } from '../platform/database/sql.js';
import type { Level, Line } from './vocabulary.rules.js';

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
