import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EntityManager } from '@mikro-orm/postgresql';
import { dbOf, sql, type Db } from '../../src/platform/database/sql.js';
import { committing, transactional } from '../../src/platform/failpoints.js';
import { knownErrorOf } from '../../src/platform/known-error.js';
import { testApp, type TestApp } from '../support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app?.close());

const hold = (db: Db, id: number) => sql`select pg_advisory_xact_lock(${id})`.execute(db);

/** Lets two go on once both have come; who comes again later goes on at once. */
function meeting(): () => Promise<void> {
  let come = 0;
  let letGo = (): void => undefined;
  const both = new Promise<void>((resolve) => (letGo = resolve));
  return () => {
    if (++come === 2) letGo();
    return both;
  };
}

/** An act that holds two things, one after the other; how often both of two such acts were run. */
async function crossing(act: (work: (db: Db) => Promise<void>) => Promise<unknown>): Promise<number> {
  const met = meeting();
  let runs = 0;
  const holding = (first: number, second: number) => async (db: Db) => {
    runs++;
    await hold(db, first);
    await met();
    await hold(db, second);
  };
  await Promise.all([act(holding(1, 2)), act(holding(2, 1))]);
  return runs;
}

describe('two acts that each hold what the other needs', () => {
  it('are both done in the end, one of them at its second time', async () => {
    const em = app.get(EntityManager);
    expect(await crossing((work) => transactional(em, 'directive.paused', (within) => work(dbOf(within))))).toBe(3);
    expect(await crossing((work) => committing(app.db, 'assignment.completed', work, true))).toBe(3);
  });

  it('are given up after three times with a conflict, which is no fault of the product', async () => {
    let runs = 0;
    const givenUp = Object.assign(new Error('deadlock detected'), { code: '40P01' });
    const act = transactional(app.get(EntityManager), 'directive.paused', () => {
      runs++;
      return Promise.reject(givenUp);
    });
    await expect(act).rejects.toBe(givenUp);
    expect([runs, knownErrorOf(givenUp)]).toMatchObject([3, { code: 'conflict', status: 409 }]);
  });
});
