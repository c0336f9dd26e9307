import { DATE, isoOf } from './dates.rules.js';
import type { Period } from './dispatch.rules.js';
import type { Piece } from './piece.rules.js';

const EACH = String.raw`(?:(?:hằng|hàng|mỗi|từng)\s+)?`;
const UNIT = String.raw`${EACH}(?:(?:0?[1369]|sáu|chín|một|ba)\s+)?(?:ngày(?!\s*\d)|tuần(?! tra| lễ| hành| dương)|tháng(?!\s*\d)|quý|năm(?!\s*\d|\s+học))(?:\s+(?:đầu|cuối)\s+năm)?(?:\s+(?:[ivx]{1,3}|[1-4])(?![\p{L}\d]))?(?:\s+một lần)?`;
/** "hằng quý (trước ngày 10 của tháng cuối quý), 6 tháng" */
const ASIDE = String.raw`(?:\s*\([^()]{3,60}\)(?=\s*[,;]|\s+(?:và|hoặc)\s))?`;
const ROW = String.raw`${UNIT}(?:${ASIDE}\s*(?:,|;|/|và|hoặc|,\s*và)\s*(?:báo cáo\s+|định kỳ\s+|cả\s+|tổng kết\s+)*${UNIT})*`;
const REGULAR = new RegExp(
  String.raw`(?:(?:định kỳ|theo kỳ|kỳ báo cáo|báo cáo(?:\s+(?:định kỳ|công tác|kết quả|sơ kết|tổng kết|tình hình|nhanh|số liệu))*|\(|báo cáo:)\s*(?:vào\s+)?${ROW}|(?<![\p{L}])(?:hằng|hàng|mỗi)\s+(?:ngày|tuần|tháng|quý|năm)(?:${ASIDE}\s*(?:,|/|và|hoặc)\s*(?:báo cáo\s+|cả\s+|tổng kết\s+)*${UNIT})*)`,
  'gu',
);
const ONCE: [Period, RegExp][] = [
  ['month', /báo cáo\s+(?:kết quả\s+|công tác\s+)?tháng\s*\d/u],
  ['quarter', /(?<![\p{L}])quý\s+(?:[ivx]{1,3}|[1-4])(?![\p{L}\d])|tháng cuối (?:của )?quý|cuối (?:mỗi )?quý/u],
  ['half-year', /(?<![\p{L}\d])(?:0?6|sáu)\s+tháng/u],
  ['nine-months', /(?<![\p{L}\d])(?:0?9|chín)\s+tháng/u],
  [
    'year',
    /báo cáo\s+(?:tổng kết\s+|kết quả\s+|công tác\s+|quyết toán\s+|thống kê\s+|đánh giá\s+)?(?:cả\s+)?năm(?!\s+học)|cả năm|tổng kết (?:cuối )?năm(?!\s+học)|(?<!tháng )(?:0?1|một) năm(?![\p{L}])/u,
  ],
];
const ORDER: readonly Period[] = ['day', 'week', 'month', 'quarter', 'half-year', 'nine-months', 'year'];

/** The periods a report is due for, from the words about it, in the order from day to year. */
export function periodsIn(low: string): Period[] {
  const periods = new Set<Period>();
  for (const match of low.matchAll(REGULAR)) {
    for (const unit of match[0].replace(/\([^()]*\)/g, '').matchAll(new RegExp(UNIT, 'gu'))) {
      const period = periodOf(unit[0]);
      if (period) periods.add(period);
    }
  }
  for (const [period, pattern] of ONCE) if (pattern.test(low)) periods.add(period);
  return ORDER.filter((period) => periods.has(period));
}

function periodOf(unit: string): Period | null {
  if (/ngày/u.test(unit)) return 'day';
  if (/tuần/u.test(unit)) return 'week';
  if (/quý/u.test(unit)) return 'quarter';
  if (/tháng/u.test(unit)) {
    if (/(?<!\d)0?6|sáu/u.test(unit)) return 'half-year';
    if (/(?<!\d)0?9|chín/u.test(unit)) return 'nine-months';
    return /(?<!\d)0?3|ba /u.test(unit) ? 'quarter' : 'month';
  }
  return 'year';
}

const FIGURES = /(?:số liệu|tính|lấy|mốc thời gian|thời (?:gian|điểm|kỳ)|kỳ báo cáo|chốt)[^.;]{0,80}?$/u;
const FROM = new RegExp(
  String.raw`(?<![\p{L}])từ\s+(?:ngày\s+)?${DATE}\s*(?:đến|-|–|tới)\s*(?:hết\s+)?(?:ngày\s+)?`,
  'giu',
);
const TO = new RegExp(DATE, 'iuy');
const UNTIL = new RegExp(String.raw`số liệu[^.;]{0,40}?(?:tính\s+)?đến\s+(?:hết\s+)?(?:ngày\s+)?${DATE}`, 'iu');

/** The span of time that the figures of a report cover. */
export function windowIn(piece: Piece): { start: string | null; end: string | null } {
  for (const from of piece.low.matchAll(FROM)) {
    if (!FIGURES.test(piece.low.slice(Math.max(0, from.index - 100), from.index))) continue;
    TO.lastIndex = from.index + from[0].length;
    const to = TO.exec(piece.low);
    if (to) return { start: isoOf(from.groups), end: isoOf(to.groups) };
  }
  const until = UNTIL.exec(piece.low);
  return { start: null, end: until ? isoOf(until.groups) : null };
}

const ASKED =
  /(?:khi (?:có|được)|có)\s+(?:văn bản\s+)?yêu cầu|(?<!kiểm tra |thanh tra |giám sát |vấn đề |tình huống |vụ việc |nhiệm vụ |công việc |sự cố |thiên tai )đột xuất/u;
const AS_ASKED = /theo (?:văn bản )?(?:các )?yêu cầu(?! (?:tại|nêu|của (?:công văn|kế hoạch|văn bản)))/u;

/** Whether a report is (also) to be made on request or out of turn. */
export function isOnRequest(low: string): boolean {
  if (ASKED.test(low)) return true;
  const asked = AS_ASKED.exec(low);
  return asked !== null && !/[\p{L}].{4,}tổng hợp/su.test(low.slice(0, asked.index));
}
