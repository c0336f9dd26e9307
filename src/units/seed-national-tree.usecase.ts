import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { dbOf, firstOf, sql } from '../platform/database/sql.js';
import { readNationalLists } from './national-lists.js';
import { nationalTree } from './national-tree.rules.js';
import { writeUnits } from './write-units.js';

/** Reference data of every installation: the national hierarchy in its two states. */
@Injectable()
export class SeedNationalTree {
  constructor(private readonly em: EntityManager) {}

  /**
   * All or nothing, once: where the root exists the lists are not even read. Later corrections come as migrations.
   * @param at  business instant, for ids
   * @returns how many units were written
   */
  async execute(at: Date): Promise<{ units: number }> {
    const present = await firstOf(dbOf(this.em.fork()), sql`select 1 from unit where code = 'vn'`);
    if (present) return { units: 0 };
    const { before, after } = await readNationalLists();
    const tree = nationalTree(before, after);
    return this.em.fork().transactional(async (em) => ({ units: await writeUnits(dbOf(em), tree, at) }));
  }
}
