import type { Period } from './dispatch.rules.js';
import { cut, found, type Piece } from './piece.rules.js';
import type { DeadlineOperator, Term } from './reading.rules.js';

type Groups = Readonly<Record<string, string | undefined>>;
type Read = Partial<Omit<Term, 'kind' | 'words' | 'start' | 'end'>>;
interface Way {
  kind: Term['kind'];
  pattern: RegExp;
  /** null: these words set no time after all */
  read: (groups: Groups, match: RegExpMatchArray, piece: Piece) => Read | null;
}

const EACH = '(?:hằng|hàng|mỗi|từng)';
const BOUND = String.raw`(?:(?<bound>trước|chậm nhất|muộn nhất|đến hết|hết|đến|xong|trong|vào|từ)\s+(?:là\s+|vào\s+|trước\s+|trong\s+)*)`;
const HOUR = String.raw`(?:(?:lúc\s+)?(?<hour>[01]?\d|2[0-3])\s?(?:giờ|h|g|:)\s?(?<minute>[0-5]\d)?(?:\s?phút)?,?\s*(?:hết\s+)?)`;
const DAY = String.raw`ngày\s+(?:mùng\s+)?(?<day>[0-2]?\d|3[01])(?!\d)`;
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
const UNIT = String.raw`(?<unit>phút|giờ|tiếng|ngày làm việc|ngày|tuần|tháng|năm)(?!\p{L})`;
const AMOUNT = String.raw`(?<amount>\d{1,3})\s*(?:\([^()]{2,20}\)\s*)?${UNIT}`;
const SINCE = String.raw`\s*,?\s*(?:kể|tính)?\s*từ\s+(?:khi|ngày|lúc|thời điểm|giờ)?\s*(?<since>[^,;.:]{0,60})`;
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
const at = (pattern: string): RegExp => new RegExp(String.raw`(?<!\p{L})${pattern}`, 'gu');

const WITHIN: Way['read'] = ({ bound, amount, unit = '', since }) => ({
  amount: Number(amount),
  unit: UNITS[unit] ?? null,
  from: since === undefined ? null : eventIn(since),
  operator: /chậm|muộn|quá|tối đa/u.test(bound ?? '') ? 'at-latest' : null,
});

/** The ways papers put a time into words, the most telling first. */
const WAYS: readonly Way[] = [
  {
    kind: 'within',
    pattern: at(
      String.raw`(?<bound>(?:trong|sau)\s+(?:vòng|thời hạn|thời gian|khoảng)(?:\s+(?:không quá|tối đa|chậm nhất))?|(?:chậm nhất|muộn nhất)(?:\s+(?:là|sau|trong|vòng))*|không quá|tối đa)\s+${AMOUNT}(?!\s+(?:đầu|cuối|qua|trước))(?:${SINCE})?`,
    ),
    read: WITHIN,
  },
  { kind: 'within', pattern: at(String.raw`(?<bound>(?:trong|sau)\s+)?${AMOUNT}(?:${SINCE})`), read: WITHIN },
  {
    kind: 'within',
    pattern: at(String.raw`(?<bound>trong)\s+(?<amount>\d{1,3})\s*(?<unit>phút|giờ|ngày làm việc)(?!\p{L})`),
    read: WITHIN,
  },
  {
    kind: 'recurring',
    pattern: at(String.raw`${BOUND}?${HOUR}?${DAY}\s+(?:của\s+)?${EACH}\s+(?<period>tháng)(?!\p{L})`),
    read: recurring,
  },
  {
    kind: 'recurring',
    pattern: at(
      String.raw`${BOUND}?${HOUR}?${DAY}\s+(?:của\s+)?tháng\s+(?:cuối|đầu|thứ ba|cuối cùng)\s+(?:của\s+)?(?:${EACH}\s+)?(?<period>quý)(?!\p{L})`,
    ),
    read: recurring,
  },
  {
    kind: 'recurring',
    pattern: at(
      String.raw`${BOUND}?${HOUR}?${DAY}(?:\s*[/-]\s*|\s+tháng\s+)(?<month>1[0-2]|0?[1-9])(?!\d)\s+(?:của\s+)?${EACH}\s+(?<period>năm)(?!\p{L})`,
    ),
    read: recurring,
  },
  {
    kind: 'recurring',
    pattern: at(String.raw`${BOUND}?${HOUR}?(?:ngày\s+)?(?<weekday>thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)\s+(?:của\s+)?${EACH}\s+(?<period>tuần)(?!\p{L})`), // prettier-ignore
    read: recurring,
  },
  {
    kind: 'recurring',
    pattern: at(
      String.raw`(?:định kỳ\s+)?${EACH}\s+(?<period>tháng|quý)\s*[,(]?\s*${BOUND}${HOUR}?${DAY}(?!\s*[/-]\s*\d|\s+tháng\s+\d)`,
    ),
    read: recurring,
  },
  {
    kind: 'recurring',
    pattern: at(
      String.raw`${EACH}\s+(?<period>năm),[^.;]{1,90}?${BOUND}${HOUR}?${DAY}(?:\s*[/-]\s*|\s+tháng\s+)(?<month>1[0-2]|0?[1-9])(?!\d|\s*[/-]\s*\d|,?\s*năm\s*\d)`,
    ),
    read: recurring,
  },
  { kind: 'recurring', pattern: at(String.raw`${BOUND}?${HOUR}${EACH}\s+(?<period>ngày)(?!\p{L})`), read: recurring },
  {
    kind: 'recurring',
    pattern: at(String.raw`định kỳ\s+(?:\(|vào\s+)?(?:${EACH}\s+)?(?<period>ngày|tuần|tháng|quý|năm)(?!\p{L}|\s*\d)`),
    read: recurring,
  },
  {
    kind: 'recurring',
    pattern: at(String.raw`${EACH}\s+(?<period>ngày|tuần|tháng|quý|năm)(?!\p{L}|\s*\d),?\s*`),
    read: (groups, match, piece) => (opensClause(piece, match) ? recurring(groups) : null),
  },
  {
    kind: 'day',
    pattern: at(String.raw`${BOUND}${HOUR}?${DAY}(?:\s*[/-]\s*|\s+tháng\s+)(?<month>1[0-2]|0?[1-9])(?!\d|\s*[/-]\s*\d|,?\s*năm\s*\d)`), // prettier-ignore
    read: dayOrMonth,
  },
  {
    kind: 'month',
    pattern: at(String.raw`${BOUND}tháng\s+(?<month>1[0-2]|0?[1-9])(?!\d)(?:\s*(?:/|-|năm)\s*(?<year>20\d\d))?`),
    read: (groups, match, piece) => (isOfFigures(piece, match) ? null : dayOrMonth(groups)),
  },
  {
    kind: 'quarter',
    pattern: at(String.raw`${BOUND}quý\s+(?<quarter>iv|i{1,3}|[1-4])(?![\p{L}\d])(?:\s*(?:/|-|năm)\s*(?<year>20\d\d))?`), // prettier-ignore
    read: (groups, match, piece) => (isOfFigures(piece, match) ? null : dayOrMonth(groups)),
  },
  {
    kind: 'immediate',
    pattern: at(
      String.raw`(?:ngay\s+(?:sau\s+)?(?:khi|lúc)\s+(?<since>[^,;.:]{0,60})|(?:triển khai|thực hiện|báo cáo|thông báo|báo|gửi|xử lý|khắc phục|kiểm tra|rà soát|tổ chức|chấn chỉnh)\s+ngay(?!\s+(?:từ|tại|trên|cả|thẳng|trong|sau|khi))(?!\p{L})|ngay lập tức|lập tức)`,
    ),
    read: ({ since }, match, piece) => ({ from: since === undefined ? eventBefore(piece, match) : eventIn(since) }),
  },
  { kind: 'on-request', pattern: at(String.raw`(?:khi (?:có|được)|theo)\s+(?:văn bản\s+)?(?:các\s+)?yêu cầu(?! (?:tại|nêu))|(?<=báo cáo )đột xuất`), read: () => ({}) }, // prettier-ignore
  {
    kind: 'soon',
    pattern: at(String.raw`(?:trong thời gian sớm nhất|sớm nhất(?: có thể)?|(?<word>sớm|khẩn trương)\s+)`),
    read: ({ word }, match, piece) => (word === undefined || leadsToVerb(piece, match) ? {} : null),
  },
  {
    kind: 'continuous',
    pattern: at(String.raw`(?:thường xuyên|liên tục)(?:,\s*(?:thường xuyên|liên tục))?\s*`),
    read: (_, match, piece) => (match[0].trim() === piece.low.trim() || leadsToVerb(piece, match) ? {} : null),
  },
];

/** Every time that a stretch of text puts into words instead of a date, the most telling first. */
export function termsIn(piece: Piece): Term[] {
  const terms: Term[] = [];
  const taken: [number, number][] = [];
  for (const { kind, pattern, read } of WAYS) {
    for (const match of piece.low.matchAll(pattern)) {
      const [from, to] = [match.index, match.index + match[0].length];
      if (taken.some(([start, end]) => from < end && to > start)) continue;
      const term = read(match.groups ?? {}, match, piece);
      if (!term) continue;
      taken.push([from, to]);
      terms.push(termOf(kind, cut(piece, from, to), term));
    }
  }
  return terms;
}

function termOf(kind: Term['kind'], words: Piece, read: Read): Term {
  const { start, end } = found(words, '');
  const none = { amount: null, unit: null, from: null, operator: null, day: null, month: null, quarter: null } as const;
  const open = { year: null, weekday: null, hour: null, period: null } as const;
  return { kind, ...none, ...open, ...read, words: words.text.replace(/\s+/g, ' '), start, end };
}

function recurring({ bound, hour, minute, day, month, weekday, period = '' }: Groups): Read {
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
function dayOrMonth({ bound, hour, minute, day, month, quarter, year }: Groups): Read {
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

function eventIn(words: string): Term['from'] {
  if (/^(?:được\s+)?(?:nhận|tiếp nhận)/u.test(words)) return 'receipt';
  return /^(?:ký|ban hành|văn bản này (?:được )?(?:ký|ban hành))/u.test(words) ? 'issue' : 'event';
}

/** "Khi phát hiện ..., báo cáo ngay": the time runs from the event. */
const eventBefore = (piece: Piece, match: RegExpMatchArray): Term['from'] =>
  /(?<!\p{L})(?:khi|trường hợp|nếu)\s[^.;]{3,160}$/u.test(piece.low.slice(0, match.index)) ? 'event' : null;

function leadsToVerb(piece: Piece, match: RegExpMatchArray): boolean {
  if (
    /(?:phát hiện|cảnh báo|dự báo|can thiệp|từ|rất|và|,|cấp bách|không|là)\s*$/u.test(piece.low.slice(0, match.index))
  )
    return false;
  return isVerbAt(piece, (match.index ?? 0) + match[0].length);
}

function isVerbAt(piece: Piece, index: number): boolean {
  DOES.lastIndex = index;
  return DOES.test(piece.low);
}

/** "Hằng tháng, các xã báo cáo ...", "... và hằng quý tổng hợp": not "kế hoạch hằng năm". */
const opensClause = (piece: Piece, match: RegExpMatchArray): boolean =>
  /(?:^|[.;:,]|\d[.)]|[-–])\s*(?:và\s+)?$/u.test(piece.low.slice(0, match.index)) ||
  isVerbAt(piece, (match.index ?? 0) + match[0].length);

/** "số liệu phát sinh trong tháng 8": what is reported on, not by when. */
const isOfFigures = (piece: Piece, match: RegExpMatchArray): boolean =>
  /(?:số liệu|kết quả|tình hình|phát sinh|xảy ra|diễn ra|đã|tổ chức|phát động)(?:\s+\p{L}+){0,3}\s*$/u.test(
    piece.low.slice(0, match.index),
  );
