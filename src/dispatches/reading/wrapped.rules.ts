import { withTables } from './borderless-table.rules.js';
import type { Line } from './lines.rules.js';
import { ownLines } from './not-of-the-paper.rules.js';
import { opensText } from './openings.rules.js';
import { cut, joined, type Piece } from './piece.rules.js';

const DAY_LEFT_OPEN = /(?:^|[\s,])ngày\s*\d{0,2}$/u;
const GOES_ON_WITH_MONTH = /^tháng\s[^\p{L}]{0,12}\s?năm(?![\p{L}])/u;
const YEAR_LEFT_OPEN = /ngày\s*\d{1,2}\s*tháng\s*\d{1,2}$/u;
const A_YEAR = /^năm\s*[12]\d{3}$/u;
const NUMBER_LEFT_OPEN = /^số\s*:$/u;
const A_NUMBER = /^\d{0,5}\s?\/\s?(?:\p{Lu}|\d{4}\s?\/)/u;
const HALF_OF_PLACE = /^\p{Lu}\p{Ll}{1,6}$/u;
const OTHER_HALF = /^\p{Lu}\p{Ll}{1,6}(?:\s\p{Lu}\p{Ll}{1,6})?,\s*ngày\s[^\p{L}]{0,12}(?:\s?tháng|$)/u;
/** first words of a body's name that are none by themselves */
const HALF_OF_BODY = /^(?:ỦY|UỶ|HỘI|SỞ|BỘ|BAN|PHÒNG|VĂN|TỔNG|CỤC|NGÂN|BẢO|TRUNG|CÔNG|THỦ|CHÍNH|TỈNH|THÀNH|HUYỆN)$/u;
const MODE_ALONE = /^(?:TM|KT|TL|TUQ)\s?\.$/u;
const ADDRESSED = /^kính (?:gửi|gởi)\s*:/u;
const HEADING_AT_MOST = 60;
/** what stands behind a full stop is no addressee, where it is as long as this */
const SENTENCE_AT_LEAST = 100;

const single = (piece: Piece, apart: boolean): Line => ({
  piece,
  cells: [piece],
  columns: [],
  apart,
  row: false,
  from: piece.at[0] ?? 0,
});

/**
 * Leaves out what others put on the paper, puts together what a narrow column has broken in two in the heading (the date, the number, the place), and takes
 * apart "Kính gửi: ... Thực hiện Kế hoạch số ...", where the text begins in the line of the addressees.
 */
export function rejoined(lines: readonly Line[]): Line[] {
  const whole: Line[] = [];
  for (const [index, line] of ownLines(lines).entries()) {
    const before = whole.at(-1);
    if (line.row || line.cells.length > 1) whole.push(line);
    else if (before && !before.row && MODE_ALONE.test(before.piece.text) && isShouted(line.piece)) {
      whole[whole.length - 1] = single(joined([before.piece, line.piece]), before.apart);
    } else if (index >= HEADING_AT_MOST) whole.push(line);
    else if (before && !before.row && before.cells.length === 1 && !line.apart && isBroken(before.piece, line.piece)) {
      whole[whole.length - 1] = single(joined([before.piece, line.piece]), before.apart);
    } else whole.push(...withoutText(line));
  }
  return withTables(whole);
}

const isShouted = ({ text }: Piece): boolean => text === text.toUpperCase() && /\p{L}{2}/u.test(text);

const isBroken = (before: Piece, after: Piece): boolean =>
  (DAY_LEFT_OPEN.test(before.low) && GOES_ON_WITH_MONTH.test(after.low)) ||
  (YEAR_LEFT_OPEN.test(before.low) && A_YEAR.test(after.low)) ||
  (NUMBER_LEFT_OPEN.test(before.low) && A_NUMBER.test(after.text)) ||
  (HALF_OF_BODY.test(before.text) && isShouted(after)) ||
  (HALF_OF_PLACE.test(before.text) && OTHER_HALF.test(after.text));

function withoutText(line: Line): Line[] {
  const { piece } = line;
  if (!ADDRESSED.test(piece.low)) return [line];
  for (const stop of piece.text.matchAll(/[.;]\s+(?=\p{Lu})/gu)) {
    const text = cut(piece, stop.index + stop[0].length);
    const sentence =
      text.text.length > SENTENCE_AT_LEAST && /\p{Ll}{2}\)?\.$/u.test(piece.text.slice(0, stop.index + 1));
    if (sentence || opensText(text.low))
      return [single(cut(piece, 0, stop.index + 1), line.apart), single(text, false)];
  }
  return [line];
}
