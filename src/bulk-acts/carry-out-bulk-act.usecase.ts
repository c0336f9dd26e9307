import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { stillActs } from '../access/index.js';
import { SYSTEM } from '../platform/caller.js';
import { dbOf, sql } from '../platform/database/sql.js';
import { ProductError, type Words } from '../platform/errors.js';
import { transactional } from '../platform/failpoints.js';
import { actOnItems, BATCH } from './act-on-items.js';
import { bulkActById, sendingOf, type BulkActRow } from './bulk-acts.queries.js';
import { DirectiveActs } from './directive-acts.js';
import { nextItem, noteItem, refuseLeft, type Became } from './note-items.js';
import { isDirectiveAct, type DirectiveAct } from './selection.rules.js';
import { stepBulkAct } from './step-bulk-act.js';

/** What one step did. */
export type Stepped = 'went-on' | 'ended';

/** How a bulk act is carried out. */
export interface Carrying {
  /** Told after every step how it stands, and waited for. */
  progress?: (row: BulkActRow) => unknown;
  stop?: AbortSignal;
  /** It failed often enough: row by row, and a row that fails again is noted as such, so that the others are done. */
  isLastTry?: boolean;
}

const NO_LONGER: Words = {
  vi: 'Người yêu cầu không còn quyền làm việc này; đã dừng.',
  en: 'Whoever asked for it may no longer do it; stopped.',
};

/**
 * Carries a bulk act out: rows of assignments many at a time, directives one after the other. It can end anywhere and go
 * on anywhere, in several processes at once: what is left is in the rows, and no row is acted on twice.
 */
@Injectable()
export class CarryOutBulkAct {
  private readonly log = new Logger(CarryOutBulkAct.name);

  constructor(
    private readonly em: EntityManager,
    private readonly directives: DirectiveActs,
  ) {}

  /**
   * Goes on until all is done, it is cancelled, or `stop` is raised.
   * @throws ProductError `not-found`
   */
  async execute(
    id: string,
    { progress = () => undefined, stop, isLastTry = false }: Carrying = {},
  ): Promise<BulkActRow> {
    for (;;) {
      const stepped = await this.step(id, isLastTry);
      const row = await bulkActById(dbOf(this.em.fork()), id);
      await progress(row);
      if (stepped === 'ended' || stop?.aborted) return row;
    }
  }

  private async step(id: string, isLastTry: boolean): Promise<Stepped> {
    const db = dbOf(this.em.fork());
    const row = await bulkActById(db, id);
    if (row.state === 'done' || row.state === 'cancelled') return 'ended';
    if (!(await stillActs(db, row.caller))) return this.stop(id);
    try {
      if (row.state === 'running' && isDirectiveAct(row.act)) return await this.nextDirective(row, row.act);
      return await this.nextRows(id, isLastTry ? 1 : BATCH);
    } catch (error) {
      if (!isLastTry || row.state !== 'running' || !(await this.giveUp(id, error))) throw error;
      return 'went-on';
    }
  }

  /** Whoever asked may no longer do it: what was done stays done, the rest is left alone. */
  private stop(id: string): Promise<Stepped> {
    return transactional(this.em, 'bulk.stopped', async (em) => {
      const db = dbOf(em);
      const row = await bulkActById(db, id, true);
      if (row.state !== 'planned' && row.state !== 'running') return 'ended' as const;
      await refuseLeft(db, id, NO_LONGER);
      const left = await bulkActById(db, id);
      await stepBulkAct(db, left, 'CANCEL', { by: SYSTEM, set: sql`ended_at = ${row.now}` });
      return 'ended' as const;
    });
  }

  /** Begins, or acts on the next rows, or ends: one transaction, under the lock of the bulk act. */
  private nextRows(id: string, most: number): Promise<Stepped> {
    return transactional(this.em, 'bulk.stepped', async (em) => {
      const db = dbOf(em);
      const row = await bulkActById(db, id, true);
      if (row.state === 'planned') {
        await stepBulkAct(db, row, 'BEGIN', { by: row.caller, set: sql`begun_at = ${row.now}` });
        return 'went-on';
      }
      if (row.state !== 'running') return 'ended';
      const { act } = row;
      if (!isDirectiveAct(act) && (await actOnItems(db, { ...row, act }, most))) return 'went-on';
      const payload = isDirectiveAct(act) ? { stillSending: await sendingOf(db, row) } : {};
      await stepBulkAct(db, row, 'FINISH', { by: row.caller, set: sql`ended_at = ${row.now}`, payload });
      return 'ended';
    });
  }

  /**
   * The act on a directive is a transaction of its own, and a repeat where it was done before a crash; what became of it
   * is noted after it.
   */
  private async nextDirective(row: BulkActRow, act: DirectiveAct): Promise<Stepped> {
    const db = dbOf(this.em.fork());
    const next = await nextItem(db, row.id);
    if (!next) return this.nextRows(row.id, BATCH);
    const became = await this.become(act, next.directive, row);
    await noteItem(db, row.id, next.n, became);
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

  /** Notes the next row as one that fails. @returns false: there is none, so that it was not a row that failed */
  private async giveUp(id: string, error: unknown): Promise<boolean> {
    const db = dbOf(this.em.fork());
    const next = await nextItem(db, id);
    if (!next) return false;
    const incident = randomUUID();
    this.log.error({ msg: 'a row of a bulk act fails', id, n: next.n, incident, error: String(error) });
    await noteItem(db, id, next.n, { outcome: 'refused', reason: failedWith(incident) });
    return true;
  }
}

const failedWith = (incident: string): Words => ({
  vi: `Có lỗi ngoài dự kiến (mã ${incident}), đã thử lại nhiều lần; dòng này chưa có gì được ghi. Hãy báo mã này cho người vận hành.`,
  en: `Something unexpected went wrong (incident ${incident}) and was tried again several times; nothing of this row was recorded. Tell the operator this code.`,
});
