import type { Block } from './blocks.rules.js';
import type { Heading } from './heading.rules.js';
import { askingBody } from './issuer.rules.js';
import type { Line } from './lines.rules.js';
import { openerAt } from './bodies.rules.js';
import { cut, type Piece } from './piece.rules.js';
import { isSigningLine, type Tail } from './tail.rules.js';

const MARKS_AT_LEAST = 2;
/** without its letterhead and its end a paper is known by what it says alone, which others say by chance */
const MARKS_OF_TEXT_AT_LEAST = 3;
const OPENING_BLOCKS = 4;
const READ_AT_MOST = 1200;
const BLOCKS_AT_MOST = 400;
const TALK_AT_MOST = 4;

/** how an order without a letterhead begins: it carries out a numbered paper and asks for something */
const ACTS_ON_A_PAPER =
  /^(?:thực hiện|căn cứ|triển khai|thi hành)\s[^.]{0,160}số\s*:?\s*\d[^.]{0,500}(?:đề nghị|yêu cầu)/u;
const BASIS = /^(?:[-–+•]\s*)?(?:căn cứ|theo đề nghị|xét đề nghị|xét tờ trình)\s/u;
/** a paragraph that names, from its first word, the numbered paper it rests on; a comment says what that paper rules */
const CARRIES_OUT_A_PAPER =
  /^(?:[-–+•]\s*)?(?:thực hiện|căn cứ|triển khai|thi hành)\s(?:theo\s)?[^.:]{0,160}?số\s*:?\s*\d(?![^]*như sau\s*:$)/u;
const DECIDES = /^(?:quyết định|quyết nghị|nay ra chỉ thị|ra chỉ thị)\s*:?$/u;
const LEADS_OFF =
  /^(?:thực hiện|căn cứ|triển khai|thi hành|để|nhằm|theo|tiếp theo|phúc đáp|trả lời|chấp hành|quán triệt|trên cơ sở|xét|hưởng ứng|thời gian qua|trong thời gian|trước tình hình|sau khi|hiện nay|nhân|qua |được sự)(?!\p{L})/u;
const ASKS = /^(?:trân trọng |kính )?(?:đề nghị|yêu cầu|giao|kính đề nghị|kính mời)\s/u;
const OF_ITSELF =
  /(?<!\p{L})(?:kế hoạch|công văn|quyết định|thông báo|văn bản|chỉ thị|hướng dẫn|tờ trình|công điện|nghị quyết|chương trình|quy chế) này(?!\p{L})|^trên đây là(?!\p{L})|^nơi nhận|^quyết định này/u;
const ON_DIFFICULTIES =
  /(?:khó khăn|vướng mắc)[^.]{0,120}(?:báo cáo|phản ánh|liên hệ|thông tin|gửi|kịp thời|trao đổi)|nghiêm túc (?:triển khai )?thực hiện/u;
const LEADS_TO_LIST = /(?:như sau|sau đây|sau|cụ thể)\s*:$/u;
const CITES = /(?<!\p{L})số\s*:?\s*\d|\d\/[\p{Lu}\d]/iu;
const CLOSED = /\.\/\.?\s*[)"”]?$/u;
const CHARGES = /^(?:điều \d+\.?|\d+\.)\s.*(?:chịu trách nhiệm (?:thi hành|thực hiện)|có hiệu lực)/u;

/** what those say who write about a paper, not one: journalists, commentators, sellers, those who ask or petition */
const ABOUT_PAPERS =
  /(?<!\p{L})(?:(?:ông|bà|đồng chí|anh|chị|tá|tướng|trưởng|chủ tịch|giám đốc|phòng|sở|lực lượng)[^.;:]{0,60} (?:cho biết|cho hay|nói(?=[,:.])|nhấn mạnh|chia sẻ|khẳng định|bày tỏ)|phóng viên|(?:sáng|chiều|tối) (?:nay|qua)|(?:chia sẻ|trao đổi) với|nói thêm|vừa (?:ký|ban hành|có)|bài viết|bạn đọc|luật sư|xem thêm|nguồn:|ảnh:|bình luận|tác giả|mức phạt|hỏi:|câu hỏi|em xin|(?<!chúng )tôi (?:xin|tên|là|muốn|có|thấy)|gia đình tôi|chúng em|mọi người (?:ai|ơi|giúp|cho)|giá (?:bán|niêm yết)|nguyên liệu|theo (?:ttxvn|vov|báo(?! cáo))|bên (?:a|b):|đã (?:ký )?ban hành (?:công văn|văn bản|quyết định|kế hoạch|chỉ thị)|công văn nêu(?=\s?:))(?!\p{L})|\sgmt\+7|^(?:tto|ttxvn|vov|nld|dân trí)\s?[-–)]/gu;

/** An article or a note has none of the marks of an official document, or one by chance. */
export function isOfficial(heading: Heading, lines: readonly Line[], body: readonly Block[], tail: Tail): boolean {
  const marks = marksOfForm(heading, lines, tail);
  if (marks >= MARKS_AT_LEAST && isMarked(heading, lines, tail)) return true;
  return marks + marksOfText(body, lines) - talk(body, heading, lines) >= MARKS_OF_TEXT_AT_LEAST;
}

/** Whether one of the marks is there that nobody else sets. */
const isMarked = ({ national, number, title, issued, subject }: Heading, lines: readonly Line[], tail: Tail): boolean =>
  national ||
  number !== null ||
  title.value !== null ||
  subject.length > 0 ||
  (issued?.place.value ?? null) !== null ||
  tail.copies.length > 0 ||
  tail.signature.some((cell) => isSigningLine(cell)) ||
  lines.some(({ piece }) => /^kính (?:gửi|gởi)/u.test(piece.low));

/** What Decree 30 puts around the text. */
function marksOfForm(heading: Heading, lines: readonly Line[], tail: Tail): number {
  const { title, number, issuerLines } = heading;
  // private persons make contracts under the State's name, too
  const titled = title.value !== null && (title.value !== 'HĐ' || number !== null || issuerLines.length > 0);
  const marks = [
    heading.national,
    number !== null,
    heading.issued !== null,
    titled,
    heading.subject.length > 0 && title.value === null,
    issuerLines.length > 0,
    lines.some(({ piece }) => /^kính (?:gửi|gởi)/u.test(piece.low)),
    lines.slice(0, 12).some(({ piece }) => ACTS_ON_A_PAPER.test(piece.low.slice(0, 800))),
    tail.copies.length > 0,
    tail.copies.some(({ low }) => /(?:^|[-–;.]\s*)lưu(?!\p{L})/u.test(low)),
    tail.signature.length > 1,
    tail.signature.some((cell) => isSigningLine(cell)),
  ];
  return marks.filter(Boolean).length;
}

/** What an official document says of itself and of those it binds. */
function marksOfText(body: readonly Block[], lines: readonly Line[]): number {
  const read = body.slice(0, BLOCKS_AT_MOST);
  const bases = read.filter(({ piece }) => BASIS.test(piece.low) && piece.text.endsWith(';')).length;
  const carried = read.slice(0, OPENING_BLOCKS).filter(({ piece }) => CARRIES_OUT_A_PAPER.test(piece.low)).length;
  const addressed = lines.some(isAddressed);
  const decides = read.some(({ piece }) => DECIDES.test(piece.low) && piece.text === piece.text.toUpperCase());
  const marks = [
    addressed,
    addressed,
    bases > 0 || carried > 0,
    bases > 1 || carried > 1,
    read.some(({ label }) => label?.rest.low.startsWith('mục đích')),
    read.some(({ label }) =>
      /^(?:tổ chức thực hiện|kinh phí thực hiện|nhiệm vụ(?: và giải pháp)?$)/u.test(label?.rest.low ?? ''),
    ),
    read.filter(({ label }) => label !== null && label.style !== 'dash' && openerAt(label.rest, 0) > 0).length > 1,
    decides,
    decides && read.some(({ label }) => label?.style === 'article' && label.ordinal === 1),
    read.some(({ piece }, i) => LEADS_TO_LIST.test(piece.low.slice(-40)) && read[i + 1]?.label != null),
    read.some(({ piece, label }) => ASKS.test((label?.rest ?? piece).low)),
    read.some(({ piece }) => OF_ITSELF.test(piece.low.slice(0, READ_AT_MOST))),
    read.some(({ piece }) => ON_DIFFICULTIES.test(piece.low.slice(0, READ_AT_MOST))),
    read.some(({ piece }) => CLOSED.test(piece.text)),
    read.some(({ piece }) => CHARGES.test(piece.low.slice(0, READ_AT_MOST))),
  ];
  const opened = read.slice(0, OPENING_BLOCKS).map(({ piece }) => marksOfOpening(piece));
  return marks.filter(Boolean).length + Math.max(0, ...opened);
}

/** "Thực hiện Kế hoạch số ..., Sở Y tế đề nghị ... như sau:": who acts, on what, and that it now says what. */
function marksOfOpening(piece: Piece): number {
  const asks = askingBody(piece);
  if (!asks) return 0;
  return [
    true,
    LEADS_OFF.test(piece.low),
    CITES.test(piece.low.slice(0, READ_AT_MOST)),
    /(?:như sau|sau đây|sau|cụ thể|yêu cầu|đề nghị|kết luận)\s*:/u.test(piece.low.slice(-400)),
  ].filter(Boolean).length;
}

const isAddressed = ({ piece }: Line, index: number, lines: readonly Line[]): boolean => {
  const to = /^kính (?:gửi|gởi)\s*[:.;]?\s*/u.exec(piece.low);
  if (!to) return false;
  const first = to[0].length < piece.text.length ? cut(piece, to[0].length) : lines[index + 1]?.piece;
  return first !== undefined && openerAt(cut(first, /^[-–+•*]?\s*/u.exec(first.text)?.[0].length ?? 0), 0) > 0;
};

/** How often the text speaks about papers, or for a person, rather than as an office. */
function talk(body: readonly Block[], { end }: Heading, lines: readonly Line[]): number {
  let times = 0;
  for (const { piece } of [...lines.slice(0, end), ...body.slice(0, BLOCKS_AT_MOST)])
    times += piece.low.slice(0, READ_AT_MOST).match(ABOUT_PAPERS)?.length ?? 0;
  return Math.min(TALK_AT_MOST, times) * 2;
}
