import type { Line } from './lines.rules.js';
import { cut, type Piece } from './piece.rules.js';

/** The end of the paper: who gets it and who signs it, in whichever order the two columns were flattened. */
export interface Tail {
  /** index of its first line */
  start: number;
  /** index after its last line: what follows are appendices */
  end: number;
  /** what stands under "Nơi nhận", line by line */
  copies: Piece[];
  /** what stands in the other column */
  signature: Piece[];
}

const RECEIVED_BY = /^n[oơ]i nhận(?:\s*\/\s*[a-z][a-z ]{1,20})?\s*(?:[:.;]\s*|$|(?=[-–•+(]))/u;
/** where a flattened paper has lost the words "Nơi nhận", its first line still says whose it is */
const AS_ABOVE = /^[-–•+]\s*như (?:trên|điều \d+|kính gửi)(?:\s*\([^()]{0,60}\))?\s*[;,.]?$/u;
const MODE =
  /^(?:(?:t\s?\/?\s?m|(?:k|[i1l]<)\s?\/?\s?t|t\s?\/?\s?l|t\.?u\.?q|q)\s?[.:,]\s*(?=\S)|(?:t\/[ml]|k\/t|tm|kt|tl|tuq)\s)/u;
const OFFICE =
  /^(?:q\.\s*)?(?:phó |quyền |đồng )?(?:tổng |thường trực )?(?:chủ tịch|chủ tọa|chủ trì|giám đốc|tổng giám đốc|trưởng(?=$|,|\s(?:phòng|ban|khoa|trạm|đoàn|đài|bộ|công an|tiểu ban|chi nhánh|phân|thôn|bản|ấp|khu|nhóm|tổ|đội|đại diện|văn phòng|cơ quan|trung tâm|đồn|hạt|kho|ty)(?!\p{L}))|hiệu trưởng|bộ trưởng|thứ trưởng|cục trưởng|chi cục trưởng|vụ trưởng|chánh|thủ tướng|thủ trưởng|bí thư|viện trưởng|chủ nhiệm|tổng biên tập|chỉ huy trưởng|chính ủy|chính trị viên|tổ trưởng|đội trưởng|trạm trưởng|hạt trưởng|tổng cục trưởng|đại đội trưởng|kế toán|người |thư ký|tổng thư ký|ủy viên|đồn trưởng|trưởng ban|phụ trách|cục phó|tư lệnh|tham mưu trưởng|tổng kiểm toán|tổng thanh tra|thống đốc|chánh án)/u;
/** who typed it, under the archive line: "(Hiện)" */
const INITIALS = /^\(\p{Lu}[\p{L}.]{0,11}\)\.?$/u;
const APPENDIX =
  /^(?:phụ lục|danh sách|danh mục|biểu mẫu|biểu số|mẫu số|đề cương|quy chế|quy định|chương trình|kế hoạch|dự toán|bảng tổng hợp|\(?\s*(?:ban hành )?kèm theo)(?![\p{L}])/u;
const FILED = /(?:^|[;.]\s*)[-–•+]?\s*lưu(?![\p{L}])/u;
const CLOSED = /\.\/\.?\s*\)?$/u;

/** Whether a cell opens a signature: TM. ..., KT. ..., or an office in capitals. */
export function isSigningLine(cell: Piece): boolean {
  const { text, low } = cell;
  if (text.length > 110 || text.length < 4) return false;
  const shouted = text === text.toUpperCase();
  const moded = MODE.exec(low);
  if (moded && (shouted || (text.length < 60 && OFFICE.test(low.slice(moded[0].length))))) return true;
  return shouted && OFFICE.test(low) && !/[:;]$/.test(text);
}

/** Finds where the text ends and reads the two columns under it apart. */
export function readTail(lines: readonly Line[], from: number): Tail {
  const labelled = lines.findIndex((line, i) => i >= from && line.cells.some(({ low }) => RECEIVED_BY.test(low)));
  const unlabelled = labelled < 0 ? lines.findIndex((line, i) => i >= from && AS_ABOVE.test(line.piece.low)) : -1;
  const received = labelled < 0 ? unlabelled : labelled;
  const closed = lines.findIndex((line, i) => i >= from && CLOSED.test(line.piece.text));
  const start = tailStart(lines, from, received, closed);
  const tail: Tail = { start, end: lines.length, copies: [], signature: [] };
  let inCopies = false;
  let archived = false;
  const beside = signersBeside(tail.signature);
  for (let i = start; i < lines.length; i++) {
    const line = lines[i];
    if (!line) break;
    inCopies ||= i === unlabelled;
    if (i > start + 1 && isAppendix(line, tail, archived || received < 0)) {
      tail.end = i;
      break;
    }
    for (const cell of line.cells) {
      const opened = RECEIVED_BY.exec(cell.low);
      if (opened) {
        inCopies = true;
        const rest = cut(cell, opened[0].length);
        if (isSigningLine(rest)) tail.signature.push(rest);
        else takeCopy(tail, rest);
        archived ||= FILED.test(rest.low);
      } else if (inCopies && belongsToCopies(cell, tail, archived, line.cells.length > 1 && cell === line.cells[0])) {
        takeCopy(tail, cell);
        archived ||= FILED.test(cell.low);
      } else {
        beside.take(titleAndName(cell), (cell.at[0] ?? 0) - line.from, line);
      }
    }
  }
  tail.signature.push(...beside.right);
  return tail;
}

/** Two who sign side by side: the left one is read to his name before the right one begins. */
function signersBeside(left: Piece[]): { take: (cells: Piece[], from: number, line: Line) => void; right: Piece[] } {
  const right: Piece[] = [];
  let filled: Line | null = null;
  let rightFrom = Number.POSITIVE_INFINITY;
  return {
    right,
    take: (cells, from, line) => {
      const named =
        cells.length === 1 && isPersonName(cells[0]?.text ?? '') && !left.some(({ text }) => isPersonName(text));
      if (filled === line && !named) rightFrom = Math.min(rightFrom, from);
      (from >= rightFrom - COLUMN_AT_LEAST ? right : left).push(...cells);
      filled = line;
    },
  };
}

/** how far to the left of the other lines of a column one of them may begin, where they are centred */
const COLUMN_AT_LEAST = 12;

const isShouted = ({ text }: Piece): boolean =>
  text.length < 80 && text === text.toUpperCase() && /\p{L}{2}/u.test(text);

const isOfSignature = (line: Line | undefined): boolean =>
  line?.cells.some(
    (cell) =>
      titleAndName(cell).some(isSigningLine) ||
      isPersonName(cell.text) ||
      isShouted(cell) ||
      /^[([]|^đã ký/u.test(cell.low),
  ) ?? false;

function tailStart(lines: readonly Line[], from: number, received: number, closed: number): number {
  const signs = (index: number): boolean =>
    (lines[index]?.cells.some((cell) => titleAndName(cell).some(isSigningLine)) ?? false) && !isAuthority(lines, index);
  if (received >= 0) {
    // the signature may stand above the copies; the line of authority over a decision's preamble is none
    let start = received;
    for (let i = received - 1; i >= Math.max(from, closed + 1, received - 8) && isOfSignature(lines[i]); i--)
      if (signs(i)) start = i;
    return start;
  }
  for (let i = closed >= 0 ? closed + 1 : Math.max(from, lines.length - 12); i < lines.length; i++)
    if (signs(i)) return i;
  if (closed >= 0) return closed + 1;
  return lines.length;
}

const PREAMBLE = /^(?:[-–+•]\s*)?(?:căn cứ|theo đề nghị|xét|điều \d|quyết định\s*:?$|điện\s*:|\d{1,2}[.)]\s)/u;

/** Whether a line in capitals is the authority over a decision's bases, or over those a telegram goes to. */
const isAuthority = (lines: readonly Line[], index: number): boolean =>
  (lines[index]?.piece.low.endsWith('điện:') ?? false) ||
  lines.slice(index + 1, index + 4).some(({ piece }) => PREAMBLE.test(piece.low));

/** "TRƯỞNG PHÒNG Nguyễn Thị Lan", flattened into one line, taken apart. */
function titleAndName(cell: Piece): Piece[] {
  const match =
    /^(?:[\p{Lu}\s.,/–-]{6,}?)\s*(?:\((?:[Đđ]ã )?ký\)\s*)?(?=\p{Lu}\p{Ll}+(?:\s\p{Lu}[\p{L}.]*){1,5}$)/u.exec(
      cell.text,
    );
  const title = match && cut(cell, 0, match[0].replace(/\((?:[Đđ]ã )?ký\)\s*$/u, '').length);
  return title && isSigningLine(title) ? [title, cut(cell, match[0].length)] : [cell];
}

/** A copy's line run together with the first line of the signature ("- Như trên; CHỦ TỊCH") is taken apart. */
function takeCopy(tail: Tail, cell: Piece): void {
  const run =
    /(?<=[;.,:)\s])((?:TM|KT|TL|TUQ|Q|T\/M|K\/T)\s?\.\s?\p{Lu}[\p{Lu}\s]+|(?:PHÓ )?(?:CHỦ TỊCH|GIÁM ĐỐC|TRƯỞNG PHÒNG|HIỆU TRƯỞNG|TRƯỞNG BAN|CHÁNH VĂN PHÒNG|THỨ TRƯỞNG|BỘ TRƯỞNG|CỤC TRƯỞNG)[\p{Lu}\s]*)$/u.exec(
      cell.text,
    );
  const name = run ? null : /(?<=[;.])\s+(\p{Lu}\p{Ll}+(?:\s\p{Lu}\p{Ll}*){1,4})$/u.exec(cell.text);
  const split = run ?? (name && /^[-–]?\s*lưu/iu.test(cell.text) ? name : null);
  if (!split || split.index === 0) {
    if (cell.text !== '') tail.copies.push(cell);
    if (split) tail.signature.push(tail.copies.pop() ?? cell);
    return;
  }
  tail.copies.push(cut(cell, 0, split.index));
  tail.signature.push(cut(cell, split.index));
}

function belongsToCopies(cell: Piece, tail: Tail, archived: boolean, left: boolean): boolean {
  const { text } = cell;
  if (/^[-–•+]/u.test(text)) return true;
  if (isSigningLine(cell)) return false;
  const last = tail.copies.at(-1)?.text ?? '';
  if (archived)
    return (
      /^[(]/.test(text) &&
      !/^\(?(?:đã |có )?(?:chữ )?ký/iu.test(text) &&
      (!/[.]$/.test(last) || INITIALS.test(text)) &&
      tail.signature.length === 0
    );
  if (/^\(?(?:đã )?ký(?![\p{L}])|^\(chữ ký|^\[/iu.test(text)) return false;
  if (/^lưu(?![\p{L}])/iu.test(text) || /^như (?:trên|điều|kính gửi)/iu.test(text)) return true;
  if ((isPersonName(text) && !left) || /^(?:người ký|ký bởi)\s*:/iu.test(text)) return false;
  return left || tail.signature.length === 0 || /[;.)]$/.test(text) || /^[\p{Ll}(]/u.test(text);
}

/** Whether a line could be nothing but a person's name. */
export function isPersonName(text: string): boolean {
  if (text.length > 45 || /[;:/\d()]/.test(text)) return false;
  const bare = text.replace(
    /^(?:(?:PGS|GS|TS|ThS|Th\.S|BS|CKI{1,2}|CK[12]|KS|CN|DS|NSƯT|NSND|Ths|Luật sư|Bác sĩ|Đại tá|Thượng tá|Trung tá|Thiếu tá|Đại úy|Thượng úy|Trung úy|Thiếu tướng|Trung tướng|Thượng tướng|Đại tướng)\s?[.,]?\s?)+/u,
    '',
  );
  const words = bare.trim().split(/\s+/);
  return words.length >= 2 && words.length <= 6 && words.every((word) => /^\p{Lu}[\p{L}'’.-]*$/u.test(word));
}

function isAppendix(line: Line, tail: Tail, complete: boolean): boolean {
  const signed = tail.signature.some(({ text }) => isPersonName(text));
  const { low, text } = line.piece;
  if (signed && complete && (APPENDIX.test(low) || /^cộng h[òo]a xã hội/u.test(low) || text.length > 120)) return true;
  return (
    complete &&
    APPENDIX.test(low) &&
    (text === text.toUpperCase() || low.startsWith('phụ lục')) &&
    tail.signature.length > 0
  );
}
