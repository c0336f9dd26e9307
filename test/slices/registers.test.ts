import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { read, utils } from '@e965/xlsx';
import { extractText, getDocumentProxy } from 'unpdf';
import { AcknowledgeAssignment } from '../../src/assignments/index.js';
import { readOpenText, storePaper } from '../../src/dispatches/index.js';
import type { Caller } from '../../src/platform/caller.js';
import { firstOf, sql } from '../../src/platform/database/sql.js';
import { registerBook } from '../../src/registers/register-book.js';
import { RegisterArrival } from '../../src/registers/index.js';
import type { RegisterHead } from '../../src/registers/register-line.rules.js';
import { incomingLines, outgoingLines } from '../../src/registers/registers.queries.js';
import { registerPdf } from '../../src/registers/write-pdf.js';
import { registerXlsx } from '../../src/registers/write-xlsx.js';
import { testApp, type TestApp } from '../support/app.js';
import { clerkOf, issuedTo } from '../support/issued.js';

const BIG = 10_000;
const AT_ONCE = 64;
const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);
const LETTER = `UBND TỈNH SƠN LA
SỞ NỘI VỤ

Số: 07/SNV-CCVC

Sơn La, ngày 05 tháng 11 năm 2026

V/v rà soát vị trí việc làm

Kính gửi: Ủy ban nhân dân các xã, phường.

Đề nghị các đơn vị rà soát danh mục vị trí việc làm.

GIÁM ĐỐC

Lò Văn Thắng
`;

let app: TestApp;
let clerk: Caller;
beforeAll(async () => {
  app = await testApp();
  await app.setClock('2026-11-16T02:00:00Z');
  clerk = await clerkOf(app.db, 't14');
});
afterAll(() => app.close());

const handIn = (text = LETTER): Promise<string> =>
  storePaper(app.db, {
    unitId: clerk.unitId!,
    text,
    reading: readOpenText(text),
    at: new Date('2026-11-16T03:00:00Z'),
  });
const bytesOf = async (stream: AsyncIterable<Buffer>): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
};
const headOf = (name: RegisterHead['name'], unitCode: string): RegisterHead => ({
  name,
  unitCode,
  unitName: 'Ủy ban nhân dân tỉnh Sơn La',
  year: 2026,
  locale: 'vi',
});
const textOf = async (pdf: Buffer): Promise<string[]> =>
  (await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: false })).text;

async function* book(): AsyncGenerator<string[][]> {
  for (const _ of upTo(4))
    yield upTo(500).map((n) => [String(n), '16/11/2026', 'Công văn: rà soát', '', 'UBND các xã', '', '3', '', '', '']);
}

describe('the incoming register', () => {
  it('has papers of the system and papers registered from a file in one series, found without accents', async () => {
    const { assignments } = await issuedTo(app, ['t14']);
    await app.get(AcknowledgeAssignment).execute(assignments[0]!, {}, clerk);
    const dispatch = await handIn();
    const arrived = await app.get(RegisterArrival).execute(dispatch, { paper: { issuer: 'Sở Nội vụ Sơn La' } }, clerk);
    expect(arrived).toEqual({ year: 2026, number: 2, repeated: false });
    expect((await app.get(RegisterArrival).execute(dispatch, {}, clerk)).repeated).toBe(true);
    const search = { unitId: clerk.unitId!, year: 2026, limit: 50, locale: 'vi' as const };
    const { items } = await incomingLines(app.db, search);
    expect(items).toMatchObject([
      {
        arrivalNumber: 1,
        byHand: false,
        issuer: 'Ủy ban nhân dân tỉnh Lạng Sơn',
        subject: 'rà soát địa danh',
        number: 1,
      },
      { arrivalNumber: 2, byHand: true, issuer: 'Sở Nội vụ Sơn La', number: 7, symbol: 'SNV-CCVC', date: '2026-11-05' },
    ]);
    const found = await incomingLines(app.db, { ...search, find: 'VI TRI viec-lam' });
    expect(found.items.map(({ arrivalNumber }) => arrivalNumber)).toEqual([2]);
    const first = await incomingLines(app.db, { ...search, limit: 1 });
    const next = await incomingLines(app.db, { ...search, limit: 1, cursor: first.nextCursor! });
    expect([next.items[0]!.arrivalNumber, next.nextCursor]).toEqual([2, null]);
    const kept = await firstOf(app.db, sql<{ state: string }>`select state from dispatch where id = ${dispatch}`);
    expect(kept).toEqual({ state: 'kept' });
  });

  it(`${AT_ONCE} papers from files registered at once get the next ${AT_ONCE} numbers; slips and strangers get none`, async () => {
    const papers = await Promise.all(upTo(AT_ONCE).map((n) => handIn(LETTER.replace('07/', `${n + 100}/`))));
    const arriving = app.get(RegisterArrival);
    const done = await Promise.all(papers.map((id) => arriving.execute(id, {}, clerk)));
    expect(done.map(({ number }) => number).toSorted((a, b) => a - b)).toEqual(upTo(AT_ONCE).map((n) => n + 2));
    const more = await handIn();
    await expect(arriving.execute(more, { arrivalNumber: 99_999 }, clerk)).rejects.toMatchObject({ code: 'invalid' });
    await expect(arriving.execute(more, { arrivalNumber: 5 }, clerk)).rejects.toMatchObject({ code: 'conflict' });
    await expect(arriving.execute(more, {}, await clerkOf(app.db, 't20'))).rejects.toMatchObject({ code: 'not-found' });
    expect((await arriving.execute(more, {}, clerk)).number).toBe(AT_ONCE + 3);
  });
});

describe('a register as a file', () => {
  const bookOf = (name: RegisterHead['name'], unitId = clerk.unitId!) =>
    registerBook(app.db, name, { unitId, year: 2026, locale: 'vi' });

  it('as a workbook has title, unit and ten columns, and keeps leading zeros', async () => {
    const { file, lines } = await registerXlsx(headOf('incoming', 't14'), bookOf('incoming'));
    const workbook = read(await bytesOf(file as AsyncIterable<Buffer>));
    const rows = utils.sheet_to_json<string[]>(workbook.Sheets[workbook.SheetNames[0]!]!, { header: 1, raw: true });
    expect([rows[0]![0], rows[1]![0]]).toEqual(['Ủy ban nhân dân tỉnh Sơn La', 'Sổ đăng ký văn bản đến năm 2026']);
    expect(rows[3]).toHaveLength(10);
    expect(rows[3]!.slice(0, 3)).toEqual(['Ngày đến', 'Số đến', 'Tác giả']);
    expect(rows[5]![3]).toBe('07/SNV-CCVC');
    expect(rows.length - 4).toBe(lines);
  });

  it('as a PDF repeats its head and numbers its pages, in Vietnamese', async () => {
    const pages = await textOf(await bytesOf(registerPdf(headOf('incoming', 't14'), bookOf('incoming'), 70)));
    expect(pages.length).toBeGreaterThan(1);
    expect(pages[0]).toContain('SỔ ĐĂNG KÝ VĂN BẢN ĐẾN NĂM 2026');
    pages.forEach((text, i) => {
      expect(text.replace(/\s+/g, ' ')).toContain('Tên loại và trích yếu nội dung văn bản');
      expect(text).toContain(`Trang ${i + 1}`);
    });
    expect(pages.join(' ')).toContain('rà soát vị trí việc làm');
  });

  it(`of ${BIG} lines holds one batch in memory at a time`, async () => {
    const { unitId } = await clerkOf(app.db, 't11');
    const { directive } = await issuedTo(app, ['t11']);
    await sql`insert into register_number (unit_id, year, number, notation, series, directive_id, registered_at, released_at)
      select ${unitId}, 2026, n, 'UBND-VX', '', ${directive}, business_now(), business_now()
      from generate_series(1, ${BIG}) n`.execute(app.db);
    let [lines, largest] = [0, 0];
    for await (const batch of bookOf('outgoing', unitId!)) {
      lines += batch.length;
      largest = Math.max(largest, batch.length);
    }
    expect([lines, largest]).toEqual([BIG, 500]);
    const page = await outgoingLines(app.db, { unitId: unitId!, year: 2026, limit: 50, latestFirst: true });
    expect(page.items[0]!.number).toBe(BIG);
  });

  it('as a PDF waits for a slow reader', async () => {
    let waiting = 0;
    let bytes = 0;
    const pdf = registerPdf(headOf('outgoing', 't11'), book(), 5000);
    for await (const chunk of pdf as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      waiting = Math.max(waiting, pdf.readableLength);
    }
    expect(bytes).toBeGreaterThan(100_000);
    expect(waiting).toBeLessThan(3 * 1024 * 1024);
  });
});
