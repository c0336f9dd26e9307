import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiTokens } from '../../src/access/index.js';
import { AcknowledgeAssignment } from '../../src/assignments/index.js';
import { AskBulkAct, CarryOutBulkAct, PreviewBulkAct } from '../../src/bulk-acts/index.js';
import { bulkActById, itemsOf, listBulkActs, mustBeOfUnit } from '../../src/bulk-acts/bulk-acts.queries.js';
import type { BulkActAsked } from '../../src/bulk-acts/selection.rules.js';
import type { Caller } from '../../src/platform/caller.js';
import { firstOf, rowsOf, sql } from '../../src/platform/database/sql.js';
import { testApp, type TestApp } from '../support/app.js';
import { clerkOf, draftTo, factsOf, issuedTo, operator } from '../support/issued.js';

const UNITS = ['t01', 't04', 't14', 't22'];

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
  await app.setClock('2026-11-16T02:00:00Z');
  await newToken();
});
afterAll(() => app.close());

/** The clerk of the issuer, with a token that is in force. */
const issuer = async (): Promise<Caller> => {
  const clerk = await clerkOf(app.db, 't20');
  const token = await firstOf(
    app.db,
    sql<{ id: string }>`select id from api_token where unit_id = ${clerk.unitId} and revoked_at is null`,
  );
  return { ...clerk, actor: `token:${token!.id}` };
};
const newToken = async (): Promise<void> => {
  await app.get(ApiTokens).create((await clerkOf(app.db, 't20')).unitId!, 'clerk', operator);
};
const run = async (asked: BulkActAsked) => {
  const { id } = await app.get(AskBulkAct).execute(asked, await issuer());
  return app.get(CarryOutBulkAct).execute(id);
};
const remindersOf = async (directive: string): Promise<number> =>
  (await firstOf(
    app.db,
    sql<{ n: number }>`select count(*)::int as n from message m join assignment a on a.id = m.assignment_id
      where a.directive_id = ${directive} and m.template = 'reminder'`,
  ))!.n;
const stateOf = async (directive: string): Promise<string> =>
  (await firstOf(app.db, sql<{ state: string }>`select state from directive where id = ${directive}`))!.state;

describe('urging many', () => {
  it('counts before what it then does: those that owe something, each once, with a fact and a mail', async () => {
    const { directive, assignments } = await issuedTo(app, UNITS);
    await app.get(AcknowledgeAssignment).execute(assignments[0]!, {}, await clerkOf(app.db, 't01'));
    const asked: BulkActAsked = { act: 'remind', selection: { directive, unacknowledged: true } };
    expect(await app.get(PreviewBulkAct).execute(asked, await issuer())).toMatchObject({
      total: 3,
      would: 3,
      wouldRefuse: 0,
      units: 3,
    });
    expect(await run(asked)).toMatchObject({ state: 'done', total: 3, done: 3, refused: 0 });
    expect(await factsOf(app.db, { directive })).toMatchObject({ 'assignment.urged': 3 });
    expect(await remindersOf(directive)).toBe(3);
  });

  it('leaves out what its state does not allow, and says why', async () => {
    const { directive, assignments } = await issuedTo(app, UNITS);
    app.statesArePlanted = 'accepted by SQL, without its fact';
    await sql`update assignment set work = 'accepted', receipt = 'acknowledged', acknowledged_at = opened_at
      where id = ${assignments[1]}`.execute(app.db);
    const done = await run({ act: 'remind', selection: { directive } });
    expect(done).toMatchObject({ state: 'done', total: 4, done: 3, refused: 1 });
    const { items } = await itemsOf(app.db, done.id, { limit: 10, outcome: 'refused' });
    expect(items).toMatchObject([
      { assignment: assignments[1], reason: { vi: expect.stringContaining('Trạng thái') } },
    ]);
    await sql`update assignment set work = 'notStarted' where id = ${assignments[1]}`.execute(app.db);
  });

  it('by two processes at once is done once', async () => {
    const { directive } = await issuedTo(app, UNITS);
    const { id } = await app.get(AskBulkAct).execute({ act: 'remind', selection: { directive } }, await issuer());
    await Promise.all([1, 2, 3].map(() => app.get(CarryOutBulkAct).execute(id)));
    expect(await bulkActById(app.db, id)).toMatchObject({ state: 'done', total: 4, done: 4 });
    expect(await factsOf(app.db, { directive })).toMatchObject({ 'assignment.urged': 4 });
  });

  it('is for who issued or sent the paper: others select nothing, and see nothing', async () => {
    const { directive } = await issuedTo(app, UNITS);
    const stranger = await clerkOf(app.db, 't25');
    const asked: BulkActAsked = { act: 'remind', selection: { directive } };
    expect(await app.get(PreviewBulkAct).execute(asked, stranger)).toMatchObject({ total: 0, would: 0 });
    await expect(app.get(AskBulkAct).execute(asked, stranger)).rejects.toMatchObject({ code: 'invalid' });
    const row = await app.get(AskBulkAct).execute(asked, await issuer());
    expect(() => mustBeOfUnit(stranger, row)).toThrow('no such bulk act');
    await expect(app.get(AskBulkAct).cancel(row.id, stranger)).rejects.toMatchObject({ code: 'not-found' });
    expect((await listBulkActs(app.db, stranger, { limit: 10 })).items).toEqual([]);
  });
});

describe('what was asked', () => {
  it('is not urged again within twelve hours, by whomever', async () => {
    const { directive } = await issuedTo(app, UNITS);
    const asked: BulkActAsked = { act: 'remind', selection: { directive } };
    expect(await run(asked)).toMatchObject({ done: 4 });
    expect(await app.get(PreviewBulkAct).execute(asked, await issuer())).toMatchObject({ total: 0, would: 0 });
    await expect(app.get(AskBulkAct).execute(asked, await issuer())).rejects.toMatchObject({ code: 'invalid' });
    await app.setClock('2026-11-16T15:00:00Z');
    expect(await run(asked)).toMatchObject({ done: 4 });
  });

  it('by a token that was revoked meanwhile is stopped, and nothing is done', async () => {
    const { directive } = await issuedTo(app, UNITS);
    const caller = await issuer();
    const { id } = await app.get(AskBulkAct).execute({ act: 'remind', selection: { directive } }, caller);
    await sql`update api_token set revoked_at = clock_timestamp()`.execute(app.db);
    expect(await app.get(CarryOutBulkAct).execute(id)).toMatchObject({ state: 'cancelled', done: 0 });
    expect(await factsOf(app.db, { directive })).not.toHaveProperty(['assignment.urged']);
    await newToken();
  });
});

describe('an act on many directives', () => {
  it('issues each draft in its turn; one that cannot be issued keeps nobody waiting', async () => {
    const drafts = [await draftTo(app, ['t01']), await draftTo(app, []), await draftTo(app, ['t04'])];
    const done = await run({ act: 'issue', selection: { directives: drafts } });
    expect(done).toMatchObject({ state: 'done', total: 3, done: 2, refused: 1 });
    expect(await Promise.all(drafts.map(stateOf))).toEqual(['issued', 'drafted', 'issued']);
    const again = await run({ act: 'issue', selection: { directives: drafts } });
    expect(again).toMatchObject({ done: 0, repeated: 2, refused: 1 });
  });

  it('cancelled while it runs: what was done stays done, the rest is left alone, and it is not gone on with', async () => {
    const drafts: string[] = [];
    for (let i = 0; i < 5; i++) drafts.push(await draftTo(app, ['t01']));
    const by = await issuer();
    const { id } = await app.get(AskBulkAct).execute({ act: 'issue', selection: { directives: drafts } }, by);
    const cancelling: Promise<unknown>[] = [];
    await app.get(CarryOutBulkAct).execute(id, {
      progress: ({ done }) => {
        if (done === 2) cancelling.push(app.get(AskBulkAct).cancel(id, by));
      },
    });
    await Promise.all(cancelling);
    await app.get(CarryOutBulkAct).execute(id);
    const row = await bulkActById(app.db, id);
    expect(row.state).toBe('cancelled');
    expect(row.done).toBeLessThan(5);
    const states = await Promise.all(drafts.map(stateOf));
    expect(states.filter((state) => state === 'issued')).toHaveLength(row.done);
    expect(await app.get(AskBulkAct).cancel(id, by)).toMatchObject({ repeated: true });
  });

  it('interrupted between a directive and its note, goes on and does none twice', async () => {
    const drafts = [await draftTo(app, ['t01']), await draftTo(app, ['t04'])];
    const { id } = await app.get(AskBulkAct).execute({ act: 'issue', selection: { directives: drafts } }, operator);
    const stop = new AbortController();
    await app
      .get(CarryOutBulkAct)
      .execute(id, { progress: ({ done }) => done === 1 && stop.abort(), stop: stop.signal });
    await sql`update bulk_act_item set outcome = null where bulk_act_id = ${id}`.execute(app.db);
    expect(await app.get(CarryOutBulkAct).execute(id)).toMatchObject({ state: 'done', repeated: 1 });
    const issued = await rowsOf(
      app.db,
      sql<{ n: number }>`select count(*)::int as n from assignment where directive_id = any(${drafts}::uuid[])`,
    );
    expect(issued).toEqual([{ n: 2 }]);
  });
});
