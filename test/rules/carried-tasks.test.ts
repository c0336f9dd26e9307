import { describe, expect, it } from '@jest/globals';
import { carriedTask } from '../../src/cascade/carried-tasks.rules.js';
import { likelyTasks } from '../../src/cascade/own-dispatch/likely-task.rules.js';

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

describe('the task above that is proposed', () => {
  const above = [
    { n: 1, label: '1', text: 'Rà soát trụ sở tiếp công dân; lập danh sách trụ sở cần sửa chữa' },
    { n: 2, label: '2', text: 'Công khai lịch tiếp công dân tại trụ sở và trên trang thông tin' },
    { n: 3, label: '3', text: 'Báo cáo kết quả hằng tháng' },
  ];
  const paper = { number: 12, symbol: 'BNV-CQĐP' };
  const own = (...texts: string[]) => texts.map((text, i) => ({ n: i + 1, label: String(i + 1), text }));

  it('is the one whose words it shares most, and nothing where little is shared', () => {
    const tasks = own('Công khai lịch tiếp công dân của lãnh đạo xã tại trụ sở', 'Bố trí người trực');
    expect(likelyTasks(tasks, above, paper)).toEqual([2, null]);
  });
  it('is the one in the same place where both papers have as many and nothing else tells', () => {
    const tasks = own('Việc một', 'Rà soát trụ sở tiếp công dân của xã; lập danh sách cần sửa chữa', 'Việc ba');
    expect(likelyTasks(tasks, above, paper)).toEqual([1, 1, 3]);
  });
  it('is the one that is cited by its number, whatever the words say', () => {
    const tasks = own('Công khai lịch tiếp công dân tại trụ sở theo mục 3 Công văn số 12/BNV-CQĐP');
    expect(likelyTasks(tasks, above, paper)).toEqual([3]);
  });
});
