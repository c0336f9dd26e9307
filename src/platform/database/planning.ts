import { sql, type Db } from './sql.js';

/**
 * Until the transaction ends, plans are made for sets: no statistics know rows that were just written, nor the results of
 * functions, so the planner takes each for one row and would compare every pair (40 s for one national directive).
 */
export async function planForSets(db: Db): Promise<void> {
  await sql`select set_config('enable_nestloop', 'off', true), set_config('jit', 'off', true)`.execute(db);
}

/** Runs reading statements with {@link planForSets}, in a transaction of their own where there is none. */
export async function withPlansForSets<Answer>(db: Db, read: (db: Db) => Promise<Answer>): Promise<Answer> {
  const planned = async (within: Db): Promise<Answer> => {
    await planForSets(within);
    return read(within);
  };
  return db.isTransaction ? planned(db) : db.transaction().execute(planned);
}
