import { firstOf, sql, type Db } from './sql.js';

/** Whether the role that runs the product can neither change nor remove history: judged by its rights, not by settings. */
export async function historyIsProtected(db: Db): Promise<boolean> {
  const row = await firstOf(
    db,
    sql<{
      open: boolean;
    }>`select has_table_privilege('ledger_entry', 'update') or has_table_privilege('ledger_entry', 'delete')
      or has_table_privilege('ledger_entry', 'truncate') as open`,
  );
  return !row!.open;
}
