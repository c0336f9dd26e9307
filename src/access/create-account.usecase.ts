import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { record } from '../ledger/index.js';
import type { Caller, Locale, Role } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { dbOf, firstOf, sql, type Db } from '../platform/database/sql.js';
import { transactional } from '../platform/failpoints.js';
import { uuidv7 } from '../platform/ids.js';
import { openMandate } from './mandates.js';

export interface NewAccount {
  unitId: string;
  /** Shown to its holder and to who manages the unit's people; the history holds the id. */
  name: string;
  role: Role;
  locale: Locale;
  email?: string | undefined;
}

/** Opens an account for a person of a unit, with the mandate to act for it. */
@Injectable()
export class CreateAccount {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /**
   * The same name at the same unit with the same address is the same person: nothing is opened again.
   * @returns the id of the account
   */
  async execute(account: NewAccount, by: Caller): Promise<string> {
    return (await this.open(account, by)).id;
  }

  /** @returns the id of the account, and whether it was there before */
  open({ unitId, name, role, locale, email }: NewAccount, by: Caller): Promise<{ id: string; repeated: boolean }> {
    return transactional(this.em, 'access.accountCreated', async (em) => {
      const db = dbOf(em);
      const known = await knownAs(db, { unitId, name, email });
      if (known) return { id: known, repeated: true };
      const at = await this.clock.now(db);
      const id = uuidv7(at);
      await sql`insert into account (id, unit_id, name, role, locale, email, created_at)
        values (${id}, ${unitId}, ${name}, ${role}, ${locale}, ${email ?? null}, ${at})`.execute(db);
      await record(db, [{ kind: 'access.accountCreated', at, by, unitId, payload: { account: id, role } }]);
      await openMandate(db, { accountId: id, unitId, role, fromAt: at, untilAt: null }, { at, by });
      return { id, repeated: false };
    });
  }
}

async function knownAs(db: Db, { unitId, name, email }: Pick<NewAccount, 'unitId' | 'name' | 'email'>) {
  // two that send the same form at once are one after the other
  await sql`select pg_advisory_xact_lock(hashtextextended(${`account ${unitId} ${name}`}, 0))`.execute(db);
  const row = await firstOf(
    db,
    sql<{ id: string }>`select id from account where unit_id = ${unitId} and name = ${name}
      and lower(email) is not distinct from lower(${email ?? null}::text) and disabled_at is null limit 1`,
  );
  return row?.id;
}
