import type { DueOperator } from '../calendar/index.js';
import type { Reading } from '../dispatches/index.js';

/** A work deadline as a draft takes it. */
export interface DatedTerm {
  dueOn: string;
  dueOperator: DueOperator;
  dueHour: string | null;
}

/** The one dated report of a paper, and where it stands in the text. */
export function datedReportOf(read: Reading): (DatedTerm & { start: number; end: number }) | undefined {
  const dated = read.reports.flatMap(({ due }) => (due.value === null ? [] : [due]));
  const [only] = dated;
  if (dated.length !== 1 || !only) return undefined;
  const { start, end } = only;
  return { dueOn: only.value, dueOperator: only.operator ?? 'on', dueHour: only.hour, start, end };
}

/** The one dated report of a paper sets its work deadline; several or none leave it to the clerk. */
export function datedTermOf(read: Reading): DatedTerm | undefined {
  const report = datedReportOf(read);
  return report && { dueOn: report.dueOn, dueOperator: report.dueOperator, dueHour: report.dueHour };
}
