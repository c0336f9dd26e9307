import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { ApiTokens } from '../../src/access/index.js';
import { assignmentById } from '../../src/assignments/index.js';
import { GiveCode, RevokeLinks } from '../../src/links/index.js';
import { ForgetCodesJob } from '../../src/links/codes/forget-codes.job.js';
import { makeCodes } from '../../src/links/codes/make-codes.js';
import type { Role } from '../../src/platform/caller.js';
import { firstOf, rowsOf, sql } from '../../src/platform/database/sql.js';
import { findUnit } from '../../src/units/index.js';
import { factsOf, issuedTo, operator } from '../support/issued.js';
import { serverOnTestDatabase, type TestServer } from '../support/server.js';

const COMMUNE = 'x06184-2025';
const ISSUER = 't20';
const NOW = '2026-11-16T02:00:00Z';
const SUBJECT = 'Rà soát địa danh';

let server: TestServer;
beforeAll(async () => {
  server = await serverOnTestDatabase();
});
afterAll(() => server.close());
beforeEach(async () => {
  await server.setClock(NOW);
  await sql`delete from code_attempt`.execute(server.db);
});

const dutyOfCommune = async (): Promise<string> => (await issuedTo(server as never, [COMMUNE])).assignments[0]!;
const codeOf = async (id: string): Promise<string> => (await server.get(GiveCode).execute(id, operator)).code;
const type = (code: string, cookie = '') =>
  request(server.url).post('/m').set('Cookie', cookie).type('form').send({ code });
const leadsTo = (answer: { headers: Record<string, string> }): string => String(answer.headers['location']);

async function signedIn(unit: string, role: Role): Promise<string> {
  const { id } = await findUnit(server.db, unit);
  const { token } = await server.get(ApiTokens).create(id, role, operator);
  const answer = await request(server.url).post('/sign-in').type('form').send({ token });
  return String(answer.headers['set-cookie']).split(';')[0]!;
}
const who = (id: string) =>
  firstOf(
    server.db,
    sql<{ actor: string; capacity: string; unit: string }>`select actor, capacity, u.code as unit from ledger_entry e
      join unit u on u.id = e.unit_id where assignment_id = ${id} and kind = 'assignment.acknowledged'`,
  );

describe('the code of an assignment', () => {
  it('is typed on a page that asks nothing else, and leads to the page of the link, whose button acknowledges', async () => {
    const id = await dutyOfCommune();
    const code = await codeOf(id);
    const form = await request(server.url).get('/m');
    expect([form.status, form.text]).toEqual([200, expect.stringContaining('inputmode="numeric"')]);
    for (const typed of [code, code.replaceAll(' ', '-'), ` ${code.replaceAll(' ', '')} `]) {
      const answer = await type(typed);
      expect([answer.status, leadsTo(answer)]).toEqual([303, expect.stringMatching(/^\/a\//)]);
    }
    const link = leadsTo(await type(code));
    expect((await request(server.url).get(link)).text).toContain(SUBJECT);
    expect((await factsOf(server.db, { assignment: id }))['assignment.acknowledged']).toBeUndefined();
    expect((await request(server.url).post(link)).status).toBe(303);
    expect(await who(id)).toEqual({ actor: 'link', capacity: 'by-link', unit: COMMUNE });
    const again = leadsTo(await type(code));
    expect((await request(server.url).get(again)).text).toContain('Đã tiếp nhận');
  });

  it('says nothing of itself where it is wrong, unknown, expired or revoked', async () => {
    const id = await dutyOfCommune();
    const code = await codeOf(id);
    const digits = code.replaceAll(' ', '');
    const wrong = digits.slice(0, 11) + ((Number(digits[11]) + 1) % 10);
    const misread = await type(wrong);
    expect([misread.status, misread.text]).toEqual([400, expect.stringContaining('đổi chỗ')]);
    expect(misread.text).not.toContain(SUBJECT);
    const missing = await type('0000 0007 9444');
    expect(missing.status).toBe(404);
    await server.get(RevokeLinks).execute(id, {}, operator);
    const revoked = await type(code);
    const later = await codeOf(id);
    expect(later).not.toBe(code);
    await server.setClock('2026-11-30T02:00:01Z');
    const expired = await type(later);
    for (const answer of [revoked, expired]) {
      expect([answer.status, answer.text]).toEqual([404, expect.stringContaining('Không có mã này')]);
      expect(answer.text).not.toContain(SUBJECT);
    }
  });

  it('is the same until it is over, whoever asks, and is recorded once', async () => {
    const id = await dutyOfCommune();
    const unit = await server.as(COMMUNE, 'officer');
    const clerk = await server.as(ISSUER, 'clerk');
    const [first, second] = [
      await unit.post(`/api/v1/assignments/${id}/short-code`, {}),
      await clerk.post(`/api/v1/assignments/${id}/short-code`, {}),
    ];
    expect([first.status, first.body.repeated]).toEqual([200, undefined]);
    expect(second.body).toEqual({ ...first.body, repeated: true });
    expect(first.body).toMatchObject({
      code: expect.stringMatching(/^\d{4} \d{4} \d{4}$/),
      address: expect.stringContaining(`/m/${first.body.code.replaceAll(' ', '')}`),
      expiresAt: '2026-11-30T09:00:00+07:00',
    });
    expect((await factsOf(server.db, { assignment: id }))['link.codeGiven']).toBe(1);
    const stranger = await server.as('x06187-2025', 'clerk');
    expect((await stranger.post(`/api/v1/assignments/${id}/short-code`, {})).status).toBe(404);
    const auditor = await server.as(ISSUER, 'auditor');
    expect((await auditor.post(`/api/v1/assignments/${id}/short-code`, {})).status).toBe(403);
  });

  it('asked for by many at once is one code', async () => {
    const id = await dutyOfCommune();
    const codes = await Promise.all(Array.from({ length: 8 }, () => server.get(GiveCode).execute(id, operator)));
    expect(new Set(codes.map(({ code }) => code)).size).toBe(1);
    expect(codes.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect((await factsOf(server.db, { assignment: id }))['link.codeGiven']).toBe(1);
  });

  it('is not there once there is nothing to acknowledge', async () => {
    const id = await dutyOfCommune();
    const link = leadsTo(await type(await codeOf(id)));
    await request(server.url).post(link);
    const answer = await (await server.as(COMMUNE, 'clerk')).post(`/api/v1/assignments/${id}/short-code`, {});
    expect(answer.status).toBe(409);
  });

  it('of many assignments is drawn with one statement, each another', async () => {
    const { assignments } = await issuedTo(server as never, ['x06184-2025', 'x06187-2025', 'x06196-2025']);
    const rows = await Promise.all(assignments.map((id) => assignmentById(server.db, id)));
    const expiresAt = new Date('2026-11-30T02:00:00Z');
    const wanted = rows.map(({ cascadeId, id, linkGeneration: generation }) => ({ cascadeId, assignmentId: id, generation, expiresAt })); // prettier-ignore
    const made = await makeCodes(server.db, wanted);
    const again = await makeCodes(server.db, wanted);
    expect(new Set([...made.values()].map(({ digits }) => digits)).size).toBe(assignments.length);
    expect([...again.values()].map(({ digits }) => digits).toSorted()).toEqual(
      [...made.values()].map(({ digits }) => digits).toSorted(),
    );
    expect([...again.values()].some(({ fresh }) => fresh)).toBe(false);
  });
});

describe('a code that is said on the telephone', () => {
  it('is entered through the API by the sender alone, once, and a wrong one says what is wrong', async () => {
    const id = await dutyOfCommune();
    const code = await codeOf(id);
    const [sender, neighbour] = [await server.as(ISSUER, 'clerk'), await server.as('x06187-2025', 'clerk')];
    const enter = (by: typeof sender, typed: string) => by.post('/api/v1/short-codes/acknowledge', { code: typed });
    expect((await enter(neighbour, code)).status).toBe(404);
    expect((await enter(sender, '000000000000')).status).toBe(400);
    expect(await who(id)).toBeUndefined();
    const done = await enter(sender, code);
    expect([done.status, done.body]).toEqual([200, expect.objectContaining({ id, receipt: 'acknowledged' })]);
    expect(await who(id)).toMatchObject({ capacity: 'by-telephone' });
    expect((await enter(sender, code)).body).toMatchObject({ repeated: true });
  });

  it('is entered by a clerk of the sender, and the history says for whom and how', async () => {
    const id = await dutyOfCommune();
    const code = await codeOf(id);
    const clerk = await signedIn(ISSUER, 'clerk');
    const link = leadsTo(await type(code, clerk));
    const shown = await request(server.url).get(link).set('Cookie', clerk);
    expect([shown.status, shown.text]).toEqual([200, expect.stringContaining('Ghi nhận thay qua điện thoại')]);
    expect((await request(server.url).get(link)).status).toBe(401);
    expect((await request(server.url).post(link)).status).toBe(401);
    const neighbour = await signedIn('x06187-2025', 'clerk');
    expect((await request(server.url).post(link).set('Cookie', neighbour)).status).toBe(403);
    expect(await who(id)).toBeUndefined();
    expect((await request(server.url).post(link).set('Cookie', clerk)).status).toBe(303);
    expect(await who(id)).toEqual({
      actor: expect.stringMatching(/^token:/),
      capacity: 'by-telephone',
      unit: COMMUNE,
    });
    const page = await request(server.url).get(`/assignments/${id}`).set('Cookie', clerk);
    expect(page.text).toContain('nhập mã thay đơn vị, qua điện thoại');
  });

  it('acts for the unit itself where its own officer types it', async () => {
    const id = await dutyOfCommune();
    const own = await signedIn(COMMUNE, 'officer');
    const link = leadsTo(await type(await codeOf(id), own));
    expect((await request(server.url).post(link).set('Cookie', own)).status).toBe(303);
    expect(await who(id)).toMatchObject({ capacity: 'by-link' });
  });
});

describe('guessing at codes', () => {
  const guesses = async (n: number, cookie = '') => {
    const answers = [];
    for (let i = 0; i < n; i++) answers.push((await type('0000 0007 9444', cookie)).status);
    return answers;
  };

  it('is stopped after twenty attempts in ten minutes, right codes too, and goes on when it is told', async () => {
    const code = await codeOf(await dutyOfCommune());
    expect(new Set(await guesses(20))).toEqual(new Set([404]));
    const stopped = await type(code);
    expect([stopped.status, stopped.text]).toEqual([429, expect.stringContaining('09:10')]);
    expect(stopped.headers['retry-after']).toBe('Mon, 16 Nov 2026 02:10:00 GMT');
    await server.setClock('2026-11-16T02:10:01Z');
    expect((await type(code)).status).toBe(303);
  });

  it('at the same moment is counted all the same', async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, () => type('0000 0007 9444')));
    expect(answers.filter(({ status }) => status === 404)).toHaveLength(20);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(10);
  });

  it('by many addresses is stopped for codes that begin alike only, and never for who is signed in', async () => {
    const code = await codeOf(await dutyOfCommune());
    let other = code;
    while (other.slice(0, 2) === code.slice(0, 2)) other = await codeOf(await dutyOfCommune());
    await sql`insert into code_attempt (whom, window_at, attempts)
      values (${`codes ${code.slice(0, 2)}`}, ${NOW}, 60)`.execute(server.db);
    expect((await type(code)).status).toBe(429);
    expect((await type(code, await signedIn(ISSUER, 'clerk'))).status).toBe(303);
    expect((await type(other)).status).toBe(303);
  });

  it('by one address beyond its own limit takes nobody else’s attempts', async () => {
    await guesses(30);
    const rows = await rowsOf(
      server.db,
      sql<{ whom: string; attempts: number }>`select whom, attempts from code_attempt`,
    );
    expect(rows.find(({ whom }) => whom.startsWith('codes'))).toEqual({ whom: 'codes 00', attempts: 20 });
  });

  it('is not made easier by a mistyped digit: that is told without looking, and costs no attempt', async () => {
    expect((await type('0000 0007 9445')).status).toBe(400);
    expect(await rowsOf(server.db, sql`select 1 from code_attempt`)).toEqual([]);
  });

  it('leaves no address behind, and nothing at all after an hour', async () => {
    await guesses(1);
    const rows = await rowsOf(server.db, sql<{ whom: string }>`select whom from code_attempt order by whom`);
    expect(rows.map(({ whom }) => whom)).toEqual([expect.stringMatching(/^address [\w-]{43}$/), 'codes 00']);
    await codeOf(await dutyOfCommune());
    await server.setClock('2026-12-16T02:00:00Z');
    await server.get(ForgetCodesJob).forget();
    for (const table of ['code_attempt', 'short_code'])
      expect(await rowsOf(server.db, sql`select 1 from ${sql.table(table)}`)).toEqual([]);
  });
});
