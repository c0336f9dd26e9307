import type { Block } from './blocks.rules.js';
import { citationsIn } from './citations.rules.js';
import { TYPES_CITED, type Cited } from './cited.rules.js';
import type { Citation } from './dispatch.rules.js';
import type { Piece } from './piece.rules.js';
import type { Found } from './reading.rules.js';

const CARRIES_OUT =
  /(?<=^(?:[-–+•]\s*)?|[.;:,(]\s*|(?:và|tiếp tục|nhằm|để|đồng thời|cùng với)\s+)(?:thực hiện|thi hành|triển khai|căn cứ|chấp hành|quán triệt|theo (?:chỉ đạo|kế hoạch|yêu cầu|chương trình|tinh thần|nội dung|quyết định|hướng dẫn|ý kiến|công văn|chỉ thị|nghị quyết|thông báo|công điện|văn bản)|trên cơ sở|cụ thể hóa|hưởng ứng)(?![\p{L}])/gu;
const MERELY_CITES =
  /(?<=^|[.;:,(]\s*|và\s+)(?:xét|theo đề nghị|theo báo cáo|theo tờ trình|trả lời|phúc đáp|tiếp theo|tiếp nối|sau khi|nhận được|(?<=^|[.;]\s*)ngày \d|thời gian qua|vừa qua|trong thời gian|qua |trước đó|ngoài ra|tuy nhiên|để |hiện nay|trước đây)/gu;
const TYPE = new RegExp(String.raw`(?<![\p{L}])(?:${TYPES_CITED})(?![\p{L}])`, 'gu');
const AMENDING_LAW = /(?<![\p{L}])luật sửa đổi(?![^;]*;)/u;
const LEADS_ON = /^(?:theo\s+)?(?:ý kiến|sự chỉ đạo|chỉ đạo|kết luận|yêu cầu|hướng dẫn|nội dung|đề nghị)(?![\p{L}])/u;
const ENCLOSED_WITH =
  /(?:(?:ban hành|gửi)?\s*kèm theo|(?:phê duyệt|ban hành)\s+(?:theo|tại))\s+(?:quyết định|công văn|văn bản|thông tư|nghị quyết)\s+(?:số\s*)?:?\s*$/u;

/** Splits the citations of the opening into those carried out and those merely named, in the order of the text. */
export function readBases(opening: readonly Block[]): { bases: Found<Citation>[]; named: Found<Citation>[] } {
  const bases: Found<Citation>[] = [];
  const named: Found<Citation>[] = [];
  for (const { piece } of opening) {
    const cues = cuesOf(piece);
    let before: Cited | undefined;
    let carriedBefore = false;
    for (const cited of citationsIn(piece)) {
      const cue: { at: number; carries: boolean } | undefined = cues.findLast(({ at }) => at < cited.from);
      const fresh: boolean = !before || (cue !== undefined && cue.at >= before.to);
      const carried: boolean =
        cue?.carries === true &&
        (fresh ? !isRuleOfAnother(piece, cue.at, cited) : standsInRow(piece, before, cited, carriedBefore));
      (carried ? bases : named).push(cited.read);
      before = cited;
      carriedBefore = carried;
    }
  }
  return { bases, named };
}

/** "Thực hiện Chương trình ... theo quy định của Thông tư số 26": the programme is carried out, not the circular. */
function isRuleOfAnother({ low }: Piece, cue: number, cited: Cited): boolean {
  const between = low.slice(Math.max(cue, cited.from - 400), cited.from);
  return (
    new RegExp(String.raw`^[\p{L}]+ [\p{L}]+\s+(?:${TYPES_CITED})(?![\p{L}])`, 'u').test(between) &&
    /(?<=\s)theo (?:đúng )?quy định (?:của|tại)\s[^,;]{0,60}$/u.test(between)
  );
}

function cuesOf({ low }: Piece): { at: number; carries: boolean }[] {
  const cues = [...low.matchAll(CARRIES_OUT)].map(({ index }) => ({ at: index, carries: true }));
  const others = [...low.matchAll(MERELY_CITES)].map(({ index }) => ({ at: index, carries: false }));
  return [...cues, ...others].toSorted((a, b) => a.at - b.at);
}

/** Whether a citation is the next of a row of bases, not one named in the title of the base before it. */
function standsInRow(piece: Piece, before: Cited | undefined, cited: Cited, carried: boolean): boolean {
  if (!before) return true;
  const between = piece.low.slice(Math.max(before.to, cited.from - 400), cited.from);
  if (ENCLOSED_WITH.test(between)) {
    // a plan without a number that this paper put in force stands for it
    const own = between.replace(ENCLOSED_WITH, '');
    return (
      carried && new RegExp(String.raw`(?:[;,]|(?<![\p{L}])và)\s*(?:${TYPES_CITED})(?![\p{L}])[^;]*$`, 'u').test(own)
    );
  }
  const amending = AMENDING_LAW.exec(between);
  const type = amending ? amending.index : ([...between.matchAll(TYPE)].at(-1)?.index ?? -1);
  const lead = (type < 0 ? between.replace(/số\s*:?\s*$/u, '') : between.slice(0, type)).replace(
    /(?:\s|các|những|căn cứ)+$/u,
    '',
  );
  if (lead === '' || /(?:[;,]|(?<![\p{L}])và)$/u.test(lead)) return true;
  if (!/(?<![\p{L}])(?:tại|theo)$/u.test(lead)) return false;
  const clause =
    lead
      .split(/[,;]|\svà\s/u)
      .at(-1)
      ?.trim() ?? '';
  return LEADS_ON.test(clause);
}
