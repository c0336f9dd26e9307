import { describe, expect, it } from '@jest/globals';
import { carriedTask } from '../../src/cascade/carried-tasks.rules.js';

const PAPER = { number: 12, symbol: 'STTTT-TTBCXB' };
const ABOVE = [
  { n: 1, label: '1', text: 'Tuyên truyền trên hệ thống truyền thanh cơ sở về phòng, chống tội phạm mua bán người' },
  { n: 2, label: '2', text: 'Tổ chức lễ phát động' },
  { n: 3, label: 'a', text: 'Phối hợp với lực lượng chức năng kiểm tra, xử lý vi phạm theo quy định của pháp luật' },
];
const carried = (text: string): number | null => carriedTask(text, ABOVE, PAPER);

describe('the task above that a task carries out', () => {
  it('is the point of the paper that it cites with the paper’s number', () => {
    expect(carried('Triển khai nhiệm vụ 2 của Công văn số 12/STTTT-TTBCXB')).toBe(2);
    expect(carried('Thực hiện điểm a khoản này, Công văn 12/STTTT-TTBCXB')).toBe(3);
  });

  it('is not guessed from a point of another paper, of none, or from several', () => {
    expect(carried('Triển khai nhiệm vụ 2 của Công văn số 13/STTTT-TTBCXB')).toBeNull();
    expect(carried('Triển khai nhiệm vụ 2')).toBeNull();
    expect(carried('Triển khai nhiệm vụ 1 và nhiệm vụ 2 của Công văn số 12/STTTT-TTBCXB')).toBeNull();
    expect(carried('Triển khai nhiệm vụ 9 của Công văn số 12/STTTT-TTBCXB')).toBeNull();
    expect(carriedTask('Thực hiện nhiệm vụ 2', ABOVE, { number: null, symbol: null })).toBeNull();
  });

  it('is the one whose words it says again, whole or with more around them', () => {
    expect(carried('Tổ chức Lễ phát động.')).toBe(2);
    expect(carried(`Yêu cầu đài truyền thanh ${ABOVE[0]!.text.toLowerCase()}, hằng ngày`)).toBe(1);
    expect(carried('Tổ chức lễ phát động và tổng kết')).toBeNull();
    expect(carried('')).toBeNull();
  });

  it.each([
    ['Triển khai mục số 2 Công văn số 12/STTTT-TTBCXB', 2],
    ['Khoản thứ 2 của Công văn 12/STTTT-TTBCXB', 2],
    ['12/STTTT-TTBCXB, điểm a', 3],
    ['Công văn số 12/STTTT-TTBCXB: nhiệm vụ 2, lại nhiệm vụ 2', 2],
    ['Công văn số 12/STTTT-TTBCXB, nhiệm vụ 2 và nhiệm vụ 9', null],
    ['Công văn số 112/STTTT-TTBCXB, nhiệm vụ 2', null],
    ['Công văn số 12/STTTT-TTBCXB, phần nhiệm vụ chung', null],
    ['Công văn số 12/STTTT-TTBCXB, nhiệm vụ 25', null],
  ])('is read from “%s”', (text, n) => {
    expect(carried(text)).toBe(n);
  });

  it('is read where the paper’s number is written with its nought, and not where the paper bears none', () => {
    const paper = { number: 7, symbol: 'STTTT-VP' };
    expect(carriedTask('Nhiệm vụ 2 của Công văn 07/STTTT-VP', ABOVE, paper)).toBe(2);
    expect(carriedTask('Nhiệm vụ 2 của Công văn 7/STTTT-VP', ABOVE, paper)).toBe(2);
    expect(carriedTask('Nhiệm vụ 2 của Công văn 7/STTTT-VP', ABOVE, { ...paper, symbol: '' })).toBeNull();
    expect(carriedTask('Nhiệm vụ 2 của Công văn null/STTTT-VP', ABOVE, { ...paper, number: null })).toBeNull();
  });

  it('is the point of two digits that is cited', () => {
    const twelve = [...ABOVE, { n: 12, label: '12', text: 'Báo cáo' }];
    expect(carriedTask('Nhiệm vụ 12, Công văn số 12/STTTT-TTBCXB', twelve, PAPER)).toBe(12);
  });

  it('is none of tasks without a label or without words', () => {
    expect(
      carriedTask('Nhiệm vụ 2 của Công văn số 12/STTTT-TTBCXB', [{ n: 1 }, { n: 2, text: 'nhiệm vụ 2' }], PAPER),
    ).toBeNull();
    expect(carriedTask('Việc khác', [{ n: 1 }, { n: 2, text: '…' }], PAPER)).toBeNull();
    expect(carriedTask('', [{ n: 1, text: '' }], PAPER)).toBeNull();
  });

  it('is the whole of which it says a part of eight words or more, and words are whole', () => {
    const said = ABOVE[2]!.text;
    expect(carried('Phối hợp với lực lượng chức năng kiểm tra')).toBe(3);
    expect(carried('Phối hợp với lực lượng chức năng kiểm')).toBe(3);
    expect(carried('Phối hợp với lực lượng chức năng')).toBeNull();
    expect(carried('Phối hợp với lực lượng chức năng kiểm tr')).toBeNull();
    expect(carried(`x${said}`)).toBeNull();
  });

  it('is nobody’s where two say the same', () => {
    expect(carriedTask('Tổ chức lễ phát động', [...ABOVE, { ...ABOVE[1]!, n: 4 }], PAPER)).toBeNull();
  });
});
