import http from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import request from 'supertest';
import { ZipFile } from 'yazl';
import { ApiTokens } from '../../src/access/index.js';
import { DemoAccounts } from '../../src/demo/index.js';
import { findUnit } from '../../src/units/index.js';
import { operator } from '../support/issued.js';
import { expectReadable, inBrowser, openBrowser } from '../support/browser.js';
import { serverOnTestDatabase, type TestServer } from '../support/server.js';

const paper = (number: string, subject: string): string => `BỘ NỘI VỤ

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: ${number}/BNV-CQĐP

Hà Nội, ngày 16 tháng 11 năm 2026

V/v ${subject}

Kính gửi: Ủy ban nhân dân tỉnh Lạng Sơn.

Thực hiện Nghị quyết số 41/NQ-CP ngày 20/12/2026 của Chính phủ, Bộ Nội vụ đề nghị:

1. Lập danh sách cầu dân sinh xuống cấp.

2. Báo cáo kết quả về Bộ Nội vụ chậm nhất ngày 05/12/2026./.

Nơi nhận:

- Như trên;
- Lưu: VT, CQĐP.

TL. BỘ TRƯỞNG
CHÁNH VĂN PHÒNG

Trần Minh Khoa
`;
/** What a wide page shows of a mark that is lit. */
const LIT = '[...document.querySelectorAll("mark.lit")].map((mark) => mark.textContent).join("")';

let server: TestServer;
let cookie: string;

beforeAll(async () => {
  server = await serverOnTestDatabase();
  await server.setClock('2026-11-16T02:00:00Z');
  await server.get(DemoAccounts).open();
  const signedIn = await request(server.url).get('/demo/sign-in/issuer');
  cookie = String(signedIn.headers['set-cookie']).split(';')[0]!;
});
afterAll(() => server?.close());

async function zipOf(files: Readonly<Record<string, string>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, text] of Object.entries(files)) zip.addBuffer(Buffer.from(text), name);
  zip.end();
  const parts: Buffer[] = [];
  for await (const part of zip.outputStream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

const get = (path: string) => request(server.url).get(path).set('Cookie', cookie);
const upload = () => request(server.url).post('/dispatches/new').set('Cookie', cookie);

describe('papers handed in through forms, without a script', () => {
  it('one leads to its page; what was read is there beside the text, and the file comes back as it was', async () => {
    const bytes = Buffer.from(paper('201', 'kiểm tra cầu dân sinh'), 'utf16le');
    const file = Buffer.concat([Buffer.from([0xff, 0xfe]), bytes]);
    const answer = await upload().attach('file', file, 'Công văn 201.txt');
    expect(answer.status).toBe(303);
    const path = String(answer.headers['location']);
    const page = (await get(path)).text;
    expect(page).toContain('Công văn 201.txt');
    expect(page).toMatch(/<mark data-fields="[^"]*p-number[^"]*">/);
    expect(page).toContain('sau ngày của chính văn bản này');
    const back = await get(`${path}/file`)
      .buffer(true)
      .parse((response, done) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => done(null, Buffer.concat(parts)));
      });
    expect((back.body as Buffer).equals(file)).toBe(true);
    expect(back.headers['content-disposition']).toMatch(/^attachment/);
  });

  it('several lead to a batch that says what became of each; an archive counts by its papers', async () => {
    const zip = await zipOf({ 'a.txt': paper('202', 'kiểm tra phà'), 'b.txt': paper('203', 'kiểm tra bến') });
    const answer = await upload()
      .attach('file', zip, 'nhieu.zip')
      .attach('file', Buffer.from('MZ\x90\0\x03\0\0\0'), 'virus.docx');
    const path = String(answer.headers['location']);
    expect(path).toMatch(/^\/dispatches\/batches\//);
    const api = await server.as('bo-noi-vu', 'clerk');
    const id = path.split('/').at(-1)!;
    let batch = await api.get(`/api/v1/dispatches/batches/${id}`);
    for (let i = 0; i < 600 && batch.body.state === 'reading'; i++)
      batch = await api.get(`/api/v1/dispatches/batches/${id}`);
    expect(batch.body).toMatchObject({ state: 'finished', total: 2, done: 2 });
    expect(
      batch.body.items.map((item: { origin: string; refusal: string | null }) => [item.origin, item.refusal]),
    ).toEqual([
      ['nhieu.zip/a.txt', null],
      ['nhieu.zip/b.txt', null],
      ['virus.docx', 'disguised'],
    ]);
    const page = (await get(path)).text;
    expect(page).toContain('kiểm tra phà');
    expect(page).toContain('Nội dung tệp không đúng');
    expect((await get('/dispatches')).text).toContain('kiểm tra bến');
    const stranger = await server.as('bo-y-te', 'clerk');
    expect((await stranger.get(`/api/v1/dispatches/batches/${id}`)).status).toBe(404);
  });

  it('are drafted with what the clerk put right, once; the same file again is recognised', async () => {
    const text = paper('204', 'kiểm tra đập');
    const path = String((await upload().field('text', text)).headers['location']);
    const id = path.split('/').at(-1)!;
    const form = {
      paper: id,
      subject: 'kiểm tra đập, hồ',
      kind: 'CV',
      number: '204',
      symbol: 'BNV-CQĐP',
      datedOn: '2026-11-16',
      rosterOn: '2026-11-16',
      'addressees[0][text]': 'Ủy ban nhân dân tỉnh Lạng Sơn',
      'addressees[0][role]': 'action',
      'bases[0][code]': '41/NQ-CP',
      'bases[0][date]': '2026-10-20',
      'signer[name]': 'Trần Minh Khoa',
    };
    const send = () => request(server.url).post('/directives').set('Cookie', cookie).type('form').send(form);
    const drafted = await send();
    expect(drafted.headers['location']).toMatch(/^\/directives\/.*\/preview$/);
    expect((await send()).status).toBe(409);
    expect((await get(path)).headers['location']).toBe(drafted.headers['location']);
    const again = String((await upload().field('text', text)).headers['location']);
    const page = (await get(again)).text;
    expect(page).toContain('Có thể đã có trong hệ thống');
    expect(page).toContain('đúng tệp này');
  });

  it('that promise much and send nothing hold up their own unit, not another', async () => {
    // a unit of which no earlier upload is still being read
    const tokenOf = async (unit: string) =>
      (await server.get(ApiTokens).create((await findUnit(server.db, unit)).id, 'clerk', operator)).token;
    const token = await tokenOf('bo-y-te');
    const promise = () => {
      const idle = http.request(`${server.url}/api/v1/dispatches`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'multipart/form-data; boundary=x',
          'content-length': 40 * 1024 * 1024,
        },
      });
      idle.on('error', () => undefined);
      idle.write('--x\r\n');
      return idle;
    };
    const send = (by: string) =>
      request(server.url)
        .post('/api/v1/dispatches')
        .set('authorization', `Bearer ${by}`)
        .attach('file', Buffer.from(paper('209', 'kiểm tra kênh')), 'a.txt');
    // one of two takes all the room, whichever came first; that the other is refused shows that it has
    const both = [promise(), promise()];
    const refused = await Promise.race(
      both.map((each) => new Promise<http.IncomingMessage>((resolve) => each.once('response', resolve))),
    );
    expect(refused.statusCode).toBe(429);
    expect((await send(token)).status).toBe(429);
    expect((await send(await tokenOf('ls-so-y-te'))).status).toBe(202);
    both.forEach((each) => each.destroy());
  });

  it('too much, or of nobody signed in, is refused', async () => {
    expect((await request(server.url).post('/dispatches/new').field('text', 'x')).status).not.toBe(200);
    const huge = await upload().attach('file', Buffer.alloc(21 * 1024 * 1024), 'lon.txt');
    expect(huge.status).toBe(413);
    expect((await upload().field('text', '')).status).toBe(400);
    expect((await get('/dispatches/00000000-0000-7000-8000-000000000000')).status).toBe(404);
  });
});

inBrowser('a paper is confirmed with the keyboard alone', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await openBrowser();
    page = await (await browser.newContext({ locale: 'vi-VN', baseURL: server.url })).newPage();
    page.setDefaultTimeout(10_000);
    await page.goto('/demo/sign-in/issuer');
  });
  afterAll(() => browser?.close());

  it('its doubts come first, a field lights its place, a suggestion is accepted, and Enter sends it', async () => {
    await page.goto('/dispatches/new');
    await expectReadable(page);
    await page.setInputFiles('input[type=file]', {
      name: 'cv.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from(paper('205', 'kiểm tra kè')),
    });
    await page.getByRole('button', { name: 'Đọc văn bản' }).press('Enter');
    await page.getByRole('heading', { name: 'Cần xem lại trước' }).waitFor();
    await expectReadable(page);
    // 5/12/2026 is a Saturday
    const accept = page.getByRole('button', { name: /04\/12\/2026/ });
    await accept.press('Enter');
    expect(await page.getByLabel('Hạn', { exact: true }).inputValue()).toBe('2026-12-04');
    await page.getByLabel('Số', { exact: true }).focus();
    expect(await page.evaluate(LIT)).toContain('205');
    for (let i = 0; i < 40 && !String(await page.evaluate(LIT)).includes('Trần Minh Khoa'); i++)
      await page.keyboard.press('Tab');
    expect(await page.evaluate(LIT)).toBe('Trần Minh Khoa');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Ký, cấp số và ban hành' }).waitFor();
  });
});
