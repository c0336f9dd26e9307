import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { dbOf, sql, type Db } from '../platform/database/sql.js';
import { transactional } from '../platform/failpoints.js';
import { DEMO_BODIES, DEMO_SUCCESSIONS, WITHOUT_ADDRESS } from './demo-bodies.rules.js';
import { BEFORE_RECORDS } from './national-tree.rules.js';
import { writeSuccessions } from './write-successions.js';
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
    return transactional(this.em, 'demo.unitsSeeded', async (em) => {
      const db = dbOf(em);
      const units = await writeUnits(db, DEMO_BODIES, at);
      await writeSuccessions(db, DEMO_SUCCESSIONS);
      await followDistricts(db);
      await sql`
        insert into unit_mailbox (unit_id, valid_from, address)
        select id, ${BEFORE_RECORDS}::date, 'vanthu.' || code || '@demo.invalid'
        from unit where code <> all(${[...WITHOUT_ADDRESS]}::text[]) on conflict do nothing`.execute(db);
      return { units };
    });
  }
}

/**
 * Bodies of a district ended with it: their area went to the communes, whose offices have no units of their own here;
 * what they were for went to the sở above them, or where there is none to whoever stands for the district.
 */
async function followDistricts(db: Db): Promise<void> {
  await sql`
    insert into unit_succession (from_id, to_id, effective_on, scope, extent, main, confidence, legal_basis)
    select b.unit_id, case when s.main then coalesce(above.parent_id, s.to_id) else s.to_id end, s.effective_on,
      s.scope, 'part', s.main, s.confidence, s.legal_basis
    from unit u
    join unit_relation b on b.unit_id = u.id and b.line = 'administrative'
    join unit_period district on district.unit_id = b.parent_id and district.level = 'district'
    join unit_succession s on s.from_id = b.parent_id and s.effective_on = b.valid_to
    left join unit_relation above on above.unit_id = u.id and above.line = 'sectoral' and above.valid_to = b.valid_to
    where u.code = any(${DEMO_BODIES.map(({ code }) => code)}::text[])
    on conflict do nothing`.execute(db);
}
