import type { Query, Reading, ReportRead } from '../reading/reading.rules.js';
import { taskOf } from '../reading/task-of.rules.js';
import { unitsOf, type Hierarchy } from './meanings.rules.js';
import { queryOf } from './query.rules.js';

/** Bodies that people form beside their offices; without a standing office nobody takes in their mail. */
const BOARD =
  /^(?:ban chỉ đạo|bcđ|tiểu ban|ban tổ chức(?! tỉnh| huyện| trung)|tổ công tác|tổ giúp việc|đoàn kiểm tra|hội đồng(?! nhân dân))(?!\p{L})/iu;
const STANDING = /thường trực|^tt\s|cơ quan giúp việc/iu;
const STANDING_IN_TEXT = /(\p{Lu}[^.;:,()\n]{3,60}?)\s*[-–(,]\s*(?:là\s+)?[Cc]ơ quan thường trực/u;

/**
 * Reports to nobody who could take them in, or to the very units that owe them.
 * @param text  the stored text, which may name the standing office of a board
 */
export function receiverQueries(reading: Reading, now: Hierarchy, text: string): Query[] {
  return reading.reports.flatMap((report, i) => {
    const { to, via } = report.value;
    if (to === null) return [];
    const units = unitsOf(now, to);
    const field = `reports.${i}.to`;
    const values = { name: to };
    if (units.length === 0)
      return via === null && BOARD.test(to)
        ? [queryOf('report-to-no-unit', field, { values, at: [report], suggestion: standingOffice(reading, text) })]
        : [];
    const receivers = new Set(units.map(({ id }) => id));
    const owing = owingOf(reading, report).flatMap((name) => unitsOf(now, name));
    const itself = owing.length > 0 && owing.every(({ id }) => receivers.has(id));
    return itself ? [queryOf('report-to-itself', field, { values, at: [report] })] : [];
  });
}

/** Whom a report is asked of: who is charged with the task that asks for it, else the addressees. */
function owingOf(reading: Reading, report: ReportRead): string[] {
  const task = taskOf(reading, report);
  const charged = task && report.start < task.end ? task.value.addressees : [];
  return charged.length > 0 ? charged : reading.addressees.map(({ value }) => value);
}

/** "Công an tỉnh (TT BCĐ 138 tỉnh)" under Nơi nhận, or "Công an tỉnh - Cơ quan thường trực ..." in the text. */
function standingOffice({ copies }: Reading, text: string): string | undefined {
  const copied = copies.find(({ value }) => value.note !== null && STANDING.test(value.note));
  return copied?.value.name ?? STANDING_IN_TEXT.exec(text)?.[1]?.trim();
}
