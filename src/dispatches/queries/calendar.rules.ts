import {
  isWorkingDay,
  OFFICE_HOURS,
  previousWorkingDay,
  workingDaysBetween,
  type Calendar,
} from '../../calendar/index.js';
import { plusDays, weekdayOf, type IsoDate } from '../../platform/vn-time.js';
import type { Deadline, Query, Reading } from '../reading/reading.rules.js';
import { queryOf } from './query.rules.js';

interface Dated {
  field: string;
  due: Deadline & { value: IsoDate };
  windowEnd: IsoDate | null;
}

/** Which deadlines the working calendar speaks against, and a paper that is dated after today. */
export function calendarQueries(reading: Reading, calendar: Calendar, today: IsoDate): Query[] {
  const { date } = reading;
  const dated = deadlinesOf(reading);
  const inFuture =
    date.value !== null && date.value > today
      ? [queryOf('date-in-future', 'date', { values: { date: date.value, today }, at: [date] })]
      : [];
  return [
    ...inFuture,
    ...dated
      .filter(({ due }) => date.value === null || due.value >= date.value)
      .flatMap((deadline) => [
        ...dayQueries(deadline, reading, calendar),
        ...hourQueries(deadline, reading, calendar),
        ...noTimeQueries(deadline, reading, calendar),
        ...windowQueries(deadline, calendar),
      ]),
    ...provisionalQueries(dated, calendar, today),
  ];
}

/** Every deadline with a date once: one that a report and its task share is the report's. */
function deadlinesOf({ tasks, reports }: Reading): Dated[] {
  const ofReports = reports.map(({ due, value }, i) => ({
    field: `reports.${i}.due`,
    due,
    windowEnd: value.windowEnd,
  }));
  const ofTasks = tasks
    .map(({ deadline }, i) => ({ field: `tasks.${i}.deadline`, due: deadline, windowEnd: null }))
    .filter(({ due }) => !reports.some((report) => report.due.start === due.start));
  return [...ofTasks, ...ofReports].flatMap((one) =>
    one.due.value === null ? [] : [{ ...one, due: { ...one.due, value: one.due.value } }],
  );
}

/** Who is told at once to act at once works at night and on days off. */
const isUrgent = ({ urgency, kind }: Reading): boolean => urgency.value !== null || kind.value === 'CĐ';

/** Why a day is off; a weekend that is no holiday by its weekday. */
const dayOf = (on: IsoDate, calendar: Calendar): string =>
  calendar.days.get(on) ?? (weekdayOf(on) === 0 ? 'sunday' : 'saturday');

function dayQueries({ field, due }: Dated, { date }: Reading, calendar: Calendar): Query[] {
  const on = due.value;
  // "before" a day off means a working day before it, and an hour on a Sunday is meant
  if (due.operator === 'before' || due.hour !== null) return [];
  if (calendar.days.get(on) === 'make-up')
    return [queryOf('due-on-make-up-day', field, { values: { date: on }, at: [due] })];
  if (isWorkingDay(on, calendar)) return [];
  const before = previousWorkingDay(on, calendar);
  const suggestion = date.value !== null && before < date.value ? undefined : before;
  return [
    queryOf('due-not-working-day', field, { values: { date: on, day: dayOf(on, calendar) }, at: [due], suggestion }),
  ];
}

function hourQueries({ field, due }: Dated, reading: Reading, calendar: Calendar): Query[] {
  const { value: on, hour } = due;
  if (hour === null || isUrgent(reading)) return [];
  const open = hour >= OFFICE_HOURS.opens && hour <= OFFICE_HOURS.closes && isWorkingDay(on, calendar);
  return open ? [] : [queryOf('due-outside-hours', field, { values: { hour, date: on }, at: [due] })];
}

/** The last day on which what is due can still be handed in; it need not be worked. */
const lastDay = ({ value, operator }: Dated['due']): IsoDate => (operator === 'before' ? plusDays(value, -1) : value);

function noTimeQueries({ field, due }: Dated, reading: Reading, calendar: Calendar): Query[] {
  const { date } = reading;
  if (date.value === null || due.hour !== null || isUrgent(reading)) return [];
  if (workingDaysBetween(date.value, lastDay(due), calendar) > 0) return [];
  return [queryOf('no-working-day-before-due', field, { values: { date: due.value }, at: [due, date] })];
}

/** Figures up to a Saturday, due "before" the Monday after it. */
function windowQueries({ field, due, windowEnd }: Dated, calendar: Calendar): Query[] {
  if (windowEnd === null || due.hour !== null || windowEnd > lastDay(due)) return [];
  const last = isWorkingDay(lastDay(due), calendar) ? lastDay(due) : previousWorkingDay(lastDay(due), calendar);
  return windowEnd > last
    ? [queryOf('window-after-last-day', field, { values: { end: windowEnd, date: due.value, last }, at: [due] })]
    : [];
}

/** Each year once, and only where it is still to come: of a year long past nobody announces holidays any more. */
function provisionalQueries(dated: readonly Dated[], calendar: Calendar, today: IsoDate): Query[] {
  const asked = new Set<number>();
  return dated.flatMap(({ field, due }) => {
    const year = Number(due.value.slice(0, 4));
    if (due.value < today || calendar.officialYears.has(year) || asked.has(year)) return [];
    asked.add(year);
    return [queryOf('calendar-provisional', field, { values: { year }, at: [due] })];
  });
}
