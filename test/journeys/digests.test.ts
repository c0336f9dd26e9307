import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CreateAccount } from '../../src/access/index.js';
import { ChaseDue, GatherNotices, MakeSummaries } from '../../src/chasing/index.js';
import { DeliverMessages, MailCatcher } from '../../src/mail/index.js';
import { firstOf, sql } from '../../src/platform/database/sql.js';
import { findUnit } from '../../src/units/index.js';
import { operator } from '../support/issued.js';
import { serverOnTestDatabase, type Client, type TestServer } from '../support/server.js';
import { issued } from '../support/story.js';

const ISSUED_AT = '2026-03-02T02:00:00Z'; // Monday
const CLOSE = '2026-03-03T10:00:00Z';
const PROVINCE = 't20';

let server: TestServer;
let clerk: Client;
let leader: string;

beforeAll(async () => {
  server = await serverOnTestDatabase();
  await server.setClock(ISSUED_AT);
  clerk = await server.as(PROVINCE, 'clerk');
  for (const subject of ['rà soát trụ sở', 'báo cáo biên chế', 'kiểm tra công vụ'])
    await issued(server as never, {
      issuer: 'bo-noi-vu',
      subject,
      dueOn: '2026-03-12',
      addressees: [{ text: PROVINCE, role: 'action' }],
    });
  await server.get(DeliverMessages).drain();
  await server.setClock(CLOSE);
  await server.get(ChaseDue).execute(new Date(CLOSE));
  await server.get(GatherNotices).execute(new Date(CLOSE));
}, 60_000);
afterAll(() => server.close());

describe('the next mail of an office', () => {
  it('is shown to its people page by page, with when it is due, and to nobody else', async () => {
    const { body } = await clerk.get(`/api/v1/units/${PROVINCE}/digest?limit=2`);
    expect(body).toMatchObject({ hour: '08:00', at: '2026-03-04T08:00:00+07:00', total: 3 });
    expect(body.items).toHaveLength(2);
    expect(body.items[0]).toMatchObject({
      section: 'receipt',
      what: 'reminder',
      subject: 'rà soát trụ sở',
      dueAt: '2026-03-03T17:00:00+07:00',
    });
    const { body: rest } = await clerk.get(`/api/v1/units/${PROVINCE}/digest?limit=2&cursor=${body.nextCursor}`);
    expect([rest.items.map(({ subject }: { subject: string }) => subject), rest.nextCursor]).toEqual([
      ['kiểm tra công vụ'],
      null,
    ]);
    const page = await clerk.get('/digest');
    expect(page.text).toContain('Thư tiếp theo');
    expect(page.text).toContain('báo cáo biên chế');
    const other = await server.as('t04', 'clerk');
    expect((await other.get(`/api/v1/units/${PROVINCE}/digest`)).status).toBe(403);
    expect((await other.get('/digest')).text).toContain('Chưa có việc nào cần nhắc');
  });

  it('comes at the hour that its people set; what waits moves with it', async () => {
    const set = (client: Client, hour: string) => client.post(`/api/v1/units/${PROVINCE}/digest-hour`, { hour });
    expect(await set(clerk, '14:10')).toMatchObject({ status: 400, body: { type: 'urn:thongsuot:invalid' } });
    expect((await set(await server.as('t04', 'clerk'), '14:00')).status).toBe(403);
    expect((await set(await server.as(PROVINCE, 'auditor'), '14:00')).status).toBe(403);
    expect(await set(clerk, '14:00')).toMatchObject({ status: 200, body: { hour: '14:00', repeated: false } });
    expect(await set(clerk, '14:00')).toMatchObject({ body: { repeated: true } });
    await server.get(GatherNotices).execute(new Date(CLOSE));
    expect((await clerk.get(`/api/v1/units/${PROVINCE}/digest`)).body.at).toBe('2026-03-04T14:00:00+07:00');
    const waiting = await firstOf(server.db, sql<{ at: Date }>`select min(gather_at) as at from message where gather`);
    expect(waiting!.at).toEqual(new Date('2026-03-04T07:00:00Z'));
    const fact = await firstOf(
      server.db,
      sql<{ n: number }>`select count(*)::int as n from ledger_entry where kind = 'digest.hourSet'`,
    );
    expect(fact!.n).toBe(1);
    for (const hour of ['14:10', '25:99:99']) {
      const wrong = await clerk.post('/digest/hour', { hour });
      expect([wrong.status, wrong.text]).toEqual([400, expect.stringMatching(/field-error[\s\S]*Thư tiếp theo sẽ có/)]);
    }
    const form = await clerk.post('/digest/hour', { hour: '08:00' });
    expect(form.status).toBe(303);
  });
});

describe('the weekly summary', () => {
  const MONDAY = '2026-03-09T01:00:00Z';
  const summaries = () => server.get(MailCatcher).list({ to: 'lanh.dao@langson.invalid', limit: 10 });
  beforeAll(async () => {
    const { id: unitId } = await findUnit(server.db, PROVINCE);
    const person = {
      unitId,
      name: 'Người Thử',
      role: 'leader' as const,
      locale: 'vi' as const,
      email: 'lanh.dao@langson.invalid',
    };
    ({ id: leader } = await server.get(CreateAccount).open(person, operator));
  });

  it('tells a leader on the first working day of the week what falls due and what is late, once', async () => {
    await server.setClock('2026-03-09T00:59:00Z');
    expect(await server.get(MakeSummaries).execute()).toEqual({ summaries: 0 });
    await server.setClock(MONDAY);
    const runs = await Promise.all([1, 2, 3].map(() => server.get(MakeSummaries).execute(new Date(MONDAY))));
    expect(runs.reduce((sum, run) => sum + run.summaries, 0)).toBe(1);
    await server.get(DeliverMessages).drain();
    const { items } = await summaries();
    expect(items.map(({ subject }) => subject)).toEqual([expect.stringContaining('[Tổng hợp tuần]')]);
    const mail = await server.get(MailCatcher).byId(items[0]!.id);
    expect(mail!.text).toMatch(/ĐÃ QUÁ HẠN \(3\)[\s\S]*rà soát trụ sở/);
    await server.setClock('2026-03-10T02:00:00Z');
    expect(await server.get(MakeSummaries).execute()).toEqual({ summaries: 0 });
  });

  it('is not sent to who refuses it, nor where there is nothing to say', async () => {
    await sql`insert into summary_refused (account_id, at) values (${leader}, ${MONDAY})`.execute(server.db);
    await server.setClock('2026-03-16T01:00:00Z');
    expect(await server.get(MakeSummaries).execute()).toEqual({ summaries: 0 });
    await sql`delete from summary_refused`.execute(server.db);
    await sql`update assignment set standing = 'closed'`.execute(server.db);
    expect(await server.get(MakeSummaries).execute()).toEqual({ summaries: 0 });
    await sql`update assignment set standing = 'inForce'`.execute(server.db);
    expect(await server.get(MakeSummaries).execute()).toEqual({ summaries: 0 });
  });
});
