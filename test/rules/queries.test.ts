import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { withQueries } from '../../src/dispatches/queries/queries.rules.js';
import { queryOf } from '../../src/dispatches/queries/query.rules.js';
import { en } from '../../src/dispatches/queries/words.en.js';
import { vi } from '../../src/dispatches/queries/words.vi.js';
import { queryReason, readingJson } from '../../src/dispatches/query-words.js';
import { storedText } from '../../src/dispatches/reading/clean-text.rules.js';
import { QUERY_CODES } from '../../src/dispatches/reading/dispatch.rules.js';
import { readDispatch } from '../../src/dispatches/reading/read-dispatch.rules.js';
import { toDispatch } from '../../src/dispatches/reading/reading.rules.js';

interface Paper {
  heading: string;
  number: string;
  stamp: string;
  title: string;
  to: string;
  body: string;
  signature: string;
}

const paper = (of: Partial<Paper> = {}): string => {
  const { heading, number, stamp, title, to, body, signature } = {
    heading: 'UBND TỈNH KIÊN HẢI\nSỞ XÂY DỰNG',
    number: 'Số: 415/SXD-QLN',
    stamp: '',
    title: 'V/v rà soát nhà ở cũ',
    to: 'Kính gửi: Ủy ban nhân dân các huyện.',
    body: 'Sở Xây dựng đề nghị các huyện rà soát nhà ở cũ.',
    signature: 'KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC',
    ...of,
  };
  return `${heading}

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

${stamp}
${number}
Kiên Hải, ngày 03 tháng 4 năm 2024
${title}

${to}

${body}

Nơi nhận:
- Như trên;
- Lưu: VT.

${signature}

Trần Văn Bình
`;
};
const queriesOf = (of: Partial<Paper> = {}) => readDispatch(paper(of)).queries;
const codesOf = (of: Partial<Paper> = {}) => queriesOf(of).map(({ code }) => code);

describe('queries of the text alone', () => {
  it('finds nothing in a paper that is right', () => {
    expect(queriesOf()).toEqual([]);
  });

  it('says where to look and what may be accepted, and changes nothing', () => {
    const text = paper({ title: 'KẾ HOẠCH\nRà soát nhà ở cũ', number: 'Số: 415/QĐ-SXD' });
    const reading = readDispatch(text);
    const [query] = reading.queries;
    expect(query).toMatchObject({ code: 'kind-and-symbol-differ', field: 'symbol', suggestion: 'KH-SXD' });
    expect(query?.spans.map(({ start, end }) => text.slice(start, end))).toEqual(['KẾ HOẠCH', 'Số: 415/QĐ-SXD']);
    expect(reading.symbol).toMatchObject({ value: 'QĐ-SXD', queries: ['kind-and-symbol-differ'] });
  });

  it.each([
    ['a committee under the heading of a department', { number: 'Số: 415/UBND-XD' }, ['symbol-of-another-organ']],
    ['another department', { number: 'Số: 415/SYT-NVY' }, ['symbol-of-another-organ']],
    ['a short form of its own', { number: 'Số: 415/SXD' }, []],
    ['a small letter within', { heading: 'UBND TỈNH KIÊN HẢI\nSỞ NGOẠI VỤ', number: 'Số: 4/SNgV-VP' }, []],
    [
      'a department under the heading of a committee',
      { heading: 'ỦY BAN NHÂN DÂN\nTỈNH KIÊN HẢI', number: 'Số: 4/SXD-VP', signature: 'CHỦ TỊCH' },
      ['symbol-of-another-organ'],
    ],
    ['a number of nought', { number: 'Số: 00/SXD-QLN' }, ['number-zero']],
    ['letters for digits', { number: 'Số: 4l5/SXD-QLN' }, ['digits-put-right']],
    ['no subject', { title: '' }, ['subject-missing']],
    ['two stamps', { stamp: 'KHẨN\nHỎA TỐC' }, ['two-urgencies']],
  ] satisfies [string, Partial<Paper>, string[]][])('letterhead: %s', (_, of, codes) => {
    expect(codesOf(of)).toEqual(codes);
  });

  it.each([
    ['TM. SỞ XÂY DỰNG\nGIÁM ĐỐC', ['signer-no-collective'], null],
    ['KT. GIÁM ĐỐC\nGIÁM ĐỐC', ['signer-not-deputy'], null],
    ['KT. GIÁM ĐỐC\nCHÁNH VĂN PHÒNG', ['signer-not-deputy'], null],
    ['PHÓ GIÁM ĐỐC', ['signer-deputy-alone'], 'KT.'],
    ['TL. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC', ['signer-by-own-order'], 'KT.'],
    ['TL. GIÁM ĐỐC\nCHÁNH VĂN PHÒNG', [], null],
    ['TUQ. GIÁM ĐỐC\nTRƯỞNG PHÒNG QUẢN LÝ NHÀ', [], null],
    ['TRƯỞNG PHÒNG', ['signer-other-office'], null],
    ['Q. GIÁM ĐỐC', [], null],
  ])('signed %j', (signature, codes, suggestion) => {
    const queries = queriesOf({ signature });
    expect(queries.map(({ code }) => code)).toEqual(codes);
    expect(queries[0]?.suggestion ?? null).toBe(suggestion);
  });

  it('lets a collective be signed for by its head and by his deputy', () => {
    const heading = 'ỦY BAN NHÂN DÂN\nTỈNH KIÊN HẢI';
    const number = 'Số: 4/UBND-XD';
    for (const signature of ['TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH', 'TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH'])
      expect(codesOf({ heading, number, signature })).toEqual([]);
  });

  it('compares dates of tasks, reports, windows and citations', () => {
    const body = `Thực hiện Kế hoạch số 12/KH-UBND ngày 02/02/2024 của UBND tỉnh, Sở Xây dựng đề nghị:

1. Các huyện rà soát trước ngày 01/3/2024.

2. Các huyện báo cáo kết quả về Sở Xây dựng trước ngày 10/5/2024, số liệu tính từ ngày 01/01/2024 đến ngày 15/5/2024.

4. Tiếp tục thực hiện Kế hoạch số 12/KH-UBND ngày 20/02/2024 của UBND tỉnh; lập danh sách đến ngày 31/4/2024.`;
    expect(queriesOf({ body }).map(({ code, field }) => `${code} ${field}`)).toEqual([
      'task-due-before-issue tasks.0.deadline',
      'window-after-due reports.0.windowEnd',
      'date-impossible tasks.2',
      'label-skipped tasks.2',
      'citation-dates-differ bases.0',
    ]);
  });

  it('says of deadlines and citations too that letters were read as digits', () => {
    const body =
      'Thực hiện Kế hoạch số l2/KH-UBND ngày 02/02/2024 của UBND tỉnh, các huyện báo cáo Sở Xây dựng trước ngày l0/5/2024.';
    expect(queriesOf({ body }).map(({ code, field, values }) => [code, field, values['value']])).toEqual([
      ['digits-put-right', 'bases.0', '12/KH-UBND'],
      ['digits-put-right', 'reports.0.due', '2024-05-10'],
    ]);
  });

  it('lets those who took part sign minutes', () => {
    const of = { title: 'BIÊN BẢN\nLàm việc về nhà ở cũ', number: 'Số: 5/BB-SXD', signature: 'PHÓ GIÁM ĐỐC' };
    expect(codesOf(of)).toEqual([]);
  });

  it('takes papers of two organs under one number for two', () => {
    const body = `Thực hiện Kế hoạch số 12/KH-UBND ngày 02/02/2024 của UBND tỉnh Kiên Hải, Sở Xây dựng đề nghị các huyện thực hiện.

Sở cũng dẫn Kế hoạch số 12/KH-UBND ngày 20/02/2024 của UBND huyện Đảo Xa.`;
    expect(codesOf({ body })).toEqual([]);
  });

  it('finds figures that begin after they end, and a paragraph that stands there twice', () => {
    const again = 'Sở Xây dựng đề nghị các huyện quan tâm chỉ đạo, tổ chức thực hiện nghiêm túc các nội dung nêu trên.';
    const body = `Các huyện báo cáo kết quả về Sở Xây dựng trước ngày 10/7/2024, số liệu tính từ ngày 01/6/2024 đến ngày 15/5/2024.

${again}

${again}`;
    expect(codesOf({ body })).toEqual(['window-reversed', 'paragraph-twice']);
  });
});

describe('queries beside the values they doubt', () => {
  it('fills the codes of each value from the list, also of what stands within another value', () => {
    const text = paper({ body: 'Các huyện báo cáo kết quả về Sở Xây dựng trước ngày 10/5/2024.' });
    const reading = withQueries(readDispatch(text), [
      queryOf('report-to-itself', 'reports.0.to'),
      queryOf('due-not-working-day', 'reports.0.due'),
      queryOf('paragraph-twice', ''),
    ]);
    expect(reading.reports[0]).toMatchObject({
      queries: ['report-to-itself'],
      due: { queries: ['due-not-working-day'] },
    });
    expect(withQueries(reading, []).reports[0]?.queries).toEqual(['report-to-itself']);
  });

  it('marks both halves of an incomplete date', () => {
    const reading = readDispatch(paper().replace('ngày 03 tháng', 'ngày      tháng'));
    expect([reading.date.queries, reading.datePartial.queries]).toEqual([['date-incomplete'], ['date-incomplete']]);
  });

  it('leaves to the contract what is the contract’s', () => {
    const reading = readDispatch(paper({ number: 'Số:      /SYT-NVY', signature: 'TRƯỞNG PHÒNG' }));
    expect(reading.queries.map(({ code }) => code)).toEqual([
      'number-missing',
      'symbol-of-another-organ',
      'signer-other-office',
    ]);
    expect(toDispatch(reading).warnings).toEqual(['number-missing']);
  });
});

describe('words of queries', () => {
  it.each([
    ['vi', vi],
    ['en', en],
  ] as const)('has every code and no other in %s', (_, words) => {
    expect(Object.keys(words.reasons).toSorted()).toEqual([...QUERY_CODES].toSorted());
  });

  it('fills them in the language of the reader', () => {
    const query = { code: 'due-not-working-day', values: { date: '2024-04-06', day: 'saturday' } } as const;
    expect(queryReason(query, 'vi')).toBe('Hạn 06/4/2024 rơi vào thứ Bảy.');
    expect(queryReason(query, 'en')).toBe('The deadline 6 Apr 2024 falls on a Saturday.');
  });

  it('adds reasons and suggestions to a reading', () => {
    const [query] = readingJson(readDispatch(paper({ signature: 'PHÓ GIÁM ĐỐC' })), 'vi').queries;
    expect(query).toMatchObject({
      reason: 'PHÓ GIÁM ĐỐC ký mà không ghi KT.: cấp phó ký thay cấp trưởng (Nghị định 30/2020/NĐ-CP, Điều 13).',
      suggestionWords: 'Đổi thành KT.',
    });
  });
});

const DEV = path.join(import.meta.dirname, '..', 'corpus', 'dev');
const OFTEN_RIGHT = new Set<string>([
  'signer-not-deputy',
  'signer-no-collective',
  'signer-other-office',
  'symbol-of-another-organ',
  'kind-and-symbol-differ',
  'citation-dates-differ',
  'paragraph-twice',
  'label-skipped',
]);

it('fills every word of its reasons, and points into the text', () => {
  const texts = fs
    .readdirSync(DEV)
    .filter((name) => name.endsWith('.txt'))
    .map((name) => storedText(fs.readFileSync(path.join(DEV, name), 'utf8')));
  // a paper whose signature and number are those of another has much to doubt
  const mixed = texts.map((text, i) => `${text.slice(0, text.length / 2)}\n${texts.at(i - 1)?.slice(-900)}`);
  for (const text of [...texts, ...mixed])
    for (const { reason, spans } of readingJson(readDispatch(text), 'vi').queries) {
      expect(reason).not.toMatch(/\{|\bundefined\b| … |^…/);
      for (const { start, end } of spans) expect(start < end && end <= text.length).toBe(true);
    }
});

it('doubts nothing absurd in ordinary papers', () => {
  const doubts = fs
    .readdirSync(DEV)
    .filter((name) => name.endsWith('.txt'))
    .flatMap((name) => readDispatch(fs.readFileSync(path.join(DEV, name), 'utf8')).queries)
    .filter(({ code }) => OFTEN_RIGHT.has(code));
  expect(doubts).toEqual([]);
});
