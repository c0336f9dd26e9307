import type { Response } from 'express';
import { vnIso } from '../../platform/vn-time.js';
import type { ApprovalRow } from './approval.queries.js';

/** A request to a second person as the API shows it. */
export const approvalJson = (row: ApprovalRow) => ({
  id: row.id,
  directive: row.directiveId,
  subject: row.subject,
  act: row.act,
  state: row.state,
  reason: row.reason,
  askedBy: row.askedBy,
  askedAt: vnIso(row.askedAt),
  subjectHash: row.subjectHash,
});

/** What an act answers that waits for a second person: 202. */
export function waiting(response: Response, pending: ApprovalRow) {
  response.status(202);
  return { pending: approvalJson(pending) };
}
