import { rowsOf, sql, type Db } from '../../src/platform/database/sql.js';
import { balanceFaultsOf, balanceOfNodes, bucketOf } from '../../src/tracking/index.js';
import type { AssignmentRegions } from '../../workflows/index.js';

/** Larger cascades are checked by the product's own statement alone. */
const RECOUNTED_UP_TO = 4000;

interface Row extends AssignmentRegions {
  id: string;
  parent: string | null;
  owesWork: boolean;
}

/** Buckets of every node, counted one row at a time by the table of the rules. */
function recount(rows: readonly Row[]): Map<string, number> {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const counts = new Map<string, number>();
  for (const row of rows) {
    const bucket = bucketOf(row, row.owesWork);
    for (let at: Row | undefined = row; at; at = at.parent === null ? undefined : byId.get(at.parent)) {
      const key = `${at.id} ${bucket}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return counts;
}

/**
 * Every cascade of a database balances: each row has one bucket, hangs in the tree and is what its last fact says, and at
 * every node the buckets are those of a recount.
 * @param planted  why rows are not what their facts say, where a test wrote states by itself
 * @throws Error that says what does not balance
 */
export async function mustBalance(db: Db, planted?: string): Promise<void> {
  const cascades = await rowsOf<{ id: string; rows: number }>(
    db,
    sql`select cascade_id as id, count(*)::int as rows from assignment group by 1`,
  );
  for (const { id, rows } of cascades) {
    const faults = (await balanceFaultsOf(db, id)).filter(({ fault }) => !(planted && fault === 'history'));
    if (faults.length > 0) throw new Error(`a cascade does not balance: ${JSON.stringify(faults)}`);
    if (rows <= RECOUNTED_UP_TO) await mustBeRecounted(db, id);
  }
}

async function mustBeRecounted(db: Db, cascadeId: string): Promise<void> {
  const rows = await rowsOf<Row>(
    db,
    sql`select a.id, coalesce(s.to_id, a.parent_id) as parent, a.receipt, a.relay, a.work, a.standing, a.role = 'action' as "owesWork"
      from assignment a left join assignment_succession s on s.cascade_id = a.cascade_id and s.from_id = a.id and s.main_to
      where a.cascade_id = ${cascadeId}`,
  );
  const counts = recount(rows);
  const nodes = await balanceOfNodes(db, cascadeId);
  const differs = nodes.filter(({ assignment, bucket, n }) => counts.get(`${assignment} ${bucket}`) !== n);
  if (differs.length > 0 || nodes.length !== counts.size)
    throw new Error(`nodes do not balance: ${JSON.stringify(differs.slice(0, 3))}, ${nodes.length} of ${counts.size}`);
}
