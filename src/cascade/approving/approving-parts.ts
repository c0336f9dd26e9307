import { mayDo } from '../../access/index.js';
import type { DirectivePart } from '../../directives/index.js';
import { actsFor, type Caller } from '../../platform/caller.js';
import type { Db } from '../../platform/database/sql.js';
import { approvalsWaiting, voidAmong, type ApprovalRow } from './approval.queries.js';
import { Approval, type ShownApproval } from './approvals.view.js';

/**
 * Requests as somebody sees them: who asked may withdraw one, others who may issue decide, all others only know of it.
 * What has changed since is confirmed by nobody.
 */
export async function shownTo(db: Db, caller: Caller, rows: readonly ApprovalRow[]): Promise<ShownApproval[]> {
  const changed = await voidAmong(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    ...row,
    isOwn: row.askedBy === caller.actor,
    isVoid: changed.has(row.id),
    mayDecide: mayDo(caller.role, 'directives.issue'),
  }));
}

/** What of a directive waits for a second person, for the people of its issuer. */
export const approvalsPart: DirectivePart = {
  place: 'state',
  draw: async ({ db, directive, caller, frame }) => {
    if (!actsFor(caller, directive.issuerId)) return '';
    const { items } = await approvalsWaiting(db, { units: null, directiveId: directive.id, limit: 5 });
    const drawn: string[] = [];
    for (const approval of await shownTo(db, caller, items))
      drawn.push(await Approval({ approval, locale: frame.locale }));
    return drawn.join('');
  },
};
