import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { storedText } from '../../src/dispatches/reading/clean-text.rules.js';
import { dispatchSchema, type Dispatch } from '../../src/dispatches/reading/dispatch.rules.js';
import { readDispatch } from '../../src/dispatches/reading/read-dispatch.rules.js';
import { toDispatch } from '../../src/dispatches/reading/reading.rules.js';
import { damaged } from '../support/damage.js';

/** How long the grammar is tried for: a minute in CI, ten before a release. */
const SECONDS = Number(process.env['FUZZ_SECONDS'] ?? 5);
const DEV = path.join(import.meta.dirname, '..', 'corpus', 'dev');
const papers = fs
  .readdirSync(DEV)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => fs.readFileSync(path.join(DEV, name), 'utf8'));
const lines = [...new Set(papers.flatMap((text) => text.split('\n')))].filter((line) => line.trim() !== '');
const blocks = [...new Set(papers.flatMap((text) => text.split(/\n{2,}/)))].filter((block) => block.trim() !== '');

const from = (...texts: string[]) => fc.constantFrom(...texts);
const body = from(
  'UBND TỈNH KIÊN HẢI',
  'SỞ XÂY DỰNG',
  'Phòng Nội vụ',
  'HUYỆN ỦY TAM HÀ',
  'các sở, ban, ngành',
  'Bộ Y tế',
);
const day = fc
  .tuple(fc.nat(40), fc.nat(14), fc.nat(2030))
  .chain(([d, m, y]) =>
    from(`ngày ${d} tháng ${m} năm ${y}`, `${d}/${m}/${y}`, `ngày    tháng ${m} năm ${y}`, `ngày ${d}`),
  );
const code = fc
  .tuple(fc.nat(99_999), from('KH-UBND', 'QĐ-TTg', 'CV/HU', 'SXD-QLN', 'NQ', 'BGDĐT-GDTrH'))
  .map(([number, symbol]) => `${number}/${symbol}`);
const part = fc.oneof(
  fc.tuple(from('Số: ', 'Số ', 'Số:      /', ''), code).map(([number, of]) => number + of),
  fc.tuple(from('Kiên Hải, ', 'Hà Nội, hồi 17 giờ, ', ''), day).map(([place, on]) => place + on),
  from(
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Độc lập - Tự do - Hạnh phúc',
    'ĐẢNG CỘNG SẢN VIỆT NAM',
    '-----',
    'HỎA TỐC',
  ),
  from('QUYẾT ĐỊNH', 'KẾ HOẠCH', 'CÔNG ĐIỆN', 'BÁO CÁO', 'GIẤY MỜI', 'V/v kiểm tra', 'Về việc rà soát', 'THƯ KHEN'),
  fc.tuple(from('Kính gửi: ', 'Kính gửi:\n- ', 'điện:\n- '), body, body).map(([to, a, b]) => `${to}${a};\n- ${b}`),
  fc
    .tuple(from('Căn cứ ', 'Thực hiện ', 'Theo đề nghị của '), body, code, day)
    .map(([cue, of, no, on]) => `${cue}Kế hoạch số ${no} ${on} của ${of};`),
  fc
    .tuple(from('1. ', 'a) ', '- ', 'Điều 2. ', 'II. ', ''), body, body, day)
    .map(([label, who, to, on]) => `${label}${who} báo cáo ${to} trước ${on}, hằng quý và khi có yêu cầu.`),
  fc.tuple(body, day).map(([who, on]) => `STT\tNội dung\tĐơn vị chủ trì\tThời hạn\n1\tRà soát\t${who}\t${on}`),
  fc
    .tuple(body, day)
    .map(([who, on]) => `| TT | Nhiệm vụ | Chủ trì | Hạn |\n|---|---|---|---|\n| 1 | Rà soát | ${who} | ${on} |`),
  fc.tuple(body).map(([to]) => `Nơi nhận:\n- Như trên;\n- ${to} (b/c);\n- Lưu: VT.`),
  from(
    'KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nTrần Văn Bình',
    'TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH',
    'THƯ KÝ        CHỦ TRÌ\nLê A      Võ B',
  ),
  from('(Có danh sách kèm theo)', 'Gửi kèm:\n- Phụ lục I', 'PHỤ LỤC', '<br>', '**', '|', '', '\t', '     '),
);
const spliced = fc.oneof(from(...lines), from(...blocks));
const noise = fc.string({ maxLength: 20, unit: 'grapheme' });

/** A paper of parts shuffled, dropped, doubled, spliced out of others, and damaged as scans damage. */
const paper = fc
  .tuple(
    fc.array(
      fc.oneof({ weight: 5, arbitrary: part }, { weight: 4, arbitrary: spliced }, { weight: 1, arbitrary: noise }),
      {
        maxLength: 40,
      },
    ),
    from('\n', '\n\n', ' ', '        ', '\r\n'),
    fc.option(fc.nat(1_000_000)),
  )
  .map(([parts, joint, seed]) => {
    const text = parts.join(joint);
    return seed === null ? text : damaged(text.normalize('NFC').replaceAll('\r', ''), seed);
  });

/** Letters and digits alone, as a scan that takes one for the other leaves them comparable. */
const kept = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase()
    .replace(/[li]/g, '1')
    .replace(/o/g, '0');

/** The values that are words of the paper, not codes or dates made of them. */
function wordsOf({ subject, issuer, place, symbol, archive, signature, ...rest }: Dispatch): string[] {
  return [
    subject,
    issuer.name,
    issuer.parent,
    place,
    symbol,
    archive,
    signature.onBehalfOf,
    signature.title,
    signature.name,
    ...rest.addressees,
    ...rest.attachments,
    ...rest.copies.flatMap(({ name, note }) => [name, note]),
    ...rest.tasks.flatMap(({ text, addressees }) => [text, ...addressees]),
    ...rest.reports.flatMap(({ to, via }) => [to, via]),
    ...[...rest.bases, ...rest.references].map(({ issuer: of }) => of),
  ].filter((value) => value !== null);
}

interface Spanned {
  start: number;
  end: number;
}
const isSpanned = (value: object): value is Spanned =>
  'start' in value && 'end' in value && typeof value.start === 'number' && typeof value.end === 'number';

function spansIn(value: unknown): Spanned[] {
  if (typeof value !== 'object' || value === null) return [];
  return [...(isSpanned(value) ? [value] : []), ...Object.values(value).flatMap(spansIn)];
}

function check(text: string): void {
  const reading = readDispatch(text);
  const stored = storedText(text);
  for (const { start, end } of spansIn(reading)) {
    expect(start).toBeGreaterThanOrEqual(0);
    expect(end).toBeGreaterThanOrEqual(start);
    expect(end).toBeLessThanOrEqual(stored.length);
  }
  const dispatch = dispatchSchema.parse(toDispatch(reading));
  // a word may be torn over the number of a page
  const there = kept(stored) + kept(stored.replace(/(?<=\n)[-–\s]*\d{1,3}[-–\s]*(?=\n)/g, ''));
  for (const value of wordsOf(dispatch)) for (const word of value.split(/\s+/)) expect(there).toContain(kept(word));
}

describe('papers made by a grammar', () => {
  it(
    'are read without a throw, by the contract, with every value in its place and no word that is not there',
    () => {
      fc.assert(fc.property(paper, check), {
        numRuns: 1_000_000,
        interruptAfterTimeLimit: SECONDS * 1000,
        verbose: false,
      });
    },
    (SECONDS + 60) * 1000,
  );

  it('that hold nothing, or nothing official, give nothing', () => {
    fc.assert(
      fc.property(fc.array(from('\n', ' ', '\t', '-', '|', '*', '.', '\u00a0', '\u200b')), (marks) => {
        expect(wordsOf(toDispatch(readDispatch(marks.join(''))))).toEqual([]);
      }),
    );
  });
});
