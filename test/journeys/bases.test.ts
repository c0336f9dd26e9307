import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import request from 'supertest';
import { ApiTokens } from '../../src/access/index.js';
import { IssueDirective } from '../../src/cascade/index.js';
import { DraftDirective } from '../../src/directives/index.js';
import { emptyDispatch } from '../../src/dispatches/index.js';
import { findUnit } from '../../src/units/index.js';
import { expectReadable, inBrowser, openBrowser } from '../support/browser.js';
import { operator } from '../support/issued.js';
import { serverOnTestDatabase, type TestServer } from '../support/server.js';

const PLAN = { code: '33/KH-BCĐ', date: '2024-02-05', issuer: 'Ban Chỉ đạo 35 tỉnh' };
const OFFICES = ['Phòng Văn hóa và Thông tin các huyện, thành phố'];

let server: TestServer;
let letter: string;

beforeAll(async () => {
  server = await serverOnTestDatabase();
  await server.setClock('2024-03-11T02:00:00Z');
  letter = await drafted('ls-so-tttt', OFFICES);
  await server.get(IssueDirective).execute(letter, operator);
});
afterAll(() => server.close());

function drafted(issuer: string, to: string[], paper: object = {}): Promise<string> {
  const dispatch = { ...emptyDispatch(), kind: 'CV', subject: 'cảnh báo lừa đảo trực tuyến', bases: [PLAN], ...paper };
  const addressees = to.map((text) => ({ text, role: 'action' as const }));
  return server.get(DraftDirective).execute({ issuer, dispatch, addressees }, operator);
}

/** The cookie of a clerk of a unit. */
async function signedIn(unit: string): Promise<string> {
  const { id } = await findUnit(server.db, unit);
  const { token } = await server.get(ApiTokens).create(id, 'clerk', operator);
  const answer = await request(server.url).post('/sign-in').type('form').send({ token });
  return String(answer.headers['set-cookie']).split(';')[0]!;
}
const get = (url: string, cookie: string) => request(server.url).get(url).set('Cookie', cookie);

describe('the graph over the API', () => {
  it('tells papers and why they hang together, and leads on to a paper known by citation', async () => {
    const client = await server.as('ls-so-tttt', 'clerk');
    const { status, body } = await client.get(`/api/v1/directives/${letter}/bases`);
    expect([status, body.whole, body.nextCursor]).toEqual([200, true, null]);
    const plan = body.papers.find((paper: { level: number }) => paper.level === -1);
    expect(plan).toMatchObject({
      code: '33/KH-BCĐ',
      datedOn: '2024-02-05',
      issuer: PLAN.issuer,
      onlyByCitation: true,
      directive: null,
    });
    expect(plan.reach).toEqual({
      units: { total: 11, sent: 11, acknowledged: 0 },
      communes: { total: 0, sent: 0, acknowledged: 0 },
    });
    expect(body.edges).toEqual([{ from: body.root, to: plan.ref, relations: ['implements'] }]);
    const known = await client.get(`/api/v1/papers/${plan.citedPaper}`);
    expect([known.status, known.body.root, known.body.edges]).toEqual([200, plan.ref, body.edges]);
    const leader = await server.as('bo-y-te', 'leader');
    expect((await leader.get(`/api/v1/papers/${plan.citedPaper}`)).status).toBe(404);
    expect((await leader.get(`/api/v1/directives/${letter}/bases`)).status).toBe(404);
  });

  it('answers what is called wrongly', async () => {
    const client = await server.as('ls-so-tttt', 'clerk');
    const id = '018e3063-5589-7af4-8f46-000000000000';
    for (const url of ['papers/x', `papers/${id}`, 'directives/x/bases', `directives/${id}/bases`])
      expect([url, (await client.get(`/api/v1/${url}`)).status]).toEqual([url, 404]);
    for (const cursor of ['x', 'WyJhIl0', 'Wy0xXQ', 'W'.repeat(401)])
      expect([cursor, (await client.get(`/api/v1/directives/${letter}/bases?cursor=${cursor}`)).status]).toEqual([
        cursor,
        400,
      ]);
  });
});

describe('the pages', () => {
  it('lead from a directive to its graph, on to its basis, and to the paper itself once it is there', async () => {
    const cookie = await signedIn('ls-so-tttt');
    expect((await get(`/directives/${letter}`, cookie)).text).toContain(`/directives/${letter}/bases`);
    const graph = await get(`/directives/${letter}/bases`, cookie);
    expect([graph.status, graph.text]).toEqual([200, expect.stringContaining('Kế hoạch 33/KH-BCĐ')]);
    const paper = /href="(\/papers\/[0-9a-f-]+)"/.exec(graph.text)![1]!;
    const known = await get(paper, cookie);
    expect([known.status, known.text]).toEqual([200, expect.stringContaining(`/directives/${letter}/bases`)]);
    expect(known.text).toContain('Chỉ biết qua trích dẫn');
    const plan = { kind: 'KH', number: 33, symbol: 'KH-BCĐ', date: '2024-02-05', bases: [] };
    const id = await drafted('t20', ['ls-so-tttt'], plan);
    expect((await get(paper, cookie)).status).toBe(200); // a draft is its issuer's alone
    await server.get(IssueDirective).execute(id, operator);
    const arrived = await get(paper, cookie);
    expect([arrived.status, arrived.headers['location']]).toEqual([303, `/directives/${id}/bases`]);
    expect((await get(`/directives/${id}/bases`, cookie)).text).not.toContain('Chỉ biết qua trích dẫn');
  });

  it('draw what a clerk wrote as text, never as markup', async () => {
    const code = { code: '7/KH-<script>alert(1)</script>', date: null, issuer: '"><img src=x>' };
    const id = await drafted('ls-so-tttt', OFFICES, { bases: [code], subject: '<b>x</b>' });
    const { text } = await get(`/directives/${id}/bases`, await signedIn('ls-so-tttt'));
    expect(text).not.toMatch(/<script>alert|<img src=x|<b>x/);
  });
});

inBrowser('the graph in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  it('is drawn on a wide screen, and a list everywhere', async () => {
    const [name, value] = (await signedIn('ls-so-tttt')).split('=');
    const context = await browser.newContext({ locale: 'vi-VN', baseURL: server.url });
    await context.addCookies([{ name: name!, value: value!, url: server.url }]);
    const page = await context.newPage();
    await page.goto(`/directives/${letter}/bases`);
    await expectReadable(page);
    const drawing = page.locator('.drawing');
    expect(await drawing.isVisible()).toBe(true);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await drawing.isVisible()).toBe(false);
    await page.getByRole('link', { name: 'Kế hoạch 33/KH-BCĐ', exact: true }).click();
    await page.waitForURL((url) => !url.pathname.includes(letter));
    await page.getByRole('link', { name: 'Công văn', exact: false }).first().waitFor();
    await expectReadable(page);
    await context.close();
  });
});
