import { record } from '../ledger/index.js';
import type { Caller } from '../platform/caller.js';
import { sql, type Db } from '../platform/database/sql.js';
import type { DirectiveRow } from './directives.queries.js';

/**
 * Keeps why a directive that is recalled already is recalled once more, inside the caller's transaction: units read the
 * last reason; the history has each of them.
 * @param requested  how many units that had declined are asked again
 */
export async function recallAgain(
  db: Db,
  row: DirectiveRow,
  { reason, requested }: { reason: string; requested: number },
  by: Caller,
): Promise<DirectiveRow> {
  await sql`update directive set recall_reason = ${reason}, version = version + 1 where id = ${row.id}`.execute(db);
  await record(db, [
    {
      kind: 'directive.recalledAgain',
      at: row.now,
      by,
      unitId: row.issuerId,
      cascadeId: row.cascadeId,
      directiveId: row.id,
      payload: { requested },
      sealed: { reason },
    },
  ]);
  return { ...row, recallReason: reason, version: row.version + 1 };
}
