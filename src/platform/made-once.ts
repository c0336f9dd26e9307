import { AsyncLocalStorage } from 'node:async_hooks';
import { firstOf, sql, type Db } from './database/sql.js';

/** Under which key a request is carried out: one row of `idempotency_key`. */
export interface RequestKey {
  caller: string;
  route: string;
  key: string;
}

/** The request that is being carried out, where it came with a key. */
export const requestUnderWay = new AsyncLocalStorage<RequestKey>();

/**
 * Makes something new, once under the key of the request: its id is noted with the key in the same transaction. Where the
 * server died after the commit and before the answer, the same request again finds it instead of making another. Only for
 * what has no name or state of its own by which a repeat would be seen.
 * @param db    inside the transaction that makes it
 * @param make  answers the id of what it made
 */
export async function madeOnce(db: Db, make: () => Promise<string>): Promise<string> {
  const request = requestUnderWay.getStore();
  if (!request) return make();
  const its = sql`caller = ${request.caller} and route = ${request.route} and key = ${request.key} and status is null`;
  // locked: who takes the request over from a server that is only slow waits for what that one makes
  const held = await firstOf(
    db,
    sql<{ id: string | null }>`select response ->> 'made' as id from idempotency_key where ${its} for update`,
  );
  if (held?.id) return held.id;
  const id = await make();
  await sql`update idempotency_key set response = jsonb_build_object('made', ${id}::text) where ${its}`.execute(db);
  return id;
}
