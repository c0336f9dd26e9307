import type { Reading, ReportRead, TaskRead } from './reading.rules.js';

/** a label and its point, and blanks: "Điều 12. " */
const LABEL_AT_MOST = 12;

/** The task within which a report is asked for; a report that opens a task takes in its label, which a task does not. */
export function taskOf({ tasks }: Pick<Reading, 'tasks'>, report: ReportRead): TaskRead | undefined {
  return tasks.findLast(({ start }) => start <= report.start || start <= Math.min(report.start + LABEL_AT_MOST, report.end - 1)); // prettier-ignore
}
