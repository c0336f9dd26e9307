import { formatVnDate } from '../platform/vn-time.js';
import type { Paper } from '../platform/components/paper.js';
import type { Dispatch } from '../dispatches/index.js';

/** Types of Decree 30/2020, article 7, with the words of their titles; an official letter has none. */
const KINDS: Readonly<Record<string, string>> = {
  NQ: 'Nghị quyết', QĐ: 'Quyết định', CT: 'Chỉ thị', QC: 'Quy chế', QyĐ: 'Quy định', TC: 'Thông cáo', TB: 'Thông báo',
  HD: 'Hướng dẫn', CTr: 'Chương trình', KH: 'Kế hoạch', PA: 'Phương án', ĐA: 'Đề án', DA: 'Dự án', BC: 'Báo cáo',
  BB: 'Biên bản', TTr: 'Tờ trình', HĐ: 'Hợp đồng', CĐ: 'Công điện', BGN: 'Bản ghi nhớ', BTT: 'Bản thỏa thuận',
  GUQ: 'Giấy ủy quyền', GM: 'Giấy mời', GGT: 'Giấy giới thiệu', GNP: 'Giấy nghỉ phép', PG: 'Phiếu gửi',
  PC: 'Phiếu chuyển', PB: 'Phiếu báo', KL: 'Kết luận', TT: 'Thông tư', NĐ: 'Nghị định',
}; // prettier-ignore

/** The gap left for what is not given yet; it does not break, and no program folds it. */
const BLANK = '\u00a0'.repeat(6);

/** The type in words, `Quyết định`; null for an official letter and for what the Decree does not list. */
export const kindName = (kind: string): string | null => KINDS[kind] ?? null;

/** `Số: 05/STTTT-TTBCXB`; without a number the customary gap. */
export function numberLine({ number, symbol }: Pick<Dispatch, 'number' | 'symbol'>): string {
  return `Số: ${number === null ? BLANK : String(number).padStart(2, '0')}/${symbol ?? ''}`;
}

const padded = (n: number, below: number): string => (n < below ? `0${n}` : String(n));

/** `Lạng Sơn, ngày 05 tháng 02 năm 2026`: a zero before days below 10, and before January and February (App. I, II.4). */
export function placeAndDate({ place, date, datePartial }: Pick<Dispatch, 'place' | 'date' | 'datePartial'>): string {
  const whole = date === null ? null : date.split('-').map(Number);
  const [year, month, day] = whole ?? [datePartial?.year, datePartial?.month, datePartial?.day];
  const when = `ngày ${day ? padded(day, 10) : BLANK} tháng ${month ? padded(month, 3) : BLANK} năm ${year ?? BLANK}`;
  return place === null ? when : `${place}, ${when}`;
}

/** The type that a number names (`60/KH-SVHTTDL`): a paper without one is an official letter. */
export function kindOfCode(code: string): string {
  const part = code.split('/').find((piece) => /^\p{L}/u.test(piece)) ?? '';
  const named = part.split('-')[0]!;
  // the law's own types bear their year in between: 28/2018/QĐ-TTg
  return part.includes('-') ? (KINDS[named] ?? 'Công văn') : code.includes('/QH') ? 'Luật' : 'Công văn';
}

/** `Kế hoạch số 60/KH-SVHTTDL ngày 14/3/2024 của Sở …`, as a paper is cited for the first time (App. I, II.6). */
export function citationWords({ code, date, issuer }: Dispatch['bases'][number]): string {
  return `${kindOfCode(code)} số ${code}${date ? ` ngày ${formatVnDate(date, 'vi')}` : ''}${issuer ? ` của ${issuer}` : ''}`;
}

/** A term with the words that bound it, as `deadline` of a reading holds it. */
export interface Term {
  on: string;
  operator: 'before' | 'on' | 'at-latest';
  /** `HH:mm` */
  hour: string | null;
}

/** `trước ngày 15/4/2026`, `chậm nhất 17 giờ 00 ngày 15/4/2026`. */
export function termWords({ on, operator, hour }: Term): string {
  const bound = { before: 'trước', on: 'vào', 'at-latest': 'chậm nhất' }[operator];
  return `${bound} ${hour === null ? '' : `${hour.replace(':', ' giờ ')} `}ngày ${formatVnDate(on, 'vi')}`;
}

/** A text with the full stop that ends it. */
export const stopped = (text: string): string => (/[.;:!?]$/u.test(text) ? text : `${text}.`);

/** A paper of the system as a letter names it: `Công văn số 374/STTTT-TTBCXB ngày 26/3/2024`; by its issuer too where asked. */
export function paperCited(
  paper: Pick<Paper, 'kind' | 'number' | 'symbol' | 'datedOn' | 'issuer'>,
  byWhom = true,
): string {
  const { kind, number, symbol, datedOn, issuer } = paper;
  const code = number === null ? '' : ` số ${String(number).padStart(2, '0')}${symbol ? `/${symbol}` : ''}`;
  const dated = datedOn === null ? '' : ` ngày ${formatVnDate(datedOn, 'vi')}`;
  return `${kindName(kind) ?? 'Công văn'}${code}${dated}${byWhom ? ` của ${issuer}` : ''}`;
}

/** A subject within a sentence, `về việc rà soát …`: a name keeps its capital. */
export function aboutWords(subject: string): string {
  const bare = subject.replace(/^(?:v\/v|về việc|về)\s+/iu, '');
  const [first = '', second = ''] = bare.split(' ');
  const isName = /^\p{Lu}/u.test(second) || /\p{Lu}/u.test(first.slice(1));
  return `về việc ${isName ? bare : bare.slice(0, 1).toLocaleLowerCase('vi') + bare.slice(1)}`;
}
