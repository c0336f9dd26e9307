import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Caller } from '../../platform/caller.js';
import { dbOf, rowsOf, sql, type Db } from '../../platform/database/sql.js';
import { transactional } from '../../platform/failpoints.js';
import { findUnit } from '../../units/index.js';
import { act, refuse, type ActResult } from '../act.js';
import { assignmentById, type HeldAssignment } from '../assignment.queries.js';
import { mustActFor } from '../permitted.js';
import { lockUpward, settle } from './settle.js';

/** A third party that was added by mistake is taken out again; what was noted of it stays in the history. */
@Injectable()
export class RemoveSupervised {
  constructor(private readonly em: EntityManager) {}

  /**
   * Who is not there any more answers as a repeat. Where others remain and all of them are done the work is implemented;
   * with the last one taken out the unit goes on with the work itself.
   * @param task  for one task only; all that it was added with where it is not given
   * @throws ProductError `not-found` (assignment, unit), `not-permitted`, `not-possible-now`
   */
  async execute(
    id: string,
    { unit: code, task }: { unit: string; task?: number | undefined },
    by: Caller,
  ): Promise<ActResult> {
    const db = dbOf(this.em.fork());
    const seen = await assignmentById(db, id);
    mustActFor(by, seen.unitId);
    const unit = await findUnit(db, code);
    // outside the transaction, so that the record of an attempt after the end outlives the refusal
    if (seen.standing !== 'inForce') await refuse(db, seen, { event: { type: 'SUPERVISE', left: 0 }, by });
    return transactional(this.em, 'supervised.removed', async (em) => {
      const within = dbOf(em);
      const row = await lockUpward(within, seen);
      const removed = await remove(within, row, unit.id, task);
      if (removed.length === 0) return { row, repeated: true };
      const notes = [...new Set(removed.flatMap((one) => one.note ?? []))].join('\n');
      const payload = { unit: unit.id, task: task ?? null, removed: true };
      return settle(within, row, { act, by, payload, ...(notes === '' ? {} : { sealed: { note: notes } }) });
    });
  }
}

const remove = (
  db: Db,
  row: HeldAssignment,
  unitId: string,
  task: number | undefined,
): Promise<{ note: string | null }[]> =>
  rowsOf(
    db,
    sql<{
      note: string | null;
    }>`delete from supervised where cascade_id = ${row.cascadeId} and assignment_id = ${row.id}
      and unit_id = ${unitId} and (${task ?? null}::smallint is null or task = ${task ?? null}::smallint)
      returning note`,
  );
