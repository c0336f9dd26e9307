import { NO_CASCADE } from '../platform/ids.js';
import { rowsOf, sql, type Db } from '../platform/database/sql.js';

/**
 * Who opened the account of a person, gave it any of its mandates, or made any of its sign-in codes, at any time: whoever
 * did so could act as that person, so the two do not count as two people.
 * @param accountId  the actor as the history names it; what is no person was made by nobody known
 * @returns actors of the history, each once: accounts, `token:<id>`, `command-line`, `system`
 */
export async function madeBy(db: Db, accountId: string): Promise<readonly string[]> {
  const rows = await rowsOf(
    db,
    sql<{ actor: string }>`
      select granted_by as actor from mandate where account_id::text = ${accountId}
      union
      select e.actor from account a join ledger_entry e on e.cascade_id = ${NO_CASCADE} and e.id >= uuid_floor(a.created_at)
        and e.kind in ('access.accountCreated', 'access.mandateGiven', 'access.tokenCreated')
      where a.id::text = ${accountId} and convert_from(e.bytes, 'UTF8')::jsonb -> 'payload' ->> 'account' = ${accountId}
      order by actor`,
  );
  return rows.map(({ actor }) => actor);
}

/** Who made the sign-in codes of a person that still open the door; null: the history does not say. */
export async function makersOfCodes(db: Db, accountId: string): Promise<readonly (string | null)[]> {
  const rows = await rowsOf(
    db,
    // the id of the entry begins with its instant, which is that of the code
    sql<{ actor: string | null }>`select e.actor from api_token t left join ledger_entry e
      on e.cascade_id = ${NO_CASCADE} and e.id >= uuid_floor(t.created_at)
        and e.id < uuid_floor(t.created_at + interval '1 millisecond') and e.kind = 'access.tokenCreated'
        and convert_from(e.bytes, 'UTF8')::jsonb -> 'payload' ->> 'token' = t.id::text
      where t.account_id = ${accountId} and t.revoked_at is null and t.expires_at > clock_timestamp()`,
  );
  return rows.map(({ actor }) => actor);
}
