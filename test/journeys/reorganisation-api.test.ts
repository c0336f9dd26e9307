import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serverOnTestDatabase, type Client, type TestServer } from '../support/server.js';

const PATH = '/api/v1/reorganisations';
const PLAN = {
  title: 'Sắp xếp đơn vị hành chính cấp xã tỉnh Lạng Sơn',
  legalBasis: 'Nghị quyết 12/NQ-UBTVQH16',
  effectiveOn: '2026-12-01',
  steps: [
    {
      kind: 'merge',
      from: ['x06184-2025', 'x06211-2025'],
      into: { code: 'xa-dong-dang-2026', name: 'Xã Biên Giới', kind: 'commune', administrative: 't20' },
    },
    { kind: 'raise', unit: 'x06253-2025', unitKind: 'ward', name: 'Phường Cao Lộc' },
  ],
};

let server: TestServer;
let author: Client;
let chief: Client;
beforeAll(async () => {
  server = await serverOnTestDatabase();
  await server.setClock('2026-11-16T02:00:00Z');
  author = await server.as('t20', 'unit-admin');
  chief = await server.as('t20', 'unit-admin');
});
afterAll(() => server.close());

describe('a reorganisation through the API', () => {
  it('is entered, looked at, submitted, approved by a second person and carried out on its day', async () => {
    const drafted = await author.post(PATH, PLAN);
    expect([drafted.status, drafted.body]).toEqual([201, expect.objectContaining({ state: 'drafted', steps: 2 })]);
    const at = `${PATH}/${drafted.body.id}`;

    const preview = await author.get(`${at}/preview`);
    expect(preview.body).toMatchObject({
      tree: { establishes: 1, ends: 2, raises: 1, successions: 2, refusals: [] },
      duties: null,
    });
    const changes = await author.get(`${at}/changes?limit=2`);
    expect(changes.body.items[0]).toMatchObject({
      code: 'x06184-2025',
      before: { name: 'Xã Đồng Đăng', parents: [{ line: 'administrative', code: 't20', name: 'Tỉnh Lạng Sơn' }] },
      after: null,
      successors: [{ code: 'xa-dong-dang-2026', name: 'Xã Biên Giới', main: true, takesDuties: true }],
    });
    const rest = await author.get(`${at}/changes?limit=2&cursor=${changes.body.nextCursor}`);
    expect(rest.body.items.map((unit: { code: string }) => unit.code)).toEqual(['xa-dong-dang-2026', 'x06253-2025']);
    expect(rest.body.items[0]).toMatchObject({ before: null, after: { name: 'Xã Biên Giới' } });

    const submitted = await author.post(`${at}/submit`, { version: 1 });
    expect(submitted.body.state).toBe('submitted');
    expect((await author.post(`${at}/submit`, {})).body).toMatchObject({ repeated: true });
    expect((await chief.get(`${at}/preview`)).body.duties).toMatchObject({ unowed: 0, mailboxes: 1 });
    const { planHash } = submitted.body;
    expect((await author.post(`${at}/approve`, { planHash })).status).toBe(403);
    expect((await chief.post(`${at}/approve`, { planHash })).body.state).toBe('approved');

    const operator = await server.as('vn', 'operator');
    expect((await chief.post(`${at}/carry-out`, {})).status).toBe(403);
    expect((await operator.post(`${at}/carry-out`, {})).status).toBe(409);
    await server.setClock('2026-11-30T17:00:05Z');
    expect((await operator.post(`${at}/carry-out`, {})).body).toMatchObject({ state: 'running', did: 'begun' });
    expect((await author.post(`${at}/stop`, {})).body.stopAskedAt).not.toBeNull();
    expect((await operator.post(`${at}/carry-out`, {})).body).toMatchObject({ did: 'stopped' });
    expect((await author.post(`${at}/resume`, {})).body.stopAskedAt).toBeNull();
    expect((await operator.post(`${at}/carry-out`, {})).body).toMatchObject({ state: 'done', did: 'finished' });
    expect((await author.get('/api/v1/units/x06253-2025')).body).toMatchObject({
      name: 'Phường Cao Lộc',
      kind: 'ward',
    });
    expect((await author.get(`${at}/changes`)).body.items.map((unit: { code: string }) => unit.code)).toEqual([
      'x06184-2025', 'x06211-2025', 'xa-dong-dang-2026', 'x06253-2025',
    ]); // prettier-ignore
  });

  it('is refused with every reason, in both languages', async () => {
    const plan = {
      ...PLAN,
      effectiveOn: '2027-03-01',
      steps: [
        { kind: 'abolish', unit: 't20' },
        { kind: 'rename', unit: 'x06220-2025', name: 'Nhất Hòa' },
      ],
    };
    const { body } = await author.post(PATH, plan);
    const refused = await author.post(`${PATH}/${body.id}/submit`, {});
    expect(refused.status).toBe(400);
    expect(refused.body.refusals.map((r: { step: number; code: string }) => [r.step, r.code])).toEqual([
      [1, 'out-of-scope'],
      [1, 'children-left'],
      [2, 'name-kind'],
    ]);
    expect(refused.body.refusals[2]).toMatchObject({
      vi: { reason: expect.stringContaining('không khớp với loại'), remedy: expect.stringContaining('Xã') },
      en: { reason: expect.stringContaining('does not fit the kind') },
    });
    const revised = await author.post(`${PATH}/${body.id}/revise`, { ...plan, version: body.version, steps: [] });
    expect(revised.body).toMatchObject({ steps: 0, version: 2 });
    expect((await author.post(`${PATH}/${body.id}/revise`, { ...plan, version: 1 })).status).toBe(409);
    expect((await author.post(`${PATH}/${body.id}/cancel`, {})).body.state).toBe('cancelled');
    const listed = await author.get(`${PATH}?state=cancelled`);
    expect(listed.body.items.map(({ id }: { id: string }) => id)).toEqual([body.id]);
  });

  it('is known to administrators of its units only', async () => {
    const { body } = await author.post(PATH, PLAN);
    const other = await server.as('t04', 'unit-admin');
    expect((await other.get(`${PATH}/${body.id}`)).status).toBe(404);
    expect((await other.get(PATH)).body.items).toEqual([]);
    expect((await (await server.as('t20', 'clerk')).get(PATH)).status).toBe(403);
    const operator = await server.as('vn', 'operator');
    expect((await operator.get(`${PATH}/${body.id}`)).body.plan.steps).toHaveLength(2);
  });
});
