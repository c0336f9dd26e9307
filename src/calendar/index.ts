/** The door of the slice: working days and deadlines. */
export { CALENDAR_ENTITIES } from './calendar.entity.js';
export { CalendarModule } from './calendar.module.js';
export { addCalendarVersion, loadCalendar } from './calendar.js';
export {
  DUE_OPERATORS,
  dueWithin,
  receiptDueAt,
  receivedOn,
  workDueAt,
  type Deadline,
  type DueOperator,
  type ReceiptTerm,
  type WrittenDeadline,
} from './deadline.rules.js';
export { SeedCalendar, type SeededCalendar } from './seed-calendar.usecase.js';
export {
  addWorkingDays,
  closeOfBusiness,
  isWorkingDay,
  nextWorkingDay,
  noon,
  OFFICE_HOURS,
  previousWorkingDay,
  reliesOnProvisionalYear,
  startOfBusiness,
  workingDaysBetween,
  type Calendar,
  type DayKind,
} from './working-days.rules.js';
