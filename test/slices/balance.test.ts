import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { register } from 'prom-client';
import { Readiness } from '../../src/platform/readiness.js';
import { rowsOf, sql } from '../../src/platform/database/sql.js';
import { BUCKET, bucketOf, CheckBalance, COMBINATIONS, CountProgress } from '../../src/tracking/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { mustBalance } from '../support/balance.js';
import { actAtRandom, drawing, plantCascade } from '../support/random-cascade.js';

let app: TestApp;
let cascade: string;
beforeAll(async () => {
  app = await testApp();
  await app.setClock('2026-11-16T01:00:00Z');
  cascade = await plantCascade(app, 'can-doi');
  const draw = drawing(5);
  for (let n = 0; n < 15; n++) await actAtRandom(app, cascade, draw);
  await app.get(CountProgress).begin(undefined, 1);
});
afterAll(() => app.close());

describe('the balance of cascades', () => {
  it('has the same bucket in SQL as in the rules, for every combination', async () => {
    const rows = await rowsOf<{ n: number; bucket: string }>(
      app.db,
      sql`select n, ${BUCKET} as bucket from jsonb_to_recordset(${JSON.stringify(
        COMBINATIONS.map((row, n) => ({ ...row, owes_work: row.owesWork, n })),
      )}::jsonb) x (n int, receipt text, work text, standing text, owes_work boolean) order by n`,
    );
    expect(rows.map(({ bucket }) => bucket)).toEqual(COMBINATIONS.map((row) => bucketOf(row, row.owesWork)));
  });

  it('is checked without a fault, and again only after something happened', async () => {
    expect(await app.get(CheckBalance).execute()).toEqual([]);
    expect((await app.get(Readiness).states())['balance']).toMatchObject({ ok: true, broken: [] });
  });

  it('raises an alarm where a row is not what its history says', async () => {
    const fault = 'history';
    const [row] = await rowsOf<{ id: string; receipt: string }>(
      app.db,
      sql`select id, receipt from assignment where cascade_id = ${cascade} and receipt = 'expected' order by id limit 1`,
    );
    await sql`update assignment set receipt = 'acknowledged' where id = ${row!.id}`.execute(app.db);
    await expect(mustBalance(app.db)).rejects.toThrow('does not balance');
    await sql`delete from balance_check`.execute(app.db);
    const faults = await app.get(CheckBalance).execute();
    expect(faults).toContainEqual({ cascadeId: cascade, fault, n: 1, assignment: row!.id });
    expect((await app.get(Readiness).states())['balance']).toMatchObject({
      ok: false,
      broken: [{ cascade, faults: expect.arrayContaining([fault]) }],
    });
    expect(await register.getSingleMetricAsString('thongsuot_balance_faults')).toContain('thongsuot_balance_faults 1');
    await sql`update assignment set receipt = ${row!.receipt} where id = ${row!.id}`.execute(app.db);
    expect(await app.get(CheckBalance).execute()).toEqual([]);
    expect((await app.get(Readiness).states())['balance']).toMatchObject({ ok: true });
  });

  it('finds a row that hangs below nothing, and a counter that is not the sum of its rows', async () => {
    const [row] = await rowsOf<{ id: string; parent: string }>(
      app.db,
      sql`select id, parent_id as parent from assignment where cascade_id = ${cascade} and parent_id is not null order by id limit 1`,
    );
    await sql`update assignment set parent_id = gen_random_uuid() where id = ${row!.id}`.execute(app.db);
    await sql`update progress_count set n = n + 1 where cascade_id = ${cascade} and node_id = ${row!.parent}`.execute(
      app.db,
    );
    await sql`delete from balance_check`.execute(app.db);
    const faults = await app.get(CheckBalance).execute();
    expect(faults.map(({ fault }) => fault)).toEqual(['counters', 'unplaced']);
    await sql`update assignment set parent_id = ${row!.parent} where id = ${row!.id}`.execute(app.db);
    await sql`update progress_count set n = n - 1 where cascade_id = ${cascade} and node_id = ${row!.parent}`.execute(
      app.db,
    );
    expect(await app.get(CheckBalance).execute()).toEqual([]);
  });
});
