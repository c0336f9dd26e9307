import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import { marksOf, segmentsOf } from '../../src/dispatches/paper-marks.rules.js';
import { readDispatch } from '../../src/dispatches/reading/read-dispatch.rules.js';

const LETTER = `UBND HUYỆN TÂN SƠN        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 12/UBND-VX              Độc lập - Tự do - Hạnh phúc
V/v kiểm kê hồ chứa              Tân Sơn, ngày 03 tháng 4 năm 2024

Kính gửi: Ủy ban nhân dân các xã, thị trấn

Thực hiện Kế hoạch số 5/KH-UBND ngày 01/4/2024 của UBND tỉnh, đề nghị:
1. Kiểm kê hồ chứa trên địa bàn.
2. Báo cáo kết quả về UBND huyện trước ngày 20/4/2024.

Nơi nhận:
- Như trên;
- Lưu: VT.
CHỦ TỊCH
Trần Văn Lâm`;

describe('the marks of a reading on its paper', () => {
  it('stand where the value is written', () => {
    const marks = new Map(
      marksOf(readDispatch(LETTER)).map(({ field, start, end }) => [field, LETTER.slice(start, end)]),
    );
    expect(marks.get('number')).toContain('12');
    expect(marks.get('date')).toContain('03 tháng 4 năm 2024');
    expect(marks.get('signature.name')).toBe('Trần Văn Lâm');
    expect(marks.get('bases.0')).toContain('5/KH-UBND');
    expect(marks.get('tasks.1')).toContain('Báo cáo kết quả');
    expect(marks.get('reports.0.due')).toContain('20/4/2024');
  });

  it('cut the text without losing a character, each segment with exactly the values that cover it', () => {
    const spans = fc.array(fc.tuple(fc.nat(80), fc.nat(80)), { maxLength: 12 });
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), spans, (text, pairs) => {
        const marks = pairs.map(([start, end], i) => ({ field: `f.${i}`, start, end }));
        const segments = segmentsOf(text, marks);
        expect(segments.map((segment) => segment.text).join('')).toBe(text);
        let at = 0;
        for (const { text: part, fields } of segments) {
          const covering = marks.filter(
            ({ start, end }) => end <= text.length && start <= at && end > at && start < end,
          );
          expect(fields).toEqual(covering.map(({ field }) => field));
          at += part.length;
        }
      }),
    );
  });
});
