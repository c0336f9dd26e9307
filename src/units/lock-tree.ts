import { sql, type Db } from '../platform/database/sql.js';

/**
 * Holds the tree of units until the transaction ends. Whoever writes units, their relations or their successions takes it
 * before reading what the change is checked against: of two changes of one day the second is checked against the first.
 */
export async function lockTree(db: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('unit-tree'))`.execute(db);
}
