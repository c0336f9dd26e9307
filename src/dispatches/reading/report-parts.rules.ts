import { deadlineIn, deadlinesIn } from './deadlines.rules.js';
import type { Period } from './dispatch.rules.js';
import { cut, type Piece } from './piece.rules.js';
import type { Deadline } from './reading.rules.js';
import { periodsIn } from './report-times.rules.js';

const RECURRING =
  /(?:(?:trước|chậm nhất|muộn nhất|vào|hạn)(?![\p{L}])[^.;,()]{0,25}?|(?<=[,(]\s*|và\s+|là\s+)(?=ngày\s*\d{1,2}(?:\/\d{1,2})?\s+(?:của\s+)?(?:hằng|hàng|mỗi|tháng cuối|tháng đầu|cuối)))(?:ngày\s*(?:cuối|đầu|\d{1,2})|\d{1,2}\/\d{1,2}|thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7]))(?:(?! và )[^.;,()]){0,40}\)?/gu;

/** The periods of a part of a clause; what stands there after a comma is still led by the word before it. */
export function periodsOf({ low }: Piece): Period[] {
  const periods = periodsIn(low);
  return periods.length > 0 ? periods : periodsIn(`định kỳ ${low.replace(/^(?:[\s,;]|và\s)+/u, '')}`);
}

/** Cuts a clause before each of its periods, where each has a day of its own ("6 tháng (trước ngày 05/6), ..."). */
function periodParts(clause: Piece): Piece[] {
  const parts: Piece[] = [];
  let from = 0;
  let last = 0;
  for (const day of clause.low.matchAll(RECURRING)) {
    const end = day.index + day[0].length;
    if (periodsOf(cut(clause, from, end)).length === 0) return [clause];
    parts.push(cut(clause, from, end));
    last = from;
    from = end;
  }
  if (parts.length > 1) parts[parts.length - 1] = cut(clause, last);
  return parts.length > 1 ? parts : [clause];
}

/** A part of a clause with its own day. */
export interface Part {
  piece: Piece;
  day: Deadline | null;
}

/** Cuts a clause after each of its days, where it sets more than one. */
export function partsOf(clause: Piece): Part[] {
  const days = deadlinesIn(clause);
  if (days.length < 2) return periodParts(clause).map((piece) => ({ piece, day: deadlineIn(piece) }));
  const parts: Part[] = [];
  let from = 0;
  for (const [index, { to, deadline }] of days.entries()) {
    const bracket = /^\s*\([^()]{0,120}\)/u.exec(clause.text.slice(to, to + 130))?.[0].length ?? 0;
    const end = index === days.length - 1 ? clause.text.length : to + bracket;
    const part = cut(clause, from, end);
    if (
      /báo cáo|gửi|kết quả|số liệu|tháng|quý|năm|đợt|lần|kỳ/u.test(
        part.low.replace(/(?:ngày|tháng|năm)\s*\d+/gu, ''),
      ) ||
      parts.length > 0
    )
      parts.push({ piece: part, day: deadline });
    from = end;
  }
  return parts;
}
