import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { actOnMany } from '../assignments/index.js';
import { close, directiveById, mayFinishFor, type DirectiveRow } from '../directives/index.js';
import { untilSent, withdrawMessages } from '../mail/index.js';
import { actingFor, type Caller } from '../platform/caller.js';
import { dbOf, sql } from '../platform/database/sql.js';
import { transactional } from '../platform/failpoints.js';
import { leftOpen, type LeftOpen } from './closing/left-open.queries.js';
import { endStandstill } from './pausing/end-standstill.js';

export interface Closed {
  directive: DirectiveRow;
  closed: number;
  /** What was not finished, by what it waited for; the history keeps it. */
  left: LeftOpen & { total: number };
  /** Mails that were being sent and are still on their way. */
  stillSending: number;
  repeated: boolean;
}

/** Ends a directive and the assignments that are still in force under it; what was open stays on record as it was. */
@Injectable()
export class CloseDirective {
  constructor(private readonly em: EntityManager) {}

  /**
   * @param waits  false: answers while mail is still on its way, for an act on many that waits for none of them
   * @throws ProductError `not-found`, `not-permitted`, `not-possible-now`
   */
  async execute(id: string, by: Caller, { waits = true }: { waits?: boolean } = {}): Promise<Closed> {
    const done = await transactional(this.em, 'directive.closed', async (em) => {
      const db = dbOf(em);
      const row = await directiveById(db, id, true);
      mayFinishFor(by, row.issuerId);
      const acting = actingFor(by, row.issuerId);
      if (row.state === 'closed') return { directive: row, closed: 0, left: await leftOpen(db, row), repeated: true };
      await endStandstill(db, row, acting);
      const standing = sql`select cascade_id, id from assignment where cascade_id = ${row.cascadeId}
        and directive_id = ${id} and standing in ('inForce', 'recallRequested') order by id for update`;
      await standing.execute(db);
      const left = await leftOpen(db, row);
      const { row: directive } = await close(db, row, acting, { left: { ...left } });
      await withdrawMessages(db, { cascadeId: row.cascadeId, directiveIds: [id] }, row.now);
      const { moved } = await actOnMany(db, sql`(${standing})`, {
        event: { type: 'CLOSE' },
        by: acting,
        at: row.now,
        kind: () => 'assignment.closed',
        set: sql`closed_at = ${row.now}`,
        cascadeId: row.cascadeId,
      });
      return { directive: { ...directive, closedAt: row.now }, closed: moved, left, repeated: false };
    });
    const which = { cascadeId: done.directive.cascadeId, directiveIds: [id] };
    return { ...done, stillSending: await untilSent(dbOf(this.em.fork()), which, waits) };
  }
}
