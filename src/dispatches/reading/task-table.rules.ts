import type { Block } from './blocks.rules.js';
import { deadlineIn } from './deadlines.rules.js';
import { splitBodies } from './split-bodies.rules.js';
import { found, tidy, type Piece } from './piece.rules.js';
import { noDeadline, type TaskRead } from './reading.rules.js';

/** Which column of a table holds what, by the words at its head. */
interface Columns {
  number: number;
  work: number;
  lead: number;
  due: number;
  /** who receives it, in a table of reports */
  to: number;
}

/** A row of a table of tasks. */
export interface TaskRow {
  label: string;
  work: Piece;
  lead: Piece | null;
  due: Piece | null;
  to: Piece | null;
}

const WORK = /nội dung|nhiệm vụ|công việc|hoạt động|đầu việc|tên (?:báo cáo|nhiệm vụ)|báo cáo/u;
const LEAD = /chủ trì|thực hiện|phụ trách|chịu trách nhiệm|được giao|đơn vị|cơ quan/u;
const WITH = /phối hợp|nhận|gửi/u;
const TO = /nơi nhận|(?:đơn vị|cơ quan) nhận|(?:nơi|gửi) (?:gửi|đến|về)/u;
const DUE = /thời hạn|thời gian|hạn|hoàn thành|tiến độ/u;
const NUMBER = /^(?:tt|stt|số tt|số thứ tự)$/u;

/** The numbered rows of the tables among the blocks. */
export function rowsOf(blocks: readonly Block[]): TaskRow[] {
  const rows: TaskRow[] = [];
  let columns: Columns | null = null;
  for (const { row } of blocks) {
    if (!row) {
      columns = null;
      continue;
    }
    columns ??= columnsOf(row.columns);
    if (!columns) continue;
    const label = row.columns[columns.number]?.text.replace(/[.)]$/, '') ?? '';
    const work = row.columns[columns.work];
    if (!/^\d{1,3}$/.test(label) || !work || work.text === '') continue;
    const at = (column: number): Piece | null => row.columns[column] ?? null;
    rows.push({ label, work, lead: at(columns.lead), due: at(columns.due), to: at(columns.to) });
  }
  return rows;
}

function columnsOf(head: readonly Piece[]): Columns | null {
  const where = (pattern: RegExp, not?: RegExp): number =>
    head.findIndex(({ low }) => pattern.test(low) && !not?.test(low));
  const number = where(NUMBER);
  const work = where(WORK, /chủ trì|phối hợp|thời|hạn|cơ quan|đơn vị|nơi/u);
  if (number < 0 || work < 0) return null;
  const due = where(DUE, /đơn vị|cơ quan/u);
  const chief = where(/chủ trì/u);
  const to = where(TO, /thời|hạn/u);
  return {
    number,
    work,
    lead:
      chief >= 0 ? chief : head.findIndex(({ low }, i) => i !== work && i !== due && LEAD.test(low) && !WITH.test(low)),
    due,
    to,
  };
}

/** Each numbered row as a task, charged to the column of those in the lead. */
export const tableTasks = (blocks: readonly Block[]): TaskRead[] =>
  rowsOf(blocks).map(({ label, work, lead, due }) => {
    const addressees = lead ? splitBodies(lead).map(({ text }) => tidy(text)) : [];
    const deadline = (due ? deadlineIn(due, true) : null) ?? noDeadline();
    return { ...found(work, { label, text: tidy(work.text), addressees }, 0.9), deadline };
  });
