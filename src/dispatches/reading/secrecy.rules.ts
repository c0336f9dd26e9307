import type { Secrecy } from './dispatch.rules.js';
import type { Line } from './lines.rules.js';
import { found, splitAt, type Piece } from './piece.rules.js';
import { nothing, type Field } from './reading.rules.js';
import { any } from './stamps.rules.js';

/** What a secrecy mark may share its line with: it and the signs of a list part one mark from the next. */
const BESIDE_MARK = new RegExp(
  [
    String.raw`(?<!\p{L})số\s{0,3}:?[\s\d.…_]{0,20}/[\p{L}\d/-]{1,40}`, // the paper's number
    String.raw`(?<!\p{L})ngày[\s\d.…_]{0,20}tháng[\s\d.…_]{0,20}năm[\s\d.…_]{0,20}`,
    String.raw`cộng\s{1,3}h(?:òa|oà)\s{1,3}xã\s{1,3}hội\s{1,3}chủ\s{1,3}nghĩa\s{1,3}việt\s{1,3}nam`,
    String.raw`đảng\s{1,3}cộng\s{1,3}sản\s{1,3}việt\s{1,3}nam`,
    String.raw`(?<!\p{L})(?:bản\s{0,3}(?:số|thứ)|số\s{0,3}bản)(?!\p{L})[\s:.…_\d]{0,40}`, // which copy it is
    String.raw`(?<!\p{L})(?:(?:mức\s{1,3}|chỉ\s{1,3})?độ|dấu)\s{1,3}khẩn(?!\p{L})\s{0,3}:?`,
    String.raw`(?<!\p{L})(?:${any('hỏatốc', 'hoảtốc')}(?:\s{0,3}${any('hẹngiờ')})?|(?:${any('thượng')}\s{0,3})?${any('khẩn')})(?!\p{L})`,
    String.raw`[,;/–—|+&•·-]`,
  ].join('|'),
  'giu',
);

/** A scan loses the dot below: MÂT for MẬT, also MẶT where the word before it leaves no doubt. */
const DEGREE_SHOUTED = String.raw`(?<tuyệt>T\s{0,3}U\s{0,3}Y\s{0,3}[ỆÊE]\s{0,3}T)|(?<tối>T\s{0,3}[ỐÔO]\s{0,3}I)`;
const SHOUTED_ALONE = new RegExp(
  String.raw`^[^\p{L}]*(?:DẤU\s{1,3})?(?:M\s{0,3}[ẬÂ]\s{0,3}T|(?:${DEGREE_SHOUTED})\s{0,4}M\s{0,3}[ẬÂẶẠĂA]\s{0,3}T)[^\p{L}]*$`,
  'u',
);
/** not "BUỔI TỐI MẶT TRẬN TỔ QUỐC": the last letter is doubted only where no word follows */
const SHOUTED_WITHIN = new RegExp(
  String.raw`(?<!\p{L})(?:${DEGREE_SHOUTED})\s{0,4}M\s{0,3}(?:[ẬÂ]\s{0,3}T(?!\p{L})|Ặ\s{0,3}T(?!\s*\p{L}))`,
  'u',
);
const MARK =
  /^[^\p{L}]*(?:(?:mức\s+độ|chỉ\s+độ|độ|dấu)\s+mật\s*:?\s*|dấu\s+)?(?:(?<tuyệt>tuyệt)\s+|(?<tối>tối)\s+)?mật[^\p{L}]*$/u;

/** No row of marks is longer than this, in characters. */
const MARKS_AT_MOST = 60;

const degree = ({ groups }: RegExpExecArray): Secrecy => {
  if (groups?.['tuyệt']) return 'TUYỆT MẬT';
  return groups?.['tối'] ? 'TỐI MẬT' : 'MẬT';
};

/** The mark among what stands in a cell; `alone`: only where nothing but marks stands there. */
function markIn(cell: Piece, alone: boolean): Field<Secrecy> | null {
  if (!/m\s{0,3}[ậâặạăa]\s{0,3}t/u.test(cell.low)) return null;
  const within = alone ? null : SHOUTED_WITHIN.exec(cell.text);
  if (within) return found(cell, degree(within), 0.9);
  const parts = splitAt(cell, BESIDE_MARK).filter(({ text }) => /\p{L}/u.test(text));
  const shouted = parts.map(({ text }) => SHOUTED_ALONE.exec(text));
  const clear = shouted.find((match) => match !== null);
  if (clear && (!alone || shouted.every((match) => match !== null))) return found(cell, degree(clear), 0.95);
  const small = alone ? [] : parts.map(({ low }) => MARK.exec(low));
  const first = small[0];
  return first && small.every((match) => match !== null) ? found(cell, degree(first), 0.95) : null;
}

/** Whether a lone "mật" is the end of a word that the line above began: "bí / mật", but not "UÔNG BÍ / MẬT". */
function endsWordAbove({ piece: { text }, cells, apart }: Line, above: Line | undefined): boolean {
  if (above === undefined || cells.length > 1 || above.cells.length > 1) return false;
  if (text.startsWith('m')) return /(?<!\p{L})(?:bí|bảo|cơ|độ)$/u.test(above.piece.low);
  return !apart && /(?<!UÔNG\s{1,3})(?<!\p{L})BÍ$/u.test(above.piece.text);
}

/**
 * The secrecy stamped anywhere on the paper: in the heading also where it shares its line with an urgency, a copy
 * number or the like, below it wherever it stands alone in capitals. A paper wrongly refused can be entered by
 * hand, a secret wrongly read cannot be unread.
 */
export function secrecyOf(lines: readonly Line[], headingLines: number): Field<Secrecy> {
  for (const [index, line] of lines.entries()) {
    const below = index >= headingLines;
    if (below && line.row) continue;
    for (const cell of line.cells) {
      if (below && cell.text.length > MARKS_AT_MOST) continue;
      const mark = markIn(cell, below);
      if (mark?.value && !(mark.value === 'MẬT' && endsWordAbove(line, lines[index - 1]))) return mark;
    }
  }
  return nothing();
}
