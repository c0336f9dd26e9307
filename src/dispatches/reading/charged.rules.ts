import { openerAt } from './bodies.rules.js';
import { bodiesAt } from './names.rules.js';
import { cut, type Piece } from './piece.rules.js';
import { splitBodies } from './split-bodies.rules.js';
import { VERBS } from './verbs.rules.js';

const LEAD =
  /^(?:(?:đề nghị|giao cho|giao|yêu cầu|phân công|đối với|kính đề nghị|trân trọng đề nghị|trách nhiệm của|nhiệm vụ của|ủy quyền cho|về phía)\s*:?\s*)+(?:nhiệm vụ cho\s+)?/u;
/** "Trước khi cắt điện 10 ngày, đơn vị thi công ..." */
const WHEN =
  /^(?:trước|sau|ngày|khi|trong|từ|hằng|hàng|định kỳ|đến|chậm nhất|căn cứ|trên cơ sở|để|nhằm)(?![\p{L}])[^,;:.]{3,90},\s*/u;
const SIRS = /^(?:các\s+)?(?:đồng chí|đ\/c|ông,?\s*(?:\(bà\)|bà)?|bà)\s*[:,]?\s*(?=\p{Lu})/iu;

/** "Các ông (bà): ..." stands before the whole list; "Các ông (bà) Phó Hiệu trưởng" opens its first entry */
const SIRS_APART = /(?:\(bà\)|ông, bà|ông bà)\s*[:,]\s*$/iu;
/** how an article ends that says who carries the paper out */
const ENFORCE =
  /(?<!\p{L})(?:(?:chịu|có) trách nhiệm|(?:căn|cần) c[ứử](?!\p{L})|chiểu(?: theo)?(?= quyết)|(?:tổ chức |triển khai )*(?:thi hành|thực hiện)(?= (?:quyết|nghị|quy|chỉ|kế)))/u;
const WITHIN_POWERS =
  /,?\s*(?:theo|trong phạm vi|trên cơ sở|căn cứ)\s(?:chức năng|nhiệm vụ|quyền hạn|thẩm quyền)[^;]*$/u;
/** what those do who are charged with more than carrying the paper out; set in small letters, unlike in names */
const DOES_MORE =
  /(?<!\p{L})(?:chủ trì|phối hợp|hướng dẫn|chỉ đạo|kiểm tra|theo dõi|đôn đốc|tham mưu|giúp|tổng hợp|báo cáo|xây dựng|rà soát|bố trí|hiệu lực|kể từ ngày)(?!\p{L})/u;

/** "A, B và C chịu trách nhiệm thi hành": all that stands before, whatever the words and marks in it. */
function listOfEnforcers(list: Piece): Piece | null {
  const enforce = ENFORCE.exec(list.low);
  if (!enforce || !/thi hành|thực hiện/u.test(list.low.slice(enforce.index, enforce.index + 120))) return null;
  const before = cut(list, 0, enforce.index);
  const names = cut(before, 0, WITHIN_POWERS.exec(before.low)?.index ?? before.text.length);
  return DOES_MORE.test(names.text) ? null : cut(names, 0, names.text.replace(/[\s,:;]+$/u, '').length);
}

/** Those charged in the text of a task itself. */
export function chargedIn(line: Piece, headingOnly: boolean): Piece[] {
  const when = WHEN.exec(line.low);
  const start = when && openerAt(line, when[0].length) > 0 ? when[0].length : 0;
  const lead = LEAD.exec(line.low.slice(start));
  const named = cut(line, start + (lead?.[0].length ?? 0));
  const sirs = SIRS.exec(named.text);
  const list = sirs && SIRS_APART.test(sirs[0]) ? cut(named, sirs[0].length) : named;
  if (/^bên [a-d](?!\p{L})/u.test(list.low)) return [];
  if (openerAt(list, 0) < 0) return behindColon(line);
  const enforcers = listOfEnforcers(list);
  if (enforcers) return splitBodies(enforcers);
  const colon = /^[^:]{3,160}:/u.exec(list.text);
  const { names, end } = bodiesAt(list, 0);
  if (colon && end >= colon[0].length - 1 - 12) return splitBodies(cut(list, 0, colon[0].length - 1));
  const after = list.low.slice(end).trimStart();
  if (after === '' || /^[:.]/.test(after)) return splitBodies(cut(list, 0, end));
  VERBS.lastIndex = 0;
  const verb =
    VERBS.test(after) &&
    !/^(?:có|nêu|được giao|tham gia|tại|ngoài|trên|là)\s(?!trách nhiệm|văn bản|kế hoạch|biện pháp)/u.test(after);
  if (headingOnly && !verb && !hasVerb(list) && end > list.text.length / 2) return splitBodies(list);
  const acts = verb || /^[,;]?\s*(?:\p{Ll}|\()/u.test(after);
  return acts || lead ? names : [];
}

/** "Về kinh tế: Giao phòng Tài chính chủ trì ..." */
function behindColon(line: Piece): Piece[] {
  const given = /^[^:]{3,120}:\s*(?:đề nghị|giao cho|giao|yêu cầu|phân công)\s+/u.exec(line.low);
  if (!given || openerAt(line, given[0].length) < 0) return [];
  return bodiesAt(line, given[0].length).names;
}

const hasVerb = (piece: Piece): boolean =>
  /(?<![\p{L}])(?:chủ trì|phối hợp|tham mưu|triển khai|thực hiện|tổ chức thực hiện|xây dựng|chỉ đạo|tăng cường|rà soát|báo cáo|chịu trách nhiệm)(?![\p{L}])/u.test(
    piece.text,
  );
