import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { ApiTokens, InstallationKey, linkToken } from '../../src/access/index.js';
import { assignmentById } from '../../src/assignments/index.js';
import { RevokeLinks } from '../../src/links/index.js';
import type { Role } from '../../src/platform/caller.js';
import { firstOf, rowsOf, sql } from '../../src/platform/database/sql.js';
import { findUnit } from '../../src/units/index.js';
import { clerkOf, factsOf, issuedTo, operator } from '../support/issued.js';
import { serverOnTestDatabase, type TestServer } from '../support/server.js';

const COMMUNE = 'x06184-2025';
const NEIGHBOUR = 'x06187-2025';
const ISSUER = 't20';

let server: TestServer;
beforeAll(async () => {
  server = await serverOnTestDatabase();
  await server.setClock('2026-11-16T02:00:00Z');
});
afterAll(() => server.close());

const dutyOfCommune = async (): Promise<string> => (await issuedTo(server as never, [COMMUNE])).assignments[0]!;

/** The link that a mail written now would carry. */
async function linkTo(id: string, until = '2026-11-30T02:00:00Z'): Promise<string> {
  const row = await assignmentById(server.db, id);
  const { cascadeId, unitId, linkGeneration: generation } = row;
  const key = await server.get(InstallationKey).get();
  const link = { purpose: 'acknowledge', cascadeId, assignmentId: id, unitId, generation } as const;
  return `/a/${linkToken(key, { ...link, expiresAt: new Date(until) })}`;
}
const open = (path: string) => request(server.url).get(path);
const press = (path: string) => request(server.url).post(path);

async function signedIn(unit: string, role: Role): Promise<string> {
  const { id } = await findUnit(server.db, unit);
  const { token } = await server.get(ApiTokens).create(id, role, operator);
  const answer = await request(server.url).post('/sign-in').type('form').send({ token });
  return String(answer.headers['set-cookie']).split(';')[0]!;
}

describe('the links of an assignment', () => {
  it('are gone once they are revoked, for reading and for acknowledging, and a later mail carries one that acts', async () => {
    const id = await dutyOfCommune();
    const old = await linkTo(id);
    const api = await server.as(COMMUNE, 'officer');
    const done = await api.post(`/api/v1/assignments/${id}/revoke-links`, { generation: 0 });
    expect([done.status, done.body.linkGeneration, done.body.repeated]).toEqual([200, 1, undefined]);
    for (const answer of [await open(old), await press(old)])
      expect([answer.status, answer.text]).toEqual([410, expect.stringContaining('Liên kết đã bị thu hồi')]);
    expect((await open(old)).text).not.toContain('rà soát địa danh');
    const later = await linkTo(id);
    expect((await open(later)).status).toBe(200);
    expect((await press(later)).status).toBe(303);
    expect(await factsOf(server.db, { assignment: id })).toMatchObject({
      'link.revoked': 1,
      'assignment.acknowledged': 1,
    });
  });

  it('that were revoked already are revoked again without a trace; what was never made is refused', async () => {
    const id = await dutyOfCommune();
    const api = await server.as(ISSUER, 'clerk');
    const path = `/api/v1/assignments/${id}/revoke-links`;
    expect((await api.post(path, { generation: 0 })).body.repeated).toBeUndefined();
    expect((await api.post(path, { generation: 0 })).body).toMatchObject({ repeated: true, linkGeneration: 1 });
    expect((await api.post(path, { generation: 2 })).status).toBe(400);
    expect((await api.post(path, { generation: -1 })).status).toBe(400);
    expect((await factsOf(server.db, { assignment: id }))['link.revoked']).toBe(1);
  });

  it('are revoked by the unit, by whoever sent it and by the operator, and by nobody else', async () => {
    const id = await dutyOfCommune();
    const path = `/api/v1/assignments/${id}/revoke-links`;
    const answers = [];
    for (const [unit, role] of [
      [COMMUNE, 'leader'],
      [COMMUNE, 'auditor'],
      [ISSUER, 'leader'],
      [ISSUER, 'officer'],
      [ISSUER, 'operator'],
      [NEIGHBOUR, 'clerk'],
    ] as const)
      answers.push([unit, role, (await (await server.as(unit, role)).post(path, {})).status]);
    expect(answers).toEqual([
      [COMMUNE, 'leader', 200],
      [COMMUNE, 'auditor', 403],
      [ISSUER, 'leader', 200],
      [ISSUER, 'officer', 403],
      [ISSUER, 'operator', 200],
      [NEIGHBOUR, 'clerk', 404],
    ]);
    await server.get(RevokeLinks).execute(id, {}, operator);
    expect((await assignmentById(server.db, id)).linkGeneration).toBe(4);
  });

  it('are revoked by a button on the page of the duty', async () => {
    const id = await dutyOfCommune();
    const cookie = await signedIn(COMMUNE, 'officer');
    const page = await open(`/assignments/${id}`).set('Cookie', cookie);
    expect(page.text).toContain(`action="/assignments/${id}/revoke-links"`);
    const pressed = await press(`/assignments/${id}/revoke-links`)
      .set('Cookie', cookie)
      .type('form')
      .send({ generation: '0' });
    expect([pressed.status, pressed.headers['location']]).toEqual([303, `/assignments/${id}`]);
    expect((await assignmentById(server.db, id)).linkGeneration).toBe(1);
    const auditor = await signedIn(ISSUER, 'auditor');
    expect((await open(`/assignments/${id}`).set('Cookie', auditor)).text).not.toContain('revoke-links');
  });

  it('revoked at the moment of an acknowledgement: one comes first, and the other knows it', async () => {
    for (let round = 0; round < 6; round++) {
      const id = await dutyOfCommune();
      const link = await linkTo(id);
      const by = await clerkOf(server.db, COMMUNE);
      const [pressed] = await Promise.all([press(link), server.get(RevokeLinks).execute(id, {}, by)]);
      const facts = await rowsOf(
        server.db,
        sql<{ kind: string }>`select kind from ledger_entry where assignment_id = ${id} and kind <> 'assignment.opened'
          order by (convert_from(bytes, 'UTF8')::jsonb -> 'payload' ->> 'version')::int`,
      );
      const kinds = facts.map(({ kind }) => kind);
      expect([303, 410]).toContain(pressed.status);
      expect(kinds).toEqual(pressed.status === 303 ? ['assignment.acknowledged', 'link.revoked'] : ['link.revoked']);
      expect((await open(link)).status).toBe(410);
    }
  });

  it('of before there were generations act until links are revoked', async () => {
    const id = await dutyOfCommune();
    const { cascadeId, unitId } = await assignmentById(server.db, id);
    const made = ['acknowledge', cascadeId, id, unitId, Date.parse('2026-11-30T02:00:00Z') / 1000];
    const body = Buffer.from(JSON.stringify(made)).toString('base64url');
    const mark = createHmac('sha256', await server.get(InstallationKey).get()).update(`action-link.v1\0${body}`);
    const old = `/a/${body}.${mark.digest('base64url')}`;
    expect((await open(old)).status).toBe(200);
    await server.get(RevokeLinks).execute(id, {}, operator);
    expect((await open(old)).status).toBe(410);
  });

  it('of a unit that has ended act no more, and say who stands for it', async () => {
    const id = await dutyOfCommune();
    const link = await linkTo(id);
    const unit = await findUnit(server.db, COMMUNE);
    const heir = await findUnit(server.db, NEIGHBOUR);
    await sql`update unit_period set valid_to = date '2026-11-15' where unit_id = ${unit.id} and valid_to is null`.execute(
      server.db,
    );
    await sql`insert into unit_succession (from_id, to_id, scope, effective_on, extent, confidence, main)
      values (${unit.id}, ${heir.id}, 'territorial', '2026-11-15', 'whole', 'official', true)`.execute(server.db);
    for (const answer of [await open(link), await press(link)])
      expect([answer.status, answer.text]).toEqual([410, expect.stringContaining('phường Kỳ Lừa')]);
    expect(await firstOf(server.db, sql`select 1 from assignment where id = ${id} and receipt = 'acknowledged'`)).toBe(
      undefined,
    );
  });
});
