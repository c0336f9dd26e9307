import fs from 'node:fs';
import path from 'node:path';
import xlsx from '@e965/xlsx';
import { describe, expect, it } from '@jest/globals';
import { openFile, type OpenedFile } from '../../src/files/index.js';
import { readHere } from '../../src/dispatches/read-here.js';
import { readDispatch } from '../../src/dispatches/reading/read-dispatch.rules.js';
import { toDispatch } from '../../src/dispatches/reading/reading.rules.js';
import { paperDocx } from '../support/paper-docx.js';
import { LAID_OUT, modelOf, textOfPaper } from '../support/paper-model.js';
import { paperPdf, pdfOf } from '../support/paper-pdf.js';
import { mailOf, zipOf } from '../support/zip-of.js';

const dispatchOf = (text: string) => toDispatch(readDispatch(text));
const open = (name: string, bytes: Uint8Array): Promise<OpenedFile> => openFile({ name, bytes });
const codes = async (name: string, bytes: Uint8Array): Promise<string[]> =>
  (await open(name, bytes)).refused.map(({ code }) => code);

const NAME = '14-ubnd-huyen-de-an-06';
const TEXT = textOfPaper(NAME);
const PAPER = modelOf(TEXT);

describe('a PDF', () => {
  it.each(LAID_OUT.filter((name) => name !== NAME))('reads as the text of %s does', async (name) => {
    const text = textOfPaper(name);
    const { papers } = await open('a.pdf', await paperPdf(modelOf(text)));
    expect(papers[0]?.format).toBe('pdf');
    expect(dispatchOf(papers[0]!.text)).toEqual(dispatchOf(text));
  });

  it('that a program set in two fonts, with a table and a stamp on every page, reads as its text', async () => {
    const bytes = fs.readFileSync(path.join(import.meta.dirname, '..', 'fixtures', 'de-an-06.pdf'));
    const { papers } = await open('a.pdf', bytes);
    expect(dispatchOf(papers[0]!.text)).toEqual({ ...dispatchOf(TEXT), urgency: 'HỎA TỐC' });
  });

  it('is a scan where it has no text, or only what a signing program printed on it', async () => {
    const picture = await pdfOf((pdf) => pdf.rect(50, 50, 400, 600).fill('#ddd'));
    const stamped = await pdfOf((pdf) => {
      pdf.rect(50, 50, 400, 600).fill('#ddd');
      pdf.fill('#000').text('Người ký: Sở Thông tin và Truyền thông\nThời gian ký: 26.03.2024 16:10:11 +07:00');
    });
    expect(await codes('quet.pdf', picture)).toEqual(['scan']);
    expect(await codes('quet.pdf', stamped)).toEqual(['scan']);
  });

  it('is refused where it has a password, and opened where only changing it has one', async () => {
    expect(await codes('a.pdf', await paperPdf(PAPER, { userPassword: 'x', pdfVersion: '1.7' }))).toEqual([
      'encrypted',
    ]);
    expect(await codes('a.pdf', await paperPdf(PAPER, { ownerPassword: 'x', pdfVersion: '1.7' }))).toEqual([]);
  });

  it('is a secret where its properties or a line on every page say so', async () => {
    const secret = { papers: [], refused: [{ origin: null, code: 'secret' }] };
    const bytes = await paperPdf(PAPER, { info: { Subject: 'TỐI MẬT' } });
    expect(await readHere({ name: 'a.pdf', bytes })).toEqual(secret);
    const marked = await pdfOf((pdf) => {
      for (let page = 1; page <= 4; page++) {
        if (page > 1) pdf.addPage();
        pdf.text('MẬT', 480, 20, { lineBreak: false }).text(PAPER.body.slice(0, 3).join('\n'), 70, 70);
      }
    });
    expect(await readHere({ name: 'a.pdf', bytes: marked })).toEqual(secret);
  });

  it('loses page numbers and what every page repeats but once', async () => {
    const bytes = await pdfOf((pdf) => {
      for (let page = 1; page <= 4; page++) {
        if (page > 1) pdf.addPage();
        pdf.text(`Trang ${String(page)}/4`, 70, 20, { lineBreak: false });
        pdf.text('Chương trình chuyển đổi số của tỉnh', 200, 20, { lineBreak: false });
        pdf.text(`Nội dung của trang thứ ${String(page)} trong chương trình này`, 70, 90);
      }
    });
    const { papers } = await open('a.pdf', bytes);
    expect(papers[0]!.text.match(/Chương trình chuyển đổi số/gu)).toHaveLength(1);
    expect(papers[0]!.text.match(/Nội dung của trang thứ/gu)).toHaveLength(4);
  });
});

describe('a workbook', () => {
  const book = (bookType: 'xlsx' | 'biff8', change?: (book: xlsx.WorkBook) => void): Uint8Array => {
    const rows: unknown[][] = [
      ['ỦY BAN NHÂN DÂN HUYỆN THẠCH THẤT'],
      ['BẢNG PHÂN CÔNG NHIỆM VỤ'],
      [],
      ['TT', 'Nội dung công việc', 'Cơ quan chủ trì', 'Thời hạn'],
      [1, 'Làm sạch dữ liệu hộ tịch', 'Phòng Tư pháp', new Date(Date.UTC(2024, 2, 15))],
      [2, 'Đồng bộ mã thẻ', '', '20/3/2024'],
      [3, 'Cấp tài khoản', 'Công an huyện', 'Thường xuyên'],
    ];
    const sheet = xlsx.utils.aoa_to_sheet(rows, { UTC: true, dateNF: 'dd/mm/yyyy' });
    sheet['!merges'] = [{ s: { r: 4, c: 2 }, e: { r: 5, c: 2 } }];
    const made = xlsx.utils.book_new();
    xlsx.utils.book_append_sheet(made, sheet, 'Bảng');
    xlsx.utils.book_append_sheet(made, xlsx.utils.aoa_to_sheet([['ẩn đi']]), 'Ẩn');
    made.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] };
    change?.(made);
    return xlsx.write(made, { type: 'buffer', bookType }) as Uint8Array;
  };

  it.each(['xlsx', 'biff8'] as const)('is its heading and its rows (%s)', async (type) => {
    const { papers } = await open('bang.xlsx', book(type));
    expect(papers[0]?.text.split('\n')).toEqual([
      'ỦY BAN NHÂN DÂN HUYỆN THẠCH THẤT',
      'BẢNG PHÂN CÔNG NHIỆM VỤ',
      '',
      '| TT | Nội dung công việc | Cơ quan chủ trì | Thời hạn |',
      '| 1 | Làm sạch dữ liệu hộ tịch | Phòng Tư pháp | 15/03/2024 |',
      '| 2 | Đồng bộ mã thẻ | Phòng Tư pháp | 20/3/2024 |',
      '| 3 | Cấp tài khoản | Công an huyện | Thường xuyên |',
    ]);
    expect(papers[0]?.format).toBe(type === 'xlsx' ? 'xlsx' : 'xls');
  });

  it('reads as the paper does whose table it is', async () => {
    const lines = [...PAPER.left, ...PAPER.right, '', ...PAPER.body.flatMap((b) => (typeof b === 'string' ? [b] : []))];
    const table = PAPER.body.find((block) => typeof block !== 'string')!;
    const rows = [
      ...lines.map((line) => [line]),
      ...table,
      [],
      ...PAPER.copies.map((l) => [l]),
      ...PAPER.signature.map((l) => [l]),
    ];
    const made = xlsx.utils.book_new();
    xlsx.utils.book_append_sheet(made, xlsx.utils.aoa_to_sheet(rows));
    const { papers } = await open('bang.xlsx', xlsx.write(made, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array);
    expect(dispatchOf(papers[0]!.text).tasks).toEqual(dispatchOf(TEXT).tasks);
    expect(dispatchOf(papers[0]!.text).number).toBe(388);
  });

  it('is a secret where a hidden sheet or a property says so', async () => {
    const secret = { papers: [], refused: [{ origin: null, code: 'secret' }] };
    const bytes = book('xlsx', (made) => {
      made.Sheets['Ẩn']!['A1'] = { t: 's', v: 'TUYỆT MẬT' };
    });
    expect(await readHere({ name: 'a.xlsx', bytes })).toEqual(secret);
    expect(
      await readHere({ name: 'a.xlsx', bytes: book('xlsx', (made) => (made.Props = { Keywords: 'Mật' })) }),
    ).toEqual(secret);
  });
});

describe('a mail', () => {
  const note = 'Kính gửi các đồng chí, văn thư gửi văn bản đính kèm. Trân trọng.';

  it('is what is attached to it; its own text only where it is a paper', async () => {
    const bytes = mailOf({ text: note, attached: { 'công văn.docx': await paperDocx(PAPER) } });
    const { papers, refused } = await readHere({ name: 'thu.eml', bytes });
    expect([papers.map(({ origin }) => origin), refused]).toEqual([['thu.eml/công văn.docx'], []]);
    expect(toDispatch(papers[0]!.reading)).toEqual(dispatchOf(TEXT));
    const own = await readHere({ name: 'thu.eml', bytes: mailOf({ text: TEXT, attached: {} }) });
    expect(toDispatch(own.papers[0]!.reading)).toEqual(dispatchOf(TEXT));
    const alone = await readHere({ name: 'thu.eml', bytes: mailOf({ text: note, attached: {} }) });
    expect(alone.papers.map(({ origin }) => origin)).toEqual(['thu.eml']);
  });

  it('in HTML is what is shown of it, also where its markup never ends', async () => {
    const textOf = async (html: string): Promise<string | undefined> => {
      const head = 'Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n';
      return (await open('m.eml', Buffer.from(head + html))).papers[0]?.text.trim();
    };
    expect(await textOf('<STYLE>p {}</STYLE><p>Số 12</p><script>x()</script><p>Kính gửi</p>')).toBe('Số 12\nKính gửi');
    expect(await textOf(`${'<style '.repeat(20_000)}</style><p>Số 12</p>`)).toBe('Số 12');
    expect(await textOf(`<p>Số 12</p>${'<script>'.repeat(20_000)}`)).toBe('Số 12');
  });

  it('within a mail and an archive is opened too', async () => {
    const inner = mailOf({ text: note, attached: { 'a.txt': Buffer.from(TEXT) } });
    const bytes = await zipOf({ 'hộp thư/chuyển tiếp.eml': mailOf({ text: note, attached: { 'goc.eml': inner } }) });
    const { papers } = await readHere({ name: 'z.zip', bytes });
    expect(papers.map(({ origin }) => origin)).toEqual(['z.zip/hộp thư/chuyển tiếp.eml/goc.eml/a.txt']);
  });

  it('that brings a secret tells nothing of it, not even what it is about', async () => {
    const bytes = mailOf({
      text: 'Gửi công văn mật.',
      attached: { 'bi-mat-x.txt': Buffer.from(`BỘ CÔNG AN\nMẬT\nSố: 12/BCA\n${TEXT}`), 'b.txt': Buffer.from(TEXT) },
    });
    const { papers, refused } = await readHere({ name: 'thu.eml', bytes });
    expect(papers.map(({ origin }) => origin)).toEqual(['thu.eml/b.txt']);
    expect(refused).toEqual([{ origin: null, code: 'secret' }]);
  });
});

describe('an archive', () => {
  it('is each of its files, what cannot be read aside', async () => {
    const bytes = await zipOf({
      'một/a.txt': TEXT,
      'b.docx': await paperDocx(PAPER),
      'c.zip': await zipOf({ 'd.txt': TEXT }),
      'anh.png': Buffer.from('\x89PNG\r\n', 'latin1'),
      'rong.txt': '',
      '__MACOSX/._a.txt': 'x',
    });
    const { papers, refused } = await open('z.zip', bytes);
    expect(papers.map(({ origin }) => origin)).toEqual(['z.zip/một/a.txt', 'z.zip/b.docx', 'z.zip/c.zip/d.txt']);
    expect(refused).toMatchObject([
      { origin: 'z.zip/anh.png', code: 'unsupported' },
      { origin: 'z.zip/rong.txt', code: 'empty' },
    ]);
  });

  it('has names of every age, and none that leads out of it', async () => {
    // yazl refuses such names: they are put in place of others of their length
    const bytes = Buffer.from(await zipOf({ 'aa/aa/a.txt': TEXT, 'bbbbbbb.txt': TEXT, 'ccc.txt': TEXT }));
    const renamed = (from: string, to: Buffer): void => {
      for (let at = bytes.indexOf(from); at >= 0; at = bytes.indexOf(from, at + 1)) to.copy(bytes, at);
    };
    renamed('aa/aa/a.txt', Buffer.from('../../a.txt'));
    renamed('bbbbbbb.txt', Buffer.from([0x73, 0xf4, 0xec, 0x20, 0x31, 0x32, 0x33])); // in Windows-1258
    renamed('ccc.txt', Buffer.from([0x82, 0x8a, 0x97])); // in the code page of DOS
    const { papers } = await open('z.zip', bytes);
    expect(papers.map(({ origin }) => origin)).toEqual(['z.zip/a.txt', 'z.zip/số 123.txt', 'z.zip/éèù.txt']);
  });

  it('is refused where it has a password', async () => {
    const bytes = Buffer.from(await zipOf({ 'a.txt': TEXT }));
    bytes[6] = bytes[6]! | 1;
    const central = bytes.indexOf(Buffer.from('PK\x01\x02', 'latin1'));
    bytes[central + 8] = bytes[central + 8]! | 1;
    expect(await codes('z.zip', bytes)).toEqual(['encrypted']);
  });
});

describe('a file by its content', () => {
  it('is read as what it is, whatever its name', async () => {
    const [docx, pdf] = await Promise.all([paperDocx(PAPER), paperPdf(PAPER)]);
    expect((await open('a.doc', docx)).papers[0]?.format).toBe('docx');
    expect((await open('a.docx', pdf)).papers[0]?.format).toBe('pdf');
    expect((await open('a.docx', Buffer.from(TEXT))).papers[0]?.format).toBe('txt');
  });

  it.each([
    ['a.docx', 'MZ\x90\0\x03\0\0\0\x04\0', 'disguised'],
    ['a.pdf', '\x89PNG\r\n\x1a\n\0\0\0', 'disguised'],
    ['a.png', '\x89PNG\r\n\x1a\n\0\0\0', 'unsupported'],
    ['a.rar', 'Rar!\x1a\x07\0', 'unsupported'],
    ['a.docx', '\x01\x02\x03\0\xff\xfe\xfd', 'broken'],
    ['a.txt', '\x01\x02\x03\0\xff\xfe\xfd', 'binary'],
    ['a.pdf', '%PDF-1.7\n%%EOF', 'broken'],
    ['a.zip', 'PK\x03\x04 nothing', 'broken'],
    ['a.doc', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 nothing', 'broken'],
    ['a.txt', '', 'empty'],
  ])('is refused: %s of %j is %s', async (name, content, code) => {
    expect(await codes(name, Buffer.from(content, 'latin1'))).toEqual([code]);
  });
});
