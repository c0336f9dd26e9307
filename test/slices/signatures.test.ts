import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { ApiTokens } from '../../src/access/index.js';
import { DraftDirective } from '../../src/directives/index.js';
import { rowsOf, sql } from '../../src/platform/database/sql.js';
import { recordSignatures, signaturesOf, trustOf, verifySignatures } from '../../src/signatures/index.js';
import { ChangeTrustRoots } from '../../src/signatures/trust-roots.js';
import { findUnit } from '../../src/units/index.js';
import { factsOf, operator } from '../support/issued.js';
import { serverOnTestDatabase, type TestServer } from '../support/server.js';
import { certify, derOf, plainPdf, signPdf, type Holder } from '../support/signed-pdf.js';

let server: TestServer;
let root: Holder;
let other: Holder;
let signer: Holder;
let signed: Buffer;

beforeAll(async () => {
  server = await serverOnTestDatabase();
  await server.setClock('2024-03-20T02:00:00Z');
  root = await certify({ name: 'Gốc thử nghiệm', organisation: 'Cơ quan chứng thực thử nghiệm', authority: true });
  other = await certify({ name: 'Gốc khác', authority: true, curve: true });
  signer = await certify({ name: 'Trần Thị Thử', organisation: 'Sở Thử nghiệm', by: root });
  signed = await signPdf(plainPdf(), { signer });
});
afterAll(() => server.close());

const pemOf = (holder: Holder): string =>
  `-----BEGIN CERTIFICATE-----\n${derOf(holder)
    .toString('base64')
    .replace(/(.{64})/g, '$1\n')}\n-----END CERTIFICATE-----\n`;
const kinds = async () =>
  (
    await rowsOf<{ kind: string }>(
      server.db,
      sql`select kind from ledger_entry where kind like 'signature.%' order by at, id`,
    )
  ).map(({ kind }) => kind);

async function signedIn(role: 'operator' | 'clerk'): Promise<string> {
  const { id } = await findUnit(server.db, 't20');
  const { token } = await server.get(ApiTokens).create(id, role, operator);
  const answer = await request(server.url).post('/sign-in').type('form').send({ token });
  return String(answer.headers['set-cookie']).split(';')[0]!;
}

describe('trust roots', () => {
  it('are added once, by DER or PEM, and removed, each with its fact', async () => {
    const roots = server.get(ChangeTrustRoots);
    const added = await roots.add(derOf(root), operator);
    expect(added).toMatchObject({
      repeated: false,
      roots: [{ subject: 'Gốc thử nghiệm, Cơ quan chứng thực thử nghiệm' }],
    });
    const both = await roots.add(Buffer.from(pemOf(root) + pemOf(other)), operator);
    expect([both.repeated, both.roots.length]).toEqual([false, 2]);
    expect((await roots.add(Buffer.from(pemOf(root)), operator)).repeated).toBe(true);
    const fingerprint = both.roots.find(({ subject }) => subject === 'Gốc khác')!.fingerprint;
    await roots.remove(fingerprint.toUpperCase().replace(/(..)(?=.)/g, '$1:'), operator);
    await expect(roots.remove(fingerprint, operator)).rejects.toMatchObject({ code: 'not-found' });
    expect(await kinds()).toEqual(['signature.rootTrusted', 'signature.rootTrusted', 'signature.rootRemoved']);
    expect((await trustOf(server.db)).rootsDer).toHaveLength(1);
  });

  it('are added once by many at once, and again after they were removed', async () => {
    const roots = server.get(ChangeTrustRoots);
    const many = await Promise.all(Array.from({ length: 6 }, () => roots.add(derOf(other), operator)));
    expect(many.filter(({ repeated }) => !repeated)).toHaveLength(1);
    await roots.remove(many[0]!.roots[0]!.fingerprint, operator);
    expect((await trustOf(server.db)).rootsDer).toHaveLength(1);
  });

  it('are authorities’ only', async () => {
    const roots = server.get(ChangeTrustRoots);
    for (const file of [derOf(signer), Buffer.from('không phải chứng thư'), Buffer.alloc(0), plainPdf()])
      expect(() => roots.add(file, operator)).toThrow(expect.objectContaining({ code: 'invalid' }));
    expect(() => roots.add(Buffer.alloc(300_000), operator)).toThrow(expect.objectContaining({ code: 'too-large' }));
  });

  it('are the operator’s alone, on the page and over the API', async () => {
    const clerk = await server.as('t20', 'clerk');
    expect((await clerk.get('/api/v1/trust-roots')).status).toBe(403);
    const client = await server.as('t20', 'operator');
    const posted = await client.post('/api/v1/trust-roots', { certificate: pemOf(other) });
    expect([posted.status, posted.body.items[0].subject]).toEqual([200, 'Gốc khác']);
    const [, second] = (await client.get('/api/v1/trust-roots')).body.items;
    expect(second.validTo).toBe('2028-01-01T00:00:00.000Z');
    expect((await client.post('/api/v1/trust-roots', { certificate: 'x' })).status).toBe(400);
    expect((await client.post(`/api/v1/trust-roots/${posted.body.items[0].fingerprint}/remove`, {})).status).toBe(200);

    const cookie = await signedIn('operator');
    expect(
      (
        await request(server.url)
          .get('/settings/trust-roots')
          .set('Cookie', await signedIn('clerk'))
      ).status,
    ).toBe(403);
    const upload = (file: Buffer) =>
      request(server.url).post('/settings/trust-roots').set('Cookie', cookie).attach('file', file, 'goc.pem');
    expect((await upload(Buffer.from(pemOf(other)))).headers['location']).toBe('/settings/trust-roots');
    const refused = await upload(Buffer.from('x'));
    expect([refused.status, refused.text]).toEqual([
      400,
      expect.stringContaining('Tệp phải là chứng thư của tổ chức chứng thực'),
    ]);
    const page = await request(server.url).get('/settings/trust-roots').set('Cookie', cookie);
    expect(page.text).toContain('Gốc khác');
    const act = /action="(\/settings\/trust-roots\/[0-9a-f]+\/remove)"/.exec(page.text)![1]!;
    expect((await request(server.url).post(act).set('Cookie', cookie)).status).toBe(303);
  });
});

describe('what was found of a paper’s signatures', () => {
  it('is kept with a fact that names nobody openly, once, and replaced by what is found later', async () => {
    const id = await server
      .get(DraftDirective)
      .execute({ issuer: 't20', subject: 'thử nghiệm', addressees: [] }, operator);
    const [{ dispatch }] = (await rowsOf<{ dispatch: string }>(
      server.db,
      sql`select dispatch_id as dispatch from directive where id = ${id}`,
    )) as [{ dispatch: string }];
    const found = await verifySignatures(signed, await trustOf(server.db));
    expect(found.map(({ outcome }) => outcome)).toEqual(['valid']);
    await recordSignatures(server.db, dispatch, found, operator);
    await recordSignatures(server.db, dispatch, found, operator);
    expect(await signaturesOf(server.db, dispatch)).toEqual(found);
    expect((await factsOf(server.db))['signature.verified']).toBe(1);
    const [entry] = await rowsOf<{ text: string }>(
      server.db,
      sql`select convert_from(bytes, 'UTF8') as text from ledger_entry where kind = 'signature.verified'`,
    );
    expect(entry!.text).toContain('"outcome":"valid"');
    expect(entry!.text).not.toContain('Trần Thị Thử');

    const open = await verifySignatures(signed, { rootsDer: [], at: new Date('2024-03-20T02:00:00Z') });
    await recordSignatures(server.db, dispatch, open, operator);
    expect((await signaturesOf(server.db, dispatch)).map(({ reason }) => reason)).toEqual(['no-root']);
    await recordSignatures(server.db, dispatch, [], operator);
    expect(await signaturesOf(server.db, dispatch)).toEqual([]);
    expect((await factsOf(server.db))['signature.verified']).toBe(3);
  });
});
