import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '../../src/platform/caller.js';
import { serverOnTestDatabase, type TestServer } from '../support/server.js';

const OFFICE = 'ls-h183-phong-vhtt';
const COMMUNES = 'Ủy ban nhân dân các xã, thị trấn';
const OWN = {
  to: [COMMUNES],
  text: 'V/v phát bản tin\n\nKính gửi: Ủy ban nhân dân các xã, thị trấn.',
  subject: 'phát bản tin',
};

let server: TestServer;
let directive: string;
let duty: string;
let child: string;

const post = async (unit: string, role: Role, path: string, body: unknown = {}) =>
  (await server.as(unit, role)).post(`/api/v1/${path}`, body);
const get = async (unit: string, role: Role, path: string) => (await server.as(unit, role)).get(`/api/v1/${path}`);
const directivesOf = async (unit: string) => (await get(unit, 'clerk', 'directives')).body.items;

beforeAll(async () => {
  server = await serverOnTestDatabase();
  await server.setClock('2024-03-11T02:00:00Z');
  const draft = await post('ls-so-tttt', 'leader', 'directives', {
    issuer: 'ls-so-tttt',
    subject: 'phát bản tin',
    addressees: [{ text: 'Phòng Văn hóa và Thông tin các huyện, thành phố', role: 'action' }],
  });
  directive = draft.body.id;
  await post('ls-so-tttt', 'leader', `directives/${directive}/issue`);
  duty = (await get(OFFICE, 'clerk', 'assignments')).body.items[0].id;
  await post(OFFICE, 'clerk', `assignments/${duty}/acknowledge`);
});
afterAll(() => server.close());

describe('passing on', () => {
  it.each([
    ['the department it came from', 'ls-so-tttt'],
    ['its own superior', 'h183'],
    ['the province', 't20'],
    ['another province', 't45'],
    ['an office of another district', 'ls-h180-phong-vhtt'],
    ['a ward of another province', 'x00001'],
    ['a ministry', 'bo-noi-vu'],
  ])('does not go to %s, as it is or with an own dispatch', async (_, to) => {
    for (const body of [{ to: [to] }, { ...OWN, to: [to] }]) {
      const answer = await post(OFFICE, 'leader', `assignments/${duty}/forward`, body);
      expect(answer.status).toBe(400);
      expect(answer.body.outside).toMatchObject([{ code: to }]);
    }
    expect(await directivesOf(OFFICE)).toEqual([]);
  });

  it('with an own dispatch takes a clerk or a leader; an officer issues nothing', async () => {
    expect((await post(OFFICE, 'officer', `assignments/${duty}/forward`, OWN)).status).toBe(403);
    expect(await directivesOf(OFFICE)).toEqual([]);
  });

  it('with the same own dispatch again is a repeat', async () => {
    const first = await post(OFFICE, 'clerk', `assignments/${duty}/forward`, OWN);
    expect(first.body).toMatchObject({ forwarded: 22 });
    for (let again = 0; again < 3; again++) {
      const answer = await post(OFFICE, 'clerk', `assignments/${duty}/forward`, OWN);
      expect(answer.body).toMatchObject({ forwarded: 0, repeated: true });
    }
    const issued = await directivesOf(OFFICE);
    expect(issued).toHaveLength(1);
    child = issued[0].id;
  });

  it('with another subject is another dispatch', async () => {
    const answer = await post(OFFICE, 'clerk', `assignments/${duty}/forward`, { ...OWN, subject: 'lịch phát' });
    expect(answer.body).toMatchObject({ forwarded: 22 });
    expect(await directivesOf(OFFICE)).toHaveLength(2);
  });

  it('as it is stays open to an officer, inside the district', async () => {
    const to = ['Trung tâm Văn hóa, Thể thao và Truyền thông'];
    const answer = await post(OFFICE, 'officer', `assignments/${duty}/forward`, { to });
    expect(answer.body).toMatchObject({ forwarded: 1 });
  });

  it('from a commune goes nowhere', async () => {
    const below = (await get(OFFICE, 'clerk', `directives/${child}/progress`)).body.children;
    const [first, second] = below as { unit: string; assignment: string }[];
    await post(first!.unit, 'clerk', `assignments/${first!.assignment}/acknowledge`);
    for (const to of [second!.unit, 't01', 'ls-so-tttt', OFFICE])
      expect((await post(first!.unit, 'clerk', `assignments/${first!.assignment}/forward`, { to: [to] })).status).toBe(
        400,
      );
  });
});

describe('an own dispatch', () => {
  it.each([
    [OFFICE, 'officer', 200],
    ['ls-so-tttt', 'auditor', 200],
    ['t20', 'auditor', 200],
    ['ls-h180-phong-vhtt', 'leader', 404],
    ['ls-h178-phong-vhtt', 'clerk', 404],
    ['bo-noi-vu', 'auditor', 404],
  ] as const)('of one branch: %s as %s is answered %i', async (unit, role, status) => {
    expect((await get(unit, role, `directives/${child}`)).status).toBe(status);
    expect((await get(unit, role, `directives/${child}/preview`)).status).toBe(status);
  });

  it('is seen by a commune that received it, which does not see the directive above', async () => {
    const [{ unit }] = (await get(OFFICE, 'clerk', `directives/${child}/progress`)).body.children;
    expect((await get(unit, 'clerk', `directives/${child}`)).status).toBe(200);
    expect((await get(unit, 'clerk', `directives/${directive}`)).status).toBe(404);
  });
});

describe('a superior', () => {
  const list = async (unit: string) => (await get(unit, 'auditor', `assignments?unit=${OFFICE}`)).status;
  const one = async (unit: string) => (await get(unit, 'auditor', `assignments/${duty}`)).status;

  it('sees the list of a unit below it, and one that will be its superior later does not', async () => {
    expect([await list('ls-so-tttt'), await list('t20'), await list('ls-so-vhttdl')]).toEqual([200, 200, 403]);
  });

  it('that no longer is one does not see the list, but still what was issued while it was', async () => {
    await server.setClock('2025-04-01T02:00:00Z');
    expect([await list('ls-so-tttt'), await list('t20'), await list('ls-so-vhttdl')]).toEqual([403, 200, 200]);
    expect([await one('ls-so-tttt'), await one('ls-so-vhttdl'), await one('ls-so-noi-vu')]).toEqual([200, 200, 404]);
  });

  it('on the last day of a unit that has ended still sees its list', async () => {
    await server.setClock('2026-11-16T02:00:00Z');
    expect([await list('ls-so-tttt'), await list('ls-so-vhttdl'), await list('ls-so-noi-vu')]).toEqual([403, 200, 403]);
  });
});
