import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { ApiTokens } from '../../src/access/index.js';
import { findUnit } from '../../src/units/index.js';
import { operator } from '../support/issued.js';
import { serverOnTestDatabase, type Client, type TestServer } from '../support/server.js';

const GROUPS = '/api/v1/units/groups';
let server: TestServer;
let province: Client;
let cookie: string;

beforeAll(async () => {
  server = await serverOnTestDatabase();
  await server.setClock('2026-11-16T02:00:00Z');
  province = await server.as('t20', 'clerk');
  const { id } = await findUnit(server.db, 't20');
  const { token } = await server.get(ApiTokens).create(id, 'clerk', operator);
  const answer = await request(server.url).post('/sign-in').type('form').send({ token });
  cookie = String(answer.headers['set-cookie']).split(';')[0]!;
});
afterAll(() => server.close());

const get = (path: string) => request(server.url).get(path).set('Cookie', cookie);
const post = (path: string, body: object) =>
  request(server.url).post(path).set('Cookie', cookie).type('form').send(body);

describe('groups of addressees', () => {
  it('are saved, read, changed and retired over the API, and a directive keeps which version it used', async () => {
    const body = { unit: 't20', name: 'Cụm biên giới', expression: 'UBND các xã: Đồng Đăng, Ba Sơn' };
    const { id } = (await province.post(GROUPS, body)).body as { id: string };
    expect((await province.get(`${GROUPS}?q=cum bien`)).body.items).toMatchObject([
      { id, version: 1, ownerCode: 't20' },
    ]);
    expect((await province.get(`${GROUPS}/${id}`)).body.roster).toMatchObject({ count: 2, notUnderstood: [] });

    const draft = await province.post('/api/v1/directives', {
      issuer: 't20',
      subject: 'rà soát mốc giới',
      addressees: [{ text: 'Nhóm “Cụm biên giới”' }],
    });
    const changed = { expression: 'UBND các xã: Đồng Đăng, Ba Sơn, Mẫu Sơn', version: 1 };
    expect((await province.post(`${GROUPS}/${id}/versions`, changed)).body).toMatchObject({ version: 2 });
    expect((await province.post(`${GROUPS}/${id}/versions`, { ...changed, expression: 'Sở Y tế' })).status).toBe(409);
    const preview = await province.get(`/api/v1/directives/${draft.body.id as string}/preview`);
    expect(preview.body.roster).toMatchObject([{ count: 2, groups: [{ name: 'Cụm biên giới', version: 1 }] }]);

    expect((await province.post(`${GROUPS}/${id}/retire`, {})).body).toEqual({ repeated: false });
    expect((await province.get(GROUPS)).body.items).toEqual([]);
    expect((await province.get(`${GROUPS}/${id}`)).body.versions).toHaveLength(2);
  });

  it('are for drafters to save, and for their unit', async () => {
    const body = { unit: 't20', name: 'Đầu mối', expression: 'Sở Y tế' };
    expect((await (await server.as('t20', 'officer')).post(GROUPS, body)).status).toBe(403);
    expect((await (await server.as('t22', 'clerk')).post(GROUPS, body)).status).toBe(403);
    expect((await province.post(GROUPS, { ...body, name: ' ' })).status).toBe(400);
    expect((await province.post(GROUPS, { ...body, expression: 'x'.repeat(2001) })).status).toBe(400);
    expect((await province.post(GROUPS, { ...body, expression: 'Nhóm Đầu mối' })).status).toBe(400);
    expect((await province.get(`${GROUPS}/nobody`)).status).toBe(404);
  });

  it('are saved on pages, from an expression that a draft has', async () => {
    const form = await get('/groups/new?expression=UBND%20c%C3%A1c%20ph%C6%B0%E1%BB%9Dng');
    expect(form.text).toContain('UBND các phường</textarea>');
    expect((await post('/groups', { expression: 'UBND các phường' })).status).toBe(400);
    const saved = await post('/groups', { name: 'Các phường <b>', expression: 'UBND các phường', note: 'bốn phường' });
    expect(saved.status).toBe(303);
    const path = String(saved.headers['location']);
    const page = (await get(path)).text;
    expect(page).toContain('Phường Kỳ Lừa');
    expect(page).toContain('Các phường &lt;b>');
    expect((await get('/groups?q=cac phuong')).text).toContain(path);
    const circle = await post(`${path}/versions`, { version: '1', expression: 'Nhóm Các phường <b>' });
    expect(circle.status).toBe(400);
    expect(circle.text).toContain('dùng lại chính nó');
    const changed = await post(`${path}/versions`, { version: '1', expression: 'UBND các phường; UBND xã Cao Lộc' });
    expect(changed.headers['location']).toBe(path);
    expect((await get(path)).text).toContain('Lần 2');
    expect((await post(`${path}/retire`, {})).headers['location']).toBe('/groups');
    expect((await get(path)).text).not.toContain(`${path}/versions`);
  });
});
