import { openerAt } from './bodies.rules.js';
import type { Secrecy } from './dispatch.rules.js';
import type { Line } from './lines.rules.js';
import { found, joined, pieceOf, splitAt, type Piece } from './piece.rules.js';
import { nothing, type Field } from './reading.rules.js';
import { any } from './stamps.rules.js';

/** What a secrecy mark may share its line with: it and the signs of a list part one mark from the next. */
const BESIDE_MARK = new RegExp(
  [
    String.raw`(?<!\p{L})v\s?/\s?v(?!\p{L}).*`, // the subject
    String.raw`(?<!\p{L})số\s{0,3}:?[\s\d.…_]{0,20}/[\p{L}\d/-]{1,40}`, // the paper's number
    String.raw`(?<!\p{L})ngày[\s\d.…_]{0,20}tháng[\s\d.…_]{0,20}năm[\s\d.…_]{0,20}`,
    String.raw`cộng\s{1,3}h(?:òa|oà)\s{1,3}xã\s{1,3}hội\s{1,3}chủ\s{1,3}nghĩa\s{1,3}việt\s{1,3}nam`,
    String.raw`độc\s{1,3}lập\s{0,3}[-–—]\s{0,3}tự\s{1,3}do\s{0,3}[-–—]\s{0,3}hạnh\s{1,3}phúc`,
    String.raw`đảng\s{1,3}cộng\s{1,3}sản\s{1,3}việt\s{1,3}nam`,
    String.raw`(?<!\p{L})(?:bản\s{0,3}(?:số|thứ)|số\s{0,3}bản)(?!\p{L})[\s:.…_\d]{0,40}`, // which copy it is
    String.raw`(?<!\p{L})(?:(?:mức\s{1,3}|chỉ\s{1,3})?độ|dấu)\s{1,3}khẩn(?!\p{L})\s{0,3}:?`,
    String.raw`(?<!\p{L})(?:${any('hỏatốc', 'hoảtốc')}(?:\s{0,3}${any('hẹngiờ')})?|(?:${any('thượng')}\s{0,3})?${any('khẩn')})(?!\p{L})`,
    String.raw`[,;/–—|+&•·]|(?<!\p{L})-|-(?!\p{L}(?:-|$))`,
  ].join('|'),
  'giu',
);

/** between two letters set apart: blanks or dots, at most a few */
const GAP = String.raw`[\s.·•*_-]{0,3}`;
const spaced = (...letters: string[]): string => letters.join(GAP);
/** A scan loses the dot below: MÂT for MẬT, also MẶT or MAT where the word before it leaves no doubt. */
const DEGREE = `(?<tuyệt>${spaced('T', 'U', 'Y', '[ỆÊEẾẸ]', 'T')})|(?<tối>${spaced('T', '[ỐÔOÓ]', 'I')})`;
const CALLED = String.raw`(?:(?:(?:[Đđ]óng\s{1,3})?[Dd]ấu(?:\s{1,3}(?:[Đđ]ộ\s{1,3})?[Mm]ật)?|(?:ĐÓNG\s{1,3})?DẤU(?:\s{1,3}(?:ĐỘ\s{1,3})?MẬT)?|TÀI\s{1,3}LIỆU|VĂN\s{1,3}BẢN)\s{0,3}:?\s{0,3})?`;
const SHOUTED_ALONE = new RegExp(
  String.raw`^[^\p{L}]*${CALLED}[^\p{L}]*(?:${spaced('M', '[ẬÂ]', 'T')}|(?:${DEGREE})${GAP}\s{0,4}${spaced('M', '[ẬÂẶẠĂA]', 'T')})[^\p{L}]*$`,
  'u',
);
/** not "BUỔI TỐI MẶT TRẬN TỔ QUỐC": the last letter is doubted only where no word follows */
const SHOUTED_WITHIN = new RegExp(
  String.raw`(?<!\p{L})(?:${DEGREE})\s{0,4}(?:${spaced('M', '[ẬÂ]', 'T')}(?!\p{L})|${spaced('M', '[ẶA]', 'T')}(?!\s*\p{L}))`,
  'u',
);
/** a typist's MAT, or MẬT in the letters of TCVN3 or VNI: only where it fills its place in the heading */
const WITHOUT_MARKS = /^[^\p{L}]*(?:(?<tuyệt>tuy(?:öt|eät))\s+|(?<tối>t(?:èi|oái))\s+)?(?:mët|maät)[^\p{L}]*$/u;
/** "MẬT Kiên Hải, ngày ..." */
const BEFORE_PLACE = /^MẬT\s+\p{Lu}\p{Ll}/u;
const BARE = /^[^\p{L}]*M\s{0,3}[AẠ]\s{0,3}T[^\p{L}]*$/u;
const MARK =
  /^[^\p{L}]*(?:(?:mức\s+độ|chỉ\s+độ|độ|dấu)\s+mật\s*:?\s*|(?:đóng\s+)?dấu\s*:?\s*|(?:tài\s+liệu|văn\s+bản)\s+)?(?:(?<tuyệt>tuyệt)\s+|(?<tối>tối)\s+)?mật[^\p{L}]*$/u;
/** below the heading only a mark that says it is one */
const MARK_BELOW =
  /^[^\p{L}]*(?:(?:(?:mức\s+độ|chỉ\s+độ|độ|dấu)\s+mật\s*:\s*|đóng\s+dấu\s*:?\s*|dấu\s*:\s*)(?:(?<tuyệt>tuyệt)\s+|(?<tối>tối)\s+)?mật|[([](?:(?<rất>tuyệt)\s+|(?<khá>tối)\s+)?mật[)\]])[^\p{L}]*$/u;
const DEGREE_ALONE = new RegExp(String.raw`^[^\p{L}]*(?:${DEGREE})[^\p{L}]*$`, 'u');

/** No row of marks is longer than this, in characters. */
const MARKS_AT_MOST = 60;
/** more columns, and it is a row of a table */
const COLUMNS_OF_HEADING = 2;

const degree = ({ groups }: RegExpExecArray): Secrecy => {
  if (groups?.['tuyệt'] ?? groups?.['rất']) return 'TUYỆT MẬT';
  return (groups?.['tối'] ?? groups?.['khá']) ? 'TỐI MẬT' : 'MẬT';
};

/** The mark among what stands in a cell; `below`: below the heading, only where nothing but marks stands there. */
function markIn(cell: Piece, below: boolean): Field<Secrecy> | null {
  if (!/m[\s.·•*_-]{0,3}(?:[ậâặạăaë]|aä)[\s.·•*_-]{0,3}t/u.test(cell.low)) return null;
  if (isAboutSecrets(cell.low)) return null;
  if (below) return markBelow(cell);
  const within = SHOUTED_WITHIN.exec(cell.text);
  if (within) return found(cell, degree(within), 0.9);
  const parts = splitAt(cell, BESIDE_MARK).filter(({ text }) => /\p{L}/u.test(text));
  for (const { text, low } of parts) {
    const clear = SHOUTED_ALONE.exec(text) ?? WITHOUT_MARKS.exec(low) ?? BARE.exec(text) ?? BEFORE_PLACE.exec(text);
    if (clear) return found(cell, degree(clear), 0.95);
  }
  const small = parts.map(({ low }) => MARK.exec(low));
  const first = small[0];
  if (first && small.every((match) => match !== null)) return found(cell, degree(first), 0.95);
  return standsBesideBody(cell) ? found(cell, 'MẬT', 0.85) : null;
}

function markBelow(cell: Piece): Field<Secrecy> | null {
  if (cell.text.length > MARKS_AT_MOST) return null;
  const called = MARK_BELOW.exec(cell.low);
  if (called) return found(cell, degree(called), 0.9);
  const parts = splitAt(cell, BESIDE_MARK).filter(({ text }) => /\p{L}/u.test(text));
  const shouted = parts.map(({ text }) => SHOUTED_ALONE.exec(text));
  const first = shouted[0];
  return first && shouted.every((match) => match !== null) ? found(cell, degree(first), 0.95) : null;
}

/** whose names end in a person's or a place's, which may be Mật */
const NAMED_AFTER =
  /(?<!\p{L})(?:trường|học viện|bệnh viện|trung tâm|công ty|doanh nghiệp|hợp tác xã|nhà|thư viện|quỹ|chùa|(?:xã|phường|thị trấn|huyện|quận|thôn|bản|ấp|đồn|trạm)\s\p{L}+$)(?!\p{L})/u;

/** "SỞ XÂY DỰNG MẬT": the two columns of the heading run into one another, a single blank between them. */
function standsBesideBody(cell: Piece): boolean {
  if (cell.text !== cell.text.toUpperCase()) return false;
  const before = /^(?<body>.*\p{L})\s+M\s{0,3}Ậ\s{0,3}T[^\p{L}]*$/u.exec(cell.text)?.groups?.['body'];
  if (before !== undefined) {
    if (/(?<!\p{L})(?:BÍ|BẢO|CƠ|ĐỘ|DẤU|GIẢI)$/u.test(before)) return false;
    return openerAt(cell, 0) > 0 && !NAMED_AFTER.test(cell.low.slice(0, before.length));
  }
  const after = /^[^\p{L}]*MẬT\s+(?=\p{L})/u.exec(cell.text);
  return after !== null && openerAt(cell, after[0].length) > 0 && !/^MẬT\s+(?:MÃ|ĐỘ)/u.test(cell.text);
}

/** A title about secrets names their degrees: "DANH MỤC BÍ MẬT NHÀ NƯỚC ĐỘ TUYỆT MẬT, TỐI MẬT". */
const ABOUT_SECRETS = /(?<!\p{L})(?:bí\s+mật|độ\s+(?:tuyệt|tối)\s+mật|độ\s+mật\s*(?:,|và))/u;
const isAboutSecrets = (low: string): boolean =>
  ABOUT_SECRETS.test(low.replace(/(?<!\p{L})v\s?\/\s?v(?!\p{L}).*/u, ''));

/** Whether a lone "mật" is the end of a word that the line above began: "bí / mật", but not "UÔNG BÍ / MẬT". */
function endsWordAbove({ piece: { text }, cells, apart }: Line, above: Line | undefined): boolean {
  if (above === undefined || cells.length > 1 || above.cells.length > 1) return false;
  if (text.startsWith('m')) return /(?<!\p{L})(?:bí|bảo|cơ|độ)$/u.test(above.piece.low);
  return !apart && /(?<!UÔNG\s{1,3})(?<!\p{L})BÍ$/u.test(above.piece.text);
}

/** What is read for a mark in a line: its cells, those side by side as one ("T Ố I   M Ậ T"), and TUYỆT / MẬT. */
function candidates(line: Line, above: Line | undefined): Piece[] {
  const pairs = line.cells.slice(1).map((cell, i) => joined([line.cells[i] ?? cell, cell]));
  const first = above?.cells.find(({ text }) => text.length < MARKS_AT_MOST && DEGREE_ALONE.test(text));
  const second = first ? line.cells.find(({ text }) => SHOUTED_ALONE.test(text) || BARE.test(text)) : undefined;
  const over = first && second ? [joined([first, second])] : [];
  return [...over, ...pairs.filter(({ text }) => SHOUTED_ALONE.test(text)), ...line.cells];
}

/** letters that look like others: full-width, mathematical, in a circle */
const IN_DISGUISE = /[\uff00-\uffef\u2100-\u214f\u2460-\u24ff\u{1d400}-\u{1d7ff}\u{1f130}-\u{1f169}]/u;

/** A line with such letters as the plain ones; of a paper that bears them nothing but its mark is looked for so. */
function narrow(line: Line): Line {
  if (!IN_DISGUISE.test(line.piece.text)) return line;
  const plain = ({ text, at, mended }: Piece): Piece => {
    const narrowed = text.normalize('NFKC');
    return pieceOf(
      narrowed,
      Int32Array.from({ length: narrowed.length }, (_, i) => at[Math.min(i, at.length - 1)] ?? 0),
      mended,
    );
  };
  return { ...line, piece: plain(line.piece), cells: line.cells.map(plain) };
}

/**
 * The secrecy stamped anywhere on the paper: in the heading also where it shares its line with an urgency, a copy
 * number or the like, below it wherever it stands alone in capitals or says that it is a mark. A paper wrongly
 * refused can be entered by hand, a secret wrongly read cannot be unread.
 */
export function secrecyOf(lines: readonly Line[], headingLines: number): Field<Secrecy> {
  for (const [index, line] of lines.entries()) {
    const below = index >= headingLines;
    if (below && (line.row || line.cells.length > COLUMNS_OF_HEADING)) continue;
    const above = line.apart ? '' : (lines[index - 1]?.piece.low ?? '');
    if (line.piece.text.includes(' ') && isAboutSecrets(above) && !/[:.;]$/.test(above)) continue;
    for (const cell of candidates(narrow(line), lines[index - 1])) {
      const mark = markIn(cell, below);
      if (mark?.value && !(mark.value === 'MẬT' && endsWordAbove(line, lines[index - 1]))) return mark;
    }
  }
  return nothing();
}
