import type { Block } from './blocks.rules.js';
import type { Piece } from './piece.rules.js';
import type { Reading, ReportRead, TaskRead, Term } from './reading.rules.js';
import { sentencesOf } from './reports.rules.js';
import { termsIn } from './terms.rules.js';

/** What stands in one paragraph; found once, however many tasks and reports are read from it. */
interface Paragraph extends Span {
  block: Block;
  terms: Term[];
  sentences: Span[];
  reports: ReportRead[];
}

/** more times or reports in one paragraph, and the text is no honest paper: reading on would only cost time */
const IN_A_PARAGRAPH_AT_MOST = 100;

/** A reading in which every task and report has the time that its own paragraph puts into words, or null. */
export function withTerms(reading: Reading, blocks: readonly Block[]): Reading {
  const { tasks, reports } = reading;
  const paragraphAt = paragraphsOf(blocks, reports);
  const termOf = (value: TaskRead | ReportRead, choose: (paragraph: Paragraph) => Term | undefined) => {
    const paragraph = paragraphAt(value.start);
    return (paragraph && choose(paragraph)) ?? null;
  };
  return {
    ...reading,
    tasks: tasks.map((task) => ({
      ...task,
      term: termOf(task, ({ terms, reports: here }) => terms.find((term) => !isOfReport(term, task, here))),
    })),
    reports: reports.map((report) => ({ ...report, term: termOf(report, (here) => reportTerm(report, here)) })),
  };
}

/** Tells the paragraph that holds an offset of the stored text. */
function paragraphsOf(blocks: readonly Block[], reports: readonly ReportRead[]): (at: number) => Paragraph | undefined {
  const placed = blocks.map((block) => ({ block, ...spanOf(block.piece) })).toSorted((a, b) => a.start - b.start);
  const known = new Map<Block, Paragraph>();
  return (at) => {
    const here = placed[lastNotAfter(placed, at)];
    if (!here || at >= here.end) return undefined;
    const made = known.get(here.block) ?? paragraphOf(here.block, reports);
    known.set(here.block, made);
    return made;
  };
}

function paragraphOf(block: Block, reports: readonly ReportRead[]): Paragraph {
  const span = spanOf(block.piece);
  const from = lastNotAfter(reports, span.start - 1) + 1;
  const here = reports.slice(from, lastNotAfter(reports, span.end - 1) + 1);
  return {
    block,
    ...span,
    terms: termsIn(block.piece).slice(0, IN_A_PARAGRAPH_AT_MOST),
    sentences: block.row ? [span] : sentencesOf(block.piece).map(spanOf),
    reports: here.slice(0, IN_A_PARAGRAPH_AT_MOST),
  };
}

/** The index of the last of some spans, ordered by their starts, that does not start after an offset; -1 where none is. */
function lastNotAfter(spans: readonly { start: number }[], at: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.start ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

interface Span {
  start: number;
  end: number;
}

const isIn = (inner: Span, outer: Span): boolean => inner.start >= outer.start && inner.end <= outer.end;
const spanOf = ({ at }: Piece): Span => ({ start: at[0] ?? 0, end: (at.at(-1) ?? -1) + 1 });

/** What a task says before it comes to reporting is the task's; the time of the report is the report's alone. */
const isOfReport = (term: Term, task: TaskRead, reports: readonly ReportRead[]): boolean =>
  reports.some((report) => report.start > task.start && isIn(term, report));

/** Within its own words; else within its sentence or its row, where no other report stands. */
function reportTerm(report: ReportRead, { terms, sentences, reports }: Paragraph): Term | undefined {
  const asked = terms.filter(({ kind }) => kind !== 'on-request' || report.value.onRequest);
  const own = asked.find((term) => isIn(term, report));
  if (own) return own;
  const around = sentences[lastNotAfter(sentences, report.start)];
  if (!around || report.start >= around.end) return undefined;
  const alone = reports.filter(({ start }) => start >= around.start && start < around.end).length === 1;
  return alone ? asked.find((term) => isIn(term, around)) : undefined;
}
