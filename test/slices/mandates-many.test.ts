import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EntityManager } from '@mikro-orm/postgresql';
import { actingOf } from '../../src/access/callers.js';
import { CreateAccount, mandatesOf, officersOf } from '../../src/access/index.js';
import { PREDECESSORS } from '../../src/access/predecessors.js';
import { listPeople } from '../../src/people/people.queries.js';
import { dbOf, firstOf, rowsOf, sql, type Db } from '../../src/platform/database/sql.js';
import { findUnit, SeedDemoUnits } from '../../src/units/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { operator } from '../support/issued.js';

const NOW = '2026-03-02T02:00:00Z';
const MANY = 40_000;

let app: TestApp;
let unitId: string;
let account: string;

beforeAll(async () => {
  app = await testApp();
  await app.setClock(NOW);
  await app.get(SeedDemoUnits).execute(new Date(NOW));
  unitId = (await findUnit(app.db, 'x06184-2025')).id;
  account = await app.get(CreateAccount).execute({ unitId, name: 'Lý Hoa', role: 'leader', locale: 'vi' }, operator);
  const { id: other } = await findUnit(app.db, 't20');
  await sql`with person as (
      insert into account (id, unit_id, name, role, created_at)
      select uuid_v7(${NOW}), ${other}, 'Cán bộ', 'officer', ${NOW} from generate_series(1, ${MANY}::integer) returning id)
    insert into mandate (id, account_id, unit_id, role, basis, from_at, granted_by)
    select uuid_v7(${NOW}), id, ${other}, 'officer', 'appointment', ${NOW}, 'test' from person`.execute(app.db);
  await sql`analyze account, mandate, unit_succession, unit_period`.execute(app.db);
});
afterAll(() => app.close());

/** How many mandates are read for what is asked, by whichever plan. */
const readThrough = (ask: (db: Db) => Promise<unknown>): Promise<number> =>
  app
    .get(EntityManager)
    .fork()
    .transactional(async (em) => {
      const db = dbOf(em);
      expect(await ask(db)).toBeTruthy();
      const row = await firstOf(
        db,
        sql<{
          n: number;
        }>`select (seq_tup_read + idx_tup_fetch)::int as n from pg_stat_xact_user_tables where relname = 'mandate'`,
      );
      return row!.n;
    });

describe('with the mandates of a whole country', () => {
  it.each([
    ['a signed-in request', (db: Db) => actingOf(db, account)],
    ['the mandates of a person', (db: Db) => mandatesOf(db, account)],
    ['the officers of a unit', (db: Db) => officersOf(db, unitId)],
    ['a list of people', (db: Db) => listPeople(db, { ...operator, role: 'leader', unitId }, { q: '', all: false, limit: 50 })], // prettier-ignore
  ])('%s does not read through them', async (_, ask) => {
    expect(await readThrough(ask)).toBeLessThan(20);
  });

  it('a call of the function of the database does, which is why the condition is written out', async () => {
    const call = (db: Db) =>
      rowsOf(db, sql`select 1 from mandate_at(business_now()) m where m.account_id = ${account}`);
    expect(await readThrough(call)).toBeGreaterThanOrEqual(MANY);
  });
});

describe('the ended units that a unit stands for', () => {
  it('are those of the database, found along the indexes', async () => {
    const units = sql`(select distinct to_id as unit_id from unit_succession where main order by 1 limit 60)`;
    const differing = await rowsOf(
      app.db,
      sql`select unit_id from (select unit_id, ${PREDECESSORS} from ${units} u) x
        where array(select unnest("alsoFor") order by 1) <> array(select p.unit_id from unit_predecessors(x.unit_id, '2026-03-02') p order by 1)`,
    );
    expect(differing).toEqual([]);
    const { id: province } = await findUnit(app.db, 't20');
    const plan = await rowsOf(
      app.db,
      sql<{ 'QUERY PLAN': string }>`explain select ${PREDECESSORS} from (select ${province}::uuid as unit_id) x`,
    );
    const said = plan.map((line) => line['QUERY PLAN']).join('\n');
    expect(said).toContain('Index');
    expect(said).not.toMatch(/Function Scan|Seq Scan on unit_/);
  });
});
