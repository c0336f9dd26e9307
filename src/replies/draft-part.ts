import type { AssignmentPart } from '../assignments/index.js';
import { actsFor } from '../platform/caller.js';
import { DraftsOnDuty } from './draft.view.js';
import { draftsOf } from './drafts.queries.js';

/** On the page of a duty: draft reports that came by mail for those who may send them, and what was sent of them for all. */
export const draftReportPart: AssignmentPart = {
  place: 'section',
  draw: async ({ db, assignment, caller, frame, allowed }) => {
    const mine = actsFor(caller, assignment.unitId);
    const drafts = (await draftsOf(db, assignment.id)).filter(({ state }) => state === 'submitted' || mine);
    if (drafts.length === 0) return '';
    const mayReport = mine && allowed.includes('report');
    return DraftsOnDuty({ drafts, mayReport, mine, locale: frame.locale });
  },
};
