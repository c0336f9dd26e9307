import type { Block } from './blocks.rules.js';
import { openerAt } from './bodies.rules.js';
import { nameEnd } from './names.rules.js';
import { cut, foundText, joined, type Piece } from './piece.rules.js';
import { nothing, type Field } from './reading.rules.js';

export interface Issuer {
  name: Field<string>;
  parent: Field<string>;
  stated: boolean;
}

const PLACE_LINE =
  /^(?:tỉnh|huyện|thành phố|tp|xã|phường|thị trấn|quận|thị xã|đặc khu)(?!\s+(?:ủy|đoàn|hội))(?![\p{L}])/u;
const HALF = /(?:[-–,&]|\s(?:và|của|về|(?<!quốc |văn |hải )phòng|chống|thực hiện|quản lý))$/u;

/** an office, or half of a body, whose rest stands in the line below: CHỦ TỊCH / ỦY BAN NHÂN DÂN TỈNH ... */
const OFFICE_ALONE =
  /^(?:chủ tịch|giám đốc|bộ trưởng|cục trưởng|tổng giám đốc|thủ trưởng|hiệu trưởng|viện trưởng|chánh văn phòng|(?:ban|bộ) chỉ huy|ban chấp hành|ban thường vụ|ban thư ký|văn phòng|trường|trường (?:đại học|cao đẳng|trung cấp)|trung tâm|hội đồng|bộ tư lệnh)$/u;

/** "P. GIÁO DỤC VÀ ĐÀO TẠO", "TT PHỤC VỤ HÀNH CHÍNH CÔNG": shortened as only letterheads do it */
const SHORTENED =
  /^(?:p\.\s?(?=giáo dục|gd|tài|nội|lao|kinh|văn|tư|y |nông|tổ|hành|kế)|tt\.?\s(?=phục vụ|y tế|văn hóa|gd|giáo dục|kiểm|phát triển|dịch vụ|chăm sóc)|cty\s|tr\.\s?(?=th|mn|mầm|tiểu|đh|đại|cđ|cao)|vp\s(?=ubnd|hđnd|ủy ban|hội đồng|đoàn))/u;

/** Where the opening word of a body's name at the very beginning ends, or -1. */
export const bodyOpener = (piece: Piece): number => {
  if (PLACE_LINE.test(piece.low) && !SHORTENED.test(piece.low)) return -1;
  return SHORTENED.exec(piece.low)?.[0].length ?? openerAt(piece, 0);
};

/** The lines of the letterhead put together into bodies: the lower one issues, the one above it is its parent. */
export function statedIssuer(lines: readonly Piece[]): Issuer {
  const bodies: Piece[][] = [];
  for (const line of lines) {
    const last = bodies.at(-1);
    const above = last?.at(-1);
    if (!last || !above || (bodyOpener(line) > 0 && !HALF.test(above.low) && !OFFICE_ALONE.test(above.low)))
      bodies.push([line]);
    else last.push(line);
  }
  const name = bodies.at(-1);
  const parent = bodies.at(-2);
  return {
    name: name ? foundText(joined(name), 0.95) : nothing(),
    parent: parent ? foundText(joined(parent), 0.93) : nothing(),
    stated: name !== undefined,
  };
}

const ASKS =
  /(?<![\p{L}])(?:trân trọng |kính )?(?:đề nghị|yêu cầu|kính trình|báo cáo|ban hành|xây dựng|hướng dẫn|thông báo|chỉ thị|quyết định|giao|kính mời|mời|trình|tổ chức|triển khai|chỉ đạo|có ý kiến|phúc đáp|trả lời|kết luận|quy định|thông cáo|giới thiệu|kính gửi)(?![\p{L}])/gu;
const OFFICE =
  /^(?:chủ tịch|phó chủ tịch|giám đốc|phó giám đốc|trưởng|chánh|thủ trưởng|hiệu trưởng|thường trực|lãnh đạo)\s+(?=\p{Lu})/iu;
const OPENS_CLAUSE = /[,.;:]\s*$|^nay\s$|\snay\s$/iu;
const LOOK_BACK = 140;
const READ_AT_MOST = 4000;

/** what a body asks of others in its own name, also where it stands in an item of a list */
const ASKS_OTHERS = /^(?:trân trọng |kính )?(?:đề nghị|yêu cầu|thông báo|kính trình|kính mời)/u;
const GROUP = /^(?:các|những|mọi|toàn thể|tất cả)\s/u;
const OPENING_BLOCKS = 6;
const BLOCKS_AT_MOST = 80;

/**
 * The issuer of a paper without a letterhead: who asks or orders in the text, or else who signs.
 * @param signed  the lines of the signature that name an office, the first of them first
 */
export function inferredIssuer(blocks: readonly Block[], signed: readonly Field<string>[]): Issuer {
  const authority = blocks.slice(0, OPENING_BLOCKS).find(({ piece }, i) => isAuthority(piece, blocks[i + 1]));
  if (authority) return { name: bodyOf(foundText(authority.piece)), parent: nothing(), stated: false };
  for (const [i, { piece, label }] of blocks.slice(0, BLOCKS_AT_MOST).entries()) {
    const name = askingBody(piece, i >= OPENING_BLOCKS || label !== null);
    if (name) return { name: foundText(name, 0.75), parent: nothing(), stated: false };
  }
  for (const office of signed) {
    const name = bodyOf(office);
    if (name.value !== null) return { name, parent: nothing(), stated: false };
  }
  return { name: nothing(), parent: nothing(), stated: false };
}

/** Whether the authority of a decision stands here, in capitals over its bases, with a body of its own. */
const isAuthority = ({ text, low }: Piece, below: Block | undefined): boolean =>
  text === text.toUpperCase() &&
  text.length < 160 &&
  /^(?:[-–+•]\s*)?căn cứ\s/u.test(below?.piece.low ?? '') &&
  (OFFICE.test(low) || BODY.test(low)) &&
  bodyOf(foundText({ text, low, at: new Int32Array(text.length) })).value !== null;

const BODY =
  /^(?:ủy ban|ubnd|hội đồng|hđnd|ban|sở|(?:đảng|tỉnh|thành|huyện|thị|quận) ủy|phòng|bộ(?! trưởng)|trường|trung tâm|bệnh viện|cục(?! trưởng)|chi cục(?! trưởng)|tổng cục(?! trưởng)|viện(?! trưởng)|liên đoàn|bảo hiểm|tòa án|đoàn|hội|thường trực|văn phòng|ngân hàng|công ty|tổng công ty|tập đoàn|học viện|đại học|công an|kho bạc|mặt trận)\s\S/iu;

/** The body in an office ("GIÁM ĐỐC SỞ Y TẾ") or in that in whose name one signs ("ỦY BAN NHÂN DÂN XÃ ..."). */
function bodyOf(office: Field<string>): Field<string> {
  if (office.value === null) return nothing();
  const name = office.value.replace(OFFICE, '');
  return BODY.test(name.replace(/^uỷ/iu, 'ủy')) ? { ...office, value: name, confidence: 0.6 } : nothing();
}

/**
 * The body that asks or orders in a sentence, just before its verb; without the office that stands for it.
 * @param ofOthers  only where it asks something of others in so many words
 */
export function askingBody(piece: Piece, ofOthers = false): Piece | null {
  for (const verb of piece.low.slice(0, READ_AT_MOST).matchAll(ASKS)) {
    if (verb.index < 6 || !/^\p{Ll}/u.test(piece.text.charAt(verb.index))) continue;
    if (ofOthers && !ASKS_OTHERS.test(verb[0])) continue;
    for (let start = Math.max(0, verb.index - LOOK_BACK); start < verb.index - 3; start++) {
      const name = bodyBetween(piece, start, verb.index);
      if (name) return name;
    }
  }
  return null;
}

/** The body whose name begins at `start` and ends where the verb begins. */
function bodyBetween(piece: Piece, start: number, verb: number): Piece | null {
  if (start > 0 && !OPENS_CLAUSE.test(piece.text.slice(Math.max(0, start - 5), start))) return null;
  if (!/\p{Lu}/u.test(piece.text.charAt(start)) || GROUP.test(piece.low.slice(start, start + 12))) return null;
  const opened = openerAt(piece, start);
  if (opened < 0 || opened >= verb) return null;
  const end = Math.min(verb, nameEnd(piece, start));
  if (piece.text.slice(end, verb).trim() !== '') return null;
  const name = cut(piece, start, end);
  const office = OFFICE.exec(name.text);
  return office ? cut(name, office[0].length) : name;
}
