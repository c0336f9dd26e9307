import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { mayDo } from '../../access/index.js';
import {
  act,
  assignmentById,
  mustActFor,
  refuse,
  type ActResult,
  type HeldAssignment,
} from '../../assignments/index.js';
import { afterStandstill, calendarOfUnit } from '../../calendar/index.js';
import { isOperator, type Caller } from '../../platform/caller.js';
import { dbOf, firstOf, rowsOf, sql, type Db } from '../../platform/database/sql.js';
import { notPermitted } from '../../platform/errors.js';
import { transactional } from '../../platform/failpoints.js';
import { RecallDirective } from './recall-directive.usecase.js';

/** Agreeing: what was recalled with it. */
export type Agreed = ActResult & { below: number };

/** What a unit answers when it is asked to give a paper back. */
@Injectable()
export class AnswerRecall {
  constructor(
    private readonly em: EntityManager,
    private readonly recalling: RecallDirective,
  ) {}

  /**
   * The unit has deleted the paper and gives it back. The dispatches with which it passed the paper on lose their basis,
   * and it is their issuer: they are recalled by the same act, unless it says otherwise.
   * @throws ProductError `not-found`, `not-permitted`, `not-possible-now`
   */
  async agree(id: string, { below = true }: { below?: boolean | undefined }, by: Caller): Promise<Agreed> {
    const present = await permitted(dbOf(this.em.fork()), id, by);
    // outside the transaction, so that the record of an attempt after the end outlives the refusal
    if (present.standing !== 'recallRequested' && present.standing !== 'recalled')
      await refuse(dbOf(this.em.fork()), present, { event: { type: 'AGREE_RECALL' }, by });
    return transactional(this.em, 'assignment.recallAgreed', async (em) => {
      const db = dbOf(em);
      const own = below ? await ownDispatches(db, await permitted(db, id, by)) : [];
      if (own.length > 0) mayRecall(by);
      const done = await act(db, id, {
        event: { type: 'AGREE_RECALL' },
        by,
        kind: 'assignment.recalled',
        payload: { below: own.length },
        set: ({ now }) => [sql`recall_answered_at = ${now}, closed_at = ${now}`],
      });
      if (done.repeated) return { ...done, below: 0 };
      for (const { id: directive, reason } of own) await this.recalling.within(db, directive, { reason }, by);
      return { ...done, below: own.length };
    });
  }

  /**
   * The unit declines, and says why. Its duty goes on; for the working time during which nobody could know whether it
   * would, it gets as much more. The same reason again is a repeat.
   * @throws ProductError `not-found`, `not-permitted`, `not-possible-now`
   */
  async refuse(id: string, { reason }: { reason: string }, by: Caller): Promise<ActResult> {
    const db = dbOf(this.em.fork());
    const present = await permitted(db, id, by);
    if (await hasRefused(db, present, reason)) return { row: present, repeated: true };
    const asked = await firstOf(
      db,
      sql<{ at: Date | null }>`select recall_asked_at as at from assignment where id = ${id}`,
    );
    const calendar = await calendarOfUnit(db, present.unitId);
    const refusing = act(db, id, {
      event: { type: 'REFUSE_RECALL' },
      by,
      kind: 'assignment.recallRefused',
      sealed: { reason },
      due: (row) => {
        // what is paused gets it back when it goes on
        if (row.context.paused) return {};
        const later = (at: Date): Date => afterStandstill(at, { from: asked?.at ?? row.now, to: row.now }, calendar);
        return {
          ...(isOwed(row.receipt) && row.receiptDueAt ? { receiptDueAt: later(row.receiptDueAt) } : {}),
          ...(isOpen(row.work) && row.workDueAt ? { workDueAt: later(row.workDueAt) } : {}),
        };
      },
      set: ({ now }) => [sql`recall_answered_at = ${now}, recall_refusal = ${reason}`],
    });
    return refusing.catch(async (error: unknown) => {
      // somebody else may have said the same meanwhile
      const row = await permitted(db, id, by);
      if (await hasRefused(db, row, reason)) return { row, repeated: true };
      throw error;
    });
  }
}

/** Whether the unit has declined for this reason, and was not asked again since. */
const hasRefused = async (db: Db, { id, standing }: HeldAssignment, reason: string): Promise<boolean> =>
  standing === 'inForce' &&
  (await firstOf(db, sql`select 1 from assignment where id = ${id} and recall_refusal = ${reason}`)) !== undefined;

const isOwed = (receipt: string): boolean => receipt === 'sent' || receipt === 'delivered';
const isOpen = (work: string): boolean => ['notStarted', 'assigned', 'implementing', 'sentBack'].includes(work);

async function permitted(db: Db, id: string, by: Caller): Promise<HeldAssignment> {
  const row = await assignmentById(db, id);
  mustActFor(by, row.unitId);
  return row;
}

/** The unit's own dispatches under the assignment that are still in force, and why the paper above them is recalled. */
const ownDispatches = (db: Db, { id, cascadeId, directiveId }: HeldAssignment) =>
  rowsOf(
    db,
    sql<{ id: string; reason: string }>`select d.id, coalesce(above.recall_reason, '–') as reason
      from directive d join directive above on above.id = ${directiveId}
      where d.cascade_id = ${cascadeId} and d.parent_assignment_id = ${id} and d.state in ('issued', 'paused') order by d.id`,
  );

/** @throws ProductError `not-permitted` */
function mayRecall(by: Caller): void {
  if (mayDo(by.role, 'directives.issue') || isOperator(by)) return;
  throw notPermitted(
    'Đơn vị đã chuyển tiếp bằng văn bản riêng; văn thư hoặc lãnh đạo xác nhận trả lại và thu hồi các văn bản đó.',
    'The unit passed it on with a dispatch of its own; a clerk or leader confirms, and recalls those dispatches.',
  );
}
