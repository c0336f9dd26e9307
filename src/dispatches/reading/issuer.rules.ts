import type { Block } from './blocks.rules.js';
import { openerAt } from './bodies.rules.js';
import { nameEnd } from './names.rules.js';
import { cut, foundText, joined, tidy, type Piece } from './piece.rules.js';
import { nothing, type Field } from './reading.rules.js';

export interface Issuer {
  name: Field<string>;
  parent: Field<string>;
  stated: boolean;
}

const PLACE_LINE =
  /^(?:tỉnh|huyện|thành phố|tp|xã|phường|thị trấn|quận|thị xã|đặc khu)(?!\s+(?:ủy|đoàn|hội))(?![\p{L}])/u;
const HALF = /(?:[-–,&]|\s(?:và|của|về|(?<!quốc |văn |hải )phòng|chống|thực hiện|quản lý))$/u;

/** an office whose body stands in the line below: CHỦ TỊCH / ỦY BAN NHÂN DÂN TỈNH ... */
const OFFICE_ALONE =
  /^(?:chủ tịch|giám đốc|bộ trưởng|cục trưởng|tổng giám đốc|thủ trưởng|hiệu trưởng|viện trưởng|chánh văn phòng)$/u;

/** Where the opening word of a body's name at the very beginning ends, or -1. */
export const bodyOpener = (piece: Piece): number => (PLACE_LINE.test(piece.low) ? -1 : openerAt(piece, 0));

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

/** The issuer of a paper without a letterhead: who asks or orders in the text, or else who signs. */
export function inferredIssuer(blocks: readonly Block[], onBehalfOf: Field<string>): Issuer {
  const opening = blocks.slice(0, 6);
  for (const block of [...opening, ...blocks.slice(6)].slice(0, 80)) {
    const name = askingBody(block.piece);
    if (name) return { name: foundText(name, 0.75), parent: nothing(), stated: false };
  }
  if (onBehalfOf.value !== null && /\s/.test(onBehalfOf.value) && openerOf(onBehalfOf.value)) {
    return { name: { ...onBehalfOf, confidence: 0.6 }, parent: nothing(), stated: false };
  }
  return { name: nothing(), parent: nothing(), stated: false };
}

const openerOf = (name: string): boolean => /^(?:ủy ban|ubnd|hội đồng|ban |sở|đảng ủy|phòng|bộ)/iu.test(tidy(name));

/** The body that asks or orders in a sentence, just before its verb; without the office that stands for it. */
export function askingBody(piece: Piece): Piece | null {
  for (const verb of piece.low.slice(0, READ_AT_MOST).matchAll(ASKS)) {
    if (verb.index < 6) continue;
    const from = Math.max(0, verb.index - LOOK_BACK);
    for (let start = from; start < verb.index - 3; start++) {
      if (start > 0 && !/[\s,.;:(]/.test(piece.text.charAt(start - 1))) continue;
      if (!/\p{Lu}/u.test(piece.text.charAt(start)) || openerAt(piece, start) < 0) continue;
      if (start > 0 && !OPENS_CLAUSE.test(piece.text.slice(Math.max(0, start - 5), start))) continue;
      const end = nameEnd(piece, start);
      if (piece.text.slice(end, verb.index).trim() !== '') continue;
      const name = cut(piece, start, end);
      const office = OFFICE.exec(name.text);
      return office ? cut(name, office[0].length) : name;
    }
  }
  return null;
}
