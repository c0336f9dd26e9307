/** The pages of a recipient. */
export type { Act } from './acts.view.js';
export { assignmentPage, type AssignmentProps, type ChildAssignment } from './assignment.view.js';
export {
  assignmentWords,
  inboxPage,
  nextOwed,
  type DutyState,
  type InboxFilter,
  type InboxItem,
  type InboxProps,
} from './inbox.view.js';
export { linkPage, type LinkedDuty, type LinkProps } from './link.view.js';
