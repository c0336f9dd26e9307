import { BEFORE_RECORDS, REFORM_ON, type Period, type UnitToWrite } from './national-tree.rules.js';
import type { SuccessionToWrite } from './succession.rules.js';
import type { BodyKind } from './vocabulary.rules.js';

/** Bộ Thông tin và Truyền thông and the sở below it ended that day; the functions went to other bodies. */
const TTTT_ENDED_ON = '2025-03-01';

const ALWAYS: Period = { from: BEFORE_RECORDS, to: null };
const UNTIL_TTTT_ENDED: Period = { from: BEFORE_RECORDS, to: TTTT_ENDED_ON };
const UNTIL_REFORM: Period = { from: BEFORE_RECORDS, to: REFORM_ON };

interface Body {
  code: string;
  name: string;
  kind: BodyKind;
  territory: string;
  administrative?: string;
  /** One parent for the whole period, or several in turn. */
  sectoral?: string | UnitToWrite['relations'];
  aliases?: readonly string[];
  during?: Period;
}

/** An area with bodies of its own in the demonstration: `of` is how names of its bodies end. */
interface District {
  code: string;
  of: string;
}

function written(body: Body): UnitToWrite {
  const during = body.during ?? ALWAYS;
  const { name, kind } = body;
  const sectoral =
    typeof body.sectoral === 'string'
      ? [{ line: 'sectoral', parent: body.sectoral, ...during } as const]
      : body.sectoral;
  return {
    code: body.code,
    periods: [{ name, kind, level: 'body', legalBasis: null, ...during }],
    relations: [
      { line: 'territory', parent: body.territory, ...during },
      ...(body.administrative ? [{ line: 'administrative', parent: body.administrative, ...during } as const] : []),
      ...(sectoral ?? []),
    ],
    officialCodes: [],
    aliases: (body.aliases ?? []).map((alias) => ({ alias, ...during })),
  };
}

const ministry = (code: string, name: string, more: Partial<Body> = {}): Body => ({
  code, name, kind: 'ministry', administrative: 'vn', territory: 'vn', ...more,
}); // prettier-ignore

const CENTRAL: readonly Body[] = [
  ministry('bo-noi-vu', 'Bộ Nội vụ', { aliases: ['BNV'] }),
  ministry('bo-khcn', 'Bộ Khoa học và Công nghệ', { aliases: ['Bộ KH&CN', 'Bộ KHCN'] }),
  ministry('bo-vhttdl', 'Bộ Văn hóa, Thể thao và Du lịch', { aliases: ['Bộ VHTTDL', 'Bộ VHTT&DL'] }),
  ministry('bo-cong-an', 'Bộ Công an', { aliases: ['BCA'] }),
  ministry('bo-gddt', 'Bộ Giáo dục và Đào tạo', { aliases: ['Bộ GD&ĐT', 'Bộ GDĐT'] }),
  ministry('bo-y-te', 'Bộ Y tế'),
  ministry('bo-tttt', 'Bộ Thông tin và Truyền thông', { aliases: ['Bộ TTTT', 'Bộ TT&TT'], during: UNTIL_TTTT_ENDED }),
  ministry('thanh-tra-cp', 'Thanh tra Chính phủ', { kind: 'ministerial-agency', aliases: ['TTCP'] }),
  ministry('vpcp', 'Văn phòng Chính phủ', { kind: 'ministerial-agency', aliases: ['VPCP'] }),
];

const ofLangSon = (code: string, name: string, more: Partial<Body> = {}): Body => ({
  code: `ls-${code}`, name: `${name} tỉnh Lạng Sơn`, kind: 'department', administrative: 't20', territory: 't20', ...more,
}); // prettier-ignore

const LANG_SON: readonly Body[] = [
  ofLangSon('vp-ubnd', 'Văn phòng Ủy ban nhân dân', { aliases: ['Văn phòng UBND tỉnh', 'VP UBND tỉnh'] }),
  ofLangSon('so-tttt', 'Sở Thông tin và Truyền thông', {
    sectoral: 'bo-tttt',
    aliases: ['Sở TTTT', 'Sở TT&TT', 'STTTT'],
    during: UNTIL_TTTT_ENDED,
  }),
  ofLangSon('so-vhttdl', 'Sở Văn hóa, Thể thao và Du lịch', {
    sectoral: 'bo-vhttdl',
    aliases: ['Sở VHTTDL', 'Sở VHTT&DL', 'SVHTTDL'],
  }),
  ofLangSon('so-khcn', 'Sở Khoa học và Công nghệ', { sectoral: 'bo-khcn', aliases: ['Sở KH&CN', 'Sở KHCN'] }),
  ofLangSon('so-noi-vu', 'Sở Nội vụ', { sectoral: 'bo-noi-vu', aliases: ['SNV'] }),
  ofLangSon('so-gddt', 'Sở Giáo dục và Đào tạo', { sectoral: 'bo-gddt', aliases: ['Sở GD&ĐT', 'Sở GDĐT'] }),
  ofLangSon('so-y-te', 'Sở Y tế', { sectoral: 'bo-y-te' }),
  ofLangSon('thanh-tra', 'Thanh tra', { sectoral: 'thanh-tra-cp' }),
  ofLangSon('cong-an', 'Công an', {
    kind: 'police',
    sectoral: 'bo-cong-an',
    aliases: ['TT BCĐ 138 tỉnh', 'Cơ quan Thường trực Ban Chỉ đạo 138 tỉnh'],
  }),
  ofLangSon('bcd-138', 'Ban Chỉ đạo 138', { kind: 'steering-committee', aliases: ['BCĐ 138 tỉnh', 'BCĐ 138'] }),
  // on neither line: the press answers to the Party, and serves the province
  { code: 'ls-bao', name: 'Báo Lạng Sơn', kind: 'press', territory: 't20' },
  {
    code: 'ls-dai-ptth',
    name: 'Đài Phát thanh và Truyền hình tỉnh Lạng Sơn',
    kind: 'press',
    territory: 't20',
    aliases: ['Đài PTTH tỉnh', 'Đài PT-TH tỉnh', 'Đài PT&TH tỉnh', 'Đài Phát thanh - Truyền hình tỉnh'],
  },
];

/** What is inside a sở: divisions and the units under it. The name of an inspectorate needs its sở to be unique. */
function inside(
  so: string,
  bodies: readonly (readonly [string, string, BodyKind, ...string[]])[],
  during: Period,
): Body[] {
  return bodies.map(([code, name, kind, ...aliases]) => ({
    code: `${so}-${code}`, name, kind, administrative: so, territory: 't20', aliases, during,
  })); // prettier-ignore
}

const INSIDE: readonly Body[] = [
  ...inside(
    'ls-so-tttt',
    [
      ['vp', 'Văn phòng Sở Thông tin và Truyền thông', 'internal-division', 'Văn phòng Sở', 'VP Sở', 'VP'],
      ['thanh-tra', 'Thanh tra Sở Thông tin và Truyền thông', 'inspectorate', 'Thanh tra Sở'],
      ['ttbcxb', 'Phòng Thông tin - Báo chí - Xuất bản', 'internal-division', 'Phòng TTBCXB'],
      ['cntt', 'Phòng Công nghệ thông tin - Bưu chính, viễn thông', 'internal-division', 'Phòng CNTT-BCVT'],
      ['cns', 'Trung tâm Công nghệ số', 'public-service-unit', 'Trung tâm CNS'],
    ],
    UNTIL_TTTT_ENDED,
  ),
  ...inside(
    'ls-so-vhttdl',
    [
      ['vp', 'Văn phòng Sở Văn hóa, Thể thao và Du lịch', 'internal-division', 'Văn phòng Sở', 'VP Sở', 'VP'],
      ['qlvhgd', 'Phòng Quản lý văn hóa và gia đình', 'internal-division', 'Phòng QLVHGD'],
      ['qltdtt', 'Phòng Quản lý thể dục, thể thao', 'internal-division', 'Phòng QLTDTT'],
      ['qldl', 'Phòng Quản lý du lịch', 'internal-division', 'Phòng QLDL'],
      ['bao-tang', 'Bảo tàng tỉnh Lạng Sơn', 'public-service-unit'],
      ['thu-vien', 'Thư viện tỉnh Lạng Sơn', 'public-service-unit'],
      ['tt-vhnt', 'Trung tâm Văn hóa nghệ thuật tỉnh Lạng Sơn', 'public-service-unit'],
      ['tt-hltdtt', 'Trung tâm Huấn luyện và Thi đấu thể thao tỉnh Lạng Sơn', 'public-service-unit'],
    ],
    ALWAYS,
  ),
  ...inside(
    'ls-so-vhttdl',
    [['thanh-tra', 'Thanh tra Sở Văn hóa, Thể thao và Du lịch', 'inspectorate', 'Thanh tra Sở']],
    UNTIL_REFORM, // departments have no inspectorate of their own under the Law on Inspection of 2025
  ),
];

const LANG_SON_DISTRICTS: readonly District[] = [
  { code: 'h178', of: 'thành phố Lạng Sơn' },
  { code: 'h180', of: 'huyện Tràng Định' },
  { code: 'h181', of: 'huyện Bình Gia' },
  { code: 'h182', of: 'huyện Văn Lãng' },
  { code: 'h183', of: 'huyện Cao Lộc' },
  { code: 'h184', of: 'huyện Văn Quan' },
  { code: 'h185', of: 'huyện Bắc Sơn' },
  { code: 'h186', of: 'huyện Hữu Lũng' },
  { code: 'h187', of: 'huyện Chi Lăng' },
  { code: 'h188', of: 'huyện Lộc Bình' },
  { code: 'h189', of: 'huyện Đình Lập' },
];

/** The island district Cồn Cỏ (h471) has no communes and none of these bodies. */
const QUANG_TRI_DISTRICTS: readonly District[] = [
  { code: 'h461', of: 'thành phố Đông Hà' },
  { code: 'h462', of: 'thị xã Quảng Trị' },
  { code: 'h464', of: 'huyện Vĩnh Linh' },
  { code: 'h465', of: 'huyện Hướng Hóa' },
  { code: 'h466', of: 'huyện Gio Linh' },
  { code: 'h467', of: 'huyện Đa Krông' },
  { code: 'h468', of: 'huyện Cam Lộ' },
  { code: 'h469', of: 'huyện Triệu Phong' },
  { code: 'h470', of: 'huyện Hải Lăng' },
];

const cultureDivision = (prefix: string, { code, of }: District, sectoral: Body['sectoral']): Body => ({
  code: `${prefix}-${code}-phong-vhtt`,
  name: `Phòng Văn hóa và Thông tin ${of}`,
  kind: 'division',
  administrative: code,
  sectoral: sectoral ?? [],
  territory: code,
  aliases: [`Phòng VHTT ${of}`, `Phòng VH&TT ${of}`],
  during: UNTIL_REFORM,
});

const cultureCentre = (code: string, name: string, district: District, aliases: readonly string[]): Body => ({
  code,
  name: `${name} ${district.of}`,
  kind: 'public-service-unit',
  administrative: district.code,
  territory: district.code,
  aliases: aliases.map((alias) => `${alias} ${district.of}`),
  during: UNTIL_REFORM,
});

const sectoralOfLangSonDivisions: UnitToWrite['relations'] = [
  { line: 'sectoral', parent: 'ls-so-tttt', ...UNTIL_TTTT_ENDED },
  { line: 'sectoral', parent: 'ls-so-vhttdl', from: TTTT_ENDED_ON, to: REFORM_ON },
];

function bodiesOfLangSonDistrict(district: District): Body[] {
  const { code } = district;
  const isCity = code === 'h178';
  return [
    cultureDivision('ls', district, sectoralOfLangSonDivisions),
    isCity
      ? cultureCentre(`ls-${code}-tt-vhtt`, 'Trung tâm Văn hóa - Thể thao', district, [
          'Trung tâm VH-TT',
          'Trung tâm VH-TT-TT',
        ])
      : cultureCentre(`ls-${code}-tt-vhtttt`, 'Trung tâm Văn hóa, Thể thao và Truyền thông', district, [
          'Trung tâm VH-TT-TT',
          'Trung tâm VHTTTT',
        ]),
  ];
}

const QUANG_TRI: readonly Body[] = [
  {
    code: 'qt-so-tttt',
    name: 'Sở Thông tin và Truyền thông tỉnh Quảng Trị',
    kind: 'department',
    administrative: 't45',
    sectoral: 'bo-tttt',
    territory: 't45',
    aliases: ['Sở TTTT', 'Sở TT&TT', 'STTTT'],
    during: UNTIL_TTTT_ENDED,
  },
  ...QUANG_TRI_DISTRICTS.flatMap((district) => [
    cultureDivision('qt', district, [{ line: 'sectoral', parent: 'qt-so-tttt', ...UNTIL_TTTT_ENDED }]),
    cultureCentre(`qt-${district.code}-tt-vhtt-tdtt`, 'Trung tâm Văn hóa Thông tin - Thể dục thể thao', district, [
      'Trung tâm VHTT-TDTT',
    ]),
  ]),
];

/**
 * Bodies of the demonstration: nine at the centre, those of Lạng Sơn that directives on culture and information go
 * through, and a sở of Quảng Trị with its districts. Codes and names are plausible, not an official register.
 */
export const DEMO_BODIES: readonly UnitToWrite[] = [
  ...CENTRAL,
  ...LANG_SON,
  ...INSIDE,
  ...LANG_SON_DISTRICTS.flatMap(bodiesOfLangSonDistrict),
  ...QUANG_TRI,
].map(written);

/** Communes that have no address in the demonstration, so that "no live address" can be watched. */
export const WITHOUT_ADDRESS = ['x06193', 'x06217', 'x06250', 'x06211-2025', 'x06220-2025', 'x06316-2025'] as const;

const functional = (
  [from, to]: readonly [string, string],
  extent: 'whole' | 'part',
  main: boolean,
): SuccessionToWrite => ({
  from, to, extent, main, scope: 'functional', effectiveOn: TTTT_ENDED_ON, confidence: 'checked',
  legalBasis: 'Nghị quyết 190/2025/QH15',
}); // prettier-ignore

/**
 * Who took over from bodies that ended with the ministry of information on 1/3/2025: the offices of science, and those of
 * culture for the press and publishing. A sở whose successor is not in the register has none here.
 */
export const DEMO_SUCCESSIONS: readonly SuccessionToWrite[] = [
  functional(['bo-tttt', 'bo-khcn'], 'part', true),
  functional(['bo-tttt', 'bo-vhttdl'], 'part', false),
  functional(['ls-so-tttt', 'ls-so-khcn'], 'part', true),
  functional(['ls-so-tttt', 'ls-so-vhttdl'], 'part', false),
  functional(['ls-so-tttt-ttbcxb', 'ls-so-vhttdl'], 'whole', true),
  ...['vp', 'thanh-tra', 'cntt', 'cns'].map((code) => functional([`ls-so-tttt-${code}`, 'ls-so-khcn'], 'whole', true)),
  {
    ...functional(['ls-so-vhttdl-thanh-tra', 'ls-thanh-tra'], 'whole', true),
    effectiveOn: REFORM_ON,
    legalBasis: 'Luật Thanh tra số 84/2025/QH15',
  },
];
