import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AnswerQuestion } from '../../src/assignments/index.js';
import { CloseDirective } from '../../src/cascade/index.js';
import { firstOf, rowsOf, sql } from '../../src/platform/database/sql.js';
import { ProductError } from '../../src/platform/errors.js';
import { clerkOf, factsOf, operator } from '../support/issued.js';
import { serverOnTestDatabase, type Client, type TestServer } from '../support/server.js';

const ISSUED_AT = '2026-04-06T02:00:00Z'; // a Monday
const TEXT = 'Đơn vị tính theo thôn hay theo hộ?';
const ANSWER = 'Tính theo hộ.';

let server: TestServer;
let ministry: Client;
let langSon: Client;
let caoBang: Client;
let haNoi: Client;
beforeAll(async () => {
  server = await serverOnTestDatabase();
  ministry = await server.as('bo-noi-vu', 'leader');
  langSon = await server.as('t20', 'clerk');
  caoBang = await server.as('t04', 'clerk');
  haNoi = await server.as('t01', 'clerk');
});
afterAll(() => server.close());

/** A directive to all provinces by one line, and to Hà Nội by another; due on Friday 24 April. */
async function issued(): Promise<{ directive: string; of: (unit: string) => string }> {
  await server.setClock(ISSUED_AT);
  const draft = await ministry.post('/api/v1/directives', {
    issuer: 'bo-noi-vu',
    subject: 'rà soát địa danh',
    dueOn: '2026-04-24',
    addressees: [{ text: 't01' }, { text: 'Ủy ban nhân dân các tỉnh' }],
  });
  const { status } = await ministry.post(`/api/v1/directives/${draft.body.id}/issue`, {});
  expect(status).toBe(200);
  const rows = await rowsOf(
    server.db,
    sql<{ id: string; code: string }>`select a.id, u.code from assignment a join unit u on u.id = a.unit_id
      where a.directive_id = ${draft.body.id} and u.code in ('t20', 't04', 't01')`,
  );
  const ids = new Map(rows.map(({ code, id }) => [code, id]));
  return { directive: draft.body.id, of: (unit) => ids.get(unit)! };
}

async function asked(): Promise<{
  directive: string;
  assignment: string;
  question: string;
  of: (u: string) => string;
}> {
  const { directive, of } = await issued();
  const assignment = of('t20');
  await langSon.post(`/api/v1/assignments/${assignment}/acknowledge`, {});
  await langSon.post(`/api/v1/assignments/${assignment}/start`, {});
  const { status, body } = await langSon.post(`/api/v1/assignments/${assignment}/ask`, { question: TEXT });
  expect(status).toBe(200);
  return { directive, assignment, question: body.question, of };
}
const rowOf = (id: string) =>
  firstOf(
    server.db,
    sql<{ work: string; version: number; work_due_at: Date; remind_at: Date | null; relay: string }>`
      select * from assignment where id = ${id}`,
  );
const mailsOf = (assignment: string, template: string) =>
  rowsOf(
    server.db,
    sql<{ unit: string }>`select u.code as unit from message m join unit u on u.id = m.unit_id
      where m.assignment_id = ${assignment} and m.template = ${template}`,
  );
const codeOf = (error: unknown): string => (error instanceof ProductError ? error.code : String(error));

describe('a question', () => {
  it('stops the unit’s clock, starts the sender’s, and tells the sender', async () => {
    const { assignment } = await asked();
    const { body } = await langSon.get(`/api/v1/assignments/${assignment}`);
    expect(body).toMatchObject({
      work: 'waitingOnIssuer',
      state: 'waitingOnIssuer',
      allowed: expect.arrayContaining(['forward', 'request-extension']),
    });
    expect(body.questions).toMatchObject([
      { own: true, state: 'open', text: TEXT, answerDueAt: '2026-04-09T17:00:00+07:00', overdue: false, answer: null },
    ]);
    expect((await rowOf(assignment))!.remind_at).toBeNull();
    expect(await mailsOf(assignment, 'question')).toEqual([{ unit: 'bo-noi-vu' }]);
  });

  it('again is a repeat; another one waits for it', async () => {
    const { assignment, question } = await asked();
    const [row, facts] = [await rowOf(assignment), await factsOf(server.db)];
    const again = await langSon.post(`/api/v1/assignments/${assignment}/ask`, { question: TEXT });
    expect([again.status, again.body.repeated, again.body.question]).toEqual([200, true, question]);
    const other = await langSon.post(`/api/v1/assignments/${assignment}/ask`, { question: 'Khi nào?' });
    expect([other.status, other.body.current.work]).toEqual([409, 'waitingOnIssuer']);
    expect(await rowOf(assignment)).toEqual(row);
    expect(await factsOf(server.db)).toEqual(facts);
  });

  it('is in the sender’s list, overdue ones first, and in no other’s', async () => {
    const late = await asked();
    await server.setClock('2026-04-10T02:00:00Z');
    const fresh = late.of('t04');
    await caoBang.post(`/api/v1/assignments/${fresh}/acknowledge`, {});
    await caoBang.post(`/api/v1/assignments/${fresh}/ask`, { question: 'Biểu mẫu nào?' });
    const { body } = await ministry.get('/api/v1/questions?state=open');
    const ours = body.items.filter((q: { directive: string }) => q.directive === late.directive);
    expect(ours.map((q: { overdue: boolean; unit: { code: string } }) => [q.unit.code, q.overdue])).toEqual([
      ['t20', true],
      ['t04', false],
    ]);
    expect((await caoBang.get('/api/v1/questions?side=of')).body.items[0].text).toBe('Biểu mẫu nào?');
    expect((await caoBang.get('/api/v1/questions')).body.items).toEqual([]);
    expect((await caoBang.get('/api/v1/questions?unit=bo-noi-vu')).status).toBe(403);
  });

  it('is answered by who sent the paper alone; to strangers it is not there', async () => {
    const { question } = await asked();
    const byAsker = await langSon.post(`/api/v1/questions/${question}/answer`, { answer: ANSWER });
    const byStranger = await caoBang.post(`/api/v1/questions/${question}/answer`, { answer: ANSWER });
    expect([byAsker.status, byStranger.status]).toEqual([403, 404]);
    expect((await ministry.post(`/api/v1/questions/${question}/withdraw`, {})).status).toBe(403);
    expect((await ministry.post('/api/v1/questions/not-an-id/answer', { answer: ANSWER })).status).toBe(404);
    expect((await ministry.post(`/api/v1/questions/${question}/answer`, { answer: ' ' })).status).toBe(400);
  });
});

describe('an answer', () => {
  it('sends the unit back to where it was, moves its deadline by the working days, and tells it', async () => {
    const { assignment, question } = await asked();
    await server.setClock('2026-04-10T08:00:00Z'); // Friday: four working days after Monday
    const { status, body } = await ministry.post(`/api/v1/questions/${question}/answer`, { answer: ANSWER });
    expect([status, body.state, body.answer]).toEqual([200, 'answered', ANSWER]);
    const row = await rowOf(assignment);
    expect(row).toMatchObject({ work: 'implementing' });
    // Monday 27 April, 30 April and 1 May are off: four working days after Friday 24 April is Tuesday 5 May
    const due = row!.work_due_at.toISOString();
    expect(row!.remind_at!.toISOString()).toBe(due);
    const fact = await firstOf(
      server.db,
      sql<{
        payload: Record<string, unknown>;
        sealed: string;
      }>`select convert_from(e.bytes, 'UTF8')::jsonb -> 'payload' as payload,
          s.value as sealed from ledger_entry e join ledger_sealed s on s.entry_id = e.id
        where e.assignment_id = ${assignment} and e.kind = 'assignment.questionAnswered'`,
    );
    expect(fact!.payload).toMatchObject({
      question,
      workDueWas: '2026-04-24T10:00:00.000Z',
      workDueAt: due,
      workingDays: 4,
    });
    expect(JSON.stringify(fact!.payload)).not.toContain(ANSWER);
    expect(fact!.sealed).toBe(ANSWER);
    expect(due).toBe('2026-05-05T10:00:00.000Z');
    expect(await mailsOf(assignment, 'answer')).toEqual([{ unit: 't20' }]);
  });

  it('is read by every unit of the same line, without the name of who asked, and by no other', async () => {
    const { question, of } = await asked();
    const seenBy = async (client: Client, unit: string) =>
      (await client.get(`/api/v1/assignments/${of(unit)}`)).body.questions;
    expect(await seenBy(caoBang, 't04')).toMatchObject([{ id: question, own: false, state: 'open', answer: null }]);
    await ministry.post(`/api/v1/questions/${question}/answer`, { answer: ANSWER });
    const seen = await seenBy(caoBang, 't04');
    expect(seen).toMatchObject([{ own: false, state: 'answered', text: TEXT, answer: ANSWER }]);
    expect(JSON.stringify(seen)).not.toContain('Lạng Sơn');
    expect(await seenBy(haNoi, 't01')).toEqual([]);
  });

  it('the second time is a repeat where it is the same, and refused where it is another', async () => {
    const { assignment, question } = await asked();
    await ministry.post(`/api/v1/questions/${question}/answer`, { answer: ANSWER });
    const [row, facts] = [await rowOf(assignment), await factsOf(server.db)];
    const same = await ministry.post(`/api/v1/questions/${question}/answer`, { answer: ANSWER });
    expect([same.status, same.body.repeated]).toEqual([200, true]);
    const other = await ministry.post(`/api/v1/questions/${question}/answer`, { answer: 'Theo thôn.' });
    expect([other.status, other.body.type, other.body.current.answer]).toEqual([
      409,
      'urn:thongsuot:not-possible-now',
      ANSWER,
    ]);
    const withdrawn = await langSon.post(`/api/v1/questions/${question}/withdraw`, {});
    expect([withdrawn.status, withdrawn.body.current.state]).toEqual([409, 'answered']);
    expect([await rowOf(assignment), await factsOf(server.db)]).toEqual([row, facts]);
  });

  it('after a withdrawal is refused; the unit went on, and its deadline moved, for the clock stood still', async () => {
    const { assignment, question } = await asked();
    await server.setClock('2026-04-08T02:00:00Z');
    const { status, body } = await langSon.post(`/api/v1/questions/${question}/withdraw`, {});
    expect([status, body.state]).toEqual([200, 'withdrawn']);
    expect(await rowOf(assignment)).toMatchObject({
      work: 'implementing',
      work_due_at: new Date('2026-04-29T10:00:00Z'),
    });
    const late = await ministry.post(`/api/v1/questions/${question}/answer`, { answer: ANSWER });
    expect([late.status, late.body.current.state]).toEqual([409, 'withdrawn']);
    expect((await langSon.post(`/api/v1/questions/${question}/withdraw`, {})).body.repeated).toBe(true);
  });

  it('of a duty that has ended is refused, the attempt recorded, and nobody is asked any more', async () => {
    const { directive, assignment, question } = await asked();
    await ministry.post(`/api/v1/directives/${directive}/close`, {});
    const { status, body } = await ministry.post(`/api/v1/questions/${question}/answer`, { answer: ANSWER });
    expect([status, body.current.state, body.current.answer]).toEqual([409, 'lapsed', null]);
    expect(await factsOf(server.db, { assignment })).toMatchObject({ 'assignment.lateAttempt': 1 });
    const open = (await ministry.get('/api/v1/questions?state=open&limit=200')).body.items;
    expect(open.filter((q: { id: string }) => q.id === question)).toEqual([]);
  });
});

describe('a pause of the directive', () => {
  const pause = (directive: string) =>
    ministry.post(`/api/v1/directives/${directive}/pause`, { reason: 'Chờ hướng dẫn' });
  const dueOf = async (assignment: string) => (await rowOf(assignment))!.work_due_at.toISOString();

  it('that ends while the unit waits is counted once', async () => {
    const { directive, assignment, question } = await asked();
    await server.setClock('2026-04-07T02:00:00Z');
    expect((await pause(directive)).status).toBe(200);
    const open = (await ministry.get('/api/v1/questions?state=open&limit=200')).body.items;
    expect(open.find(({ id }: { id: string }) => id === question).overdue).toBe(false);
    await server.setClock('2026-04-09T02:00:00Z');
    expect((await ministry.post(`/api/v1/directives/${directive}/resume`, {})).status).toBe(200);
    await server.setClock('2026-04-10T02:00:00Z');
    await ministry.post(`/api/v1/questions/${question}/answer`, { answer: ANSWER });
    expect(await dueOf(assignment)).toBe('2026-05-05T10:00:00.000Z');
  });

  it('that goes on after the answer adds what is left of it when it ends', async () => {
    const { directive, assignment, question } = await asked();
    await server.setClock('2026-04-08T02:00:00Z');
    await pause(directive);
    await server.setClock('2026-04-10T02:00:00Z');
    await ministry.post(`/api/v1/questions/${question}/answer`, { answer: ANSWER });
    expect(await dueOf(assignment)).toBe('2026-04-29T10:00:00.000Z');
    await server.setClock('2026-04-13T02:00:00Z');
    await ministry.post(`/api/v1/directives/${directive}/resume`, {});
    expect(await dueOf(assignment)).toBe('2026-05-06T10:00:00.000Z');
  });
});

describe('at once', () => {
  const answers = async (question: string, text: string) =>
    server.get(AnswerQuestion).execute(question, text, await clerkOf(server.db, 'bo-noi-vu'));

  it('many answers are one answer', async () => {
    const { assignment, question } = await asked();
    const done = await Promise.allSettled(
      Array.from({ length: 16 }, (_, i) => answers(question, i % 2 === 0 ? ANSWER : 'Theo thôn.')),
    );
    const kept = (await langSon.get(`/api/v1/assignments/${assignment}`)).body.questions[0].answer;
    const first = done.filter((one) => one.status === 'fulfilled' && !one.value.repeated);
    const repeats = done.filter((one) => one.status === 'fulfilled' && one.value.repeated);
    const refused = done.filter((one) => one.status === 'rejected').map(({ reason }) => codeOf(reason));
    expect([first.length, repeats.length, refused]).toEqual([1, 7, Array(8).fill('not-possible-now')]);
    expect([ANSWER, 'Theo thôn.']).toContain(kept);
    expect(await factsOf(server.db, { assignment })).toMatchObject({ 'assignment.questionAnswered': 1 });
    expect(await mailsOf(assignment, 'answer')).toHaveLength(1);
  });

  it('an answer and a withdrawal are one of the two', async () => {
    for (let i = 0; i < 3; i++) {
      const { assignment, question } = await asked();
      const by = await clerkOf(server.db, 't20');
      const done = await Promise.allSettled([
        answers(question, ANSWER),
        server.get(AnswerQuestion).withdraw(question, by),
      ]);
      const { 'assignment.questionAnswered': a = 0, 'assignment.questionWithdrawn': w = 0 } = await factsOf(server.db, {
        assignment,
      });
      expect(a + w).toBe(1);
      expect(done.map(({ status }) => status)).toEqual(a === 1 ? ['fulfilled', 'rejected'] : ['rejected', 'fulfilled']);
      expect((await rowOf(assignment))!.work).toBe('implementing');
    }
  });

  it('an answer and the end of the directive leave an answer, or an attempt', async () => {
    for (let i = 0; i < 3; i++) {
      const { directive, assignment, question } = await asked();
      const [answered] = await Promise.allSettled([
        answers(question, ANSWER),
        server.get(CloseDirective).execute(directive, operator),
      ]);
      const facts = await factsOf(server.db, { assignment });
      expect(facts['assignment.closed']).toBe(1);
      expect(facts[answered.status === 'fulfilled' ? 'assignment.questionAnswered' : 'assignment.lateAttempt']).toBe(1);
      const { state } = (await firstOf(
        server.db,
        sql<{ state: string }>`select state from question where id = ${question}`,
      ))!;
      expect(state).toBe(answered.status === 'fulfilled' ? 'answered' : 'open');
    }
  });
});
