/** The door of the slice: working days and deadlines. */
export { CALENDAR_ENTITIES } from './calendar.entity.js';
export { CalendarModule } from './calendar.module.js';
export {
  addCalendarVersion,
  changedCalendar,
  holdCalendar,
  loadCalendar,
  loadCalendarVersion,
  loadScopes,
} from './calendar.js';
export { NATIONAL } from './calendar.entity.js';
export { changeDays } from './change-days.js';
export type { DayToSet, ScopeChange } from './layers.rules.js';
export { movedDeadline, type Counting } from './moved-deadline.rules.js';
export {
  calendarKnownAt,
  calendarOfUnit,
  calendarParts,
  calendarsOfUnits,
  chainsOf,
  isProvisionalIn,
  readableCalendarsOf,
  type CalendarPart,
} from './scopes.js';
export { handlingTerm, HANDLING_STEPS, phrasedDueAt, type HandlingStep, type Phrase } from './terms.rules.js';
export { daysAt, fingerprintAt, hoursAt, yearsAt } from './version-content.js';
export { dueWithin, receiptDueAt, workDueAt, type DueOperator } from './deadline.rules.js';
export { SeedCalendar } from './seed-calendar.usecase.js';
export {
  addWorkingDays,
  DAY_KINDS,
  HALVES,
  isWorkingDay,
  OFFICE_HOURS,
  openStretches,
  previousWorkingDay,
  workingDaysBetween,
  type Calendar,
  type DayKind,
  type Half,
  type HoursPeriod,
} from './working-days.rules.js';
export { afterStandstill, workingTimeBetween } from './working-time.rules.js';
