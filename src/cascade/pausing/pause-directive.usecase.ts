import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { directiveById, mayFinishFor, moveDirective, type DirectiveRow } from '../../directives/index.js';
import { untilSent } from '../../mail/index.js';
import { actingFor, type Caller } from '../../platform/caller.js';
import { dbOf, sql } from '../../platform/database/sql.js';
import { notPossibleNow } from '../../platform/errors.js';
import { transactional } from '../../platform/failpoints.js';
import { isPausedAbove, mustBeMigrated, withBelow } from './below.queries.js';
import { startClocks, stopClocks } from './standstill.js';

export interface Paused {
  directive: DirectiveRow;
  /** Assignments whose clock stands now, those under directives issued below it among them. */
  paused: number;
  /** Mails that were being sent and are still on their way; 0: nothing goes out any more. */
  stillSending: number;
  repeated: boolean;
}

/**
 * Lets a directive stand still and go on. Directives issued below it rest on the same basis and stand still with it;
 * they stay issued. Nothing is chased, sent or passed on meanwhile; units may acknowledge, work and report.
 */
@Injectable()
export class PauseDirective {
  constructor(private readonly em: EntityManager) {}

  /**
   * Answers once no mail of it is on its way any more, or after ten seconds with how many are; it is in effect from its
   * commit on.
   * @param waits  false: answers at once, for an act on many that waits for none of them
   * @throws ProductError `not-found`, `not-permitted`, `not-possible-now` (state; rows of an earlier machine)
   */
  async execute(
    id: string,
    { reason }: { reason: string },
    by: Caller,
    { waits = true }: { waits?: boolean } = {},
  ): Promise<Paused> {
    const { ids, ...done } = await transactional(this.em, 'directive.paused', async (em) => {
      const db = dbOf(em);
      const row = await directiveById(db, id, true);
      mayFinishFor(by, row.issuerId);
      const below = await withBelow(db, row);
      if (row.state === 'paused') return { directive: row, paused: 0, repeated: true, ids: below };
      await mustBeMigrated(db, row, below);
      const acting = actingFor(by, row.issuerId);
      const { row: moved } = await moveDirective(db, row, { type: 'PAUSE' }, acting, {
        set: sql`paused_at = ${row.now}, pause_reason = ${reason}`,
        payload: { directives: below.length },
        sealed: { reason },
      });
      const paused = await stopClocks(db, row, below, acting);
      const directive = { ...moved, pausedAt: row.now, pauseReason: reason };
      return { directive, paused, repeated: false, ids: below };
    });
    const { cascadeId } = done.directive;
    const which = { cascadeId, directiveIds: ids };
    return { ...done, stillSending: await untilSent(dbOf(this.em.fork()), which, waits) };
  }
}

/** Lets a paused directive go on, and what stood still with it. */
@Injectable()
export class ResumeDirective {
  constructor(private readonly em: EntityManager) {}

  /** @throws ProductError `not-found`, `not-permitted`, `not-possible-now` (state; what it passes on is paused itself) */
  execute(id: string, by: Caller): Promise<{ directive: DirectiveRow; resumed: number; repeated: boolean }> {
    return transactional(this.em, 'directive.resumed', async (em) => {
      const db = dbOf(em);
      const row = await directiveById(db, id, true);
      mayFinishFor(by, row.issuerId);
      if (row.state === 'issued') return { directive: row, resumed: 0, repeated: true };
      if (await isPausedAbove(db, row))
        throw notPossibleNow(
          'Văn bản cấp trên mà văn bản này thực hiện đang tạm dừng; chờ cấp trên cho tiếp tục.',
          'The paper that this one carries out is paused itself; it goes on when that one does.',
        );
      const acting = actingFor(by, row.issuerId);
      const { row: moved } = await moveDirective(db, row, { type: 'RESUME' }, acting, {
        set: sql`paused_at = null, pause_reason = null`,
        payload: { pausedAt: row.pausedAt?.toISOString() ?? null },
      });
      const resumed = await startClocks(db, row, await withBelow(db, row), acting);
      return { directive: { ...moved, pausedAt: null, pauseReason: null }, resumed, repeated: false };
    });
  }
}
