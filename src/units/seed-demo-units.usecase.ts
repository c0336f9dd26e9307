import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { dbOf, sql } from '../platform/database/sql.js';
import { DEMO_BODIES, WITHOUT_ADDRESS } from './demo-bodies.rules.js';
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
        insert into unit_contact (unit_id, email)
        select id, case when code = any(${[...WITHOUT_ADDRESS]}::text[]) then null
                   else 'vanthu.' || code || '@demo.invalid' end
        from unit on conflict (unit_id) do nothing`.execute(db);
      return { units };
    });
  }
}
