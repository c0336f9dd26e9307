import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiTokens } from '../../src/access/index.js';
import { openFile } from '../../src/files/index.js';
import { commandLineCaller, type Role } from '../../src/platform/caller.js';
import { findUnit } from '../../src/units/index.js';
import { serverOnTestDatabase, type Client, type TestServer } from '../support/server.js';

const TEXT =
  'Số: 77/BNV-TCBC\n\nHà Nội, ngày 16 tháng 11 năm 2026\n\nV/v rà soát địa danh\n\nKính gửi: Ủy ban nhân dân các tỉnh.\n\n' +
  'Căn cứ Nghị định số 12/NĐ-CP ngày 05/01/2026 của Chính phủ, Bộ Nội vụ đề nghị rà soát địa danh.';

let server: TestServer;
let ministry: Client;
let directive: string;
const tokens = new Map<string, string>();

/** Fetches a file as a person of a unit. */
async function fetched(path: string, unit = 'bo-noi-vu', role: Role = 'officer') {
  const key = `${unit} ${role}`;
  if (!tokens.has(key)) {
    const { id } = await findUnit(server.db, unit);
    const made = await server.get(ApiTokens).create(id, role, commandLineCaller('vi'));
    tokens.set(key, made.token);
  }
  const answer = await fetch(`${server.url}${path}`, { headers: { Authorization: `Bearer ${tokens.get(key)}` } });
  return { answer, status: answer.status, bytes: new Uint8Array(await answer.arrayBuffer()) };
}

const textOf = async (bytes: Uint8Array) => (await openFile({ name: 'a', bytes })).papers[0]!;

beforeAll(async () => {
  server = await serverOnTestDatabase();
  await server.setClock('2026-11-16T02:00:00Z');
  ministry = await server.as('bo-noi-vu', 'leader');
  const draft = {
    issuer: 'bo-noi-vu',
    text: TEXT,
    dueOn: '2026-11-25',
    addressees: [{ text: 'Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương', role: 'action' }],
  };
  directive = (await ministry.post('/api/v1/directives', draft)).body.id;
});
afterAll(() => server.close());

describe('the paper of a draft', () => {
  it.each(['docx', 'pdf'])('is had as %s, by the API and from its page, under a name that says what it is', async (format) => {
    for (const path of [`/api/v1/directives/${directive}/letter?format=${format}`, `/directives/${directive}/letter.${format}`]) {
      const { answer, bytes } = await fetched(path);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toContain(format === 'pdf' ? 'pdf' : 'wordprocessingml');
      expect(decodeURIComponent(answer.headers.get('content-disposition')!)).toContain(`Công văn 77-BNV-TCBC.${format}`);
      expect(answer.headers.get('cache-control')).toContain('no-store');
      const paper = await textOf(bytes);
      expect(paper.format).toBe(format);
      expect(paper.text).toContain('Hà Nội, ngày 16 tháng 11 năm 2026');
    }
  }); // prettier-ignore

  it('is not there for others, and not as anything else', async () => {
    expect((await fetched(`/api/v1/directives/${directive}/letter`, 't20')).status).toBe(404);
    expect((await fetched(`/directives/${directive}/letter.docx`, 't20')).status).toBe(404);
    expect((await fetched(`/api/v1/directives/${directive}/letter?format=exe`)).status).toBe(400);
    expect((await fetched(`/directives/${directive}/letter.exe`)).status).toBe(400);
    expect((await fetched('/api/v1/directives/no-such/letter')).status).toBe(404);
  });
});

describe('the letters about a directive in force', () => {
  let assignment: string;
  beforeAll(async () => {
    await ministry.post(`/api/v1/directives/${directive}/issue`, {});
    const province = await server.as('t20', 'clerk');
    assignment = (await province.get('/api/v1/assignments')).body.items[0].id;
    await province.post(`/api/v1/assignments/${assignment}/acknowledge`, {});
  });

  it('are had by its recipient: the paper, and the letter that passes it on', async () => {
    expect((await fetched(`/directives/${directive}/letter.pdf`, 't20')).status).toBe(200);
    const { bytes } = await fetched(`/assignments/${assignment}/forward-letter.docx`, 't20');
    expect((await textOf(bytes)).text).toContain('Thực hiện Công văn số 77/BNV-TCBC ngày 16/11/2026 của Bộ Nội vụ');
    expect((await fetched(`/api/v1/assignments/${assignment}/forward-letter`, 't22')).status).toBe(404);
  });

  it('urge who is late, for the issuer alone', async () => {
    const path = `/directives/${directive}/reminder-letter`;
    expect((await fetched(`${path}.docx`)).status).toBe(409);
    await server.setClock('2026-11-30T02:00:00Z');
    const { bytes } = await fetched(`${path}.docx?unit=t20&by=2026-12-04`);
    const { text } = await textOf(bytes);
    expect(text).toContain('Kính gửi: Ủy ban nhân dân tỉnh Lạng Sơn.');
    expect(text).toContain('báo cáo kết quả về Bộ Nội vụ chậm nhất ngày 04/12/2026');
    expect((await fetched(`/api/v1${path}?format=pdf`)).status).toBe(200);
    expect((await fetched(`${path}.pdf`, 't20')).status).toBe(403);
    expect((await fetched(`${path}.pdf?by=soon`)).status).toBe(400);
  });

  it('reply: the report as a báo cáo or an official letter', async () => {
    const province = await server.as('t20', 'clerk');
    await province.post(`/api/v1/assignments/${assignment}/report`, { text: 'Đã rà soát.', figures: { 'Địa danh': 65 } });
    const { items } = (await ministry.get('/api/v1/reports')).body;
    const { bytes } = await fetched(`/reports/${items[0].id}/letter.docx`);
    expect((await textOf(bytes)).text).toContain('BÁO CÁO');
    const reply = await fetched(`/api/v1/reports/${items[0].id}/letter?kind=CV&format=pdf`, 't20');
    expect((await textOf(reply.bytes)).text).toContain('V/v báo cáo kết quả');
    expect((await fetched(`/reports/${items[0].id}/letter.docx`, 't22')).status).toBe(404);
  }); // prettier-ignore
});

describe('the pages', () => {
  it('lead to the letters', async () => {
    const page = async (path: string, unit?: string) => Buffer.from((await fetched(path, unit)).bytes).toString();
    const ofDirective = await page(`/directives/${directive}`);
    expect(ofDirective).toContain(`/directives/${directive}/letter.docx`);
    expect(ofDirective).toContain(`/directives/${directive}/reminder-letter.pdf`);
    expect(await page('/reports?show=all')).toMatch(/\/reports\/[^"]+\/letter\.pdf\?kind=CV/);
  });
});
