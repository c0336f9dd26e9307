import type { Block } from './blocks.rules.js';
import { cut, found, tidy, splitAt, type Piece } from './piece.rules.js';
import type { Found } from './reading.rules.js';

const LIST =
  /^\(?\s*(?:\*\s*)?(?:(?:văn bản |tài liệu |hồ sơ )?(?:gửi |đính |có )?kèm(?: theo)?|tài liệu (?:gửi|đính) kèm|đính kèm|gửi kèm|hồ sơ (?:gửi |trình )?kèm(?: theo)?|file đính kèm)(?:\s+(?:trên|qua|theo)\s+[^:(]{1,60}?|\s+(?:công văn|văn bản|kế hoạch|tờ trình|báo cáo|quyết định|thông báo|hướng dẫn)(?: này)?)?\s*(?:gồm(?: có)?|gồm các tài liệu sau|các tài liệu sau)?\s*(?::|(?<=^\((?:gửi |đính )?kèm(?: theo)?)(?=\s))\s*/u;
const SENT =
  /(?<![\p{L}])(?:(?:xin )?gửi kèm(?: theo)?(?! trên)|đính kèm(?: theo)?|kèm theo|gửi đính kèm)(?:\s+(?:công văn|văn bản|kế hoạch|tờ trình|báo cáo|quyết định|thông báo|hướng dẫn|đề án|phiếu(?: (?:gửi|chuyển))?)(?!\s+số)(?: này)?(?:\s+(?:là|có|gồm)\s*:?|\s*:|(?=\s+(?:là|có|gồm))))?\s*:?\s*(?:là\s+|gồm\s+(?:có\s+)?:?\s*|các\s+(?=phụ lục|tài liệu|biểu))?/gu;
const WITH_IT =
  /\(\s*(?:có|chi tiết (?:có |tại |theo )?|tham khảo|xem|theo|như|tại)?\s*(?<what>(?!gửi|đính|kèm|xin|sao|ban hành|phê duyệt|quyết định|công văn|thông tư|nghị định)[^()]{2,160}?)\s+(?:(?:được\s+|ban hành\s+)?(?:gửi |đính )?kèm(?: theo)?|đính kèm)(?:\s+[^()]{0,80})?\s*\)/giu;
const IN_A_SENTENCE =
  /(?<![\p{L}])(?<what>(?:danh sách|phụ lục|biểu mẫu|đề cương|mẫu biểu|biểu|mẫu|tài liệu|hồ sơ|dự thảo)(?:\s+(?!kèm|gửi|đính|tại(?!\p{L}))[\p{L}\d.]+|,\s(?:[IVX]+|\d+)(?![\p{L}\d])){0,8}?)\s+(?:được\s+)?(?:gửi kèm|đính kèm|kèm theo)(?: theo)?/giu;
const ENACTED =
  /(?:ban hành|công bố|phê duyệt|thông qua|gửi) kèm theo (?:quyết định|nghị quyết|công văn|chỉ thị|thông tư|kế hoạch|văn bản|thông báo) này\s+(?:bản\s+)?:?\s*(?<what>[^.;]{4,400})/iu;
const APPROVED =
  /(?:ban hành|phê duyệt|thông qua|công bố)\s+(?<what>(?:bản\s+)?(?:kế hoạch|quy chế|quy định|phương án|đề án|danh mục|danh sách|chương trình|nội quy|bảng|bộ|điều lệ|định mức|đơn giá)\s[^.;]{4,300}?),?\s+(?:ban hành\s+)?kèm theo (?:quyết định|nghị quyết|công văn|kế hoạch|văn bản) này/iu;
/** more than this, and the text is no honest paper: reading on would only cost time */
const ENCLOSURES_AT_MOST = 200;
/** a name set in quotation marks ends with them */
const QUOTED = /^["“]([^"”]{4,300})["”](?=\s)/u;
/** "(Chương trình chi tiết tại Phụ lục kèm theo)": what is told, and then where */
const TOLD_THERE =
  /^[^()]*?(?<!\p{L})(?:tại|theo|có)\s+(?=(?:các |bản )?(?:phụ lục|danh sách|danh mục|biểu|lịch|dự thảo|đề cương|bảng)(?!\p{L}))/iu;
const NOT_OURS = /(?:ban hành|quyết định|công văn|thông tư|nghị định|kế hoạch|văn bản|nghị quyết)[^.;()]{0,30}$/u;

/** what may go with a paper; "kèm theo từng lô hàng" goes with something else */
const A_PAPER =
  /^(?:các |những |bản |bộ )?(?:phụ lục|danh (?:sách|mục)|biểu|mẫu|đề cương|dự thảo|tài liệu|hồ sơ|bản|bảng|kế hoạch|báo cáo|quyết định|công văn|tờ trình|văn bản|hướng dẫn|quy|đề án|phương án|chương trình|thông báo|giấy|phiếu|file|lịch|sơ đồ|nội dung|thuyết minh|bộ|đơn|\d|\p{Lu})/u;

/** "khẩu hiệu (gửi kèm Công văn)": the paper they go with, not what goes with it */
const THIS_PAPER =
  /^(?:công văn|kế hoạch|văn bản|quyết định|thông báo|hướng dẫn|tờ trình|chỉ thị|nghị quyết|phiếu(?: (?:gửi|chuyển))?)(?: này)?$/iu;

/**
 * What is said to go with the paper, one entry for each.
 * @param own  the paper's own number and symbol, in each way of writing them: an appendix that names it is none of its enclosures
 */
export function readAttachments(blocks: readonly Block[], own: readonly string[] = []): Found<string>[] {
  const attachments: Found<string>[] = [];
  const seen = new Set<string>();
  const add = (piece: Piece, confidence: number) => {
    const name = tidy(piece.text.replace(/^(?:[\s.)+-]|\d{1,2}[.)])*(?=\d{0,3}\s?\p{L})/u, '')).replace(
      /^\((.*)\)$/u,
      '$1',
    );
    const key = name.toLowerCase();
    if (THIS_PAPER.test(name) || own.some((code) => code.length > 3 && name.includes(code))) return;
    if (name.length < 2 || name.length > 500 || seen.has(key) || !/\p{L}{2}/u.test(name)) return;
    seen.add(key);
    attachments.push(found(piece, name, confidence));
  };
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i];
    if (!block || block.row) continue;
    if (attachments.length > ENCLOSURES_AT_MOST) break;
    const list = LIST.exec(block.piece.low);
    if (!list) {
      for (const part of inText(block.piece)) add(part, 0.85);
      continue;
    }
    const inline = withoutClosing(cut(block.piece, list[0].length));
    for (const part of partsOf(inline)) add(part, 0.92);
    if (inline.text !== '') continue;
    for (
      let item = blocks[i + 1];
      item?.label && ['dash', 'arabic', 'letter', 'sub'].includes(item.label.style);
      item = blocks[i + 1]
    ) {
      add(withoutClosing(cut(item.piece, item.first.text.length - item.label.rest.text.length)), 0.93);
      i++;
    }
  }
  return attachments;
}

/** The bracket or full stop that closes a note, dropped. */
function withoutClosing(piece: Piece): Piece {
  const closing = /[\s./;,]*$/.exec(piece.text)?.[0].length ?? 0;
  let end = piece.text.length - closing;
  const inner = piece.text.slice(0, end);
  if (inner.endsWith(')') && !inner.includes('(')) end--;
  return cut(piece, 0, end);
}

function partsOf(piece: Piece): Piece[] {
  const parts = splitAt(
    piece,
    /;|,\s+(?=(?:(?![IVX]+(?!\p{L}))\p{Lu}|phụ lục|danh sách|biểu|mẫu|dự thảo|đề cương|tài liệu))|(?<=\s)và\s+(?=(?:các\s+)?(?:Phụ lục|phụ lục|Danh sách|danh sách|Biểu|biểu|Mẫu|mẫu|Dự thảo|dự thảo|Đề cương|đề cương|Tài liệu|Tờ trình|Báo cáo|báo cáo|Kế hoạch|Quyết định|[Bb]ản đồ|[Ss]ơ đồ|[Bb]ảng))/gu,
  );
  return parts.map((part) => cut(part, /^(?:và|[-–+])\s+/u.exec(part.text)?.[0].length ?? 0));
}

function inText(piece: Piece): Piece[] {
  if (!/kèm/u.test(piece.low)) return [];
  const enclosed: Piece[] = [];
  const taken: [number, number][] = [];
  const take = (from: number, to: number, span: [number, number]) => {
    if (taken.length > ENCLOSURES_AT_MOST || taken.some(([a, b]) => span[0] < b && span[1] > a)) return;
    taken.push(span);
    enclosed.push(...partsOf(cut(piece, from, to)));
  };
  for (const match of piece.text.matchAll(WITH_IT)) {
    const whole = match.groups?.['what'] ?? '';
    const what = whole.slice(TOLD_THERE.exec(whole)?.[0].length ?? 0);
    const from = match.index + match[0].indexOf(what);
    take(from, from + what.length, [match.index, match.index + match[0].length]);
  }
  const enacted = ENACTED.exec(piece.text) ?? APPROVED.exec(piece.text);
  if (enacted?.groups?.['what']) {
    const whole = enacted.groups['what'];
    const what = QUOTED.exec(whole)?.[1] ?? whole;
    const from = enacted.index + enacted[0].indexOf(what);
    take(from, from + what.length, [enacted.index, enacted.index + enacted[0].length]);
  }
  for (const match of piece.text.matchAll(IN_A_SENTENCE)) {
    const what = match.groups?.['what'] ?? '';
    take(match.index, match.index + what.length, [match.index, match.index + match[0].length]);
  }
  for (const match of piece.low.matchAll(SENT)) {
    const from = match.index + match[0].length;
    if (match[0].startsWith('kèm') && !A_PAPER.test(piece.text.slice(from, from + 20))) continue;
    if (
      NOT_OURS.test(piece.low.slice(Math.max(0, match.index - 60), match.index)) ||
      (match[0].startsWith('kèm') &&
        /^(?:quyết định|công văn|thông tư|nghị định) số/u.test(piece.low.slice(from, from + 30)))
    )
      continue;
    const stop = /[):]|\s(?=để\s)|\.(?=\s|\/|$)|$/u.exec(piece.text.slice(from, from + 300));
    const to = from + (stop ? stop.index : 0);
    if (to - from > 3) take(from, to, [match.index, to]);
  }
  return enclosed;
}
