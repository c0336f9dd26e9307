import type { Query, Reading } from '../reading/reading.rules.js';
import { queryOf } from './query.rules.js';

/** Dates of one paper that contradict each other, whatever the calendar says. */
export function timeQueries(reading: Reading): Query[] {
  return [...tasksBeforeIssue(reading), ...reading.reports.flatMap((_, i) => windowQueries(reading, i))];
}

/** A deadline that a report has too is queried there. */
function tasksBeforeIssue({ date, tasks, reports }: Reading): Query[] {
  return tasks.flatMap(({ deadline }, i) =>
    date.value !== null &&
    deadline.value !== null &&
    deadline.value < date.value &&
    !reports.some(({ due }) => due.start === deadline.start)
      ? [
          queryOf('task-due-before-issue', `tasks.${i}.deadline`, {
            values: { date: deadline.value },
            at: [deadline, date],
          }),
        ]
      : [],
  );
}

function windowQueries({ reports }: Reading, i: number): Query[] {
  const report = reports[i];
  if (!report) return [];
  const { windowStart: start, windowEnd: end } = report.value;
  const { due } = report;
  if (start !== null && end !== null && start > end)
    return [queryOf('window-reversed', `reports.${i}.windowStart`, { values: { start, end }, at: [report] })];
  // figures up to the very day can still be sent on it, but not "before" it
  const late = end !== null && due.value !== null && (due.operator === 'before' ? end >= due.value : end > due.value);
  return late
    ? [
        queryOf('window-after-due', `reports.${i}.windowEnd`, {
          values: { end, date: due.value },
          at: [report, due],
        }),
      ]
    : [];
}
