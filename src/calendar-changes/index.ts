/** The door of the slice: changes of the calendar, and the deadlines that they move. */
export { CALENDAR_CHANGE_ENTITIES } from './calendar-change.entity.js';
export { CALENDAR_CHANGE_FACTS } from './calendar-changes.facts.js';
export { addCalendarCommands } from './calendar.commands.js';
export { CalendarChangesModule } from './calendar-changes.module.js';
export { ConfirmChange } from './confirm-change.usecase.js';
export { DraftChange } from './draft-change.usecase.js';
export { MoveDeadlines } from './move-deadlines.usecase.js';
