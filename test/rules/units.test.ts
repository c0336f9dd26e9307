import { beforeAll, describe, expect, it, test } from '@jest/globals';
import { readNationalLists } from '../../src/units/national-lists.js';
import { BEFORE_RECORDS, nationalTree, REFORM_ON, type UnitToWrite } from '../../src/units/national-tree.rules.js';
import { accentKey, areaKind, cleanName, levelOf, officeName, type Level } from '../../src/units/vocabulary.rules.js';

let tree: UnitToWrite[];
let byCode: Map<string, UnitToWrite>;

beforeAll(async () => {
  const { before, after } = await readNationalLists();
  tree = nationalTree(before, after);
  byCode = new Map(tree.map((unit) => [unit.code, unit]));
});

const holdsOn = (day: string) => (period: { from: string; to: string | null }) =>
  period.from <= day && (period.to === null || period.to > day);

function codesOn(day: string, level: Level, parent?: string): string[] {
  return tree
    .filter((unit) => unit.periods.some((period) => period.level === level && holdsOn(day)(period)))
    .filter((unit) => !parent || unit.relations.some((r) => r.parent === parent && holdsOn(day)(r)))
    .map(({ code }) => code);
}

const counts = (day: string) =>
  (['province', 'district', 'commune'] as const).map((level) => codesOn(day, level).length);

describe('the national tree', () => {
  it('has 63 provinces, 696 districts and 10,051 communes on 30 June 2025, and 34 and 3,321 the day after', () => {
    expect(counts('2025-06-30')).toEqual([63, 696, 10_051]);
    expect(counts('2025-07-01')).toEqual([34, 0, 3_321]);
  });

  it('has Lạng Sơn with 11 districts and 194 communes, 22 of them in Cao Lộc, and later with 65 communes', () => {
    const districts = codesOn('2024-03-20', 'district', 't20');
    expect(districts).toHaveLength(11);
    expect(districts.flatMap((district) => codesOn('2024-03-20', 'commune', district))).toHaveLength(194);
    expect(codesOn('2024-03-20', 'commune', 'h183')).toHaveLength(22);
    expect(codesOn('2025-07-01', 'commune', 't20')).toHaveLength(65);
  });

  it('does not take the new Quảng Trị (code 44) for the old one (45) nor for Quảng Bình (44)', () => {
    const districts = codesOn('2024-03-20', 'district', 't45');
    expect(districts).toHaveLength(10);
    expect(districts.flatMap((district) => codesOn('2024-03-20', 'commune', district))).toHaveLength(119);
    expect(codesOn('2025-07-01', 'commune', 't44-2025')).toHaveLength(78);
    expect(byCode.get('t44')!.periods).toMatchObject([{ name: 'Tỉnh Quảng Bình', to: REFORM_ON }]);
    expect(byCode.get('t45')!.periods).toMatchObject([{ name: 'Tỉnh Quảng Trị', to: REFORM_ON }]);
    expect(byCode.get('t44-2025')!.periods).toMatchObject([{ name: 'Tỉnh Quảng Trị', from: REFORM_ON, to: null }]);
    expect(byCode.has('t45-2025')).toBe(false);
  });

  it('keeps the identity of the eleven provinces that were not merged, and of nothing below them', () => {
    const lasting = tree.filter(
      (unit) => unit.periods.some(holdsOn('2024-01-01')) && unit.periods.some(holdsOn('2026-01-01')),
    );
    expect(lasting.map(({ code }) => code).toSorted()).toEqual(
      ['vn', 't01', 't04', 't11', 't12', 't14', 't20', 't22', 't38', 't40', 't42', 't46'].toSorted(),
    );
  });

  it('has districts without communes: the five island districts', () => {
    const empty = codesOn('2024-01-01', 'district').filter(
      (code) => codesOn('2024-01-01', 'commune', code).length === 0,
    );
    expect(empty.toSorted()).toEqual(['h318', 'h471', 'h498', 'h536', 'h755']);
  });

  it('names Huế a municipality from 1 January 2025 on, with the same identity', () => {
    expect(byCode.get('t46')!.periods).toMatchObject([
      { name: 'Tỉnh Thừa Thiên Huế', kind: 'province', to: '2025-01-01' },
      { name: 'Thành phố Huế', kind: 'municipality', from: '2025-01-01', to: null },
    ]);
  });

  it('corrects the code of Ia Mơ, and has the special zone Cồn Cỏ in the new Quảng Trị', () => {
    expect(byCode.get('x23938-2025')!.periods[0]!.name).toBe('Xã Ia Mơ');
    expect(byCode.get('x23938-2025')!.officialCodes).toMatchObject([{ scheme: 'gso', value: '23938' }]);
    expect(byCode.has('x23737-2025')).toBe(false);
    expect(byCode.get('x19742-2025')).toMatchObject({
      periods: [{ name: 'Đặc khu Cồn Cỏ', kind: 'special-zone' }],
      relations: [{ line: 'administrative', parent: 't44-2025' }],
    });
  });

  it('has clean names: NFC, single blanks, straight apostrophes, no capital inside the word for the kind', () => {
    const names = tree.flatMap(({ periods }) => periods.map(({ name }) => name));
    for (const name of names) {
      expect(name).toBe(name.normalize('NFC').replace(/\s+/gu, ' ').trim());
      expect(name).not.toMatch(/[’‘`]|^Thị Trấn|^Thị Xã|^Thành Phố| NT /u);
    }
  });

  it('mints each code once, none equal to an official code', () => {
    expect(byCode.size).toBe(tree.length);
    for (const { code } of tree) expect(code).toMatch(/^(vn|[thx]\d+(-2025)?)$/);
  });

  it('begins before all records where the true first day is not recorded', () => {
    expect(byCode.get('x06184')!.periods[0]).toMatchObject({
      name: 'Thị trấn Đồng Đăng',
      from: BEFORE_RECORDS,
      to: REFORM_ON,
    });
    expect(byCode.get('x06184-2025')!.periods[0]).toMatchObject({ name: 'Xã Đồng Đăng', from: REFORM_ON, to: null });
  });
});

describe('names', () => {
  test('an area stands for its office, a body for itself', () => {
    expect(officeName({ name: 'Xã Đồng Đăng', level: 'commune' })).toBe('Ủy ban nhân dân xã Đồng Đăng');
    expect(officeName({ name: 'Thành phố Hà Nội', level: 'province' })).toBe('Ủy ban nhân dân thành phố Hà Nội');
    expect(officeName({ name: 'Đặc khu Cồn Cỏ', level: 'commune' })).toBe('Ủy ban nhân dân đặc khu Cồn Cỏ');
    expect(officeName({ name: 'Báo Lạng Sơn', level: 'body' })).toBe('Báo Lạng Sơn');
    expect(officeName({ name: 'Chính phủ', level: 'central' })).toBe('Chính phủ');
  });

  test('the word for a kind is read with its level', () => {
    expect(areaKind('Thành phố Lạng Sơn', 'district')).toBe('city');
    expect(areaKind('Thành phố Hà Nội', 'province')).toBe('municipality');
    expect(() => areaKind('Làng Vũ Đại', 'commune')).toThrow(RangeError);
    expect(levelOf('town')).toBe('district');
    expect(levelOf('press')).toBe('body');
  });

  test('dirt of the published lists is washed off', () => {
    expect(cleanName('Thị Trấn  Tây Sơn ')).toBe('Thị trấn Tây Sơn');
    expect(cleanName('Xã Ea H’Leo')).toBe("Xã Ea H'Leo");
    expect(cleanName('Thị trấn NT Mộc Châu')).toBe('Thị trấn Nông trường Mộc Châu');
    expect(cleanName('Xã Mường Lai'.normalize('NFD'))).toBe('Xã Mường Lai');
  });

  test('two spellings of one tone are one name, two tones are not', () => {
    expect(accentKey('Tỉnh Hoà Bình')).toBe(accentKey('Tỉnh Hòa Bình'));
    expect(accentKey('Uỷ ban')).toBe(accentKey('Ủy ban'));
    expect(accentKey('Xã Thuỵ Hùng')).toBe(accentKey('Xã Thụy Hùng'));
    expect(accentKey('Xã Hà')).not.toBe(accentKey('Xã Hạ'));
    expect(accentKey('quý')).toBe('quý');
  });
});
