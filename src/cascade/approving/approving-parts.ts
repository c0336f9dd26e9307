import { mayDo } from '../../access/index.js';
import type { DirectivePart } from '../../directives/index.js';
import { actsFor, type Caller } from '../../platform/caller.js';
import { approvalsWaiting, type ApprovalRow } from './approval.queries.js';
import { Approval, type ShownApproval } from './approvals.view.js';

/** A request as somebody sees it: who asked may withdraw it, others who may issue decide, all others only know of it. */
export const shownTo = (caller: Caller, row: ApprovalRow): ShownApproval => ({
  ...row,
  isOwn: row.askedBy === caller.actor,
  mayDecide: mayDo(caller.role, 'directives.issue'),
});

/** What of a directive waits for a second person, for the people of its issuer. */
export const approvalsPart: DirectivePart = {
  place: 'state',
  draw: async ({ db, directive, caller, frame }) => {
    if (!actsFor(caller, directive.issuerId)) return '';
    const { items } = await approvalsWaiting(db, { units: null, directiveId: directive.id, limit: 5 });
    const drawn: string[] = [];
    for (const row of items) drawn.push(await Approval({ approval: shownTo(caller, row), locale: frame.locale }));
    return drawn.join('');
  },
};
