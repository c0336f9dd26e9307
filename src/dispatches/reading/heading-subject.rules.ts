import { titleOf } from './kind.rules.js';
import type { Line } from './lines.rules.js';
import { isRunningText, opensText } from './openings.rules.js';
import type { Piece } from './piece.rules.js';
import { stampOf } from './stamps.rules.js';
import { areShouted } from './subject-lines.rules.js';

/** What has been read of the subject so far, line by line. */
interface Subject {
  subject: readonly Piece[];
}

const AUTHORITY =
  /^(?:chủ tịch|ủy ban nhân dân|ubnd|giám đốc|hội đồng nhân dân|bộ trưởng|thủ tướng|trưởng |tổng giám đốc|cục trưởng|hiệu trưởng|ban thường vụ|ban chấp hành|thủ trưởng|chánh |viện trưởng|chủ nhiệm|tổng cục trưởng|chi cục trưởng|ban chỉ đạo|chính phủ)/u;

/** the year that a title is for, on a line of its own */
const A_YEAR = /^(?:\(?(?:quý|tháng) [ivx\d]{1,4},? )?(?:năm|năm học|giai đoạn) \d{4}(?:\s?[-–]\s?\d{4})?\)?$/u;

/** Whether a line under the title still belongs to the subject. */
export function isSubjectLine(line: Line, { subject }: Subject): boolean {
  const { text, low } = line.piece;
  const last = subject.at(-1)?.text ?? '';
  if (stampOf(line.piece)) return true;
  if (titleOf(line.piece)?.rest.text === '') return false;
  const shouted = text === text.toUpperCase();
  if (A_YEAR.test(low) && subject.length > 0 && !/[.;]$/.test(last)) return true;
  if (!shouted && opensText(low) && areShouted(subject)) return false;
  if (shouted && AUTHORITY.test(low) && !/(?:[,-]|\s(?:VÀ|và|CỦA|của))$/u.test(last)) return false;
  if (!line.apart && /^\p{Ll}/u.test(text) && !/[.;]$/.test(last)) return true;
  if (isRunningText(line)) return false;
  if (!line.apart) return !/[.;]$/.test(last);
  return (
    /^\p{Ll}/u.test(text) ||
    /(?:[,-]|\s(?:VÀ|và|CỦA|của|VỀ|về))$/u.test(last) ||
    (shouted && last === last.toUpperCase())
  );
}

/** Under "V/v": the lines that follow at once, unless they open the name of the issuer in the other column. */
export function continuesSubject(cell: Piece, line: Line, { subject }: Subject): boolean {
  const last = subject.at(-1)?.text ?? '';
  const shouted = cell.text === cell.text.toUpperCase();
  if (shouted && last !== last.toUpperCase() && /\p{L}{3}/u.test(cell.text)) return false;
  if (!line.apart) return true;
  return /^[\p{Ll}\d]/u.test(cell.text) || /(?:[,-]|\s(?:và|của|về))$/u.test(last);
}
