import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { ApiTokens } from '../../src/access/index.js';
import { AcknowledgeAssignment, listAssignments } from '../../src/assignments/index.js';
import { IssueDirective } from '../../src/cascade/index.js';
import { DraftDirective } from '../../src/directives/index.js';
import { commandLineCaller, type Role } from '../../src/platform/caller.js';
import { findUnit } from '../../src/units/index.js';
import { issuedTo, operator } from '../support/issued.js';
import { serverOnTestDatabase, type TestServer } from '../support/server.js';

let t: TestServer;
let admin: string;
let clerk: string;
let token: string;

async function tokenOf(unit: string, role: Role): Promise<string> {
  const { id } = await findUnit(t.db, unit);
  return (await t.get(ApiTokens, { strict: false }).create(id, role, commandLineCaller('vi'))).token;
}
async function signedIn(unit: string, role: Role): Promise<string> {
  const answer = await request(t.url)
    .post('/sign-in')
    .type('form')
    .send({ token: await tokenOf(unit, role) });
  return String(answer.headers['set-cookie']).split(';')[0]!;
}
beforeAll(async () => {
  t = await serverOnTestDatabase();
  await t.setClock('2026-09-07T02:00:00Z');
  admin = await signedIn('t01', 'unit-admin');
  clerk = await signedIn('t01', 'clerk');
  token = await tokenOf('t01', 'unit-admin');
});
afterAll(() => t.close());

const get = (path: string, cookie = admin) => request(t.url).get(path).set('Cookie', cookie);
const post = (path: string, body: object, cookie = admin) =>
  request(t.url).post(path).set('Cookie', cookie).type('form').send(body);
const api = (path: string) => request(t.url).get(`/api/v1/calendar${path}`).set('Authorization', `Bearer ${token}`);
/** What a reader sees of a page: without tags, in single blanks. */
const read = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

describe('the calendar', () => {
  it('shows a year with why each day is off, and says of one without its notice that it is provisional', async () => {
    const year = read((await get('/calendar?year=2026', clerk)).text);
    expect(year).toContain('Theo Thông báo 9441/TB-BNV.');
    expect(year).toMatch(
      /24\/11\/2026 Thứ Ba Nghỉ Nghỉ lễ, tết Ngày Văn hóa Việt Nam Cả nước Nghị quyết 28\/2026\/QH16/,
    );
    expect(year).toMatch(/22\/8\/2026 Thứ Bảy Làm việc Làm bù/);
    expect(read((await get('/calendar?year=2027', clerk)).text)).toContain('chỉ là tạm tính');
  });

  it('is named as its reader would: the country by nothing, days and dates in the language of the page', async () => {
    const year = await get('/calendar?year=2026&scope=', clerk);
    expect(year.text).toMatch(/name="scope"[^>]*value=""/);
    expect(read(year.text)).toContain('Làm bù cho ngày 31/8/2026');
    expect(year.text.replace(/datetime="[^"]*"/g, '')).not.toMatch(/\d{4}-\d{2}-\d{2}/);
    const english = read((await get('/calendar?year=2026', `${clerk}; thongsuot_lang=en`)).text);
    expect(english).toContain('Worked in place of 31 Aug 2026');
    expect(english).toContain('In lieu of Hùng Kings’ Commemoration Day');
  });

  it('that is not there is said beside the field, with what was written', async () => {
    const noYear = await get('/calendar?year=31/02&scope=t01', clerk);
    expect([noYear.status, read(noYear.text)]).toEqual([400, expect.stringContaining('Năm phải là số từ 1900')]);
    expect(noYear.text).toMatch(/name="scope"[^>]*value="t01"/);
    const noUnit = await get('/calendar?year=2026&scope=nowhere', clerk);
    expect(noUnit.status).toBe(400);
    expect(noUnit.text).toMatch(/id="f-scope-error"[\s\S]*Không có đơn vị nào mang mã nowhere/);
    expect((await get('/calendar?version=99', clerk)).status).toBe(404);
  });

  it('is not changed by a clerk', async () => {
    expect((await get('/calendar', clerk)).text).not.toContain('/calendar/changes/new');
    expect((await get('/calendar/changes/new', clerk)).status).toBe(403);
    expect((await post('/calendar/changes', {}, clerk)).status).toBe(403);
  });
});

describe('a stop', () => {
  const form = { kind: 'stop', scope: 't01', legalBasis: 'Công điện 5/CĐ-UBND', days: '2026-09-08;stop;;Bão số 5' };

  it('that is entered wrongly comes back with what was written, and with what to do', async () => {
    const answer = await post('/calendar/changes', { ...form, days: '2026-09-31;stop' });
    expect(answer.status).toBe(400);
    expect(read(answer.text)).toContain('Dòng 1 không đọc được');
    expect(answer.text).toContain('2026-09-31;stop');
    expect((await post('/calendar/changes', { ...form, legalBasis: '' })).text).toContain('Hãy nêu căn cứ');
    const elsewhere = await post('/calendar/changes', { ...form, scope: 'nowhere' });
    expect(elsewhere.text).toMatch(/id="f-scope-error"[\s\S]*mã nowhere/);
    expect(elsewhere.text).toContain('Công điện 5/CĐ-UBND');
    const noHours = await post('/calendar/changes', { kind: 'hours', scope: 't01', legalBasis: 'QĐ 1', opens: '7h' });
    expect(noHours.text).toMatch(/id="f-hours"[\s\S]*Hãy nêu giờ làm việc/);
  });

  it('is looked at, with every deadline that it moves, and then confirmed', async () => {
    await issuedTo(t as never, ['t01', 't04']);
    const entered = await post('/calendar/changes', form);
    expect(entered.status).toBe(303);
    const at = String(entered.headers['location']);
    const shown = await get(at);
    expect(read(shown.text)).toContain('1 thời hạn sẽ được lùi: 1 nhiệm vụ của 1 đơn vị');
    expect(read(shown.text)).toContain('Ủy ban nhân dân thành phố Hà Nội · Chưa có hiệu lực');
    expect(read(shown.text)).toMatch(/tiếp nhận 08\/9\/2026 17:00 09\/9\/2026 17:00/);
    const seen = /name="calendarVersion" value="(\d+)"/.exec(shown.text)![1];
    expect((await post(`${at}/confirm`, { calendarVersion: seen })).headers['location']).toBe(at);
    expect(read((await get(at)).text)).toContain('Lịch mới đã có hiệu lực');
    const local = read((await get('/calendar?year=2026&scope=t01')).text);
    expect(local).toMatch(
      /08\/9\/2026 Thứ Ba Nghỉ Ngừng làm việc \(thiên tai\) Bão số 5 Ủy ban nhân dân thành phố Hà Nội Công điện 5\/CĐ-UBND/,
    );
    expect(read((await get('/calendar?year=2026')).text)).not.toContain('Bão số 5');
    const versions = read((await get('/calendar/versions')).text);
    expect(versions).toMatch(
      /Phiên bản 2 .*Ngừng làm việc do thiên tai: Công điện 5\/CĐ-UBND Ủy ban nhân dân thành phố Hà Nội Khớp mã băm/,
    );
    expect(read((await get(`/calendar?year=2026&scope=t01&version=1`)).text)).toContain('không phải lịch hiện hành');
  });

  it('is there for programs as well, and so are terms', async () => {
    const { body } = await api('?year=2026&scope=t01');
    expect(body).toMatchObject({ version: 2, isOfficial: true, of: { code: 't01' } });
    expect((await api('/versions')).body.items).toMatchObject([
      { version: 2, isProven: true },
      { version: 1, isProven: true },
    ]);
    expect((await api('/term?term=send&scope=t01&from=2026-09-07T16:00')).body).toEqual({
      sameDay: '2026-09-07T17:00:00+07:00',
      at: '2026-09-09T12:00:00+07:00',
      provisional: false,
    });
    expect((await api('/term?term=soon')).body).toMatchObject({ at: null });
    expect((await api('/term?term=within')).status).toBe(400);
  });
});

describe('a deadline in a year without its notice', () => {
  it('says that it is provisional: on the page of the duty, in the list and over the API', async () => {
    const id = await t.get(DraftDirective, { strict: false }).execute(
      {
        issuer: 't20',
        subject: 'kế hoạch năm sau',
        addressees: [{ text: 't01', role: 'action' }],
        dueOn: '2027-03-01',
      },
      operator,
    );
    await t.get(IssueDirective, { strict: false }).execute(id, operator);
    const { items } = await listAssignments(t.db, { directiveId: id, limit: 2 });
    const page = read((await get(`/assignments/${items[0]!.id}`, clerk)).text);
    expect(page).toContain('tạm tính, năm này chưa có thông báo ngày nghỉ');
    // the list tells the deadline that comes next: receipt falls due this year, the work does not
    expect((await get('/assignments', clerk)).text).not.toContain('tạm tính');
    await t.get(AcknowledgeAssignment, { strict: false }).execute(items[0]!.id, {}, operator);
    expect((await get('/assignments', clerk)).text).toContain('tạm tính');
    const answer = await request(t.url)
      .get(`/api/v1/assignments/${items[0]!.id}`)
      .set('Authorization', `Bearer ${token}`);
    expect(answer.body).toMatchObject({ provisional: true });
  });
});
