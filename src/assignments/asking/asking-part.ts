import { actsFor } from '../../platform/caller.js';
import type { AssignmentPart } from '../assignment-part.js';
import { AskedSections } from './asking-part.view.js';
import { extensionsOf } from './extensions.queries.js';
import { questionsFor } from './questions.queries.js';

/** Questions and requests for more time on the page of an assignment. */
export const askingPart: AssignmentPart = {
  place: 'section',
  draw: async ({ db, assignment, caller, frame, allowed }) => {
    const questions = await questionsFor(db, assignment);
    const extensions = await extensionsOf(db, assignment);
    const isOwn = actsFor(caller, assignment.unitId);
    return AskedSections({ asked: { questions, extensions, isOwn, mayAsk: allowed.includes('ask') }, frame });
  },
};
