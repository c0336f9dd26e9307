import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { openFile, type OpenedPaper } from '../../src/files/index.js';
import { readHere } from '../../src/dispatches/read-here.js';
import { readDispatch } from '../../src/dispatches/reading/read-dispatch.rules.js';
import { toDispatch } from '../../src/dispatches/reading/reading.rules.js';
import { toTcvn3, toVniLatin } from '../support/legacy-encodings.js';
import { paperDocx } from '../support/paper-docx.js';
import { LAID_OUT, modelOf, textOfPaper } from '../support/paper-model.js';
import { docxOf } from '../support/zip-of.js';

const FIXTURES = path.join(import.meta.dirname, '..', 'fixtures');
const dispatchOf = (text: string) => toDispatch(readDispatch(text));

async function paperIn(name: string, bytes: Uint8Array): Promise<OpenedPaper> {
  const { papers, refused } = await openFile({ name, bytes });
  expect(refused).toEqual([]);
  expect(papers).toHaveLength(1);
  return papers[0]!;
}
const textIn = async (name: string, bytes: Uint8Array): Promise<string> => (await paperIn(name, bytes)).text;

const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const isShouted = (text: string): boolean => text === text.toUpperCase();
const inAbc = (text: string) =>
  isShouted(text)
    ? { text: latin(toTcvn3(text.toLowerCase())), font: '.VnTimeH' }
    : { text: latin(toTcvn3(text)), font: '.VnTime' };
const inVni = (text: string) => ({ text: toVniLatin(text), font: 'VNI-Times' });

describe.each(LAID_OUT)('a Word document of %s', (name) => {
  const text = textOfPaper(name);
  const paper = modelOf(text);

  it('reads as its text does', async () => {
    expect(dispatchOf(await textIn('a.docx', await paperDocx(paper)))).toEqual(dispatchOf(text));
  });

  it('reads so where Word numbers its paragraphs', async () => {
    expect(dispatchOf(await textIn('a.docx', await paperDocx(paper, { numbered: true })))).toEqual(dispatchOf(text));
  });

  it('reads so in the fonts of old', async () => {
    const old = await paperIn('a.docx', await paperDocx(paper, { write: inVni }));
    expect(old.encoding).toEqual({ name: 'vni', alternatives: [] });
    expect(dispatchOf(old.text)).toEqual(dispatchOf(text));
    const older = await paperIn('a.docx', await paperDocx(paper, { write: inAbc }));
    expect(older.encoding).toEqual({ name: 'tcvn3', alternatives: [] });
    // toned capitals amid small letters are not there to be drawn
    expect(older.text.toLowerCase()).toBe((await textIn('a.docx', await paperDocx(paper))).toLowerCase());
  });
});

it('a Word document of 1997 reads as its text does', async () => {
  const text = textOfPaper('14-ubnd-huyen-de-an-06');
  const bytes = fs.readFileSync(path.join(FIXTURES, 'de-an-06.doc'));
  const old = await paperIn('a.doc', bytes);
  expect(old.format).toBe('doc');
  expect(dispatchOf(old.text)).toEqual({ ...dispatchOf(text), urgency: 'HỎA TỐC' });
});

describe('what Word draws', () => {
  const p = (text: string, properties = ''): string =>
    `<w:p>${properties}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;

  it('is in the text: headers, text boxes, footnotes, fields, capitals', async () => {
    const box = (text: string): string =>
      `<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>${p(text)}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>${p(text)}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent>`;
    const body =
      `<w:p><w:r>${box('HỎA TỐC')}<w:rPr><w:caps/></w:rPr><w:t>Sở Y tế</w:t></w:r></w:p>` +
      '<w:p><w:r><w:t>Số</w:t></w:r><w:r><w:noBreakHyphen/></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>' +
      '<w:r><w:instrText> DATE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>12</w:t></w:r>' +
      '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>' +
      '<w:sectPr><w:headerReference w:type="default" r:id="r1"/></w:sectPr>';
    const text = await textIn(
      'a.docx',
      await docxOf(body, {
        'word/_rels/document.xml.rels': '<Relationships><Relationship Id="r1" Target="header1.xml"/></Relationships>',
        'word/header1.xml': `<w:hdr>${p('KHẨN')}<w:p><w:fldSimple w:instr=" PAGE "><w:r><w:t>3</w:t></w:r></w:fldSimple></w:p></w:hdr>`,
        'word/footnotes.xml': `<w:footnotes><w:footnote w:id="2">${p('Ghi chú cuối trang')}</w:footnote></w:footnotes>`,
      }),
    );
    expect(text.split('\n').filter(Boolean)).toEqual(['KHẨN', 'HỎA TỐC', 'SỞ Y TẾ', 'Số-12', 'Ghi chú cuối trang']);
  });

  it('is not what was deleted or hidden', async () => {
    const text = await textIn(
      'a.docx',
      await docxOf(
        '<w:p><w:del><w:r><w:delText>trước ngày 5</w:delText></w:r></w:del><w:ins><w:r><w:t>trước ngày 15</w:t></w:r></w:ins>' +
          '<w:r><w:rPr><w:vanish/></w:rPr><w:t> ẩn</w:t></w:r><w:moveFrom><w:r><w:t> đã chuyển</w:t></w:r></w:moveFrom></w:p>' +
          `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Một câu </w:t></w:r></w:p>${p('đi tiếp.')}`,
      ),
    );
    expect(text).toBe('trước ngày 15\nMột câu đi tiếp.');
  });

  it('are the numbers of its lists, level by level', async () => {
    const level = (at: number, format: string, drawn: string): string =>
      `<w:lvl w:ilvl="${String(at)}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${drawn}"/></w:lvl>`;
    const levels = level(0, 'upperRoman', '%1.') + level(1, 'decimal', '%2.') + level(2, 'lowerLetter', '%3)');
    const item = (at: number, list: string, text: string): string =>
      p(text, `<w:pPr><w:numPr><w:ilvl w:val="${String(at)}"/><w:numId w:val="${list}"/></w:numPr></w:pPr>`);
    const text = await textIn(
      'a.docx',
      await docxOf(
        [
          item(0, '1', 'MỤC ĐÍCH'), item(1, '1', 'Một'), item(2, '1', 'khoản'), item(2, '1', 'khoản'), item(1, '1', 'Hai'),
          item(0, '1', 'YÊU CẦU'), item(1, '1', 'Lại một'), item(0, '2', 'Phạm vi'), item(0, '2', 'Đối tượng'), item(0, '3', 'Làm mới'),
        ].join(''), // prettier-ignore
        {
          'word/numbering.xml':
            `<w:numbering><w:abstractNum w:abstractNumId="7">${levels}</w:abstractNum>` +
            `<w:abstractNum w:abstractNumId="8">${level(0, 'decimal', 'Điều %1.')}</w:abstractNum>` +
            '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>' +
            '<w:num w:numId="3"><w:abstractNumId w:val="8"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>',
        },
      ),
    );
    expect(text.split('\n')).toEqual([
      'I. MỤC ĐÍCH', '1. Một', 'a) khoản', 'b) khoản', '2. Hai', 'II. YÊU CẦU', '1. Lại một', 'Điều 1. Phạm vi',
      'Điều 2. Đối tượng', 'Điều 1. Làm mới',
    ]); // prettier-ignore
  });

  it('is in each row of a table what is merged downwards', async () => {
    const cell = (text: string, merge = ''): string => `<w:tc><w:tcPr>${merge}</w:tcPr>${p(text)}</w:tc>`;
    const row = (...cells: string[]): string => `<w:tr>${cells.join('')}</w:tr>`;
    const text = await textIn(
      'a.docx',
      await docxOf(
        `<w:tbl>${row(cell('TT'), cell('Nhiệm vụ'), cell('Chủ trì'))}${row(cell('1'), cell('Rà | soát'), cell('Sở Y tế', '<w:vMerge w:val="restart"/>'))}${row(cell('2'), cell('Báo cáo'), cell('', '<w:vMerge/>'))}</w:tbl>`,
      ),
    );
    expect(text).toBe('| TT | Nhiệm vụ | Chủ trì |\n| 1 | Rà / soát | Sở Y tế |\n| 2 | Báo cáo | Sở Y tế |');
  });
});

describe('a secret in Word', () => {
  const paper = modelOf(textOfPaper('04-qd-to-kiem-tra-cong-vu'));
  const secret = { papers: [], refused: [{ origin: null, code: 'secret' }] };

  it.each([
    ['its header', { header: 'TỐI MẬT' }],
    ['its title', { title: 'Mật' }],
    ['its header, in an old font', { header: 'MẬT', write: inAbc }],
  ])('is known by %s', async (_, options) => {
    expect(await readHere({ name: 'a.docx', bytes: await paperDocx(paper, options) })).toEqual(secret);
  });

  it('is known by a text box, and by the name of its file', async () => {
    const box = await docxOf(
      '<w:p><w:r><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>TUYỆT MẬT</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></w:r></w:p><w:p><w:r><w:t>Số: 12/BC-CA</w:t></w:r></w:p>',
    );
    expect(await readHere({ name: 'a.docx', bytes: box })).toEqual(secret);
    expect(await readHere({ name: '12 (MẬT).docx', bytes: await paperDocx(paper) })).toEqual(secret);
    expect((await readHere({ name: 'bảo-mật.docx', bytes: await paperDocx(paper) })).papers).toHaveLength(1);
  });
});
