import type { Kind } from './vocabulary.rules.js';

/*
 * Every word that the grammar of addressee expressions knows. A new word of a clerk is one line here. Keys are lower case
 * with accents, without `và`; blanks in a key stand for blanks, `&`, `-`, `/` or `.` in the text.
 */

/** Words that an area's name begins with, as in `UBND tỉnh`; the same word can stand on two levels. */
export const KIND_WORDS: readonly (readonly [string, readonly Kind[]])[] = [
  ['thành phố trực thuộc trung ương', ['municipality']],
  ['thành phố', ['municipality', 'city']],
  ['tỉnh', ['province']],
  ['huyện', ['rural-district']],
  ['quận', ['urban-district']],
  ['thị xã', ['town']],
  ['thị trấn', ['township']],
  ['đặc khu', ['special-zone']],
  ['xã', ['commune']],
  ['phường', ['ward']],
];

/** Levels by their words, and the kinds of area on them. */
export const LEVEL_WORDS: Readonly<Record<string, readonly Kind[]>> = {
  'cấp tỉnh': ['province', 'municipality'],
  'cấp huyện': ['rural-district', 'urban-district', 'town', 'city'],
  'cấp xã': ['commune', 'ward', 'township', 'special-zone'],
};

/** Names that people write in more than one way → as they are found here. */
export const SPELLINGS: Readonly<Record<string, string>> = {
  'đắc lắc': 'đắk lắk',
  'đăk lăk': 'đắk lắk',
  'đắc nông': 'đắk nông',
  'đăk nông': 'đắk nông',
  'bắc cạn': 'bắc kạn',
  đakrông: 'đa krông',
};

/** Short forms of daily use → the words they stand for. */
export const SHORT_FORMS: Readonly<Record<string, string>> = {
  // offices of areas
  ubnd: 'ủy ban nhân dân',
  'ủy ban nd': 'ủy ban nhân dân',
  hđnd: 'hội đồng nhân dân',
  'ct ubnd': 'chủ tịch ủy ban nhân dân',
  vp: 'văn phòng',
  vpcp: 'văn phòng chính phủ',
  'đ c': 'đồng chí',
  // areas
  tp: 'thành phố',
  tx: 'thị xã',
  'tp hcm': 'thành phố hồ chí minh',
  'thành phố hcm': 'thành phố hồ chí minh',
  tphcm: 'thành phố hồ chí minh',
  'tp hn': 'thành phố hà nội',
  tw: 'trung ương',
  'tất cả các': 'các',
  'toàn bộ các': 'các',
  'toàn thể các': 'các',
  'cả các': 'các',
  // culture and information
  'vh tt tt': 'văn hóa thể thao truyền thông',
  vhtttt: 'văn hóa thể thao truyền thông',
  'vhtt tt': 'văn hóa thể thao truyền thông',
  'vh tt dl': 'văn hóa thể thao du lịch',
  'vhtt dl': 'văn hóa thể thao du lịch',
  vhttdl: 'văn hóa thể thao du lịch',
  'vhtt tdtt': 'văn hóa thông tin thể dục thể thao',
  'vh tt': 'văn hóa thông tin',
  vhtt: 'văn hóa thông tin',
  'sở vh tt dl': 'sở văn hóa thể thao du lịch',
  'sở vhtt dl': 'sở văn hóa thể thao du lịch',
  'sở vh tt': 'sở văn hóa thể thao',
  'sở vhtt': 'sở văn hóa thể thao',
  'trung tâm vh tt': 'trung tâm văn hóa thể thao',
  'trung tâm vhtt tdtt': 'trung tâm văn hóa thông tin thể dục thể thao',
  'trung tâm vhtt': 'trung tâm văn hóa thể thao',
  'trung tâm vh tt tt': 'trung tâm văn hóa thể thao truyền thông',
  'tt vh tt': 'trung tâm văn hóa thể thao',
  'tt vhtt': 'trung tâm văn hóa thể thao',
  'tt vh tt tt': 'trung tâm văn hóa thể thao truyền thông',
  'tt tt': 'thông tin truyền thông',
  tttt: 'thông tin truyền thông',
  'vh xh': 'văn hóa xã hội',
  vhxh: 'văn hóa xã hội',
  'pt th': 'phát thanh truyền hình',
  ptth: 'phát thanh truyền hình',
  // other branches
  'kh cn': 'khoa học công nghệ',
  khcn: 'khoa học công nghệ',
  'kh đt': 'kế hoạch đầu tư',
  khđt: 'kế hoạch đầu tư',
  'gd đt': 'giáo dục đào tạo',
  gdđt: 'giáo dục đào tạo',
  'tn mt': 'tài nguyên môi trường',
  tnmt: 'tài nguyên môi trường',
  'nn mt': 'nông nghiệp môi trường',
  nnmt: 'nông nghiệp môi trường',
  'nn ptnt': 'nông nghiệp phát triển nông thôn',
  nnptnt: 'nông nghiệp phát triển nông thôn',
  'lđ tb xh': 'lao động thương binh xã hội',
  'lđtb xh': 'lao động thương binh xã hội',
  lđtbxh: 'lao động thương binh xã hội',
  'gt vt': 'giao thông vận tải',
  gtvt: 'giao thông vận tải',
  'tc kh': 'tài chính kế hoạch',
  tckh: 'tài chính kế hoạch',
  'kt ht': 'kinh tế hạ tầng',
  'kt ht đt': 'kinh tế hạ tầng đô thị',
  pvhcc: 'phục vụ hành chính công',
  ttpvhcc: 'trung tâm phục vụ hành chính công',
  hcc: 'hành chính công',
  ttyt: 'trung tâm y tế',
  'gdnn gdtx': 'giáo dục nghề nghiệp giáo dục thường xuyên',
  thpt: 'trung học phổ thông',
  thcs: 'trung học cơ sở',
  ptdtnt: 'phổ thông dân tộc nội trú',
  ptdtbt: 'phổ thông dân tộc bán trú',
  bcđ: 'ban chỉ đạo',
  chqs: 'chỉ huy quân sự',
  mttq: 'mặt trận tổ quốc',
  mttqvn: 'mặt trận tổ quốc việt nam',
  ubmttq: 'ủy ban mặt trận tổ quốc',
  ubmttqvn: 'ủy ban mặt trận tổ quốc việt nam',
  kbnn: 'kho bạc nhà nước',
  bhxh: 'bảo hiểm xã hội',
  nhnn: 'ngân hàng nhà nước',
  ...SPELLINGS,
};

/** Short forms that are words too (`xã Ca Thành`): only in capitals among other letters. */
export const CAPITAL_FORMS: Readonly<Record<string, string>> = { ca: 'công an', gđ: 'giám đốc' };

/** One letter and a full stop before a name: `P. Kỳ Lừa`. */
export const INITIALS: Readonly<Record<string, string>> = {
  p: 'phường', q: 'quận', h: 'huyện', x: 'xã', t: 'tỉnh',
}; // prettier-ignore

/** Behind these a full stop ends no sentence. */
export const BEFORE_STOP = new Set(['tp', 'tx', 'tt', 'tr', 'p', 'q', 'h', 'x', 't']);

/** Words that follow `TT` where it stands for a centre; where it stands for a standing body; else it is a township. */
export const AFTER_CENTRE =
  /^(vh\p{L}*|văn|y|gdtx|giáo|phục|pvhcc|hcc|hành|dịch|khuyến|công|phát|xúc|cns|cntt|kiểm|điều|quan|quản|huấn)$/u;
export const AFTER_STANDING = /^(hđnd|hội|đảng|huyện|tỉnh|thành|ủy|bcđ|ban)$/u;

/** What a paper says before its addressees. */
export const OPENINGS = ['đồng kính gửi', 'kính gửi', 'kính chuyển', 'đồng gửi', 'nơi nhận', 'gửi'] as const;

/** What leaves out of a group what is named behind it, the longest first. */
export const EXCEPTIONS = [
  'không bao gồm', 'không gồm', 'không kể', 'không tính', 'ngoại trừ', 'ngoài trừ', 'loại trừ', 'trừ',
] as const; // prettier-ignore

/** What binds a group to the area or body it lies in. */
export const SCOPE_LINKS = [
  'trên địa bàn', 'trên', 'thuộc trực thuộc', 'trực thuộc', 'thuộc', 'của', 'trong', 'tại', 'ở',
] as const; // prettier-ignore
export const SCOPE_FILLERS = ['toàn', 'ủy ban nhân dân'] as const;
export const WHOLE_COUNTRY: ReadonlySet<string> = new Set(['cả nước', 'toàn quốc']);

/** Whose members a collective means. */
export type Owner = 'centre' | 'province' | 'area' | 'own' | 'press';

/** Words for bodies in the plural → whose members are meant, and of which kinds; none: it widens the word before. */
export const COLLECTIVES: readonly (readonly [string, Owner | 'as-before', readonly Kind[]])[] = [
  ['cơ quan ngang bộ', 'centre', ['ministerial-agency']],
  ['cơ quan thuộc chính phủ', 'centre', ['government-agency']],
  ['cơ quan thông tấn báo chí', 'press', ['press']],
  ['cơ quan báo chí', 'press', ['press']],
  ['cơ quan báo đài', 'press', ['press']],
  ['báo đài', 'press', ['press']],
  ['cơ quan chuyên môn', 'area', ['department', 'division']],
  ['phòng ban chuyên môn', 'own', ['internal-division', 'division']],
  ['phòng chuyên môn', 'own', ['internal-division', 'division']],
  ['phòng nghiệp vụ', 'own', ['internal-division', 'division']],
  ['đơn vị thuộc trực thuộc', 'own', ['internal-division', 'division', 'inspectorate', 'public-service-unit']],
  ['đơn vị sự nghiệp công lập', 'own', ['public-service-unit']],
  ['đơn vị sự nghiệp', 'own', ['public-service-unit']],
  ['đơn vị trực thuộc', 'own', ['public-service-unit']],
  ['đơn vị thuộc', 'own', ['internal-division', 'division', 'inspectorate', 'public-service-unit']],
  ['bộ', 'centre', ['ministry']],
  ['sở', 'province', ['department']],
  ['phòng', 'own', ['internal-division', 'division']],
  ['đơn vị', 'as-before', ['public-service-unit']],
  ['ban', 'as-before', []],
  ['ngành', 'as-before', []],
];

/** What `ban` and `ngành` add behind the word before them; alone they mean these without the sở. */
export const MORE: Readonly<Record<Owner, readonly Kind[]>> = {
  centre: ['ministerial-agency', 'government-agency'],
  province: ['department', 'police', 'other-body'],
  area: ['department', 'division', 'police', 'other-body'],
  own: ['division', 'police', 'other-body'],
  press: [],
};

/** `các Sở: Nội vụ, Y tế`: the first words of bodies that a list may leave out of the further ones. */
export const LISTED_BODIES = ['sở', 'bộ', 'phòng', 'trung tâm', 'chi cục', 'ban'] as const;

/** First words of bodies that are spoken of as a class by how their names begin: `các trường tiểu học`. */
export const CLASSES: ReadonlySet<string> = new Set([
  'trường', 'bệnh viện', 'trung tâm', 'trạm', 'chi cục', 'cục', 'hạt', 'hội', 'viện', 'học viện', 'ban quản lý', 'đội', 'đồn',
  'báo', 'đài', 'tạp chí', 'công ty', 'quỹ', 'kho bạc', 'chi nhánh', 'thư viện', 'bảo tàng', 'nhà',
]); // prettier-ignore

/** How a person is spoken of before the title. */
export const COMRADES = /^(?:các )?(?:đồng chí|ông|bà) (?=.)/u;

/** An office-holder means the office: the words of the title that are left out, and what has to stand behind them. */
export const TITLES: readonly RegExp[] = [
  /^(?:các )?thủ trưởng (?=.)/u,
  /^người đứng đầu (?=.)/u,
  /^chủ tịch (?=(?:các )?ủy ban)/u,
  /^(?:tổng )?giám đốc (?=(?:các )?(?:sở|công an|trung tâm|bệnh viện|đài|kho bạc|bảo hiểm|ngân hàng|thư viện|bảo tàng|công ty|quỹ|học viện|ban quản lý)(?: |$))/u,
  /^tổng biên tập (?=(?:các )?(?:báo|tạp chí|cơ quan))/u,
  /^chánh (?=(?:văn phòng|thanh tra) .)/u,
  /^trưởng (?=(?:phòng|ban|công an|trạm|chi cục) .|các )/u,
  /^bộ trưởng (?=(?:các )?bộ)/u,
  /^hiệu trưởng (?=(?:các )?trường)/u,
  /^viện trưởng (?=(?:các )?viện)/u,
  /^chi cục trưởng (?=(?:các )?chi cục)/u,
  /^chỉ huy trưởng (?=(?:ban|bộ) chỉ huy)/u,
];

/** Several persons at the head of an office, by their short forms. */
export const LEADERS =
  /^(?:các )?(?:thành phố|gđ|gd|giám đốc|ct|chủ tịch|cvp|chánh văn phòng|bộ trưởng|thủ tướng|trưởng phòng|trưởng ban) (?:các )?(?:ptp|pgđ|pgd|pct|pcvp|pcn|phó|thứ trưởng)(?= |$)/u;
export const PEOPLE =
  /^(?:các )?(?:đồng chí|đ c|lãnh đạo|gđ|pgđ|gd|pgd|giám đốc|phó|pct|ct|chủ tịch|trưởng|ptp|pcvp|chánh|thường trực|ban giám|bí thư|ông|bà|hiệu trưởng|tổ trưởng|cá nhân|hộ|thủ tướng|bộ trưởng|thủ trưởng)(?= |$)/u;
export const SAME = /^như (?:trên|kính gửi|điều \d+)/u;
export const FILING = /^lưu(?= |$)/u;

/** The standing office of a board, which takes in what is sent to it. */
export const STANDING = ['cơ quan thường trực giúp việc', 'cơ quan thường trực', 'thường trực', 'cơ quan giúp việc'] as const; // prettier-ignore

/** What a saved group is called by. */
export const GROUP_WORDS = ['các đơn vị thuộc nhóm', 'các đơn vị trong nhóm', 'nhóm nơi nhận', 'nhóm'] as const;
