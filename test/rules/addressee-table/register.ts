import { readNationalLists } from '../../../src/units/national-lists.js';
import { EndedUnits, type EndedName, type Following } from '../../../src/units/ended-units.rules.js';
import { nationalSuccessions } from '../../../src/units/succession.rules.js';
import { nationalTree, type ListedState, type UnitToWrite } from '../../../src/units/national-tree.rules.js';
import { UnitDirectory, type DirectoryUnit } from '../../../src/units/unit-directory.rules.js';
import { accentKey, type Kind } from '../../../src/units/vocabulary.rules.js';

/** The published lists of both states, from which every expectation is taken. */
export interface Lists {
  before: ListedState;
  after: ListedState;
}

const MINISTRIES_MERGED_ON = '2025-03-01';
const REFORM_ON = '2025-07-01';
const HUE_ON = '2025-01-01';
const ISLANDS = ['318', '471', '498', '755', '536']; // districts without communes have no bodies either
/** Provinces whose communes have bodies of their own in this register. */
export const FULL_BEFORE = ['20', '45', '44', '04', '75'];
export const FULL_AFTER = ['20', '44', '04', '75', '46', '01', '79'];

interface Body {
  code: string;
  name: string;
  kind: Kind;
  territory?: string | undefined;
  administrative?: string | undefined;
  aliases?: string[];
  from?: string;
  to?: string;
}

const inside = (area: string): string => area.slice(0, 1).toLocaleLowerCase('vi') + area.slice(1);
const area = (name: string): string =>
  inside(name.normalize('NFC').replace(/\s+/g, ' ').trim().replace('Thị trấn NT ', 'Thị trấn Nông trường '));

const PROVINCIAL: readonly (readonly [prefix: string, name: string, kind: Kind, from?: string, to?: string])[] = [
  ['snv', 'Sở Nội vụ', 'department'],
  ['syt', 'Sở Y tế', 'department'],
  ['sgd', 'Sở Giáo dục và Đào tạo', 'department'],
  ['stc', 'Sở Tài chính', 'department'],
  ['skh', 'Sở Khoa học và Công nghệ', 'department'],
  ['stt', 'Sở Thông tin và Truyền thông', 'department', undefined, MINISTRIES_MERGED_ON],
  ['snn', 'Sở Nông nghiệp và Phát triển nông thôn', 'department', undefined, MINISTRIES_MERGED_ON],
  ['snm', 'Sở Nông nghiệp và Môi trường', 'department', MINISTRIES_MERGED_ON],
  ['vp', 'Văn phòng Ủy ban nhân dân', 'department'],
  ['ttr', 'Thanh tra', 'department'],
  ['ca', 'Công an', 'police'],
  ['bcd', 'Ban Chỉ đạo 138', 'steering-committee'],
];
const CULTURE = ['svh', 'Sở Văn hóa, Thể thao và Du lịch', 'department'] as const;
const CULTURE_OF_CITIES = [
  ['svt', 'Sở Văn hóa và Thể thao', 'department'],
  ['sdl', 'Sở Du lịch', 'department'],
] as const;

const OF_DISTRICT = [
  ['pvh', 'Phòng Văn hóa và Thông tin', 'division'],
  ['pnv', 'Phòng Nội vụ', 'division'],
  ['pgd', 'Phòng Giáo dục và Đào tạo', 'division'],
  ['ptc', 'Phòng Tài chính - Kế hoạch', 'division'],
  ['ptp', 'Phòng Tư pháp', 'division'],
  ['cah', 'Công an', 'police'],
  ['tty', 'Trung tâm Y tế', 'public-service-unit'],
] as const;

const OF_COMMUNE = [
  ['cax', 'Công an', 'police'],
  ['tyt', 'Trạm Y tế', 'public-service-unit'],
] as const;
const OF_NEW_COMMUNE = [
  ...OF_COMMUNE,
  ['vpx', 'Văn phòng Hội đồng nhân dân và Ủy ban nhân dân', 'division'],
  ['pvx', 'Phòng Văn hóa - Xã hội', 'division'],
  ['hcc', 'Trung tâm Phục vụ hành chính công', 'public-service-unit'],
] as const;

const CENTRAL: readonly Body[] = (
  [
    ['bnv', 'Bộ Nội vụ', 'ministry'],
    ['byt', 'Bộ Y tế', 'ministry'],
    ['bgd', 'Bộ Giáo dục và Đào tạo', 'ministry'],
    ['bca', 'Bộ Công an', 'ministry'],
    ['bqp', 'Bộ Quốc phòng', 'ministry'],
    ['bvh', 'Bộ Văn hóa, Thể thao và Du lịch', 'ministry'],
    ['ttcp', 'Thanh tra Chính phủ', 'ministerial-agency'],
    ['vpcp', 'Văn phòng Chính phủ', 'ministerial-agency'],
    ['nhnn', 'Ngân hàng Nhà nước Việt Nam', 'ministerial-agency'],
    ['vtv', 'Đài Truyền hình Việt Nam', 'government-agency'],
    ['ttx', 'Thông tấn xã Việt Nam', 'government-agency'],
  ] as const
).map(([code, name, kind]) => ({ code, name, kind, territory: 'vn', administrative: 'vn' }));

const own = (code: string, name: string, kind: Kind, above: string | undefined, more: Partial<Body> = {}): Body => ({
  code, name, kind, territory: 't20', administrative: above, ...more,
}); // prettier-ignore

const LANG_SON: readonly Body[] = [
  own('vh-vp', 'Văn phòng Sở Văn hóa, Thể thao và Du lịch', 'internal-division', 'svh-t20', {
    aliases: ['Văn phòng Sở'],
  }),
  own('vh-qlvh', 'Phòng Quản lý văn hóa và gia đình', 'internal-division', 'svh-t20'),
  own('vh-qltt', 'Phòng Quản lý thể dục, thể thao', 'internal-division', 'svh-t20'),
  own('vh-ttr', 'Thanh tra Sở Văn hóa, Thể thao và Du lịch', 'inspectorate', 'svh-t20', { to: REFORM_ON }),
  own('vh-bt', 'Bảo tàng tỉnh Lạng Sơn', 'public-service-unit', 'svh-t20'),
  own('vh-tv', 'Thư viện tỉnh Lạng Sơn', 'public-service-unit', 'svh-t20'),
  own('yt-vp', 'Văn phòng Sở Y tế', 'internal-division', 'syt-t20', { aliases: ['Văn phòng Sở'] }),
  own('yt-cdc', 'Trung tâm Kiểm soát bệnh tật tỉnh Lạng Sơn', 'public-service-unit', 'syt-t20'),
  own('yt-bvdk', 'Bệnh viện Đa khoa tỉnh Lạng Sơn', 'public-service-unit', 'syt-t20'),
  own('yt-bvyh', 'Bệnh viện Y học cổ truyền tỉnh Lạng Sơn', 'public-service-unit', 'syt-t20'),
  own('thpt-cl', 'Trường THPT Cao Lộc', 'public-service-unit', 'sgd-t20'),
  own('thpt-cva', 'Trường Trung học phổ thông Chu Văn An', 'public-service-unit', 'sgd-t20'),
  own('thcs-dd', 'Trường THCS thị trấn Đồng Đăng', 'public-service-unit', 'h183', { territory: 'h183', to: REFORM_ON }),
  own('thcs-hp', 'Trường THCS Hồng Phong', 'public-service-unit', 'h183', { territory: 'h183', to: REFORM_ON }),
  own('th-dd', 'Trường Tiểu học Đồng Đăng', 'public-service-unit', 'h183', { territory: 'h183', to: REFORM_ON }),
  own('cc-kl', 'Chi cục Kiểm lâm tỉnh Lạng Sơn', 'other-body', 'snm-t20', { from: MINISTRIES_MERGED_ON }),
  own('cc-tl', 'Chi cục Thủy lợi tỉnh Lạng Sơn', 'other-body', 'snm-t20', { from: MINISTRIES_MERGED_ON }),
  own('bao-t20', 'Báo Lạng Sơn', 'press', undefined),
  own('dai-t20', 'Đài Phát thanh và Truyền hình tỉnh Lạng Sơn', 'press', undefined),
  own('bch-t20', 'Bộ Chỉ huy Quân sự tỉnh Lạng Sơn', 'other-body', undefined),
  own('mttq-t20', 'Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Lạng Sơn', 'other-body', undefined),
];

const PRESS_OF_CITY: readonly Body[] = [
  { code: 'bao-sggp', name: 'Báo Sài Gòn Giải phóng', kind: 'press', territory: 't79', to: REFORM_ON },
  { code: 'bao-tt', name: 'Báo Tuổi trẻ Thành phố Hồ Chí Minh', kind: 'press', territory: 't79', to: REFORM_ON },
  { code: 'dai-htv', name: 'Đài Truyền hình Thành phố Hồ Chí Minh', kind: 'press', territory: 't79', to: REFORM_ON },
];

/** Units with what a directory knows of them, for as long as they are. */
export interface Known extends Omit<DirectoryUnit, 'id' | 'key'> {
  from: string;
  to: string | null;
}

const known = (body: Body, from = '0001-01-01', to: string | null = null): Known => ({
  code: body.code, name: body.name, kind: body.kind, level: 'body', administrative: body.administrative ?? null,
  territory: body.territory ?? null, aliases: body.aliases ?? [], from: body.from ?? from, to: body.to ?? to,
}); // prettier-ignore

/** A plausible register of bodies in every province: no official one, and names follow one pattern. */
function bodies({ before, after }: Lists): Known[] {
  const found: Known[] = [...CENTRAL, ...LANG_SON, ...PRESS_OF_CITY].map((body) => known(body));
  const inProvince = (code: string, gso: string, name: string, [from, to]: readonly [string, string | null]) => {
    const culture = gso === '01' || gso === '79' ? CULTURE_OF_CITIES : [CULTURE];
    for (const [prefix, body, kind, start, end] of [...PROVINCIAL, ...culture]) {
      const period = [start && start > from ? start : from, end && (!to || end < to) ? end : to] as const;
      if (period[1] !== null && period[0] >= period[1]) continue;
      const of = { code: `${prefix}-${code}`, name: `${body} ${area(name)}`, kind, territory: code };
      found.push(known({ ...of, administrative: code }, ...period));
    }
  };
  for (const { gso, name } of before.provinces) {
    if (gso === '46') inProvince('t46', gso, 'Thành phố Huế', [HUE_ON, null]);
    inProvince(`t${gso}`, gso, name, ['0001-01-01', gso === '46' ? HUE_ON : lasts(gso) ? null : REFORM_ON]);
  }
  for (const { gso, name } of after.provinces)
    if (!lasts(gso)) inProvince(`t${gso}-2025`, gso, name, [REFORM_ON, null]);
  const each = (code: string, name: string, of: readonly (readonly [string, string, Kind])[], era: [string, string | null]) => {
    for (const [prefix, body, kind] of of)
      found.push(known({ code: `${prefix}-${code}`, name: `${body} ${area(name)}`, kind, territory: code, administrative: code }, ...era));
  }; // prettier-ignore
  for (const { gso, name } of before.districts)
    if (!ISLANDS.includes(gso)) each(`h${gso}`, name, OF_DISTRICT, ['0001-01-01', REFORM_ON]);
  const provinceOf = new Map(before.districts.map(({ gso, parent }) => [gso, parent]));
  for (const { gso, name, parent } of before.communes)
    if (FULL_BEFORE.includes(provinceOf.get(parent!)!)) each(`x${gso}`, name, OF_COMMUNE, ['0001-01-01', REFORM_ON]);
  for (const { gso, name, parent } of after.communes) {
    if (!FULL_AFTER.includes(parent!)) continue;
    const urban = !name.startsWith('Xã ');
    const economy = ['pkt', urban ? 'Phòng Kinh tế, Hạ tầng và Đô thị' : 'Phòng Kinh tế', 'division'] as const;
    each(`x${gso}-2025`, name, [...OF_NEW_COMMUNE, economy], [REFORM_ON, null]);
  }
  return found;
}

/** The eleven provinces that the reform did not merge. */
export const LASTING = ['01', '04', '11', '12', '14', '20', '22', '38', '40', '42', '46'];
const lasts = (gso: string): boolean => LASTING.includes(gso);

/** The areas as the seeds write them, with the register of bodies. */
export class Register {
  private readonly directories = new Map<string, UnitDirectory>();
  private readonly endeds = new Map<string, EndedUnits>();
  private constructor(
    readonly lists: Lists,
    private readonly followings: readonly Following[],
    private readonly areas: readonly UnitToWrite[],
    private readonly others: readonly Known[],
  ) {}

  static async read(): Promise<Register> {
    const { before, after, mapping } = await readNationalLists();
    const lists = { before, after };
    const followings = nationalSuccessions(before, after, mapping).map((row) => ({ ...row, complete: row.confidence === 'checked' })); // prettier-ignore
    return new Register(lists, followings, nationalTree(before, after), bodies(lists));
  }

  /** The names of earlier days, of areas only, with the successions of the reform. */
  ended(day: string): EndedUnits {
    const there = this.endeds.get(day);
    if (there) return there;
    const names = this.areas.flatMap((unit) =>
      unit.periods
        .filter(({ to }) => to !== null && to <= day)
        .map(({ name, kind, level, to }): EndedName => {
          const parent = unit.relations.find((r) => r.line === 'administrative' && (!r.to || r.to >= to!));
          return { id: unit.code, code: unit.code, name, kind, level, key: accentKey(name), administrative: parent?.parent ?? null, territory: null, aliases: [], endedOn: to! };
        }),
    ); // prettier-ignore
    const followings = day < REFORM_ON ? [] : this.followings;
    const ended = new EndedUnits(this.on(day), names, followings);
    this.endeds.set(day, ended);
    return ended;
  }

  /** The directory of a day; ids are the codes. */
  on(day: string): UnitDirectory {
    const there = this.directories.get(day);
    if (there) return there;
    const on = (period: { from: string; to: string | null }) => period.from <= day && (!period.to || period.to > day);
    const official = new Map<string, string[]>();
    const areas = this.areas.flatMap((unit): DirectoryUnit[] => {
      const period = unit.periods.find(on);
      if (!period) return [];
      for (const { value } of unit.officialCodes.filter(on))
        official.set(value, [...(official.get(value) ?? []), unit.code]);
      const parent = (line: string) => unit.relations.find((r) => r.line === line && on(r))?.parent ?? null;
      const { name, kind, level } = period;
      const aliases = unit.aliases.filter(on).map(({ alias }) => alias);
      return [{ id: unit.code, code: unit.code, name, kind, level, key: accentKey(name), administrative: parent('administrative'), territory: null, aliases }];
    }); // prettier-ignore
    const others = this.others
      .filter(on)
      .map(({ from: _from, to: _to, ...body }) => ({ ...body, id: body.code, key: accentKey(body.name) }));
    const directory = new UnitDirectory([...areas, ...others], official);
    this.directories.set(day, directory);
    return directory;
  }
}
