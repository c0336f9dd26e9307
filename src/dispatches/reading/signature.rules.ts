import type { SigningMode } from './dispatch.rules.js';
import { cut, found, foundText, joined, splitAt, type Piece } from './piece.rules.js';
import { nothing, type Field } from './reading.rules.js';
import { isPersonName, isSigningLine } from './tail.rules.js';

export interface Signature {
  mode: Field<SigningMode>;
  onBehalfOf: Field<string>;
  title: Field<string>;
  name: Field<string>;
}

const MODES: [SigningMode, RegExp][] = [
  ['TUQ.', /^t\s?\.?\s?u\s?\.?\s?q\s?[.,:]?\s*/u],
  ['TM.', /^t\s?[/.]?\s?m(?:\s?[.,:]\s*|\s+)/u],
  ['KT.', /^(?:k|[i1l]<)\s?[/.]?\s?t(?:\s?[.,:]\s*|\s+)/u],
  ['TL.', /^t\s?[/.]?\s?l(?:\s?[.,:]\s*|\s+)/u],
  ['Q.', /^(?:q\s?[.,:]\s*|quyền\s+)/u],
];
const NOT_A_NAME =
  /^\(?(?:đã ký|ký|chữ ký|ký tên|đóng dấu|nơi nhận|lưu|như trên|kính gửi)(?![\p{L}])|^[([]|^(?:chủ trì|chủ tọa|thư ký|đại diện|người|phó|trưởng|chủ tịch|giám đốc|sở|ủy ban|phòng|chánh|hiệu|bí thư|tm|kt)(?![\p{L}])/u;

/** Who signs, in what capacity, for whom. */
export function readSignature(column: readonly Piece[]): Signature {
  const cells = column.flatMap((cell) => splitAt(cell, MODE_AGAIN));
  const signature: Signature = { mode: nothing(), onBehalfOf: nothing(), title: nothing(), name: nothing() };
  const first = firstSigner(cells);
  const from = Math.max(0, first);
  const named = cells.flatMap((cell, i) => (i >= from && isName(cell, i === first) ? [i] : []));
  // the second line of an office in capitals looks like a name in capitals
  const nameAt = named.find((i) => !isShouted(cells[i])) ?? named.find((i) => hasSurname(cells[i])) ?? named[0] ?? -1;
  const titles =
    first < 0 ? untitled(cells, nameAt) : titleLines(cells.slice(first, nameAt < 0 ? cells.length : nameAt));
  const name = cells[nameAt];
  if (name && (first >= 0 || titles.length > 0)) signature.name = foundText(name, 0.94);
  else signature.name = withoutOffice(cells, named);
  readTitles(titles, signature);
  return signature;
}

/** Where the signature begins: behind whoever only wrote the minutes, where somebody else signs below. */
function firstSigner(cells: readonly Piece[]): number {
  const first = cells.findIndex((cell) => isSigningLine(cell));
  if (first < 0 || !WROTE_ONLY.test(cells[first]?.low ?? '')) return first;
  const name = cells.findIndex((cell, i) => i > first && isName(cell, false));
  const next = cells.findIndex((cell, i) => name > first && i > name && isSigningLine(cell));
  return next > 0 && cells.some((cell, i) => i > next && isName(cell, false)) ? next : first;
}

const WROTE_ONLY = /^(?:thư ký|người (?:ghi|lập|viết|soạn))(?!\p{L})/u;
const ENGLISH_OFFICE =
  /^(?:(?:vice|deputy|general|acting|standing)[ -])*(?:rector|director|president|chairman|chairwoman|chairperson|manager|head|minister|principal|secretary|dean)(?:[ -]general)?$/u;

/** "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH", two lines run into one */
const MODE_AGAIN = /(?<=\p{Lu}{2})\s+(?=(?:KT|TL|TUQ)\s?\.\s?\p{Lu}{2})/gu;
const SURNAMES =
  'nguyễn|trần|lê|phạm|hoàng|huỳnh|phan|vũ|võ|đặng|bùi|đỗ|hồ|ngô|dương|lý|đoàn|đinh|trịnh|mai|trương|lâm|đào|tô|hà|tạ|cao|lưu|lương|thái|châu|quách|tống|kiều|vương|triệu|từ|nông|hứa|la|lò|vi|vàng|giàng|sùng|thào|lầu|hầu|mã|chu|doãn|nghiêm|tăng|phùng|quàng|cầm|bạch|khổng|văn|ma|bế|thân|ninh|ông|thạch|sơn|danh|kim|siu|rơ|ksor|y|h|k|ung|ngũ|đàm|đồng|giáp|hàn|lục|mạc|nhâm|phí|thiều|tiêu|viên|âu|diệp|la|liêu|ngụy|nhan|quan|trang|ưng|cù|cấn|chử|lã|lại|ngọ|ngọc|phó|phương|sầm|thi|tòng|tôn|trưng|trà';
const SURNAME = new RegExp(`^(?:${SURNAMES})\\s`, 'u');
const SIGNED_BY = /^(?:người ký|ký bởi)\s*:\s*/u;

const hasSurname = (cell: Piece | undefined): boolean => SURNAME.test(cell?.low ?? '');

/** A name that stands there alone, or only in the mark of an electronic signature. */
function withoutOffice(cells: readonly Piece[], named: readonly number[]): Field<string> {
  const marked = cells.map((cell) => cut(cell, SIGNED_BY.exec(cell.low)?.[0].length ?? cell.text.length));
  const alone = named.length === 1 ? cells[named[0] ?? 0] : undefined;
  const name = marked.find(({ text }) => isPersonName(text)) ?? alone;
  return name && hasSurname(name) ? foundText(name, 0.8) : nothing();
}

const isShouted = (cell: Piece | undefined): boolean => cell?.text === cell?.text.toUpperCase();
const isName = (cell: Piece, opens: boolean): boolean =>
  !opens &&
  isPersonName(cell.text) &&
  !isSigningLine(cell) &&
  (!NOT_A_NAME.test(cell.low) || (isShouted(cell) && /^trưởng(?: \p{L}+){2,3}$/u.test(cell.low)));

/** Without an office in capitals: one in small letters, right above a name. */
function untitled(cells: readonly Piece[], nameAt: number): Piece[] {
  const above = cells[nameAt - 1];
  return above &&
    /^(?:phó |quyền )?(?:trưởng|giám đốc|chủ tịch|hiệu trưởng|chánh|bí thư|thủ trưởng)(?![\p{L}])/u.test(above.low)
    ? [above]
    : [];
}

const OFFICE_IN_SMALL =
  /^(?:phó |quyền )?(?:trưởng|giám đốc|tổng giám đốc|chủ tịch|hiệu trưởng|chánh|phó chánh|bí thư|thủ trưởng|cục trưởng|viện trưởng|chủ nhiệm)(?!\p{L})[^.;:]{0,50}$/u;

/** The seal over a signature repeats in capitals whose it is: "TRƯỞNG PHÒNG / PHÒNG / LAO ĐỘNG". */
const isSealed = (above: Piece | undefined, { low }: Piece): boolean =>
  above !== undefined &&
  / (?:phòng|ban|sở|trường|viện|cục)$/u.test(above.low) &&
  above.low.endsWith(` ${low.split(' ', 1)[0]}`);

/** The lines of the signature above the name, those of one office put together. */
function titleLines(cells: readonly Piece[]): Piece[] {
  const lines: Piece[][] = [];
  const shouted = cells.some((cell) => isShouted(cell) && isSigningLine(cell));
  for (const cell of cells) {
    const { text } = cell;
    if (ENGLISH_OFFICE.test(cell.low) || !/\p{L}{2}/u.test(text) || /^[([]/.test(text)) continue;
    if (text !== text.toUpperCase() && !isSigningLine(cell) && (shouted || !OFFICE_IN_SMALL.test(cell.low))) continue;
    const last = lines.at(-1);
    if (isSealed(last?.at(-1), cell)) break;
    const first = last?.[0];
    const opens = isSigningLine(cell) || text !== text.toUpperCase();
    if (
      last &&
      first &&
      !opens &&
      (GOES_ON.test(cell.low) || /(?:VÀ|-|,)$/u.test(last.at(-1)?.text ?? '') || !isModed(first))
    )
      last.push(cell);
    else if (!last || opens || lines.length < 3) lines.push([cell]);
  }
  return lines.map((line) => joined(line));
}

/** what goes on with the name of the body in whose name one signs */
const GOES_ON =
  /^(?:và|huyện|tỉnh|xã|phường|thành phố|thị trấn|thị xã|quận|ủy ban|ubnd|hđnd|công an|đảng bộ|đặc khu)\s|^\S+$/u;
const isModed = (cell: Piece): boolean => MODES.some(([, pattern]) => pattern.test(cell.low));

function readTitles(titles: readonly Piece[], signature: Signature): void {
  const top = titles[0];
  if (!top) return;
  const last = titles.at(-1) ?? top;
  const moded = MODES.find(([, pattern]) => pattern.test(top.low));
  if (!moded) {
    signature.title = foundText(withoutMode(last), 0.93);
    return;
  }
  const [mode, pattern] = moded;
  const rest = cut(top, pattern.exec(top.low)?.[0].length ?? 0);
  signature.mode = found(top, mode, 0.97);
  if (mode === 'Q.') {
    signature.title = foundText(titles.length > 1 ? withoutMode(last) : rest, 0.93);
    return;
  }
  const both = titles.length === 1 ? BOTH.exec(rest.text) : null;
  if (both?.[1] && both[2]) {
    signature.onBehalfOf = foundText(cut(rest, 0, both[1].length), 0.8);
    signature.title = foundText(cut(rest, rest.text.length - both[2].length), 0.8);
    return;
  }
  signature.onBehalfOf = foundText(rest, 0.94);
  if (titles.length > 1) signature.title = foundText(lastOffice(last), 0.94);
}

/** a flattened "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC" holds both lines */
const BOTH =
  /^(.+?)\s+(PHÓ\s.+|(?:CHỦ TỊCH|TRƯỞNG BAN|CHÁNH VĂN PHÒNG|TRƯỞNG PHÒNG|GIÁM ĐỐC|THỨ TRƯỞNG|BÍ THƯ)(?:\s.+)?)$/u;

function lastOffice(line: Piece): Piece {
  const office = withoutMode(line);
  const both = office.text.length < line.text.length ? BOTH.exec(office.text) : null;
  return both?.[2] ? cut(office, office.text.length - both[2].length) : office;
}

const withoutMode = (whole: Piece): Piece => {
  const english = /\s*\/\s*[A-Z][A-Z ]+$/.exec(whole.text);
  const piece = english ? cut(whole, 0, english.index) : whole;
  const moded = MODES.find(([, pattern]) => pattern.test(piece.low));
  return moded && (piece.text === piece.text.toUpperCase() || isSigningLine(piece))
    ? cut(piece, moded[1].exec(piece.low)?.[0].length ?? 0)
    : piece;
};
