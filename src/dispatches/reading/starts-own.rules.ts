import { LEVELS, openerAt } from './bodies.rules.js';
import type { Piece } from './piece.rules.js';

/** Whether a sticky pattern matches at this place. */
export const matchesAt = (pattern: RegExp, text: string, at: number): boolean => {
  pattern.lastIndex = at;
  return pattern.test(text);
};

/** Whether a capital or a figure stands at this place. */
export const isCapital = (piece: Piece, at: number): boolean => /[\p{Lu}\p{N}]/u.test(piece.text.charAt(at));

const OFFICE =
  /(?:thủ trưởng|chủ tịch|phó chủ tịch|giám đốc|trưởng|hiệu trưởng|chánh|bí thư|chỉ huy trưởng|người đứng đầu|đề nghị|giao)(?: [\p{L}]+){0,2} các(?!\p{L})/uy;

const PERSON =
  /(?:(?:thân nhân\s)?(?:ông|bà)\s?\((?:bà|ông)\)|(?:thân nhân\s)?(?:ông|bà|đồng chí|đ\/c)\s\p{Lu}\p{Ll})/uy;
/** "phòng Nội vụ": the kind in small letters, the name behind it in capitals */
const KIND_AND_NAME =
  /(?:phòng|sở|văn phòng|trường|trạm|trung tâm|công ty|bệnh viện|chi cục|cục|vụ|hội|công an|ban)\s\p{Lu}\p{L}/uy;
const NAMED_THERE = /(?:cá nhân|tập thể|hộ gia đình|người)(?: \p{L}+){0,2} có tên/uy;
/** behind "có liên quan và", which closes the row before it */
const PEOPLE = /(?:sinh viên|học viên|học sinh|giảng viên|giáo viên|cá nhân|viên chức|hộ)(?!\p{L})/uy;
const IN_ROW_WITH_THEM = /(?:tổ chức|tập thể|đơn vị|cơ quan)(?:,| và)\s*$/u;
const EVERYBODY = /(?:toàn thể|toàn bộ|tất cả)\s/uy;

/** Whether a body of its own, or a group with a "các" of its own, begins at this place of a list. */
export function startsOwn(piece: Piece, at: number): boolean {
  if (/các(?! loại)(?!\p{L})/uy.test(piece.low.slice(at, at + 8))) return true;
  if (isCapital(piece, at) && !/\d/.test(piece.text.charAt(at)))
    return openerAt(piece, at) > 0 && !matchesAt(BARE_LEVEL, piece.low, at);
  if (matchesAt(OFFICE, piece.low, at) || matchesAt(PERSON, piece.text, at) || matchesAt(EVERYBODY, piece.low, at))
    return true;
  const before = piece.low.slice(Math.max(0, at - 90), at);
  const kind = matchesAt(KIND_AND_NAME, piece.text, at) ? piece.low.slice(at).split(' ', 1)[0] : undefined;
  if (kind !== undefined) return !before.slice(before.lastIndexOf(';') + 1).includes(`các ${kind} `);
  if (matchesAt(PEOPLE, piece.low, at) && /liên quan,? và $/u.test(before)) return true;
  return matchesAt(NAMED_THERE, piece.low, at) && !IN_ROW_WITH_THEM.test(before);
}

/** "24 Quận, Huyện", "các Sở, Ban, ngành": a mere kind with no name behind it is no body of its own */
const BARE_LEVEL = new RegExp(
  `(?:(?:${LEVELS})\\s*(?:[,;.:)]|và\\s|$)|(?:sở|ban|bộ|cục|vụ|viện|phòng|hội|khoa|trung tâm|trường|trạm|tổ|đội|đoàn|học viện|bệnh viện|công ty|đơn vị|cơ quan)\\s*(?:[,.;:]|và\\s|$))`,
  'uy',
);
