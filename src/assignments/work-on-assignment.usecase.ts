import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { AssignmentEvent } from '../../workflows/index.js';
import { officerOf } from '../access/index.js';
import type { Caller } from '../platform/caller.js';
import { dbOf, sql, type Db } from '../platform/database/sql.js';
import { conflict, invalid, notPossibleNow } from '../platform/errors.js';
import { isUuid } from '../platform/ids.js';
import type { AssignmentFactKind } from './assignments.facts.js';
import { assignmentView } from './assignment-list.queries.js';
import { assignmentById, type HeldAssignment } from './assignment.queries.js';
import { act, type ActResult } from './act.js';
import { mustActFor } from './permitted.js';
import { mustHaveNobodyLeft } from './supervising/supervised.queries.js';
import { leftOpen } from './tasks/task-class.rules.js';

export interface Assigning {
  /** Room or person that leads; or the account of an officer of the unit, whose name is then taken. */
  lead: string;
  coOperating?: string[] | undefined;
  dueAt?: string | undefined;
}

const WORK: Readonly<Record<'start' | 'complete' | 'not-applicable', [AssignmentEvent, AssignmentFactKind]>> = {
  start: [{ type: 'START' }, 'assignment.started'],
  complete: [{ type: 'COMPLETE' }, 'assignment.completed'],
  'not-applicable': [{ type: 'NOT_APPLICABLE' }, 'assignment.notApplicable'],
};

export interface Worked extends ActResult {
  /** Tasks of the unit that were not done when it completed its work, by their numbers. */
  leftOpen?: number[];
}

/** How often what was seen is read again when somebody else changes it meanwhile. */
const ATTEMPTS = 4;

/** The row is no longer what was seen of it. */
class Changed extends Error {}

interface Move {
  what: keyof typeof WORK;
  note: string | undefined;
  by: Caller;
  /** What the act states of the row, and the version that it holds of. */
  seen?: { version: number; left: number[] };
}

function move(db: Db, id: string, { what, note, by, seen }: Move): Promise<ActResult> {
  const [event, kind] = WORK[what];
  const ends = what !== 'start';
  return act(db, id, {
    event,
    by,
    kind,
    check: (row) => {
      mustActFor(by, row.unitId);
      if (seen && seen.version !== row.version) throw new Changed();
      if (what === 'not-applicable') mustNotHavePassedOn(row);
    },
    payload: seen && seen.left.length > 0 ? { leftOpen: seen.left } : {},
    ...(note ? { sealed: { note } } : {}),
    set: ({ now }) => [sql`note = coalesce(${note ?? null}, a.note), work_done_at = ${ends ? now : null}::timestamptz`],
  });
}

/** Units work on what it passed on: it cannot be none of its functions. @throws ProductError `not-possible-now` */
function mustNotHavePassedOn({ id, standing, receipt, relay, work }: HeldAssignment): void {
  const isOpen = standing === 'inForce' && receipt === 'acknowledged' && work !== 'notApplicable';
  if (!isOpen || (relay !== 'partly' && relay !== 'relayed')) return;
  throw notPossibleNow(
    'Đơn vị đã chuyển tiếp văn bản và các đơn vị nhận đang thực hiện, nên không báo "không thuộc chức năng" được nữa; hãy báo cáo kết quả hoặc hỏi cơ quan gửi.',
    'The unit has passed the paper on, and others act on it: it cannot be declared outside its functions any more. Report on it, or ask the sending office.',
    { assignment: id },
  );
}

/** What a unit does with a paper it has registered, short of passing it on or reporting. */
@Injectable()
export class WorkOnAssignment {
  constructor(private readonly em: EntityManager) {}

  /**
   * Starts, completes, or declares the duty outside the unit's functions. Completing says which of its tasks are left:
   * that is stated, not refused, for a unit need not keep a status of each; third parties that are left are refused.
   * What was passed on is not declared outside one's functions any more; what was only begun may be.
   * @param note  free text; sealed in the history
   * @throws ProductError `not-found`, `not-permitted`, `not-possible-now`
   */
  async execute(id: string, what: keyof typeof WORK, note: string | undefined, by: Caller): Promise<Worked> {
    const db = dbOf(this.em.fork());
    if (what !== 'complete') return move(db, id, { what, note, by });
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const seen = await assignmentView(db, id);
      mustActFor(by, seen.unitId);
      await mustHaveNobodyLeft(db, seen);
      const left = leftOpen(seen.tasks);
      try {
        const done = await move(db, id, { what, note, by, seen: { version: seen.version, left } });
        return left.length === 0 ? done : { ...done, leftOpen: left };
      } catch (error) {
        if (!(error instanceof Changed)) throw error;
      }
    }
    throw conflict(
      'Nhiệm vụ đang được người khác cập nhật; hãy tải lại.',
      'The assignment is being changed by others; reload.',
    );
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
