import { vnIso } from '../platform/vn-time.js';
import type { DraftRow } from './drafts.queries.js';
import type { DeadRow, ReplyRow } from './replies.queries.js';

/** A mail as the API and the command line give it; its text stays on the page. */
export const replyJson = (row: ReplyRow) => ({
  id: row.id,
  takenAt: vnIso(row.takenAt),
  from: row.from,
  subject: row.subject,
  kind: row.kind,
  state: row.state,
  outcome: row.outcome,
  checks: { dkim: row.dkim, spf: row.spf, dmarc: row.dmarc },
  unit: row.unitCode === null ? null : { code: row.unitCode, name: row.unitName },
  directive: row.directiveId,
  assignment: row.assignmentId,
});

export const draftJson = ({ id, replyId, assignmentId, text, state, from, madeAt, files }: DraftRow) => ({
  id,
  reply: replyId,
  assignment: assignmentId,
  text,
  state,
  from,
  madeAt: vnIso(madeAt),
  files,
});

export const deadJson = ({ address, since, status, diagnostic, units }: DeadRow) => ({
  address,
  since: vnIso(since),
  status,
  diagnostic,
  units: units.map(({ code, name }) => ({ code, name })),
});
