import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { stillActs } from '../access/index.js';
import { SYSTEM, type Caller } from '../platform/caller.js';
import { dbOf, firstOf, sql, type Db } from '../platform/database/sql.js';
import { ProductError, type Words } from '../platform/errors.js';
import { committing, transactional } from '../platform/failpoints.js';
import { actOnItems } from './act-on-items.js';
import type { Outcome } from './bulk-act.entity.js';
import { bulkActById, type BulkActRow } from './bulk-acts.queries.js';
import { DirectiveActs } from './directive-acts.js';
import { isDirectiveAct, type AssignmentAct, type DirectiveAct } from './selection.rules.js';
import { stepBulkAct } from './step-bulk-act.js';

/** What one step did. */
export type Stepped = 'went-on' | 'ended';

/**
 * Carries a bulk act out: rows of assignments many at a time, directives one after the other. It can end anywhere and go
 * on anywhere, in several processes at once: what is left is in the rows, and no row is acted on twice.
 */
@Injectable()
export class CarryOutBulkAct {
  constructor(
    private readonly em: EntityManager,
    private readonly directives: DirectiveActs,
  ) {}

  /**
   * Goes on until all is done, it is cancelled, or `stop` is raised.
   * @param progress  told after every step how it stands
   * @throws ProductError `not-found`
   */
  async execute(
    id: string,
    { progress = () => undefined, stop }: { progress?: (row: BulkActRow) => void; stop?: AbortSignal } = {},
  ): Promise<BulkActRow> {
    for (;;) {
      const stepped = await this.step(id);
      const row = await bulkActById(dbOf(this.em.fork()), id);
      progress(row);
      if (stepped === 'ended' || stop?.aborted) return row;
    }
  }

  private async step(id: string): Promise<Stepped> {
    const row = await bulkActById(dbOf(this.em.fork()), id);
    if (row.state === 'done' || row.state === 'cancelled') return 'ended';
    if (!(await stillActs(dbOf(this.em.fork()), row.caller))) return this.stop(id);
    return row.state === 'running' && isDirectiveAct(row.act) ? this.nextDirective(row, row.act) : this.nextRows(id);
  }

  /** Whoever asked may no longer do it: what was done stays done, the rest is left alone. */
  private stop(id: string): Promise<Stepped> {
    return transactional(this.em, 'bulk.stopped', async (em) => {
      const db = dbOf(em);
      const row = await bulkActById(db, id, true);
      if (row.state === 'planned' || row.state === 'running')
        await stepBulkAct(db, row, 'CANCEL', { by: SYSTEM, set: sql`ended_at = ${row.now}` });
      return 'ended' as const;
    });
  }

  /** Begins, or acts on the next rows, or ends: one transaction, under the lock of the bulk act. */
  private nextRows(id: string): Promise<Stepped> {
    return transactional(this.em, 'bulk.stepped', async (em) => {
      const db = dbOf(em);
      const row = await bulkActById(db, id, true);
      if (row.state === 'planned') {
        await stepBulkAct(db, row, 'BEGIN', { by: row.caller, set: sql`begun_at = ${row.now}` });
        return 'went-on';
      }
      if (row.state !== 'running') return 'ended';
      if (!isDirectiveAct(row.act) && (await actOnItems(db, { ...row, act: row.act satisfies AssignmentAct })))
        return 'went-on';
      return finish(db, row);
    });
  }

  /**
   * The act on a directive is a transaction of its own, and a repeat where it was done before a crash; what became of it
   * is noted after it.
   */
  private async nextDirective(row: BulkActRow, act: DirectiveAct): Promise<Stepped> {
    const db = dbOf(this.em.fork());
    const next = await firstOf(
      db,
      sql<{ n: number; directive: string }>`select n, directive_id as directive from bulk_act_item
        where bulk_act_id = ${row.id} and outcome is null order by n limit 1`,
    );
    if (!next) return this.nextRows(row.id);
    const became = await this.become(act, next.directive, row);
    await committing(db, 'bulk.itemNoted', () => note(db, row.id, next.n, became));
    return 'went-on';
  }

  private async become(act: DirectiveAct, directive: string, row: BulkActRow): Promise<Became> {
    try {
      return { outcome: await this.directives.do(act, directive, row.parameters, row.caller), reason: null };
    } catch (error) {
      // what one directive does not allow keeps nobody else waiting
      if (error instanceof ProductError) return { outcome: 'refused', reason: error.words };
      throw error;
    }
  }
}

interface Became {
  outcome: Outcome;
  reason: Words | null;
}

/** Notes what became of an item, once, and counts it. */
const note = (db: Db, id: string, n: number, { outcome, reason }: Became): Promise<unknown> =>
  sql`with noted as (
      update bulk_act_item set outcome = ${outcome}, reason = ${reason && JSON.stringify(reason)}::jsonb
      where bulk_act_id = ${id} and n = ${n} and outcome is null returning 1)
    update bulk_act set ${sql.ref(outcome)} = ${sql.ref(outcome)} + (select count(*) from noted) where id = ${id}`.execute(
    db,
  );

async function finish(db: Db, row: BulkActRow): Promise<Stepped> {
  const by: Caller = row.caller;
  await stepBulkAct(db, row, 'FINISH', { by, set: sql`ended_at = ${row.now}` });
  return 'ended';
}
