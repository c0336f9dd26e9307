import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Dispatch } from '../../src/dispatches/reading/dispatch.rules.js';
import { readDispatch } from '../../src/dispatches/reading/read-dispatch.rules.js';
import { toDispatch } from '../../src/dispatches/reading/reading.rules.js';
import { NO_PAPERS } from '../support/no-papers.js';

const CORPUS = path.join(import.meta.dirname, '..', 'corpus', 'dev');
const read = (text: string): Dispatch => toDispatch(readDispatch(text));

const BODY = /^[\s*#>|-]*(?:căn cứ|thực hiện|triển khai|thi hành|ngày \d|để |theo |nhằm|I\.|1\.)/iu;
const END = /nơi nhận|^[\s*|]*(?:TM|KT|TL|TUQ)\s?\.\s?\p{Lu}{2}/iu;

interface Paper {
  name: string;
  whole: Dispatch;
  lines: string[];
  /** where the addressees or the text begin, and where the end of the paper does */
  from: number;
  to: number;
}

/** The papers of the corpus that are official and not secret, with the places at which they are cut. */
function papers(): Paper[] {
  return fs
    .readdirSync(CORPUS)
    .filter((file) => file.endsWith('.txt'))
    .map((file) => {
      const text = fs.readFileSync(path.join(CORPUS, file), 'utf8');
      const lines = text.split('\n');
      const to = lines.findIndex((line) => /kính gửi/iu.test(line));
      const from = to >= 0 ? to : lines.findIndex((line, i) => i > 4 && BODY.test(line));
      const end = lines.findIndex((line, i) => i > from && END.test(line));
      return { name: file, whole: read(text), lines, from, to: end < 0 ? lines.length : end };
    })
    .filter(({ whole, from, lines }) => whole.kind !== '' && from > 0 && lines.length > 12);
}

const CORPUS_PAPERS = papers();

/** The papers whose cut text is taken for no official document. */
const lost = (cut: (paper: Paper) => string[]): string[] =>
  CORPUS_PAPERS.filter((paper) => read(cut(paper).join('\n')).kind === '').map(({ name }) => name);

/** The papers in whose cut text these fields are read otherwise than in the whole. */
const changed = (cut: (paper: Paper) => string[], fields: (keyof Dispatch)[]): string[] =>
  CORPUS_PAPERS.filter((paper) => {
    const cutting = read(cut(paper).join('\n'));
    return (
      cutting.kind !== '' &&
      fields.some((field) => JSON.stringify(cutting[field]) !== JSON.stringify(paper.whole[field]))
    );
  }).map(({ name }) => name);

const withoutHeading = ({ lines, from }: Paper): string[] => lines.slice(from);
const withoutEnd = ({ lines, to }: Paper): string[] => lines.slice(0, to);
const withoutEither = ({ lines, from, to }: Paper): string[] => lines.slice(from, to);
const firstPage = ({ lines }: Paper): string[] => lines.slice(0, Math.ceil(lines.length * 0.4));

describe('a paper of which a part is lost', () => {
  it('is still an official document without its heading', () => {
    expect(lost(withoutHeading)).toEqual([]);
  });

  it('is still one without its end, and on its first page alone', () => {
    expect(lost(withoutEnd)).toEqual([]);
    expect(lost(firstPage)).toEqual([]);
  });

  it('is one by its text alone, where that says more than an article would', () => {
    // nothing but a list, or in English
    expect(lost(withoutEither).length).toBeLessThanOrEqual(CORPUS_PAPERS.length / 6);
  });

  it('says the same duties without its heading', () => {
    expect(changed(withoutHeading, ['tasks', 'reports']).length).toBeLessThanOrEqual(3);
    expect(changed(withoutHeading, ['bases']).length).toBeLessThanOrEqual(4);
  });

  it('says the same without its end', () => {
    expect(changed(withoutEnd, ['number', 'symbol', 'date', 'subject', 'bases', 'tasks', 'reports'])).toEqual([]);
  });
});

describe('what is lost is looked for elsewhere', () => {
  const decision = `Căn cứ Luật Tổ chức chính quyền địa phương ngày 16/6/2025;
Căn cứ Nghị định số 45/2020/NĐ-CP ngày 08/4/2020 của Chính phủ;
Theo đề nghị của Trưởng phòng Kinh tế,
QUYẾT ĐỊNH:
Điều 1. Thành lập Tổ công tác gồm 07 thành viên.
Điều 2. Trưởng phòng Kinh tế chịu trách nhiệm thi hành Quyết định này./.
`;

  it('knows a decision by the line over its first article', () => {
    expect(read(decision)).toMatchObject({
      kind: 'QĐ',
      number: null,
      date: null,
      issuer: { name: null, stated: false },
    });
  });

  it.each([
    ['TM. ỦY BAN NHÂN DÂN XÃ ĐẠI LỘC\nCHỦ TỊCH\n\nTrần Thị Mỹ', 'ỦY BAN NHÂN DÂN XÃ ĐẠI LỘC'],
    ['KT. GIÁM ĐỐC SỞ NỘI VỤ\nPHÓ GIÁM ĐỐC\n\nTrần Thị Mỹ', 'SỞ NỘI VỤ'],
    ['KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\n\nTrần Thị Mỹ', null],
  ])('takes the issuer from who signs: %j', (signature, name) => {
    expect(read(`${decision}${signature}\n`).issuer).toEqual({ name, parent: null, stated: false });
  });

  it('takes the issuer from who asks, not from a group or one charged in a list', () => {
    const paper = read(`Kính gửi: Ủy ban nhân dân các xã

Thực hiện Công văn số 31/UBND-NN ngày 12/3/2024 của UBND huyện, Phòng Nông nghiệp đề nghị các xã:
1. Các hợp tác xã tổ chức thu gom rơm rạ.
2. Trạm Khuyến nông hướng dẫn kỹ thuật.
`);
    expect(paper).toMatchObject({ kind: 'CV', date: null, issuer: { name: 'Phòng Nông nghiệp' } });
    expect(paper.addressees).toEqual(['Ủy ban nhân dân các xã']);
  });
});

describe('what is no official document', () => {
  it.each(Object.entries(NO_PAPERS))('is taken for none: %s', (_, text) => {
    expect(read(text)).toMatchObject({ kind: '', number: null, date: null, bases: [], tasks: [], reports: [] });
  });
});
