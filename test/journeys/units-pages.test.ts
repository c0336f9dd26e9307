import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { ApiTokens } from '../../src/access/index.js';
import { commandLineCaller, type Role } from '../../src/platform/caller.js';
import { findUnit } from '../../src/units/index.js';
import { serverOnTestDatabase, type TestServer } from '../support/server.js';

const COMMUNE = 'x06184-2025';
let t: TestServer;
let admin: string;

beforeAll(async () => {
  t = await serverOnTestDatabase();
  await t.setClock('2026-01-05T02:00:00Z');
  admin = await signedIn('t20', 'unit-admin');
});
afterAll(() => t.close());

async function signedIn(unit: string, role: Role): Promise<string> {
  const { token } = await t
    .get(ApiTokens, { strict: false })
    .create((await findUnit(t.db, unit)).id, role, commandLineCaller('vi'));
  const answer = await request(t.url).post('/sign-in').type('form').send({ token });
  return String(answer.headers['set-cookie']).split(';')[0]!;
}
const get = (path: string, cookie = admin) => request(t.url).get(path).set('Cookie', cookie);
const post = (path: string, body: object, cookie = admin) =>
  request(t.url).post(path).set('Cookie', cookie).type('form').send(body);
/** What a reader sees of a page: without tags, in single blanks. */
const read = (html: string): string =>
  html
    .replace(/<svg class="icon[\s\S]*?<\/svg>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

describe('the tree', () => {
  it('opens one branch by plain links, and shows the way to it', async () => {
    const closed = await get('/units?at=2024-03-20');
    expect(read(closed.text)).toMatch(/Tỉnh Lạng Sơn .*? \d+ đơn vị bên dưới/);
    expect(closed.text).not.toContain('Huyện Cao Lộc');
    const province = await get('/units?at=2024-03-20&open=t20');
    expect(province.text).toContain('Huyện Cao Lộc');
    expect(province.text).not.toContain('Thị trấn Đồng Đăng');
    const district = await get('/units?at=2024-03-20&open=h183');
    expect(district.text).toContain('Thị trấn Đồng Đăng');
    expect(district.text.match(/aria-expanded="true"/g)).toHaveLength(3);
    expect((await get('/units?at=2026-01-05&open=t20')).text).not.toContain('Huyện Cao Lộc');
  });

  it('is another on each line', async () => {
    const sectoral = await get('/units?at=2024-03-20&line=sectoral&open=ls-so-tttt');
    expect(read(sectoral.text)).toMatch(
      /Bộ Thông tin và Truyền thông.*Sở Thông tin và Truyền thông tỉnh Lạng Sơn.*Phòng Văn hóa và Thông tin huyện Cao Lộc/,
    );
    const territory = await get('/units?at=2024-03-20&line=territory&open=t20');
    expect(territory.text).toContain('Báo Lạng Sơn');
  });

  it('finds without accents, each hit under its path, so that two of one name are told apart', async () => {
    const found = read((await get('/units?q=tan+thanh&at=2024-03-20')).text);
    expect(found).toContain('Xã Tân Thành Tỉnh Lạng Sơn › Huyện Cao Lộc');
    expect(found).toContain('Xã Tân Thành Tỉnh Lạng Sơn › Huyện Hữu Lũng');
    const first = await get('/units?q=xa&at=2024-03-20');
    const next = /href="(\/units\?[^"]*cursor=[^"]*)" rel="next"/.exec(first.text)![1]!.replaceAll('&amp;', '&');
    const [seen, further] = [first.text, (await get(next)).text].map((page) => page.match(/<code>[^<]+<\/code>/g)!);
    expect([seen!.length, further!.length]).toEqual([100, 100]);
    expect(seen!.filter((code) => further!.includes(code))).toEqual([]);
  });
});

describe('the card of a unit', () => {
  it('means by an official code who bore it on the day: 45 and 44 of Quảng Trị', async () => {
    const title = async (path: string) => /<h1>([^<]+)<\/h1>/.exec((await get(path)).text)?.[1];
    expect(await title('/units/45?at=2024-03-20')).toBe('Tỉnh Quảng Trị');
    expect(await title('/units/44?at=2024-03-20')).toBe('Tỉnh Quảng Bình');
    expect(await title('/units/44?at=2026-01-05')).toBe('Tỉnh Quảng Trị');
    expect((await get('/units/45?at=2026-01-05')).status).toBe(404);
    const before = read((await get('/units/45?at=2024-03-20')).text);
    expect(before).toContain('t45');
    expect(before).toMatch(/Đơn vị kế thừa \(\d+\) .*Tỉnh Quảng Trị t44-2025 từ 01\/7\/2025/);
  });

  it('shows what was, what came before and what rests on which paper, drawn and as a list', async () => {
    const page = (await get(`/units/${COMMUNE}`)).text;
    expect(page).toMatch(/<svg class="time-line"[^>]* role="img" aria-label="[^"]+"/);
    expect(read(page)).toContain('Tên, loại Xã Đồng Đăng (Xã) từ 01/7/2025 Căn cứ: Quyết định 19/2025/QĐ-TTg');
    expect(read(page)).toMatch(/Đơn vị trước đây \(\d+\) Thị trấn Đồng Đăng x06184 từ 01\/7\/2025 toàn bộ/);
  });

  it('of a unit that has ended says so, and who came after; of a district without communes that there is nothing below', async () => {
    const ended = read((await get('/units/h183')).text);
    expect(ended).toContain('Đơn vị này kết thúc hoạt động từ 01/7/2025.');
    expect(ended).toContain('Đơn vị kế thừa');
    const island = await get('/units/h471?at=2024-03-20');
    expect([island.status, read(island.text).includes('Không có đơn vị nào ở dưới')]).toEqual([200, true]);
  });

  it('tells where somebody says that the main successor alone is known', async () => {
    const page = read((await get('/units/x00001?at=2024-03-20')).text);
    expect(page).toContain('chỉ có đơn vị kế thừa chính');
  });
});

describe('changing a card', () => {
  const form = async (code: string): Promise<string> =>
    /name="version" value="([^"]+)"/.exec((await get(`/units/${code}/edit`)).text)![1]!;

  it('asks before it writes, then says what was done', async () => {
    const version = await form(COMMUNE);
    const sent = {
      what: 'alias',
      version,
      alias: 'Đồng Đăng "A" <b>',
      from: '2026-01-05',
      legalBasis: 'Quyết định 1/QĐ',
    };
    const asked = await post(`/units/${COMMUNE}/edit`, sent);
    expect([asked.status, asked.text.includes('&lt;b>') || asked.text.includes('&lt;b&gt;')]).toEqual([200, true]);
    expect(await form(COMMUNE)).toBe(version);
    const written = await post(`/units/${COMMUNE}/edit`, { ...sent, confirmed: 'yes' });
    expect([written.status, written.headers['location']]).toEqual([303, `/units/${COMMUNE}`]);
    const page = (await get(`/units/${COMMUNE}`)).text;
    expect(page).not.toContain('<b>"');
    expect(read(page)).toContain('Căn cứ: Quyết định 1/QĐ');
    expect(await form(COMMUNE)).not.toBe(version);
  });

  it('shows what is not right on the form itself, with what was sent', async () => {
    const version = await form(COMMUNE);
    const wrong = await post(`/units/${COMMUNE}/edit`, {
      what: 'mailbox',
      version,
      address: 'no address',
      from: '2026-01-05',
    });
    expect([wrong.status, wrong.text.includes('error-summary'), wrong.text.includes('value="no address"')]).toEqual([
      400,
      true,
      true,
    ]);
    const sent = {
      what: 'official-code',
      version,
      scheme: 'gso',
      value: '06211',
      from: '2026-01-05',
      confirmed: 'yes',
    };
    expect(read((await post(`/units/${COMMUNE}/edit`, sent)).text)).toContain('Mã 06211 đang là mã của Xã Cao Lộc');
    const stale = await post(`/units/${COMMUNE}/edit`, { ...sent, value: '99999', version: 'x' });
    expect(stale.status).toBe(409);
  });

  it('enters a legal basis at the very entry', async () => {
    const version = await form('x06211-2025');
    const entry = JSON.stringify(['relation', 'administrative', '2025-07-01']);
    const sent = { what: 'legal-basis', version, entry, legalBasis: 'Nghị quyết 1672/NQ-UBTVQH15', confirmed: 'yes' };
    expect((await post('/units/x06211-2025/edit', sent)).status).toBe(303);
    expect(read((await get('/units/x06211-2025')).text)).toContain(
      'Cấp trên hành chính Tỉnh Lạng Sơn từ 01/7/2025 Căn cứ: Nghị quyết 1672/NQ-UBTVQH15',
    );
    expect((await post('/units/x06211-2025/edit', { ...sent, entry: '{' })).status).toBe(400);
  });

  it.each(['t20', 'vn', 't04', 'x01273-2025', 'h183'])(
    'is refused for %s, the own unit, those above and beside, and ended ones',
    async (code) => {
      expect((await get(`/units/${code}/edit`)).status).toBe(403);
      const sent = { what: 'alias', alias: 'x', from: '2026-01-05', version: '', confirmed: 'yes' };
      expect((await post(`/units/${code}/edit`, sent)).status).toBe(403);
      expect((await get(`/units/${code}`)).text).not.toContain(`/units/${code}/edit`);
    },
  );

  it('is offered to nobody else, and addresses are shown to nobody else', async () => {
    const clerk = await signedIn('t20', 'clerk');
    const page = (await get(`/units/${COMMUNE}`, clerk)).text;
    expect([page.includes('/edit'), page.includes('demo.invalid')]).toEqual([false, false]);
    expect((await get(`/units/${COMMUNE}/edit`, clerk)).status).toBe(403);
    expect((await get(`/units/${COMMUNE}`)).text).toContain('demo.invalid');
    expect((await get(`/units/${COMMUNE}`, await signedIn(COMMUNE, 'officer'))).text).toContain('demo.invalid');
  });
});
