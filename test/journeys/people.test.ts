import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { CreateAccount, GiveMandate, MakeSignInCode, SESSION_COOKIE, Sessions } from '../../src/access/index.js';
import { commandLineCaller, type Role } from '../../src/platform/caller.js';
import { findUnit, setMailboxes } from '../../src/units/index.js';
import { serverOnTestDatabase, type Client, type TestServer } from '../support/server.js';

const NOW = '2026-03-02T02:00:00Z';
const PROVINCE = 't20';
const COMMUNE = 'x06184-2025';
const NEIGHBOUR_PROVINCE = 't04';
const operator = commandLineCaller('vi');

let server: TestServer;
beforeAll(async () => {
  server = await serverOnTestDatabase();
  await server.setClock(NOW);
});
afterAll(() => server.close());

const person = async (name: string, code: string, role: Role): Promise<string> =>
  server
    .get(CreateAccount)
    .execute({ unitId: (await findUnit(server.db, code)).id, name, role, locale: 'vi' }, operator);

/** A person's way in through the API, by the code that is made for it. */
async function withCode(account: string): Promise<Client> {
  const { token } = await server.get(MakeSignInCode).execute(account, operator);
  const headers = { Authorization: `Bearer ${token}` };
  return {
    get: async (path) => request(server.url).get(path).set(headers),
    post: async (path, body) =>
      request(server.url)
        .post(path)
        .set(headers)
        .send(body as object),
  };
}

const cookieOf = async (account: string): Promise<string> =>
  `${SESSION_COOKIE}=${(await server.get(Sessions).open(account))!}`;

describe('people over the API', () => {
  it('are those of the own unit for a leader, and of everything below for an administrator', async () => {
    const ofCommune = await person('Nguyễn Thị Ánh Tuyết', COMMUNE, 'officer');
    const ofProvince = await person('Trần Đức Ánh', PROVINCE, 'officer');
    const ofNeighbour = await person('Lê Ánh', NEIGHBOUR_PROVINCE, 'officer');
    const leader = await server.as(COMMUNE, 'leader');
    const administrator = await server.as(PROVINCE, 'unit-admin');
    const ids = async (client: Client) =>
      (await client.get('/api/v1/people?q=ANH')).body.items.map(({ id }: { id: string }) => id).toSorted();
    expect(await ids(leader)).toEqual([ofCommune]);
    expect(await ids(administrator)).toEqual([ofCommune, ofProvince].toSorted());
    for (const client of [leader, administrator])
      expect((await client.get(`/api/v1/people/${ofNeighbour}`)).status).toBe(404);
    expect((await leader.get(`/api/v1/people/${ofProvince}`)).status).toBe(404);
  });

  it.each([
    ['a leader', COMMUNE, 'leader', PROVINCE, 'officer'],
    ['a leader', PROVINCE, 'leader', COMMUNE, 'officer'],
    ['an administrator', PROVINCE, 'unit-admin', NEIGHBOUR_PROVINCE, 'officer'],
    ['an administrator', COMMUNE, 'unit-admin', PROVINCE, 'officer'],
    ['an administrator', PROVINCE, 'unit-admin', COMMUNE, 'operator'],
    ['a leader', COMMUNE, 'leader', COMMUNE, 'unit-admin'],
    ['a clerk', COMMUNE, 'clerk', COMMUNE, 'officer'],
  ] as const)('refuse %s of %s (%s) for %s as %s', async (_, own, role, unit, given) => {
    const client = await server.as(own, role);
    const added = await client.post('/api/v1/people', { name: 'Ai Đó', unit, role: given });
    expect(added.status).toBe(403);
  });

  it('are added once, given a code that is shown once, and act under their mandate until it ends', async () => {
    const leader = await server.as(COMMUNE, 'leader');
    const wanted = { name: '  Hoàng   Thị Lan ', email: 'lan@dongdang.invalid', role: 'clerk' };
    const [first, again] = [await leader.post('/api/v1/people', wanted), await leader.post('/api/v1/people', wanted)];
    expect([first.body.repeated, again.body.repeated]).toEqual([false, true]);
    expect(again.body.id).toBe(first.body.id);
    const { id } = first.body as { id: string };
    const { code } = (await leader.post(`/api/v1/people/${id}/sign-in-code`, {})).body as { code: string };
    const kept = await leader.post(`/api/v1/people/${id}/sign-in-code`, {}, { 'Idempotency-Key': 'one' });
    expect(kept.status).toBe(400);
    const asLan = () =>
      request(server.url)
        .get('/api/v1/assignments')
        .set({ Authorization: `Bearer ${code}` });
    expect((await asLan()).status).toBe(200);
    const { mandates } = (await leader.get(`/api/v1/people/${id}`)).body as { mandates: { id: string }[] };
    const stranger = await server.as(NEIGHBOUR_PROVINCE, 'unit-admin');
    expect((await stranger.post(`/api/v1/mandates/${mandates[0]!.id}/end`, {})).status).toBe(403);
    expect((await leader.post(`/api/v1/mandates/${mandates[0]!.id}/end`, {})).body).toMatchObject({ inForce: false });
    expect((await asLan()).status).toBe(401);
  });

  it('end a delegation by either side, and nobody else of the unit who leads nothing', async () => {
    const head = await withCode(await person('Nông Văn Minh', COMMUNE, 'leader'));
    const deputyId = await person('Lý Văn Thành', COMMUNE, 'officer');
    const deputy = await withCode(deputyId);
    const bystander = await withCode(await person('Vi Thị Hạnh', COMMUNE, 'officer'));
    const lend = async () =>
      (await head.post(`/api/v1/people/${deputyId}/delegate`, { role: 'clerk', until: '2026-03-31' })).body as {
        id: string;
        until: string;
      };
    const one = await lend();
    expect(one.until).toBe('2026-04-01T00:00:00+07:00');
    expect((await bystander.post(`/api/v1/mandates/${one.id}/end`, {})).status).toBe(403);
    expect((await deputy.post(`/api/v1/mandates/${one.id}/end`, {})).body).toMatchObject({
      inForce: false,
      repeated: false,
    });
    const two = await lend();
    expect((await head.post(`/api/v1/mandates/${two.id}/end`, {})).body).toMatchObject({ inForce: false });
  });

  it('are answered under a key once for each mandate, not with what another unit was answered', async () => {
    const account = await person('Sầm Thị Liên', COMMUNE, 'leader');
    const { id: neighbour } = await findUnit(server.db, 'x06187-2025');
    const second = await server
      .get(GiveMandate)
      .execute({ accountId: account, unitId: neighbour, role: 'leader' }, operator);
    const add = async (mandate?: string) =>
      request(server.url)
        .post('/api/v1/people')
        .set({
          Cookie: `${SESSION_COOKIE}=${(await server.get(Sessions).open(account, mandate))!}`,
          'Idempotency-Key': 'one person',
        })
        .send({ name: 'Lộc Văn Thắng', role: 'officer' });
    const [here, there, again] = [await add(), await add(second.id), await add()];
    expect([here.status, there.status]).toEqual([200, 200]);
    expect(there.body.id).not.toBe(here.body.id);
    expect(again.body).toEqual(here.body);
  });

  it('have receipts for who gave and who took over, and for nobody else', async () => {
    const leader = await server.as(COMMUNE, 'leader');
    const leaving = await person('Phùng Văn Đạt', COMMUNE, 'officer');
    const made = await leader.post(`/api/v1/people/${leaving}/hand-over`, { unit: COMMUNE, close: true });
    expect(made.body).toMatchObject({ state: 'given', to: null, counts: { duties: 0, mandates: 1 } });
    const path = `/api/v1/hand-overs/${made.body.id}`;
    expect((await leader.get(path)).status).toBe(200);
    for (const [unit, role] of [
      [COMMUNE, 'officer'],
      [PROVINCE, 'leader'],
      [NEIGHBOUR_PROVINCE, 'unit-admin'],
    ] as const)
      // prettier-ignore
      expect((await (await server.as(unit, role)).get(path)).status).toBe(404);
  });
});

describe('people on pages', () => {
  it('let a person who has several mandates switch between them', async () => {
    const account = await person('Dương Văn Khải', COMMUNE, 'officer');
    const administrator = await server.as(PROVINCE, 'unit-admin');
    const given = await administrator.post(`/api/v1/people/${account}/mandates`, { unit: PROVINCE, role: 'clerk' });
    expect(given.status).toBe(200);
    const cookie = await cookieOf(account);
    const before = await request(server.url).get('/me').set('Cookie', cookie);
    expect(before.text).toContain('Đang làm việc cho');
    const switched = await request(server.url)
      .post('/mandate')
      .set('Cookie', cookie)
      .type('form')
      .send({ mandate: given.body.id });
    expect(switched.status).toBe(303);
    const after = await request(server.url).get('/directives').set('Cookie', switched.headers['set-cookie']![0]!);
    expect(after.status).toBe(200);
    expect((await request(server.url).get('/directives/new').set('Cookie', cookie)).status).toBe(403);
    const other = await request(server.url)
      .post('/mandate')
      .set('Cookie', await cookieOf(await person('Ai Khác', COMMUNE, 'officer')))
      .type('form')
      .send({ mandate: given.body.id });
    expect(other.status).toBe(403);
  });

  it('are refused to neighbours, superiors without a mandate, and officers', async () => {
    const someone = await person('Bế Thị Nga', COMMUNE, 'officer');
    const of = async (code: string, role: Role) => cookieOf(await person(`Người xem ${code} ${role}`, code, role));
    for (const [cookie, status] of [
      [await of(PROVINCE, 'leader'), 404],
      [await of(NEIGHBOUR_PROVINCE, 'unit-admin'), 404],
      [await of(COMMUNE, 'officer'), 403],
      [await of(COMMUNE, 'leader'), 200],
      [await of(PROVINCE, 'unit-admin'), 200],
    ] as const) {
      const page = await request(server.url).get(`/people/${someone}`).set('Cookie', cookie);
      expect(page.status).toBe(status);
    }
  });

  it('show a code once, in the answer that is kept nowhere', async () => {
    const cookie = await cookieOf(await person('Lãnh đạo xã', COMMUNE, 'leader'));
    const someone = await person('Chu Thị Én', COMMUNE, 'officer');
    const answer = await request(server.url).post(`/people/${someone}/sign-in-code`).set('Cookie', cookie);
    expect(answer.status).toBe(201);
    expect(answer.headers['cache-control']).toBe('no-store');
    const code = /tsk_[\w-]+/.exec(answer.text)![0];
    const signedIn = await request(server.url).post('/sign-in').type('form').send({ token: code });
    expect(signedIn.status).toBe(303);
    const me = await request(server.url).get('/me').set('Cookie', signedIn.headers['set-cookie']![0]!);
    expect(me.text).toContain('Chu Thị Én');
  });
});

describe('the card of a unit', () => {
  it('says how many units its mailbox serves', async () => {
    const shared = await Promise.all(
      [COMMUNE, 'x06187-2025'].map(async (code) => ({
        unitId: (await findUnit(server.db, code)).id,
        address: 'chung@langson.invalid',
      })),
    );
    await setMailboxes(server.db, shared, { on: '2026-03-01' });
    const leader = await server.as(COMMUNE, 'leader');
    expect((await leader.get(`/api/v1/units/${COMMUNE}`)).body).toMatchObject({ mailboxServes: 2 });
    expect((await leader.get(`/api/v1/units/${PROVINCE}`)).body).toMatchObject({ mailboxServes: 1 });
    const page = await request(server.url)
      .get(`/units/${COMMUNE}`)
      .set('Cookie', await cookieOf(await person('Người xem thẻ', COMMUNE, 'officer')));
    expect(page.text).toContain('hộp thư chung của 2 đơn vị');
  });
});
