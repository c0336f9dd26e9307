import { LEVELS, openerAt } from './bodies.rules.js';
import { AFTER_LEVEL, BETWEEN_PLACES, KINDS, OR_ELSE, ORGANISATION, TITLE, WHERE } from './name-words.rules.js';
import { isCapital, matchesAt, startsOwn } from './starts-own.rules.js';
import { VERBS } from './verbs.rules.js';
import { cut, type Piece } from './piece.rules.js';

const TOKEN = /\s*(?:(?<word>[\p{L}\p{N}&]+(?:[/.-](?=[\p{L}\p{N}])[\p{L}\p{N}&]+)*)|(?<mark>\S))/uy;
const LEVEL_LAST = new RegExp(`(?:${LEVELS})$`, 'u');
const LEVEL = new RegExp(`(?:${LEVELS})(?![\\p{L}\\p{N}])`, 'uy');
const COMMITTEE =
  /^(?:ban chỉ đạo|ban chỉ huy|tiểu ban|tổ công tác|hội đồng|bcđ|ban tổ chức|ban quản lý|tổ giúp việc|đoàn kiểm tra|ủy ban an toàn)/u;

/** "báo cáo Giám đốc 6 tháng một lần" */
const A_TIME = /\d+\s+(?:ngày|tuần|tháng|năm|lần|giờ|phút)(?!\p{L})/uy;

/** Whether the verb of the sentence, rather than a part of the name, stands at this place. */
const isVerb = (piece: Piece, at: number): boolean => !isCapital(piece, at) && matchesAt(VERBS, piece.low, at);

/**
 * Where the name of the body (or of the group of bodies) that begins at `from` ends: before the verb, before
 * the mark that closes it, or before the next body in a list.
 */
export function nameEnd(piece: Piece, from: number): number {
  const committee = COMMITTEE.test(piece.low.slice(from, from + 30));
  let at = Math.max(from, openerAt(piece, from));
  if (/^các\s$/u.test(piece.low.slice(from, at + 1))) at = Math.max(at, kindEnd(piece, at + 1));
  let end = at;
  let afterLevel = LEVEL_LAST.test(piece.low.slice(from, at)) && at > from;
  for (let words = at > from ? 1 : 0; words < 60; words++) {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(piece.text);
    if (!token) return end;
    const start = TOKEN.lastIndex - (token.groups?.['word'] ?? token.groups?.['mark'] ?? '').length;
    const next = TOKEN.lastIndex;
    if (words > 0 && matchesAt(A_TIME, piece.low, start)) return end;
    if (words > 0) {
      const where = phraseEnd(piece, start);
      if (where > 0) {
        at = where;
        end = where;
        afterLevel = LEVEL_LAST.test(piece.low.slice(start, where));
        continue;
      }
      const goesOn = token.groups?.['mark']
        ? markGoesOn(piece, start, committee && !afterLevel)
        : wordGoesOn(piece, start, afterLevel, committee);
      if (!goesOn) return end;
    }
    const word = token.groups?.['word'];
    if (word) {
      LEVEL.lastIndex = start;
      const level = LEVEL.exec(piece.low);
      afterLevel = level !== null;
      at = level ? start + level[0].length : next;
      end = at;
    } else {
      at = next;
      afterLevel = false;
    }
  }
  return end;
}

/** A paper cited next in the row ("... và Nghị quyết số 12") is no part of the name before it. */
const isPaper = (piece: Piece, at: number): boolean => matchesAt(PAPER, piece.low, at);
const PAPER =
  /(?:quyết định|nghị quyết|nghị định|thông tư|chỉ thị|công văn|kế hoạch|thông báo|công điện|tờ trình|báo cáo|hướng dẫn|kết luận|luật|văn bản|chương trình|đề án)(?=\s+(?:\p{L}+\s){0,2}(?:số\s|\d|này))/uy;

/** Where a phrase that says which bodies are meant ends, or -1. */
function phraseEnd(piece: Piece, at: number): number {
  WHERE.lastIndex = at;
  if (WHERE.test(piece.low)) return WHERE.lastIndex;
  OR_ELSE.lastIndex = at;
  if (OR_ELSE.test(piece.low)) return OR_ELSE.lastIndex;
  BETWEEN_PLACES.lastIndex = at;
  return BETWEEN_PLACES.test(piece.text) ? BETWEEN_PLACES.lastIndex : -1;
}

/** Where the kind of body named at this place ends, or -1. */
function kindEnd(piece: Piece, at: number): number {
  KINDS.lastIndex = at;
  return KINDS.test(piece.low) ? KINDS.lastIndex : -1;
}

function wordGoesOn(piece: Piece, at: number, afterLevel: boolean, committee: boolean): boolean {
  if (piece.low.startsWith('và ', at)) {
    const next = at + 3;
    if (piece.low.startsWith('căn cứ', next)) return false;
    if (startsOwn(piece, next)) return isOffice(piece, at, next);
    return (
      (isCapital(piece, next) && !isPaper(piece, next)) ||
      matchesAt(KINDS, piece.low, next) ||
      (committee && !afterLevel)
    );
  }
  if (isCapital(piece, at)) return !isPaper(piece, at) && (committee || !matchesAt(TITLE, piece.text, at));
  if (piece.low.startsWith('của ', at)) return openerAt(piece, at + 4) > 0;
  if (afterLevel && matchesAt(AFTER_LEVEL, piece.low, at)) return true;
  if (isVerb(piece, at) && namesDuty(piece, at)) return true;
  if (isVerb(piece, at))
    return committee && !afterLevel && matchesAt(/phòng|chống|giải quyết|xây dựng|thực hiện/uy, piece.low, at);
  if (!afterLevel) return true;
  return matchesAt(LEVEL, piece.low, at);
}

/** "đơn vị thi công gửi ...": the verb that says which unit it is, with another behind it */
const DUTY = /(?:thi công|quản lý|vận hành|chủ trì|sử dụng|cung cấp|tiếp nhận|phối hợp|thẩm định|soạn thảo)(?=\s)/uy;

function namesDuty(piece: Piece, at: number): boolean {
  if (!/(?:đơn vị|cơ quan|doanh nghiệp|bộ phận)\s$/u.test(piece.low.slice(Math.max(0, at - 14), at))) return false;
  DUTY.lastIndex = at;
  return DUTY.test(piece.low) && isVerb(piece, DUTY.lastIndex + 1);
}

function markGoesOn(piece: Piece, at: number, committee: boolean): boolean {
  const mark = piece.text.charAt(at);
  const next = at + 1 + (/^\s*/.exec(piece.text.slice(at + 1, at + 4))?.[0].length ?? 0);
  if (mark === '-' || mark === '–')
    return (
      isCapital(piece, next) || matchesAt(KINDS, piece.low, next) || /^\s?xã hội/u.test(piece.low.slice(next, next + 8))
    );
  if (mark === '.')
    return /(?<![\p{L}])(?:tp|tx|tt|q|h|p)$/u.test(piece.low.slice(Math.max(0, at - 3), at)) && isCapital(piece, next);
  if (mark === '/') return matchesAt(LEVEL, piece.low, next);
  if (mark === ',' && piece.text.startsWith('Phòng', at - 5) && matchesAt(/chống /uy, piece.low, next)) return true;
  if (mark === ',' && matchesAt(/chữa (?:bệnh|cháy)|cứu (?:nạn|hộ)|chống(?! )/uy, piece.low, next)) return true;
  if (mark !== ',' || startsOwn(piece, next)) return false;
  if (isCapital(piece, next)) return !isPaper(piece, next);
  if (committee && matchesAt(/(?:phòng|chống|ngăn|tìm kiếm)(?!\p{L})/uy, piece.low, next)) return true;
  return matchesAt(KINDS, piece.low, next) && (matchesAt(ORGANISATION, piece.low, next) || !isVerb(piece, next));
}

const OFFICES =
  '(?:phó )?(?:tổng )?(?:giám đốc|thủ trưởng|chủ tịch|cục trưởng|vụ trưởng|viện trưởng|bộ trưởng|trưởng|người đứng đầu)';
const OFFICE_ALONE = new RegExp(`^(?:đề nghị |yêu cầu |giao )?(?:các )?(?:đồng chí )?${OFFICES}$`, 'u');
const OFFICE_NEXT = new RegExp(`${OFFICES}(?![\\p{L}])`, 'uy');

/** "Giám đốc, Thủ trưởng các sở": offices in a row that share what stands behind the last of them. */
export function sharesOffice(piece: Piece, from: number, to: number, next: number): boolean {
  return (
    to - from < 40 &&
    !piece.low.startsWith('các bộ trưởng', from) &&
    OFFICE_ALONE.test(piece.low.slice(from, to).trim()) &&
    matchesAt(OFFICE_NEXT, piece.low, next)
  );
}

/** "Văn phòng HĐND và UBND", "Văn phòng HĐND, UBND" is one office although both its halves are bodies. */
export function isOffice(piece: Piece, and: number, next: number): boolean {
  const before = piece.low.slice(Math.max(0, and - 60), and);
  return (
    /(?:h[đd]nd|đbqh|hội đồng nhân dân|quốc hội) ?$/u.test(before) &&
    /văn phòng[^,;]*$/u.test(before) &&
    /^(?:ubnd|ủy ban|h[đd]nd|hội đồng)(?! các| nhân dân các)/u.test(piece.low.slice(next, next + 26))
  );
}

const BETWEEN = /\s*(?:[,;]\s*(?:và\s+)?|và\s+|cùng\s+)/uy;

/** The bodies of the list that begins at `from`, each on its own, and where the list ends. */
export function bodiesAt(piece: Piece, from: number): { names: Piece[]; end: number } {
  const names: Piece[] = [];
  let at = from;
  let end = from;
  let opened = from;
  while (names.length < 60) {
    end = nameEnd(piece, at);
    if (end <= at) break;
    BETWEEN.lastIndex = end;
    const between = BETWEEN.exec(piece.low);
    const next = end + (between?.[0].length ?? 0);
    const goesOn = between !== null && startsOwn(piece, next);
    if (!goesOn || !sharesOffice(piece, opened, end, next)) {
      names.push(cut(piece, opened, end));
      opened = next;
    }
    if (!goesOn) break;
    at = next;
  }
  return { names, end };
}
