import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { dbOf, sql } from '../platform/database/sql.js';
import { DEMO_BODIES, WITHOUT_ADDRESS } from './demo-bodies.rules.js';
import { BEFORE_RECORDS } from './national-tree.rules.js';
import { writeUnits } from './write-units.js';

/** Demonstration only: sectoral bodies, and an address that cannot exist (`.invalid`) for every unit. */
@Injectable()
export class SeedDemoUnits {
  constructor(private readonly em: EntityManager) {}

  /**
   * Again changes nothing. A few communes are left without an address on purpose ({@link WITHOUT_ADDRESS}).
   * @param at  business instant, for ids
   * @returns how many units were written
   */
  async execute(at: Date): Promise<{ units: number }> {
    return this.em.fork().transactional(async (em) => {
      const db = dbOf(em);
      const units = await writeUnits(db, DEMO_BODIES, at);
      await sql`
        insert into unit_mailbox (unit_id, valid_from, address)
        select id, ${BEFORE_RECORDS}::date, 'vanthu.' || code || '@demo.invalid'
        from unit where code <> all(${[...WITHOUT_ADDRESS]}::text[]) on conflict do nothing`.execute(db);
      return { units };
    });
  }
}
