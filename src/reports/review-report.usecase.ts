import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { act } from '../assignments/index.js';
import { advance, stepped } from '../durable/index.js';
import { actingFor, actsFor, type Caller } from '../platform/caller.js';
import { dbOf, sql } from '../platform/database/sql.js';
import { invalid, notPermitted, notPossibleNow } from '../platform/errors.js';
import { REPORT_CASES } from './case.js';
import { reportById, type ReportRow } from './reports.queries.js';

const REVIEW = {
  accept: { event: 'ACCEPT', kind: 'assignment.reportAccepted', leadsTo: 'accepted' },
  'send-back': { event: 'SEND_BACK', kind: 'assignment.reportSentBack', leadsTo: 'sentBack' },
} as const;

/** The unit that sent the paper accepts a report, or sends it back with a note. */
@Injectable()
export class ReviewReport {
  constructor(private readonly em: EntityManager) {}

  /** @throws ProductError `not-found`, `not-permitted`, `not-possible-now`, `invalid` (sent back without a note) */
  async execute(
    id: string,
    what: keyof typeof REVIEW,
    note: string | undefined,
    by: Caller,
  ): Promise<{ report: ReportRow; repeated: boolean }> {
    const { event, kind, leadsTo } = REVIEW[what];
    const db = dbOf(this.em.fork());
    const report = await reportById(db, id);
    if (!actsFor(by, report.toUnitId))
      throw notPermitted('Chỉ đơn vị nhận báo cáo mới duyệt được.', 'Only the unit that the report is for reviews it.');
    if (report.state === leadsTo) return { report, repeated: true };
    if (what === 'send-back' && !note?.trim())
      throw invalid('Hãy ghi lý do trả lại báo cáo.', 'Say why the report is sent back.');
    const moved = advance(REPORT_CASES, report, { type: event });
    if (!moved.accepted)
      throw notPossibleNow(
        `Báo cáo không ở trạng thái chờ duyệt (${report.state}).`,
        `The report does not wait for review (${report.state}).`,
      );
    const { repeated } = await act(db, report.assignmentId, {
      event: { type: event },
      by: actingFor(by, report.toUnitId),
      kind,
      payload: { report: id, reviewedFor: report.toUnitId },
      ...(note ? { sealed: { note } } : {}),
      also: ({ now }) => [
        sql`reviewed as (
        update report a set ${stepped(REPORT_CASES, moved)}, reviewed_at = ${now}::timestamptz, review_note = ${note ?? null}::text
        from held h where a.cascade_id = h.cascade_id and a.id = ${id} and a.version = ${report.version} returning a.id)`,
      ],
      from: sql`reviewed v`,
    });
    return { report: await reportById(db, id), repeated };
  }
}
