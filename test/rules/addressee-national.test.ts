import { beforeAll, describe, expect, it, test } from '@jest/globals';
import * as fc from 'fast-check';
import { resolveAddressee, type Addressee } from '../../src/units/addressee.rules.js';
import { DEMO_BODIES } from '../../src/units/demo-bodies.rules.js';
import { readNationalLists } from '../../src/units/national-lists.js';
import { nationalTree, type ListedState, type UnitToWrite } from '../../src/units/national-tree.rules.js';
import { UnitDirectory, type DirectoryUnit } from '../../src/units/unit-directory.rules.js';
import { accentKey } from '../../src/units/vocabulary.rules.js';

let before: ListedState;
let after: ListedState;
let tree: UnitToWrite[];
const directories = new Map<string, UnitDirectory>();

beforeAll(async () => {
  ({ before, after } = await readNationalLists());
  tree = [...nationalTree(before, after), ...DEMO_BODIES];
});

/** The directory of a day, straight from what the seeds write; ids are the codes. */
function directoryOf(day: string): UnitDirectory {
  const there = directories.get(day);
  if (there) return there;
  const on = (period: { from: string; to: string | null }) => period.from <= day && (!period.to || period.to > day);
  const official = new Map<string, string[]>();
  const units = tree.flatMap((unit): DirectoryUnit[] => {
    const period = unit.periods.find(on);
    if (!period) return [];
    for (const { value } of unit.officialCodes.filter(on))
      official.set(value, [...(official.get(value) ?? []), unit.code]);
    const parent = (line: string) => unit.relations.find((r) => r.line === line && on(r))?.parent ?? null;
    const { name, kind, level } = period;
    const aliases = unit.aliases.filter(on).map(({ alias }) => alias);
    const parents = { administrative: parent('administrative'), territory: parent('territory') };
    return [{ id: unit.code, code: unit.code, name, kind, level, key: accentKey(name), ...parents, aliases }];
  });
  const directory = new UnitDirectory(units, official);
  directories.set(day, directory);
  return directory;
}

const say = (issuer: string, day: string, text: string): Addressee => resolveAddressee(text, issuer, directoryOf(day));
const codes = (found: Addressee): string[] => found.units.map(({ code }) => code).toSorted();

// expectations come from the published lists themselves, by code and first word of the name
const starts = (words: readonly string[]) => (area: { name: string }) =>
  words.length === 0 || words.some((word) => area.name.normalize('NFC').trim().toLowerCase().startsWith(`${word} `));
const districts = (province: string, ...words: string[]): string[] =>
  before.districts.filter((d) => d.parent === province && starts(words)(d)).map(({ gso }) => `h${gso}`);
const communesOf = (district: string, ...words: string[]): string[] =>
  before.communes.filter((c) => c.parent === district && starts(words)(c)).map(({ gso }) => `x${gso}`);
const communesIn = (province: string, ...words: string[]): string[] =>
  districts(province).flatMap((district) => communesOf(district.slice(1), ...words));
const communesNow = (province: string | null, ...words: string[]): string[] =>
  after.communes
    .filter((c) => (province === null || c.parent === province) && starts(words)(c))
    .map(({ gso }) => `x${gso === '23737' ? '23938' : gso}-2025`);
const provincesBefore = (): string[] => before.provinces.map(({ gso }) => `t${gso}`);
const lasting = ['01', '04', '11', '12', '14', '20', '22', '38', '40', '42', '46'];
const provincesNow = (): string[] =>
  after.provinces.map(({ gso }) => (lasting.includes(gso) ? `t${gso}` : `t${gso}-2025`));
const without = (list: readonly string[], ...left: string[]): string[] => list.filter((code) => !left.includes(code));
const divisions = (...only: string[]): string[] =>
  (only.length > 0 ? only : districts('20')).map((district) => `ls-${district}-phong-vhtt`);
const centres = (): string[] => districts('20', 'huyện').map((district) => `ls-${district}-tt-vhtttt`);
const CITY_CENTRE = 'ls-h178-tt-vhtt';
const QUANG_TRI_WITHOUT_ISLAND = () => without(districts('45'), 'h471');
const SO_INSIDE = ['bao-tang', 'qldl', 'qltdtt', 'qlvhgd', 'thu-vien', 'tt-hltdtt', 'tt-vhnt', 'vp'].map(
  (c) => `ls-so-vhttdl-${c}`,
);
const DEPARTMENTS_2023 = [
  'cong-an',
  'so-gddt',
  'so-khcn',
  'so-noi-vu',
  'so-tttt',
  'so-vhttdl',
  'so-y-te',
  'thanh-tra',
  'vp-ubnd',
].map((c) => `ls-${c}`);
const MINISTRIES = ['bo-cong-an', 'bo-gddt', 'bo-khcn', 'bo-noi-vu', 'bo-vhttdl', 'bo-y-te'];

type Understood = readonly [
  issuer: string,
  day: string,
  text: string,
  expected: () => string[],
  missing?: () => string[],
];

const UNDERSTOOD: readonly Understood[] = [
  // the five papers in hand
  ['ls-h183-phong-vhtt', '2024-04-01', 'Trung tâm Văn hóa, Thể thao và Truyền thông;', () => ['ls-h183-tt-vhtttt']],
  ['ls-h183-phong-vhtt', '2024-04-01', '- Ủy ban nhân dân các xã, thị trấn.', () => communesOf('183')],
  ['ls-h183-phong-vhtt', '2024-04-01', 'Trung tâm Văn hóa, Thể thao và Truyền thông huyện; UBND các xã, thị trấn', () => ['ls-h183-tt-vhtttt', ...communesOf('183')]],
  ['qt-so-tttt', '2023-07-20', 'Phòng Văn hóa và Thông tin các huyện, thị xã, thành phố', () => QUANG_TRI_WITHOUT_ISLAND().map((d) => `qt-${d}-phong-vhtt`), () => ['h471']],
  ['qt-so-tttt', '2023-07-20', 'Trung tâm Văn hóa Thông tin - Thể dục thể thao các huyện, thị xã, thành phố', () => QUANG_TRI_WITHOUT_ISLAND().map((d) => `qt-${d}-tt-vhtt-tdtt`), () => ['h471']],
  ['qt-so-tttt', '2023-07-20', 'Phòng Văn hóa và Thông tin, Trung tâm Văn hóa Thông tin - Thể dục thể thao các huyện, thị xã, thành phố', () => QUANG_TRI_WITHOUT_ISLAND().flatMap((d) => [`qt-${d}-phong-vhtt`, `qt-${d}-tt-vhtt-tdtt`]), () => ['h471']],
  ['qt-so-tttt', '2023-07-20', 'UBND tỉnh (b/c)', () => ['t45']],
  ['ls-so-tttt', '2019-03-26', 'Báo Lạng Sơn', () => ['ls-bao']],
  ['ls-so-tttt', '2019-03-26', 'Đài Phát thanh và Truyền hình tỉnh', () => ['ls-dai-ptth']],
  ['ls-so-tttt', '2019-03-26', 'Phòng Văn hóa và Thông tin các huyện, thành phố', () => divisions()],
  ['ls-so-tttt', '2019-03-26', 'Các cơ quan báo chí trên địa bàn tỉnh', () => ['ls-bao', 'ls-dai-ptth']],
  ['ls-so-tttt', '2019-03-26', 'UBND huyện, thành phố', () => districts('20')],
  ['ls-so-vhttdl', '2023-07-10', 'Các phòng chuyên môn, đơn vị trực thuộc Sở', () => SO_INSIDE],
  ['ls-so-vhttdl', '2023-07-10', 'Thanh tra Sở', () => ['ls-so-vhttdl-thanh-tra']],
  ['ls-so-vhttdl', '2023-07-10', 'Trung tâm Văn hóa - Thể thao thành phố; Trung tâm Văn hóa, Thể thao và Truyền thông các huyện', () => [CITY_CENTRE, ...centres()]],
  ['ls-so-vhttdl', '2023-07-10', 'Công an tỉnh (TT BCĐ 138 tỉnh)', () => ['ls-cong-an']],
  ['ls-so-vhttdl', '2023-07-10', 'UBND các huyện, TP; (Phối hợp C/đ)', () => districts('20')],
  ['ls-so-vhttdl', '2023-07-10', 'Ban Chỉ đạo 138 tỉnh', () => ['ls-bcd-138']],
  ['ls-so-tttt', '2023-03-20', 'Trung tâm VH-TT-TT các huyện, TP', () => [CITY_CENTRE, ...centres()]],
  ['ls-so-tttt', '2023-03-20', 'Phòng TTBCXB, VP', () => ['ls-so-tttt-ttbcxb', 'ls-so-tttt-vp']],
  ['ls-so-tttt', '2023-03-20', 'Trung tâm CNS (đăng tải)', () => ['ls-so-tttt-cns']],
  // short forms
  ['h183', '2024-04-01', 'UBND các xã, TT', () => communesOf('183')],
  ['ls-so-tttt', '2023-03-20', 'Phòng VH&TT các huyện, TP', () => divisions()],
  ['ls-so-tttt', '2023-03-20', 'Phòng VHTT các huyện', () => divisions(...districts('20', 'huyện'))],
  ['ls-h183-phong-vhtt', '2024-04-01', 'UBND TT. Đồng Đăng, x. Hồng Phong', () => ['x06184', 'x06205']],
  ['ls-h183-phong-vhtt', '2024-04-01', 'Sở VHTTDL; Sở TT&TT', () => ['ls-so-vhttdl', 'ls-so-tttt']],
  ['t20', '2024-06-01', 'Đài PT-TH tỉnh', () => ['ls-dai-ptth']],
  ['t79', '2024-01-01', 'UBND P. 4, Q. 3', () => ['x27148']],
  ['bo-khcn', '2026-01-01', 'UBND TP.HCM; UBND TP Hà Nội', () => ['t79-2025', 't01']],
  // groups by territory, before the reform
  ['h183', '2024-04-01', 'Ủy ban nhân dân các xã, thị trấn', () => communesOf('183')],
  ['h178', '2024-01-01', 'UBND các phường, xã', () => communesOf('178')],
  ['t20', '2024-01-01', 'UBND các huyện, thành phố', () => districts('20')],
  ['t20', '2024-01-01', 'UBND các huyện, thị xã, thành phố', () => districts('20')],
  ['t20', '2024-01-01', 'UBND các huyện, thành phố Lạng Sơn', () => districts('20')],
  ['t20', '2024-01-01', 'UBND các xã, phường, thị trấn', () => communesIn('20')],
  ['t20', '2024-01-01', 'UBND các xã, phường', () => communesIn('20', 'xã', 'phường')],
  ['t20', '2024-01-01', 'UBND cấp huyện', () => districts('20')],
  ['t45', '2024-01-01', 'UBND cấp xã', () => communesIn('45')],
  ['qt-so-tttt', '2024-01-01', 'UBND các xã, phường, thị trấn trên địa bàn tỉnh', () => communesIn('45')],
  ['ls-so-tttt', '2024-01-01', 'UBND các xã, thị trấn huyện Cao Lộc', () => communesOf('183')],
  ['t20', '2024-01-01', 'UBND các xã, thị trấn thuộc huyện Cao Lộc và huyện Văn Lãng', () => [...communesOf('183'), ...communesOf('182')]],
  ['ls-h183-phong-vhtt', '2024-04-01', 'Phòng Văn hóa và Thông tin các huyện, thành phố', () => without(divisions(), 'ls-h183-phong-vhtt')],
  ['t79', '2024-01-01', 'UBND các quận, huyện', () => districts('79', 'quận', 'huyện')],
  ['t79', '2024-01-01', 'UBND các quận, huyện, thành phố Thủ Đức', () => districts('79')],
  ['t79', '2024-01-01', 'UBND các phường, xã, thị trấn', () => communesIn('79')],
  ['h770', '2024-01-01', 'UBND các phường', () => communesOf('770')],
  ['t01', '2024-01-01', 'UBND các quận, huyện, thị xã', () => districts('01')],
  ['bo-tttt', '2024-01-01', 'Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương', provincesBefore],
  ['t20', '2024-01-01', 'UBND các tỉnh, thành phố trực thuộc trung ương', () => without(provincesBefore(), 't20')],
  ['bo-tttt', '2024-01-01', 'Sở Thông tin và Truyền thông các tỉnh, thành phố trực thuộc Trung ương', () => ['ls-so-tttt', 'qt-so-tttt'], () => without(provincesBefore(), 't20', 't45')],
  ['bo-noi-vu', '2024-01-01', 'UBND các quận, huyện, thị xã, thành phố trên cả nước', () => before.districts.map(({ gso }) => `h${gso}`)],
  ['bo-noi-vu', '2024-01-01', 'UBND các thành phố trực thuộc Trung ương', () => ['t01', 't31', 't48', 't79', 't92']],
  // groups since the reform
  ['t20', '2026-01-01', 'Ủy ban nhân dân các xã, phường, đặc khu', () => communesNow('20')],
  ['ls-so-vhttdl', '2026-01-01', 'Ủy ban nhân dân các xã, phường', () => communesNow('20')],
  ['t44-2025', '2026-01-01', 'UBND các xã, phường, đặc khu', () => communesNow('44')],
  ['t44-2025', '2026-01-01', 'UBND các xã, phường', () => without(communesNow('44'), 'x19742-2025')],
  ['bo-khcn', '2026-01-01', 'Ủy ban nhân dân các xã, phường, đặc khu', () => communesNow(null)],
  ['bo-khcn', '2026-01-01', 'UBND các đặc khu', () => communesNow(null, 'đặc khu')],
  ['bo-khcn', '2026-01-01', 'Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương', provincesNow],
  ['x06184-2025', '2026-01-01', 'UBND các xã, phường', () => without(communesNow('20'), 'x06184-2025')],
  ['t79-2025', '2026-01-01', 'UBND các phường, xã, đặc khu', () => communesNow('79')],
  // one area
  ['ls-so-tttt', '2024-01-01', 'UBND tỉnh', () => ['t20']],
  ['x06184-2025', '2026-01-01', 'UBND tỉnh', () => ['t20']],
  ['ls-h183-phong-vhtt', '2024-01-01', 'UBND huyện', () => ['h183']],
  ['ls-so-tttt', '2024-01-01', 'UBND thành phố', () => ['h178']],
  ['h770', '2024-01-01', 'UBND Thành phố', () => ['t79']],
  ['t20', '2024-01-01', 'UBND huyện Cao Lộc', () => ['h183']],
  ['t20', '2024-01-01', 'Ủy ban nhân dân xã Tân Thành, huyện Cao Lộc', () => ['x06250']],
  ['h183', '2024-01-01', 'UBND xã Tân Thành', () => ['x06250']],
  ['t79', '2024-01-01', 'UBND phường Bến Nghé, quận 1, thành phố Hồ Chí Minh', () => ['x26740']],
  ['t20', '2026-01-01', 'UBND xã Đồng Đăng', () => ['x06184-2025']],
  ['t20', '2026-01-01', 'phường Kỳ Lừa', () => ['x06187-2025']],
  ['t20', '2024-01-01', 'thị trấn Đồng Đăng', () => ['x06184']],
  ['bo-khcn', '2026-01-01', 'UBND tỉnh Quảng Trị', () => ['t44-2025']],
  ['bo-noi-vu', '2024-01-01', 'UBND tỉnh Quảng Trị', () => ['t45']],
  ['t17', '2024-01-01', 'UBND tỉnh Hòa Bình', () => ['t17']],
  ['bo-noi-vu', '2024-06-01', 'UBND tỉnh Thừa Thiên Huế', () => ['t46']],
  ['bo-noi-vu', '2025-02-01', 'UBND thành phố Huế', () => ['t46']],
  // lists
  ['h183', '2024-01-01', 'UBND các xã Bảo Lâm, Hồng Phong và thị trấn Cao Lộc', () => ['x06190', 'x06205', 'x06187']],
  ['h183', '2024-01-01', 'UBND các xã: Bảo Lâm, Hồng Phong', () => ['x06190', 'x06205']],
  ['h770', '2024-01-01', 'UBND các phường 1, 2, 3', () => ['x27160', 'x27157', 'x27154']],
  ['t20', '2024-01-01', 'UBND các tỉnh, thành phố: Hà Nội, Cao Bằng, Hải Phòng', () => ['t01', 't04', 't31']],
  ['t20', '2024-01-01', 'UBND các tỉnh: Cao Bằng, Quảng Ninh và Bắc Giang', () => ['t04', 't22', 't24']],
  ['ls-so-tttt', '2024-01-01', 'Phòng VHTT các huyện Cao Lộc, Văn Lãng và thành phố Lạng Sơn', () => divisions('h183', 'h182', 'h178')],
  ['ls-so-tttt', '2024-01-01', 'Phòng Văn hóa và Thông tin huyện Cao Lộc; UBND huyện Văn Quan và Báo Lạng Sơn', () => [...divisions('h183'), 'h184', 'ls-bao']],
  ['t20', '2024-06-01', 'Các Sở: Nội vụ, Y tế, VHTTDL', () => ['ls-so-noi-vu', 'ls-so-y-te', 'ls-so-vhttdl']],
  ['t20', '2024-06-01', 'Sở Y tế, Sở Nội vụ và Công an tỉnh', () => ['ls-so-y-te', 'ls-so-noi-vu', 'ls-cong-an']],
  ['t20', '2026-01-01', 'UBND phường Kỳ Lừa, xã Đồng Đăng', () => ['x06187-2025', 'x06184-2025']],
  // what is left out
  ['t20', '2024-01-01', 'UBND các huyện, thành phố (trừ huyện Cao Lộc)', () => without(districts('20'), 'h183')],
  ['t20', '2024-01-01', 'Phòng VHTT các huyện, thành phố, ngoại trừ huyện Cao Lộc và thành phố Lạng Sơn', () => without(divisions(), 'ls-h183-phong-vhtt', 'ls-h178-phong-vhtt')],
  // carelessly written
  ['t20', '2024-01-01', 'ỦY BAN NHÂN DÂN CÁC HUYỆN, THÀNH PHỐ', () => districts('20')],
  ['t20', '2024-01-01', 'UBND các huyện/thành phố', () => districts('20')],
  ['t20', '2024-01-01', 'Các sở ban ngành', () => DEPARTMENTS_2023],
  ['t20', '2024-01-01', 'Uỷ ban nhân dân các huyện và thành phố Lạng Sơn'.normalize('NFD'), () => districts('20')],
  // bodies in the plural
  ['t20', '2023-06-01', 'Các sở, ban, ngành', () => DEPARTMENTS_2023],
  ['ls-so-tttt', '2023-06-01', 'Các sở, ban, ngành cấp tỉnh', () => without(DEPARTMENTS_2023, 'ls-so-tttt')],
  ['t20', '2023-06-01', 'Thủ trưởng các sở, ban, ngành; Chủ tịch UBND các huyện, thành phố', () => [...DEPARTMENTS_2023, ...districts('20')]],
  ['t20', '2026-01-01', 'Các sở', () => ['ls-so-gddt', 'ls-so-khcn', 'ls-so-noi-vu', 'ls-so-vhttdl', 'ls-so-y-te']],
  ['t20', '2026-01-01', 'Các bộ, cơ quan ngang bộ', () => [...MINISTRIES, 'thanh-tra-cp', 'vpcp']],
  ['bo-khcn', '2026-01-01', 'Các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ', () => [...without(MINISTRIES, 'bo-khcn'), 'thanh-tra-cp', 'vpcp']],
  ['h178', '2024-01-01', 'Các phòng, ban thuộc UBND thành phố', () => divisions('h178')],
  ['ls-so-tttt-ttbcxb', '2024-01-01', 'Thanh tra Sở', () => ['ls-so-tttt-thanh-tra']],
  // codes, official ones on their day
  ['t20', '2024-01-01', '06184', () => ['x06184']],
  ['t20', '2026-01-01', '06184', () => ['x06184-2025']],
  ['bo-noi-vu', '2024-01-01', '44', () => ['t44']],
  ['bo-noi-vu', '2026-01-01', '44', () => ['t44-2025']],
  ['bo-noi-vu', '2026-01-01', 'H37; ls-so-y-te', () => ['t20', 'ls-so-y-te']],
  ['bo-noi-vu', '2026-01-01', '000.00.00.H37', () => ['t20']],
]; // prettier-ignore

describe('an addressee expression', () => {
  it.each(UNDERSTOOD)('from %s on %s: %s', (issuer, day, text, expected, ...[missing]) => {
    const found = say(issuer, day, text);
    const areas = found.notUnderstood?.parts.flatMap((part) => part.areas?.map(({ code }) => code) ?? [part.reason]);
    expect(areas?.toSorted()).toEqual(missing?.().toSorted());
    expect(codes(found)).toEqual(expected().toSorted());
  });
});

type Refused = readonly [
  issuer: string,
  day: string,
  text: string,
  reason: string,
  candidate: string | null,
  units?: () => string[],
];

const NOT_UNDERSTOOD: readonly Refused[] = [
  // several could be meant
  ['t20', '2024-01-01', 'UBND xã Tân Thành', 'ambiguous', 'x06250'],
  ['bo-khcn', '2026-01-01', 'UBND xã Tân Thành', 'ambiguous', 'x06445-2025'],
  ['ls-so-tttt', '2023-03-20', 'Phòng Văn hóa và Thông tin', 'ambiguous', 'ls-h178-phong-vhtt'],
  ['ls-so-tttt', '2023-03-20', 'UBND huyện', 'ambiguous', 'h180'],
  ['t45', '2024-01-01', 'Sở Y tế', 'ambiguous', 'ls-so-y-te'],
  ['bo-y-te', '2024-01-01', 'Sở Y tế', 'ambiguous', 'ls-so-y-te'],
  // nobody is called so
  ['t20', '2026-01-01', 'UBND xã Dong Dang', 'unknown', 'x06184-2025'],
  ['t20', '2026-01-01', 'UBND huyện Cao Lộc', 'no-such-level', 'x06211-2025'],
  ['ls-so-vhttdl', '2026-01-01', 'Sở Thông tin và Truyền thông', 'unknown', null],
  ['ls-so-vhttdl', '2026-01-01', 'Thanh tra Sở', 'unknown', null],
  ['ls-h183-phong-vhtt', '2024-04-01', 'Thanh tra Sở', 'unknown', 'ls-so-tttt-thanh-tra'],
  ['t20', '2026-01-01', 'x06184', 'unknown', 'x06184-2025'],
  ['t20', '2024-01-01', 'Các Sở: NV, YT', 'unknown', null],
  ['t20', '2024-01-01', 'Phòng Nội vụ các huyện, thành phố', 'unknown', null],
  ['h178', '2024-01-01', 'Hội Nông dân các phường, thành phố Lạng Sơn', 'unknown', null],
  // words that restrict a group are not passed over
  ['t20', '2026-01-01', 'UBND các phường, xã liên quan', 'unknown', null],
  ['t20', '2024-01-01', 'UBND các xã biên giới', 'unknown', null],
  ['t20', '2024-01-01', 'UBND các xã, thị trấn vùng cao', 'unknown', null],
  ['t20', '2024-01-01', 'UBND các huyện, thành phố có liên quan', 'unknown', null],
  ['t20', '2024-01-01', 'UBND các xã: Foo, Bảo Lâm', 'unknown', null],
  ['t20', '2024-01-01', 'UBND các xã huyện Cao Lộc, thành phố Lạng Sơn', 'unknown', 'h178', () => communesOf('183', 'xã')],
  ['t20', '2024-01-01', 'UBND các huyện (trừ huyện Cao Lộc), thành phố', 'unknown', null, () => without(districts('20', 'huyện'), 'h183')],
  ['t20', '2024-01-01', 'UBND các huyện, thành phố trừ các huyện nghèo', 'exception', null],
  ['t20', '2024-01-01', 'UBND các huyện trừ huyện Trà Lĩnh', 'exception', null],
  // nothing of the kind there
  ['h471', '2024-01-01', 'UBND các xã', 'none-in-area', null],
  ['t20', '2026-01-01', 'UBND các huyện, thành phố', 'no-such-level', 't20'],
  ['t20', '2024-01-01', 'Công an các huyện, thành phố', 'none-in-area', 'ls-cong-an'],
  ['bo-khcn', '2026-01-01', 'UBND các thành phố', 'none-in-area', null],
  // no units at all
  ['ls-h183-phong-vhtt', '2024-04-01', 'TP, PTP', 'people', null],
  ['ls-so-vhttdl', '2023-07-10', 'GD, PGD Sở;', 'people', null],
  ['ls-so-tttt', '2023-03-20', 'Lãnh đạo Sở', 'people', null],
  ['t20', '2024-01-01', 'Chủ tịch, các PCT UBND tỉnh', 'people', null],
  ['t20', '2024-01-01', 'Như trên', 'same-as-addressees', null],
  ['t20', '2024-01-01', 'Lưu: VT, TTBCXB.', 'filing', null],
  ['t20', '2024-01-01', '', 'unknown', null],
  // the understood part of a list is kept, the rest is asked for
  ['t20', '2024-01-01', 'Các sở, ban, ngành, đoàn thể tỉnh', 'unknown', null, () => DEPARTMENTS_2023],
  ['t20', '2024-01-01', 'Đảng ủy, UBND các xã, phường, thị trấn', 'unknown', null, () => communesIn('20')],
  ['t20', '2024-01-01', 'UBND tỉnh Cao Bằng; Bộ Chỉ huy Quân sự tỉnh', 'unknown', null, () => ['t04']],
]; // prettier-ignore

describe('an expression that does not say which unit', () => {
  it.each(NOT_UNDERSTOOD)('from %s on %s: %s (%s)', (issuer, day, text, reason, candidate, units) => {
    const found = say(issuer, day, text);
    expect(found.notUnderstood?.reason).toBe(reason);
    expect(found.notUnderstood!.candidates.length).toBeLessThanOrEqual(5);
    const offered = found.notUnderstood!.candidates.map(({ code }) => code);
    expect(offered).toEqual(expect.arrayContaining(candidate ? [candidate] : []));
    expect(codes(found)).toEqual((units?.() ?? []).toSorted());
  });

  it.each([
    ['Phòng Nội vụ các huyện, thành phố; UBND tỉnh', ['Phòng Nội vụ các huyện, thành phố']],
    ['Phòng Tài chính và Kế hoạch các huyện, thành phố', ['Phòng Tài chính và Kế hoạch các huyện, thành phố']],
    ['Hội Nông dân, Phòng VHTT các huyện', ['Hội Nông dân']],
    ['Đảng ủy, UBND các xã, phường', ['Đảng ủy']],
    ['Sở Xây dựng, Sở Y tế, Chi cục Kiểm lâm', ['Sở Xây dựng', 'Chi cục Kiểm lâm']],
  ])('quotes of %s what is asked for', (text, quoted) => {
    expect(say('t20', '2024-01-01', text).notUnderstood!.parts.map((part) => part.text)).toEqual(quoted);
  });

  it('tells namesakes apart by the areas around them', () => {
    expect(say('t20', '2024-01-01', 'UBND xã Tân Thành').notUnderstood!.candidates).toMatchObject([
      { code: 'x06250', name: 'Xã Tân Thành', within: 'huyện Cao Lộc, tỉnh Lạng Sơn' },
      { code: 'x06379', name: 'Xã Tân Thành', within: 'huyện Bắc Sơn, tỉnh Lạng Sơn' },
      { code: 'x06442', name: 'Xã Tân Thành', within: 'huyện Hữu Lũng, tỉnh Lạng Sơn' },
    ]);
  });
});

test('whatever is written, no unit comes twice, every unit is one of the day, and what is not understood is quoted', () => {
  const piece = fc.constantFrom(
    'UBND', 'các', 'xã', 'huyện', 'thành phố', 'Lạng Sơn', 'Cao Lộc', 'Phòng VHTT', 'Sở', 'Trung tâm', 'VH-TT-TT', 'tỉnh', 'và', ',', ';', ':',
    'thuộc', 'trực thuộc', 'Báo', '(b/c)', '06184', 'h183', 'TT', 'liên quan', 'trừ', 'Công an', 'đơn vị', 'ban', 'ngành', 'các huyện, thành phố', '.',
  ); // prettier-ignore
  const issuer = fc.constantFrom(
    't20',
    'h183',
    'x06184',
    'ls-so-tttt',
    'ls-h183-phong-vhtt',
    'bo-noi-vu',
    'vn',
    'ls-bao',
  );
  const directory = directoryOf('2024-01-01');
  fc.assert(
    fc.property(issuer, fc.array(piece, { maxLength: 9 }), (from, pieces) => {
      const text = pieces.join(' ');
      const found = say(from, '2024-01-01', text);
      expect(new Set(codes(found)).size).toBe(found.units.length);
      expect(found.units.every(({ code }) => directory.byCode.has(code))).toBe(true);
      for (const part of found.notUnderstood?.parts ?? []) expect(text).toContain(part.text);
      expect(found.units.length > 0 || found.notUnderstood !== null).toBe(true);
    }),
    { numRuns: 300 },
  );
});
