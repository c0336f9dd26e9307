import type { DueOperator } from '../calendar/index.js';
import { readOpenText } from '../dispatches/index.js';

/** A work deadline as a draft takes it. */
export interface DatedTerm {
  dueOn: string;
  dueOperator: DueOperator;
  dueHour: string | null;
}

/** The one dated report of a paper sets its work deadline; several or none leave it to the clerk. */
export function datedTermOf(text: string): DatedTerm | undefined {
  const dated = readOpenText(text).reports.flatMap(({ due }) => (due.value === null ? [] : [due]));
  const [only] = dated;
  if (dated.length !== 1 || !only) return undefined;
  return { dueOn: only.value, dueOperator: only.operator ?? 'on', dueHour: only.hour };
}
