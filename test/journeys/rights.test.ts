import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '../../src/platform/caller.js';
import { serverOnTestDatabase, type Client, type TestServer } from '../support/server.js';

const TEXT = 'Số: 77/BNV-TCBC\n\nHà Nội, ngày 16 tháng 11 năm 2026\n\nV/v rà soát địa danh\n\nKính gửi: Các tỉnh.';
const DRAFT = {
  issuer: 'bo-noi-vu',
  text: TEXT,
  subject: 'rà soát địa danh',
  addressees: [
    { text: 'Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương', role: 'action' },
    { text: 'Ủy ban nhân dân các xã, phường, đặc khu', role: 'action', through: 'superior' },
  ],
};

let server: TestServer;
let ministry: Client;
let langSon: Client;
let commune: Client;
let directive: string;
let reading: string;
let mine: string;
let waiting: string;

/** What each unit and role is answered. */
async function statuses(
  asked: readonly (readonly [string, Role])[],
  ask: (client: Client) => Promise<{ status: number }>,
) {
  const answers: Record<string, number> = {};
  for (const [unit, role] of asked) answers[`${unit} ${role}`] = (await ask(await server.as(unit, role))).status;
  return answers;
}

beforeAll(async () => {
  server = await serverOnTestDatabase();
  await server.setClock('2026-11-16T02:00:00Z');
  ministry = await server.as('bo-noi-vu', 'leader');
  langSon = await server.as('t20', 'clerk');
  const { body } = await ministry.post('/api/v1/directives', DRAFT);
  directive = body.id;
  reading = `/api/v1/dispatches/${body.dispatch}/reading`;
});
afterAll(() => server.close());

describe('a draft', () => {
  it('is read by its issuer alone, not above it', async () => {
    const asked = [['bo-noi-vu', 'officer'], ['vn', 'auditor'], ['vn', 'leader'], ['t20', 'clerk']] as const; // prettier-ignore
    const expected = { 'bo-noi-vu officer': 200, 'vn auditor': 404, 'vn leader': 404, 't20 clerk': 404 };
    expect(await statuses(asked, (client) => client.get(reading))).toEqual(expected);
    expect(await statuses(asked, (client) => client.get(`/api/v1/directives/${directive}`))).toEqual(expected);
    expect(await statuses(asked, (client) => client.get(`/api/v1/directives/${directive}/preview`))).toEqual(expected);
  });

  it.each(['sign', 'number', 'issue', 'close', 'addressees/0'])(
    'answers %s by another unit as if it were not there',
    async (step) => {
      const post = (client: Client) => client.post(`/api/v1/directives/${directive}/${step}`, { units: [] });
      expect(await statuses([['t20', 'leader'], ['vn', 'clerk']], post)).toEqual({ 't20 leader': 404, 'vn clerk': 404 }); // prettier-ignore
      expect((await langSon.post(`/api/v1/directives/no-such-id/${step}`, { units: [] })).status).toBe(404);
    },
  );
});

describe('a paper that is in force', () => {
  beforeAll(async () => {
    await ministry.post(`/api/v1/directives/${directive}/issue`, {});
    mine = (await langSon.get('/api/v1/assignments')).body.items[0].id;
    const below = await ministry.get(`/api/v1/directives/${directive}/progress?under=t20`);
    waiting = below.body.children[0].assignment;
    commune = await server.as(below.body.children[0].unit, 'clerk');
  });

  it('is read by its issuer, above it and by who received it; not by who only waits for it, nor by others', async () => {
    const asked = [['bo-noi-vu', 'officer'], ['vn', 'auditor'], ['t20', 'officer'], ['bo-khcn', 'leader']] as const; // prettier-ignore
    expect(await statuses(asked, (client) => client.get(reading))).toEqual({
      'bo-noi-vu officer': 200,
      'vn auditor': 200,
      't20 officer': 200,
      'bo-khcn leader': 404,
    });
    expect((await commune.get(reading)).status).toBe(404);
    expect((await commune.get(`/api/v1/directives/${directive}`)).status).toBe(404);
  });

  it.each([
    ['acknowledge', {}],
    ['return', { reason: 'duplicate' }],
    ['start', {}],
    ['complete', {}],
    ['assign', { lead: 'Văn phòng' }],
    ['not-applicable', { reason: 'không có' }],
    ['tasks/1', { status: 'done' }],
    ['forward', { to: ['t20'] }],
    ['report', { nil: true }],
  ])('tells a unit that only waits for it nothing by refusing %s', async (act, body) => {
    const answer = await commune.post(`/api/v1/assignments/${waiting}/${act}`, body);
    expect(answer.status).toBe(404);
    expect(answer.body.current).toBeUndefined();
  });

  it('is not acted on by others: who sees it is refused, for the rest it is not there', async () => {
    const post = (client: Client) => client.post(`/api/v1/assignments/${mine}/acknowledge`, {});
    expect(await statuses([['bo-noi-vu', 'clerk'], ['bo-khcn', 'clerk'], ['t01', 'leader']], post)).toEqual({
      'bo-noi-vu clerk': 403,
      'bo-khcn clerk': 404,
      't01 leader': 404,
    }); // prettier-ignore
    expect((await post(commune)).status).toBe(404);
    expect((await langSon.post(`/api/v1/directives/${directive}/close`, {})).status).toBe(403);
  });

  it('is open to the commune once it was passed on, and its report to both sides only', async () => {
    await langSon.post(`/api/v1/assignments/${mine}/acknowledge`, {});
    expect((await langSon.post(`/api/v1/assignments/${mine}/forward`, {})).body.forwarded).toBe(65);
    expect((await commune.get(reading)).status).toBe(200);
    expect((await commune.post(`/api/v1/assignments/${waiting}/acknowledge`, {})).status).toBe(200);
    expect((await commune.post(`/api/v1/assignments/${waiting}/report`, { nil: true })).status).toBe(200);
    const report = (await langSon.get('/api/v1/reports')).body.items[0].id;
    const accept = (client: Client) => client.post(`/api/v1/reports/${report}/accept`, {});
    expect((await accept(commune)).status).toBe(403);
    expect(await statuses([['t01', 'clerk'], ['bo-khcn', 'leader']], accept)).toEqual({ 't01 clerk': 404, 'bo-khcn leader': 404 }); // prettier-ignore
    expect((await accept(langSon)).status).toBe(200);
  });
});
