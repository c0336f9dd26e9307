import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addresseesOf,
  claimsOf,
  isInternalCopy,
  oncePerUnit,
  statusOf,
  type RosterLine,
  type UnderstoodLine,
} from '../../src/directives/directive.rules.js';
import { emptyDispatch } from '../../src/dispatches/reading/dispatch.rules.js';
import type { Addressee } from '../../src/units/addressee.rules.js';
import { rosterOf } from '../../src/units/roster.rules.js';

const line = (unitId: string, ord: number, role: RosterLine['role'] = 'action'): RosterLine => ({
  unitId,
  ord,
  role,
  through: null,
});

describe('who a paper is for', () => {
  it('is who acts, as Kính gửi says, then who coordinates or is informed, as Nơi nhận says', () => {
    const copies = [
      { name: 'Sở Công an', note: 'p/h' },
      { name: 'Báo Lạng Sơn', note: 'để phối hợp' },
      { name: 'Thanh tra', note: 'PHỐI HỢP chỉ đạo' },
      { name: 'Văn phòng', note: 'b/c' },
      { name: 'Các tổ chức', note: null },
    ];
    const paper = { ...emptyDispatch(), addressees: ['UBND các huyện', 'Các sở'], copies };
    expect(addresseesOf(paper)).toEqual([
      { text: 'UBND các huyện', role: 'action' },
      { text: 'Các sở', role: 'action' },
      { text: 'Sở Công an', role: 'coordination' },
      { text: 'Báo Lạng Sơn', role: 'coordination' },
      { text: 'Thanh tra', role: 'coordination' },
      { text: 'Văn phòng', role: 'information' },
      { text: 'Các tổ chức', role: 'information' },
    ]);
  });

  it('is coordination only where those words stand, not where letters of them do', () => {
    const paper = { ...emptyDispatch(), copies: [{ name: 'Các sở', note: 'tập huấn' }] };
    expect(addresseesOf(paper)).toEqual([{ text: 'Các sở', role: 'information' }]);
  });
});

describe('a copy', () => {
  it.each([
    'Như trên', 'Như kính gửi', 'Lãnh đạo Sở', 'Các lãnh đạo Sở', 'Thường trực Ủy ban', 'Chủ tịch UBND tỉnh',
    'Phó Chủ tịch', 'Bộ trưởng (để b/c)', 'Thứ trưởng', 'Các Thứ trưởng', 'Trưởng phòng', 'Giám đốc Sở', 'Phó Giám đốc',
    'Trang TTĐT Sở', 'Trang tin điện tử', 'Trang thông tin điện tử', 'Cổng TTĐT tỉnh', 'Cổng thông tin điện tử',
    'Website Sở', 'Lưu: VT, TTBCXB', 'Tổ giúp việc', 'LĐ Sở', 'GĐ, PGĐ', 'CVP, PCVP', 'VT', 'CT, các PCT UBND', 'TP, PTP',
    'VP HĐND',
  ])('to “%s” leaves no office', (text) => {
    expect(isInternalCopy(text)).toBe(true);
  }); // prettier-ignore

  it.each(['Sở Tư pháp', 'UBND huyện Cao Lộc', 'Văn phòng Chủ tịch nước', 'Báo Lạng Sơn', 'VP Công an tỉnh', 'Lưutrữ'])(
    'to “%s” does',
    (text) => {
      expect(isInternalCopy(text)).toBe(false);
    },
  );
});

describe('a line of addressees', () => {
  it('that is understood is so, whatever its words are', () => {
    expect(statusOf({ text: 'Lưu: VT', role: 'information' }, true)).toBe('understood');
  });

  it('that is not is left to a clerk, unless it is a copy within the office; who is to act is always asked for', () => {
    expect(statusOf({ text: 'Lưu: VT', role: 'information' }, false)).toBe('internal');
    expect(statusOf({ text: 'Lưu: VT', role: 'coordination' }, false)).toBe('internal');
    expect(statusOf({ text: 'Giám đốc Sở', role: 'action' }, false)).toBe('not-understood');
    expect(statusOf({ text: 'Sở lạ', role: 'information' }, false)).toBe('not-understood');
  });
});

describe('the roster', () => {
  const written = (change: Partial<UnderstoodLine>): UnderstoodLine => ({
    ord: 0,
    role: 'action',
    through: null,
    status: 'understood',
    unitIds: [],
    settled: [],
    ...change,
  });

  it('has every unit that a line means, by its words or by what a clerk said, once for the line', () => {
    expect(
      claimsOf('issuer', [
        written({ unitIds: ['a', 'b'], settled: ['b', 'c'] }),
        written({ ord: 1, role: 'information', through: 'superior', unitIds: ['d'], status: 'not-understood' }),
      ]),
    ).toEqual([
      line('a', 0),
      line('b', 0),
      line('c', 0),
      { unitId: 'd', ord: 1, role: 'information', through: 'superior' },
    ]);
  });

  it('has nobody of a line that is dropped or within the office, and never the issuer', () => {
    const units = { unitIds: ['a', 'issuer'], settled: ['b'] };
    expect(claimsOf('issuer', [written({ ...units, status: 'internal' })])).toEqual([]);
    expect(claimsOf('issuer', [written({ ...units, status: 'dropped' })])).toEqual([]);
    expect(claimsOf('issuer', [written(units)]).map(({ unitId }) => unitId)).toEqual(['a', 'b']);
  });

  it('has a unit once: where it acts before where it coordinates before where it is informed, then by the first line', () => {
    const [informs, coordinates, acts] = [line('a', 0, 'information'), line('a', 1, 'coordination'), line('a', 2)];
    expect(oncePerUnit([informs, coordinates, acts])).toEqual([acts]);
    expect(oncePerUnit([informs, coordinates])).toEqual([coordinates]);
    expect(oncePerUnit([acts, informs, coordinates])).toEqual([acts]);
    expect(oncePerUnit([line('a', 3), line('b', 4), line('a', 5)])).toEqual([line('a', 3), line('b', 4)]);
  });

  it('loses nobody and repeats nobody, whatever the lines are', () => {
    const lines = fc.array(
      fc.record({
        unitId: fc.constantFrom('a', 'b', 'c', 'd'),
        ord: fc.nat(9),
        role: fc.constantFrom('action' as const, 'coordination' as const, 'information' as const),
        through: fc.constant(null),
      }),
    );
    fc.assert(
      fc.property(lines, (given) => {
        const kept = oncePerUnit(given).map(({ unitId }) => unitId);
        expect(kept.toSorted()).toEqual([...new Set(given.map(({ unitId }) => unitId))].toSorted());
      }),
    );
  });
});

describe('a resolved expression, as it is shown', () => {
  const unit = (code: string) => ({ id: `id-${code}`, code, name: `Đơn vị ${code}` });
  const shown = (code: string) => ({ code, name: `Đơn vị ${code}` });
  const understood: Addressee = {
    text: 'Các huyện',
    units: [unit('1'), unit('2')],
    notUnderstood: null,
    groups: [],
    registered: [],
  };

  it('names units by their codes, and nothing of the inside', () => {
    expect(rosterOf(understood)).toEqual({
      text: 'Các huyện',
      count: 2,
      units: [shown('1'), shown('2')],
      notUnderstood: [],
      groups: [],
    });
  });

  it('says of each part that is not understood why, and what it may mean', () => {
    const near = { ...unit('3'), within: 'tỉnh Lạng Sơn' };
    const ended = { name: 'Tên cũ', on: '2025-07-01', now: null };
    const first = { text: 'Sở X', reason: 'ambiguous' as const, candidates: [near] };
    const second = { text: 'Đội Y', reason: 'missing-in-areas' as const, candidates: [], areas: [unit('4')] };
    const third = { text: 'Tên cũ', reason: 'ended' as const, candidates: [], ended };
    const parts = [first, second, third];
    expect(rosterOf({ ...understood, notUnderstood: { ...first, parts } }).notUnderstood).toEqual([
      { text: 'Sở X', reason: 'ambiguous', candidates: [{ ...shown('3'), within: 'tỉnh Lạng Sơn' }] },
      { text: 'Đội Y', reason: 'missing-in-areas', candidates: [], areas: [shown('4')] },
      { text: 'Tên cũ', reason: 'ended', candidates: [], ended },
    ]);
  });

  it('says which saved groups were read, and of which kinds only registered bodies are known', () => {
    const registered = [{ kind: 'ministry' as never, units: 3 }];
    const given = { ...understood, groups: [{ id: 'g', name: 'Cụm biên giới', version: 2 }], registered };
    expect(rosterOf(given)).toMatchObject({ groups: [{ name: 'Cụm biên giới', version: 2 }], registered });
    expect(rosterOf(given).groups[0]).not.toHaveProperty('id');
  });
});
