import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EntityManager } from '@mikro-orm/postgresql';
import { act } from '../../src/assignments/index.js';
import { dbOf, rowsOf, sql } from '../../src/platform/database/sql.js';
import { watchFailpoints } from '../../src/platform/failpoints.js';
import { CountProgress, progressOf } from '../../src/tracking/index.js';
import { operator } from '../support/issued.js';
import { testApp, type TestApp } from '../support/app.js';
import { actAtRandom, closeCascade, drawing, picture, plantCascade } from '../support/random-cascade.js';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const ACTS = 30;

async function planted(root: string): Promise<string> {
  await app.setClock('2026-11-16T01:00:00Z');
  const directive = await plantCascade(app, root);
  await app.get(CountProgress).begin(undefined, 1);
  return directive;
}

const countersOf = (cascade: string) =>
  rowsOf(
    app.db,
    sql`select c.node_id, c.state_id, sum(c.n)::int as n from progress_count c where c.cascade_id = ${cascade} group by 1, 2 having sum(c.n) <> 0 order by 1, 2`,
  );

/** Every node of the cascade, and the top. */
async function mustBeRecounted(directive: string, root: string, n: number, said: string): Promise<void> {
  for (const under of [undefined, `${root}-1`, `${root}-1-1`, `${root}-2`, `${root}-3`]) {
    const counted = await picture(app, directive, { under, by: 'level' });
    const recounted = await picture(app, directive, { under, by: 'level', recount: true });
    expect({ n, said, under, seen: counted }).toEqual({ n, said, under, seen: recounted });
  }
}

describe('counters of progress', () => {
  it.each([1, 2, 3])('are what a recount finds, after any sequence of acts (%i)', async (seed) => {
    const [draw, root] = [drawing(seed * 104_729), `bo-dem-${seed}`];
    const directive = await planted(root);
    for (let n = 1; n <= ACTS; n++) {
      const said = n === ACTS - 2 ? 'close' : await actAtRandom(app, directive, draw);
      if (said === 'close') await closeCascade(app, directive);
      if (n % 3 === 2) continue; // several acts at once now and then
      await app.get(CountProgress).execute();
      await mustBeRecounted(directive, root, n, said);
    }
    const kept = await countersOf(directive);
    await sql`delete from progress_cascade where cascade_id = ${directive}`.execute(app.db);
    await app.get(CountProgress).begin(undefined, 1);
    expect(await countersOf(directive)).toEqual(kept);
  });

  it('say how far they are behind, and are up to date afterwards', async () => {
    const directive = await planted('bo-dem-lag');
    expect((await progressOf(app.db, directive)).lagSeconds).toBe(0);
    const draw = drawing(42);
    while (!/^acknowledge [^:]+$/.test(await actAtRandom(app, directive, draw)));
    const before = await progressOf(app.db, directive);
    expect(before.receipt.acknowledged).toBe(0);
    expect(before.lagSeconds).toBeGreaterThan(0);
    await app.get(CountProgress).execute();
    const after = await progressOf(app.db, directive);
    expect([after.receipt.acknowledged, after.lagSeconds]).toEqual([1, 0]);
  });

  it('stay as they were where the count does not come to its commit, and count then', async () => {
    const directive = await planted('bo-dem-crash');
    const draw = drawing(7);
    for (let n = 0; n < 10; n++) await actAtRandom(app, directive, draw);
    const kept = await countersOf(directive);
    watchFailpoints((point) => {
      if (point === 'progress.counted:before') throw new Error('the process dies');
    });
    try {
      await expect(app.get(CountProgress).execute()).rejects.toThrow('the process dies');
    } finally {
      watchFailpoints(undefined);
    }
    expect(await countersOf(directive)).toEqual(kept);
    await app.get(CountProgress).execute();
    await mustBeRecounted(directive, 'bo-dem-crash', 10, 'crash');
  });

  it('are counted once where two replicas count at once, and where one commits an act late', async () => {
    const directive = await planted('bo-dem-two');
    const draw = drawing(11);
    for (let n = 0; n < 12; n++) await actAtRandom(app, directive, draw);
    const counting = [1, 2, 3].map(() => app.get(CountProgress).execute());
    await Promise.allSettled(counting);
    await app.get(CountProgress).execute();
    await mustBeRecounted(directive, 'bo-dem-two', 12, 'two at once');
    // an act that began before a count and commits after the next one, which has seen later acts
    const [duty, ...others] = await rowsOf<{ id: string }>(
      app.db,
      sql`select id from assignment where cascade_id = ${directive} and receipt = 'sent' and standing = 'inForce' order by id limit 4`,
    );
    await app.setClock('2026-11-16T09:00:00Z');
    await app
      .get(EntityManager)
      .fork()
      .transactional(async (em) => {
        await act(dbOf(em), duty!.id, { event: { type: 'RETURN' }, by: operator, kind: 'assignment.returned' });
        for (const { id } of others)
          await act(app.db, id, { event: { type: 'DELIVER' }, by: operator, kind: 'assignment.delivered' });
        await app.get(CountProgress).execute();
      });
    await app.get(CountProgress).execute();
    await mustBeRecounted(directive, 'bo-dem-two', 13, 'late');
    expect((await progressOf(app.db, directive)).receipt.returned).toBeGreaterThan(0);
  });
});
