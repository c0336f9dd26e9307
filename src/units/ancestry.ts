import { sql, type Db } from '../platform/database/sql.js';

/**
 * Brings the closure of the hierarchy in step with the relations, and how many units are below each. Call it inside the
 * transaction that wrote relations; what others write at the same time waits for its end.
 * @param unitIds  units whose relations were written: they and all that is, or ever was, below them are gone over; every
 *   unit where it is left out
 */
export async function refreshAncestry(db: Db, unitIds?: readonly string[]): Promise<void> {
  if (unitIds?.length === 0) return;
  await sql`select refresh_unit_ancestry(${unitIds ?? null}::uuid[])`.execute(db);
}
