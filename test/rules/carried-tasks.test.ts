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

  it('is nobody’s where two say the same', () => {
    expect(carriedTask('Tổ chức lễ phát động', [...ABOVE, { ...ABOVE[1]!, n: 4 }], PAPER)).toBeNull();
  });
});
