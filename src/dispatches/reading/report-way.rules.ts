import { openerAt } from './bodies.rules.js';
import { bodiesAt, nameEnd } from './names.rules.js';
import { tidy, type Piece } from './piece.rules.js';

/** Which way a report goes up. */
export interface ReportWay {
  to: string | null;
  via: string | null;
}

const TOWARDS =
  /(?<![\p{L}])(?:báo cáo(?:\s+(?:kết quả|nhanh|bằng văn bản|tình hình|kịp thời|đầy đủ|ngay))?(?:\s+(?:về|cho|với|lên|đến|tới|gửi))?|(?:gửi|nộp|chuyển)(?:\s+(?:báo cáo|kết quả|số liệu))?(?:\s+(?:về|đến|tới|cho|lên))?|về|cho|đến|tới|với|lên)\s*:?\s+/gu;
/** "phối hợp với Bộ Công Thương": with whom one works, not to whom one reports */
const TOGETHER = /(?:phối hợp|cùng|thống nhất|trao đổi)(?: chặt chẽ)?\s*$/u;
/** the next body of a list that does something itself is no receiver: "gửi Sở Y tế, Sở Y tế tổng hợp" */
const ACTS =
  /^(?:tổng hợp|chủ trì|chịu|theo dõi|có|sẽ|xem xét|kiểm tra|thẩm định|phối hợp|đôn đốc|xử lý|tham mưu|căn cứ|chỉ đạo|tổ chức|triển khai|thực hiện)(?![\p{L}])/u;
const THROUGH = /(?<![\p{L}])(?:thông qua|qua|gửi qua)\s+/gu;
const NO_BODY =
  /^(?:cấp (?:trên|có thẩm quyền)|cơ quan (?:có thẩm quyền|cấp trên|chức năng)|các |những |bộ phận|thủ trưởng cơ quan)/u;
const UNIT_IN_BRACKETS = /^\s*\((?=\p{Lu})/u;

/** "gửi kết quả rà soát về ...": a verb of sending in front, with what is sent between */
const SENT_THERE = /(?<!\p{L})(?:gửi|nộp)\s+(?:báo cáo|kết quả|số liệu|tình hình|bản|bảng)(?:\s\p{L}+){0,9}\s$/u;

interface Stop {
  name: string;
  from: number;
  to: number;
  /** behind nothing but "đến", "về", "cho": what goes there need not be the report */
  bare: boolean;
}

/** Reads to whom a report goes and through whom, from the clause that asks for it. */
export function wayIn(piece: Piece): ReportWay {
  const targets = stopsAfter(piece, TOWARDS);
  const through = stopsAfter(piece, THROUGH);
  const said = piece.low.indexOf('báo cáo');
  const first = targets.find(({ bare, from }) => !bare || from > said) ?? targets[0];
  if (!first) return { to: null, via: null };
  const gathered = /(?<![\p{L}])tổng hợp(?![\p{L}])|(?<![\p{L}])để(?:\s+[\p{L}]+){0,3}\s+báo cáo/u.exec(
    piece.low.slice(first.to),
  );
  const higher = gathered
    ? targets.find((stop) => stop.from >= first.to + gathered.index && stop.name !== first.name)
    : undefined;
  const handed = through.find((stop) => stop.from >= first.to - 400 && (!higher || stop.to <= higher.from));
  const bracketed = handed ? null : unitInBrackets(piece, first);
  if (higher) return { to: higher.name, via: handed?.name ?? bracketed ?? first.name };
  return { to: first.name, via: handed?.name ?? bracketed };
}

function stopsAfter(piece: Piece, marks: RegExp): Stop[] {
  const stops: Stop[] = [];
  for (const mark of piece.low.matchAll(marks)) {
    const from = mark.index + mark[0].length;
    if (openerAt(piece, from) < 0 || NO_BODY.test(piece.low.slice(from, from + 24))) continue;
    if ((stops.at(-1)?.to ?? 0) > from) continue;
    if (TOGETHER.test(piece.low.slice(Math.max(0, mark.index - 30), mark.index))) continue;
    const to = receiversEnd(piece, from);
    const name = tidy(piece.text.slice(from, to));
    const bare = /^(?:về|cho|đến|tới|với|lên)\s/u.test(mark[0]) && !SENT_THERE.test(piece.low.slice(0, mark.index));
    if (/\p{Lu}/u.test(name)) stops.push({ name, from, to, bare });
  }
  return stops;
}

/** Where the receiver named at `from` ends, or the last of several ("Sở Y tế và Bảo hiểm xã hội tỉnh"). */
function receiversEnd(piece: Piece, from: number): number {
  const one = nameEnd(piece, from);
  const { end } = bodiesAt(piece, from);
  const mark = piece.text.slice(one).trimStart().charAt(0);
  return mark === ';' || ACTS.test(piece.low.slice(end).trimStart()) ? one : end;
}

/** "về UBND tỉnh (Sở Nội vụ tổng hợp)": the unit that gathers for the body before it. */
function unitInBrackets(piece: Piece, target: Stop): string | null {
  const open = UNIT_IN_BRACKETS.exec(piece.text.slice(target.to, target.to + 6));
  if (!open) return null;
  const from = target.to + open[0].length;
  if (openerAt(piece, from) < 0) return null;
  const to = nameEnd(piece, from);
  return /^\s*(?:\)|(?:để\s+)?tổng hợp|,)/u.test(piece.low.slice(to, to + 20))
    ? tidy(piece.text.slice(from, to))
    : null;
}
