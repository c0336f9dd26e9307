import { continuesSubject, isSubjectLine } from './heading-subject.rules.js';
import { bodyOpener } from './issuer.rules.js';
import { issueDateIn, type IssueDate } from './issue-date.rules.js';
import { isAboutBare } from './bare-subject.rules.js';
import { titleOf } from './kind.rules.js';
import { labelOf } from './labels.rules.js';
import type { Line } from './lines.rules.js';
import { isOfMotto, STATE, UNION } from './motto.rules.js';
import { numberIn, type NumberRead } from './number.rules.js';
import { ADDRESSED, isRunningText, opensText } from './openings.rules.js';
import { cut, type Piece } from './piece.rules.js';
import { nothing, type Field } from './reading.rules.js';
import type { Urgency } from './dispatch.rules.js';
import { stampOf, stampWithin } from './stamps.rules.js';
import { endsInYear, isIssuerAgain } from './subject-lines.rules.js';

/** What the top of the paper says, whatever the order its two columns were flattened in. */
export interface Heading {
  issuerLines: Piece[];
  number: NumberRead | null;
  issued: IssueDate | null;
  title: Field<string>;
  subject: Piece[];
  urgency: Field<Urgency>;
  /** the state's or the Party's name and motto stand there */
  national: boolean;
  /** index of the first line that is no longer heading */
  end: number;
}

const ABOUT = /^["“”'(]?\s*(?:v\s?\/\s?v|vv(?=[\s:.])|về việc|trích yếu)\s*[:.]?\s*/u;
/** the number of a page that a flattened paper has run into its first line */
const PAGE = /^trang\s*\d{1,3}\s*(?=[\p{L}]{2})/u;
const NOISE =
  /^(?:bản sao|dự thảo|lưu hành nội bộ|xem xong trả lại|mẫu số.*|bản (?:gốc|chính).*|phổ biến nội bộ|không phổ biến|tài liệu thu hồi|phụ lục.*|thư (?:khen|chúc mừng|cảm ơn|cám ơn|thăm hỏi|chia buồn|ngỏ|kêu gọi|công))$/u;
/** "(Ban hành kèm theo Quyết định số ...)" under the title of what a decision puts in force */
const ENACTED_WITH = /^\(\s*(?:được\s+)?(?:ban hành\s+)?kèm theo\s/u;
const FIRST_BASIS = /^(?:[-–+•]\s*)?căn cứ\s/u;
const LINES_AT_MOST = 60;

interface Walk extends Heading {
  /** the State's name has begun and wants its last words */
  mottoOpen: boolean;
  /** English stands under the Vietnamese */
  bilingual: boolean;
  /** the State's name stands in one of the first lines */
  wantsState: boolean;
  /** somebody is addressed in one of the first lines */
  addressed: boolean;
  mode: 'top' | 'letter-subject' | 'title-subject';
}

/** Reads the heading: from the top down to the addressees, the first numbered item or the first sentence. */
export function readHeading(lines: readonly Line[]): Heading {
  const walk: Walk = {
    issuerLines: [],
    number: null,
    issued: null,
    title: nothing(),
    subject: [],
    urgency: nothing(),
    national: false,
    end: 0,
    bilingual: lines.slice(0, 20).some(({ piece }) => /socialist republic/u.test(piece.low)),
    wantsState: lines.slice(0, 20).some(({ piece }) => STATE.test(piece.low)),
    addressed: lines.slice(0, 25).some(({ piece }) => ADDRESSED.test(piece.low)),
    mode: 'top',
    mottoOpen: false,
  };
  for (const [index, line] of lines.slice(0, LINES_AT_MOST).entries()) {
    if (endsHeading(line, walk)) break;
    const wide = line.cells.length > 1;
    for (const cell of line.cells) readCell(cell, line, walk, wide);
    walk.end = index + 1;
  }
  return walk;
}

function endsHeading(line: Line, walk: Walk): boolean {
  const { low, text } = line.piece;
  if (walk.mode !== 'top' && ENACTED_WITH.test(low)) return true;
  if (walk.mode === 'title-subject' && walk.subject.length === 0 && FIRST_BASIS.test(low)) return true;
  if (ADDRESSED.test(low) || /(?<![\p{L}])điện\s*:$|^điện\s*:/u.test(low)) return true;
  // a line that cites a dated paper is no letterhead
  if (walk.mode === 'top' && opensText(low) && isRunningText(line) && !STATE.test(low)) return true;
  if (text.length < 250 && (STATE.test(low) || issueDateIn(line.piece) || numberIn(line.piece))) {
    return walk.mode === 'title-subject' && walk.subject.length > 0 && isRunningText(line);
  }
  if (walk.mode === 'title-subject' && walk.subject.length === 0)
    return (labelOf(line.piece) !== null && !ABOUT.test(low)) || low.startsWith('căn cứ');
  if (walk.mode === 'title-subject' && walk.subject.length > 0) return !isSubjectLine(line, walk);
  if (walk.mode === 'letter-subject' && walk.subject.length > 0 && line.apart && opensText(low)) return true;
  if (walk.mode === 'letter-subject' && !line.apart && !opensText(low)) return false;
  if (ABOUT.test(low) || titleOf(line.piece)) return false;
  return isRunningText(line) || text.length > 160;
}

/** Takes out of a cell what has a form of its own, then asks what the rest is. */
function readCell(cell: Piece, line: Line, walk: Walk, wide: boolean): void {
  if (cell.text === '') return;
  const page = PAGE.exec(cell.low);
  if (page && walk.end === 0) return readCell(cut(cell, page[0].length), line, walk, wide);
  if (isOfMotto(cell)) {
    walk.national = true;
    return;
  }
  const state = cell.low === 'việt nam' && !walk.mottoOpen ? null : STATE.exec(cell.low);
  if (state) {
    walk.national = true;
    walk.mottoOpen = /nghĩa$|c[oộ]ng s[aả]n$/u.test(state[0]);
    readCell(cut(cell, 0, state.index), line, walk, wide);
    readCell(cut(cell, state.index + state[0].length), line, walk, wide);
    return;
  }
  const rest = walk.mottoOpen ? /(?<=\s)việt nam$/u.exec(cell.low) : null;
  if (rest) {
    walk.mottoOpen = false;
    return readCell(cut(cell, 0, rest.index), line, walk, wide);
  }
  const stamp = stampOf(cell);
  const within = stamp ? null : stampWithin(cell);
  if (stamp) {
    if (stamp.urgency.value) walk.urgency = stamp.urgency;
    return;
  }
  const number = walk.number ? null : numberIn(cell);
  const issued = walk.issued ? null : issueDateIn(cell);
  if (within && !number && !issued) {
    for (const part of [within.stamp, within.before, within.after]) readCell(part, line, walk, wide);
  } else if (number) {
    walk.number = number;
    readCell(number.before, line, walk, wide);
    readCell(number.after, line, walk, wide);
  } else if (issued) {
    walk.issued = issued;
    readCell(issued.before, line, walk, wide);
    readCell(issued.after, line, walk, wide);
  } else {
    readRest(cell, line, walk, wide);
  }
}

/** A cell with no number, date, motto or stamp left in it: subject, title, or a line of the issuer's name. */
function readRest(cell: Piece, line: Line, walk: Walk, wide: boolean): void {
  if (walk.bilingual && !/[^ -~\t]/.test(cell.text)) return;
  if (walk.mode !== 'top' && endsInYear(cell, walk.subject)) {
    walk.subject.push(cell);
    return;
  }
  if (!/\p{L}{2}/u.test(cell.text) || NOISE.test(cell.low) || /^[/+]/.test(cell.text)) return;
  if (UNION.test(cell.low) && walk.issuerLines.length > 0) {
    walk.national = true;
    return;
  }
  const about = ABOUT.exec(cell.low);
  if (about && (walk.mode !== 'title-subject' || walk.subject.length === 0)) {
    walk.subject = [cut(cell, about[0].length)];
    if (walk.mode === 'top') walk.mode = 'letter-subject';
    return;
  }
  if (walk.mode === 'top' && walk.number && walk.title.value === null && isAboutBare(cell, walk)) {
    walk.subject = [cell];
    walk.mode = 'letter-subject';
    return;
  }
  const title = walk.mode === 'top' && walk.title.value === null && !isNote(cell, walk) ? titleOf(cell) : null;
  if (title) {
    walk.title = title.code;
    walk.mode = 'title-subject';
    if (title.rest.text !== '' && !/^(?:khẩn|hỏa tốc)$/u.test(title.rest.low)) readRest(title.rest, line, walk, wide);
    return;
  }
  // the Party writes its author under the title: CHỈ THỊ / CỦA BAN THƯỜNG VỤ / về ...
  if (walk.mode === 'title-subject' && walk.subject.length === 0 && /^CỦA\s/u.test(cell.text)) return;
  if (walk.mode === 'title-subject' && walk.subject.length === 0 && isIssuerAgain(cell, walk.issuerLines)) return;
  if (walk.mode === 'title-subject' || (walk.mode === 'letter-subject' && continuesSubject(cell, line, walk))) {
    walk.subject.push(cell);
    return;
  }
  if (cell.text.length <= 120 && !/[?!]$/.test(cell.text) && (isIssuerLine(cell, walk) || bodyOpener(cell) > 0))
    walk.issuerLines.push(cell);
}

/** What a receiver has noted over the letterhead ("Quyết định / 28/4/2010") is no type: that is set in capitals. */
const isNote = ({ text }: Piece, walk: Walk): boolean =>
  walk.wantsState && !walk.national && !walk.number && text !== text.toUpperCase();

const isIssuerLine = (cell: Piece, walk: Walk): boolean =>
  walk.mode !== 'title-subject' &&
  cell.text === cell.text.toUpperCase() &&
  /\p{L}{2}/u.test(cell.text) &&
  !/\d{1,2}[:/]\d/.test(cell.text);
