import { cut, found, type Piece } from './piece.rules.js';
import type { Term } from './reading.rules.js';
import {
  dayOrMonth,
  eventBefore,
  eventIn,
  isOfFigures,
  leadsToVerb,
  opensClause,
  recurring,
  within,
  type Groups,
  type ReadTerm,
} from './term-parts.rules.js';

interface Way {
  kind: Term['kind'];
  pattern: RegExp;
  /** null: these words set no time after all */
  read: (groups: Groups, match: RegExpMatchArray, piece: Piece) => ReadTerm | null;
}

const EACH = '(?:hằng|hàng|mỗi|từng)';
const BOUND = String.raw`(?:(?<bound>trước|chậm nhất|muộn nhất|đến hết|hết|đến|xong|trong|vào|từ)\s+(?:là\s+|vào\s+|trước\s+|trong\s+)*)`;
const HOUR = String.raw`(?:(?:lúc\s+)?(?<hour>[01]?\d|2[0-3])\s?(?:giờ|h|g|:)\s?(?<minute>[0-5]\d)?(?:\s?phút)?,?\s*(?:hết\s+)?)`;
const DAY = String.raw`ngày\s+(?:mùng\s+)?(?<day>[0-2]?\d|3[01])(?!\d)`;
const UNIT = String.raw`(?<unit>phút|giờ|tiếng|ngày làm việc|ngày|tuần|tháng|năm)(?!\p{L})`;
const AMOUNT = String.raw`(?<amount>\d{1,3})\s*(?:\([^()]{2,20}\)\s*)?${UNIT}`;
const SINCE = String.raw`\s*,?\s*(?:kể|tính)?\s*từ\s+(?:khi|ngày|lúc|thời điểm|giờ)?\s*(?<since>[^,;.:]{0,60})`;
const at = (pattern: string): RegExp => new RegExp(String.raw`(?<!\p{L})${pattern}`, 'gu');

/** Without one of these words no time of the kind is set: what most paragraphs are spared by. */
const HINTS: Readonly<Record<Term['kind'], RegExp>> = {
  within: /vòng|thời (?:hạn|gian)|khoảng|nhất|quá|tối đa|từ|trong\s+\d/u,
  recurring: /hằng|hàng|mỗi|từng|định kỳ|cuối|đầu|thứ ba/u,
  day: /ngày/u,
  month: /tháng/u,
  quarter: /quý/u,
  immediate: /ngay|lập tức/u,
  'on-request': /yêu cầu|đột xuất/u,
  soon: /sớm|khẩn trương/u,
  continuous: /thường xuyên|liên tục/u,
};

/** The ways papers put a time into words, the most telling first. */
const WAYS: readonly Way[] = [
  {
    kind: 'within',
    pattern: at(
      String.raw`(?<bound>(?:trong|sau)\s+(?:vòng|thời hạn|thời gian|khoảng)(?:\s+(?:không quá|tối đa|chậm nhất))?|(?:chậm nhất|muộn nhất)(?:\s+(?:là|sau|trong|vòng))*|không quá|tối đa)\s+${AMOUNT}(?!\s+(?:đầu|cuối|qua|trước))(?:${SINCE})?`,
    ),
    read: within,
  },
  { kind: 'within', pattern: at(String.raw`(?<bound>(?:trong|sau)\s+)?${AMOUNT}(?:${SINCE})`), read: within },
  {
    kind: 'within',
    pattern: at(String.raw`(?<bound>trong)\s+(?<amount>\d{1,3})\s*(?<unit>phút|giờ|ngày làm việc)(?!\p{L})`),
    read: within,
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
    if (!HINTS[kind].test(piece.low)) continue;
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

function termOf(kind: Term['kind'], words: Piece, read: ReadTerm): Term {
  const { start, end } = found(words, '');
  const none = { amount: null, unit: null, from: null, operator: null, day: null, month: null, quarter: null } as const;
  const open = { year: null, weekday: null, hour: null, period: null } as const;
  return { kind, ...none, ...open, ...read, words: words.text.replace(/\s+/g, ' '), start, end };
}
