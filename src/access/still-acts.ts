import { isOperator, type Caller } from '../platform/caller.js';
import { firstOf, sql, type Db } from '../platform/database/sql.js';
import { isUuid } from '../platform/ids.js';
import { actingOf } from './callers.js';

const TOKEN = 'token:';

/**
 * Whether somebody who asked for something earlier may still do it, for the same unit and in the same role: the account's
 * mandate is in force, the token neither revoked nor over. The operator at the command line and the system always may.
 */
export async function stillActs(db: Db, caller: Caller): Promise<boolean> {
  if (isOperator(caller)) return true;
  const { actor, mandate, unitId, role } = caller;
  if (actor.startsWith(TOKEN))
    return (
      (await firstOf(
        db,
        sql`select 1 from api_token where id = ${actor.slice(TOKEN.length)} and revoked_at is null
          and expires_at > clock_timestamp() and unit_id = ${unitId} and role = ${role}`,
      )) !== undefined
    );
  const acting = isUuid(actor) ? await actingOf(db, actor, { mandateId: mandate }) : undefined;
  return acting?.unitId === unitId && acting.role === role;
}
