import fc from 'fast-check';
import { emptyDispatch, type Dispatch } from '../../src/dispatches/reading/dispatch.rules.js';
import { instructionBody } from '../../src/letters/instruction.rules.js';
import { paragraph, type Letter, type LetterBlock } from '../../src/letters/letter.rules.js';
import { kindName } from '../../src/letters/phrases.rules.js';
import { formatVnDate } from '../../src/platform/vn-time.js';

/** Parts of papers as offices write them; every choice of them makes a paper that keeps to Decree 30/2020. */
const ISSUERS = [
  { name: 'SỞ THÔNG TIN VÀ TRUYỀN THÔNG', parent: 'ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN', said: 'Sở Thông tin và Truyền thông', symbol: 'STTTT-TTBCXB', of: 'STTTT' },
  { name: 'SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH', parent: 'UBND TỈNH QUẢNG TRỊ', said: 'Sở Văn hóa, Thể thao và Du lịch', symbol: 'SVHTTDL-QLVH', of: 'SVHTTDL' },
  { name: 'ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN', parent: null, said: 'Ủy ban nhân dân tỉnh', symbol: 'UBND-KGVX', of: 'UBND' },
  { name: 'ỦY BAN NHÂN DÂN XÃ ĐỒNG ĐĂNG', parent: null, said: 'Ủy ban nhân dân xã', symbol: 'UBND-VX', of: 'UBND' },
  { name: 'ỦY BAN NHÂN DÂN PHƯỜNG TAM THANH', parent: null, said: 'Ủy ban nhân dân phường', symbol: 'UBND-VHXH', of: 'UBND' },
  { name: 'PHÒNG VĂN HÓA VÀ THÔNG TIN', parent: 'ỦY BAN NHÂN DÂN HUYỆN CAO LỘC', said: 'Phòng Văn hóa và Thông tin', symbol: 'VHTT-NV', of: 'VHTT' },
  { name: 'BỘ NÔNG NGHIỆP VÀ MÔI TRƯỜNG', parent: null, said: 'Bộ Nông nghiệp và Môi trường', symbol: 'BNNMT-ĐĐ', of: 'BNNMT' },
] as const; // prettier-ignore
const BODIES = [
  'Ủy ban nhân dân các xã, phường',
  'Công an tỉnh',
  'Sở Tài chính',
  'Báo Lạng Sơn',
  'Trung tâm Văn hóa, Thể thao và Truyền thông các huyện',
  'Bộ Chỉ huy Quân sự tỉnh',
  'Văn phòng Ủy ban nhân dân tỉnh',
  'Bảo hiểm xã hội tỉnh',
] as const;
const COPIES = [
  { name: 'UBND tỉnh', note: 'b/c' },
  { name: 'Lãnh đạo Sở', note: null },
  { name: 'Công an tỉnh', note: 'p/h' },
  { name: 'Trung tâm Công nghệ số', note: 'đăng tải' },
  { name: 'Phòng Văn hóa - Xã hội', note: null },
  { name: 'TT Tỉnh ủy, TT HĐND tỉnh', note: 'b/c' },
] as const;
const SUBJECTS = [
  'tăng cường phòng, chống cháy rừng trong mùa khô',
  'triển khai Tháng hành động vì trẻ em năm 2026',
  'rà soát, cập nhật cơ sở dữ liệu về đất đai',
  'bảo đảm an toàn thực phẩm dịp Tết Nguyên đán',
  'tuyên truyền kỷ niệm Ngày Quốc khánh và xây dựng đời sống văn hóa ở khu dân cư trên địa bàn tỉnh',
] as const;
const BASES = [
  { code: '60/KH-SVHTTDL', date: '2026-01-14', issuer: 'Sở Văn hóa, Thể thao và Du lịch' },
  { code: '12/CT-TTg', date: '2026-02-03', issuer: 'Thủ tướng Chính phủ' },
  { code: '374/UBND-NC', date: '2026-02-26', issuer: 'Ủy ban nhân dân tỉnh' },
  { code: '15/QĐ-BNV', date: '2026-01-09', issuer: 'Bộ Nội vụ' },
] as const;
const TASKS = [
  'Tổ chức tuyên truyền trên hệ thống truyền thanh cơ sở ít nhất hai lần mỗi tuần',
  'Rà soát các điểm có nguy cơ mất an toàn, lập danh sách và có biện pháp xử lý kịp thời',
  'Bố trí kinh phí, nhân lực bảo đảm thực hiện nhiệm vụ theo phân cấp hiện hành',
  'Kiểm tra, giám sát việc chấp hành quy định của pháp luật; kịp thời chấn chỉnh vi phạm',
  'Lồng ghép nội dung vào chương trình công tác năm của cơ quan, đơn vị',
] as const;
const SIGNATURES: readonly Dispatch['signature'][] = [
  { mode: null, onBehalfOf: null, title: 'GIÁM ĐỐC', name: 'Nguyễn Khắc Lịch' },
  { mode: 'KT.', onBehalfOf: 'GIÁM ĐỐC', title: 'PHÓ GIÁM ĐỐC', name: 'Trần Thị Bích Ngọc' },
  { mode: 'TM.', onBehalfOf: 'ỦY BAN NHÂN DÂN', title: 'CHỦ TỊCH', name: 'Hoàng Văn Thành' },
  { mode: 'TM.', onBehalfOf: 'ỦY BAN NHÂN DÂN', title: 'PHÓ CHỦ TỊCH', name: 'Lê Thị Mỹ Hạnh' },
  { mode: 'TL.', onBehalfOf: 'CHỦ TỊCH', title: 'CHÁNH VĂN PHÒNG', name: 'Vũ Đình Quý' },
  { mode: 'TUQ.', onBehalfOf: 'GIÁM ĐỐC', title: 'TRƯỞNG PHÒNG', name: 'Đặng Ỷ Lan' },
  { mode: 'Q.', onBehalfOf: null, title: 'CỤC TRƯỞNG', name: 'Phạm Quang Huy' },
];
const ATTACHMENTS = ['Danh sách các đơn vị', 'Biểu mẫu số liệu', 'Đề cương tuyên truyền'] as const;
const GREETING_KINDS = ['CV', 'TTr', 'CĐ'] as const;
const TITLED_KINDS = ['KH', 'CT', 'TB', 'HD', 'CTr', 'PA'] as const;

const some = <T>(from: readonly T[], minLength: number, maxLength = from.length) =>
  fc.uniqueArray(fc.constantFrom(...from), { minLength, maxLength });
const isoDate = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(([month, day]) => `2026-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);

/** A paper and the fields that its reader is to find in it. */
export interface Generated {
  letter: Letter;
  given: Omit<Dispatch, 'warnings'>;
}

const common = fc.record({
  issuer: fc.constantFrom(...ISSUERS),
  number: fc.option(fc.integer({ min: 1, max: 12_000 })),
  place: fc.constantFrom('Lạng Sơn', 'Cao Lộc', 'Quảng Trị', 'Đồng Đăng'),
  when: fc.oneof({ weight: 3, arbitrary: isoDate }, { weight: 1, arbitrary: fc.constant(null) }),
  month: fc.integer({ min: 1, max: 12 }),
  subject: fc.constantFrom(...SUBJECTS),
  urgency: fc.option(fc.constantFrom('KHẨN', 'THƯỢNG KHẨN', 'HỎA TỐC'), { freq: 3 }),
  bases: some(BASES, 0, 3),
  tasks: some(TASKS, 2),
  copies: some(COPIES, 0, 4),
  archive: fc.option(fc.constantFrom('VT', 'VT, TTBCXB', 'VT, VX (HVĐ)')),
  signature: fc.constantFrom(...SIGNATURES),
  attachments: some(ATTACHMENTS, 0, 2),
  report: fc.option(isoDate),
});
type Common = typeof common extends fc.Arbitrary<infer T> ? T : never;

function made(kind: string, it: Common, addressees: string[]): Generated {
  const { issuer, when, month } = it;
  const isLetter = kindName(kind) === null;
  const dispatch: Dispatch = {
    ...emptyDispatch(),
    kind,
    number: it.number,
    symbol: isLetter ? issuer.symbol : `${kind}-${issuer.of}`,
    place: it.place,
    date: when,
    datePartial: when === null ? { year: 2026, month } : null,
    subject: it.subject,
    issuer: { name: issuer.name, parent: issuer.parent, stated: true },
    urgency: it.urgency,
    addressees,
    bases: it.bases.map((base) => ({ ...base })),
    tasks: it.tasks.map((text, i) => ({ label: String(i + 1), text, addressees: [] })),
    copies: it.copies.map((copy) => ({ ...copy })),
    archive: it.archive,
    attachments: it.attachments,
    reports:
      it.report === null
        ? []
        : [
            {
              periods: [],
              to: issuer.said,
              via: null,
              windowStart: null,
              windowEnd: null,
              due: it.report,
              onRequest: false,
            },
          ],
    signature: it.signature,
  };
  const body: LetterBlock[] = [
    ...instructionBody({ ...dispatch, subject: it.subject, issuer: issuer.said, due: null }),
    ...(it.report === null
      ? []
      : [paragraph(`Báo cáo kết quả thực hiện về ${issuer.said} trước ngày ${formatVnDate(it.report, 'vi')}.`)]),
  ];
  const { warnings: _, ...given } = dispatch;
  // a proposal instructs nobody, so no tasks are read out of it
  return { letter: { dispatch, body }, given: kind === 'TTr' ? { ...given, tasks: [] } : given };
}

/** Official letters and the like, with "Kính gửi" to one or many. */
export const greeting = fc
  .tuple(fc.constantFrom(...GREETING_KINDS), common, some(BODIES, 1))
  .map(([kind, it, addressees]) => made(kind, it, addressees));

/** Plans, orders and the like, which greet nobody. */
export const titled = fc.tuple(fc.constantFrom(...TITLED_KINDS), common).map(([kind, it]) => made(kind, it, []));

/** Decisions: bases, articles, and those charged by the last of them. */
export const deciding = fc
  .tuple(common, some(['Chánh Văn phòng Ủy ban nhân dân tỉnh', 'Giám đốc Sở Tài chính', 'Chủ tịch Ủy ban nhân dân các xã, phường'] as const, 1))
  .map(([it, charged]): Generated => {
    const last = `${charged.join(', ')} chịu trách nhiệm thi hành Quyết định này`;
    const { letter, given } = made('QĐ', { ...it, urgency: null, report: null }, charged);
    const tasks = [...it.tasks, last].map((text, i) => ({ label: `Điều ${i + 1}`, text, addressees: text === last ? charged : [] }));
    const body = instructionBody({ kind: 'QĐ', subject: it.subject, bases: it.bases, attachments: it.attachments, issuer: it.issuer.name, tasks, due: null });
    return { letter: { ...letter, body }, given: { ...given, tasks } };
  }); // prettier-ignore

/** Plans whose tasks stand in a table. */
export const ordering = fc
  .tuple(common, fc.array(fc.tuple(fc.constantFrom(...BODIES.slice(1)), isoDate), { minLength: 5, maxLength: 5 }))
  .map(([it, charged]): Generated => {
    const { letter, given } = made('KH', { ...it, attachments: [], report: null }, []);
    const rows = it.tasks.map((text, i) => [String(i + 1), text, charged[i]![0], formatVnDate(charged[i]![1], 'vi')]);
    const body: LetterBlock[] = [
      ...instructionBody({ ...letter.dispatch, subject: it.subject, issuer: it.issuer.said, tasks: [], due: null }),
      { kind: 'table', head: ['TT', 'Nội dung công việc', 'Đơn vị chủ trì', 'Thời hạn'], rows },
      paragraph('Trong quá trình thực hiện, nếu có vướng mắc, các đơn vị phản ánh để được hướng dẫn.'),
    ];
    const tasks = it.tasks.map((text, i) => ({ label: String(i + 1), text, addressees: [charged[i]![0]] }));
    return { letter: { ...letter, body }, given: { ...given, tasks } };
  });
