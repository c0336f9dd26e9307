import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Caller } from '../../platform/caller.js';
import { dbOf, rowsOf, sql, type Db } from '../../platform/database/sql.js';
import { invalid } from '../../platform/errors.js';
import { transactional } from '../../platform/failpoints.js';
import { vnDate } from '../../platform/vn-time.js';
import { resolveAddressees } from '../../units/index.js';
import { act, refuse, type ActResult } from '../act.js';
import { assignmentView } from '../assignment-list.queries.js';
import type { HeldAssignment } from '../assignment.queries.js';
import { mustActFor } from '../permitted.js';
import { mustBeWithinReach } from '../within-reach.queries.js';
import { lockUpward, settle, statusByOwnWork } from './settle.js';

/** Every commune of the country, and more. */
const UNITS_AT_MOST = 5000;

export interface Supervising {
  /** Codes, or addressees as a clerk writes them. */
  units: readonly string[];
  /** Number of the task that they are to carry out; the whole of the directive where it is not given. */
  task?: number | undefined;
}

/** A unit says whom it sees to that they act: third parties, whose doing counts as its own work. */
@Injectable()
export class SuperviseUnits {
  constructor(private readonly em: EntityManager) {}

  /**
   * Who is there already is left alone; where that is all of them the act is a repeat. A third party that has an
   * assignment of its own in the cascade counts by its work there.
   * @throws ProductError `not-found`, `not-permitted`, `not-possible-now`; `invalid` with what was not understood, for
   *   units out of reach, and for a task that is not the unit's
   */
  async execute(id: string, { units, task }: Supervising, by: Caller): Promise<ActResult & { added: number }> {
    const db = dbOf(this.em.fork());
    const seen = await assignmentView(db, id);
    mustActFor(by, seen.unitId);
    // outside the transaction, so that the record of an attempt after the end outlives the refusal
    if (seen.standing !== 'inForce') await refuse(db, seen, { event: { type: 'SUPERVISE', left: 0 }, by });
    if (task !== undefined && !seen.tasks.some(({ n }) => n === task))
      throw invalid(`Đơn vị không có nhiệm vụ số ${task}.`, `The unit has no task ${task}.`, { field: 'task' });
    const meant = await unitsMeant(db, seen, units, by);
    return transactional(this.em, 'supervised.added', async (em) => {
      const within = dbOf(em);
      const row = await lockUpward(within, seen, meant);
      const added = await add(within, row, meant, task ?? 0);
      if (added === 0) return { row, repeated: true, added };
      const done = await settle(within, row, { act, by, payload: { units: added, task: task ?? null } });
      return { ...done, added };
    });
  }
}

/** @throws ProductError `invalid` */
async function unitsMeant(db: Db, row: HeldAssignment, units: readonly string[], by: Caller): Promise<string[]> {
  const issuerId = by.alsoFor?.includes(row.unitId) ? by.unitId! : row.unitId;
  const resolved = await resolveAddressees(db, units, { issuerId, at: vnDate(row.now) });
  const unclear = resolved.flatMap(({ notUnderstood }) => (notUnderstood ? [notUnderstood] : []));
  if (unclear.length > 0)
    throw invalid(
      `Chưa rõ là đơn vị nào: ${unclear.map(({ text }) => `"${text}"`).join(', ')}.`,
      `Not understood: ${unclear.map(({ text }) => `"${text}"`).join(', ')}.`,
      { field: 'units', notUnderstood: unclear.map(({ text, candidates }) => ({ text, candidates })) },
    );
  const meant = [...new Set(resolved.flatMap((one) => one.units.map(({ id }) => id)))].filter(
    (unit) => unit !== row.unitId,
  );
  if (meant.length === 0 || meant.length > UNITS_AT_MOST)
    throw invalid(
      `Hãy nêu từ 1 đến ${UNITS_AT_MOST} đơn vị khác trong \`units\`.`,
      `Give 1 to ${UNITS_AT_MOST} other units in \`units\`.`,
      { field: 'units' },
    );
  await mustBeWithinReach(db, row, meant, 'supervise');
  return meant;
}

/** @returns how many were added */
async function add(db: Db, row: HeldAssignment, units: readonly string[], task: number): Promise<number> {
  const [cascade, assignment] = [sql`${row.cascadeId}::uuid`, sql`${row.id}::uuid`];
  const added = await rowsOf(
    db,
    sql`insert into supervised (cascade_id, assignment_id, unit_id, task, status, added_at, changed_at)
      select ${cascade}, ${assignment}, w.unit_id, ${task}::smallint,
        coalesce(${statusByOwnWork(cascade, sql`w.unit_id`, assignment)}, 'open'), ${row.now}, ${row.now}
      from unnest(${[...units]}::uuid[]) w (unit_id)
      on conflict do nothing returning 1`,
  );
  return added.length;
}
