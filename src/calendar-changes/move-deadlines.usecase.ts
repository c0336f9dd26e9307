import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { moveDeadlines } from '../assignments/index.js';
import { record } from '../ledger/index.js';
import { SYSTEM } from '../platform/caller.js';
import { dbOf, firstOf, rowsOf, sql, type Db } from '../platform/database/sql.js';
import { transactional } from '../platform/failpoints.js';
import { changeById, type ChangeRow } from './change.queries.js';

/** Deadlines of one cascade that one transaction moves. */
const BATCH = 2000;

/**
 * Moves the deadlines that a change in force put down, some of one cascade at a time. It can end anywhere and go on
 * anywhere, in several processes at once: what is left is in the rows, and no deadline is moved twice.
 */
@Injectable()
export class MoveDeadlines {
  constructor(private readonly em: EntityManager) {}

  /**
   * Goes on until nothing is left.
   * @param stepped  told after every step
   * @throws ProductError `not-found`
   */
  async execute(id: string, stop?: AbortSignal, stepped?: () => Promise<void>): Promise<ChangeRow> {
    for (;;) {
      if (stop?.aborted || !(await this.step(id))) break;
      await stepped?.();
    }
    return changeById(dbOf(this.em.fork()), id);
  }

  /** Changes whose deadlines are not all moved, the oldest first. */
  async open(): Promise<string[]> {
    const rows = await rowsOf(
      dbOf(this.em.fork()),
      sql<{ id: string }>`select id from calendar_change where state = 'moving' order by confirmed_at limit 10`,
    );
    return rows.map(({ id }) => id);
  }

  /** @returns whether something may be left */
  private step(id: string): Promise<boolean> {
    return transactional(this.em, 'calendar.deadlinesMoved', async (em) => {
      const db = dbOf(em);
      const change = await changeById(db, id, true);
      if (change.state !== 'moving') return false;
      const next = await firstOf(
        db,
        sql<{ cascadeId: string }>`select cascade_id as "cascadeId" from calendar_change_item
          where change_id = ${id} and outcome is null order by cascade_id limit 1`,
      );
      await (next ? moveSome(db, change, next.cascadeId) : finish(db, change));
      return next !== undefined;
    });
  }
}

async function moveSome(db: Db, change: ChangeRow, cascadeId: string): Promise<void> {
  const duties = await rowsOf(
    db,
    sql<{ id: string }>`select distinct assignment_id as id from calendar_change_item
      where change_id = ${change.id} and cascade_id = ${cascadeId} and outcome is null order by 1 limit ${BATCH}`,
  );
  const ids = duties.map((duty) => duty.id);
  const chosen = sql`change_id = ${change.id} and cascade_id = ${cascadeId} and assignment_id = any(${ids}::uuid[])`;
  const moved = await moveDeadlines(
    db,
    sql`(select assignment_id as id, deadline, was_at, is_at from calendar_change_item where ${chosen})`,
    {
      cascadeId,
      at: change.now,
      by: change.confirmer ?? SYSTEM,
      change: change.id,
      calendar: change.version ?? 0,
    },
  );
  await sql`update calendar_change_item
    set outcome = case when (assignment_id, deadline) in (select * from unnest(${moved.map(({ id }) => id)}::uuid[],
      ${moved.map(({ deadline }) => deadline)}::text[])) then 'moved' else 'kept' end
    where ${chosen}`.execute(db);
}

async function finish(db: Db, change: ChangeRow): Promise<void> {
  const counts = await firstOf(
    db,
    sql<{ moved: number; kept: number }>`select count(*) filter (where outcome = 'moved')::int as moved,
        count(*) filter (where outcome = 'kept')::int as kept
      from calendar_change_item where change_id = ${change.id}`,
  );
  await sql`update calendar_change set state = 'done', ended_at = ${change.now} where id = ${change.id}`.execute(db);
  await record(db, [
    {
      kind: 'calendar.deadlinesMoved',
      at: change.now,
      by: change.confirmer ?? SYSTEM,
      from: 'moving',
      to: 'done',
      payload: { change: change.id, version: change.version, ...counts! },
    },
  ]);
}
