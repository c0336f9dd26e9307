import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { ApiTokens, InstallationKey, linkToken } from '../../src/access/index.js';
import { IssueDirective } from '../../src/cascade/index.js';
import { DraftDirective } from '../../src/directives/index.js';
import { firstOf, rowsOf, sql } from '../../src/platform/database/sql.js';
import { findUnit } from '../../src/units/index.js';
import { clerkOf, operator } from '../support/issued.js';
import { serverOnTestDatabase, type TestServer } from '../support/server.js';

const COMMUNE = 'x06184-2025';
const NEXT_MONTH = '2026-12-16T00:00:00Z';

interface Duty {
  cascadeId: string;
  id: string;
  unitId: string;
}

let server: TestServer;
let directive: string;
let duty: Duty;

beforeAll(async () => {
  server = await serverOnTestDatabase();
  await server.setClock('2026-11-16T02:00:00Z');
  directive = await issuedBy('bo-noi-vu', ['Ủy ban nhân dân các xã, phường, đặc khu']);
  duty = await dutyOf(directive, COMMUNE);
});
afterAll(() => server.close());

async function issuedBy(issuer: string, addressees: string[]): Promise<string> {
  const by = await clerkOf(server.db, issuer);
  const draft = {
    issuer,
    subject: 'rà soát địa danh',
    addressees: addressees.map((text) => ({ text, role: 'action' as const })),
  };
  const id = await server.get(DraftDirective).execute(draft, by);
  await server.get(IssueDirective).execute(id, by);
  return id;
}

async function dutyOf(directiveId: string, unit: string): Promise<Duty> {
  const row = await firstOf(
    server.db,
    sql<Duty>`select a.cascade_id as "cascadeId", a.id, a.unit_id as "unitId" from assignment a join unit u on u.id = a.unit_id
      where a.directive_id = ${directiveId} and u.code = ${unit}`,
  );
  return row!;
}

/** The cookie of somebody who signed in with a token of a unit, by the form. */
async function signedIn(unit: string, role: 'clerk' | 'leader' | 'auditor' | 'officer'): Promise<string> {
  const { id } = await findUnit(server.db, unit);
  const { token } = await server.get(ApiTokens).create(id, role, operator);
  const answer = await request(server.url).post('/sign-in').type('form').send({ token });
  expect([answer.status, answer.headers['location']]).toEqual([303, '/']);
  return String(answer.headers['set-cookie']).split(';')[0]!;
}
const get = (path: string, cookie = '') => request(server.url).get(path).set('Cookie', cookie);
const post = (path: string, cookie: string, body: object = {}) =>
  request(server.url).post(path).set('Cookie', cookie).type('form').send(body);
const linkOf = async (to: Duty, until = NEXT_MONTH): Promise<string> =>
  `/a/${linkToken(await server.get(InstallationKey).get(), { purpose: 'acknowledge', cascadeId: to.cascadeId, assignmentId: to.id, unitId: to.unitId, generation: 0, expiresAt: new Date(until) })}`;
const factsOf = (assignment: string) =>
  rowsOf(
    server.db,
    sql<{
      kind: string;
      actor: string;
    }>`select kind, actor from ledger_entry where assignment_id = ${assignment} order by at, id`,
  );

describe('signing in', () => {
  it('takes a token of a unit, sets a cookie that scripts do not see, and leads to that unit’s work', async () => {
    const { id } = await findUnit(server.db, COMMUNE);
    const { token } = await server.get(ApiTokens).create(id, 'clerk', operator);
    const answer = await request(server.url).post('/sign-in').type('form').send({ token, back: '/units' });
    expect(answer.headers['location']).toBe('/units');
    expect(String(answer.headers['set-cookie'])).toMatch(/thongsuot_session=.+; Path=\/; .*HttpOnly; SameSite=Lax/);
    const cookie = String(answer.headers['set-cookie']).split(';')[0]!;
    expect((await get('/', cookie)).headers['location']).toBe('/assignments');
    expect((await get('/assignments', cookie)).text).toContain('Ủy ban nhân dân xã Đồng Đăng');
  });

  it('refuses an unknown token on the form itself, and a token that was revoked from then on', async () => {
    const refused = await request(server.url).post('/sign-in').type('form').send({ token: 'tsk_unknown' });
    expect([refused.status, refused.text]).toEqual([400, expect.stringContaining('error-summary')]);
    const cookie = await signedIn('t20', 'clerk');
    await sql`update api_token set revoked_at = clock_timestamp() where unit_id = ${(await findUnit(server.db, 't20')).id}`.execute(
      server.db,
    );
    expect((await get('/assignments', cookie)).status).toBe(401);
  });

  it('never leads to another site', async () => {
    for (const back of [
      '//evil.example/',
      '/\\evil.example',
      'https://evil.example/',
      'javascript:alert(1)',
      '/.//evil.example',
    ]) {
      const { id } = await findUnit(server.db, COMMUNE);
      const { token } = await server.get(ApiTokens).create(id, 'clerk', operator);
      const answer = await request(server.url).post('/sign-in').type('form').send({ token, back });
      expect([back, answer.headers['location']]).toEqual([back, '/']);
    }
  });

  it('ends with signing out; an issuer begins with its directives, an auditor with the audit', async () => {
    const issuer = await signedIn('bo-noi-vu', 'leader');
    expect((await get('/', issuer)).headers['location']).toBe('/directives');
    expect((await get('/', await signedIn('vn', 'auditor'))).headers['location']).toBe('/audit');
    const out = await post('/sign-out', issuer);
    expect(String(out.headers['set-cookie'])).toContain('thongsuot_session=;');
  });
});

describe('the pages', () => {
  it('are closed to guests, and their forms to pages of other sites', async () => {
    for (const path of [
      '/assignments',
      '/directives',
      '/dispatches/new',
      '/dispatches',
      '/reports',
      '/audit',
      `/directives/${directive}`,
      '/units',
    ])
      expect([path, (await get(path)).status]).toEqual([path, 401]);
    const cookie = await signedIn(COMMUNE, 'clerk');
    const foreign = await post(`/assignments/${duty.id}/acknowledge`, cookie).set('Origin', 'https://evil.example');
    expect(foreign.status).toBe(403);
    expect((await factsOf(duty.id)).map(({ kind }) => kind)).toEqual(['assignment.opened']);
  });

  it('answer HEAD, say what is not there as a page, and keep the language that was chosen', async () => {
    const head = await request(server.url).head('/sign-in');
    expect([head.status, head.text]).toEqual([200, undefined]);
    const missing = await get('/nothing/here', await signedIn(COMMUNE, 'clerk'));
    expect([missing.status, missing.text]).toEqual([404, expect.stringContaining('Không tìm thấy trang')]);
    const chosen = await request(server.url).post('/language').type('form').send({ lang: 'en', back: '/units?q=x' });
    expect(chosen.headers['location']).toBe('/units?q=x');
    const english = await get('/nothing', String(chosen.headers['set-cookie']).split(';')[0]);
    expect(english.text).toContain('<html lang="en"');
  });

  const rowsOfTree = (page: string): number =>
    page.split('aria-labelledby="tree-title"')[1]!.split('</table>')[0]!.split('<tr').length - 1;

  it('show one level of a directive to 3,321 communes, two hundred rows at a time', async () => {
    const issuer = await signedIn('bo-noi-vu', 'leader');
    const first = await get(`/directives/${directive}`, issuer);
    expect(rowsOfTree(first.text)).toBe(201);
    expect(first.text).toContain('3.321');
    const next = /href="([^"]*cursor=[^"]*)" rel="next"/
      .exec(first.text)![1]!
      .replaceAll('&#38;', '&')
      .replaceAll('&amp;', '&');
    const second = await get(next, issuer);
    expect(rowsOfTree(second.text)).toBe(201);
    const found = await get(`/directives/${directive}?q=${encodeURIComponent('dong dang')}`, issuer);
    expect(found.text).toContain('Xã Đồng Đăng');
  });

  it('show nothing of a directive to a unit outside it', async () => {
    const outsider = await signedIn('bo-y-te', 'leader');
    expect((await get(`/directives/${directive}`, outsider)).status).toBe(404);
    expect((await get(`/directives/${directive}/history`, outsider)).status).toBe(404);
    expect((await get(`/assignments/${duty.id}`, outsider)).status).toBe(404);
    expect((await get(`/units/${COMMUNE}/history`, outsider)).status).toBe(403);
  });

  it('refuse a paper marked secret and give nothing of it back', async () => {
    const issuer = await signedIn('bo-noi-vu', 'leader');
    const text = 'BỘ NỘI VỤ\nSố: 12/BNV-VP\nMẬT\nV/v hầm chứa Bạch Đằng\nKính gửi: Ủy ban nhân dân tỉnh Lạng Sơn';
    const answer = await request(server.url).post('/dispatches/new').set('Cookie', issuer).field('text', text);
    expect(answer.status).toBe(422);
    expect(answer.text).not.toContain('Bạch Đằng');
    const empty = await request(server.url).post('/dispatches/new').set('Cookie', issuer).field('text', '');
    expect([empty.status, empty.text]).toEqual([400, expect.stringContaining('Hãy chọn một tệp')]);
  });

  it('settle the very addressee that was chosen', async () => {
    const issuer = await signedIn('bo-noi-vu', 'leader');
    const id = await server.get(DraftDirective).execute(
      {
        issuer: 'bo-noi-vu',
        subject: 'rà soát',
        addressees: [
          { text: 't20', role: 'action' },
          { text: 'Hội thứ nhất', role: 'action' },
          { text: 'Hội thứ hai', role: 'action' },
        ],
      },
      await clerkOf(server.db, 'bo-noi-vu'),
    );
    await post(`/directives/${id}/settle`, issuer, { 'addressees[line-2][settle]': 'drop' });
    const rows = await rowsOf(
      server.db,
      sql<{ status: string }>`select status from directive_addressee where directive_id = ${id} order by ord`,
    );
    expect(rows.map(({ status }) => status)).toEqual(['understood', 'not-understood', 'dropped']);
    const early = await post(`/directives/${id}/issue`, issuer);
    expect([early.status, early.text]).toEqual([409, expect.stringContaining('Hội thứ nhất')]);
    const wrong = await post(`/directives/${id}/settle`, issuer, { 'addressees[line-1][code]': 'no-such-unit' });
    expect([wrong.status, wrong.text]).toEqual([400, expect.stringContaining('error-summary')]);
  });
});

describe('the link of a mail', () => {
  it('changes nothing by being opened, acknowledges by its button once, and says so when used again', async () => {
    const link = await linkOf(duty);
    expect((await get(link)).status).toBe(200);
    expect((await factsOf(duty.id)).map(({ kind }) => kind)).toEqual(['assignment.opened']);
    const done = await request(server.url).post(link);
    expect(done.status).toBe(303);
    expect((await get(String(done.headers['location']))).text).toContain('số đến 1');
    expect((await request(server.url).post(link)).status).toBe(303);
    expect(await factsOf(duty.id)).toEqual([
      expect.objectContaining({ kind: 'assignment.opened' }),
      { kind: 'assignment.acknowledged', actor: 'link' },
    ]);
  });

  it('is nothing when forged, gone when expired, refused once the paper was returned', async () => {
    const link = await linkOf(duty);
    const forged = `${link.slice(0, -3)}AAA`;
    const expired = await linkOf(duty, '2026-11-15T00:00:00Z');
    for (const [path, status] of [
      [forged, 404],
      ['/a/nonsense', 404],
      [expired, 410],
    ] as const) {
      expect([path, (await get(path)).status]).toEqual([path, status]);
      expect([path, (await request(server.url).post(path)).status]).toEqual([path, status]);
    }
    const returned = await dutyOf(await issuedBy('t20', [COMMUNE]), COMMUNE);
    await post(`/assignments/${returned.id}/return`, await signedIn(COMMUNE, 'clerk'), { reason: 'duplicate' });
    expect((await get(await linkOf(returned))).status).toBe(409);
    expect((await request(server.url).post(await linkOf(returned))).status).toBe(409);
  });
});

describe('acts on a duty', () => {
  it('go back to the page with a sentence, and what is refused is said there', async () => {
    const cookie = await signedIn(COMMUNE, 'clerk');
    const started = await post(`/assignments/${duty.id}/start`, cookie);
    expect([started.status, started.headers['location']]).toEqual([303, `/assignments/${duty.id}`]);
    const flash = String(started.headers['set-cookie']).split(';')[0]!;
    expect((await get(`/assignments/${duty.id}`, `${cookie}; ${flash}`)).text).toContain(
      'Đã ghi nhận bắt đầu thực hiện.',
    );
    const late = await post(`/assignments/${duty.id}/return`, cookie, { reason: 'duplicate' });
    expect([late.status, late.text]).toEqual([409, expect.stringContaining('error-summary')]);
    const blank = await post(`/assignments/${duty.id}/not-applicable`, cookie, { reason: '' });
    expect([blank.status, blank.text]).toEqual([400, expect.stringContaining('Hãy nêu lý do.')]);
    const empty = await post(`/assignments/${duty.id}/report`, cookie, {});
    expect(empty.status).toBe(400);
  });

  it('belong to the unit: its superior and an auditor look and cannot act', async () => {
    const auditor = await signedIn('vn', 'auditor');
    expect((await get(`/assignments/${duty.id}`, auditor)).text).not.toContain(`action="/assignments/${duty.id}/`);
    expect((await post(`/assignments/${duty.id}/complete`, auditor)).status).toBe(403);
  });
});

describe('passing a paper on with one’s own dispatch', () => {
  const HOME = 't20';
  const tasks = ['Rà soát địa danh trên bản đồ', 'Cập nhật cơ sở dữ liệu địa danh'];

  it('is drafted from the page of the duty, mapped, and issued: those that wait for the paper get it instead', async () => {
    const by = await clerkOf(server.db, 'bo-noi-vu');
    const above = await server.get(DraftDirective).execute(
      {
        issuer: 'bo-noi-vu',
        subject: 'rà soát địa danh',
        tasks: tasks.map((text, i) => ({ label: String(i + 1), text, addressees: [] })),
        addressees: [
          { text: 'Ủy ban nhân dân tỉnh Lạng Sơn', role: 'action' },
          { text: 'Ủy ban nhân dân các xã, phường, đặc khu tỉnh Lạng Sơn', role: 'action', through: 'superior' },
        ],
      },
      by,
    );
    await server.get(IssueDirective).execute(above, by);
    const home = await dutyOf(above, HOME);
    const cookie = await signedIn(HOME, 'clerk');
    await post(`/assignments/${home.id}/acknowledge`, cookie);
    const page = (await get(`/assignments/${home.id}`, cookie)).text;
    expect(page).toContain(`/dispatches/new?below=${home.id}`);
    expect(page).toContain('Chuyển nguyên văn đến 65 đơn vị đang chờ');

    const begin = (await get(`/directives/by-hand?below=${home.id}`, cookie)).text;
    expect(begin).toContain('Văn bản triển khai của đơn vị');
    expect(begin).toContain(`name="below" value="${home.id}"`);
    expect(begin).toContain('Triển khai thực hiện Công văn');
    const kept = await post('/directives', cookie, {
      below: home.id,
      subject: 'triển khai rà soát địa danh',
      rosterOn: '2026-11-16',
      'addressees[0][text]': 'Ủy ban nhân dân xã Đồng Đăng',
      'addressees[0][role]': 'action',
      'tasks[0][label]': '1',
      'tasks[0][text]': 'Rà soát địa danh trên bản đồ của xã',
      'tasks[1][label]': '2',
      'tasks[1][text]': 'Báo cáo về Sở Nội vụ trước ngày 10 hằng tháng',
    });
    const preview = String(kept.headers['location']);
    const draft = preview.split('/')[2]!;
    const shown = (await get(preview, cookie)).text;
    expect(shown).toContain('1 đơn vị đang chờ sẽ nhận văn bản này thay cho bản nguyên văn.');
    expect(shown).toContain('64 đơn vị vẫn chờ');
    expect(shown).toMatch(/name="tasks\[task-1\]"[^]*?<option value="1" selected>/);

    const issued = await post(`/directives/${draft}/issue`, cookie, { 'tasks[task-1]': '1', 'tasks[task-2]': 'none' });
    expect([issued.status, issued.headers['location']]).toEqual([303, `/directives/${draft}`]);
    const carried = await rowsOf(
      server.db,
      sql<{
        above: number | null;
      }>`select parent_task as above from directive_task where directive_id = ${draft} order by n`,
    );
    expect(carried.map((row) => row.above)).toEqual([1, null]);
    const after = await firstOf(
      server.db,
      sql<{
        relay: string;
        waiting: number;
      }>`select relay, (select count(*)::int from assignment w where w.cascade_id = a.cascade_id
          and w.parent_id = a.id and w.receipt = 'expected' and w.standing = 'inForce') as waiting
        from assignment a where a.id = ${home.id}`,
    );
    expect(after).toEqual({ relay: 'partly', waiting: 64 });

    const recalled = await post(`/directives/${above}/recall`, await signedIn('bo-noi-vu', 'leader'), {
      reason: 'sai',
    });
    const said = Buffer.from(
      decodeURIComponent(String(recalled.headers['set-cookie']).split(';')[0]!.split('=')[1]!),
      'base64url',
    );
    expect(said.toString()).toContain('1 văn bản triển khai của cấp dưới còn hiệu lực');
    const answers = (await get(`/directives/${above}/recall?answer=unanswered`, await signedIn('bo-noi-vu', 'clerk')))
      .text;
    expect(answers).toContain(`href="/directives/${draft}"`);
  });

  it('is chosen among the drafts that are there, and set apart again', async () => {
    const cookie = await signedIn('t20', 'clerk');
    const { id: unit } = await findUnit(server.db, 't20');
    const own = await server
      .get(DraftDirective)
      .execute(
        { issuer: 't20', subject: 'kiểm tra', addressees: [{ text: 'Ủy ban nhân dân xã Đồng Đăng', role: 'action' }] },
        await clerkOf(server.db, 't20'),
      );
    const second = await dutyOf(await issuedBy('bo-noi-vu', ['Ủy ban nhân dân tỉnh Lạng Sơn']), 't20');
    expect(second.unitId).toBe(unit);
    await post(`/assignments/${second.id}/acknowledge`, cookie);
    expect((await get(`/assignments/${second.id}`, cookie)).text).toContain(`<option value="${own}"`);
    const placed = await post(`/assignments/${second.id}/own-dispatch`, cookie, { draft: own });
    expect(placed.headers['location']).toBe(`/directives/${own}/preview`);
    expect((await get(`/directives/${own}/preview`, cookie)).text).toContain('Triển khai văn bản cấp trên');
    await post(`/directives/${own}/set-apart`, cookie);
    expect((await get(`/directives/${own}/preview`, cookie)).text).not.toContain('Triển khai văn bản cấp trên');
  });
});

describe('what only the demonstration has', () => {
  it('is not there in production', async () => {
    const production = await serverOnTestDatabase({ THONGSUOT_MODE: 'production' });
    try {
      for (const path of ['/demo/sign-in/issuer', '/dev/mailbox'])
        expect([path, (await request(production.url).get(path)).status]).toEqual([path, 404]);
      expect((await request(production.url).post('/demo/clock').send({ forward: '1d' })).status).toBe(404);
      const front = await request(production.url).get('/');
      expect([front.status, front.text]).toEqual([200, expect.stringContaining('npx thongsuot token create')]);
    } finally {
      await production.close();
    }
  });
});
