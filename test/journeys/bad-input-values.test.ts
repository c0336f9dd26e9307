import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { ApiTokens } from '../../src/access/index.js';
import { emptyDispatch } from '../../src/dispatches/index.js';
import { firstOf, sql } from '../../src/platform/database/sql.js';
import { toCursor } from '../../src/platform/paging.js';
import { openApi } from '../../src/server.js';
import { findUnit } from '../../src/units/index.js';
import { UploadedLists } from '../../src/imports/uploaded-lists.usecase.js';
import { filesOf } from '../guards/source.js';
import { clerkOf, operator } from '../support/issued.js';
import { serverOnTestDatabase, type Client, type TestServer } from '../support/server.js';

const HOSTILE: readonly string[] = [
  toCursor(['x', 'y']),
  toCursor(['x', 'y', 'z']),
  toCursor(['x']),
  toCursor([-1]),
  toCursor([1.5]),
  toCursor(['2026-11-16T02:00:00.000Z', 'y']),
  toCursor(['-271821-04-20T00:00:00.000Z', '00000000-0000-4000-8000-000000000000']),
  toCursor(['0', '\0']),
  'WyJ4IiwieSJd',
  '%25',
  'e30',
];

/** Files whose pages go on from a cursor; a new one is added here with its list below. */
const PAGES_OF_LISTS: readonly string[] = [
  'src/assignments/asking/asking.pages.ts',
  'src/assignments/inbox.pages.ts',
  'src/assignments/supervising/supervised.pages.ts',
  'src/bases/bases.pages.ts',
  'src/bulk-acts/bulk-acts.pages.ts',
  'src/calendar-changes/calendar.pages.ts',
  'src/cascade/approving/approvals.pages.ts',
  'src/cascade/recalling/recalling.pages.ts',
  'src/chasing/digests/digest.pages.ts',
  'src/contactability/contactability.pages.ts',
  'src/directives/policies/policies.pages.ts',
  'src/directives/roster-contact.pages.ts',
  'src/dispatches/intake.pages.ts',
  'src/imports/imports.pages.ts',
  'src/mail/mail.pages.ts',
  'src/mail/mailbox.pages.ts',
  'src/people/hand-over.pages.ts',
  'src/people/people.pages.ts',
  'src/registers/registers.pages.ts',
  'src/reorganisation/reorganisations.pages.ts',
  'src/replies/replies.pages.ts',
  'src/reports/reports.pages.ts',
  'src/tracking/assignment.pages.ts',
  'src/tracking/directive.pages.ts',
  'src/tracking/directives.pages.ts',
  'src/tracking/history.pages.ts',
  'src/tracking/pace.pages.ts',
  'src/units/groups/groups.pages.ts',
  'src/units/units.pages.ts',
];

let server: TestServer;
let ministry: Client;
let auditor: Client;
let province: Client;
let admin: Client;
let imported: string;
let directive: string;
let assignment: string;
let bulk: string;
let paper: string;
let administrator: Client;
let operating: Client;
let reorganisation: string;
let change: string;
let token: string;
let person: string;
let receipt: string;
beforeAll(async () => {
  server = await serverOnTestDatabase();
  await server.setClock('2026-11-16T02:00:00Z');
  ministry = await server.as('bo-noi-vu', 'leader');
  auditor = await server.as('bo-noi-vu', 'auditor');
  province = await server.as('t20', 'leader');
  admin = await server.as('t20', 'unit-admin');
  const by = { ...(await clerkOf(server.db, 't20')), role: 'unit-admin' } as const;
  const started = await server.get(UploadedLists).start({ name: 'x.csv', bytes: Buffer.from('x'), options: {} }, by);
  await started.finished;
  imported = started.id;
  const { id } = await findUnit(server.db, 'bo-noi-vu');
  ({ token } = await server.get(ApiTokens).create(id, 'clerk', operator));
  const draft = await post('/api/v1/directives', {
    issuer: 'bo-noi-vu',
    subject: 'rà soát địa danh',
    addressees: [{ text: 't20' }],
    tasks: [{ label: '1', text: 'rà soát' }],
    dispatch: { ...emptyDispatch(), bases: [{ code: '7/NQ-CP', date: '2026-01-05', issuer: 'Chính phủ' }] },
  });
  directive = draft.body.id as string;
  await post(`/api/v1/directives/${directive}/issue`, {});
  const urging = { act: 'remind', selection: { directive } };
  bulk = (await post('/api/v1/bulk-acts', urging)).body.id as string;
  administrator = await server.as('t20', 'unit-admin');
  operating = await server.as('bo-noi-vu', 'operator');
  const plan = await administrator.post('/api/v1/reorganisations', {
    title: 'đổi tên',
    legalBasis: 'Nghị quyết 1/NQ-HĐND',
    effectiveOn: '2027-01-01',
    steps: [{ kind: 'rename', unit: 'x06184-2025', name: 'Xã Mới' }],
  });
  reorganisation = plan.body.id as string;
  const entered = await administrator.post('/api/v1/calendar/changes', {
    kind: 'stop',
    scope: 't20',
    legalBasis: 'Công điện 1/CĐ-UBND',
    days: [{ on: '2026-11-20', kind: 'stop', name: 'bão' }],
  });
  change = entered.body.id as string;
  const inbox = await province.get('/api/v1/assignments');
  assignment = inbox.body.items[0].id as string;
  paper = (await firstOf(server.db, sql<{ id: string }>`select id from cited_paper`))!.id;
  await province.post(`/api/v1/assignments/${assignment}/acknowledge`, {});
  person = (await province.post('/api/v1/people', { name: 'Lý Văn Sơn', role: 'officer' })).body.id as string;
  const left = await province.post('/api/v1/people', { name: 'Vi Thị Hằng', role: 'officer' });
  receipt = (await province.post(`/api/v1/people/${left.body.id}/hand-over`, { unit: 't20' })).body.id as string;
});
afterAll(() => server.close());

const post = (path: string, body: unknown, headers?: Record<string, string>) => ministry.post(path, body, headers);
const draftWith = (more: object) =>
  post('/api/v1/directives', { issuer: 'bo-noi-vu', subject: 'rà soát địa danh', ...more });
const countOf = async (table: string): Promise<number> =>
  (await firstOf(server.db, sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`))!.n;

describe('a cursor that is not ours', () => {
  const LISTS: readonly [string, () => string, () => Client][] = [
    ['assignments', () => '/api/v1/assignments', () => province],
    ['the inbox', () => '/assignments', () => province],
    ['one assignment', () => `/assignments/${assignment}`, () => province],
    ['reports', () => '/api/v1/reports', () => ministry],
    ['the page of reports', () => '/reports', () => ministry],
    ['questions', () => '/api/v1/questions', () => ministry],
    ['the page of questions', () => '/questions', () => ministry],
    ['requests for more time', () => '/api/v1/extensions', () => ministry],
    ['the page of requests', () => '/extensions', () => ministry],
    ['directives', () => '/api/v1/directives', () => ministry],
    ['the page of directives', () => '/directives', () => ministry],
    ['one directive', () => `/directives/${directive}`, () => ministry],
    ['history', () => `/api/v1/directives/${directive}/history`, () => auditor],
    ['the frontier', () => `/api/v1/directives/${directive}/frontier`, () => auditor],
    ['the page of the pace', () => `/directives/${directive}/pace`, () => auditor],
    ['the page of history', () => `/directives/${directive}/history`, () => auditor],
    ['the history of a unit', () => '/units/bo-noi-vu/history', () => auditor],
    ['the audit', () => '/audit', () => auditor],
    ['units', () => '/api/v1/units', () => ministry],
    ['the page of units', () => '/units', () => ministry],
    ['groups', () => '/api/v1/units/groups', () => ministry],
    ['the page of groups', () => '/groups', () => ministry],
    ['one unit', () => '/units/bo-noi-vu', () => ministry],
    ['the page of imports', () => '/imports', () => admin],
    ['one import', () => `/imports/${imported}`, () => admin],
    ['papers that wait', () => '/api/v1/dispatches', () => ministry],
    ['the page of papers that wait', () => '/dispatches', () => ministry],
    ['a register', () => '/api/v1/registers/outgoing', () => ministry],
    ['the page of a register', () => '/registers/incoming', () => ministry],
    ['bases', () => `/api/v1/directives/${directive}/bases`, () => ministry],
    ['the page of bases', () => `/directives/${directive}/bases`, () => ministry],
    ['a cited paper', () => `/api/v1/papers/${paper}`, () => ministry],
    ['the page of a cited paper', () => `/papers/${paper}`, () => ministry],
    ['reorganisations', () => '/api/v1/reorganisations', () => administrator],
    ['what a reorganisation changes', () => `/api/v1/reorganisations/${reorganisation}/changes`, () => administrator],
    [
      'duties that a reorganisation moves',
      () => `/api/v1/reorganisations/${reorganisation}/duties`,
      () => administrator,
    ],
    ['duties owed twice', () => `/api/v1/reorganisations/${reorganisation}/twice`, () => administrator],
    ['the page of reorganisations', () => '/reorganisations', () => administrator],
    ['people', () => '/api/v1/people', () => province],
    ['the page of people', () => '/people', () => province],
    ['what a person leaves', () => `/api/v1/people/${person}/hand-over`, () => province],
    ['the page of what a person leaves', () => `/people/${person}/hand-over`, () => province],
    ['a receipt', () => `/api/v1/hand-overs/${receipt}`, () => province],
    ['the page of a receipt', () => `/hand-overs/${receipt}`, () => province],
    ['bulk acts', () => '/api/v1/bulk-acts', () => ministry],
    ['the page of bulk acts', () => '/bulk-acts', () => ministry],
    ['rows of a bulk act', () => `/api/v1/bulk-acts/${bulk}/items`, () => ministry],
    ['the page of a bulk act', () => `/bulk-acts/${bulk}`, () => ministry],
    ['what waits for a second person', () => '/api/v1/approvals', () => ministry],
    ['the page of that', () => '/approvals', () => ministry],
    ['answers to a recall', () => `/api/v1/directives/${directive}/recall`, () => ministry],
    ['the page of those answers', () => `/directives/${directive}/recall`, () => ministry],
    ['what was issued below', () => `/api/v1/directives/${directive}/recall/below`, () => ministry],
    ['third parties of a duty', () => `/api/v1/assignments/${assignment}/supervised`, () => province],
    ['the page of third parties of a duty', () => `/assignments/${assignment}/supervised`, () => province],
    ['third parties of a directive', () => `/api/v1/directives/${directive}/supervised`, () => ministry],
    ['the page of third parties of a directive', () => `/directives/${directive}/supervised`, () => ministry],
    ['what others see to', () => '/api/v1/supervised', () => province],
    ['the page of what others see to', () => '/supervised', () => province],
    ['how sure the way to units is', () => '/api/v1/contactability', () => ministry],
    ['the page of that', () => '/contactability', () => ministry],
    ['how sure the way to addressees is', () => `/api/v1/directives/${directive}/contactability`, () => ministry],
    ['the page of addressees', () => `/directives/${directive}/contactability`, () => ministry],
    ['answers by mail', () => '/api/v1/replies', () => province],
    ['the page of answers by mail', () => '/replies', () => province],
    ['dead addresses', () => '/api/v1/replies/dead', () => province],
    ['the page of dead addresses', () => '/replies/dead', () => province],
    ['versions of the calendar', () => '/api/v1/calendar/versions', () => ministry],
    ['the page of versions', () => '/calendar/versions', () => ministry],
    ['changes of the calendar', () => '/api/v1/calendar/changes', () => ministry],
    ['deadlines that a change moves', () => `/api/v1/calendar/changes/${change}/deadlines`, () => administrator],
    ['the page of a change', () => `/calendar/changes/${change}`, () => administrator],
    ['messages', () => '/api/v1/mail/messages', () => operating],
    ['the page of messages', () => '/mail', () => operating],
    ['the next mail of the chase', () => '/api/v1/units/t20/digest', () => province],
    ['the page of that', () => '/digest', () => province],
    ['directives under a policy', () => '/policies/default/directives?version=1', () => ministry],
    ['the mailbox', () => '/dev/mailbox', () => server.anonymous],
  ];
  it('is tried on every list there is', () => {
    const tried = LISTS.map(([, path]) =>
      path()
        .replaceAll(directive, '{id}')
        .replaceAll(assignment, '{id}')
        .replaceAll(bulk, '{id}')
        .replaceAll(paper, '{id}')
        .replaceAll(reorganisation, '{id}')
        .replaceAll(change, '{id}')
        .replaceAll(person, '{id}')
        .replaceAll(receipt, '{id}')
        .replace('registers/outgoing', 'registers/{name}')
        .replace('units/t20/digest', 'units/{code}/digest'),
    );
    const lists = Object.entries(openApi(server.app).paths).flatMap(([path, { get }]) =>
      get?.parameters?.some((parameter) => 'name' in parameter && parameter.name === 'cursor') ? [path] : [],
    );
    expect(lists.length).toBeGreaterThan(4);
    expect(lists.filter((path) => !tried.includes(path))).toEqual([]);
    const pages = filesOf('src/**/*.pages.ts').flatMap(({ path, text }) => (/\bcursor\b/.test(text) ? [path] : []));
    expect(pages).toEqual(PAGES_OF_LISTS);
  });

  it.each(LISTS)('of %s is called wrongly', async (_, path, client) => {
    expect((await client().get(path())).status).toBe(200);
    for (const cursor of HOSTILE) {
      const { status } = await client().get(`${path()}${path().includes('?') ? '&' : '?'}cursor=${cursor}`);
      expect(`${cursor} ${status}`).toBe(`${cursor} 400`);
    }
  });
});

describe('a value that nothing can hold', () => {
  it.each(['/api/v1/units?q=%00', '/units?q=%00', '/units/%00', '/api/v1/units/%00', '/directives?q=a%00'])(
    'in an address: %s',
    async (path) => {
      expect((await ministry.get(path)).status).toBe(400);
    },
  );

  it.each([
    ['U+0000 in the subject', { subject: 'rà\0soát' }],
    ['U+0000 in the text', { text: 'Số: 1\0' }],
    ['U+0000 in an addressee', { addressees: [{ text: 't20\0' }] }],
    ['a receipt deadline in the year 9999', { acknowledgeBy: '9999-12-31T00:00:00Z' }],
    ['a deadline in the year 1', { dueOn: '0001-01-01' }],
    ['a roster of the year 9999', { rosterOn: '9999-12-31' }],
  ])('in a draft: %s', async (_, more) => {
    const before = await countOf('directive');
    const { status, body } = await draftWith(more);
    expect([status, body.type]).toEqual([400, 'urn:thongsuot:invalid']);
    expect(await countOf('directive')).toBe(before);
  });

  it('in a draft: a number of eleven digits', async () => {
    const read = await request(server.url)
      .post('/api/v1/dispatches/read')
      .set({ Authorization: `Bearer ${token}`, 'Content-Type': 'text/plain' })
      .send('V/v rà soát');
    expect(read.status).toBe(200);
    expect((await draftWith({ dispatch: { ...read.body, number: 999_999 } })).status).toBe(201);
    expect((await draftWith({ dispatch: { ...read.body, number: 99_999_999_999 } })).status).toBe(400);
  });

  it.each(['abc', '1.5', '1e99', '0', '-1', '32768', '2'])('as the number of a task: %s', async (n) => {
    const { status } = await province.post(`/api/v1/assignments/${assignment}/tasks/${n}`, { status: 'done' });
    expect(status).toBe(400);
  });

  it.each(['-271821-04-20T00:00:00Z', '2026-02-30T00:00:00Z', '9999-12-31', 'x'])('as an instant: %s', async (at) => {
    const ask = async (path: string) => (await auditor.get(`${path}?at=${encodeURIComponent(at)}`)).status;
    expect(await ask(`/api/v1/directives/${directive}/progress`)).toBe(400);
    expect(await ask(`/api/v1/directives/${directive}/history`)).toBe(400);
    // the page shows the present instead
    expect([200, 400]).toContain(await ask(`/directives/${directive}`));
    expect([200, 400]).toContain(await ask(`/directives/${directive}/history`));
    expect(await ask('/units/bo-noi-vu')).toBe(400);
    expect(await ask('/api/v1/units/bo-noi-vu')).toBe(400);
  });
});

describe('an Idempotency-Key of a file or a page', () => {
  const read = (text: string, key: string) =>
    request(server.url)
      .post('/api/v1/dispatches/read')
      .set({ Authorization: `Bearer ${token}`, 'Idempotency-Key': key })
      .attach('file', Buffer.from(text), 'a.txt');

  it('tells one file from another, and keeps nothing of either', async () => {
    const first = await read('V/v rà soát địa danh', 'file-1');
    const again = await read('V/v rà soát địa danh', 'file-1');
    expect([again.status, again.body]).toEqual([200, first.body]);
    expect((await read('V/v rà soát hộ tịch', 'file-1')).status).toBe(422);
    const kept = await firstOf(
      server.db,
      sql<{ response: unknown }>`select response from idempotency_key where key = 'file-1'`,
    );
    expect(kept!.response).toBeNull();
  });

  it('does not hold up a page', async () => {
    const answer = await request(server.url).post('/language').set('Idempotency-Key', 'page').send({ lang: 'en' });
    expect(answer.status).toBe(303);
  });

  it('of a request that died is taken over by one other, and is forgotten after seven days', async () => {
    const send = () =>
      post('/api/v1/directives', { issuer: 'bo-noi-vu', subject: 'một lần' }, { 'Idempotency-Key': 'd' });
    await send();
    await sql`update idempotency_key set status = null, response = null, created_at = now() - interval '2 minutes'
      where key = 'd'`.execute(server.db);
    const before = await countOf('directive');
    await Promise.all([send(), send(), send()]);
    expect(await countOf('directive')).toBe(before + 1);
    await sql`update idempotency_key set created_at = now() - interval '8 days' where key = 'd'`.execute(server.db);
    await post('/api/v1/directives', { issuer: 'bo-noi-vu', subject: 'khác' }, { 'Idempotency-Key': 'e' });
    expect(await firstOf(server.db, sql`select 1 from idempotency_key where key = 'd'`)).toBeUndefined();
  });
});

describe('a form with a code that names no unit', () => {
  it('leaves no draft behind, and comes back with what was filled in', async () => {
    const signIn = await request(server.url).post('/sign-in').type('form').send({ token });
    const cookie = String(signIn.headers['set-cookie']).split(';')[0]!;
    const send = (more: object) =>
      request(server.url)
        .post('/directives')
        .set('Cookie', cookie)
        .type('form')
        .send({
          subject: 'rà soát địa danh',
          rosterOn: '2026-11-16',
          'addressees[0][text]': 'Hội những người bạn',
          ...more,
        });
    const before = await countOf('directive');
    const slip = await send({ 'addressees[0][code]': 'no-such-unit' });
    expect([slip.status, slip.text.includes('Hội những người bạn')]).toEqual([400, true]);
    expect((await send({ dueOn: '2036-11-16' })).status).toBe(400);
    expect(await countOf('directive')).toBe(before);
    expect((await send({ 'addressees[0][code]': 't04' })).status).toBe(303);
    expect(await countOf('directive')).toBe(before + 1);
  });
});

describe('a request under a name or from a page of another site', () => {
  it('finds nothing of the demonstration', async () => {
    const ask = (host: string) => request(server.url).get('/dev/mailbox').set('Host', host);
    for (const host of ['127.0.0.1', 'localhost:3000', '[::1]:3000']) expect((await ask(host)).status).toBe(200);
    for (const host of ['evil.example', '127.0.0.1.evil.example', 'evil.example:3000', 'a b'])
      expect((await ask(host)).status).toBe(404);
  });

  it('signs nobody out', async () => {
    const signOut = (site: string) => request(server.url).post('/sign-out').set('Sec-Fetch-Site', site);
    const refused = await signOut('cross-site');
    expect([refused.status, refused.headers['set-cookie']]).toEqual([403, undefined]);
    expect((await signOut('same-origin')).status).toBe(303);
  });

  it('is not kept from an open page by a token that is not known', async () => {
    const probe = await request(server.url).get('/healthz').set('Authorization', 'Bearer tsk_nobody');
    expect(probe.status).toBe(200);
  });
});
