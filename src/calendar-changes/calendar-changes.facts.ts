/** What the history may say of changes of the calendar. Past tense; a kind is never renamed or reused. */
export const CALENDAR_CHANGE_FACTS = [
  'calendar.drafted',
  'calendar.changed',
  'calendar.deadlinesMoved',
  'calendar.discarded',
] as const;
