import { Column, recordEach } from '../ledger/index.js';
import type { Caller } from '../platform/caller.js';
import { sql, type Db } from '../platform/database/sql.js';

/** Units whose tokens ended in this process: nothing that is remembered of them is trusted. */
const ended = new Set<string>();

/** Whether the tokens of a unit have been ended here, perhaps by a transaction that is still open: they are asked for anew. */
export const tokensHaveEnded = (unitId: string): boolean => ended.has(unitId);

/**
 * Ends the tokens by which whoever holds them acts for one of these units, and what was signed in with them, when the units
 * end: nobody may speak for an office that is not there. Sign-in codes of persons are left: they go where their mandates
 * go. One statement and one fact per token; again it changes nothing. Call it inside the transaction of the reorganisation.
 * Another process trusts a token that it has just seen for five seconds more.
 * @returns how many tokens ended
 */
export async function endUnitTokens(
  db: Db,
  unitIds: readonly string[],
  { at, by }: { at: Date; by: Caller },
): Promise<number> {
  for (const unitId of unitIds) ended.add(unitId);
  const open = sql`unit_id = any(${[...unitIds]}::uuid[]) and account_id is null and revoked_at is null`;
  const n = await recordEach(db, sql`(select id, unit_id from api_token where ${open} order by id for update)`, {
    kind: 'access.tokenRevoked',
    at,
    by,
    unitId: new Column('unit_id', 'text'),
    payload: { token: new Column('id', 'text') },
  });
  await sql`update api_token set revoked_at = clock_timestamp() where ${open}`.execute(db);
  return n;
}
