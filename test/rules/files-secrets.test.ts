import xlsx from '@e965/xlsx';
import { describe, expect, it } from '@jest/globals';
import { readHere } from '../../src/dispatches/read-here.js';
import { isMarkedLine, isMarkedName } from '../../src/dispatches/secrecy-beside.rules.js';
import { modelOf, textOfPaper } from '../support/paper-model.js';
import { pdfOf } from '../support/paper-pdf.js';
import { docxOf, mailOf, zipOf } from '../support/zip-of.js';

const TEXT = textOfPaper('14-ubnd-huyen-de-an-06');
const PAPER = modelOf(TEXT);
const SECRET_TEXT = `BỘ CÔNG AN\nMẬT\nSố: 12/BCA\n${TEXT}`;
const SECRET = { papers: [], refused: [{ origin: null, code: 'secret' }] };
const read = (name: string, bytes: Uint8Array | string) => readHere({ name, bytes: Buffer.from(bytes) });
const paragraphs = (lines: readonly string[]): string =>
  lines.map((line) => `<w:p><w:r><w:t>${line}</w:t></w:r></w:p>`).join('');

describe('a name, a subject or a property', () => {
  it.each([
    ['MẬT'],
    ['[MẬT] Công văn số 12'],
    ['MẬT: công văn số 12'],
    ['Fwd: [TỐI MẬT] văn bản'],
    ['(MẬT) công văn'],
    ['Mật - Công văn 12-BNV'],
    ['TUYỆT MẬT - gửi'],
    ['TỐI MẬT công văn 12'],
    ['Công văn MẬT số 12'],
    ['Công văn mật 12'],
    ['VB MẬT'],
    ['Mật_12-BNV'],
    ['CV-MẬT-12'],
    ['12_MẬT_BNV'],
    ['MẬT 12'],
    ['MẬT công văn 12'],
    ['12-BNV (Mat)'],
    ['toi mat'],
    ['TOI MAT 12'],
    ['tuyet-mat'],
    ['VB_tuyet_mat'],
    ['Độ mật: Mật'],
    ['TỐI MẬT - Danh mục bí mật nhà nước ngành Y tế'],
  ])('is marked: %s', (line) => expect(isMarkedLine(line)).toBe(true));

  it.each([
    ['bảo mật'],
    ['bảo-mật'],
    ['BẢO MẬT'],
    ['Quy_chế_bảo_mật_2026'],
    ['Quy chế bảo vệ bí mật'],
    ['bí mật nhà nước'],
    ['BÍ MẬT NHÀ NƯỚC'],
    ['Danh mục bí mật nhà nước độ Tuyệt mật, Tối mật và Mật'],
    ['mật ong'],
    ['Đề án phát triển mật ong rừng'],
    ['Tập huấn an ninh mật mã'],
    ['UBND xã Yên Mật'],
    ['YÊN MẬT'],
    ['Nguyễn Văn Mật'],
    ['NGUYỄN VĂN MẬT'],
    ['mật độ dân số'],
    ['Mật độ xây dựng'],
    ['kien nghi lien quan toi mat bang'],
    ['toi mat bang'],
    ['Quy định quản lý tài liệu mật của cơ quan'],
    ['Độ mật: Thường'],
    ['MAT 12'],
    ['Gặp mặt cuối năm'],
    ['buổi tối mật độ xe cao'],
  ])('is not marked: %s', (line) => expect(isMarkedLine(line)).toBe(false));

  it('is marked in letters that only look like Latin ones, and behind what is not seen', () => {
    expect(isMarkedName('ＭẬＴ 12.docx')).toBe(true);
    expect(isMarkedName('\u041cẬ\u0422 12.docx')).toBe(true); // Cyrillic М and Т
    expect(isMarkedName('\u039cẬ\u03a4.docx')).toBe(true); // Greek Μ and Τ
    expect(isMarkedName('M\u200bẬT.docx')).toBe(true);
    expect(isMarkedName('MẬT/x.txt')).toBe(true);
    expect(isMarkedName('bảo-mật.docx')).toBe(false);
  });

  it('marks what it is the name or the subject of, and all that a mail brought', async () => {
    expect(await read('VB MẬT.txt', TEXT)).toEqual(SECRET);
    const mail = mailOf({ text: '', subject: '[MẬT] Công văn số 12', attached: { 'a.txt': Buffer.from(TEXT) } });
    expect(await read('m.eml', mail)).toEqual(SECRET);
    const named = mailOf({ text: '', subject: 'Gửi', attached: { 'Mật_12-BNV.txt': Buffer.from(TEXT) } });
    expect(await read('m.eml', named)).toEqual(SECRET);
    const unread = mailOf({ text: '', subject: 'MẬT: 12', attached: { 'ke-hoach-x.png': Buffer.from('\x89PNG') } });
    expect(JSON.stringify(await read('m.eml', unread))).not.toContain('ke-hoach-x');
  });
});

describe('a Word document', () => {
  const withPart = (name: string, part: Uint8Array | string): Promise<Uint8Array> =>
    zipOf({
      '[Content_Types].xml': '<Types/>',
      'word/document.xml': `<w:document><w:body>${paragraphs(TEXT.split('\n'))}</w:body></w:document>`,
      [name]: part,
    });

  it('is a secret where a document in it is one', async () => {
    const secret = await docxOf(paragraphs(SECRET_TEXT.split('\n')));
    const open = await docxOf(paragraphs(TEXT.split('\n')));
    expect(await read('a.docx', await withPart('word/embeddings/x.docx', secret))).toEqual(SECRET);
    expect(await read('a.docx', await withPart('word/embeddings/x.zip', await zipOf({ 'b.docx': secret })))).toEqual(
      SECRET,
    );
    const { papers } = await read('a.docx', await withPart('word/embeddings/x.docx', open));
    expect(papers.map(({ origin }) => origin)).toEqual(['a.docx']);
  });

  it('is a secret where an object of Windows in it wraps one', async () => {
    const wrapped = (stream: string, content: Uint8Array): Buffer => {
      const file = xlsx.CFB.utils.cfb_new();
      xlsx.CFB.utils.cfb_add(file, `/${stream}`, Buffer.from(content));
      return xlsx.CFB.write(file, { type: 'buffer' }) as Buffer;
    };
    const secret = Buffer.from(SECRET_TEXT);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(secret.length);
    const native = Buffer.concat([
      Buffer.from('\0\0\0\0\x02\0x.txt\0C:\\x.txt\0\0\0\x03\0\x04\0\0\0tmp\0', 'latin1'),
      length,
      secret,
    ]);
    const objects = [
      wrapped('Package', await docxOf(paragraphs(SECRET_TEXT.split('\n')))),
      wrapped('\x01Ole10Native', native),
    ];
    for (const object of objects)
      expect(await read('a.docx', await withPart('word/embeddings/oleObject1.bin', object))).toEqual(SECRET);
  });

  it('is a secret where a comment says so', async () => {
    const comments = `<w:comments><w:comment>${paragraphs(['MẬT'])}</w:comment></w:comments>`;
    expect(await read('a.docx', await withPart('word/comments.xml', comments))).toEqual(SECRET);
  });
});

describe('a PDF', () => {
  const pdf = (draw: (pdf: PDFKit.PDFDocument) => void): Promise<Uint8Array> =>
    pdfOf((made) => {
      made.text([...PAPER.left, ...PAPER.right, ...PAPER.body.slice(0, 4)].join('\n'));
      draw(made);
    });

  it('is a secret where a note or a stamp on it says so', async () => {
    const note = await pdf((made) => made.note(300, 20, 80, 30, 'MẬT'));
    expect(await read('a.pdf', note)).toEqual(SECRET);
    const stamp = await pdf((made) => {
      const font = made.ref({ Type: 'Font', Subtype: 'Type1', BaseFont: 'Helvetica' });
      font.end(null);
      const drawn = made.ref({
        Type: 'XObject',
        Subtype: 'Form',
        BBox: [0, 0, 90, 30],
        Resources: { Font: { F1: font } },
      });
      drawn.end('BT /F1 12 Tf 2 8 Td (TOI MAT) Tj ET');
      made.annotate(300, 20, 90, 30, { Subtype: 'Stamp', F: 4, AP: { N: drawn } } as object);
    });
    expect(await read('a.pdf', stamp)).toEqual(SECRET);
    const remark = await pdf((made) => made.note(300, 20, 80, 30, 'Đề nghị bảo mật thông tin'));
    expect((await read('a.pdf', remark)).papers).toHaveLength(1);
  });

  it('is a secret where a file attached to it is one', async () => {
    const attached = (content: string, name = 'x.txt') => pdf((made) => made.file(Buffer.from(content), { name }));
    expect(await read('a.pdf', await attached(SECRET_TEXT))).toEqual(SECRET);
    expect(await read('a.pdf', await attached(TEXT, 'MẬT 12.txt'))).toEqual(SECRET);
    const pinned = await pdf((made) =>
      (made as unknown as { fileAnnotation(...at: unknown[]): void }).fileAnnotation(300, 20, 20, 20, {
        src: Buffer.from(SECRET_TEXT),
        name: 'x.txt',
      }),
    );
    expect(await read('a.pdf', pinned)).toEqual(SECRET);
    expect((await read('a.pdf', await attached(TEXT))).papers.map(({ origin }) => origin)).toEqual(['a.pdf']);
  });
});
