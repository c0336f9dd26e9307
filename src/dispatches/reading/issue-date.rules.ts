import { DIGIT, integerOf, isoDate, partialOf } from './dates.rules.js';
import type { PartialDate } from './dispatch.rules.js';
import { cut, found, foundText, holdsMended, type Piece } from './piece.rules.js';
import { nothing, type Field } from './reading.rules.js';

export interface IssueDate {
  place: Field<string>;
  date: Field<string>;
  datePartial: Field<PartialDate>;
  before: Piece;
  after: Piece;
}

const BLANK = String.raw`[\s.…_]{0,40}`;
const PART = `${DIGIT}{1,2}`;
const WRITTEN = new RegExp(
  String.raw`(?<![\p{L}])ngày(?<d>${BLANK}${PART}|${BLANK})${BLANK}tháng(?<m>${BLANK}${PART}|${BLANK})${BLANK}năm(?<y>${BLANK}${DIGIT}{2,4}|${BLANK})`,
  'iu',
);
const FIGURES = new RegExp(
  String.raw`(?<![\p{L}])ngày(?<d>\s{0,9}${PART}|${BLANK})(?<sep>/)(?<m>\s?${PART}|${BLANK})/\s?(?<y>[12]${DIGIT}{3})`,
  'iu',
);
/** "Hòa Bình, tháng 3 năm 2022", with no room left for the day */
const NO_DAY = new RegExp(
  String.raw`(?<=^[^,]{2,30},\s*)tháng(?<m>${BLANK}${PART}|${BLANK})${BLANK}năm(?<y>${BLANK}${DIGIT}{4})$`,
  'iu',
);
/** more than this before the date, and the line is a sentence */
const LEAD_AT_MOST = 110;
const HOUR = /,?\s*(?:hồi|lúc)\s[^,]{0,30},?\s*$/iu;
const PLACE =
  /(?:^|[\s,;.])((?:(?:TP|Tp|TX|Tx|TT)\.?\s?|(?:Thành phố|Thị xã|Thị trấn|Xã|Phường|Quận|Huyện|Tỉnh|Đặc khu)\s)?\p{Lu}[\p{L}'’]*(?:(?:\s?[-–]\s?|\s)(?:\p{Lu}[\p{L}'’]*|\d{1,2}))*)$/u;

/** "Châu thành": written as it should not be */
const IN_SMALL = /^(\p{Lu}\p{Ll}+(?:\s\p{L}\p{Ll}+){1,3})$/u;
const NO_PLACE =
  /^(?:hôm|sáng|chiều|tối|từ|đến|trước|vào|tính|kể|nay|khoảng|lúc|hồi|tại|chậm|thời|bắt|sau|trong|ký|ban|họp|gửi|nộp|hạn|thực|căn|theo|để)(?!\p{L})/u;

/** The place and date of issue in a heading cell, as far as they are filled in, and what stands around them. */
export function issueDateIn(cell: Piece): IssueDate | null {
  if (cell.text.length > 300) return null;
  const match = WRITTEN.exec(cell.low) ?? FIGURES.exec(cell.low) ?? NO_DAY.exec(cell.low);
  if (!match?.groups || match.index > LEAD_AT_MOST) return null;
  // a date in figures is that of issue only right behind a place; in a sentence it is somebody else's
  if (match.groups['sep'] !== undefined && !/^[^,]{2,30},\s*$/.test(cell.text.slice(0, match.index))) return null;
  const year = integerOf(digits(match.groups['y']));
  const month = integerOf(digits(match.groups['m']));
  const day = integerOf(digits(match.groups['d']));
  const whole = cut(cell, match.index, match.index + match[0].length);
  const iso = year !== null && month !== null && day !== null ? isoDate(year, month, day) : null;
  const partial = iso === null ? partialOf(year, month, day) : null;
  const letters = holdsMended(whole) || /[lIO]/.test(digits(match[0].replace(/\p{L}{3,}/gu, '')));
  const queries = letters ? ['digits-put-right' as const] : [];
  const { place, before } = placeBefore(cell, match.index);
  return {
    place,
    date: iso === null ? nothing() : found(whole, iso, queries.length ? 0.8 : 0.97, queries),
    datePartial: partial === null ? nothing() : found(whole, partial, 0.9, ['date-incomplete']),
    before,
    after: cut(cell, match.index + match[0].length),
  };
}

const digits = (text: string | undefined): string => (text ?? '').replace(/[\s.…_]/g, '');

function placeBefore(cell: Piece, end: number): { place: Field<string>; before: Piece } {
  const head = cut(cell, 0, end);
  const hour = HOUR.exec(head.text);
  const lead = cut(head, 0, hour ? hour.index : head.text.length);
  const trimmed = cut(lead, 0, lead.text.replace(/[\s,;.]+$/u, '').length);
  const match =
    PLACE.exec(trimmed.text) ?? (lead.text.endsWith(',') && !NO_PLACE.test(lead.low) && IN_SMALL.exec(trimmed.text));
  if (!match || !match[1]) return { place: nothing(), before: head };
  const start = trimmed.text.length - match[1].length;
  return { place: foundText(cut(trimmed, start), 0.95), before: cut(trimmed, 0, start) };
}
