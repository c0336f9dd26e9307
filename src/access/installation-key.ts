import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { dbOf, firstOf, sql } from '../platform/database/sql.js';
import { committing } from '../platform/failpoints.js';

const KEY_BYTES = 32;

/** The key that signs links and sessions: minted once per installation, kept in its database, shared by every replica. */
@Injectable()
export class InstallationKey {
  private known: Promise<Buffer> | undefined;

  constructor(private readonly em: EntityManager) {}

  get(): Promise<Buffer> {
    this.known ??= this.read().catch((error: unknown) => {
      this.known = undefined;
      throw error;
    });
    return this.known;
  }

  private async read(): Promise<Buffer> {
    const db = dbOf(this.em.fork());
    const making = sql`insert into installation_secret (name, value) values ('signing-key', ${randomBytes(KEY_BYTES)})
      on conflict do nothing`;
    await committing(db, 'access.keyMade', () => making.execute(db));
    const row = await firstOf(
      db,
      sql<{ value: Buffer }>`select value from installation_secret where name = 'signing-key'`,
    );
    return row!.value;
  }
}
