import { describe, expect, it } from '@jest/globals';
import { openFile } from '../../src/files/index.js';
import { deepDocx, laughingDocx, longSheet, nestedZip, overlappingZip, recursivePdf } from '../support/file-bombs.js';
import { docxOf, mailOf, zipOf } from '../support/zip-of.js';

const MB = 1024 * 1024;
async function codesOf(name: string, bytes: Uint8Array): Promise<string[]> {
  const { papers, refused } = await openFile({ name, bytes });
  expect(papers).toEqual([]);
  return [...new Set(refused.map(({ code }) => code))];
}

describe('a file that is made to do harm', () => {
  it('is no bigger unfolded than it may be: one file, many that overlap, archives in archives', async () => {
    expect(await codesOf('z.zip', await zipOf({ 'a.txt': Buffer.alloc(101 * MB) }))).toEqual(['bomb']);
    expect(await codesOf('z.zip', overlappingZip(5000, 8 * MB))).toContain('bomb');
    expect(await codesOf('z.zip', await nestedZip(2, 16, Buffer.alloc(10 * MB)))).toEqual(['bomb']);
  });

  it('gives no more than may be held in memory, however little each of its papers is', async () => {
    const paper = Buffer.from('Kính gửi các sở\n'.repeat(11_000));
    const noise = Buffer.from(Array.from({ length: 500_000 }, (_, i) => Math.imul(i, i * 7919) >>> 5));
    const files = Object.fromEntries(Array.from({ length: 180 }, (_, i) => [`${String(i)}.txt`, paper]));
    const { papers, refused } = await openFile({ name: 'z.zip', bytes: await zipOf({ 'a.bin': noise, ...files }) });
    expect(papers.length).toBeGreaterThan(50);
    expect(papers.reduce((sum, { bytes, text }) => sum + bytes.length + 2 * text.length, 0)).toBeLessThan(65 * MB);
    expect(refused.map(({ code }) => code)).toContain('bomb');
  });

  it('holds no more files and no more archives within each other than it may', async () => {
    const many = Object.fromEntries(Array.from({ length: 201 }, (_, i) => [`${String(i)}.txt`, '']));
    expect(await codesOf('z.zip', await zipOf(many))).toEqual(['empty', 'too-many']);
    expect(await codesOf('z.zip', await nestedZip(3, 1, Buffer.from('x')))).toEqual(['too-many']);
    const parts = Object.fromEntries(Array.from({ length: 5001 }, (_, i) => [`word/${String(i)}.xml`, '<a/>']));
    expect(await codesOf('a.docx', await docxOf('', parts))).toEqual(['too-many']);
    let mail = mailOf({ text: '', attached: { 'a.txt': Buffer.alloc(0) } });
    for (let i = 0; i < 4; i++) mail = mailOf({ text: '', attached: { 'a.eml': mail } });
    expect(await codesOf('a.eml', mail)).toEqual(['too-many']);
  });

  it('does not unfold within its XML', async () => {
    expect(await codesOf('a.docx', await laughingDocx())).toEqual(['bomb']);
    expect(await codesOf('a.docx', await deepDocx(1_000_000))).toEqual(['bomb']);
  });

  it('has no more rows, and no more text, than a paper has', async () => {
    expect(await codesOf('a.xlsx', await longSheet(1_000_000))).toEqual(['too-large']);
    const long = await docxOf(
      Array.from(
        { length: 40_000 },
        (_, i) => `<w:p><w:r><w:t>dòng ${String((i * 7919) % 30_011)}</w:t></w:r></w:p>`,
      ).join(''),
    );
    expect(await codesOf('a.docx', long)).toEqual(['too-large']);
    expect(await codesOf('a.txt', Buffer.alloc(21 * MB, 'a'))).toEqual(['too-large']);
  });

  it('does not go round in circles', async () => {
    expect(['broken', 'scan']).toContain((await codesOf('a.pdf', recursivePdf()))[0]);
    const cyclic = await docxOf('<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>chữ</w:t></w:r></w:p>', {
      'word/styles.xml':
        '<w:styles><w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>',
    });
    expect((await openFile({ name: 'a.docx', bytes: cyclic })).papers[0]?.text).toBe('chữ');
  });
});
