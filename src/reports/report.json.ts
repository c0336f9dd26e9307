import { vnIso } from '../platform/vn-time.js';
import type { ReportRow } from './reports.queries.js';

/** A report as the API shows it. */
export const reportJson = (r: ReportRow) => ({
  id: r.id,
  assignment: r.assignmentId,
  directive: r.directiveId,
  subject: r.subject,
  unit: { code: r.unitCode, name: r.unitName },
  state: r.state,
  reviewable: r.reviewable,
  text: r.text,
  figures: r.figures,
  nil: r.nil,
  submittedAt: r.submittedAt ? vnIso(r.submittedAt) : null,
  late: r.submittedAt !== null && r.workDueAt !== null && r.submittedAt > r.workDueAt,
  reviewedAt: r.reviewedAt ? vnIso(r.reviewedAt) : null,
  reviewNote: r.reviewNote,
  version: r.version,
});
