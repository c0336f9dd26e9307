import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { actOnMany } from '../assignments/index.js';
import { close, directiveById, mayFinishFor, type DirectiveRow } from '../directives/index.js';
import { actingFor, type Caller } from '../platform/caller.js';
import { dbOf, sql } from '../platform/database/sql.js';
import { transactional } from '../platform/failpoints.js';

/** Ends a directive and the assignments that are still in force under it; what was open stays on record as it was. */
@Injectable()
export class CloseDirective {
  constructor(private readonly em: EntityManager) {}

  /** @throws ProductError `not-found`, `not-permitted`, `not-possible-now` */
  execute(id: string, by: Caller): Promise<{ directive: DirectiveRow; closed: number; repeated: boolean }> {
    return transactional(this.em, 'directive.closed', async (em) => {
      const db = dbOf(em);
      const row = await directiveById(db, id, true);
      mayFinishFor(by, row.issuerId);
      if (row.state === 'closed') return { directive: row, closed: 0, repeated: true };
      const { row: directive } = await close(db, row, actingFor(by, row.issuerId));
      const inForce = sql`(select cascade_id, id from assignment
        where cascade_id = ${row.cascadeId} and directive_id = ${id} and standing = 'inForce' order by id for update)`;
      const { moved } = await actOnMany(db, inForce, {
        event: { type: 'CLOSE' },
        by: actingFor(by, row.issuerId),
        at: row.now,
        kind: () => 'assignment.closed',
        set: sql`closed_at = ${row.now}`,
      });
      return { directive: { ...directive, closedAt: row.now }, closed: moved, repeated: false };
    });
  }
}
