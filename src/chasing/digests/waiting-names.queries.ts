import { rowsOf, sql, type Db } from '../../platform/database/sql.js';
import { namedOn, officeName, type Level } from '../../units/index.js';

/** More names than a mail says are not read of one duty. */
const NAMES_AT_MOST = 200;
const ALPHABET = new Intl.Collator('vi', { numeric: true });

/** The names of those who wait below duties, in the order of the Vietnamese alphabet. @returns by duty */
export async function waitingNames(
  db: Db,
  of: readonly { cascadeId: string; assignmentId: string | null }[],
): Promise<ReadonlyMap<string, string[]>> {
  if (of.length === 0) return new Map();
  const found = await rowsOf(
    db,
    sql<{ of: string; name: string; level: Level }>`
      select k.id as "of", p.name, p.level from (select distinct * from unnest(${of.map((row) => row.cascadeId)}::uuid[],
          ${of.map((row) => row.assignmentId)}::uuid[]) k (cascade_id, id)) k
        cross join lateral (select c.unit_id, d.roster_on from assignment c join directive d on d.id = c.directive_id
          where c.cascade_id = k.cascade_id and c.parent_id = k.id and c.receipt = 'expected' and c.standing = 'inForce'
          limit ${NAMES_AT_MOST}) w
        join ${namedOn('w.unit_id', sql`w.roster_on`, 'p')}`,
  );
  const names = new Map<string, string[]>();
  for (const { of: id, ...unit } of found) names.set(id, [...(names.get(id) ?? []), officeName(unit)]);
  for (const list of names.values()) list.sort(ALPHABET.compare);
  return names;
}
