import type { Block } from './blocks.rules.js';
import type { Piece } from './piece.rules.js';
import type { Reading, ReportRead, TaskRead, Term } from './reading.rules.js';
import { sentencesOf } from './reports.rules.js';
import { termsIn } from './terms.rules.js';

/** A reading in which every task and report has the time that its own paragraph puts into words, or null. */
export function withTerms(reading: Reading, blocks: readonly Block[]): Reading {
  const known = new Map<Block, Term[]>();
  const termsOf = (block: Block): Term[] => {
    const terms = known.get(block) ?? termsIn(block.piece);
    known.set(block, terms);
    return terms;
  };
  const termOf = (value: TaskRead | ReportRead, choose: (terms: Term[], block: Block) => Term | undefined) => {
    const block = blocks.find(({ piece }) => value.start >= spanOf(piece).start && value.start < spanOf(piece).end);
    return (block && choose(termsOf(block), block)) ?? null;
  };
  const { tasks, reports } = reading;
  return {
    ...reading,
    tasks: tasks.map((task) => ({
      ...task,
      term: termOf(task, (terms) => terms.find((term) => !isOfReport(term, task, reports))),
    })),
    reports: reports.map((report) => ({
      ...report,
      term: termOf(report, (terms, block) => reportTerm(terms, { report, reports, block })),
    })),
  };
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
function reportTerm(
  terms: readonly Term[],
  { report, reports, block }: { report: ReportRead; reports: readonly ReportRead[]; block: Block },
): Term | undefined {
  const asked = terms.filter(({ kind }) => kind !== 'on-request' || report.value.onRequest);
  const own = asked.find((term) => isIn(term, report));
  if (own) return own;
  const around = block.row
    ? spanOf(block.piece)
    : sentencesOf(block.piece)
        .map(spanOf)
        .find(({ start, end }) => report.start >= start && report.start < end);
  const alone = around && reports.filter(({ start }) => start >= around.start && start < around.end).length === 1;
  return alone ? asked.find((term) => isIn(term, around)) : undefined;
}
