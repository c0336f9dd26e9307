import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { enqueue, DeliverMessages } from '../../src/mail/index.js';
import { rowsOf, sql } from '../../src/platform/database/sql.js';
import { serverOnTestDatabase, type Client, type TestServer } from '../support/server.js';

const CASCADE = '018e5f00-0000-7000-8000-000000000001';
const UNIT = '018e5f00-0000-7000-8000-000000000002';
const NOW = '2024-03-20T02:00:00Z';

let t: TestServer;
let operator: Client;
let clerk: Client;

beforeAll(async () => {
  t = await serverOnTestDatabase();
  await t.setClock(NOW);
  operator = await t.as('t20', 'operator');
  clerk = await t.as('t20', 'clerk');
  // nobody composes these: they fail when their attempts run out
  await enqueue(
    t.db,
    [1, 2, 3].map((n) => ({
      cascadeId: CASCADE,
      key: `hong:${n}`,
      unitId: UNIT,
      template: 'reminder',
      locale: 'vi' as const,
      parameters: { n },
      toAddress: `van-thu-${n}@caoloc.invalid`,
      queuedAt: new Date(NOW),
    })),
  );
  await sql`update message set state = 'failed', attempts = 1, next_attempt_at = null,
    last_error = '550 <' || to_address || '>: no such mailbox' where key <> 'hong:3'`.execute(t.db);
});
afterAll(() => t.close());

describe('the operator', () => {
  it('sees in the API where mail is and what did not arrive, and sends it again once', async () => {
    const { status, body } = await operator.get('/api/v1/mail?days=1');
    expect(status).toBe(200);
    expect(body).toMatchObject({ total: 3, states: { queued: 1, failed: 2, sent: 0 }, queued: { due: 1 } });
    expect(body.domains).toMatchObject([{ domain: 'caoloc.invalid', queued: 1, undelivered: 2 }]);
    expect(body.resends).toEqual({ issue: 1, amendment: 1, recall: 1 });
    const first = await operator.get('/api/v1/mail/messages?state=failed&domain=CaoLoc.invalid&limit=1');
    expect(first.body.items).toMatchObject([{ state: 'failed', domain: 'caoloc.invalid', template: 'reminder' }]);
    expect(JSON.stringify(first.body)).not.toContain('van-thu');
    const next = await operator.get(`/api/v1/mail/messages?cursor=${first.body.nextCursor}`);
    expect(next.body).toMatchObject({ items: [{}], nextCursor: null });
    const path = `/api/v1/mail/messages/${first.body.items[0].id}/resend`;
    expect((await operator.post(path, {})).body).toMatchObject({ state: 'queued' });
    expect((await operator.post(path, {})).body).toMatchObject({ state: 'queued', repeated: true });
    expect((await operator.get('/api/v1/mail')).body).toMatchObject({ states: { queued: 2, failed: 1 } });
  });

  it('sees the same on a page, without an address, and sends again from there', async () => {
    const page = await operator.get('/mail');
    expect(page.status).toBe(200);
    expect(page.text).toContain('caoloc.invalid');
    expect(page.text).toContain('no such mailbox');
    expect(page.text).not.toContain('van-thu');
    const [, act] = /action="(\/mail\/messages\/[^"]+\/resend)"/.exec(page.text)!;
    const sent = await operator.post(act!, {});
    expect([sent.status, sent.headers['location']]).toEqual([303, '/mail']);
    expect((await operator.get('/mail?state=failed')).text).toContain('Không có thư nào không đến');
    await t.get(DeliverMessages).drain();
    expect((await operator.get('/mail?days=30')).status).toBe(200);
    expect((await operator.get('/mail?days=365')).status).toBe(400);
    expect((await operator.get('/api/v1/mail?days=31')).status).toBe(200);
    expect((await operator.get('/api/v1/mail?days=32')).status).toBe(400);
  });

  it('is offered a digest for sending again, not the notices that it says', async () => {
    const [digest, notice] = await rowsOf(
      t.db,
      sql<{ id: string }>`update message set state = 'bounced', next_attempt_at = null,
        template = case key when 'hong:1' then 'digest' else template end,
        cascade_id = case key when 'hong:1' then id else cascade_id end where key in ('hong:1', 'hong:2') returning id`,
    );
    await sql`update message set gathered_into = ${digest!.id}, attempts = 0 where id = ${notice!.id}`.execute(t.db);
    const { text } = await operator.get('/mail?state=bounced');
    expect(text).toContain(`/mail/messages/${digest!.id}/resend`);
    expect(text).not.toContain(`/mail/messages/${notice!.id}/resend`);
    expect(text).toContain('Gửi lại cùng thư tổng hợp');
    const refused = await operator.post(`/api/v1/mail/messages/${notice!.id}/resend`, {});
    expect([refused.status, refused.body.digest]).toEqual([409, digest!.id]);
  });

  it('is the only one who does', async () => {
    for (const path of ['/api/v1/mail', '/api/v1/mail/messages']) expect((await clerk.get(path)).status).toBe(403);
    expect((await clerk.post(`/api/v1/mail/messages/${CASCADE}/resend`, {})).status).toBe(403);
    expect((await operator.post(`/api/v1/mail/messages/${CASCADE}/resend`, {})).status).toBe(404);
    expect((await operator.get('/api/v1/mail/messages?cursor=x')).status).toBe(400);
  });
});
