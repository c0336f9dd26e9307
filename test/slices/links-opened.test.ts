import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { InstallationKey, linkToken } from '../../src/access/index.js';
import { assignmentById } from '../../src/assignments/index.js';
import { CalendarAddress, GiveCode } from '../../src/links/index.js';
import { rowsOf, sql } from '../../src/platform/database/sql.js';
import { issuedTo, operator } from '../support/issued.js';
import { serverOnTestDatabase, type TestServer } from '../support/server.js';

const COMMUNE = 'x06184-2025';
const UNTIL = new Date('2026-11-30T02:00:00Z');

let server: TestServer;
/** Every address that somebody who does not sign in may be sent. */
let addresses: string[];
beforeAll(async () => {
  server = await serverOnTestDatabase();
  await server.setClock('2026-11-16T02:00:00Z');
  const [id] = (await issuedTo(server as never, [COMMUNE])).assignments;
  const { cascadeId, unitId, linkGeneration: generation } = await assignmentById(server.db, id!);
  const key = await server.get(InstallationKey).get();
  const about = { cascadeId, assignmentId: id!, unitId, generation, expiresAt: UNTIL };
  const link = `/a/${linkToken(key, { purpose: 'acknowledge', ...about })}`;
  const { code, address } = await server.get(GiveCode).execute(id!, operator);
  const calendar = await server.get(CalendarAddress).of(unitId);
  addresses = [
    link,
    `${link}?now=1`,
    `${link.slice(0, -3)}AAA`,
    `/a/${linkToken(key, { purpose: 'telephone', ...about })}`,
    '/m',
    `/m?code=${encodeURIComponent(code)}`,
    new URL(address).pathname,
    new URL(calendar.address).pathname,
    new URL(calendar.address).pathname.replace('/deadlines/', '/a/'),
    link.replace('/a/', '/deadlines/'),
    `/a/${linkToken(key, { purpose: 'acknowledge', ...about, expiresAt: new Date('2026-11-15T02:00:00Z') })}`,
    `/a/${linkToken(key, { purpose: 'acknowledge', ...about, generation: generation + 1 })}`,
  ];
});
afterAll(() => server.close());

/** Every row of every table, as one mark a table. */
async function everything(): Promise<Record<string, string>> {
  const tables = await rowsOf(
    server.db,
    sql<{ name: string }>`select relname as name from pg_class where relnamespace = 'public'::regnamespace
      and relkind in ('r', 'p') and not relispartition order by relname`,
  );
  const marks: Record<string, string> = {};
  for (const { name } of tables) {
    const query = sql<{
      mark: string;
    }>`select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as mark
      from ${sql.table(name)} t`;
    marks[name] = (await rowsOf(server.db, query))[0]!.mark;
  }
  return marks;
}

/** What scanners of mail, browsers that look ahead and previews of messengers send. */
const VISITORS: readonly Record<string, string>[] = [
  {},
  { 'Sec-Purpose': 'prefetch;prerender', Purpose: 'prefetch' },
  { 'X-Moz': 'prefetch' },
  { 'User-Agent': 'Mozilla/5.0 (compatible; SafeLinks; MSOffice)', 'Sec-Fetch-Site': 'cross-site' },
  { 'User-Agent': 'facebookexternalhit/1.1', Accept: '*/*' },
];

describe('whatever opens a link', () => {
  it('changes no row of any table, however it asks', async () => {
    const before = await everything();
    expect(before['assignment']).toMatch(/^[1-9]/);
    for (const address of addresses)
      for (const headers of VISITORS) {
        const got = await request(server.url).get(address).set(headers);
        const head = await request(server.url).head(address).set(headers);
        expect([address, head.status]).toEqual([address, got.status]);
        expect(got.status).toBeLessThan(500);
      }
    expect(await everything()).toEqual(before);
  });

  it('acts no more than that by a form of another site', async () => {
    const before = await everything();
    for (const address of [addresses[0]!, '/m'])
      for (const headers of [
        { 'Sec-Fetch-Site': 'cross-site' },
        { 'Sec-Fetch-Site': 'same-site' },
        { Origin: 'https://evil.example' },
        { Origin: 'null' },
      ]) {
        const answer = await request(server.url).post(address).set(headers).type('form').send({ code: '000000079444' });
        expect([address, answer.status]).toEqual([address, 403]);
      }
    expect(await everything()).toEqual(before);
  });

  it('is seen by this comparison where it does change something', async () => {
    const before = await everything();
    await request(server.url).post('/m').type('form').send({ code: '000000079444' });
    const after = await everything();
    expect(Object.keys(after).filter((table) => after[table] !== before[table])).toEqual(['code_attempt']);
  });

  it('says in words what is wrong with it: expired, revoked, cut off, or the address of a calendar', async () => {
    const [calendarAsLink, linkAsCalendar, expired, revoked] = addresses.slice(-4) as [string, string, string, string];
    const cut = addresses[2]!;
    const said = async (address: string, language: string) =>
      (await request(server.url).get(address).set('Accept-Language', language)).text;
    for (const [address, vi, en] of [
      [calendarAsLink, 'Đây là địa chỉ lịch thời hạn', 'This is the address of a calendar'],
      [linkAsCalendar, 'Địa chỉ lịch không đúng', 'This address of a calendar is not right'],
      [expired, 'Liên kết đã hết hạn', 'has expired'],
      [revoked, 'Liên kết đã bị thu hồi', 'revoked'],
      [cut, 'Liên kết không hợp lệ', 'This link is not valid'],
    ] as const) {
      expect(await said(address, 'vi')).toContain(vi);
      expect(await said(address, 'en')).toContain(en);
    }
  });
});
