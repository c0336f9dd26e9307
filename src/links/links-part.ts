import type { AssignmentPart } from '../assignments/index.js';
import { hasLinks } from './link-rights.js';
import { RevokeForm } from './revoking.view.js';

/** Revoking what was sent, for who answers for it. */
export const linksPart: AssignmentPart = {
  place: 'acts',
  draw: async ({ db, assignment, caller, frame }) => {
    if (assignment.receipt === 'expected' || !(await hasLinks(db, caller, assignment))) return '';
    return RevokeForm({ assignment: assignment.id, generation: assignment.linkGeneration, locale: frame.locale });
  },
};
