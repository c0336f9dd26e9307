/** The door of the slice: working days and deadlines. */
export { CALENDAR_ENTITIES } from './calendar.entity.js';
export { CalendarModule } from './calendar.module.js';
export { addCalendarVersion, holdCalendar, loadCalendar, loadCalendarVersion } from './calendar.js';
export { changeDays, type DayToSet, type ScopeChange } from './change-days.js';
export { dueWithin, receiptDueAt, workDueAt, type DueOperator } from './deadline.rules.js';
export { SeedCalendar } from './seed-calendar.usecase.js';
export {
  addWorkingDays,
  isWorkingDay,
  OFFICE_HOURS,
  previousWorkingDay,
  workingDaysBetween,
  type Calendar,
} from './working-days.rules.js';
export { afterStandstill, workingTimeBetween } from './working-time.rules.js';
