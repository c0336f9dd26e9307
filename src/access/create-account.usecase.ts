import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { record } from '../ledger/index.js';
import type { Caller, Locale, Role } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { dbOf, sql } from '../platform/database/sql.js';
import { uuidv7 } from '../platform/ids.js';

export interface NewAccount {
  unitId: string;
  /** Shown to its holder only; the history holds the id. */
  name: string;
  role: Role;
  locale: Locale;
}

/** Opens an account for a person of a unit. */
@Injectable()
export class CreateAccount {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** @returns the id of the account */
  execute({ unitId, name, role, locale }: NewAccount, by: Caller): Promise<string> {
    return this.em.fork().transactional(async (em) => {
      const db = dbOf(em);
      const at = await this.clock.now(db);
      const id = uuidv7(at);
      await sql`insert into account (id, unit_id, name, role, locale, created_at)
        values (${id}, ${unitId}, ${name}, ${role}, ${locale}, ${at})`.execute(db);
      await record(db, [{ kind: 'access.accountCreated', at, by, unitId, payload: { account: id, role } }]);
      return id;
    });
  }
}
