import type { AssignmentPart } from '../assignments/index.js';
import { liveCode } from './codes/short-codes.js';
import { hasLinks } from './link-rights.js';
import { CalendarLinks, CodePart, RevokeForm } from './revoking.view.js';

/** The deadlines of a duty for one's own calendar, while it has any. */
export const calendarPart: AssignmentPart = {
  place: 'acts',
  draw: async ({ assignment, frame }) =>
    assignment.standing === 'inForce' && (assignment.receiptDueAt || assignment.workDueAt)
      ? CalendarLinks({ assignment: assignment.id, locale: frame.locale })
      : '',
};

/** The code for the telephone, and revoking what was sent, for who answers for it. */
export const linksPart: AssignmentPart = {
  place: 'acts',
  draw: async ({ db, assignment, caller, frame }) => {
    const { id, receipt, standing, linkGeneration: generation } = assignment;
    if (receipt === 'expected' || !(await hasLinks(db, caller, assignment))) return '';
    const { locale } = frame;
    const revoking = await RevokeForm({ assignment: id, generation, locale });
    if (standing !== 'inForce' || (receipt !== 'sent' && receipt !== 'delivered')) return revoking;
    return (await CodePart({ assignment: id, code: await liveCode(db, assignment), locale })) + revoking;
  },
};
