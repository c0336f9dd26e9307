import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { Column, recordEach } from '../ledger/index.js';
import type { Caller } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { dbOf, sql, type Db } from '../platform/database/sql.js';
import { notPossibleNow } from '../platform/errors.js';
import { ApiTokens, type NewToken } from './api-tokens.js';
import { choicesOf, heldAccount } from './mandates.js';
import { mustManage, mustManagePerson } from './people-scope.js';

/** Makes the code that a person signs in with. */
@Injectable()
export class MakeSignInCode {
  constructor(
    private readonly em: EntityManager,
    private readonly tokens: ApiTokens,
    private readonly clock: Clock,
  ) {}

  /**
   * Ends the codes of before and what was signed in with them. Whoever makes one could use it, so he has to manage every
   * unit and role that the person has now.
   * @returns the code, which is kept nowhere
   * @throws ProductError `not-found`, `not-permitted`, `not-possible-now` for somebody without a mandate in force
   */
  execute(accountId: string, by: Caller): Promise<NewToken> {
    return this.em.fork().transactional(async (em) => {
      const db = dbOf(em);
      await mustManagePerson(db, by, accountId);
      const account = await heldAccount(db, accountId);
      const mandates = await choicesOf(db, accountId);
      if (!account || mandates.length === 0)
        throw notPossibleNow(
          'Cán bộ này chưa có quyền làm việc nào đang có hiệu lực; hãy giao quyền trước.',
          'This person has no mandate in force; give one first.',
        );
      for (const { unitId, role } of mandates) await mustManage(db, by, { unitId, role });
      await endCodes(db, accountId, { at: await this.clock.now(db), by });
      const { unitId, role } = mandates.find((mandate) => mandate.unitId === account.unitId) ?? mandates[0]!;
      return this.tokens.mint(db, { unitId, role, accountId }, by);
    });
  }
}

/** Ends the sign-in codes of a person and every session, inside the caller's transaction. @returns how many codes */
export async function endCodes(db: Db, accountId: string, { at, by }: { at: Date; by: Caller }): Promise<number> {
  const ended = sql`(
    select id, unit_id from api_token where account_id = ${accountId} and revoked_at is null)`;
  const n = await recordEach(db, ended, {
    kind: 'access.tokenRevoked',
    at,
    by,
    unitId: new Column('unit_id', 'text'),
    payload: { token: new Column('id', 'text'), account: accountId },
  });
  await sql`update api_token set revoked_at = clock_timestamp() where account_id = ${accountId} and revoked_at is null`.execute(
    db,
  );
  await sql`update account set session_epoch = session_epoch + 1 where id = ${accountId}`.execute(db);
  return n;
}
