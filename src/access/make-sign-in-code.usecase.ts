import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { Column, recordEach } from '../ledger/index.js';
import type { Caller, Role } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { dbOf, rowsOf, sql, type Db } from '../platform/database/sql.js';
import { notPossibleNow } from '../platform/errors.js';
import { transactional } from '../platform/failpoints.js';
import { ApiTokens, type NewToken } from './api-tokens.js';
import { makersOfCodes } from './made-by.js';
import { isWithinReachOf } from './mandate.rules.js';
import { choicesOf, heldAccount, NOT_OVER } from './mandates.js';
import { mustBeGiver, mustManagePerson } from './people-scope.js';

/** Makes the code that a person signs in with. */
@Injectable()
export class MakeSignInCode {
  constructor(
    private readonly em: EntityManager,
    private readonly tokens: ApiTokens,
    private readonly clock: Clock,
  ) {}

  /**
   * Ends the codes of before and what was signed in with them. Whoever makes one could use it, so he has to be the
   * giver of every unit and role that the person has or will have: a peer's code comes from above.
   * @returns the code, which is kept nowhere
   * @throws ProductError `not-found`, `not-permitted`, `not-possible-now` for somebody without a mandate in force
   */
  execute(accountId: string, by: Caller): Promise<NewToken> {
    return transactional(this.em, 'access.signInCodeMade', async (em) => {
      const db = dbOf(em);
      await mustManagePerson(db, by, accountId);
      const account = await heldAccount(db, accountId);
      const mandates = await choicesOf(db, accountId);
      if (!account || mandates.length === 0)
        throw notPossibleNow(
          'Cán bộ này chưa có quyền làm việc nào đang có hiệu lực; hãy giao quyền trước.',
          'This person has no mandate in force; give one first.',
        );
      for (const of of await notOver(db, accountId)) if (!lentBy(of, by)) await mustBeGiver(db, by, of);
      await endCodes(db, accountId, { at: await this.clock.now(db), by });
      const { unitId, role } = mandates.find((mandate) => mandate.unitId === account.unitId) ?? mandates[0]!;
      return this.tokens.mint(db, { unitId, role, accountId }, by);
    });
  }
}

interface Office {
  unitId: string;
  role: Role;
  lenderId: string | null;
}

/** What a person has or will have: what is over is no matter. */
const notOver = (db: Db, accountId: string): Promise<Office[]> =>
  rowsOf(
    db,
    sql<Office>`select distinct m.unit_id as "unitId", m.role, s.account_id as "lenderId"
      from mandate m left join mandate s on s.id = m.delegated_by where m.account_id = ${accountId} and ${NOT_OVER}`,
  );

/** What somebody lent is his already. */
const lentBy = ({ lenderId }: Office, by: Caller): boolean => lenderId === by.actor;

/** They manage every unit and role. */
const OF_THE_INSTALLATION: readonly string[] = ['command-line', 'system'];

/**
 * Before a person gets a mandate: ends the sign-in codes and sessions where a maker of the codes might not have been
 * permitted to make them with it. He was where the person has as much at that unit of his own, or where he gives it now.
 */
export async function endCodesBeyond(
  db: Db,
  { accountId, unitId, role }: { accountId: string; unitId: string; role: Role },
  { at, by }: { at: Date; by: Caller },
): Promise<void> {
  const offices = await notOver(db, accountId);
  if (
    offices.some(
      (of) => of.unitId === unitId && (of.lenderId === null || lentBy(of, by)) && isWithinReachOf(role, of.role),
    )
  )
    return;
  const makers = await makersOfCodes(db, accountId);
  const isTrusted = (maker: string | null) => maker === by.actor || OF_THE_INSTALLATION.includes(maker ?? '');
  if (!makers.every(isTrusted)) await endCodes(db, accountId, { at, by });
}

/**
 * Ends the sign-in codes of a person and every session, inside the caller's transaction.
 * @param unitId  only the codes for this unit: the sessions there end with their mandates
 * @returns how many codes
 */
export async function endCodes(
  db: Db,
  accountId: string,
  { at, by, unitId }: { at: Date; by: Caller; unitId?: string | undefined },
): Promise<number> {
  const open = sql`account_id = ${accountId} and revoked_at is null
    and (${unitId ?? null}::uuid is null or unit_id = ${unitId ?? null}::uuid)`;
  const n = await recordEach(db, sql`(select id, unit_id from api_token where ${open})`, {
    kind: 'access.tokenRevoked',
    at,
    by,
    unitId: new Column('unit_id', 'text'),
    payload: { token: new Column('id', 'text'), account: accountId },
  });
  await sql`update api_token set revoked_at = clock_timestamp() where ${open}`.execute(db);
  if (unitId === undefined)
    await sql`update account set session_epoch = session_epoch + 1 where id = ${accountId}`.execute(db);
  return n;
}
