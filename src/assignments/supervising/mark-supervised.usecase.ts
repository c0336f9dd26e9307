import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { actsFor, type Caller } from '../../platform/caller.js';
import { dbOf, rowsOf, sql, type Db } from '../../platform/database/sql.js';
import { invalid, notFound, notPossibleNow } from '../../platform/errors.js';
import { transactional } from '../../platform/failpoints.js';
import { findUnit } from '../../units/index.js';
import { act, refuse, type ActResult } from '../act.js';
import type { TaskStatus } from '../assignment.entity.js';
import { assignmentById, type HeldAssignment } from '../assignment.queries.js';
import { mustActFor } from '../permitted.js';
import { lockUpward, settle, statusByOwnWork } from './settle.js';

export interface SupervisedMark {
  /** Code of the third party. */
  unit: string;
  status: TaskStatus;
  note?: string | undefined;
  /** Number of the task; all that it was added with where it is not given. */
  task?: number | undefined;
}

/** How far a third party has come: said by the unit that sees to it, or by the third party itself. */
@Injectable()
export class MarkSupervised {
  constructor(private readonly em: EntityManager) {}

  /**
   * With the last one done the work is implemented by itself; opened again it is being implemented. The same status and
   * note again is a repeat.
   * @throws ProductError `not-found` (assignment, unit, or one it does not see to), `not-permitted`; `invalid` where a
   *   reason is missing; `not-possible-now`, also where the third party has an assignment of its own
   */
  async execute(id: string, mark: SupervisedMark, by: Caller): Promise<ActResult> {
    const db = dbOf(this.em.fork());
    const unit = await findUnit(db, mark.unit);
    const seen = await assignmentById(db, id);
    // before anything is said of who is seen to: that is nobody else's to know
    if (!actsFor(by, unit.id)) mustActFor(by, seen.unitId);
    if (!(await isThere(db, seen, unit.id, mark.task)))
      throw notFound('Đơn vị này không được giao đôn đốc ở đây.', 'The unit is not one that is seen to here.');
    // outside the transaction, so that the record of an attempt after the end outlives the refusal
    if (seen.standing !== 'inForce') await refuse(db, seen, { event: { type: 'SUPERVISE', left: 0 }, by });
    if (mark.status === 'notApplicable' && !mark.note)
      throw invalid('Hãy nêu lý do.', 'Give the reason.', { field: 'note' });
    return transactional(this.em, 'supervised.marked', async (em) => {
      const within = dbOf(em);
      const row = await lockUpward(within, seen);
      await mustHaveNoOwnWork(within, row, unit.id);
      if (!(await write(within, row, unit.id, mark))) return { row, repeated: true };
      const payload = { unit: unit.id, task: mark.task ?? null, status: mark.status, markedFor: by.unitId };
      return settle(within, row, { act, by, payload, ...(mark.note ? { sealed: { note: mark.note } } : {}) });
    });
  }
}

const isThere = async (db: Db, row: HeldAssignment, unitId: string, task: number | undefined): Promise<boolean> =>
  (
    await rowsOf(
      db,
      sql`select 1 from supervised where cascade_id = ${row.cascadeId} and assignment_id = ${row.id}
        and unit_id = ${unitId} and (${task ?? null}::numeric is null or task = ${task ?? null}::numeric) limit 1`,
    )
  ).length > 0;

/** @throws ProductError `not-possible-now` */
async function mustHaveNoOwnWork(db: Db, row: HeldAssignment, unitId: string): Promise<void> {
  const status = statusByOwnWork(sql`${row.cascadeId}::uuid`, sql`${unitId}::uuid`, sql`${row.id}::uuid`);
  const [own] = await rowsOf<{ status: string | null }>(db, sql`select ${status} as status`);
  if (own!.status === null) return;
  throw notPossibleNow(
    'Đơn vị này có nhiệm vụ riêng trong luồng văn bản; tình hình tính theo nhiệm vụ đó.',
    'This unit has an assignment of its own in the cascade; its work there counts.',
    { assignment: row.id },
  );
}

/** @returns false where it was so already */
const write = async (
  db: Db,
  row: HeldAssignment,
  unitId: string,
  { status, note, task }: SupervisedMark,
): Promise<boolean> =>
  (
    await rowsOf(
      db,
      sql`update supervised set status = ${status}, note = ${note ?? null}, changed_at = ${row.now}
        where cascade_id = ${row.cascadeId} and assignment_id = ${row.id} and unit_id = ${unitId}
          and (${task ?? null}::smallint is null or task = ${task ?? null}::smallint)
          and (status <> ${status} or note is distinct from ${note ?? null}::text)
        returning 1`,
    )
  ).length > 0;
