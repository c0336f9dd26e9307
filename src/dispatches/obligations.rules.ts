import { openerAt } from './reading/bodies.rules.js';
import { blocksOf, type Block } from './reading/blocks.rules.js';
import { cleaned } from './reading/clean-text.rules.js';
import { deadlineIn } from './reading/deadlines.rules.js';
import { linesOf } from './reading/lines.rules.js';
import { bodiesAt } from './reading/names.rules.js';
import { tidy, type Piece } from './reading/piece.rules.js';
import { noDeadline, type Deadline, type Reading, type TaskRead, type Term } from './reading/reading.rules.js';
import { splitBodies } from './reading/split-bodies.rules.js';
import { taskOf } from './reading/task-of.rules.js';
import { rejoined } from './reading/wrapped.rules.js';

/** One thing that the paper asks for, tied to the words that ask for it. */
export interface ObligationRead {
  /** from 1, in the order of the text */
  n: number;
  kind: 'task' | 'report';
  /** as the task's; of a report the label of the task within which it stands, else empty */
  label: string;
  text: string;
  start: number;
  end: number;
  deadline: Deadline;
  term: Term | null;
  /** whom those charged are to urge and guide ("đôn đốc, hướng dẫn, kiểm tra các ..."), as written; they are no addressees */
  supervises: string[];
  /** of a report: through whom it goes, and to whom in the end */
  via: string | null;
  to: string | null;
}

/**
 * Every task and every duty to report, in the order of the text.
 * @param text  the stored text, which the reading was taken from
 */
export function obligationsOf(reading: Reading, text: string): ObligationRead[] {
  const blocks = reading.tasks.length > 0 ? blocksOf(rejoined(linesOf(cleaned(text)))) : [];
  const tasks = reading.tasks.map((task, i) => ({
    kind: 'task' as const,
    after: 0,
    label: task.value.label,
    text: task.value.text,
    start: task.start,
    end: task.end,
    deadline: task.deadline,
    term: task.term ?? null,
    supervises: supervisedIn(blocksOfTask(reading, i, blocks)),
    via: null,
    to: null,
  }));
  const points = reading.tasks.flatMap((task, i) => pointsBelow(reading, task, blocksOfTask(reading, i, blocks)));
  const reports = reading.reports.map((report) => ({
    kind: 'report' as const,
    label: taskOf(reading, report)?.value.label ?? '',
    after: taskOf(reading, report)?.start ?? 0,
    text: tidy(text.slice(report.start, report.end)),
    start: report.start,
    end: report.end,
    deadline: report.due,
    term: report.term ?? null,
    supervises: [],
    via: report.value.via,
    to: report.value.to,
  }));
  return [...tasks, ...points, ...reports]
    .toSorted((a, b) => Math.max(a.start, a.after) - Math.max(b.start, b.after))
    .map(({ after: _, ...obligation }, i) => ({ n: i + 1, ...obligation }));
}

/**
 * The numbered and lettered points below a task, and the dashed ones that set a time: each is asked for by itself. A point
 * that only asks for a report is that report.
 */
function pointsBelow(reading: Reading, task: TaskRead, blocks: readonly Block[]) {
  return blocks.slice(1).flatMap(({ piece, label }) => {
    if (label === null) return [];
    const [start, end] = [startOf(label.rest), endOf(label.rest)];
    const deadline = deadlineIn(piece) ?? noDeadline();
    const reported = reading.reports.some((report) => report.start < end && report.end > start);
    if (label.rest.text === '' || reported || (label.style === 'dash' && deadline.value === null)) return [];
    return [
      {
        kind: 'task' as const,
        after: task.start,
        label: label.style === 'dash' ? task.value.label : `${task.value.label}.${label.text}`,
        text: tidy(piece.text.slice(piece.text.length - label.rest.text.length)),
        start,
        end: Math.max(end, endOf(piece)),
        deadline,
        term: null,
        supervises: supervisedIn([{ piece, first: piece, label, row: null }]),
        via: null,
        to: null,
      },
    ];
  });
}

/** what no longer belongs to the last task; nor does what the issuer says of itself */
const CLOSES =
  /^(?:gửi kèm|kèm theo|đính kèm|trên đây|trong quá trình|căn cứ nội dung|nhận được|trân trọng|nơi nhận|(?:đề nghị|yêu cầu) các)(?!\p{L})/u;

/** The paragraphs of a task: its own and those below it, up to the next task or to what closes the text. */
function blocksOfTask(reading: Reading, i: number, blocks: readonly Block[]): Block[] {
  const task = reading.tasks[i] as TaskRead;
  const next = reading.tasks[i + 1]?.start ?? endOfBody(reading, task);
  const first = blocks.findIndex(({ piece }) => task.start >= startOf(piece) && task.start < endOf(piece));
  if (first < 0) return [];
  const issuer = reading.issuer.name.value?.toLowerCase() ?? '';
  const closes = ({ low }: Piece): boolean => CLOSES.test(low) || (issuer !== '' && low.startsWith(issuer));
  const own: Block[] = [];
  for (const block of blocks.slice(first)) {
    // the label of the next task stands before its span
    if (own.length > 0 && (endOf(block.piece) > next || closes(block.piece))) break;
    own.push(block);
  }
  return own;
}

const startOf = ({ at }: Piece): number => at[0] ?? 0;
const endOf = ({ at }: Piece): number => (at.at(-1) ?? -1) + 1;

function endOfBody({ copies, archive, signature }: Reading, task: TaskRead): number {
  const below = [...copies, archive, signature.mode, signature.title, signature.name]
    .flatMap(({ start }) => start ?? [])
    .filter((start) => start > task.start);
  return Math.min(Infinity, ...below);
}

const VERB = '(?:đôn đốc|hướng dẫn|kiểm tra|giám sát|theo dõi|chỉ đạo|nhắc nhở)';
const SUPERVISES = new RegExp(String.raw`(?<!\p{L})${VERB}(?:\s*(?:,|và)\s*${VERB})*\s+`, 'gu');
/** how far before a word what leads to it is looked for: a bound, so that a long paragraph stays linear */
const LEAD = 24;
/** "theo hướng dẫn", "Ban Chỉ đạo", "kết quả kiểm tra": no act of those charged */
const NO_ACT = /(?:theo|sự|ý kiến|văn bản|nội dung|ban|công tác|kết quả|đoàn|của|tổ|kế hoạch|được|bị|có)\s*$/u;

/** A capital within a sentence: "Chánh Thanh tra Sở" is an officer, and inspects nothing here. */
const isName = ({ text }: Piece, at: number): boolean =>
  /\p{Lu}/u.test(text.charAt(at)) && !/(?:^|[.:;)–-])\s*$/u.test(text.slice(Math.max(0, at - LEAD), at));

/** Whom the words of a task give to those charged to be urged, guided or checked. */
function supervisedIn(blocks: readonly Block[]): string[] {
  const names = blocks.flatMap(({ piece }) =>
    [...piece.low.matchAll(SUPERVISES)].flatMap((match) => {
      const from = match.index + match[0].length;
      if (isName(piece, match.index) || openerAt(piece, from) < 0) return [];
      if (NO_ACT.test(piece.low.slice(Math.max(0, match.index - LEAD), match.index))) return [];
      return bodiesAt(piece, from).names.flatMap(splitBodies);
    }),
  );
  return [...new Map(names.map((name) => [name.low, tidy(name.text)])).values()];
}
