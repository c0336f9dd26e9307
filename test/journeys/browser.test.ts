import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { ApiTokens } from '../../src/access/index.js';
import { IssueDirective } from '../../src/cascade/index.js';
import { DemoAccounts } from '../../src/demo/index.js';
import { DraftDirective } from '../../src/directives/index.js';
import { DeliverMessages } from '../../src/mail/index.js';
import { findUnit } from '../../src/units/index.js';
import { expectReadable, inBrowser, openBrowser } from '../support/browser.js';
import { operator } from '../support/issued.js';
import { serverOnTestDatabase, type TestServer } from '../support/server.js';

const LETTER = `BỘ NỘI VỤ

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số:      /BNV-CQĐP

Hà Nội, ngày 16 tháng 11 năm 2026

V/v rà soát trụ sở tiếp công dân cấp xã

Kính gửi:

- Ủy ban nhân dân tỉnh Lạng Sơn;
- Ủy ban nhân dân xã Đồng Đăng.

Bộ Nội vụ đề nghị các cơ quan thực hiện các nội dung sau:

1. Rà soát trụ sở tiếp công dân; lập danh sách trụ sở cần sửa chữa.

2. Công khai lịch tiếp công dân tại trụ sở.

Kết quả thực hiện gửi về Bộ Nội vụ chậm nhất ngày 04/12/2026./.

Nơi nhận:

- Như trên;
- Lưu: VT, CQĐP.

TL. BỘ TRƯỞNG
CHÁNH VĂN PHÒNG

Trần Minh Khoa
`;
const OWN_LETTER = `ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số:      /UBND-NC

Lạng Sơn, ngày 16 tháng 11 năm 2026

V/v triển khai rà soát trụ sở tiếp công dân

Kính gửi:

- Ủy ban nhân dân xã Ba Sơn;
- Ủy ban nhân dân xã Đồng Đăng.

Ủy ban nhân dân tỉnh yêu cầu:

1. Rà soát trụ sở tiếp công dân của xã; lập danh sách trụ sở cần sửa chữa và kinh phí.

2. Bố trí người trực hằng ngày.

Kết quả gửi về Ủy ban nhân dân tỉnh chậm nhất ngày 01/12/2026./.

Nơi nhận:

- Như trên;
- Lưu: VT, NC.

KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Nông Văn Phúc
`;
const SUBJECT = 'Rà soát trụ sở tiếp công dân cấp xã';

inBrowser('three people and one directive, through a browser', () => {
  let server: TestServer;
  let browser: Browser;
  let directive = '';

  beforeAll(async () => {
    server = await serverOnTestDatabase();
    await server.setClock('2026-11-16T02:00:00Z');
    await server.get(DemoAccounts).open();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  /** Comes in by a door of the first page. */
  async function through(door: string): Promise<{ page: Page; context: BrowserContext }> {
    const context = await browser.newContext({ locale: 'vi-VN', baseURL: server.url });
    const page = await context.newPage();
    page.setDefaultTimeout(8000);
    await page.goto('/');
    await expectReadable(page);
    await page.getByRole('link', { name: door }).click();
    return { page, context };
  }

  it('an issuer pastes a paper, settles who is meant, issues it and sees its tree', async () => {
    const { page, context } = await through('Cơ quan ban hành');
    await page.getByRole('link', { name: 'Văn bản chỉ đạo' }).click();
    await expectReadable(page);
    await page.getByRole('link', { name: 'Đưa văn bản mới vào' }).click();
    await expectReadable(page);
    await page.getByLabel('Dán chữ của văn bản').fill(LETTER);
    await page.getByRole('button', { name: 'Đọc văn bản' }).click();
    await expectReadable(page);
    expect(await page.getByLabel('Trích yếu').inputValue()).toBe('rà soát trụ sở tiếp công dân cấp xã');
    expect(await page.getByLabel('Hạn thực hiện').inputValue()).toBe('2026-12-04');
    expect(await page.getByText('Văn bản ghi: “').textContent()).toContain('chậm nhất ngày 04/12/2026');
    await page.getByLabel('Thêm nơi nhận').fill('Hội những người bạn của Bộ');
    await page.getByRole('button', { name: 'Xem trước nơi nhận' }).click();

    await page.getByRole('heading', { name: 'Phải chốt trước khi ban hành' }).waitFor();
    await expectReadable(page);
    expect(await page.getByRole('button', { name: 'Ký, cấp số và ban hành' }).count()).toBe(0);
    await page.getByLabel('Bỏ qua, không gửi qua hệ thống').check();
    await page.getByRole('button', { name: 'Chốt các nơi nhận này' }).click();
    await page.getByRole('button', { name: 'Ký, cấp số và ban hành' }).click();

    await page.getByText('Đã ban hành đến 2 đơn vị').waitFor();
    await expectReadable(page);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain(SUBJECT);
    const rows = page.getByRole('table').getByRole('row');
    expect(await rows.allTextContents()).toEqual([
      expect.stringContaining('Đơn vị'),
      expect.stringContaining('Tỉnh Lạng Sơn'),
      expect.stringContaining('Xã Đồng Đăng'),
    ]);
    directive = new URL(page.url()).pathname;
    await context.close();
  });

  it('a commune acknowledges from the link of its mail, without signing in', async () => {
    await server.get(DeliverMessages).drain();
    const context = await browser.newContext({ locale: 'vi-VN', baseURL: server.url });
    const page = await context.newPage();
    page.setDefaultTimeout(8000);
    await page.goto('/dev/mailbox?to=x06184-2025');
    await expectReadable(page);
    await page.getByRole('link', { name: SUBJECT, exact: false }).first().click();
    await expectReadable(page);
    const href = await page.locator('.mail-text a').first().getAttribute('href');
    await page.goto(new URL(href!).pathname);
    await expectReadable(page);
    await page.getByRole('button', { name: 'Xác nhận đã tiếp nhận' }).click();
    await page.getByText('Văn bản đã được tiếp nhận lúc').waitFor();
    await expectReadable(page);
    expect(await page.getByText('số đến 1').count()).toBe(1);
    await context.close();
  });

  it('the commune then finds the duty in its inbox, takes it up and reports', async () => {
    const { page, context } = await through('Xã (người nhận)');
    await expectReadable(page);
    await page.getByRole('link', { name: SUBJECT }).click();
    await expectReadable(page);
    await page.getByRole('button', { name: 'Bắt đầu thực hiện' }).first().click();
    await page.getByText('Đã ghi nhận bắt đầu thực hiện.').waitFor();
    await page.getByText('Báo cáo kết quả').click();
    await page.getByLabel('Nội dung báo cáo').fill('Đã rà soát xong.');
    await page.getByRole('button', { name: 'Gửi báo cáo' }).click();
    await page.getByText('Đã gửi báo cáo').waitFor();
    await expectReadable(page);
    await context.close();
  });

  it('an auditor reads the history: of the directive, and of the commune alone', async () => {
    const { page, context } = await through('Kiểm tra, giám sát');
    await expectReadable(page);
    await page.getByRole('link', { name: SUBJECT }).click();
    await expectReadable(page);
    await page.getByLabel('Đơn vị (tên hoặc mã)').fill('x06184-2025');
    await page.getByRole('button', { name: 'Lọc' }).click();
    const facts = await page.locator('.entry-what b').allTextContents();
    expect(facts.filter((fact) => !/thư/i.test(fact))).toEqual([
      'Giao đến đơn vị',
      'Tiếp nhận, số đến 1; chưa xác định được người đứng đầu chịu trách nhiệm',
      'Bắt đầu thực hiện',
      'Gửi báo cáo',
    ]);
    await page.goto(directive);
    await expectReadable(page);
    expect(await page.getByRole('button', { name: 'Kết thúc theo dõi' }).count()).toBe(0);
    await context.close();
  });

  it('a province passes a paper on with its own dispatch, whose tasks it maps to those above', async () => {
    const { id: unit } = await findUnit(server.db, 't20');
    const { token } = await server.get(ApiTokens).create(unit, 'clerk', operator);
    const context = await browser.newContext({ locale: 'vi-VN', baseURL: server.url });
    const page = await context.newPage();
    page.setDefaultTimeout(8000);
    await page.goto('/sign-in');
    await page.locator('input[name=token]').fill(token);
    await page.locator('input[name=token]').press('Enter');
    await page.goto('/assignments');
    await page.getByRole('link', { name: SUBJECT }).click();
    await page.getByRole('button', { name: 'Tiếp nhận', exact: true }).click();
    await page.getByText('Đã tiếp nhận văn bản').waitFor();
    await page.getByText('Ban hành văn bản triển khai').click();
    await expectReadable(page);
    await page.getByRole('link', { name: 'Nạp văn bản triển khai' }).click();
    await page.getByLabel('Dán chữ của văn bản').fill(OWN_LETTER);
    await page.getByRole('button', { name: 'Đọc văn bản' }).click();
    await page.getByText('Văn bản triển khai của đơn vị').waitFor();
    await page.getByRole('button', { name: 'Xem trước nơi nhận' }).click();
    await page.getByRole('heading', { name: 'Triển khai văn bản cấp trên' }).waitFor();
    await expectReadable(page);
    const first = page.getByLabel('Nhiệm vụ 1');
    expect(await first.inputValue()).toBe('1');
    await page.getByLabel('Nhiệm vụ 2').selectOption('2');
    await page.getByRole('button', { name: 'Ký, cấp số và ban hành văn bản triển khai' }).click();
    await page.getByText('Đã ban hành văn bản triển khai đến 2 đơn vị').waitFor();
    await context.close();
  });

  it('a recall says what stands below; its answers have a page', async () => {
    const { page, context } = await through('Cơ quan ban hành');
    await page.goto(directive);
    await page.getByText('Thao tác khác').click();
    await page.getByText('Thu hồi văn bản').first().click();
    await page.getByText('Cấp dưới đã ban hành 1 văn bản triển khai').waitFor();
    await expectReadable(page);
    await page.getByLabel('Lý do thu hồi').fill('Ghi sai thời hạn.');
    await page.getByRole('button', { name: 'Thu hồi văn bản' }).click();
    await page.getByRole('heading', { name: 'Tình hình thu hồi' }).waitFor();
    await page.getByRole('link', { name: 'Chưa trả lời' }).click();
    await expectReadable(page);
    expect(await page.getByRole('link', { name: 'Tỉnh Lạng Sơn' }).count()).toBe(1);
    await context.close();
  });

  it('what one person asked for waits for the second one, who finds it and confirms', async () => {
    const first = await server.get(DemoAccounts).callerOf('issuer');
    const draft = { issuer: 'bo-noi-vu', subject: 'rà soát tài khoản', policy: 'two-person' };
    const addressees = [{ text: 'Ủy ban nhân dân tỉnh Lạng Sơn', role: 'action' as const }];
    const id = await server.get(DraftDirective).execute({ ...draft, addressees }, first);
    await server.get(IssueDirective).execute(id, first);
    const { page, context } = await through('Người thứ hai xác nhận');
    await page.getByRole('link', { name: /Văn bản chỉ đạo\s*1/ }).click();
    await page.getByText('Chờ người thứ hai xác nhận ban hành').waitFor();
    await page.getByRole('link', { name: 'Rà soát tài khoản' }).click();
    await page.getByText('Lãnh đạo Văn phòng Bộ đề nghị lúc').waitFor();
    await expectReadable(page);
    expect(await page.getByRole('button', { name: 'Ký, cấp số và ban hành' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Xác nhận và thực hiện' }).click();
    await page.getByText('Đã xác nhận; việc đã được thực hiện.').waitFor();
    expect(new URL(page.url()).pathname).toBe(`/directives/${id}`);
    await context.close();
  });

  it('whoever reads English is answered in English from then on', async () => {
    const { page, context } = await through('Kiểm tra, giám sát');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('button', { name: 'Tiếng Việt' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await expectReadable(page);
    await context.close();
  });
});
