import { describe, expect, it } from '@jest/globals';
import { leftOpen, tasksOfClass } from '../../src/assignments/tasks/task-class.rules.js';
import { addresseeKey } from '../../src/units/addressee-key.rules.js';

const LINES = [
  { ord: 0, text: 'Các cơ quan báo chí' },
  { ord: 1, text: 'Phòng Văn hóa và Thông tin các huyện, thành phố' },
  { ord: 2, text: 'UBND các huyện, thành phố' },
  { ord: 3, text: 'Ủy ban nhân dân các xã, phường, thị trấn' },
];
const task = (n: number, ...addressees: string[]) => ({ n, addressees });
const of = (ord: number | null, ...tasks: { n: number; addressees: string[] }[]): number[] =>
  tasksOfClass(tasks, LINES, ord, addresseeKey).map(({ n }) => n);

describe('the tasks of a unit', () => {
  it('are those addressed to nobody in particular and those addressed to its class', () => {
    const tasks = [task(1), task(2, 'Các cơ quan báo chí'), task(3, 'Phòng Văn hóa và Thông tin các huyện, thành phố')];
    expect(of(0, ...tasks)).toEqual([1, 2]);
    expect(of(1, ...tasks)).toEqual([1, 3]);
    expect(of(2, ...tasks)).toEqual([1]);
  });

  it('are found however the class is written: short forms, capitals, without “các”, only its beginning', () => {
    expect(of(1, task(1, 'phòng VH&TT huyện'), task(2, 'PHÒNG VĂN HÓA VÀ THÔNG TIN'))).toEqual([1, 2]);
    expect(of(2, task(1, 'Ủy ban nhân dân huyện, thành phố'))).toEqual([1]);
    expect(of(3, task(1, 'Ủy ban nhân dân huyện, thành phố'))).toEqual([]);
  });

  it('that name several classes are the tasks of each of them', () => {
    const both = task(1, 'Các cơ quan báo chí', 'UBND các huyện, thành phố');
    expect([0, 1, 2, 3].map((ord) => of(ord, both))).toEqual([[1], [], [1], []]);
    expect([0, 1, 2, 3].map((ord) => of(ord, task(1, 'UBND')))).toEqual([[], [], [1], [1]]);
  });

  it('mean the line that says the same, before one that says more', () => {
    const lines = ['Sở Nội vụ', 'Sở Nội vụ tỉnh Lạng Sơn', 'Sở Nội vụ'].map((text, ord) => ({ ord, text }));
    const meant = (text: string) =>
      lines
        .filter(({ ord }) => tasksOfClass([task(1, text)], lines, ord, addresseeKey).length > 0)
        .map(({ ord }) => ord);
    expect(meant('Sở Nội vụ')).toEqual([0, 2]);
    expect(meant('Sở Nội vụ tỉnh')).toEqual([0, 1, 2]);
    expect(meant('Sở Nội vụ tỉnh Lạng Sơn')).toEqual([1]);
  });

  it('mean nobody by an addressee without words, of the task or of the paper', () => {
    expect([0, 1].map((ord) => of(ord, task(1, '…', 'Các cơ quan báo chí')))).toEqual([[1], []]);
    expect([0, 1].map((ord) => of(ord, task(1, '…')))).toEqual([[1], [1]]);
    const lines = [...LINES, { ord: 4, text: '…' }];
    expect([0, 4].map((ord) => tasksOfClass([task(1, '-')], lines, ord, addresseeKey).length)).toEqual([1, 1]);
  });

  it('that name no line are everybody’s, and a unit of no known class has all: no duty is hidden', () => {
    expect([0, 1, 2, 3].map((ord) => of(ord, task(1, 'Công an tỉnh')))).toEqual([[1], [1], [1], [1]]);
    expect(of(null, task(1, 'Các cơ quan báo chí'), task(2))).toEqual([1, 2]);
  });

  it('are left while they are open or begun', () => {
    const tasks = (['open', 'begun', 'done', 'notApplicable'] as const).map((status, i) => ({ n: i + 1, status }));
    expect(leftOpen(tasks)).toEqual([1, 2]);
  });
});
