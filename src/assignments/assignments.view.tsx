/** The pages of a recipient. */
export { assignmentPage, type AssignmentProps, type ChildAssignment } from './assignment.view.js';
export {
  inboxPage,
  nextOwed,
  type DutyState,
  type InboxFilter,
  type InboxItem,
  type InboxProps,
} from './inbox.view.js';
export { linkPage, type LinkedDuty, type LinkProps } from './link.view.js';
