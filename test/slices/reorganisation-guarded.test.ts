import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Caller } from '../../src/platform/caller.js';
import { dbOf, firstOf, rowsOf, sql } from '../../src/platform/database/sql.js';
import {
  beginReorganisation,
  DecideReorganisation,
  DraftReorganisation,
  planSchema,
  ReviseReorganisation,
  SubmitReorganisation,
} from '../../src/reorganisation/index.js';
import { AmendUnit } from '../../src/units/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { operator } from '../support/issued.js';

const person = (actor: string): Caller => ({ ...operator, actor });
const [first, second, chief] = [person('first'), person('second'), person('chief')];

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
  await t.setClock('2026-02-20T02:00:00Z');
});
afterAll(() => t.close());

const planWith = (steps: unknown[], more: object = {}) =>
  planSchema.parse({ title: 'Sắp xếp thử', legalBasis: 'Nghị quyết 1', effectiveOn: '2026-03-01', steps, ...more });

async function submitted(steps: unknown[], by = first, more: object = {}): Promise<{ id: string; planHash: string }> {
  const { id } = await t.get(DraftReorganisation).execute(planWith(steps, more), by);
  const { row } = await t.get(SubmitReorganisation).execute(id, {}, by);
  return { id, planHash: row.planHash! };
}

describe('nobody approves his own plan', () => {
  it('not who wrote its steps, when another withdraws it and submits it again', async () => {
    const { id } = await submitted([{ kind: 'rename', unit: 'x06316-2025', name: 'Xã Một' }]);
    await t.get(DecideReorganisation).withdraw(id, chief);
    const change = (plan: ReturnType<typeof planWith>) => ({ ...plan, title: 'Tên khác' });
    await t.get(ReviseReorganisation).execute(id, { change }, second);
    const { row } = await t.get(SubmitReorganisation).execute(id, {}, person('third'));
    expect(row.authors).toEqual(['first', 'second', 'third']);
    const approve = (by: Caller) => t.get(DecideReorganisation).approve(id, { planHash: row.planHash! }, by);
    for (const author of row.authors)
      await expect(approve(person(author))).rejects.toMatchObject({ code: 'not-permitted' });
    expect((await approve(chief)).row.state).toBe('approved');
    await t.get(DecideReorganisation).cancel(id, chief);
  });
});

describe('who writes the tree at once', () => {
  const waiting = () => firstOf(t.db, sql`select 1 from pg_locks where locktype = 'advisory' and not granted`);

  /** Begins a plan that ends a unit, lets another go on while it is not written yet, then writes it. */
  async function meanwhile(unit: string, other: () => Promise<unknown>): Promise<unknown> {
    const { id, planHash } = await submitted([{ kind: 'abolish', unit }]);
    await t.get(DecideReorganisation).approve(id, { planHash }, chief);
    await t.setClock('2026-02-28T17:00:01Z');
    let outcome: Promise<unknown> = Promise.resolve();
    await t
      .get(EntityManager)
      .fork()
      .transactional(async (em) => {
        await beginReorganisation(dbOf(em), id);
        let settled = false;
        outcome = other().then(
          () => 'done',
          (error: { code: string }) => error.code,
        );
        void outcome.finally(() => (settled = true));
        for (let polls = 0; polls < 500 && !settled && !(await waiting()); polls++);
      });
    await t.setClock('2026-02-20T02:00:00Z');
    return outcome;
  }

  it('sees what the other has written: no unit is left under one that has ended', async () => {
    const { id } = await submitted([
      {
        kind: 'establish',
        unit: { code: 'tram-moi', name: 'Trạm', kind: 'other-body', administrative: 'x06385-2025' },
      },
    ]);
    await sql`update reorganisation set state = 'approved' where id = ${id}`.execute(t.db);
    const begin = () =>
      t
        .get(EntityManager)
        .fork()
        .transactional((em) => beginReorganisation(dbOf(em), id));
    expect(await meanwhile('x06385-2025', begin)).toBe('invalid');
    const orphans = await rowsOf(t.db, sql`select 1 from unit where code = 'tram-moi'`);
    expect(orphans).toEqual([]);
  });

  it('nor does an amendment write on the card of a unit that ends meanwhile', async () => {
    const amendment = { what: 'alias', alias: 'Tên khác', from: '2026-03-01', legalBasis: null } as const;
    const amend = () => t.get(AmendUnit).execute('x06364-2025', { amendment, version: null }, operator);
    expect(await meanwhile('x06364-2025', amend)).not.toBe('done');
  });
});
