/** The pages of a recipient. */
export type { Act } from './acts.view.js';
export { assignmentPage } from './assignment.view.js';
export { type AssignmentProps } from './assignment-props.js';
export { assignmentWords, inboxPage, nextOwed, type InboxFilter } from './inbox.view.js';
export { linkPage, type LinkedDuty, type LinkProps } from './link.view.js';
