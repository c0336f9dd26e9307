import { describe, expect, it } from '@jest/globals';
import { attachmentQueries } from '../../src/dispatches/queries/attachments.rules.js';
import { calendarQueries } from '../../src/dispatches/queries/calendar.rules.js';
import { readDispatch } from '../../src/dispatches/reading/read-dispatch.rules.js';
import { national } from '../support/national-calendar.js';

const paper = (
  body: string,
  { date = '11 tháng 9 năm 2023', stamp = '', below = '' } = {},
): string => `UBND TỈNH KIÊN HẢI
SỞ XÂY DỰNG

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

${stamp}
Số: 415/SXD-QLN
Kiên Hải, ngày ${date}
V/v rà soát nhà ở cũ

Kính gửi: Ủy ban nhân dân các huyện.

${body}

Nơi nhận:
- Như trên;
- Lưu: VT.

GIÁM ĐỐC

Trần Văn Bình
${below}`;

type Options = Parameters<typeof paper>[1];
const queriesOf = (due: string, { today = '2023-09-20', ...options }: Options & { today?: string } = {}) =>
  calendarQueries(readDispatch(paper(`Các huyện báo cáo kết quả về Sở Xây dựng ${due}.`, options)), national, today);
const codesOf = (...of: Parameters<typeof queriesOf>) => queriesOf(...of).map(({ code }) => code);

describe('deadlines against the working calendar', () => {
  it.each([
    ['a working day', 'chậm nhất ngày 22/9/2023', []],
    ['a Saturday', 'chậm nhất ngày 23/9/2023', ['due-not-working-day']],
    ['before a Monday', 'trước ngày 25/9/2023', []],
    ['National Day', 'chậm nhất ngày 02/9/2024', ['due-not-working-day']],
    ['a day that was exchanged', 'chậm nhất ngày 29/4/2024', ['due-not-working-day']],
    ['the Saturday that is worked for it', 'chậm nhất ngày 04/5/2024', ['due-on-make-up-day']],
    ['an hour of the office', 'trước 16 giờ ngày 22/9/2023', []],
    ['an hour of the night', 'trước 22 giờ ngày 22/9/2023', ['due-outside-hours']],
    ['an hour of a Sunday', 'trước 16 giờ ngày 24/9/2023', ['due-outside-hours']],
    ['before the next day', 'trước ngày 12/9/2023', ['no-working-day-before-due']],
    ['the next day itself', 'chậm nhất ngày 12/9/2023', []],
    ['a year of which nothing is announced', 'chậm nhất ngày 20/5/2031', ['calendar-provisional']],
  ])('%s', (_, due, codes) => {
    expect(codesOf(due)).toEqual(codes);
  });

  it('offers the working day before', () => {
    expect(queriesOf('chậm nhất ngày 02/9/2024')[0]).toMatchObject({
      field: 'reports.0.due',
      values: { date: '2024-09-02', day: 'holiday' },
      suggestion: '2024-08-30',
    });
  });

  it('offers none that lies before the paper itself', () => {
    const [query] = queriesOf('chậm nhất ngày 10/9/2023', { date: '09 tháng 9 năm 2023' });
    expect(query).toMatchObject({ code: 'due-not-working-day', suggestion: null });
  });

  it('lets an urgent paper name any hour', () => {
    expect(codesOf('trước 22 giờ ngày 11/9/2023', { stamp: 'HỎA TỐC' })).toEqual([]);
  });

  it('sees that figures run beyond the last working day before the date', () => {
    const [query] = queriesOf('trước ngày 02/10/2023, số liệu tính từ ngày 01/7/2023 đến ngày 30/9/2023');
    expect(query).toMatchObject({
      code: 'window-after-last-day',
      values: { end: '2023-09-30', date: '2023-10-02', last: '2023-09-29' },
    });
  });

  it('doubts a paper that is dated after today, and no provisional year that is over', () => {
    expect(codesOf('chậm nhất ngày 22/9/2023', { today: '2023-09-10' })).toEqual(['date-in-future']);
    expect(codesOf('chậm nhất ngày 22/9/2015', { date: '11 tháng 9 năm 2015' })).toEqual([]);
  });
});

describe('what is named as attached', () => {
  const body = 'Gửi kèm: Kế hoạch số 38/KH-UBND; Kế hoạch số 40/KH-UBND.';
  const absent = (names: string[] | null, text = paper(body)) =>
    attachmentQueries(readDispatch(text), names, text).map(({ values }) => values['name']);

  it('is absent where no file came, or the other one', () => {
    expect(absent([])).toEqual(['Kế hoạch số 38/KH-UBND', 'Kế hoạch số 40/KH-UBND']);
    expect(absent(['ke-hoach-40.pdf'])).toEqual(['Kế hoạch số 38/KH-UBND']);
  });

  it('is not doubted where as many files came, where none is known of, or where it stands below', () => {
    expect(absent(['a.pdf', 'b.pdf'])).toEqual([]);
    expect(absent(null)).toEqual([]);
    const below = '\nPHỤ LỤC\nDanh sách nhà ở cũ';
    expect(absent([], paper('Các huyện rà soát (có Phụ lục kèm theo).', { below }))).toEqual([]);
  });
});
