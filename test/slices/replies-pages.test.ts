import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { ApiTokens } from '../../src/access/index.js';
import type { Role } from '../../src/platform/caller.js';
import { firstOf, sql } from '../../src/platform/database/sql.js';
import { uuidv7 } from '../../src/platform/ids.js';
import { findUnit } from '../../src/units/index.js';
import { issuedTo, operator } from '../support/issued.js';
import { serverOnTestDatabase, type TestServer } from '../support/server.js';

const COMMUNE = 'x06184-2025';
const NEIGHBOUR = 'x06187-2025';
const NOW = '2026-11-16T02:00:00Z';

let server: TestServer;
beforeAll(async () => {
  server = await serverOnTestDatabase();
  await server.setClock(NOW);
});
afterAll(() => server.close());

/** An answer to a paper of the commune that waits for people. @returns the mail and the duty */
async function waits(
  kind = 'acknowledgement',
  subject = 'Đã nhận <b>văn bản</b>',
): Promise<{ id: string; duty: string }> {
  const duty = (await issuedTo(server as never, [COMMUNE])).assignments[0]!;
  const id = uuidv7(new Date(NOW));
  await sql`insert into inbound_mail (id, mailbox, uid_validity, uid, message_key, sha256, bytes, taken_at, kind, state, outcome,
      from_address, subject, excerpt, cascade_id, directive_id, assignment_id, unit_id)
    select ${id}, 'thu', 1, (select count(*) from inbound_mail), ${id}, sha256(''), 0, business_now(), ${kind}, 'waiting',
      'sender-unknown', 'ai-do@noi-khac.invalid', ${subject}, 'Xã đã nhận được văn bản.', a.cascade_id, a.directive_id, a.id,
      a.unit_id from assignment a where a.id = ${duty}`.execute(server.db);
  return { id, duty };
}

async function signedIn(unit: string, role: Role): Promise<string> {
  const { id } = await findUnit(server.db, unit);
  const { token } = await server.get(ApiTokens).create(id, role, operator);
  const answer = await request(server.url).post('/sign-in').type('form').send({ token });
  return String(answer.headers['set-cookie']).split(';')[0]!;
}
const open = async (cookie: string, address: string, language = 'vi') =>
  (await request(server.url).get(address).set('Cookie', cookie).set('Accept-Language', language)).text;
const stateOf = async (id: string) =>
  (await firstOf(server.db, sql<{ state: string }>`select state from inbound_mail where id = ${id}`))!.state;

/** The number beside the entry of the menu; null without one. */
const counted = (page: string): string | null =>
  /<a[^>]*href="\/replies"[^>]*>(?:(?!<\/a>).)*?class="[^"]*count[^"]*"[^>]*>\s*(\d+)/s.exec(page)?.[1] ?? null;

describe('mails that wait for people', () => {
  it('are counted in the menu of who decides on them, and of nobody else', async () => {
    await waits();
    const [clerk, neighbour] = [await signedIn(COMMUNE, 'clerk'), await signedIn(NEIGHBOUR, 'clerk')];
    expect(counted(await open(clerk, '/assignments'))).toBe('1');
    expect(counted(await open(neighbour, '/assignments'))).toBeNull();
    expect(await open(await signedIn(COMMUNE, 'auditor'), '/units')).not.toContain('href="/replies"');
    expect(await open(clerk, '/replies', 'en')).toContain('Replies');
  });

  it('are shown with what they say, escaped, and decided on without a script; once', async () => {
    const { id, duty } = await waits();
    const clerk = await signedIn(COMMUNE, 'clerk');
    const page = await open(clerk, '/replies');
    expect(page).toContain('Đã nhận &lt;b>văn bản&lt;/b>');
    expect(page).toContain('ai-do@noi-khac.invalid');
    expect(page).toContain(`action="/replies/${id}/acknowledge"`);
    const neighbour = await signedIn(NEIGHBOUR, 'clerk');
    expect(await open(neighbour, '/replies')).not.toContain(id);
    const post = (cookie: string) =>
      request(server.url).post(`/replies/${id}/acknowledge`).set('Cookie', cookie).type('form').send({});
    expect((await post(neighbour)).status).toBe(404);
    expect(await stateOf(id)).toBe('waiting');
    expect((await post(clerk)).status).toBe(303);
    expect(await stateOf(id)).not.toBe('waiting');
    const receipt = await firstOf(
      server.db,
      sql<{ receipt: string }>`select receipt from assignment where id = ${duty}`,
    );
    expect(receipt!.receipt).toBe('acknowledged');
    expect(await open(clerk, '/replies')).not.toContain(id);
    expect(await open(clerk, '/replies?show=all')).toContain('ai-do@noi-khac.invalid');
  });

  it('can be left alone; opening the page does neither', async () => {
    const { id } = await waits('other', 'Xin hỏi');
    const clerk = await signedIn(COMMUNE, 'clerk');
    await open(clerk, '/replies');
    expect(await stateOf(id)).toBe('waiting');
    await request(server.url).post(`/replies/${id}/ignore`).set('Cookie', clerk).type('form').send({});
    expect(await stateOf(id)).not.toBe('waiting');
  });
});
