import { MikroORM } from '@mikro-orm/postgresql';
import { expect, it } from '@jest/globals';
import { ormOptions } from '../../src/platform/database/orm-config.js';
import { dbOf, rowsOf, sql } from '../../src/platform/database/sql.js';
import { UNIT_ENTITIES } from '../../src/units/index.js';
import { freshDatabase } from '../support/database.js';

it('the database closes while statements ask for connections: they are answered or turned away, and none is left open', async () => {
  const database = await freshDatabase();
  try {
    const orm = await MikroORM.init(ormOptions(database.appUrl, UNIT_ENTITIES));
    const db = dbOf(orm.em.fork());
    const asked = Array.from({ length: 12 }, (_, n) => rowsOf<{ n: number }>(db, sql`select ${n}::int as n`));
    await orm.close();
    const answers = await Promise.allSettled(asked);
    const said = answers.map((one, n) => (one.status === 'fulfilled' ? one.value[0]?.n === n : String(one.reason)));
    expect(new Set(said.filter((one) => one !== true))).toEqual(new Set(['Error: the database is being closed']));
  } finally {
    await database.drop();
  }
});
