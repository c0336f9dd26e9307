import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { ApiTokens } from '../../src/access/index.js';
import { CarryOutReorganisation } from '../../src/reorganisation/index.js';
import { findUnit } from '../../src/units/index.js';
import { expectReadable, inBrowser, openBrowser } from '../support/browser.js';
import { operator } from '../support/issued.js';
import { serverOnTestDatabase, type TestServer } from '../support/server.js';

async function pick(page: Page, field: string, q: string, unit: string): Promise<void> {
  await page.getByLabel(`Tìm đơn vị cho “${field}”`).fill(q);
  await page.getByRole('group', { name: field }).getByRole('button', { name: 'Tìm' }).click();
  await page.getByLabel(unit).check();
}

inBrowser('a reorganisation, through a browser', () => {
  let server: TestServer;
  let browser: Browser;
  let plan = '';

  beforeAll(async () => {
    server = await serverOnTestDatabase();
    await server.setClock('2026-11-16T02:00:00Z');
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  /** An administrator of Lạng Sơn, each time another person. */
  async function administrator(): Promise<{ page: Page; context: BrowserContext }> {
    const { id } = await findUnit(server.db, 't20');
    const { token } = await server.get(ApiTokens).create(id, 'unit-admin', operator);
    const context = await browser.newContext({ locale: 'vi-VN', baseURL: server.url });
    await context.request.post('/sign-in', { form: { token }, maxRedirects: 0 });
    const page = await context.newPage();
    page.setDefaultTimeout(8000);
    return { page, context };
  }

  it('is put together step by step; what cannot be is said at its step', async () => {
    const { page, context } = await administrator();
    await page.goto('/reorganisations');
    await expectReadable(page);
    await page.getByRole('link', { name: 'Lập phương án' }).click();
    await expectReadable(page);
    await page.getByRole('button', { name: 'Lưu và thêm nội dung' }).click();
    await page.getByRole('alert').getByText('Ghi tên phương án.').waitFor();
    await page.getByLabel('Tên phương án').fill('Sắp xếp cấp xã đợt 1');
    await page.getByLabel('Căn cứ pháp lý').fill('Nghị quyết 12/2026/NQ-HĐND');
    await page.getByLabel('Ngày hiệu lực').fill('2026-12-01');
    await page.getByRole('button', { name: 'Lưu và thêm nội dung' }).click();
    await expectReadable(page);
    plan = new URL(page.url()).pathname;

    await page.getByRole('link', { name: 'Sáp nhập', exact: true }).click();
    await pick(page, 'Các đơn vị sáp nhập', 'dong dang', 'Xã Đồng Đăng, Tỉnh Lạng Sơn');
    await pick(page, 'Các đơn vị sáp nhập', 'cao loc', 'Xã Cao Lộc, Tỉnh Lạng Sơn');
    await page.getByLabel('Tên đơn vị mới').fill('Xã Đồng Lộc');
    await expectReadable(page);
    await page.getByRole('button', { name: 'Thêm vào phương án' }).click();
    await page.getByText('Sáp nhập xã Đồng Đăng và xã Cao Lộc thành xã Đồng Lộc (đơn vị mới).').waitFor();

    await page.getByRole('link', { name: 'Đổi tên' }).click();
    await pick(page, 'Đơn vị đổi tên', 'tan doan', 'Xã Tân Đoàn, Tỉnh Lạng Sơn');
    await page.getByLabel('Tên mới').fill('Tân Đoàn Mới');
    await page.getByRole('button', { name: 'Thêm vào phương án' }).click();
    await page.getByText('Còn 1 vướng mắc, chưa trình được').waitFor();
    await expectReadable(page);
    expect(await page.getByRole('button', { name: 'Trình phê duyệt' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Bỏ nội dung 2' }).click();
    await page.getByText('Đã bỏ một nội dung.').waitFor();
    await context.close();
  });

  it.each([
    'chia tách',
    'giải thể',
    'thành lập',
    'nâng cấp, đổi loại',
    'chuyển cấp trên',
    'bàn giao chức năng',
    'theo bảng chuyển đổi',
  ])('has a form for “%s” that says what is missing', async (kind) => {
    const { page, context } = await administrator();
    await page.goto(plan);
    await page.getByRole('link', { name: new RegExp(`^${kind}$`, 'i') }).click();
    await expectReadable(page);
    if (kind !== 'theo bảng chuyển đổi') {
      await page.getByRole('button', { name: 'Thêm vào phương án' }).click();
      await page.getByRole('alert').getByText('chưa ghi hoặc chưa đúng').first().waitFor();
      await expectReadable(page);
    }
    await context.close();
  });

  it('shows units before and after, and is approved by another than its author', async () => {
    const author = await administrator();
    await author.page.goto(plan);
    const row = author.page.getByRole('row', { name: /x06184-2025/ });
    expect(await row.textContent()).toContain('Nhiệm vụ chuyển cho Xã Đồng Lộc (đơn vị chính)');
    await author.page.getByRole('button', { name: 'Trình phê duyệt' }).click();
    await author.page.getByText('Người lập và người trình không tự phê duyệt').waitFor();
    await expectReadable(author.page);
    await author.context.close();

    const chief = await administrator();
    await chief.page.goto(plan);
    await chief.page.getByText('Hộp thư ngừng dùng').waitFor();
    await chief.page.getByRole('button', { name: 'Phê duyệt' }).click();
    await chief.page.getByText('Đã phê duyệt', { exact: true }).waitFor();
    await expectReadable(chief.page);
    await chief.context.close();
  });

  it('is followed while it is carried out, and leads to the units as they are then', async () => {
    await server.setClock('2026-11-30T17:00:05Z');
    const carrying = server.get(CarryOutReorganisation);
    const id = plan.split('/').at(-1)!;
    await carrying.step(id);
    const { page, context } = await administrator();
    await page.goto(plan);
    await page.getByRole('button', { name: 'Tạm dừng' }).click();
    await page.getByText('Đang tạm dừng.').waitFor();
    await expectReadable(page);
    await page.getByRole('button', { name: 'Làm tiếp' }).click();
    await carrying.execute(id);
    await page.getByRole('link', { name: 'Xem lại tiến độ' }).click();
    await page.getByText('Đã hoàn thành', { exact: true }).waitFor();
    await expectReadable(page);
    await page.getByRole('link', { name: 'Xã Đồng Lộc' }).click();
    await page.getByRole('heading', { level: 1, name: 'Xã Đồng Lộc' }).waitFor();
    await context.close();
  });
});
