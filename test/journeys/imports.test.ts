import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import request from 'supertest';
import { ApiTokens } from '../../src/access/index.js';
import { DemoAccounts } from '../../src/demo/index.js';
import { UploadedLists } from '../../src/imports/uploaded-lists.usecase.js';
import { commandLineCaller, type Role } from '../../src/platform/caller.js';
import { findUnit } from '../../src/units/index.js';
import { expectReadable, inBrowser, openBrowser } from '../support/browser.js';
import { serverOnTestDatabase, type TestServer } from '../support/server.js';
import { workbook } from '../support/sheets.js';

const HEADER = 'code,name,kind,administrative,territory,valid_from';
const GOOD = `${HEADER}\nls-vp-x,Phòng Hành chính X,internal-division,ls-vp-ubnd,t20,2026-11-16\n`;
const BAD = `${HEADER}\nls-y,Phòng Y,internal-division,nobody,t20,2026-12-01\n"=1+1",Z,press,,t20,2026-12-01\n`;

let server: TestServer;
let cookie: string;
beforeAll(async () => {
  server = await serverOnTestDatabase();
  await server.setClock('2026-11-16T02:00:00Z');
  await server.get(DemoAccounts).open();
  const signedIn = await request(server.url).get('/demo/sign-in/admin');
  cookie = String(signedIn.headers['set-cookie']).split(';')[0]!;
});
afterAll(() => server?.close());

const get = (path: string) => request(server.url).get(path).set('Cookie', cookie);
const post = (path: string) => request(server.url).post(path).set('Cookie', cookie);

/** Uploads a list and asks for its page until it has been worked on. */
async function handIn(text: string | Buffer, name: string): Promise<{ path: string; page: string }> {
  const path = String((await post('/imports').attach('file', Buffer.from(text), name)).headers['location']);
  return { path, page: await settled(path) };
}
async function settled(path: string): Promise<string> {
  let page = (await get(path)).text;
  for (let i = 0; i < 600 && page.includes('hx-trigger'); i++) page = (await get(path)).text;
  return page;
}

describe('an administrator imports a list, without a script', () => {
  it('looks at what it would do, carries it out, and finds nothing to do the second time', async () => {
    const { path, page } = await handIn(GOOD, 'Đơn vị.csv');
    expect(path).toMatch(/^\/imports\/[0-9a-f-]{36}$/);
    expect(page).toContain('Đơn vị.csv');
    expect(page).toContain('Hợp lệ, chờ thực hiện');
    expect((await get('/units/ls-vp-x')).status).toBe(404);
    expect((await post(`${path}/carry-out`)).status).toBe(303);
    expect(await settled(path)).toContain('Đã thực hiện');
    expect((await get('/units/ls-vp-x')).text).toContain('Phòng Hành chính X');
    expect((await post(`${path}/carry-out`)).status).toBe(303);
    const again = await handIn(GOOD, 'lan-hai.csv');
    expect(again.page).toContain('Không có gì để ghi');
    expect(again.page).not.toContain('carry-out');
    expect((await get('/imports')).text).toContain('lan-hai.csv');
  });

  it('is told every refused line, and takes them along as a file', async () => {
    const { path, page } = await handIn(BAD, 'hong.csv');
    expect(page).toContain('Không có đơn vị nào mang mã này vào ngày bắt đầu');
    const file = await get(`${path}/refused.csv`);
    expect(file.text.split('\r\n')[1]).toMatch(/^"","2","nobody","Không có đơn vị/);
    expect(file.text).toContain(`"'=1+1"`);
    expect((await post(`${path}/carry-out`)).status).toBe(409);
    const none = await post('/imports');
    expect([none.status, none.text.includes('Hãy chọn một tệp.')]).toEqual([400, true]);
    expect((await handIn('%PDF-1.7', 'a.xlsx')).page).toContain('Chỉ nhập được tệp');
  });

  it('gives a list up; the file goes, also by itself after a day', async () => {
    const { path } = await handIn(GOOD.replaceAll('ls-vp-x', 'ls-vp-z'), 'bo.csv');
    await post(`${path}/cancel`);
    expect(await settled(path)).toContain('Đã bỏ');
    expect((await post(`${path}/carry-out`)).status).toBe(409);
    const kept = await handIn(GOOD.replaceAll('ls-vp-x', 'ls-vp-w'), 'de-lai.csv');
    await server.setClock('2026-11-18T02:00:00Z');
    await server.get(UploadedLists).forget();
    expect(await settled(kept.path)).toContain('Đã bỏ');
  });

  it('gets templates, and only what is his', async () => {
    expect((await get('/imports/templates/officers.csv')).text).toBe('\uFEFFunit,name,role,email,from,until\r\n');
    const book = await get('/imports/templates/units.xlsx').buffer(true);
    expect([book.status, book.headers['content-disposition']]).toEqual([200, 'attachment; filename=units.xlsx']);
    expect((await get('/imports/templates/nothing.csv')).status).toBe(404);
    const { path } = await handIn(GOOD, 'cua-toi.csv');
    const commune = await request(server.url).get('/demo/sign-in/commune');
    const other = String(commune.headers['set-cookie']).split(';')[0]!;
    expect((await request(server.url).get(path).set('Cookie', other)).status).toBe(403);
    expect((await handIn(GOOD.replaceAll('ls-vp-ubnd', 'bo-noi-vu').replaceAll('ls-vp-x', 'bnv-x').replace('2026-11-16', '2026-12-01'), 'ngoai.csv')).page).toContain('không nằm dưới đơn vị của bạn'); // prettier-ignore
  });
});

describe('POST /api/v1/units/import', () => {
  it('checks, and writes where it is told to', async () => {
    const { id } = await findUnit(server.db, 't20');
    const tokens = new Map<Role, string>();
    for (const role of ['unit-admin', 'clerk'] as const)
      tokens.set(role, (await server.get(ApiTokens).create(id, role, commandLineCaller('vi'))).token);
    const upload = (role: Role, query: string) =>
      request(server.url)
        .post(`/api/v1/units/import${query}`)
        .set('Authorization', `Bearer ${tokens.get(role)}`);
    const file = workbook([{ name: 'units', rows: [HEADER.split(','), ['ls-vp-api', 'Phòng API', 'internal-division', 'ls-vp-ubnd', 't20', '2026-12-01']] }]); // prettier-ignore
    const send = (query: string, bytes: Buffer = file) => upload('unit-admin', query).attach('file', bytes, 'a.xlsx');
    expect((await send('')).body).toMatchObject({ kind: 'units', added: 1, written: false, refusedLines: 0 });
    expect((await send('?dryRun=false')).body).toMatchObject({ added: 1, written: true });
    expect((await send('?dryRun=false')).body).toMatchObject({ added: 0, unchanged: 1, written: false });
    const refused = await send('?dryRun=false', Buffer.from(BAD));
    expect(refused.body.refused[0]).toMatchObject({
      line: 2,
      value: 'nobody',
      reason: 'parent',
      detail: expect.any(String),
    });
    expect((await upload('unit-admin', '')).status).toBe(400);
    expect((await upload('clerk', '').attach('file', file, 'a.xlsx')).status).toBe(403);
  });
});

inBrowser('the pages of imports', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  it.each([1280, 390])('can be read at %i px', async (width) => {
    const { path } = await handIn(BAD, 'hong.csv');
    const context = await browser.newContext({ viewport: { width, height: 900 } });
    const [name, value] = cookie.split('=') as [string, string];
    await context.addCookies([{ name, value, url: server.url }]);
    const page = await context.newPage();
    for (const at of ['/imports', path]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(`${server.url}${at}`);
      if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/imports-${width}-${at === path ? 'one' : 'all'}.png`, fullPage: true }); // prettier-ignore
      await expectReadable(page);
    }
    await context.close();
  });
});
