import type { Block } from './blocks.rules.js';
import type { Period } from './dispatch.rules.js';
import { deadlineIn } from './deadlines.rules.js';
import { found, splitAt, tidy, type Piece } from './piece.rules.js';
import { noDeadline, type Deadline, type ReportRead } from './reading.rules.js';
import { asksForReport, isDutyByItself } from './report-clauses.rules.js';
import { partsOf, periodsOf } from './report-parts.rules.js';
import { isOnRequest, periodsIn, windowIn } from './report-times.rules.js';
import { wayIn, type ReportWay } from './report-way.rules.js';
import { rowsOf, type TaskRow } from './task-table.rules.js';

interface Draft extends ReportRead {
  /** where a body gathers the reports of others for a higher one, without a day of its own: the words that name it */
  gathers: string | null;
}

/** Every duty to report in the text, one entry for each period or date that has a day or a window of its own. */
export function readReports(blocks: readonly Block[]): ReportRead[] {
  const drafts: Draft[] = [];
  let list: ReportWay | null = null;
  for (const block of blocks) {
    if (block.row) continue;
    const item = list !== null && block.label !== null && block.label.style !== 'roman' && isReportItem(block.piece);
    if (item) drafts.push(...draftsOf(block.piece, list));
    else {
      const lead = opensList(block);
      if (!block.label || block.label.style !== 'dash') list = lead;
      if (!lead) drafts.push(...inParagraph(block.piece));
    }
  }
  for (const row of rowsOf(blocks)) if (asksForReport(row.work)) drafts.push(...inRow(row));
  return merged(drafts).toSorted((a, b) => a.start - b.start);
}

/** A row of a table: its own columns say whom the report is for and by when. */
function inRow({ work, due, to }: TaskRow): Draft[] {
  const drafts = draftsOf(
    work,
    to ? { to: tidy(to.text) || null, via: null } : null,
    due ? deadlineIn(due, true) : null,
  );
  const only = drafts.length === 1 ? drafts[0]?.value : undefined;
  if (only && due && only.periods.length === 0) only.periods = periodsIn(due.low);
  return drafts;
}

/** "Các đơn vị báo cáo UBND tỉnh (qua Sở ...) các loại báo cáo sau:" names the way for the list below it. */
function opensList({ piece }: Block): ReportWay | null {
  if (!piece.text.endsWith(':') || !/báo cáo/u.test(piece.low)) return null;
  if (!/(?:sau|gồm|báo cáo|cụ thể|như sau|quy định|thời (?:gian|hạn)[^:]{0,40})\s*:$/u.test(piece.low)) return null;
  const last = sentencesOf(piece).at(-1) ?? piece;
  if (GUIDES.test(last.low.slice(last.low.lastIndexOf('báo cáo')))) return null;
  if (!/báo cáo/u.test(last.low) || deadlineIn(last)) return null;
  return wayIn(last);
}

/** "Để việc báo cáo được thống nhất, Sở hướng dẫn như sau:" leads to guidance, not to a list of reports */
const GUIDES = /(?<![\p{L}])(?:hướng dẫn(?! sau)|có ý kiến|kết luận|chỉ đạo|triển khai)(?![\p{L}])/u;

const isReportItem = ({ low }: Piece): boolean =>
  /báo cáo|số liệu|gửi (?:trước|chậm|về)/u.test(low) ||
  periodsIn(low).length > 0 ||
  /^.{0,8}(?:quý|tháng|năm|6 tháng|9 tháng|đột xuất)/u.test(low);

/** The sentences of a paragraph. */
export const sentencesOf = (piece: Piece): Piece[] => splitAt(piece, /(?<=[^.\s]{2}|\))\.(?=\s+["“(]?\p{Lu})/gu);

/** The reports a paragraph asks for; a sentence of its own may say which figures the one before it covers. */
function inParagraph(piece: Piece): Draft[] {
  const drafts: Draft[] = [];
  for (const sentence of sentencesOf(piece)) {
    const made = inSentence(sentence);
    const before = drafts.at(-1)?.value;
    if (made.length === 0 && before && before.windowEnd === null && OF_FIGURES.test(sentence.low)) {
      const { start, end } = windowIn(sentence);
      before.windowStart = start;
      before.windowEnd = end;
    }
    drafts.push(...made);
  }
  return drafts;
}

const OF_FIGURES = /^(?:số liệu|thời (?:gian|điểm|kỳ)|mốc|kỳ)(?![\p{L}])/u;

/** A sentence may ask for several reports; what it names once holds for each of them. */
function inSentence(sentence: Piece): Draft[] {
  if (!/báo|gửi/u.test(sentence.low)) return [];
  const drafts: Draft[] = [];
  for (const clause of clausesOf(sentence)) {
    if (!asksForReport(clause)) continue;
    const made = draftsOf(clause, null).filter((draft) => isStated(draft, clause));
    const last = drafts.at(-1);
    const only = made[0];
    if (last && only && made.length === 1 && isOnlyOnRequest(only)) last.value.onRequest = true;
    else drafts.push(...made);
  }
  const alone = drafts.length === 1 ? drafts[0]?.value : undefined;
  if (alone && alone.windowStart === null && alone.windowEnd === null) {
    const { start, end } = windowIn(sentence);
    alone.windowStart = start;
    alone.windowEnd = end;
  }
  const way = drafts.find(({ value }) => value.to !== null)?.value;
  for (const { value } of drafts) {
    if (value.to === null && way) {
      value.to = way.to;
      value.via ??= way.via;
    }
  }
  return drafts;
}

const clausesOf = (sentence: Piece): Piece[] =>
  splitAt(
    sentence,
    /;(?![^(]{0,300}\))(?!\s*(?:số liệu|thời gian|thời điểm|mốc|gửi (?:trước|về|chậm)|hạn|trước ngày|chậm nhất))|,?\s+(?=(?:R|r)iêng\s+(?:đối với\s+)?báo cáo)/gu,
  );

const isOnlyOnRequest = ({ value, due }: Draft): boolean =>
  value.onRequest && value.periods.length === 0 && value.to === null && due.value === null;

const isStated = ({ value, due }: Draft, clause: Piece): boolean =>
  value.to !== null || value.periods.length > 0 || due.value !== null || value.onRequest || isDutyByItself(clause.low);

/** The entries of one clause: one, or one for each day it sets. */
function draftsOf(clause: Piece, list: ReportWay | null, column: Deadline | null = null): Draft[] {
  const way = wayIn(clause);
  const to = way.to ?? list?.to ?? null;
  const via = way.to ? way.via : (way.via ?? list?.via ?? null);
  const parts = partsOf(clause);
  const drafts = parts.map(({ piece, day }) =>
    draftOf(piece, parts.length > 1 ? periodsOf(piece) : periodsIn(piece.low), { to, via }, column ?? day),
  );
  sharePeriods(drafts);
  const first = drafts[0];
  if (first && drafts.length === 1) {
    first.value.onRequest = isOnRequest(clause.low);
    first.gathers = gatheringIn(clause, first);
  }
  return drafts;
}

/** "6 tháng, năm ... ngày 25/6/2024 và 25/12/2024": as many periods as days, one for each in order. */
function sharePeriods(drafts: readonly Draft[]): void {
  const periods = drafts[0]?.value.periods ?? [];
  if (
    drafts.length < 2 ||
    periods.length !== drafts.length ||
    drafts.slice(1).some(({ value }) => value.periods.length > 0)
  )
    return;
  for (const [i, { value }] of drafts.entries()) value.periods = periods.slice(i, i + 1);
}

function draftOf(part: Piece, periods: Period[], way: ReportWay, day: Deadline | null): Draft {
  const window = windowIn(part);
  const value = {
    periods,
    ...way,
    windowStart: window.start,
    windowEnd: window.end,
    onRequest: isOnRequest(part.low),
  };
  return { ...found(part, value, 0.8), due: day ?? noDeadline(), gathers: null };
}

/** "Phòng Y tế ... tổng hợp kết quả báo cáo UBND huyện": passing on what others report. */
function gatheringIn({ low }: Piece, { value, due }: Draft): string | null {
  if (due.value !== null || value.periods.length > 0 || value.onRequest || value.via !== null) return null;
  const gathers = /tổng hợp[^;.]{0,60}báo cáo/u.exec(low);
  return gathers ? low.slice(0, gathers.index + 1) : null;
}

/** What one body gathers and another receives in the end is one report. */
function merged(drafts: readonly Draft[]): ReportRead[] {
  for (const [i, { gathers, value }] of drafts.entries()) {
    if (gathers === null) continue;
    for (const other of drafts.slice(Math.max(0, i - GATHERED_AT_MOST), i)) {
      const handedTo = other.gathers === null && other.value.via === null ? other.value.to : null;
      if (handedTo === null || !gathers.includes(handedTo.toLowerCase())) continue;
      other.value.via = handedTo;
      other.value.to = value.to;
    }
  }
  const received = new Set(
    drafts.map(({ gathers, value }) => (gathers === null ? value.to?.toLowerCase() : undefined)),
  );
  return drafts
    .filter(({ gathers, value }) => gathers === null || value.to === null || !isAmong(value.to.toLowerCase(), received))
    .map(({ gathers: _, ...report }) => report);
}

/** Whether a receiver, or the first of several, is one whom others report to. */
const isAmong = (to: string, received: ReadonlySet<string | undefined>): boolean =>
  received.has(to) || received.has(to.split(/,| và /u)[0]);

/** how many reports before it a body may gather; a bound, so that a list without end stays linear */
const GATHERED_AT_MOST = 20;
