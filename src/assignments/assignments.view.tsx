/** The pages of a recipient. */
export type { Act } from './acts.view.js';
export { assignmentPage } from './assignment.view.js';
export { type AssignmentProps } from './assignment-props.js';
export { assignmentWords, inboxPage, isAgain, nextOwed, stopped, type InboxFilter } from './inbox.view.js';
