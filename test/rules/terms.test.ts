import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { pieceOf } from '../../src/dispatches/reading/piece.rules.js';
import { readDispatch } from '../../src/dispatches/reading/read-dispatch.rules.js';
import { termsIn } from '../../src/dispatches/reading/terms.rules.js';

const termsOf = (text: string) =>
  termsIn(
    pieceOf(
      text,
      Int32Array.from({ length: text.length }, (_, i) => i),
    ),
  );
/** What is stated of the first term, without its words and place. */
const stated = (text: string) => {
  const [first] = termsOf(text);
  return first && Object.fromEntries(Object.entries(first).filter(([key, value]) => value !== null && !PLACE.has(key)));
};
const PLACE = new Set(['words', 'start', 'end']);

describe('times that words set instead of a date', () => {
  it.each([
    ['trong vòng 05 ngày làm việc kể từ ngày nhận được văn bản này', { kind: 'within', amount: 5, unit: 'working-days', from: 'receipt' }],
    ['trong thời hạn 03 (ba) ngày, kể từ ngày ký', { kind: 'within', amount: 3, unit: 'days', from: 'issue' }],
    ['chậm nhất sau 10 ngày kể từ khi kết thúc đợt kiểm tra', { kind: 'within', amount: 10, unit: 'days', from: 'event', operator: 'at-latest' }],
    ['gửi kết quả trong 24 giờ', { kind: 'within', amount: 24, unit: 'hours' }],
    ['báo cáo trước ngày 20 hằng tháng', { kind: 'recurring', operator: 'before', day: 20, period: 'month' }],
    ['báo cáo định kỳ hằng tháng (trước ngày 20)', { kind: 'recurring', operator: 'before', day: 20, period: 'month' }],
    ['gửi chậm nhất ngày 15 của tháng cuối quý', { kind: 'recurring', operator: 'at-latest', day: 15, period: 'quarter' }],
    ['gửi trước ngày 05/12 hằng năm', { kind: 'recurring', operator: 'before', day: 5, month: 12, period: 'year' }],
    ['Hằng năm, các xã báo cáo trước ngày 05 tháng 12', { kind: 'recurring', operator: 'before', day: 5, month: 12, period: 'year' }],
    ['trước 15 giờ thứ Năm hằng tuần', { kind: 'recurring', operator: 'before', hour: '15:00', weekday: 4, period: 'week' }],
    ['trước 9h30 hằng ngày', { kind: 'recurring', operator: 'before', hour: '09:30', period: 'day' }],
    ['hoàn thành trước ngày 15/6', { kind: 'day', operator: 'before', day: 15, month: 6 }],
    ['hoàn thành trong tháng 8/2026', { kind: 'month', operator: 'on', month: 8, year: 2026 }],
    ['hoàn thành trong quý II/2026', { kind: 'quarter', operator: 'on', quarter: 2, year: 2026 }],
    ['triển khai ngay sau khi nhận được văn bản', { kind: 'immediate', from: 'receipt' }],
    ['Khi phát hiện ổ dịch, báo cáo ngay Sở Y tế', { kind: 'immediate', from: 'event' }],
    ['đề nghị các xã sớm triển khai thực hiện', { kind: 'soon' }],
    ['báo cáo khi có yêu cầu', { kind: 'on-request' }],
    ['thường xuyên kiểm tra các cơ sở', { kind: 'continuous' }],
  ] as const)("%s", (text, expected) => {
    expect(stated(text)).toEqual(expected);
  }); // prettier-ignore

  it.each([
    'báo cáo trước ngày 20/6/2026',
    'xác định là nhiệm vụ cấp bách, thường xuyên và lâu dài',
    'phát hiện sớm các ca bệnh',
    'kế hoạch phát triển kinh tế - xã hội hằng năm của huyện',
    'báo cáo 06 tháng đầu năm',
    'tổng hợp số liệu phát sinh trong tháng 8/2025',
    'hưởng ứng Ngày toàn dân phòng, chống mua bán người 30/7',
  ])('sets none in: %s', (text) => {
    expect(termsOf(text)).toEqual([]);
  });

  it('points to the words', () => {
    const text = 'Các xã báo cáo trước ngày 20 hằng tháng.';
    const [term] = termsOf(text);
    expect(text.slice(term!.start, term!.end)).toBe('trước ngày 20 hằng tháng');
  });

  it('never throws, and never points outside the text', () => {
    const words = fc.constantFrom('trong', 'vòng', '05', 'ngày', 'làm việc', 'hằng', 'tháng', 'quý', 'II', '/', '2026', 'trước', 'kể từ', 'sớm', 'triển khai', ',', '.'); // prettier-ignore
    fc.assert(
      fc.property(fc.array(words, { maxLength: 40 }), (parts) => {
        const text = parts.join(' ');
        for (const { start, end } of termsOf(text)) expect([start >= 0, end <= text.length, end > start]).toEqual([true, true, true]); // prettier-ignore
      }),
    );
  });
});

const paper = (body: string): string => `SỞ Y TẾ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 5/SYT-NVY
Kiên Hải, ngày 03 tháng 4 năm 2024
V/v phòng bệnh

Kính gửi: Các trạm y tế.

Sở Y tế yêu cầu:

${body}

GIÁM ĐỐC
Trần Văn Bình
`;

it('gives the time of a report to the report, and of a task to the task', () => {
  const { tasks, reports } = readDispatch(
    paper(`1. Thường xuyên kiểm tra dụng cụ; báo cáo kết quả về Sở Y tế trước ngày 20 hằng tháng.

2. Mua hóa chất, hoàn thành trong tháng 6/2024.`),
  );
  expect(tasks.map(({ term }) => term?.kind ?? null)).toEqual(['continuous', 'month']);
  expect(reports.map(({ term }) => term?.words)).toEqual(['trước ngày 20 hằng tháng']);
});
