import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { ApiTokens, CreateAccount, SESSION_COOKIE, Sessions } from '../../src/access/index.js';
import { firstOf, sql } from '../../src/platform/database/sql.js';
import { findUnit } from '../../src/units/index.js';
import { operator } from '../support/issued.js';
import { serverOnTestDatabase, type Client, type TestServer } from '../support/server.js';

const MEGABYTE = 1024 * 1024;
const SECRET = [
  'BỘ NỘI VỤ                    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
  'Số: 12/BNV-VP                Độc lập - Tự do - Hạnh phúc',
  'MẬT',
  'V/v rà soát hầm chứa tại Đồng Đăng',
  'Kính gửi: Ủy ban nhân dân tỉnh Lạng Sơn',
].join('\n');
const READ = '/api/v1/dispatches/read';

let server: TestServer;
let ministry: Client;
let bearer: (path: string) => request.Test;
beforeAll(async () => {
  server = await serverOnTestDatabase();
  await server.setClock('2026-11-16T02:00:00Z');
  ministry = await server.as('bo-noi-vu', 'leader');
  const { token } = await tokenOf('bo-noi-vu');
  bearer = (path) => request(server.url).post(path).set('Authorization', `Bearer ${token}`);
});
afterAll(() => server.close());

async function tokenOf(unit: string): Promise<{ token: string }> {
  const { id } = await findUnit(server.db, unit);
  return server.get(ApiTokens).create(id, 'leader', operator);
}
const draft = (body: object) =>
  ministry.post('/api/v1/directives', { issuer: 'bo-noi-vu', subject: 'rà soát địa danh', ...body });
const issue = (id: string) => ministry.post(`/api/v1/directives/${id}/issue`, {});
const countOf = async (table: string): Promise<number> =>
  (await firstOf(server.db, sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`))!.n;
const counts = async () => ({
  dispatch: await countOf('dispatch'),
  directive: await countOf('directive'),
  assignment: await countOf('assignment'),
  message: await countOf('message'),
  ledger_entry: await countOf('ledger_entry'),
});

describe('a directive that cannot go out yet', () => {
  it('has no recipients: it stays a draft and says so', async () => {
    const { body } = await draft({});
    const before = await counts();
    const { status, body: problem } = await issue(body.id);
    expect([status, problem.type]).toEqual([409, 'urn:thongsuot:not-possible-now']);
    expect(problem.detail).toContain('chưa có đơn vị nhận');
    expect(await counts()).toEqual(before);
    expect((await ministry.get(`/api/v1/directives/${body.id}`)).body.state).toBe('drafted');
  });

  it('has an addressee that nobody understands: issuing names it, and settling it lets the directive go', async () => {
    const { body } = await draft({ addressees: [{ text: 't20' }, { text: 'Hội những người bạn' }] });
    const refused = await issue(body.id);
    expect(refused.status).toBe(409);
    // nothing is called like that: the office above is offered, which knows whom to ask
    const candidates = [{ code: 'vn', name: 'Chính phủ', within: '' }];
    expect(refused.body.notUnderstood).toEqual([{ ord: 1, text: 'Hội những người bạn', candidates }]);
    const settled = await ministry.post(`/api/v1/directives/${body.id}/addressees/1`, { units: ['t04'] });
    expect(settled.body.notUnderstood).toEqual([]);
    expect((await issue(body.id)).body).toMatchObject({ assignments: 2 });
    const late = await ministry.post(`/api/v1/directives/${body.id}/addressees/1`, { units: [] });
    expect([late.status, late.body.type]).toEqual([409, 'urn:thongsuot:not-possible-now']);
  });

  it('drops an addressee that was not understood', async () => {
    const { body } = await draft({ addressees: [{ text: 't20' }, { text: 'Hội những người bạn' }] });
    await ministry.post(`/api/v1/directives/${body.id}/addressees/1`, { units: [] });
    expect((await issue(body.id)).body).toMatchObject({ assignments: 1 });
  });

  it('has no subject: it is called wrongly', async () => {
    const { status, body } = await ministry.post('/api/v1/directives', { issuer: 'bo-noi-vu' });
    expect([status, body.type]).toEqual([400, 'urn:thongsuot:invalid']);
  });

  it('belongs to another unit: only its issuer settles, signs, issues and closes it', async () => {
    const { body } = await draft({ addressees: [{ text: 't20' }] });
    const other = await server.as('t20', 'leader');
    for (const act of ['sign', 'number', 'issue', 'close', 'addressees/0'])
      expect((await other.post(`/api/v1/directives/${body.id}/${act}`, { units: [] })).status).toBe(404);
    expect((await other.get(`/api/v1/directives/${body.id}`)).status).toBe(404);
    expect((await other.get(`/api/v1/directives/${body.id}/preview`)).status).toBe(404);
    expect((await other.post('/api/v1/directives', { issuer: 'bo-noi-vu', subject: 'x' })).status).toBe(403);
  });
});

describe('a paper marked MẬT', () => {
  it.each([
    ['drafted from its text', () => draft({ text: SECRET })],
    ['drafted from its fields', async () => draft({ dispatch: { ...(await openDispatch()), secrecy: 'MẬT' } })],
    ['read as text', () => bearer(READ).set('Content-Type', 'text/plain').send(SECRET)],
    ['read as a file', () => bearer(READ).attach('file', Buffer.from(SECRET), 'mat.txt')],
    [
      'drafted under an idempotency key',
      () => ministry.post('/api/v1/directives', secretDraft, { 'Idempotency-Key': 'mat' }),
    ],
  ] as const)('%s is refused, and nothing of it is kept or told', async (_, send) => {
    const before = await counts();
    const { status, body, text } = await send();
    expect([status, body.type]).toEqual([422, 'urn:thongsuot:secret-document']);
    expect(text).not.toMatch(/hầm chứa|Đồng Đăng/);
    expect(await counts()).toEqual(before);
    const kept = await firstOf(
      server.db,
      sql<{ n: number }>`select count(*)::int as n from idempotency_key where key = 'mat'`,
    );
    expect(kept!.n).toBe(0);
  });

  const secretDraft = { issuer: 'bo-noi-vu', subject: 'rà soát', text: SECRET };
  const openDispatch = async () =>
    (await bearer(READ).set('Content-Type', 'text/plain').send(SECRET.replace('MẬT\n', ''))).body;
});

describe('a text to read that is no text', () => {
  it.each([
    [
      'of 10 MB',
      () =>
        bearer(READ)
          .set('Content-Type', 'text/plain')
          .send('a'.repeat(10 * MEGABYTE)),
      413,
      'too-large',
    ],
    [
      'of 10 MB, as a file',
      () => bearer(READ).attach('file', Buffer.alloc(10 * MEGABYTE, 97), 'a.txt'),
      413,
      'too-large',
    ],
    [
      'of 10 MB, as JSON',
      () => bearer('/api/v1/directives').send({ text: 'a'.repeat(10 * MEGABYTE) }),
      413,
      'too-large',
    ],
    ['that is empty', () => bearer(READ).set('Content-Type', 'text/plain').send(''), 400, 'invalid'],
    ['that is an empty file', () => bearer(READ).attach('file', Buffer.alloc(0), 'a.txt'), 400, 'invalid'],
    [
      'that is a picture',
      () => bearer(READ).attach('file', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'a.png'),
      400,
      'invalid',
    ],
    [
      'of a type that is not read',
      () => bearer(READ).set('Content-Type', 'application/pdf').send('%PDF-1.7'),
      400,
      'invalid',
    ],
    ['in a field of another name', () => bearer(READ).attach('paper', Buffer.from('x'), 'a.txt'), 400, 'invalid'],
  ] as const)('%s', async (_, send, status, type) => {
    const answer = await send();
    expect([answer.status, answer.body.type]).toEqual([status, `urn:thongsuot:${type}`]);
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });

  it('but prose in another language is read as what it says: nothing is invented', async () => {
    const { status, body } = await bearer(READ).set('Content-Type', 'text/plain').send('The quick brown fox.');
    expect(status).toBe(200);
    expect(body).toMatchObject({ number: null, addressees: [], tasks: [], signature: { name: null } });
  });

  it.each([
    ['no JSON', '{"issuer":'],
    ['a list', '[]'],
    ['other types', '{"issuer": 1, "subject": {}}'],
  ])('a body that is %s is called wrongly', async (_, body) => {
    const answer = await bearer('/api/v1/directives').set('Content-Type', 'application/json').send(body);
    expect([answer.status, answer.body.type]).toEqual([400, 'urn:thongsuot:invalid']);
  });
});

describe('what a page about chasing is asked for', () => {
  const page = async (unit: string, role: 'leader' | 'operator', path: string) => {
    const { id } = await findUnit(server.db, unit);
    const { token } = await server.get(ApiTokens).create(id, role, operator);
    const signedIn = await request(server.url).post('/sign-in').type('form').send({ token });
    return request(server.url).get(path).set('Cookie', String(signedIn.headers['set-cookie']).split(';')[0]!);
  };

  it('that is no day or no number is said beside its field, and what else was written stays', async () => {
    const { body } = await draft({ addressees: [{ text: 't20' }] });
    await issue(body.id);
    const { id } = (await firstOf(
      server.db,
      sql<{ id: string }>`select id from assignment where directive_id = ${body.id}`,
    ))!;
    const noDay = await page('bo-noi-vu', 'leader', `/directives/${body.id}/rehearsal?at=2026-02-31&months=3`);
    expect([noDay.status, noDay.text]).toEqual([400, expect.stringMatching(/id="f-at-error"[\s\S]*Không có ngày này/)]);
    expect(noDay.text).toMatch(/name="months"[^>]*value="3"/);
    const noNumber = await page('bo-noi-vu', 'leader', `/directives/${body.id}/rehearsal?months=-4`);
    expect(noNumber.status).toBe(400);
    expect(noNumber.text).toMatch(/id="f-months-error"[\s\S]*từ 1 đến 24[\s\S]*value="-4"/);
    const why = await page('t20', 'leader', `/assignments/${id}/explain?at=31/02/2026`);
    expect([why.status, why.text]).toEqual([400, expect.stringMatching(/id="f-at-error"[\s\S]*Không có ngày này/)]);
  });

  it('that is no year of a preview is said beside its field, and the policy is not lost', async () => {
    const { id } = await findUnit(server.db, 'bo-noi-vu');
    const { token } = await server.get(ApiTokens).create(id, 'operator', operator);
    const signedIn = await request(server.url).post('/sign-in').type('form').send({ token });
    const cookie = String(signedIn.headers['set-cookie']).split(';')[0]!;
    const form = { rules: '{"receiptWorkingDays":1}', seen: 1, urgency: 'ordinary', do: 'look', receiptWorkingDays: 7 };
    const { status, text } = await request(server.url)
      .post('/policies/default/edit')
      .set('Cookie', cookie)
      .type('form')
      .send({ ...form, year: 99_999 });
    expect([status, text]).toEqual([400, expect.stringMatching(/id="f-year-error"[\s\S]*từ 2018 đến 2100/)]);
    expect(text).toMatch(/name="year"[^>]*value="99999"/);
    expect(text).toMatch(/name="receiptWorkingDays"[^>]*value="7"/);
  });

  it('that is no code of a policy is said beside its field', async () => {
    const { status, text } = await page('bo-noi-vu', 'operator', '/policies/new?code=X%20Y');
    expect([status, text]).toEqual([400, expect.stringMatching(/id="f-code-error"[\s\S]*chữ thường không dấu/)]);
    expect(text).toMatch(/name="code"[^>]*value="X Y"/);
  });
});

describe('an Idempotency-Key', () => {
  const body = { issuer: 'bo-noi-vu', subject: 'rà soát một lần' };
  const once = (key: string, more = {}) =>
    ministry.post('/api/v1/directives', { ...body, ...more }, { 'Idempotency-Key': key });

  it('with the same body gets the same answer, and the act happens once', async () => {
    const first = await once('k1');
    const before = await counts();
    const again = await once('k1');
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    expect(await counts()).toEqual(before);
  });

  it('with another body is refused', async () => {
    await once('k2');
    const { status, body: problem } = await once('k2', { subject: 'rà soát hai lần' });
    expect([status, problem.type]).toEqual([422, 'urn:thongsuot:idempotency-key-reused']);
  });

  it('belongs to one caller and one route', async () => {
    const first = await once('k3');
    const other = await server.as('t20', 'leader');
    const theirs = await other.post('/api/v1/directives', { ...body, issuer: 't20' }, { 'Idempotency-Key': 'k3' });
    expect(theirs.status).toBe(201);
    expect(theirs.body.id).not.toBe(first.body.id);
    expect(
      (await ministry.post(`/api/v1/directives/${first.body.id}/sign`, {}, { 'Idempotency-Key': 'k3' })).status,
    ).toBe(200);
  });

  it('of a request that failed can be used again', async () => {
    const refused = await once('k4', { issuer: 'no-such-unit' });
    expect(refused.status).toBe(404);
    expect((await once('k4')).status).toBe(201);
  });

  it('sent twice at once carries the act out once', async () => {
    const before = await countOf('directive');
    const both = await Promise.all([once('k5'), once('k5')]);
    expect(await countOf('directive')).toBe(before + 1);
    expect(both.map(({ status }) => status).every((status) => status === 201 || status === 409)).toBe(true);
  });

  it.each(['', 'x'.repeat(201)])('of the wrong length is called wrongly', async (key) => {
    expect((await once(key)).status).toBe(400);
  });
});

describe('a caller', () => {
  it('with an unknown token, a forged cookie or nothing at all is asked to sign in', async () => {
    const get = (headers: Record<string, string>) => request(server.url).get('/api/v1/directives').set(headers);
    const unknown: Record<string, string>[] = [
      { Authorization: 'Bearer tsk_nobody' },
      { Cookie: `${SESSION_COOKIE}=forged.text` },
      {},
    ];
    for (const sent of unknown) {
      const { status, body, headers: answer } = await get(sent);
      expect([status, body.type, answer['www-authenticate']]).toEqual([401, 'urn:thongsuot:not-signed-in', 'Bearer']);
    }
  });

  it('whose role lacks the right is refused, whatever the unit', async () => {
    const auditor = await server.as('bo-noi-vu', 'auditor');
    const { status, body } = await auditor.post('/api/v1/directives', { issuer: 'bo-noi-vu', subject: 'x' });
    expect([status, body.type]).toEqual([403, 'urn:thongsuot:not-permitted']);
    expect((await auditor.get('/api/v1/directives')).status).toBe(200);
  });

  it('of a route that is not there is told so, in the language asked for', async () => {
    const { status, body } = await ministry.get('/api/v1/no-such-route');
    expect([status, body.type]).toEqual([404, 'urn:thongsuot:not-found']);
    const english = await request(server.url).get('/api/v1/no-such-route').set('Accept-Language', 'en');
    expect(english.body.detail).toBe('There is no such page or resource.');
    const page = await request(server.url).get('/no-such-page');
    expect([page.status, page.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
  });
});

describe('a session’s cookie', () => {
  const post = async (headers: Record<string, string>) => {
    const { id } = await findUnit(server.db, 'bo-noi-vu');
    const account = await server
      .get(CreateAccount)
      .execute({ unitId: id, name: 'Nông Thị Hạnh', role: 'clerk', locale: 'vi' }, operator);
    const cookie = await server.get(Sessions).open(account);
    return request(server.url)
      .post('/api/v1/directives')
      .set({ Cookie: `${SESSION_COOKIE}=${cookie}`, ...headers })
      .send({ issuer: 'bo-noi-vu', subject: 'rà soát' });
  };

  const ELSEWHERE: Record<string, string>[] = [
    { Origin: 'https://lua-dao.invalid' },
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'same-site' },
    { Origin: 'null' },
  ];
  it.each(ELSEWHERE)('sent by another site moves nothing: %j', async (headers) => {
    const before = await countOf('directive');
    const { status, body } = await post(headers);
    expect([status, body.type]).toEqual([403, 'urn:thongsuot:not-permitted']);
    expect(await countOf('directive')).toBe(before);
  });

  it('sent by our own pages is as good as a token', async () => {
    expect((await post({ 'Sec-Fetch-Site': 'same-origin' })).status).toBe(201);
    expect((await post({ Origin: server.url })).status).toBe(201);
  });
});
