import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { ApiTokens } from '../../src/access/index.js';
import { IssueDirective } from '../../src/cascade/index.js';
import { DraftDirective } from '../../src/directives/index.js';
import { readOpenText, storePaper } from '../../src/dispatches/index.js';
import { findUnit } from '../../src/units/index.js';
import { clerkOf, operator } from '../support/issued.js';
import { serverOnTestDatabase, type TestServer } from '../support/server.js';

const letter = (number: string, day: string): string => `ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN

Số: ${number}/UBND-KTN

Lạng Sơn, ngày ${day} tháng 11 năm 2026

V/v kiểm tra công tác phòng cháy, chữa cháy tại các chợ dịp cuối năm

Kính gửi: Ủy ban nhân dân tỉnh Cao Bằng.

Để bảo đảm an toàn cho các chợ dịp cuối năm, Ủy ban nhân dân tỉnh đề nghị:

1. Kiểm tra lối thoát nạn, nguồn nước chữa cháy của từng chợ đầu mối giáp ranh hai tỉnh.

2. Trao đổi danh sách cơ sở có nguy cơ cháy cao, gửi về Ủy ban nhân dân tỉnh Lạng Sơn trước ngày 10/12/2026.

CHỦ TỊCH

Hoàng Minh Quân
`;

let server: TestServer;
beforeAll(async () => {
  server = await serverOnTestDatabase();
  await server.setClock('2026-11-16T02:00:00Z');
});
afterAll(() => server.close());

async function signedIn(unit: string, role: 'clerk' | 'auditor' | 'officer'): Promise<string> {
  const { id } = await findUnit(server.db, unit);
  const { token } = await server.get(ApiTokens).create(id, role, operator);
  const answer = await request(server.url).post('/sign-in').type('form').send({ token });
  return String(answer.headers['set-cookie']).split(';')[0]!;
}
const page = (path: string, cookie: string) => request(server.url).get(path).set('Cookie', cookie);
const post = (path: string, cookie: string, form: object = {}) =>
  request(server.url).post(path).set('Cookie', cookie).set('Sec-Fetch-Site', 'same-origin').type('form').send(form);

describe('a draft, its numbered copy, and the registers', () => {
  let draft: string;
  let copy: string;
  beforeAll(async () => {
    const clerk = await clerkOf(server.db, 't20');
    draft = await server.get(DraftDirective).execute({ issuer: 't20', text: letter('    ', '    ') }, clerk);
    const text = letter('1288', '17');
    copy = await storePaper(server.db, {
      unitId: clerk.unitId!,
      text,
      reading: readOpenText(text),
      at: new Date('2026-11-16T03:00:00Z'),
    });
  });

  it('the provisional name stands where the number would, and is found', async () => {
    const clerk = await signedIn('t20', 'clerk');
    const list = await page('/directives?q=dt-01%2F2026', clerk);
    expect(list.text).toContain('DT-01/2026');
    expect((await page(`/directives/${draft}/preview`, clerk)).text).toContain('Số tạm: DT-01/2026');
    const api = await server.as('t20', 'clerk');
    expect((await api.get(`/api/v1/directives/${draft}`)).body).toMatchObject({
      provisional: 'DT-01/2026',
      number: null,
    });
  });

  it('the copy is matched, shown beside the draft, and joined with one button', async () => {
    const api = await server.as('t20', 'clerk');
    const { body } = await api.get(`/api/v1/dispatches/${copy}/matches`);
    expect(body.items).toMatchObject([{ directive: draft, provisional: 'DT-01/2026' }]);
    const other = await server.as('t04', 'clerk');
    expect((await other.get(`/api/v1/dispatches/${copy}/matches`)).status).toBe(404);
    expect((await other.post(`/api/v1/directives/${draft}/reconcile`, { dispatch: copy })).status).toBe(404);

    const clerk = await signedIn('t20', 'clerk');
    const path = `/dispatches/${copy}/match/${draft}`;
    const compared = await page(path, clerk);
    expect([compared.status, compared.text.includes('1288'), compared.text.includes('<ins')]).toEqual([
      200,
      true,
      true,
    ]);
    const merged = await post(path, clerk);
    expect([merged.status, merged.headers['location']]).toEqual([303, `/directives/${draft}/preview`]);
    expect((await post(path, clerk)).status).toBe(303);
    const again = await api.post(`/api/v1/directives/${draft}/reconcile`, { dispatch: copy });
    expect(again.body).toMatchObject({ number: 1288, provisional: 'DT-01/2026', repeated: true });
  });

  it('the outgoing register shows it to the unit and its auditor, as page, list and files; to nobody else', async () => {
    await server.get(IssueDirective).execute(draft, operator);
    const clerk = await signedIn('t20', 'clerk');
    const shown = await page('/registers/outgoing?year=2026&q=phong+chay', clerk);
    expect(shown.text).toContain('1288/UBND-KTN');
    expect(shown.text).toContain('Dự thảo DT-01/2026');
    const pdf = await page('/registers/outgoing/pdf?year=2026', clerk);
    expect([pdf.headers['content-type'], pdf.headers['content-disposition']]).toEqual([
      'application/pdf',
      'attachment; filename=outgoing-t20-2026.pdf',
    ]);
    const xlsx = await page('/registers/outgoing/xlsx?year=2026', clerk);
    expect([xlsx.status, xlsx.headers['content-type']]).toEqual([
      200,
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ]);
    const api = await server.as('t20', 'officer');
    expect((await api.get('/api/v1/registers/outgoing?year=2026')).body.items).toMatchObject([
      { number: 1288, symbol: 'UBND-KTN', signer: 'Hoàng Minh Quân', directive: draft },
    ]);
    const below = await server.as('t20', 'auditor');
    const neighbour = await server.as('t04', 'auditor');
    expect((await neighbour.get('/api/v1/registers/outgoing?unit=t20&year=2026')).status).toBe(403);
    expect((await below.get('/api/v1/registers/incoming?unit=x06184-2025&year=2026')).status).toBe(200);
    expect((await api.get('/api/v1/registers/incoming?unit=x06184-2025&year=2026')).status).toBe(403);
    expect((await page('/registers/drawer', clerk)).status).toBe(400);
  });

  it('a paper from a file is entered in the incoming register by its form', async () => {
    const clerk = await clerkOf(server.db, 't20');
    const id = await storePaper(server.db, {
      unitId: clerk.unitId!,
      text: letter('09', '05'),
      reading: readOpenText(letter('09', '05')),
      at: new Date('2026-11-16T03:00:00Z'),
    });
    const cookie = await signedIn('t20', 'clerk');
    const answer = await post(`/dispatches/${id}/arrival`, cookie, { arrivalNumber: '', issuer: 'UBND huyện Cao Lộc' });
    expect([answer.status, answer.headers['location']]).toEqual([303, '/registers/incoming?year=2026']);
    const shown = await page('/registers/incoming?q=cao+loc', cookie);
    expect(shown.text).toContain('09/UBND-KTN');
    const api = await server.as('t20', 'clerk');
    expect((await api.post(`/api/v1/dispatches/${id}/arrival`, {})).body).toEqual({
      arrivalNumber: 1,
      year: 2026,
      repeated: true,
    });
  });
});
