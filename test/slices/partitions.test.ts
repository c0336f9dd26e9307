import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MikroORM } from '@mikro-orm/postgresql';
import { AcknowledgeAssignment } from '../../src/assignments/index.js';
import { CloseDirective } from '../../src/cascade/index.js';
import { ChaseDue } from '../../src/chasing/index.js';
import { attach, detach } from '../../src/partitions.commands.js';
import { migrate } from '../../src/platform/database/migrate.js';
import { ormOptions } from '../../src/platform/database/orm-config.js';
import { partitionYears } from '../../src/platform/database/partitions.js';
import { dbOf, rowsOf, sql } from '../../src/platform/database/sql.js';
import { VerifyLedger } from '../../src/ledger/index.js';
import { CheckBalance, progressOf } from '../../src/tracking/index.js';
import { mustBeHeld } from '../../src/tracking/must-be-held.js';
import { directiveById } from '../../src/directives/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { factsOf, issuedTo, operator } from '../support/issued.js';

let app: TestApp;
let orm: MikroORM;
let old: { directive: string; assignments: string[] };
let recent: { directive: string; assignments: string[] };

/** Provinces that the reform of 2025 left as they were. */
const PROVINCES = ['t04', 't11'];

beforeAll(async () => {
  app = await testApp();
  orm = await MikroORM.init(ormOptions(app.database.ownerUrl, []));
  await app.setClock('2024-03-04T09:00:00+07:00');
  old = await issuedTo(app, PROVINCES);
  await app.get(AcknowledgeAssignment).execute(old.assignments[0]!, {}, operator);
  await app.setClock('2026-03-04T09:00:00+07:00');
  recent = await issuedTo(app, PROVINCES);
});
afterAll(async () => {
  await orm.close(true);
  await app.close();
});

const rowsIn = async (table: string, directive: string): Promise<number> =>
  (
    await rowsOf<{ n: number }>(
      app.db,
      sql`select count(*)::int as n from ${sql.raw(table)} where cascade_id = ${directive}`,
    )
  )[0]!.n;
const yearOf = async (year: number) => (await partitionYears(app.db)).find((one) => one.year === year);

describe('the partitions', () => {
  it('are those of every table whose key begins with the cascade, each with the same years', async () => {
    const tables = await rowsOf<{ name: string; kind: string; parts: string[] | null }>(
      app.db,
      sql`select c.relname as name, c.relkind::text as kind,
          (select array_agg(replace(p.relname, c.relname || '_', '') order by p.relname)
            from pg_inherits h join pg_class p on p.oid = h.inhrelid where h.inhparent = c.oid) as parts
        from pg_class c join pg_index i on i.indrelid = c.oid and i.indisprimary
        join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0] and a.attname = 'cascade_id'
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition order by 1`,
    );
    const years = ['2024', '2025', '2026', '2027', '2028', 'other'];
    expect(tables.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['assignment', 'assignment_succession', 'ledger_entry', 'message', 'report']),
    );
    expect(tables.filter(({ kind, parts }) => kind !== 'p' || String(parts) !== String(years))).toEqual([]);
  });

  it('of a year stay while one of its directives is in force', async () => {
    expect(await yearOf(2024)).toMatchObject({ assignments: 2, messages: 2, open: 1 });
    await expect(detach(orm, 2024, { caller: operator })).rejects.toMatchObject({ code: 'not-possible-now' });
    expect(await rowsIn('assignment', old.directive)).toBe(2);
  });

  it('of a year without any are not found', async () => {
    await expect(detach(orm, 2019, { caller: operator })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('of a year stay while a unit that was asked to give the paper back has not answered, and while mail waits', async () => {
    const waits = (standing: string, state: string) =>
      sql`with d as (update directive set state = ${state} where id = ${old.directive})
        update assignment set standing = ${standing} where id = ${old.assignments[0]}`.execute(app.db);
    await waits('recallRequested', 'recalled');
    expect(await yearOf(2024)).toMatchObject({ open: 1 });
    await waits('inForce', 'recalled');
    await expect(detach(orm, 2024, { caller: operator })).rejects.toMatchObject({ details: { open: 1 } });
    await waits('inForce', 'issued');
  });

  it('of an old year go, and the rest of the product goes on', async () => {
    await app.get(CloseDirective).execute(old.directive, operator);
    const held = await detach(orm, 2024, { caller: operator });
    expect(held).toMatchObject({ year: 2024, assignments: 2, open: 0 });
    for (const table of ['assignment', 'ledger_entry', 'message']) {
      expect({ table, rows: await rowsIn(table, old.directive) }).toEqual({ table, rows: 0 });
      const kept = await rowsOf<{ n: number }>(
        dbOf(orm.em.fork()),
        sql`select count(*)::int as n from year_2024.${sql.raw(table)}_2024 where cascade_id = ${old.directive}`,
      );
      expect(kept[0]!.n).toBeGreaterThanOrEqual(2);
    }
    const [first] = recent.assignments;
    await app.get(AcknowledgeAssignment).execute(first!, {}, operator);
    expect((await progressOf(app.db, recent.directive)).receipt).toMatchObject({ acknowledged: 1, sent: 1 });
    await app.setClock('2026-03-30T09:00:00+07:00');
    expect((await app.get(ChaseDue).execute()).reminded).toBeGreaterThanOrEqual(1);
    expect(await factsOf(app.db)).toMatchObject({ 'ledger.yearDetached': 1 });
  });

  it('that were detached are not made anew by the next start', async () => {
    await migrate(app.database);
    expect(await yearOf(2024)).toBeUndefined();
    expect(await yearOf(2026)).toMatchObject({ assignments: 2, open: 1 });
  });

  it('do not come back into tables that have changed since: it says which columns, and changes nothing', async () => {
    const db = dbOf(orm.em.fork());
    await sql`alter table message add column later int`.execute(db);
    await expect(attach(orm, 2024, { caller: operator })).rejects.toMatchObject({
      code: 'not-possible-now',
      details: { table: 'message', differ: '+later integer' },
    });
    await sql`alter table message drop column later`.execute(db);
    expect(await yearOf(2024)).toBeUndefined();
  });

  it('come back as they were', async () => {
    await expect(mustBeHeld(app.db, await directiveById(app.db, old.directive))).rejects.toMatchObject({
      code: 'not-possible-now',
      details: { year: 2024 },
    });
    await mustBeHeld(app.db, await directiveById(app.db, recent.directive));
    expect((await app.get(VerifyLedger).execute()).absentYears).toEqual([2024]);
    // what the jobs write while the year is away must not keep it from coming back
    await app.get(CheckBalance).execute();
    await attach(orm, 2024, { caller: operator });
    expect((await app.get(VerifyLedger).execute()).absentYears).toEqual([]);
    expect((await progressOf(app.db, old.directive)).total).toBe(2);
    expect(await yearOf(2024)).toMatchObject({ assignments: 2, messages: 2, open: 0 });
    await expect(attach(orm, 2024, { caller: operator })).rejects.toMatchObject({ code: 'not-found' });
    const change = sql`update ledger_entry set kind = 'x' where cascade_id = ${old.directive}`;
    await expect(change.execute(dbOf(orm.em.fork()))).rejects.toThrow(/append-only/);
  });
});
