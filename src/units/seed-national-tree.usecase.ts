import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { dbOf, firstOf, sql } from '../platform/database/sql.js';
import { transactional } from '../platform/failpoints.js';
import { readNationalLists } from './national-lists.js';
import { nationalTree } from './national-tree.rules.js';
import { nationalSuccessions } from './succession.rules.js';
import { writeSuccessions } from './write-successions.js';
import { writeUnits } from './write-units.js';

/** A unit that has a successor once the whole seed is there: old Quảng Trị. */
const LAST_SEEDED = 't45';

/** Reference data of every installation: the national hierarchy in its two states, and who followed whom. */
@Injectable()
export class SeedNationalTree {
  constructor(private readonly em: EntityManager) {}

  /**
   * All or nothing, once: where everything is there the lists are not even read. A database that was seeded before
   * successors were known gets them. Later corrections come as migrations.
   * @param at  business instant, for ids
   * @returns how many units were written
   */
  async execute(at: Date): Promise<{ units: number }> {
    const present = await firstOf(
      dbOf(this.em.fork()),
      sql`select 1 from unit_succession s join unit u on u.id = s.from_id where u.code = ${LAST_SEEDED}`,
    );
    if (present) return { units: 0 };
    const { before, after, mapping } = await readNationalLists();
    const tree = nationalTree(before, after);
    const successions = nationalSuccessions(before, after, mapping);
    return transactional(this.em, 'units.treeSeeded', async (em) => {
      const db = dbOf(em);
      const root = await firstOf(db, sql`select 1 from unit where code = 'vn'`);
      const units = root ? 0 : await writeUnits(db, tree, at);
      await writeSuccessions(db, successions);
      return { units };
    });
  }
}
