import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Caller } from '../platform/caller.js';
import { dbOf, sql } from '../platform/database/sql.js';
import { invalid } from '../platform/errors.js';
import type { ReturnReason } from './assignment.rules.js';
import { act, type ActResult } from './act.js';
import { mustActFor } from './permitted.js';

/** Sends a paper back unregistered, with a reason of the closed list; its sender is told. */
@Injectable()
export class ReturnAssignment {
  constructor(private readonly em: EntityManager) {}

  /** @throws ProductError `not-found`, `not-permitted`, `not-possible-now` (acknowledged papers are not returned) */
  async execute(
    id: string,
    { reason, note }: { reason: ReturnReason; note?: string | undefined },
    by: Caller,
  ): Promise<ActResult> {
    if (reason === 'other' && !note?.trim())
      throw invalid('Lý do "khác" cần ghi rõ trong `note`.', 'The reason "other" needs a `note` that says it.');
    return act(dbOf(this.em.fork()), id, {
      event: { type: 'RETURN' },
      by,
      kind: 'assignment.returned',
      check: ({ unitId }) => mustActFor(by, unitId),
      payload: { reason },
      ...(note ? { sealed: { note } } : {}),
      set: ({ now }) => [
        sql`returned_at = ${now}, return_reason = ${reason}, note = coalesce(${note ?? null}, a.note)`,
      ],
    });
  }
}
