import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { ApiTokens, CreateAccount, Sessions } from '../../src/access/index.js';
import { firstOf, sql } from '../../src/platform/database/sql.js';
import { IssueDirective } from '../../src/cascade/index.js';
import type { Caller } from '../../src/platform/caller.js';
import { findUnit } from '../../src/units/index.js';
import { expectReadable, inBrowser, openBrowser } from '../support/browser.js';
import { operator } from '../support/issued.js';
import { serverOnTestDatabase, type Client, type TestServer } from '../support/server.js';

const WHY = 'Chờ sửa căn cứ <b>pháp lý</b>';

inBrowser('a directive is paused, goes on and is recalled through a browser', () => {
  let server: TestServer;
  let browser: Browser;
  let issuer: Client;
  let ministry: Page;
  let langSon: Page;
  let directive: string;
  let duty: string;

  beforeAll(async () => {
    server = await serverOnTestDatabase();
    await server.setClock('2026-11-16T02:00:00Z');
    issuer = await server.as('bo-noi-vu', 'leader');
    directive = await drafted('default');
    await issuer.post(`/api/v1/directives/${directive}/issue`, {});
    const row = await firstOf(
      server.db,
      sql<{ id: string }>`select a.id from assignment a join unit u on u.id = a.unit_id
        where a.directive_id = ${directive} and u.code = 't20'`,
    );
    duty = row!.id;
    await (await server.as('t20', 'clerk')).post(`/api/v1/assignments/${duty}/acknowledge`, {});
    browser = await openBrowser();
    ministry = await signedIn('bo-noi-vu');
    langSon = await signedIn('t20');
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const drafted = async (policy: string): Promise<string> =>
    (
      await issuer.post('/api/v1/directives', {
        issuer: 'bo-noi-vu',
        subject: 'rà soát địa danh',
        dueOn: '2026-12-04',
        policy,
        addressees: [{ text: 'Ủy ban nhân dân các tỉnh' }],
      })
    ).body.id;

  async function signedIn(unit: string): Promise<Page> {
    const { id } = await findUnit(server.db, unit);
    const { token } = await server.get(ApiTokens).create(id, 'leader', operator);
    const context = await browser.newContext({ locale: 'vi-VN', baseURL: server.url });
    const page = await context.newPage();
    page.setDefaultTimeout(8000);
    await page.request.post('/sign-in', { form: { token } });
    return page;
  }

  it('is paused with a reason, and goes on', async () => {
    await ministry.goto(`/directives/${directive}`);
    await ministry.getByText('Thao tác khác').click();
    await ministry.getByText('Tạm dừng', { exact: true }).first().click();
    await ministry.getByLabel('Lý do tạm dừng').fill(WHY);
    await ministry.getByRole('button', { name: 'Tạm dừng' }).click();
    await ministry.getByText('Không còn thư nào gửi đi.').waitFor();
    await ministry.getByText(`Lý do: ${WHY}`).waitFor();
    // what stands still counts down to nothing
    await ministry.getByText('tạm dừng từ 16/11/2026').first().waitFor();
    expect(await ministry.locator('.hint', { hasText: /còn|quá hạn/ }).count()).toBe(0);
    await expectReadable(ministry);
    await ministry.getByText('Cho tiếp tục').first().click();
    await ministry.getByRole('button', { name: 'Cho tiếp tục' }).click();
    await ministry.getByText('nhiệm vụ tiếp tục').waitFor();
  });

  it('says before it is closed what would stay open', async () => {
    await ministry.getByText('Thao tác khác').click();
    await ministry.getByText('Kết thúc theo dõi').first().click();
    await ministry.getByText('chưa tiếp nhận', { exact: false }).first().waitFor();
    expect(await ministry.getByText('1 chưa thực hiện xong').count()).toBeGreaterThan(0);
  });

  it('is recalled; a unit declines and says why, and is asked again', async () => {
    await ministry.goto(`/directives/${directive}`);
    await ministry.getByText('Thao tác khác').click();
    await ministry.getByText('Thu hồi văn bản').first().click();
    await ministry.getByLabel('Lý do thu hồi').fill('ban hành nhầm phụ lục');
    await ministry.getByRole('button', { name: 'Thu hồi văn bản' }).click();
    await ministry.getByRole('heading', { name: 'Tình hình thu hồi' }).waitFor();
    await expectReadable(ministry);

    await langSon.goto(`/assignments/${duty}`);
    await langSon.getByText('Có yêu cầu thu hồi văn bản này').waitFor();
    await expectReadable(langSon);
    await langSon.getByText('Từ chối trả lại').first().click();
    await langSon.getByLabel('Lý do từ chối').fill('đã chuyển cho 96 xã');
    await langSon.getByRole('button', { name: 'Từ chối trả lại' }).click();
    await langSon.getByText('Đã từ chối trả lại; nhiệm vụ tiếp tục.').waitFor();

    await ministry.reload();
    await ministry.getByText('đã chuyển cho 96 xã').waitFor();
    await ministry.getByRole('button', { name: 'Yêu cầu lại các đơn vị đã từ chối' }).click();
    await ministry.getByText('Đã yêu cầu 1 đơn vị').waitFor();
    await langSon.reload();
    await langSon.getByRole('button', { name: 'Đã xóa và trả lại' }).click();
    await langSon.getByText('Đã xác nhận trả lại văn bản.').waitFor();
    const shown = await issuer.get(`/api/v1/directives/${directive}/recall`);
    expect(shown.body).toMatchObject({ agreed: 1, refused: 0, unanswered: 27, reason: 'ban hành nhầm phụ lục' });
    const { recall } = (await issuer.get(`/api/v1/directives/${directive}`)).body;
    expect(recall).toEqual({ asked: 28, agreed: 1, refused: 0, open: 27, atOnce: 0 });
    const own = await (await server.as('t20', 'clerk')).get(`/api/v1/assignments/${duty}`);
    expect(own.body).toMatchObject({ standing: 'recalled', exchangeStatus: '15' });
  });

  it('under a policy of two persons waits for the second one', async () => {
    const id = await drafted('two-person');
    const { id: unitId } = await findUnit(server.db, 'bo-noi-vu');
    expect((await issuer.post(`/api/v1/directives/${id}/issue`, {})).status).toBe(403);
    const person = (name: string): Promise<string> =>
      server.get(CreateAccount).execute({ unitId, name, role: 'leader', locale: 'vi' }, operator);
    const first = await person('Lê Thị Hà');
    const by: Caller = { actor: first, role: 'leader', unitId, capacity: 'own-office', locale: 'vi' };
    expect((await server.get(IssueDirective).execute(id, by)).pending).toMatchObject({ act: 'issue' });
    const account = await person('Hoàng Thị Bích');
    const context = await browser.newContext({ locale: 'vi-VN', baseURL: server.url });
    await context.addCookies([
      { name: 'thongsuot_session', value: (await server.get(Sessions).open(account))!, url: server.url },
    ]);
    const page = await context.newPage();
    page.setDefaultTimeout(8000);
    await page.goto('/approvals');
    await page.getByRole('heading', { name: 'rà soát địa danh' }).waitFor();
    await expectReadable(page);
    await page.getByRole('button', { name: 'Xác nhận và thực hiện' }).click();
    await page.getByText('Đã xác nhận; việc đã được thực hiện.').waitFor();
    expect((await issuer.get(`/api/v1/directives/${id}`)).body.state).toBe('issued');
  });
});
