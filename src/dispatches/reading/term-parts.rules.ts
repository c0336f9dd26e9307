import type { Period } from './dispatch.rules.js';
import type { Piece } from './piece.rules.js';
import type { DeadlineOperator, Term } from './reading.rules.js';

export type Groups = Readonly<Record<string, string | undefined>>;
/** What the words of a time say of it, without the words themselves. */
export type ReadTerm = Partial<Omit<Term, 'kind' | 'words' | 'start' | 'end'>>;

const UNITS: Readonly<Record<string, Term['unit']>> = {
  phút: 'minutes',
  giờ: 'hours',
  tiếng: 'hours',
  'ngày làm việc': 'working-days',
  ngày: 'days',
  tuần: 'weeks',
  tháng: 'months',
  năm: 'years',
};
const PERIODS: Readonly<Record<string, Period>> = {
  ngày: 'day',
  tuần: 'week',
  tháng: 'month',
  quý: 'quarter',
  năm: 'year',
};
const WEEKDAYS = ['hai', 'ba', 'tư', 'năm', 'sáu', 'bảy'];
/** what a unit can be told to do soon, regularly or at once */
const DOES =
  /(?:chủ trì|phối hợp|chủ động|tổ chức|triển khai|thực hiện|tham mưu|xây dựng|tăng cường|chỉ đạo|hướng dẫn|kiểm tra|kiểm soát|theo dõi|đôn đốc|rà soát|cập nhật|báo cáo|gửi|tổng hợp|đề xuất|quán triệt|phổ biến|tuyên truyền|thông báo|hoàn thành|hoàn thiện|ban hành|trả lời|xử lý|giải quyết|đăng|nắm|duy trì|vệ sinh|đánh giá|kiện toàn|lập|bố trí|khắc phục|trình|thẩm định|giám sát|tuần tra|trực|tự)(?!\p{L})/uy;
export const within = ({ bound, amount, unit = '', since }: Groups): ReadTerm => ({
  amount: Number(amount),
  unit: UNITS[unit] ?? null,
  from: since === undefined ? null : eventIn(since),
  operator: /chậm|muộn|quá|tối đa/u.test(bound ?? '') ? 'at-latest' : null,
});

export function recurring({ bound, hour, minute, day, month, weekday, period = '' }: Groups): ReadTerm {
  return {
    operator: operatorOf(bound),
    day: numberOf(day),
    month: numberOf(month),
    weekday: weekday === undefined ? null : weekdayOf(weekday),
    hour: hourOf(hour, minute),
    period: PERIODS[period] ?? null,
  };
}

const QUARTERS = ['i', 'ii', 'iii', 'iv'];
export function dayOrMonth({ bound, hour, minute, day, month, quarter, year }: Groups): ReadTerm {
  return {
    operator: operatorOf(bound),
    day: numberOf(day),
    month: numberOf(month),
    quarter: quarter === undefined ? null : QUARTERS.indexOf(quarter) + 1 || Number(quarter),
    year: numberOf(year),
    hour: hourOf(hour, minute),
  };
}

const numberOf = (digits: string | undefined): number | null => (digits === undefined ? null : Number(digits));

function operatorOf(bound: string | undefined): DeadlineOperator {
  if (bound === undefined || bound === 'từ') return null;
  if (bound === 'trước') return 'before';
  return bound === 'vào' || bound === 'trong' ? 'on' : 'at-latest';
}

const hourOf = (hour: string | undefined, minute: string | undefined): string | null =>
  hour === undefined ? null : `${hour.padStart(2, '0')}:${minute ?? '00'}`;

function weekdayOf(words: string): number {
  if (words === 'chủ nhật') return 7;
  const day = words.replace(/^thứ\s+/u, '');
  return WEEKDAYS.includes(day) ? WEEKDAYS.indexOf(day) + 1 : Number(day) - 1;
}

export function eventIn(words: string): Term['from'] {
  if (/^(?:được\s+)?(?:nhận|tiếp nhận)/u.test(words)) return 'receipt';
  return /^(?:ký|ban hành|văn bản này (?:được )?(?:ký|ban hành))/u.test(words) ? 'issue' : 'event';
}

/** What stands before a match, no further than what may lead to it: a bound, so that a long paragraph stays linear. */
const leadTo = (piece: Piece, { index = 0 }: RegExpMatchArray, length = 48): string =>
  piece.low.slice(Math.max(0, index - length), index);

/** "Khi phát hiện ..., báo cáo ngay": the time runs from the event. */
export const eventBefore = (piece: Piece, match: RegExpMatchArray): Term['from'] =>
  /(?<!\p{L})(?:khi|trường hợp|nếu)\s[^.;]{3,160}$/u.test(leadTo(piece, match, 175)) ? 'event' : null;

export function leadsToVerb(piece: Piece, match: RegExpMatchArray): boolean {
  if (/(?:phát hiện|cảnh báo|dự báo|can thiệp|từ|rất|và|,|cấp bách|không|là)\s*$/u.test(leadTo(piece, match)))
    return false;
  return isVerbAt(piece, (match.index ?? 0) + match[0].length);
}

function isVerbAt(piece: Piece, index: number): boolean {
  DOES.lastIndex = index;
  return DOES.test(piece.low);
}

/** "Hằng tháng, các xã báo cáo ...", "... và hằng quý tổng hợp": not "kế hoạch hằng năm". */
export const opensClause = (piece: Piece, match: RegExpMatchArray): boolean =>
  /(?:^|[.;:,]|\d[.)]|[-–])\s*(?:và\s+)?$/u.test(leadTo(piece, match)) ||
  isVerbAt(piece, (match.index ?? 0) + match[0].length);

/** "số liệu phát sinh trong tháng 8": what is reported on, not by when. */
export const isOfFigures = (piece: Piece, match: RegExpMatchArray): boolean =>
  /(?:số liệu|kết quả|tình hình|phát sinh|xảy ra|diễn ra|đã|tổ chức|phát động)(?:\s+\p{L}+){0,3}\s*$/u.test(
    leadTo(piece, match),
  );
