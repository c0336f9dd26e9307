import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ChaseDue } from '../../src/chasing/index.js';
import { explainJson } from '../../src/chasing/explaining/explain.json.js';
import { explanationOf } from '../../src/chasing/explaining/explain.queries.js';
import { rowsOf, sql } from '../../src/platform/database/sql.js';
import { ConfirmChange, DraftChange } from '../../src/calendar-changes/index.js';
import { changeSchema } from '../../src/calendar-changes/change.rules.js';
import { operator } from '../support/issued.js';
import { serverOnTestDatabase, type Client, type TestServer } from '../support/server.js';

const ISSUED_AT = '2026-11-16T02:00:00Z'; // a Monday; receipt falls due at the close of Tuesday
const TUESDAY_CLOSE = '2026-11-17T17:00:00+07:00';

let server: TestServer;
let ministry: Client;
let langSon: Client;
beforeAll(async () => {
  server = await serverOnTestDatabase();
  ministry = await server.as('bo-noi-vu', 'leader');
  langSon = await server.as('t20', 'clerk');
});
afterAll(() => server.close());

async function received(more: Record<string, unknown> = {}): Promise<{ directive: string; assignment: string }> {
  await server.setClock(ISSUED_AT);
  const draft = await ministry.post('/api/v1/directives', {
    issuer: 'bo-noi-vu',
    subject: 'rà soát hồ chứa',
    addressees: [{ text: 't20' }],
    ...more,
  });
  expect((await ministry.post(`/api/v1/directives/${draft.body.id}/issue`, {})).status).toBe(200);
  const [row] = await rowsOf(
    server.db,
    sql<{ id: string }>`select id from assignment where directive_id = ${draft.body.id}`,
  );
  return { directive: draft.body.id, assignment: row!.id };
}
const explain = async (id: string, at?: string) =>
  (await langSon.get(`/api/v1/assignments/${id}/explain${at ? `?at=${encodeURIComponent(at)}` : ''}`)).body;
const chaseAt = async (at: string): Promise<void> => {
  await server.setClock(at);
  await server.get(ChaseDue).execute();
};
const reasonsOf = (body: { stages: { stage: string; reason: string }[] }) =>
  body.stages.map(({ stage, reason }) => [stage, reason]);

describe('why a unit was chased or not', () => {
  it('follows the chase of a receipt step by step, and answers for each day as it was then', async () => {
    const { assignment } = await received();
    expect(await explain(assignment)).toMatchObject({
      chased: false,
      still: null,
      stages: [{ stage: 'receipt', reason: 'before-term', dueAt: TUESDAY_CLOSE, reminders: 0, nextAt: TUESDAY_CLOSE }],
      rule: { code: 'default', receiptWorkingDays: 1, remindEveryWorkingDays: 1, reminderLimit: 2 },
    });
    await server.setClock('2026-11-17T10:30:00Z');
    expect(reasonsOf(await explain(assignment))).toEqual([['receipt', 'due']]);
    await chaseAt('2026-11-17T10:31:00Z');
    expect(await explain(assignment)).toMatchObject({
      chased: true,
      stages: [{ reason: 'reminded', reminders: 1, limit: 2, nextAt: '2026-11-18T17:00:00+07:00' }],
      notices: [{ template: 'reminder', stage: 'receipt', to: { code: 't20' } }],
    });
    await chaseAt('2026-11-18T10:01:00Z');
    await chaseAt('2026-11-19T10:01:00Z');
    const last = await explain(assignment);
    expect(last).toMatchObject({ stages: [{ reason: 'superior-told', reminders: 2, nextAt: null }] });
    expect(last.explanation[0]).toContain('đã nhắc 2 lần, rồi báo cấp trên');
    expect(reasonsOf(await explain(assignment, '2026-11-17T17:00:30+07:00'))).toEqual([['receipt', 'due']]);
    expect(reasonsOf(await explain(assignment, '2026-11-17'))).toEqual([['receipt', 'reminded']]);
    expect((await explain(assignment, '2026-11-15')).still).toBe('not-there');
  });

  it('counts a past day by the calendar that was in force on it, whatever was ordered later', async () => {
    const { assignment } = await received();
    await chaseAt('2026-11-17T10:31:00Z');
    const before = await explain(assignment);
    await server.setClock('2026-11-18T00:30:00Z');
    const stop = changeSchema.parse({
      kind: 'stop',
      scope: 't20',
      legalBasis: 'Công điện 1/CĐ-TTg',
      days: ['2026-11-18', '2026-11-19'].map((on) => ({ on, kind: 'stop', name: 'Bão số 9' })),
    });
    const { id } = await server.get(DraftChange).execute(stop, operator);
    await server.get(ConfirmChange).execute(id, undefined, operator);
    const [then, now] = [await explain(assignment, '2026-11-17T18:00:00+07:00'), await explain(assignment)];
    expect(now).toMatchObject({ stages: [{ nextAt: '2026-11-20T17:00:00+07:00' }] });
    expect(now.calendar.version).toBe(before.calendar.version + 1);
    expect(then).toMatchObject({ stages: [{ nextAt: '2026-11-18T17:00:00+07:00' }], calendar: before.calendar });
    await sql`update calendar_version set fingerprint = 'lost' where version = ${before.calendar.version}`.execute(
      server.db,
    );
    const lost = await explain(assignment, '2026-11-17T18:00:00+07:00');
    expect(lost.calendar).toMatchObject({ version: before.calendar.version, countedBy: now.calendar.version });
    expect(lost.explanation.join(' ')).toContain('không xem lại được');
  });

  it('says what keeps a unit from being chased', async () => {
    const { directive, assignment } = await received({ dueOn: '2026-12-20' });
    await ministry.post(`/api/v1/directives/${directive}/pause`, { reason: 'Chờ hướng dẫn' });
    expect((await explain(assignment)).still).toBe('paused');
    await ministry.post(`/api/v1/directives/${directive}/resume`, {});
    expect((await explain(assignment)).still).toBeNull();
    await langSon.post(`/api/v1/assignments/${assignment}/acknowledge`, {});
    expect(reasonsOf(await explain(assignment))).toEqual([['work', 'before-term']]);
    await langSon.post(`/api/v1/assignments/${assignment}/ask`, { question: 'Hồ thuộc đơn vị nào quản lý?' });
    expect((await explain(assignment)).still).toBe('waits-for-answer');
    await ministry.post(`/api/v1/directives/${directive}/close`, {});
    expect((await explain(assignment)).still).toBe('closed');
  });

  it('names who holds the paper where the unit waits for its superior', async () => {
    await server.setClock(ISSUED_AT);
    const communes = await rowsOf(
      server.db,
      sql<{ code: string }>`select u.code from unit_relation r join unit u on u.id = r.unit_id
        join unit_period p on p.unit_id = u.id and p.level = 'commune' and p.valid_to is null
        where r.parent_id = (select id from unit where code = 't20') and r.line = 'administrative' and r.valid_to is null
        order by u.code limit 2`,
    );
    const draft = await ministry.post('/api/v1/directives', {
      issuer: 'bo-noi-vu',
      subject: 'rà soát hồ chứa cấp xã',
      addressees: [
        { text: 't20' },
        ...communes.map(({ code }) => ({ text: code, role: 'action', through: 'superior' })),
      ],
    });
    expect((await ministry.post(`/api/v1/directives/${draft.body.id}/issue`, {})).status).toBe(200);
    const [waiting] = await rowsOf(
      server.db,
      sql<{
        id: string;
      }>`select id from assignment where directive_id = ${draft.body.id} and receipt = 'expected' limit 1`,
    );
    const { body } = await ministry.get(`/api/v1/assignments/${waiting!.id}/explain`);
    expect(body).toMatchObject({ still: 'waits-for-superior', stages: [], holder: { code: 't20' } });
  });

  it('tells of an instant that lies ahead what will happen if nothing changes, and says so', async () => {
    const { assignment } = await received();
    const page = (at: string) => langSon.get(`/assignments/${assignment}/explain?at=${at}`);
    expect((await explain(assignment)).foretold).toBe(false);
    const soon = await explain(assignment, '2026-11-17T12:00:00+07:00');
    expect([soon.foretold, reasonsOf(soon)]).toEqual([true, [['receipt', 'before-term']]]);
    // the order above closes the 18th and the 19th
    const reminded = await explain(assignment, '2026-11-20');
    expect(reminded).toMatchObject({
      stages: [{ reason: 'reminded', reminders: 2, lastAt: '2026-11-20T17:00:00+07:00' }],
    });
    const last = await explain(assignment, '2030-01-01');
    expect(last).toMatchObject({
      foretold: true,
      stages: [{ reason: 'superior-told', reminders: 2, superiorToldAt: '2026-11-23T17:00:00+07:00', nextAt: null }],
    });
    expect(last.explanation[0]).toContain('chưa đến');
    const ahead = (await page('2030-01-01')).text;
    expect(ahead).toContain('Thời điểm này chưa đến');
    // the day that was asked for, and the paper
    expect(ahead).toContain('Tính đến hết ngày 01/01/2030');
    expect(ahead).toMatch(/<h1><small>Công văn [^<]+<\/small>/);
    expect((await langSon.get(`/assignments/${assignment}/explain`)).text).not.toContain('chưa đến');
    // what is due already is taken by the next sweep, not in the past
    await server.setClock('2026-11-18T01:00:00Z');
    expect(await explain(assignment, '2026-11-18T09:00:00+07:00')).toMatchObject({
      stages: [{ reason: 'reminded', reminders: 1, lastAt: '2026-11-18T08:00:00+07:00' }],
    });
  });

  it('counts what the rows of the duties count, whatever happened to them', async () => {
    await server.setClock('2026-12-01T00:00:00Z');
    const rows = await rowsOf(
      server.db,
      sql<{ id: string; receipt: number; work: number }>`select id, (context ->> 'receiptReminders')::int as receipt,
        (context ->> 'workReminders')::int as work from assignment where standing = 'inForce' and sent_at is not null`,
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const { id, ...counted } of rows) {
      const explained = await explanationOf(server.db, id, { at: new Date('2026-12-01T00:00:00Z'), caller: operator });
      const stages = explained.stages.filter(({ stage }) => stage !== 'relay');
      expect(stages.map(({ stage, reminders }) => [id, stage, reminders])).toEqual(
        stages.map(({ stage }) => [id, stage, counted[stage as 'receipt' | 'work']]),
      );
      expect(explainJson(explained, 'en').explanation[0]).toMatch(/^[A-Z]/);
    }
  });

  it('is for who may see the duty, on a page too; what is no instant is refused', async () => {
    const { assignment } = await received();
    const stranger = await server.as('t04', 'clerk');
    expect((await stranger.get(`/api/v1/assignments/${assignment}/explain`)).status).toBe(404);
    expect((await langSon.get(`/api/v1/assignments/${assignment}/explain?at=hôm-qua`)).status).toBe(400);
    for (const at of ['x', '2026-13-01']) {
      const page = await langSon.get(`/assignments/${assignment}/explain?at=${at}`);
      expect([page.status, page.text]).toEqual([400, expect.stringMatching(/field-error[\s\S]*Không có ngày này/)]);
    }
    expect((await langSon.get('/api/v1/assignments/not-an-id/explain')).status).toBe(404);
  });
});
