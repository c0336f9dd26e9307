import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { AssignmentEvent } from '../../workflows/index.js';
import { officerOf } from '../access/index.js';
import type { Caller } from '../platform/caller.js';
import { dbOf, firstOf, sql, type Db } from '../platform/database/sql.js';
import { recording } from '../ledger/index.js';
import { invalid, notPossibleNow } from '../platform/errors.js';
import { committing } from '../platform/failpoints.js';
import { isUuid } from '../platform/ids.js';
import type { AssignmentFactKind } from './assignments.facts.js';
import { assignmentById, HELD, type HeldAssignment } from './assignment.queries.js';
import { act, type ActResult } from './act.js';
import { mustActFor } from './permitted.js';

export interface Assigning {
  /** Room or person that leads; or the account of an officer of the unit, whose name is then taken. */
  lead: string;
  coOperating?: string[] | undefined;
  dueAt?: string | undefined;
}

/** The largest number that the column of a task holds. */
const LAST_TASK = 32_767;

const WORK: Readonly<Record<'start' | 'complete' | 'not-applicable', [AssignmentEvent, AssignmentFactKind]>> = {
  start: [{ type: 'START' }, 'assignment.started'],
  complete: [{ type: 'COMPLETE' }, 'assignment.completed'],
  'not-applicable': [{ type: 'NOT_APPLICABLE' }, 'assignment.notApplicable'],
};

/** What a unit does with a paper it has registered, short of passing it on or reporting. */
@Injectable()
export class WorkOnAssignment {
  constructor(private readonly em: EntityManager) {}

  /**
   * Starts, completes, or declares the duty outside the unit's functions.
   * @param note  free text; sealed in the history
   * @throws ProductError `not-found`, `not-permitted`, `not-possible-now`
   */
  execute(id: string, what: keyof typeof WORK, note: string | undefined, by: Caller): Promise<ActResult> {
    const [event, kind] = WORK[what];
    const ends = what !== 'start';
    return act(dbOf(this.em.fork()), id, {
      event,
      by,
      kind,
      check: ({ unitId }) => mustActFor(by, unitId),
      ...(note ? { sealed: { note } } : {}),
      set: ({ now }) => [
        sql`note = coalesce(${note ?? null}, a.note), work_done_at = ${ends ? now : null}::timestamptz`,
      ],
    });
  }

  /** Names who leads and who co-operates inside the unit; again with the same names it changes nothing. */
  async assign(id: string, { lead: wanted, coOperating, dueAt }: Assigning, by: Caller): Promise<ActResult> {
    const db = dbOf(this.em.fork());
    const present = await assignmentById(db, id);
    mustActFor(by, present.unitId);
    const { lead, leadAccountId } = await leadOf(db, wanted, { unitId: present.unitId, by });
    const same = (row: HeldAssignment): boolean =>
      row.standing === 'inForce' &&
      row.lead === lead &&
      row.leadAccountId === leadAccountId &&
      JSON.stringify(row.coOperating ?? []) === JSON.stringify(coOperating ?? []) &&
      (row.internalDueAt?.getTime() ?? null) === (dueAt ? Date.parse(dueAt) : null);
    if (same(present)) return { row: present, repeated: true };
    return act(db, id, {
      event: { type: 'ASSIGN' },
      by,
      kind: 'assignment.assigned',
      check: ({ unitId }) => mustActFor(by, unitId),
      payload: {
        coOperating: coOperating?.length ?? 0,
        dueAt: dueAt ?? null,
        ...(leadAccountId === null ? {} : { lead: leadAccountId }),
      },
      sealed: { lead, coOperating: (coOperating ?? []).join('; ') },
      set: () => [
        sql`lead = ${lead}, lead_account_id = ${leadAccountId}::uuid, co_operating = ${coOperating ?? []}::text[], internal_due_at = ${dueAt ?? null}::timestamptz`,
      ],
    });
  }

  /**
   * Marks one task of the directive as open, begun or done for this unit.
   * @throws ProductError `invalid` where the directive has no such task
   */
  async markTask(id: string, n: number, status: 'open' | 'begun' | 'done', by: Caller): Promise<ActResult> {
    const db = dbOf(this.em.fork());
    const present = await assignmentById(db, id);
    mustActFor(by, present.unitId);
    const known =
      Number.isInteger(n) &&
      n >= 1 &&
      n <= LAST_TASK &&
      (await firstOf(db, sql`select 1 from directive_task where directive_id = ${present.directiveId} and n = ${n}`));
    if (!known) throw invalid(`Văn bản không có nhiệm vụ số ${n}.`, `The directive has no task ${n}.`);
    if (present.receipt !== 'acknowledged' || present.standing !== 'inForce')
      throw notPossibleNow('Hãy tiếp nhận văn bản trước.', 'Acknowledge the paper first.', { assignment: id });
    const marking = markingOf(present, n, status, by);
    const row = await committing(db, 'assignment.taskMarked', () => firstOf(db, marking));
    return { row: row ?? present, repeated: row === undefined };
  }
}

/**
 * Who leads: an officer of the unit by account, or a room or person by name.
 * @throws ProductError `invalid` for an account that does not work for the unit
 */
async function leadOf(
  db: Db,
  wanted: string,
  { unitId, by }: { unitId: string; by: Caller },
): Promise<{ lead: string; leadAccountId: string | null }> {
  if (!isUuid(wanted)) return { lead: wanted, leadAccountId: null };
  // what an ended unit left is led by the people of the one that stands for it
  const units = by.unitId === null || by.unitId === unitId ? [unitId] : [unitId, by.unitId];
  for (const unit of units) {
    const officer = await officerOf(db, unit, wanted);
    if (officer) return { lead: officer.name, leadAccountId: officer.id };
  }
  throw invalid(
    'Người chủ trì phải là cán bộ đang làm việc ở chính đơn vị này.',
    'The lead must be somebody who works for this unit.',
    { field: 'lead' },
  );
}

/** Status of a task is no state of the machine: it moves nothing, so one guarded statement writes it with its fact. */
const markingOf = (held: HeldAssignment, n: number, status: string, by: Caller) => sql<HeldAssignment>`
  with moved as (
    update assignment a
    set task_status = a.task_status || jsonb_build_object(${String(n)}::text, ${status}::text), version = a.version + 1
    where a.cascade_id = ${held.cascadeId} and a.id = ${held.id} and a.standing = 'inForce'
      and coalesce(a.task_status ->> ${String(n)}::text, 'open') <> ${status}
    returning a.*),
  ${recording(
    {
      kind: 'assignment.taskMarked',
      at: held.now,
      by,
      unitId: held.unitId,
      cascadeId: held.cascadeId,
      directiveId: held.directiveId,
      assignmentId: held.id,
      payload: { task: n, status },
    },
    sql`moved`,
  )}
  select ${HELD}, ${held.now}::timestamptz as now from moved a`;
