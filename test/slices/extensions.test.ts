import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DecideExtension, RequestExtension } from '../../src/assignments/index.js';
import { firstOf, rowsOf, sql } from '../../src/platform/database/sql.js';
import { ProductError } from '../../src/platform/errors.js';
import { SubmitReport } from '../../src/reports/index.js';
import { clerkOf, factsOf } from '../support/issued.js';
import { serverOnTestDatabase, type Client, type TestServer } from '../support/server.js';

const ISSUED_AT = '2026-04-06T02:00:00Z'; // a Monday
const WANTED = { dueOn: '2026-05-15', reason: 'Chờ số liệu của xã' };

let server: TestServer;
let ministry: Client;
let langSon: Client;
let caoBang: Client;
beforeAll(async () => {
  server = await serverOnTestDatabase();
  ministry = await server.as('bo-noi-vu', 'leader');
  langSon = await server.as('t20', 'clerk');
  caoBang = await server.as('t04', 'clerk');
});
afterAll(() => server.close());

/** Acknowledged by Lạng Sơn; due on Friday 24 April at 17:00 in Vietnam, unless `dueOn` says otherwise. */
async function received(dueOn: string | null = '2026-04-24'): Promise<string> {
  await server.setClock(ISSUED_AT);
  const draft = await ministry.post('/api/v1/directives', {
    issuer: 'bo-noi-vu',
    subject: 'rà soát địa danh',
    dueOn,
    addressees: [{ text: 't20' }],
  });
  await ministry.post(`/api/v1/directives/${draft.body.id}/issue`, {});
  const row = await firstOf(
    server.db,
    sql<{ id: string }>`select id from assignment where directive_id = ${draft.body.id}`,
  );
  await langSon.post(`/api/v1/assignments/${row!.id}/acknowledge`, {});
  return row!.id;
}
const request = (assignment: string, wanted: object = WANTED) =>
  langSon.post(`/api/v1/assignments/${assignment}/request-extension`, wanted);
async function requested(): Promise<{ assignment: string; extension: string }> {
  const assignment = await received();
  const { status, body } = await request(assignment);
  expect(status).toBe(200);
  return { assignment, extension: body.extension };
}
const rowOf = async (id: string) =>
  (await firstOf(
    server.db,
    sql<{ work: string; work_due_at: Date; remind_at: Date | null; version: number }>`
      select work, work_due_at, remind_at, version from assignment where id = ${id}`,
  ))!;
const mailsOf = (assignment: string) =>
  rowsOf(
    server.db,
    sql<{
      template: string;
      unit: string;
    }>`select m.template, u.code as unit from message m join unit u on u.id = m.unit_id
      where m.assignment_id = ${assignment} and m.template like 'extension%' order by m.queued_at, m.template desc`,
  );
const codeOf = (error: unknown): string => (error instanceof ProductError ? error.code : String(error));
const decide = () => server.get(DecideExtension);
const sender = () => clerkOf(server.db, 'bo-noi-vu');

describe('a request for more time', () => {
  it('stops no chase: the deadline and its reminder stay, and the sender is told', async () => {
    const assignment = await received();
    const before = await rowOf(assignment);
    const { body } = await request(assignment);
    expect(body).toMatchObject({ work: 'notStarted', workDueAt: '2026-04-24T17:00:00+07:00' });
    expect(await rowOf(assignment)).toEqual({ ...before, version: before.version + 1 });
    expect(await mailsOf(assignment)).toEqual([{ template: 'extensionAsked', unit: 'bo-noi-vu' }]);
    const seen = (await langSon.get(`/api/v1/assignments/${assignment}`)).body;
    expect(seen.extensions).toMatchObject([{ state: 'asked', late: false, ...WANTED }]);
    expect(seen.allowed).toContain('request-extension');
    const list = (await ministry.get('/api/v1/extensions?state=asked&limit=200')).body.items;
    expect(list.filter((e: { assignment: string }) => e.assignment === assignment)).toHaveLength(1);
  });

  it('again is a repeat; another one waits for the decision', async () => {
    const { assignment, extension } = await requested();
    const facts = await factsOf(server.db);
    const again = await request(assignment);
    expect([again.status, again.body.repeated, again.body.extension]).toEqual([200, true, extension]);
    const other = await request(assignment, { ...WANTED, dueOn: '2026-05-20' });
    expect([other.status, other.body.type]).toEqual([409, 'urn:thongsuot:not-possible-now']);
    expect(await factsOf(server.db)).toEqual(facts);
  });

  it.each([
    ['no later than the deadline', '2026-04-24'],
    ['on the weekend after it, whose office day is the deadline', '2026-04-26'],
    ['in the past', '2026-03-01'],
    ['at the end of the year 9999', '9999-12-31'],
  ])('for a day that is %s is refused', async (_, dueOn) => {
    const { status, body } = await request(await received(), { ...WANTED, dueOn });
    expect([status, body.type]).toEqual([400, 'urn:thongsuot:invalid']);
  });

  it('after the deadline is taken, late, but not for a day that has passed', async () => {
    const assignment = await received();
    await server.setClock('2026-05-05T02:00:00Z');
    expect((await request(assignment, { ...WANTED, dueOn: '2026-05-04' })).status).toBe(400);
    expect((await request(assignment)).status).toBe(200);
    const { body } = await langSon.get(`/api/v1/assignments/${assignment}`);
    expect(body.extensions).toMatchObject([{ state: 'asked', late: true }]);
  });

  it('is not possible without a deadline, before receipt, or once the work is reported', async () => {
    const withoutDeadline = await received(null);
    expect((await request(withoutDeadline)).status).toBe(409);
    expect((await langSon.get(`/api/v1/assignments/${withoutDeadline}`)).body.allowed).not.toContain(
      'request-extension',
    );
    const reported = await received();
    await langSon.post(`/api/v1/assignments/${reported}/report`, { text: 'Xong' });
    const { status, body } = await request(reported);
    expect([status, body.current.work]).toEqual([409, 'reported']);
  });

  it('by another unit is refused', async () => {
    const assignment = await received();
    const wanted = `/api/v1/assignments/${assignment}/request-extension`;
    expect((await caoBang.post(wanted, WANTED)).status).toBe(404);
    expect((await ministry.post(wanted, WANTED)).status).toBe(403);
  });
});

describe('a decision', () => {
  it('that grants moves deadline and reminder to the close of the day, and tells the unit', async () => {
    const { assignment, extension } = await requested();
    await server.setClock('2026-04-27T02:00:00Z'); // late meanwhile
    const { status, body } = await ministry.post(`/api/v1/extensions/${extension}/grant`, {});
    expect([status, body.state, body.grantedOn]).toEqual([200, 'granted', '2026-05-15']);
    const due = new Date('2026-05-15T10:00:00Z');
    expect(await rowOf(assignment)).toMatchObject({ work_due_at: due, remind_at: due, work: 'notStarted' });
    expect(await mailsOf(assignment)).toContainEqual({ template: 'extension', unit: 't20' });
    const fact = await firstOf(
      server.db,
      sql<{ payload: Record<string, unknown> }>`select convert_from(bytes, 'UTF8')::jsonb -> 'payload' as payload
        from ledger_entry where assignment_id = ${assignment} and kind = 'assignment.extensionGranted'`,
    );
    expect(fact!.payload).toMatchObject({
      extension,
      dueOn: '2026-05-15',
      workDueWas: '2026-04-24T10:00:00.000Z',
      workDueAt: due.toISOString(),
    });
    const again = await ministry.post(`/api/v1/extensions/${extension}/grant`, {});
    expect([again.status, again.body.repeated]).toEqual([200, true]);
    const other = await ministry.post(`/api/v1/extensions/${extension}/grant`, { dueOn: '2026-05-20' });
    expect([other.status, other.body.current.grantedOn]).toEqual([409, '2026-05-15']);
  });

  it('may grant another day; a day off is the office day before it', async () => {
    const { assignment, extension } = await requested();
    expect((await ministry.post(`/api/v1/extensions/${extension}/grant`, { dueOn: '2026-04-20' })).status).toBe(400);
    const { body } = await ministry.post(`/api/v1/extensions/${extension}/grant`, { dueOn: '2026-05-10' });
    expect([body.dueOn, body.grantedOn]).toEqual(['2026-05-15', '2026-05-10']);
    expect((await rowOf(assignment)).work_due_at).toEqual(new Date('2026-05-08T10:00:00Z'));
  });

  it('that refuses leaves the deadline, tells the unit why, and lets it ask again', async () => {
    const { assignment, extension } = await requested();
    const before = await rowOf(assignment);
    expect((await ministry.post(`/api/v1/extensions/${extension}/refuse`, {})).status).toBe(400);
    const reason = 'Không lùi được';
    const { body } = await ministry.post(`/api/v1/extensions/${extension}/refuse`, { reason });
    expect([body.state, body.refusal]).toEqual(['refused', reason]);
    expect(await rowOf(assignment)).toEqual({ ...before, version: before.version + 1 });
    expect(await mailsOf(assignment)).toContainEqual({ template: 'extension', unit: 't20' });
    expect((await ministry.post(`/api/v1/extensions/${extension}/refuse`, { reason })).body.repeated).toBe(true);
    expect((await ministry.post(`/api/v1/extensions/${extension}/grant`, {})).status).toBe(409);
    expect((await request(assignment)).body.repeated).toBeUndefined();
  });

  it('is the sender’s; the withdrawal is the unit’s', async () => {
    const { assignment, extension } = await requested();
    expect((await langSon.post(`/api/v1/extensions/${extension}/grant`, {})).status).toBe(403);
    expect((await caoBang.post(`/api/v1/extensions/${extension}/grant`, {})).status).toBe(404);
    expect((await ministry.post(`/api/v1/extensions/${extension}/withdraw`, {})).status).toBe(403);
    expect((await langSon.post(`/api/v1/extensions/${extension}/withdraw`, {})).body.state).toBe('withdrawn');
    expect((await ministry.post(`/api/v1/extensions/${extension}/grant`, {})).status).toBe(409);
    expect(await factsOf(server.db, { assignment })).toMatchObject({ 'assignment.extensionWithdrawn': 1 });
  });

  it('of work that is reported lapses, and comes back where the report is sent back', async () => {
    const { assignment, extension } = await requested();
    await langSon.post(`/api/v1/assignments/${assignment}/report`, { text: 'Xong' });
    const late = await ministry.post(`/api/v1/extensions/${extension}/grant`, {});
    expect([late.status, late.body.current.state]).toEqual([409, 'lapsed']);
    const reports = (await ministry.get('/api/v1/reports?state=submitted')).body.items;
    const report = reports.find((one: { assignment: string }) => one.assignment === assignment).id;
    await ministry.post(`/api/v1/reports/${report}/send-back`, { note: 'Thiếu số liệu' });
    expect((await ministry.post(`/api/v1/extensions/${extension}/grant`, {})).body.state).toBe('granted');
  });

  it('while a question waits counts from the day of granting on', async () => {
    const { assignment, extension } = await requested();
    const { body } = await langSon.post(`/api/v1/assignments/${assignment}/ask`, { question: 'Biểu mẫu nào?' });
    await server.setClock('2026-04-08T02:00:00Z');
    await ministry.post(`/api/v1/extensions/${extension}/grant`, {});
    await server.setClock('2026-04-10T02:00:00Z');
    await ministry.post(`/api/v1/questions/${body.question}/answer`, { answer: 'Biểu 02' });
    // Friday 15 May and two working days, for the Thursday and the Friday after the grant
    expect((await rowOf(assignment)).work_due_at).toEqual(new Date('2026-05-19T10:00:00Z'));
  });
});

describe('at once', () => {
  it('many requests are one', async () => {
    const assignment = await received();
    const by = await clerkOf(server.db, 't20');
    const done = await Promise.all(
      Array.from({ length: 12 }, () => server.get(RequestExtension).execute(assignment, WANTED, by)),
    );
    expect(done.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(new Set(done.map(({ extension }) => extension)).size).toBe(1);
    expect(await factsOf(server.db, { assignment })).toMatchObject({ 'assignment.extensionAsked': 1 });
  });

  it('many grants are one', async () => {
    const { assignment, extension } = await requested();
    const by = await sender();
    const done = await Promise.all(Array.from({ length: 12 }, () => decide().grant(extension, undefined, by)));
    expect(done.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(await factsOf(server.db, { assignment })).toMatchObject({ 'assignment.extensionGranted': 1 });
  });

  it('granting, refusing and withdrawing come to one of them, once', async () => {
    for (let i = 0; i < 4; i++) {
      const { assignment, extension } = await requested();
      const [by, unit] = [await sender(), await clerkOf(server.db, 't20')];
      const done = await Promise.allSettled([
        decide().grant(extension, undefined, by),
        decide().refuse(extension, 'Không lùi được', by),
        decide().withdraw(extension, unit),
        decide().grant(extension, '2026-05-20', by),
      ]);
      const refused = done.flatMap((one) => (one.status === 'rejected' ? [codeOf(one.reason)] : []));
      expect(refused.every((code) => code === 'not-possible-now')).toBe(true);
      const facts = await factsOf(server.db, { assignment });
      const kinds = ['extensionGranted', 'extensionRefused', 'extensionWithdrawn'].map(
        (kind) => facts[`assignment.${kind}`] ?? 0,
      );
      expect(kinds.reduce((sum, n) => sum + n, 0)).toBe(1);
    }
  });

  it('granting and reporting leave a report, in time or of the old deadline, and never half a grant', async () => {
    for (let i = 0; i < 4; i++) {
      const { assignment, extension } = await requested();
      const unit = await clerkOf(server.db, 't20');
      const [granted, reported] = await Promise.allSettled([
        decide().grant(extension, undefined, await sender()),
        server.get(SubmitReport).execute(assignment, { text: 'Xong' }, unit),
      ]);
      expect(reported.status).toBe('fulfilled');
      const row = await rowOf(assignment);
      expect(row.work).toBe('reported');
      const isGranted = granted.status === 'fulfilled';
      expect(row.work_due_at).toEqual(new Date(isGranted ? '2026-05-15T10:00:00Z' : '2026-04-24T10:00:00Z'));
      const kept = await firstOf(
        server.db,
        sql<{ state: string }>`select state from extension where id = ${extension}`,
      );
      expect(kept!.state).toBe(isGranted ? 'granted' : 'asked');
    }
  });
});
