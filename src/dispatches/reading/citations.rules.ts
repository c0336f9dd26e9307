import { DATE, isoOf, mendDigits } from './dates.rules.js';
import { openerAt } from './bodies.rules.js';
import { nameEnd } from './names.rules.js';
import { mendSymbol } from './number.rules.js';
import { cut, found, tidy, type Piece } from './piece.rules.js';
import { TYPES_CITED, type Cited } from './cited.rules.js';
import { shareIssuers } from './shared-issuers.rules.js';

const SEGMENT = String.raw`(?:\p{Lu}[\p{L}\p{N}&]*|\d+[\p{L}&]*)`;
const SYMBOL = String.raw`(?:CV\s(?=\p{Lu}{2}[\p{Lu}&]*(?:\s|$|,)))?\p{Lu}[\p{L}\p{N}&]*(?:(?:[-–/]\s?|\.|\s[-–]\s?(?=\p{Lu}{2}))${SEGMENT})*`;
/** types that the Party and the unions set before the slash */
const PARTY_TYPES = 'QĐ|CT|KH|HD|TB|NQ|KL|CV|BC|TTr|QyĐ|QC|CTr';
const CODE = new RegExp(
  String.raw`(?<![\p{L}\p{N}/.,-])(?<num>[0-9lIO]{1,5}[a-zA-Z]?)\s{0,2}(?:[-–]\s?(?<party>\p{Lu}[\p{L}]{1,5})\s?|(?<=\s)(?<spaced>(?:${PARTY_TYPES}))\s?)?/\s{0,2}(?<year>[12lI][\dlIO]{3}\s?/\s?)?(?<symbol>${SYMBOL})`,
  'gu',
);
const PLAIN = new RegExp(
  String.raw`(?<=(?:${TYPES_CITED})\s+số\s*:?\s*)(?<num>\d{1,5})(?=\s*,?\s*(?:ngày\s*\d|của\s+\p{L}))`,
  'giu',
);
/** "1033/PTM-SMEngày 15": a date that lost the blank before it */
const GLUED = /(?<=\p{L})ngày$/u;
const NOT_CITED =
  /(?:mẫu|biểu|phụ lục|bảng|hình|tuyến|quốc lộ|biển số|nhà số|tài khoản|đề án|mã số|điện thoại|fax|tổ công tác)(?:\s+số)?\s*:?\s*$/u;
const DATED = new RegExp(String.raw`[\s,(]{0,3}(?:\p{Lu}[\p{L} .-]{1,30},\s*)?(?:(?:ký\s+)?ngày\s*)?${DATE}`, 'uy');
const OF = /[\s,)]{0,3}của\s+/uy;

/** Every paper cited with a number in a paragraph. */
export function citationsIn(piece: Piece): Cited[] {
  const cited: (Cited & { title: boolean })[] = [];
  if (!/\d\s{0,2}(?:[-–]\s?\p{L}{1,6}\s?)?\/|số\s*:?\s*\d|[lIO]\//u.test(piece.text)) return [];
  const matches = [...piece.text.matchAll(CODE), ...piece.low.matchAll(PLAIN)].toSorted((a, b) => a.index - b.index);
  let previous = 0;
  for (const match of matches) {
    if (match.index < previous || !match.groups) continue;
    const code = codeOf(match.groups);
    if (!code || NOT_CITED.test(piece.low.slice(Math.max(0, match.index - 24), match.index))) continue;
    const end = match.index + match[0].length - (GLUED.exec(match[0])?.[0].length ?? 0);
    const read = readAround(piece, match.index, end, previous);
    cited.push({
      from: match.index,
      to: read.to,
      title: read.own,
      read: found(
        cut(piece, match.index, read.to),
        { code, date: read.date, issuer: read.issuer },
        /[lIO]/.test(match.groups['num'] ?? '') ? 0.8 : 0.93,
      ),
    });
    previous = read.to;
  }
  shareIssuers(piece, cited);
  return cited;
}

function codeOf(groups: Record<string, string | undefined>): string | null {
  const { num = '', party, spaced, year, symbol } = groups;
  if (!/\d/.test(num)) return null;
  const number = mendDigits(num.slice(0, -1)) + num.slice(-1).replace(/[lI]/, '1').replace('O', '0');
  if (!symbol) return number;
  const mended = mendSymbol(symbol.replace(GLUED, ''));
  const capitals = mended.match(/\p{Lu}/gu)?.length ?? 0;
  if (capitals < 2 && !year) return null;
  const type = party ? `-${party}` : spaced ? ` ${spaced}` : '';
  return `${number}${type}/${year ? `${mendDigits(year.replace(/[\s/]/g, ''))}/` : ''}${mended}`;
}

interface Around {
  date: string | null;
  issuer: string | null;
  to: number;
  /** whether the issuer stands with this very citation */
  own: boolean;
}

/** Date and issuer of the citation at [from, to), from what follows it or else from what leads to it. */
function readAround(piece: Piece, from: number, to: number, previous: number): Around {
  let end = to;
  let date: string | null = null;
  let issuer: string | null = null;
  for (let round = 0; round < 3; round++) {
    DATED.lastIndex = end;
    const dated = date === null ? DATED.exec(piece.text) : null;
    if (dated) {
      date = isoOf(dated.groups);
      end = DATED.lastIndex;
      continue;
    }
    OF.lastIndex = end;
    const of = issuer === null ? OF.exec(piece.low) : null;
    if (!of) break;
    const start = end + of[0].length;
    const stop = withBracket(piece, nameEnd(piece, start));
    const name = tidy(piece.text.slice(start, stop));
    if (name === '' || !/\p{Lu}/u.test(name)) break;
    issuer = name;
    end = stop;
  }
  if (issuer !== null) return { date, issuer, to: end, own: true };
  const named = issuerBefore(piece, from, previous);
  return { date, issuer: named ?? issuerAfterTitle(piece, from, end), to: end, own: named !== null };
}

/** "(nay là Bộ ...)" belongs to the name before it. */
function withBracket(piece: Piece, end: number): number {
  const bracket = /^\s*\((?:nay là|trước đây là|cũ)[^()]{0,120}\)/u.exec(piece.low.slice(end, end + 140));
  return bracket ? end + bracket[0].length : end;
}

const LED = new RegExp(
  String.raw`^\s*[,:(]?\s*(?:(?:tại|theo|trong|ở|bằng|về)\s+)?(?:các\s+|những\s+)?(?:(?:${TYPES_CITED})\s*)?(?:mật\s*)?(?:số\s*)?:?\s*$`,
  'u',
);
const PRESENTED = new RegExp(
  String.raw`(?<=\s)(?:trình bày|trình|ban hành|đã ban hành|có|gửi|đã có|(?:báo cáo|đề nghị|kiến nghị|đề xuất)\s+(?:tại|theo))\s+(?:các\s+)?(?:${TYPES_CITED})\s+(?:số\s*)?:?\s*$`,
  'u',
);

/** "theo đề nghị của X tại Tờ trình số", "Công văn của X số", "X trình bày Báo cáo số". */
function issuerBefore(piece: Piece, from: number, previous: number): string | null {
  const start = Math.max(previous, from - 260);
  const lead = piece.low.slice(start, from);
  for (let of = lead.lastIndexOf('của '); of >= 0; of = of > 0 ? lead.lastIndexOf('của ', of - 1) : -1) {
    const nameFrom = start + of + 4;
    const end = nameEnd(piece, nameFrom);
    if (end > from) continue;
    if (LED.test(piece.low.slice(end, from))) return tidy(piece.text.slice(nameFrom, end));
    break;
  }
  const presented = PRESENTED.exec(lead);
  if (!presented) return null;
  const verb = start + presented.index;
  for (let at = Math.max(start, verb - 100); at < verb - 2; at++) {
    if (at > 0 && !/[\s,.;(]/.test(piece.text.charAt(at - 1))) continue;
    if (!/\p{Lu}/u.test(piece.text.charAt(at)) || openerAt(piece, at) < 0) continue;
    if (piece.text.slice(nameEnd(piece, at), verb).trim() === '') return tidy(piece.text.slice(at, verb));
  }
  return null;
}

/** "Kế hoạch số 12/KH-BCĐ về công tác dân vận của Ban Chỉ đạo tỉnh;": the issuer behind the title. */
function issuerAfterTitle(piece: Piece, from: number, end: number): string | null {
  const title = TITLE_OF.exec(piece.text.slice(end, end + 260));
  if (!title) return null;
  const start = end + title[0].length;
  if (openerAt(piece, start) < 0) return null;
  const stop = nameEnd(piece, start);
  const name = tidy(piece.text.slice(start, stop));
  const closed = /^\s*(?:[;.]|$)/u.test(piece.text.slice(stop, stop + 3));
  // what a title ends with may be part of it: "quy định nhiệm vụ của Sở Y tế"; the symbol says whose paper it is
  return (title.groups?.['about'] && closed) || bearsInitials(name, piece.text.slice(from, end)) ? name : null;
}

const TITLE_OF =
  /^\s*,?\s*(?:(?<about>về|v\/v)|quy định|hướng dẫn|ban hành|phê duyệt)\s[^;.]{5,200}?(?<!\p{L})của\s+(?=\p{Lu})/u;

/** Whether the last part of a code (TT-BGDĐT) is made of the first letters of a name (Bộ trưởng Bộ Giáo dục và Đào tạo). */
function bearsInitials(name: string, code: string): boolean {
  const last = /(\p{Lu}{3,})(?![\p{L}])[^\p{L}]*(?:ngày.*)?$/su.exec(code)?.[1];
  if (last === undefined) return false;
  const initials = (name.match(/[\p{L}]+/gu) ?? [])
    .filter((word) => word !== 'và')
    .map((word) => (word === word.toUpperCase() ? word : word.charAt(0).toUpperCase()));
  return initials.join('').includes(last);
}
