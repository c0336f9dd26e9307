import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiTokens, CreateAccount } from '../../src/access/index.js';
import { AcknowledgeAssignment, assignmentView, WorkOnAssignment } from '../../src/assignments/index.js';
import { AskBulkAct, CarryOutBulkAct, PreviewBulkAct } from '../../src/bulk-acts/index.js';
import { bulkActById, itemsOf, listBulkActs, mustBeOfUnit, sendingOf } from '../../src/bulk-acts/bulk-acts.queries.js';
import { choicesFor } from '../../src/bulk-acts/choices.queries.js';
import { BulkActsJob } from '../../src/bulk-acts/carry-out.job.js';
import { askedOfForm, bulkForm } from '../../src/bulk-acts/form.rules.js';
import type { BulkActAsked } from '../../src/bulk-acts/selection.rules.js';
import { DraftDirective } from '../../src/directives/index.js';
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
const run = async (asked: BulkActAsked, by?: Caller) => {
  const { id } = await app.get(AskBulkAct).execute(asked, by ?? (await issuer()));
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
    expect(await app.get(CarryOutBulkAct).execute(id)).toMatchObject({ state: 'cancelled', done: 0, refused: 4 });
    expect(await factsOf(app.db, { directive })).not.toHaveProperty(['assignment.urged']);
    const { items } = await itemsOf(app.db, id, { limit: 1 });
    expect(items).toMatchObject([{ outcome: 'refused', reason: { vi: expect.stringContaining('không còn quyền') } }]);
    await newToken();
  });

  it('by somebody whose office is another one now is stopped too', async () => {
    const { directive } = await issuedTo(app, UNITS);
    const caller = await issuer();
    const { id } = await app.get(AskBulkAct).execute({ act: 'remind', selection: { directive } }, caller);
    await sql`update api_token set role = 'officer' where revoked_at is null`.execute(app.db);
    expect(await app.get(CarryOutBulkAct).execute(id)).toMatchObject({ state: 'cancelled', refused: 4 });
    await sql`update api_token set role = 'clerk' where revoked_at is null`.execute(app.db);
  });

  it('under one name is asked once, however often the form is sent', async () => {
    const { directive } = await issuedTo(app, UNITS);
    const asked: BulkActAsked = { act: 'remind', selection: { directives: [directive] } };
    const name = '018e5f00-0000-7000-8000-0000000000aa';
    const by = await issuer();
    const rows = await Promise.all([1, 2, 3].map(() => app.get(AskBulkAct).execute(asked, by, name)));
    expect(rows.map(({ id, total }) => [id, total])).toEqual([1, 2, 3].map(() => [name, 4]));
    await expect(app.get(AskBulkAct).execute(asked, await clerkOf(app.db, 't25'), name)).rejects.toMatchObject({
      code: 'not-found',
    });
    // what is asked under the name of something else is not taken for asked
    const other: BulkActAsked = { act: 'pause', selection: { directives: [directive] }, reason: 'chờ' };
    await expect(app.get(AskBulkAct).execute(other, by, name)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('by a form needs a reason that can be seen', () => {
    const form = (reason: string) =>
      bulkForm.parse({ act: 'recall', directives: '018e5f00-0000-7000-8000-0000000000ab', reason });
    expect(askedOfForm(form('sai căn cứ\u200b'))).toMatchObject({ reason: 'sai căn cứ' });
    expect(() => askedOfForm(form('\u200b \u3164'))).toThrow('Give the reason.');
  });
});

describe('giving many duties another lead', () => {
  const officer = async (unit: string, name: string): Promise<string> =>
    app
      .get(CreateAccount)
      .execute({ unitId: (await clerkOf(app.db, unit)).unitId!, name, role: 'officer', locale: 'vi' }, operator);
  const ledBy = async (id: string) => {
    const { lead, leadAccountId, coOperating, internalDueAt, work } = await assignmentView(app.db, id);
    return { lead, leadAccountId, coOperating, internalDueAt, work };
  };

  it('does what naming the lead of each does, leaves out whom leads already, and nothing of other units', async () => {
    const [before, after] = [await officer('t01', 'Vũ Lan'), await officer('t01', 'Mai Sơn')];
    const duties = [await issuedTo(app, ['t01']), await issuedTo(app, ['t01']), await issuedTo(app, ['t01', 't04'])];
    const mine = duties.map(({ assignments }) => assignments[0]!);
    const by = await clerkOf(app.db, 't01');
    for (const id of mine) await app.get(AcknowledgeAssignment).execute(id, {}, by);
    const arranged = { coOperating: ['Phòng Nội vụ'], dueAt: '2026-11-20T10:00:00Z' };
    await app.get(WorkOnAssignment).assign(mine[0]!, { lead: before, ...arranged }, by);
    await app.get(WorkOnAssignment).assign(mine[1]!, { lead: after }, by);
    const asked: BulkActAsked = {
      act: 'reassign',
      selection: { directives: duties.map((of) => of.directive) },
      lead: after,
    };
    expect(await app.get(PreviewBulkAct).execute(asked, operator)).toMatchObject({ total: 2, would: 2 });
    const single = await ledBy(mine[1]!);
    expect(await run(asked, operator)).toMatchObject({ state: 'done', total: 2, done: 2, refused: 0 });
    expect(await Promise.all(mine.map(ledBy))).toEqual([single, single, single]);
    expect(await factsOf(app.db, { assignment: mine[0]! })).toMatchObject({ 'assignment.assigned': 2 });
    expect((await assignmentView(app.db, duties[2]!.assignments[1]!)).lead).toBeNull();
  });

  it('is a repeat where it was done meanwhile, and refused where the lead has left', async () => {
    const lead = await officer('t04', 'Hà Thu');
    const { assignments } = await issuedTo(app, ['t04']);
    const by = await clerkOf(app.db, 't04');
    await app.get(AcknowledgeAssignment).execute(assignments[0]!, {}, by);
    const asked: BulkActAsked = { act: 'reassign', selection: { assignments }, lead };
    const [first, second] = await Promise.all([1, 2].map(() => app.get(AskBulkAct).execute(asked, operator)));
    await app.get(WorkOnAssignment).assign(assignments[0]!, { lead }, by);
    expect(await app.get(CarryOutBulkAct).execute(first!.id)).toMatchObject({ repeated: 1, done: 0 });
    expect(await factsOf(app.db, { assignment: assignments[0]! })).toMatchObject({ 'assignment.assigned': 1 });
    await sql`update mandate set until_at = business_now() where account_id = ${lead}`.execute(app.db);
    const left = await app.get(CarryOutBulkAct).execute(second!.id);
    expect(left).toMatchObject({ state: 'done', refused: 1 });
    const { items } = await itemsOf(app.db, left.id, { limit: 1 });
    expect(items).toMatchObject([{ reason: { vi: expect.stringContaining('không còn làm việc') } }]);
    await expect(app.get(AskBulkAct).execute(asked, operator)).rejects.toMatchObject({ code: 'invalid' });
  });
});

describe('what fails unexpectedly', () => {
  /** A version of the machine that there is not: whatever asks it fails. */
  const plant = (table: 'assignment' | 'directive', id: string, version: number) =>
    sql`update ${sql.ref(table)} set machine_version = ${version} where id = ${id}`.execute(app.db);
  const versionOf = async (table: 'assignment' | 'directive', id: string): Promise<number> =>
    (await firstOf(app.db, sql<{ v: number }>`select machine_version as v from ${sql.ref(table)} where id = ${id}`))!.v;

  it('is tried again as a whole, and at last row by row: only the row that fails is given up, with a number', async () => {
    const { directive, assignments } = await issuedTo(app, UNITS);
    const version = await versionOf('assignment', assignments[2]!);
    await plant('assignment', assignments[2]!, 99);
    const { id } = await app.get(AskBulkAct).execute({ act: 'remind', selection: { directive } }, operator);
    await expect(app.get(CarryOutBulkAct).execute(id)).rejects.toThrow('no version 99');
    expect(await bulkActById(app.db, id)).toMatchObject({ state: 'running', done: 0, refused: 0 });
    const ended = await app.get(CarryOutBulkAct).execute(id, { isLastTry: true });
    expect(ended).toMatchObject({ state: 'done', done: 3, refused: 1 });
    const { items } = await itemsOf(app.db, id, { limit: 10, outcome: 'refused' });
    expect(items).toMatchObject([
      { assignment: assignments[2], reason: { vi: expect.stringMatching(/lỗi ngoài dự kiến \(mã [0-9a-f-]{36}\)/) } },
    ]);
    await plant('assignment', assignments[2]!, version);
  });

  it('keeps no other act waiting, neither one that fails nor a long one', async () => {
    const drafts = [await draftTo(app, ['t01']), await draftTo(app, ['t04'])];
    const version = await versionOf('directive', drafts[0]!);
    await plant('directive', drafts[0]!, 99);
    const asked: BulkActAsked = { act: 'issue', selection: { directives: drafts } };
    const { id } = await app.get(AskBulkAct).execute(asked, operator);
    const { directive } = await issuedTo(app, UNITS);
    const other = await app.get(AskBulkAct).execute({ act: 'remind', selection: { directive } }, operator);
    await app.get(BulkActsJob).tick();
    expect(await bulkActById(app.db, other.id)).toMatchObject({ state: 'done', done: 4 });
    expect(await bulkActById(app.db, id)).toMatchObject({ state: 'running', done: 0 });
    // the next second comes, and it is not tried yet
    await plant('directive', drafts[0]!, version);
    await app.get(BulkActsJob).tick();
    expect(await bulkActById(app.db, id)).toMatchObject({ state: 'running', done: 0 });
    expect(await app.get(CarryOutBulkAct).execute(id)).toMatchObject({ state: 'done', done: 2 });
  });
});

describe('pausing many while mail is being sent', () => {
  it('is in effect at once and says how much is on its way, instead of waiting for each', async () => {
    const papers = [await issuedTo(app, ['t01']), await issuedTo(app, ['t04'])];
    const sent = papers.map(({ assignments }) => assignments[0]!);
    const begun = (seconds: number) =>
      sql`update message set state = 'queued', begun_at = clock_timestamp(), next_attempt_at = clock_timestamp() + make_interval(secs => ${seconds})
        where assignment_id = any(${sent}::uuid[]) and template = 'issue'`.execute(app.db);
    await begun(180);
    const directives = papers.map(({ directive }) => directive);
    const done = await run({ act: 'pause', selection: { directives }, reason: 'chờ hướng dẫn' });
    expect(done).toMatchObject({ state: 'done', done: 2 });
    expect(await Promise.all(directives.map(stateOf))).toEqual(['paused', 'paused']);
    expect(await sendingOf(app.db, done)).toBe(2);
    await begun(-1);
    expect(await sendingOf(app.db, done)).toBe(0);
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

  it('leaves drafts that carry on a paper from above to passing that on, and says so before', async () => {
    const { assignments } = await issuedTo(app, ['t01']);
    await app.get(AcknowledgeAssignment).execute(assignments[0]!, {}, await clerkOf(app.db, 't01'));
    const given = { issuer: 't01', subject: 'triển khai', addressees: [{ text: 't04', role: 'action' as const }] };
    const tied = await app
      .get(DraftDirective)
      .execute({ ...given, below: assignments[0]! }, await clerkOf(app.db, 't01'));
    const free = await draftTo(app, ['t04']);
    const asked: BulkActAsked = { act: 'issue', selection: { directives: [tied, free] } };
    const preview = await app.get(PreviewBulkAct).execute(asked, operator);
    expect(preview).toMatchObject({ total: 2, would: 1, wouldRefuse: 1 });
    const choices = await choicesFor(app.db, 'issue', operator);
    expect(choices.map(({ id }) => id)).toContain(free);
    expect(choices.map(({ id }) => id)).not.toContain(tied);
    const done = await run(asked, operator);
    expect(done).toMatchObject({ done: 1, refused: 1 });
    const { items } = await itemsOf(app.db, done.id, { limit: 10, outcome: 'refused' });
    expect(items).toMatchObject([{ directive: tied, reason: { vi: expect.stringContaining('mở nhiệm vụ') } }]);
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
