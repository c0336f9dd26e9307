import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { recording } from '../../ledger/index.js';
import { actingFor, type Caller } from '../../platform/caller.js';
import { dbOf, firstOf, sql, type Db } from '../../platform/database/sql.js';
import { invalid, notPossibleNow } from '../../platform/errors.js';
import { committing } from '../../platform/failpoints.js';
import type { ActResult } from '../act.js';
import type { TaskStatus } from '../assignment.entity.js';
import { assignmentView, type AssignmentView } from '../assignment-list.queries.js';
import { HELD, type HeldAssignment } from '../assignment.queries.js';
import { mustActFor } from '../permitted.js';
import type { DutyTask } from './duty-tasks.js';

export interface Marking {
  /** Number of the task in its directive, from 1. */
  n: number;
  status: TaskStatus;
  /** Why the task is none of the unit's; needed for `notApplicable`. */
  reason?: string | undefined;
}

/** Says how far a unit has come with one task of a directive. It moves nothing else: the work has its own acts. */
@Injectable()
export class MarkTask {
  constructor(private readonly em: EntityManager) {}

  /**
   * The same status again is a repeat.
   * @throws ProductError `not-found`, `not-permitted`; `invalid` where the directive has no such task, it is another
   *   class's, or the reason is missing; `not-possible-now` before the acknowledgement, after the end, and where the
   *   status follows from third parties
   */
  async execute(id: string, marking: Marking, by: Caller): Promise<ActResult> {
    const db = dbOf(this.em.fork());
    const seen = await assignmentView(db, id);
    mustActFor(by, seen.unitId);
    await mustBeItsOwn(db, seen, marking.n);
    if (seen.receipt !== 'acknowledged' || seen.standing !== 'inForce')
      throw notPossibleNow('Hãy tiếp nhận văn bản trước.', 'Acknowledge the paper first.', { assignment: id });
    if (marking.status === 'notApplicable' && !marking.reason)
      throw invalid(
        'Hãy nêu lý do vì sao nhiệm vụ không thuộc chức năng của đơn vị.',
        'Say why the task is none of the unit’s.',
        { field: 'reason' },
      );
    const row = await committing(db, 'assignment.taskMarked', () => firstOf(db, markingOf(seen, marking, by)));
    return { row: row ?? seen, repeated: row === undefined };
  }
}

/** The task of the unit with that number. @throws ProductError `invalid`, `not-possible-now` */
async function mustBeItsOwn(db: Db, { tasks, directiveId, id }: AssignmentView, n: number): Promise<DutyTask> {
  const task = tasks.find((one) => one.n === n);
  if (task?.supervised)
    throw notPossibleNow(
      'Tình hình nhiệm vụ này tính theo các đơn vị được đôn đốc; hãy cập nhật từng đơn vị.',
      'The status of this task follows from the third parties; mark each of them.',
      { assignment: id },
    );
  if (task) return task;
  const ofOthers = await firstOf(
    db,
    sql`select 1 from directive_task where directive_id = ${directiveId} and n = ${n}::numeric`,
  );
  if (!ofOthers) throw invalid(`Văn bản không có nhiệm vụ số ${n}.`, `The directive has no task ${n}.`);
  const own = tasks.map((one) => one.n).join(', ');
  throw invalid(
    `Nhiệm vụ số ${n} giao cho nhóm đơn vị khác. Nhiệm vụ của đơn vị: ${own || 'không có'}.`,
    `Task ${n} is another class's. The unit's own tasks: ${own || 'none'}.`,
  );
}

/** Status of a task is no state of the machine: it moves nothing, so one guarded statement writes it with its fact. */
const markingOf = (held: AssignmentView, { n, status, reason }: Marking, by: Caller) => {
  const key = sql`${String(n)}::text`;
  const why = status === 'notApplicable' ? reason! : null;
  return sql<HeldAssignment>`
  with moved as (
    update assignment a
    set task_status = case when ${status}::text = 'open' then a.task_status - ${key}
        else a.task_status || jsonb_build_object(${key}, ${status}::text) end,
      task_reasons = case when ${why}::text is null then a.task_reasons - ${key}
        else coalesce(a.task_reasons, '{}') || jsonb_build_object(${key}, ${why}::text) end,
      version = a.version + 1
    where a.cascade_id = ${held.cascadeId} and a.id = ${held.id} and a.standing = 'inForce'
      and (coalesce(a.task_status ->> ${key}, 'open') <> ${status}
        or (a.task_reasons ->> ${key}) is distinct from ${why}::text)
    returning a.*),
  ${recording(
    {
      kind: 'assignment.taskMarked',
      at: held.now,
      by: actingFor(by, held.unitId),
      unitId: held.unitId,
      cascadeId: held.cascadeId,
      directiveId: held.directiveId,
      assignmentId: held.id,
      payload: { task: n, status },
      ...(why === null ? {} : { sealed: { reason: why } }),
    },
    sql`moved`,
  )}
  select ${HELD}, ${held.now}::timestamptz as now from moved a`;
};
