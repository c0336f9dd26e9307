import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { ApiTokens } from '../../src/access/index.js';
import { BulkActsJob } from '../../src/bulk-acts/carry-out.job.js';
import { findUnit } from '../../src/units/index.js';
import { expectReadable, inBrowser, openBrowser } from '../support/browser.js';
import { operator } from '../support/issued.js';
import { serverOnTestDatabase, type Client, type TestServer } from '../support/server.js';

let server: TestServer;
let ministry: Client;
let directive: string;

beforeAll(async () => {
  server = await serverOnTestDatabase();
  await server.setClock('2026-11-16T02:00:00Z');
  ministry = await server.as('bo-noi-vu', 'clerk');
  directive = await issued('rà soát địa danh');
});
afterAll(() => server?.close());

async function issued(subject: string): Promise<string> {
  const draft = await ministry.post('/api/v1/directives', {
    issuer: 'bo-noi-vu',
    subject,
    addressees: [{ text: 'Ủy ban nhân dân các tỉnh, thành phố' }],
  });
  await ministry.post(`/api/v1/directives/${draft.body.id}/issue`, {});
  return draft.body.id as string;
}
const carryOut = (): Promise<void> => server.get(BulkActsJob).tick();

describe('a bulk act over HTTP', () => {
  const urging = () => ({ act: 'remind', selection: { directive, unacknowledged: true } });

  it('is counted, asked for once under its key, carried out by the job, and tells of each row', async () => {
    const preview = await ministry.post('/api/v1/bulk-acts/preview', urging());
    expect([preview.status, preview.body]).toMatchObject([200, { total: 34, would: 34, wouldRefuse: 0 }]);
    const key = { 'Idempotency-Key': 'urge-1' };
    const asked = await ministry.post('/api/v1/bulk-acts', urging(), key);
    expect([asked.status, asked.body]).toMatchObject([202, { state: 'planned', total: 34, left: 34 }]);
    expect((await ministry.post('/api/v1/bulk-acts', urging(), key)).body.id).toBe(asked.body.id);
    await carryOut();
    const done = await ministry.get(`/api/v1/bulk-acts/${asked.body.id}`);
    expect(done.body).toMatchObject({ state: 'done', done: 34, refused: 0, left: 0 });
    const items = await ministry.get(`/api/v1/bulk-acts/${asked.body.id}/items?limit=10`);
    expect(items.body.items).toHaveLength(10);
    expect(items.body.items[0]).toMatchObject({ n: 1, directive, outcome: 'done' });
    expect(items.body.nextCursor).toEqual(expect.any(String));
    const history = await ministry.get(`/api/v1/directives/${directive}/history?limit=500`);
    const urged = history.body.items.filter(({ kind }: { kind: string }) => kind === 'assignment.urged');
    expect(urged).toHaveLength(34);
    expect(urged[0].payload).toMatchObject({ bulk: asked.body.id, stage: 'receipt' });
  });

  it('pauses and resumes directives of the caller alone, and keeps why out of the open history', async () => {
    const other = await issued('rà soát tên thôn');
    const pausing = { act: 'pause', selection: { directives: [directive, other] }, reason: 'chờ nghị quyết mới' };
    const { body } = await ministry.post('/api/v1/bulk-acts', pausing);
    await carryOut();
    expect((await ministry.get(`/api/v1/bulk-acts/${body.id}`)).body).toMatchObject({ state: 'done', done: 2 });
    expect((await ministry.get(`/api/v1/directives/${other}`)).body.state).toBe('paused');
    const province = await server.as('t20', 'clerk');
    expect((await province.get(`/api/v1/bulk-acts/${body.id}`)).status).toBe(404);
    expect((await province.post('/api/v1/bulk-acts', { ...pausing, act: 'resume', reason: undefined })).status).toBe(
      400,
    );
    await ministry.post('/api/v1/bulk-acts', { act: 'resume', selection: { directives: [directive, other] } });
    await carryOut();
    expect((await ministry.get(`/api/v1/directives/${other}`)).body.state).toBe('issued');
  });

  it('that is cancelled before it begins does nothing; what makes no sense is refused with what to do', async () => {
    await server.setClock('2026-11-17T02:00:00Z');
    const { body } = await ministry.post('/api/v1/bulk-acts', urging());
    expect((await ministry.post(`/api/v1/bulk-acts/${body.id}/cancel`, {})).body.state).toBe('cancelled');
    await carryOut();
    expect((await ministry.get(`/api/v1/bulk-acts/${body.id}`)).body).toMatchObject({ state: 'cancelled', done: 0 });
    for (const wrong of [
      { act: 'explode', selection: {} },
      { act: 'pause', selection: { directives: [directive] } },
      { act: 'remind', selection: { directive: 'x' } },
      { act: 'reassign', selection: {}, lead: '00000000-0000-7000-8000-000000000000' },
    ])
      expect((await ministry.post('/api/v1/bulk-acts', wrong)).status).toBe(400);
    const officer = await server.as('bo-noi-vu', 'officer');
    expect((await officer.post('/api/v1/bulk-acts', urging())).status).toBe(403);
  });

  it('says in the language of the request what a schema has against it, and where', async () => {
    const wrong = { act: 'pause', selection: { directives: ['x'], colour: 'red' } };
    const vi = await ministry.post('/api/v1/bulk-acts', wrong);
    expect(vi.body).toMatchObject({
      errors: [
        'selection.directives.0: phải là một mã UUID',
        'selection: không có trường: colour',
        'reason: còn thiếu',
      ],
      detail: expect.stringContaining('reason: còn thiếu'),
    });
    const en = await ministry.post('/api/v1/bulk-acts', { act: 'explode' }, { 'Accept-Language': 'en' });
    expect(en.body.errors).toEqual([expect.stringMatching(/^act: must be one of: issue, pause/)]);
    expect(en.body.detail).toMatch(/^What was sent is not valid/);
  });
});

inBrowser('a clerk urges many', () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser();
    const { id } = await findUnit(server.db, 'bo-noi-vu');
    const { token } = await server.get(ApiTokens).create(id, 'clerk', operator);
    const context = await browser.newContext({ locale: 'vi-VN', baseURL: server.url });
    page = await context.newPage();
    page.setDefaultTimeout(8000);
    await page.request.post('/sign-in', { form: { token } });
  });
  afterAll(() => browser?.close());

  it('from the page of the directive: chooses whom, sees how many, confirms, and sees it done', async () => {
    await page.goto(`/directives/${directive}`);
    await page.getByRole('link', { name: 'Đôn đốc hàng loạt' }).click();
    await expectReadable(page);
    await page.getByText('Chưa tiếp nhận').click();
    await page.getByRole('button', { name: 'Xem trước' }).click();
    await page.getByText('Sẽ thực hiện với 34 đơn vị').waitFor();
    await expectReadable(page);
    await page.getByRole('button', { name: 'Thực hiện' }).click();
    await page.getByText('Chờ thực hiện').waitFor();
    await carryOut();
    await page.reload();
    await page.getByText('34/34 đã làm').waitFor();
    await expectReadable(page);
  });

  it('keeps every directive that was chosen on the way back, and asks once however often it is pressed', async () => {
    await page.goto('/bulk-acts/new?act=pause');
    const boxes = page.locator('input[name=directives]');
    await boxes.nth(0).check();
    await boxes.nth(1).check();
    await page.getByLabel('Lý do').fill('chờ hướng dẫn');
    await page.getByRole('button', { name: 'Xem trước' }).click();
    await page.getByRole('link', { name: 'Sửa lựa chọn' }).click();
    expect(await page.locator('input[name=directives]:checked').count()).toBe(2);
    await page.getByLabel('Lý do').fill('chờ hướng dẫn');
    await page.getByRole('button', { name: 'Xem trước' }).click();
    const form = Object.fromEntries(
      await page
        .locator('form[action="/bulk-acts"] input')
        .evaluateAll((inputs) => inputs.map((input) => [input.getAttribute('name')!, input.getAttribute('value')!])),
    );
    const send = async () => (await page.request.post('/bulk-acts', { form, maxRedirects: 0 })).headers()['location'];
    const [first, second] = await Promise.all([send(), send()]);
    expect(first).toBe(`/bulk-acts/${form['id']}`);
    expect(second).toBe(first);
  });
});
