import { DATE, isoOf } from './dates.rules.js';
import { cut, found, type Piece } from './piece.rules.js';
import type { Deadline, DeadlineOperator } from './reading.rules.js';

const HOUR = String.raw`(?:(?:lúc\s+)?(?<hour>\d{1,2})\s?(?:giờ|h|:|g)\s?(?<minute>\d{2})?\s?(?:phút|')?,?\s*)?(?:giờ\s+(?:hành chính\s+)?)?`;
const DAY = String.raw`(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7]),?\s*|chủ nhật,?\s*)?`;
const BOUND = String.raw`(?<bound>trước|chậm nhất|muộn nhất|hạn chót|hạn cuối|thời hạn|hạn|đến hết|hết|đến|trong|vào|xong)`;
const DUE = new RegExp(
  String.raw`(?<![\p{L}])${BOUND}\s*(?:là\s+|đến\s+|vào\s+|trước\s+|hết\s+|trong\s+|nhất\s+|:\s*)*${HOUR}${DAY}(?:(?:hết\s+)?ngày\s*)?\(?${DATE}`,
  'giu',
);
const AT_LATEST = /chậm nhất|muộn nhất|hạn|hết|đến/u;

/** A deadline with its place in the paragraph it was read from. */
export interface DeadlineAt {
  from: number;
  to: number;
  deadline: Deadline;
}

/** Every deadline with a full date in a paragraph; "from ... to ..." spans are not deadlines. */
export function deadlinesIn(piece: Piece): DeadlineAt[] {
  if (!/\d/.test(piece.text)) return [];
  const deadlines: DeadlineAt[] = [];
  for (const match of piece.low.matchAll(DUE)) {
    const iso = isoOf(match.groups);
    const bound = (match.groups?.['bound'] ?? '').toLowerCase();
    if (iso === null || (/^(?:đến|đến hết|hết)$/.test(bound) && isSpan(piece, match.index))) continue;
    const words = match[0].toLowerCase();
    let to = match.index + match[0].length;
    deadlines.push({ from: match.index, to, deadline: made(piece, match, iso, words) });
    for (let next = nextDay(piece, to); next; next = nextDay(piece, to)) {
      deadlines.push({ from: to, to: next.to, deadline: made(piece, next.match, next.iso, words) });
      to = next.to;
    }
  }
  return deadlines;
}

const AND_ON = new RegExp(String.raw`\s*(?:,|;|và)\s*(?:(?:ngày)\s*)?${DATE}`, 'iuy');

/** "... ngày 25/6/2024 và 25/12/2024": a second day under the same word. */
function nextDay(piece: Piece, at: number): { match: RegExpExecArray; iso: string; to: number } | null {
  AND_ON.lastIndex = at;
  const match = AND_ON.exec(piece.text);
  const iso = isoOf(match?.groups);
  return match && iso !== null ? { match, iso, to: at + match[0].length } : null;
}

/** Whether "đến ngày" closes a "từ ngày ... đến ngày ...". */
const isSpan = (piece: Piece, at: number): boolean =>
  /(?<![\p{L}])(?:từ|tính từ|kể từ)(?![\p{L}])[^;.]{0,60}$|(?:từ|ngày)\s+[\d/.-]{6,12}\s*$/u.test(
    piece.low.slice(Math.max(0, at - 70), at),
  );

const BARE = new RegExp(String.raw`(?:ngày\s*)?${DATE}`, 'iu');

/**
 * The first deadline of a paragraph, or null.
 * @param bare  whether a date alone is one, as in a column of deadlines
 */
export function deadlineIn(piece: Piece, bare = false): Deadline | null {
  const first = deadlinesIn(piece)[0]?.deadline;
  if (first || !bare) return first ?? null;
  const match = BARE.exec(piece.text);
  const iso = isoOf(match?.groups);
  return match && iso !== null ? made(piece, match, iso, piece.low) : null;
}

function made(piece: Piece, match: RegExpExecArray, iso: string, words: string): Deadline {
  const { hour, minute } = match.groups ?? {};
  const operator: DeadlineOperator = /trước/u.test(words) ? 'before' : AT_LATEST.test(words) ? 'at-latest' : 'on';
  const clock = hour && Number(hour) < 24 ? `${hour.padStart(2, '0')}:${(minute ?? '00').padStart(2, '0')}` : null;
  return { ...found(cut(piece, match.index, match.index + match[0].length), iso, 0.93), operator, hour: clock };
}
