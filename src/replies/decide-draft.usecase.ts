import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { mustActFor } from '../assignments/index.js';
import { record } from '../ledger/index.js';
import { actingFor, type Caller } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { dbOf, sql } from '../platform/database/sql.js';
import { transactional } from '../platform/failpoints.js';
import { SubmitReport } from '../reports/index.js';
import { draftById, type DraftRow } from './drafts.queries.js';

export type DraftDecision = { to: 'submit'; text: string } | { to: 'discard' };
const KIND = { submit: 'report.draftSubmitted', discard: 'report.draftDiscarded' } as const;
const STATE = { submit: 'submitted', discard: 'discarded' } as const;

/** The unit sends the report that it made out of a draft, or discards the draft. */
@Injectable()
export class DecideDraft {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly submitting: SubmitReport,
  ) {}

  /**
   * What was decided before answers `repeated`.
   * @throws ProductError `not-found`, `not-permitted`, and what submitting a report throws
   */
  execute(id: string, decision: DraftDecision, by: Caller): Promise<{ draft: DraftRow; repeated: boolean }> {
    return transactional(this.em, 'reply.draftDecided', async (em) => {
      const db = dbOf(em);
      const draft = await draftById(db, id, true);
      mustActFor(by, draft.unitId);
      if (draft.state !== 'open') return { draft, repeated: true };
      if (decision.to === 'submit') await this.submitting.execute(draft.assignmentId, { text: decision.text }, by, db);
      const at = await this.clock.now(db);
      await sql`update report_draft set state = ${STATE[decision.to]}, decided_by = ${by.actor}, decided_at = ${at}
        where id = ${id}`.execute(db);
      const { cascadeId, directiveId, assignmentId, unitId, replyId } = draft;
      await record(db, [
        {
          kind: KIND[decision.to],
          at,
          by: actingFor(by, unitId),
          unitId,
          cascadeId,
          directiveId,
          assignmentId,
          payload: { draft: id, reply: replyId },
        },
      ]);
      return { draft, repeated: false };
    });
  }
}
