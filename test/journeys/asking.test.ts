import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { ApiTokens } from '../../src/access/index.js';
import { IssueDirective } from '../../src/cascade/index.js';
import { DraftDirective } from '../../src/directives/index.js';
import { DeliverMessages } from '../../src/mail/index.js';
import { firstOf, sql } from '../../src/platform/database/sql.js';
import { findUnit } from '../../src/units/index.js';
import { expectReadable, inBrowser, openBrowser } from '../support/browser.js';
import { operator } from '../support/issued.js';
import { serverOnTestDatabase, type Client, type TestServer } from '../support/server.js';

const QUESTION = 'Đơn vị tính theo thôn hay theo hộ <b>?</b>';
const ANSWER = 'Tính theo hộ; thôn chỉ để tham khảo.';
const REASON = 'Chờ số liệu của các xã';

inBrowser('a unit asks, and asks for more time, through a browser', () => {
  let server: TestServer;
  let browser: Browser;
  let langSon: Page;
  let ministry: Page;
  let caoBang: Page;
  const duties = new Map<string, string>();

  beforeAll(async () => {
    server = await serverOnTestDatabase();
    await server.setClock('2026-11-16T02:00:00Z');
    const issuer = await server.as('bo-noi-vu', 'leader');
    const draft = await issuer.post('/api/v1/directives', {
      issuer: 'bo-noi-vu',
      subject: 'rà soát địa danh',
      dueOn: '2026-12-04',
      addressees: [{ text: 'Ủy ban nhân dân các tỉnh' }],
    });
    await issuer.post(`/api/v1/directives/${draft.body.id}/issue`, {});
    for (const unit of ['t20', 't04']) await acknowledged(await server.as(unit, 'clerk'), unit, draft.body.id);
    browser = await openBrowser();
    [langSon, ministry, caoBang] = [await signedIn('t20'), await signedIn('bo-noi-vu'), await signedIn('t04')];
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  async function acknowledged(client: Client, unit: string, directive: string): Promise<void> {
    const row = await firstOf(
      server.db,
      sql<{ id: string }>`select a.id from assignment a join unit u on u.id = a.unit_id
        where a.directive_id = ${directive} and u.code = ${unit}`,
    );
    await client.post(`/api/v1/assignments/${row!.id}/acknowledge`, {});
    duties.set(unit, `/assignments/${row!.id}`);
  }

  async function signedIn(unit: string): Promise<Page> {
    const { id } = await findUnit(server.db, unit);
    const { token } = await server.get(ApiTokens).create(id, 'leader', operator);
    const context = await browser.newContext({ locale: 'vi-VN', baseURL: server.url, javaScriptEnabled: true });
    const page = await context.newPage();
    page.setDefaultTimeout(8000);
    await page.request.post('/sign-in', { form: { token } });
    return page;
  }
  it('the unit asks; its deadline stands still', async () => {
    await langSon.goto(duties.get('t20')!);
    await langSon.getByText('Hỏi cơ quan gửi văn bản').click();
    await langSon.getByLabel('Câu hỏi').fill(QUESTION);
    await langSon.getByRole('button', { name: 'Gửi câu hỏi' }).click();
    await langSon.getByText('Đã gửi câu hỏi').waitFor();
    await langSon.getByRole('heading', { name: 'Câu hỏi của đơn vị' }).waitFor();
    await langSon.getByText(QUESTION).waitFor();
    await langSon.getByText('Đang chờ cơ quan gửi trả lời').waitFor();
    await expectReadable(langSon);
  });

  it('a unit of the same line sees the question before it asks, and not whose it is', async () => {
    await caoBang.goto(duties.get('t04')!);
    const section = caoBang.getByRole('region', { name: 'Hỏi đáp của các đơn vị cùng nhóm nơi nhận' });
    await section.getByText(QUESTION).waitFor();
    expect(await section.getByText('Lạng Sơn').count()).toBe(0);
    await expectReadable(caoBang);
  });

  it('the unit asks for more time, with a day and a reason', async () => {
    await langSon.getByText('Đề nghị gia hạn', { exact: true }).click();
    await langSon.getByLabel('Gia hạn đến ngày').fill('2026-12-04');
    await langSon.getByLabel('Lý do').fill(REASON);
    await langSon.getByRole('button', { name: 'Gửi đề nghị' }).click();
    await langSon.getByRole('alert').getByText('Ngày gia hạn phải sau hạn thực hiện').waitFor();
    await langSon.getByText('Đề nghị gia hạn', { exact: true }).click();
    await langSon.getByLabel('Gia hạn đến ngày').fill('2026-12-18');
    await langSon.getByLabel('Lý do').fill(REASON);
    await langSon.getByRole('button', { name: 'Gửi đề nghị' }).click();
    await langSon.getByText('Đã gửi đề nghị gia hạn').waitFor();
    await expectReadable(langSon);
  });

  it('the sender finds both, overdue ones marked, answers and grants', async () => {
    await server.setClock('2026-11-23T02:00:00Z');
    await ministry.goto('/');
    await ministry.getByRole('link', { name: 'Hỏi đáp, gia hạn 2' }).click();
    await ministry.getByText('Quá hạn trả lời').waitFor();
    await expectReadable(ministry);
    await ministry.getByLabel('Trả lời').fill(ANSWER);
    await ministry.getByRole('button', { name: 'Gửi trả lời' }).click();
    await ministry.getByText('Đã trả lời; đơn vị hỏi được báo').waitFor();
    await ministry.getByRole('link', { name: 'Tất cả' }).click();
    await ministry.getByText(ANSWER).waitFor();
    await ministry.getByRole('link', { name: 'Đề nghị gia hạn 1' }).click();
    await ministry.getByText(REASON).waitFor();
    await expectReadable(ministry);
    await ministry.getByRole('button', { name: 'Đồng ý gia hạn' }).click();
    await ministry.getByText('Đã gia hạn; đơn vị được báo.').waitFor();
    await expectReadable(ministry);
  });

  it('the unit reads the answer and has its new day; so does its class', async () => {
    await langSon.goto(duties.get('t20')!);
    await langSon.getByText(ANSWER).waitFor();
    await langSon.getByText('Được gia hạn đến ngày').waitFor();
    expect(await langSon.getByText('18/12/2026 17:00').count()).toBeGreaterThan(0);
    await expectReadable(langSon);
    await caoBang.reload();
    await caoBang.getByText(ANSWER).waitFor();
  });

  it('a mail of each comes to whom it concerns', async () => {
    await server.get(DeliverMessages).drain();
    const { text } = await server.anonymous.get('/dev/mailbox');
    for (const subject of ['[Câu hỏi]', '[Đề nghị gia hạn]', '[Trả lời]', '[Được gia hạn]'])
      expect(text).toContain(subject);
  });

  describe('who follows a directive, and who sees to others', () => {
    let directive = '';
    let duty = '';

    beforeAll(async () => {
      directive = await server.get(DraftDirective).execute(
        {
          issuer: 'bo-noi-vu',
          subject: 'rà soát trụ sở tiếp công dân',
          dueOn: '2026-12-04',
          addressees: [
            { text: 'Ủy ban nhân dân tỉnh Lạng Sơn', role: 'action' },
            { text: 'Ủy ban nhân dân xã Na Dương', role: 'action', through: 'superior' },
          ],
          tasks: [{ label: '1', text: 'Đôn đốc các xã rà soát trụ sở.', addressees: [] }],
        },
        operator,
      );
      await server.get(IssueDirective).execute(directive, operator);
      await acknowledged(await server.as('t20', 'clerk'), 't20', directive);
      duty = duties.get('t20')!;
    });

    it('the issuer reads who has not passed it on, with the same term on both pages, and looks back', async () => {
      await ministry.goto(`/directives/${directive}`);
      const term = await ministry
        .locator('.blockers li', { hasText: 'Lạng Sơn' })
        .locator('time')
        .getAttribute('datetime');
      await ministry.getByRole('link', { name: 'Nhịp độ và dự báo' }).click();
      const held = ministry.getByRole('row', { name: 'Lạng Sơn' }).filter({ hasText: 'chưa chuyển tiếp' });
      expect(await held.locator('time').getAttribute('datetime')).toBe(term);
      await ministry.getByText('Dưới 10 đơn vị: không dự báo.').waitFor();
      expect(await ministry.getByRole('row', { name: 'Đôn đốc các xã rà soát trụ sở.' }).count()).toBe(1);
      await expectReadable(ministry);
      await held.getByRole('link').click();
      await ministry.getByRole('heading', { name: 'Tình hình thực hiện: ' }).waitFor();
      await ministry.goto(`/directives/${directive}?at=2026-11-15T12:00`);
      await ministry.getByText('Số liệu lúc 15/11/2026 12:00').waitFor();
      expect(await ministry.locator('.blockers').count()).toBe(0);
      expect(await ministry.getByLabel('Xem số liệu tại thời điểm').inputValue()).toBe('2026-11-15T12:00');
    });

    it('the history of one unit is found by its name', async () => {
      await ministry.goto(`/directives/${directive}/history`);
      await ministry.getByLabel('Đơn vị (tên hoặc mã)').fill('xa na duong');
      await ministry.getByRole('button', { name: 'Lọc' }).click();
      await ministry.getByText('Giao đến đơn vị').waitFor();
      expect(await ministry.getByText('Tỉnh Lạng Sơn', { exact: true }).count()).toBe(0);
    });

    it('a province sees to a commune, which says itself that it is done', async () => {
      await langSon.goto(duty);
      await langSon.getByText('Thêm đơn vị phải đôn đốc').first().click();
      await langSon.getByLabel('Đơn vị, mỗi dòng một nơi').fill('Ủy ban nhân dân xã Đồng Đăng');
      await langSon.getByRole('button', { name: 'Thêm', exact: true }).click();
      await langSon.getByText('Đã thêm 1 đơn vị phải đôn đốc.').waitFor();
      await expectReadable(langSon);

      const commune = await signedIn('x06184-2025');
      await commune.goto('/supervised');
      await commune.getByRole('heading', { name: 'Việc do cơ quan khác theo dõi, đôn đốc' }).waitFor();
      await expectReadable(commune);
      await commune.getByText('Cập nhật').first().click();
      await commune.getByRole('combobox', { name: 'Tình hình' }).selectOption('done');
      await commune.getByRole('button', { name: 'Ghi nhận' }).click();
      await commune.getByText('Đã ghi nhận.').waitFor();

      await langSon.goto(duty);
      await langSon.getByText('Cả 1 đơn vị đã xong.').waitFor();
      await expectReadable(langSon);
    });
  });
});
