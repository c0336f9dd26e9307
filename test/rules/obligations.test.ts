import { expect, it } from '@jest/globals';
import { obligationsOf } from '../../src/dispatches/obligations.rules.js';
import { readDispatch } from '../../src/dispatches/reading/read-dispatch.rules.js';

const TEXT = `UBND TỈNH KIÊN HẢI
SỞ XÂY DỰNG

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 415/SXD-QLN
Kiên Hải, ngày 03 tháng 4 năm 2024
V/v rà soát nhà ở cũ

Kính gửi: Phòng Kinh tế và Hạ tầng các huyện.

Sở Xây dựng đề nghị:

1. Rà soát nhà ở cũ theo hướng dẫn của Bộ Xây dựng, xong trước 16 giờ ngày 10/5/2024.

2. Đề nghị Phòng Kinh tế và Hạ tầng các huyện

Đôn đốc, hướng dẫn Ban Quản lý chợ; Tổ dân phố các thị trấn sửa chữa.

3. Định kỳ hằng quý báo cáo kết quả gửi Sở Xây dựng để tổng hợp, báo cáo Ủy ban nhân dân tỉnh.

Sở Xây dựng kiểm tra các huyện trong quý III/2024./.

Nơi nhận:
- Như trên;
- Lưu: VT.

GIÁM ĐỐC

Trần Văn Bình
`;
const obligations = obligationsOf(readDispatch(TEXT), TEXT);

it('lists tasks and reports in the order of the text, each tied to its words', () => {
  expect(obligations.map(({ n, kind, label }) => [n, kind, label])).toEqual([
    [1, 'task', '1'],
    [2, 'task', '2'],
    [3, 'task', '3'],
    [4, 'report', '3'],
  ]);
  for (const { start, end, text } of obligations) expect(TEXT.slice(start, end)).toContain(text.slice(0, 20));
});

it('keeps the hour of a deadline, and the way of a report', () => {
  expect(obligations[0]?.deadline).toMatchObject({ value: '2024-05-10', operator: 'before', hour: '16:00' });
  expect(obligations[3]).toMatchObject({
    via: 'Sở Xây dựng',
    to: 'Ủy ban nhân dân tỉnh',
    term: { kind: 'recurring', period: 'quarter' },
  });
});

it('knows who is to be urged and guided, below the heading of a task too; guidance by somebody else is none', () => {
  expect(obligations.map(({ supervises }) => supervises)).toEqual([
    [],
    ['Ban Quản lý chợ', 'Tổ dân phố các thị trấn'],
    [],
    [],
  ]);
});

it('goes below the tasks: each numbered or lettered point with its own time, a point that asks for a report only once', () => {
  const telegram = TEXT.replace(
    /1\. Rà soát[^]*?\n\n2\./,
    '1. Phòng Kinh tế và Hạ tầng các huyện:\na) Rà soát nhà ở cũ.\nb) Di dời người dân, xong trước 18 giờ 00 ngày 12/4/2024.\n' +
      'c) Báo cáo kết quả về Sở Xây dựng trước ngày 15/4/2024.\n\n2.',
  );
  const found = obligationsOf(readDispatch(telegram), telegram).slice(0, 4);
  expect(found.map(({ kind, label, deadline }) => [kind, label, deadline.value, deadline.hour])).toEqual([
    ['task', '1', null, null],
    ['task', '1.a', null, null],
    ['task', '1.b', '2024-04-12', '18:00'],
    ['report', '1', '2024-04-15', null],
  ]);
  for (const { start, end, text } of found) expect(telegram.slice(start, end)).toContain(text.slice(0, 12));
});
