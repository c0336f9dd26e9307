import type { AssignmentPart } from '../assignments/index.js';
import { firstOf, sql } from '../platform/database/sql.js';
import { EarlierReport } from './earlier-report.view.js';

/** A report that was sent and not reviewed before an amendment took the work up again, or before the directive ended. */
export const earlierReportPart: AssignmentPart = {
  place: 'state',
  draw: async ({ db, assignment, frame }) => {
    const { cascadeId, id, standing, work } = assignment;
    if (standing === 'recallRequested' || (standing === 'inForce' && work === 'reported')) return '';
    const report = await firstOf<{ submittedAt: Date }>(
      db,
      sql`select submitted_at as "submittedAt" from report
        where cascade_id = ${cascadeId} and assignment_id = ${id} and state = 'submitted'`,
    );
    if (!report) return '';
    return EarlierReport({ submittedAt: report.submittedAt, ended: standing !== 'inForce', locale: frame.locale });
  },
};
