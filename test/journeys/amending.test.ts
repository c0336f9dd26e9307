import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { AcknowledgeAssignment } from '../../src/assignments/index.js';
import { DemoAccounts } from '../../src/demo/index.js';
import { DraftDirective } from '../../src/directives/index.js';
import { IssueDirective } from '../../src/cascade/index.js';
import { DeliverMessages } from '../../src/mail/index.js';
import { rowsOf, sql } from '../../src/platform/database/sql.js';
import { expectReadable, inBrowser, openBrowser } from '../support/browser.js';
import { clerkOf, operator } from '../support/issued.js';
import { serverOnTestDatabase, type TestServer } from '../support/server.js';

const MINISTRY = 'bo-noi-vu';
const COMMUNE = 'x06184-2025';
const PROVINCES = 'Ủy ban nhân dân tỉnh Lạng Sơn';
const COMMUNES = 'Ủy ban nhân dân xã Đồng Đăng';

inBrowser('an issuer amends a directive, and a unit sees what changed for it', () => {
  let server: TestServer;
  let browser: Browser;
  let directive = '';
  let duty = '';

  beforeAll(async () => {
    server = await serverOnTestDatabase();
    await server.setClock('2026-11-16T02:00:00Z');
    await server.get(DemoAccounts).open();
    browser = await openBrowser();
    directive = await server.get(DraftDirective).execute(
      {
        issuer: MINISTRY,
        subject: 'rà soát trụ sở tiếp công dân',
        dueOn: '2026-12-04',
        addressees: [
          { text: PROVINCES, role: 'action' },
          { text: COMMUNES, role: 'action' },
        ],
        tasks: [
          {
            label: '1',
            text: 'Rà soát trụ sở tiếp công dân; lập danh sách trụ sở cần sửa chữa.',
            addressees: [COMMUNES],
          },
          { label: '2', text: 'Bố trí kinh phí sửa chữa trong dự toán năm 2027.', addressees: [PROVINCES] },
        ],
      },
      operator,
    );
    await server.get(IssueDirective).execute(directive, operator);
    const [row] = await rowsOf<{ id: string }>(
      server.db,
      sql`select a.id from assignment a join unit u on u.id = a.unit_id where a.directive_id = ${directive} and u.code = ${COMMUNE}`,
    );
    duty = row!.id;
    await server.get(AcknowledgeAssignment).execute(duty, {}, await clerkOf(server.db, COMMUNE));
    await server.get(DeliverMessages).drain();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  async function through(door: string): Promise<{ page: Page; context: BrowserContext }> {
    const context = await browser.newContext({ locale: 'vi-VN', baseURL: server.url });
    const page = await context.newPage();
    page.setDefaultTimeout(8000);
    await page.goto('/');
    await page.getByRole('link', { name: door }).click();
    return { page, context };
  }

  it('the issuer writes the new text beside the old, sees whom it concerns, and confirms', async () => {
    const { page, context } = await through('Cơ quan ban hành');
    await page.goto(`/directives/${directive}`);
    await page.getByText('Thao tác khác').click();
    await page.getByRole('link', { name: 'Sửa đổi văn bản' }).click();
    await expectReadable(page);
    await page.getByLabel('Lý do sửa đổi').fill('Bổ sung hạng mục phải rà soát');
    const first = page.locator('textarea[name="tasks[0][text]"]');
    await first.fill('Rà soát trụ sở và nhà chờ tiếp công dân; lập danh sách trụ sở cần sửa chữa.');
    await page.getByRole('button', { name: 'Xem trước' }).click();
    await expectReadable(page);
    expect(await page.locator('ins').allTextContents()).toContain('và nhà chờ');
    await page.getByRole('button', { name: 'Sửa đổi; 1 đơn vị tiếp nhận lại' }).waitFor();

    await page.getByRole('button', { name: 'Sửa tiếp' }).click();
    expect(await first.inputValue()).toContain('nhà chờ');
    await page.getByRole('button', { name: 'Xem trước' }).click();
    await page.getByRole('button', { name: 'Sửa đổi; 1 đơn vị tiếp nhận lại' }).click();
    await page.getByText('1 đơn vị phải tiếp nhận lại, 1 đơn vị không đổi gì').waitFor();
    await expectReadable(page);

    await page.getByRole('link', { name: 'Bản 2' }).click();
    await expectReadable(page);
    await page.goto(`/directives/${directive}/versions/1`);
    expect(await page.getByText('nhà chờ').count()).toBe(0);
    await context.close();
  });

  it('the unit is told which of its tasks changed, and acknowledges again under its number', async () => {
    await server.get(DeliverMessages).drain();
    const { page, context } = await through('Xã (người nhận)');
    await page.goto('/dev/mailbox?to=x06184-2025');
    await page.getByRole('link', { name: '[Sửa đổi]', exact: false }).first().click();
    expect(await page.locator('.mail-text').textContent()).toContain('Sửa nhiệm vụ 1: Rà soát trụ sở và nhà chờ');
    await page.goto(`/assignments/${duty}`);
    await page.getByRole('heading', { name: 'Điểm thay đổi đối với đơn vị' }).waitFor();
    await expectReadable(page);
    expect(await page.locator('del, ins').allTextContents()).toEqual(['và nhà chờ']);
    await page.getByRole('button', { name: 'Tiếp nhận lại' }).click();
    await page.getByText('số đến 1', { exact: false }).first().waitFor();
    await expectReadable(page);
    const [row] = await rowsOf(
      server.db,
      sql`select receipt, acknowledged_version as version, arrival_number as number from assignment where id = ${duty}`,
    );
    expect(row).toEqual({ receipt: 'acknowledged', version: 2, number: 1 });
    await context.close();
  });

  it('a later directive takes its place: each page points to the other', async () => {
    await server.setClock('2026-11-18T02:00:00Z');
    const later = await server.get(DraftDirective).execute(
      {
        issuer: MINISTRY,
        subject: 'rà soát trụ sở, nhà chờ tiếp công dân',
        addressees: [{ text: COMMUNES, role: 'action' }],
      },
      operator,
    );
    await server.get(IssueDirective).execute(later, operator);
    const { page, context } = await through('Cơ quan ban hành');
    await page.goto(`/directives/${directive}`);
    await page.getByText('Thao tác khác').click();
    await page.getByText('Thay thế bằng văn bản khác').first().click();
    await page.getByLabel('Văn bản thay thế').selectOption(later);
    await page.getByRole('button', { name: 'Thay thế bằng văn bản khác' }).click();
    await page.getByText('Đã thay thế: 2 nhiệm vụ kết thúc').waitFor();
    await expectReadable(page);
    await page.goto(`/directives/${later}`);
    await page.getByText('Thay thế cho').waitFor();
    await expectReadable(page);
    await context.close();
    const unit = await through('Xã (người nhận)');
    await unit.page.goto(`/assignments/${duty}`);
    await unit.page.getByRole('link', { name: 'Mở nhiệm vụ của đơn vị theo văn bản thay thế' }).waitFor();
    await expectReadable(unit.page);
    await unit.context.close();
  });
});
