import { firstOf, sql, type Db } from './sql.js';

/**
 * Bounds the transaction of a job that comes round again: what a process holds that is stopped in the middle of it, is
 * given up within a quarter of the period, so that others go on in time; waiting for a lock ends within half of it, and a
 * statement within two.
 * @param periodSeconds  within which the job must prove itself
 */
export async function bounded(db: Db, periodSeconds: number): Promise<void> {
  const milliseconds = (periods: number): string => String(Math.max(1000, Math.round(periodSeconds * periods * 1000)));
  await firstOf(
    db,
    sql`select set_config('idle_in_transaction_session_timeout', ${milliseconds(1 / 4)}, true),
      set_config('lock_timeout', ${milliseconds(1 / 2)}, true), set_config('statement_timeout', ${milliseconds(2)}, true)`,
  );
}
