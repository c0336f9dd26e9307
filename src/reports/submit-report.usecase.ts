import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { CURRENT, machineOf, start, step } from '../../workflows/index.js';
import { act, mustActFor, type ActResult, type HeldAssignment } from '../assignments/index.js';
import type { Caller } from '../platform/caller.js';
import { dbOf, firstOf, sql, type Db, type RawBuilder } from '../platform/database/sql.js';
import { invalid, notPossibleNow } from '../platform/errors.js';
import { uuidv7 } from '../platform/ids.js';

export interface ReportContent {
  text?: string | undefined;
  figures?: Record<string, number> | undefined;
  /** Nothing to report: an answer of its own. */
  nil?: boolean | undefined;
}

/** A unit reports on its assignment; the unit that sent the paper reviews it. */
@Injectable()
export class SubmitReport {
  constructor(private readonly em: EntityManager) {}

  /**
   * The same report again is a repeat; another one while the first waits for review is refused, and nothing of it lost
   * unseen.
   * @param within  the transaction that it is a part of, where it is part of one
   * @throws ProductError `invalid` (nothing in it), `not-found`, `not-permitted`, `not-possible-now`
   */
  async execute(assignmentId: string, content: ReportContent, by: Caller, within?: Db): Promise<ActResult> {
    const figures = Object.keys(content.figures ?? {}).length;
    if (!content.text?.trim() && figures === 0 && !content.nil)
      throw invalid(
        'Báo cáo chưa có nội dung; hãy ghi nội dung, số liệu, hoặc chọn "không phát sinh".',
        'The report is empty; give a text, figures, or say that there is nothing to report.',
      );
    const db = within ?? dbOf(this.em.fork());
    const done = await act(db, assignmentId, {
      event: { type: 'REPORT' },
      by,
      kind: 'assignment.reported',
      check: ({ unitId }) => mustActFor(by, unitId),
      payload: { nil: content.nil ?? false, figures },
      ...(content.text ? { sealed: { text: content.text } } : {}),
      also: (row) => [submission(row, content)],
      // an earlier instant counts only where the work was done then; else the report is what does it
      set: ({ now, work }) => [
        WAS_DONE.has(work)
          ? sql`reported_at = ${now}, work_done_at = coalesce(a.work_done_at, ${now}::timestamptz)`
          : sql`reported_at = ${now}, work_done_at = ${now}`,
      ],
    });
    if (done.repeated) await mustBeTheSame(db, done.row, content);
    return done;
  }
}

/** What was done before it is reported, or reported before it was sent back. */
const WAS_DONE: ReadonlySet<HeldAssignment['work']> = new Set(['implemented', 'sentBack']);

async function mustBeTheSame(db: Db, { cascadeId, id }: HeldAssignment, content: ReportContent): Promise<void> {
  const same = await firstOf(
    db,
    sql`select 1 from report where cascade_id = ${cascadeId} and assignment_id = ${id}
      and text is not distinct from ${content.text ?? null}::text and nil = ${content.nil ?? false}
      and figures is not distinct from ${content.figures ? JSON.stringify(content.figures) : null}::jsonb`,
  );
  if (same) return;
  throw notPossibleNow(
    'Báo cáo trước đang chờ duyệt; chỉ gửi báo cáo khác khi báo cáo đó bị trả lại.',
    'The earlier report waits for review; another can be sent when that one is sent back.',
    { assignment: id },
  );
}

const machine = machineOf('report', CURRENT.report);
const submitted = step(machine, start(machine), { type: 'SUBMIT' });

/** The report row of the assignment: made at the first submission, filled anew after it was sent back. */
function submission(row: HeldAssignment, { text, figures, nil }: ReportContent): RawBuilder<unknown> {
  const state = submitted.accepted ? (submitted.value as string) : '';
  return sql`submission as (
    insert into report as r (cascade_id, id, assignment_id, unit_id, to_unit_id, machine_version, state, text, figures, nil, submitted_at)
    select h.cascade_id, ${uuidv7(row.now)}::uuid, h.id, h.unit_id, h.sender_id, ${CURRENT.report}::smallint, ${state}, ${text ?? null}::text,
      ${figures ? JSON.stringify(figures) : null}::jsonb, ${nil ?? false}::boolean, ${row.now}::timestamptz from held h
    on conflict (cascade_id, assignment_id) do update set state = excluded.state, text = excluded.text,
      figures = excluded.figures, nil = excluded.nil, submitted_at = excluded.submitted_at, reviewed_at = null,
      review_note = null, version = r.version + 1
    returning r.id)`;
}
