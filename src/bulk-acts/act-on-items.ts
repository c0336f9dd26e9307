import { actOnMany, type BulkActing } from '../assignments/index.js';
import { rowsOf, sql, type Db } from '../platform/database/sql.js';
import type { Words } from '../platform/errors.js';
import type { BulkActRow } from './bulk-acts.queries.js';
import { leadFor, type Lead } from './lead.js';
import { refuseLeft } from './note-items.js';
import { ASSIGNMENT_EVENT } from './preview-bulk-act.usecase.js';
import type { AssignmentAct } from './selection.rules.js';

/** Rows that one transaction acts on: few enough that their locks are short, many enough that a national one takes seconds. */
export const BATCH = 4000;

const REFUSED: Words = {
  vi: 'Trạng thái hiện tại của nhiệm vụ không cho phép.',
  en: 'The present state of the assignment does not allow it.',
};
const LEAD_LEFT: Words = {
  vi: 'Người chủ trì được chọn không còn làm việc ở đơn vị; hãy chọn người khác.',
  en: 'Whoever was to lead works for the unit no more; choose somebody else.',
};

type OnAssignments = BulkActRow & { act: AssignmentAct };

/**
 * Acts on the next rows of a bulk act that its caller holds locked: each state once asked, one statement each, with a fact
 * per row, and notes what became of each row in the same transaction.
 * @param most  how many rows at once
 * @returns how many rows it looked at; 0: none is left
 */
export async function actOnItems(db: Db, row: OnAssignments, most: number): Promise<number> {
  const lead = row.act === 'reassign' ? await leadFor(db, row.parameters.lead!, row.caller) : undefined;
  if (row.act === 'reassign' && !lead) return refuseLeft(db, row.id, LEAD_LEFT);
  const rows = await rowsOf<{ n: number; cascadeId: string; id: string; version: number; isSo: boolean }>(
    db,
    sql`with next as materialized (
        select n, cascade_id, assignment_id from bulk_act_item
        where bulk_act_id = ${row.id} and outcome is null order by n limit ${most})
      select next.n, a.cascade_id as "cascadeId", a.id, a.version,
        a.lead_account_id is not distinct from ${lead?.officer.id ?? null}::uuid and ${lead !== undefined} as "isSo"
      from assignment a join next on next.cascade_id = a.cascade_id and next.assignment_id = a.id
      order by a.cascade_id, a.id for update of a`,
  );
  if (rows.length === 0) return 0;
  const batch = sql`(select * from unnest(${rows.map((r) => r.n)}::int[], ${rows.map((r) => r.cascadeId)}::uuid[],
    ${rows.map((r) => r.id)}::uuid[], ${rows.map((r) => r.version)}::int[], ${rows.map((r) => r.isSo)}::boolean[])
    k (n, cascade_id, id, version, is_so))`;
  await actOnMany(db, sql`(select cascade_id, id from ${batch} b where not b.is_so)`, actingOf(row, lead));
  await sql`with became as (
      update bulk_act_item i set
        outcome = case when b.is_so then 'repeated' when a.version > b.version then 'done' else 'refused' end,
        reason = case when b.is_so or a.version > b.version then null else ${JSON.stringify(REFUSED)}::jsonb end
      from ${batch} b join assignment a on a.cascade_id = b.cascade_id and a.id = b.id
      where i.bulk_act_id = ${row.id} and i.n = b.n returning i.outcome)
    update bulk_act set done = done + (select count(*) from became where outcome = 'done'),
      repeated = repeated + (select count(*) from became where outcome = 'repeated'),
      refused = refused + (select count(*) from became where outcome = 'refused') where id = ${row.id}`.execute(db);
  return rows.length;
}

function actingOf({ act, id, caller, now }: OnAssignments, lead: Lead | undefined): BulkActing {
  const common = { event: ASSIGNMENT_EVENT[act], by: caller, at: now };
  if (!lead)
    return {
      ...common,
      kind: () => 'assignment.urged',
      payload: (_, [effect]) => ({
        bulk: id,
        stage: (effect?.params as { stage: string } | undefined)?.stage ?? 'receipt',
      }),
    };
  const { officer } = lead;
  // as naming the lead of one does: who co-operated and by when inside the unit was the arrangement of the lead before
  return {
    ...common,
    kind: () => 'assignment.assigned',
    payload: () => ({ bulk: id, lead: officer.id, coOperating: 0, dueAt: null }),
    set: sql`lead_account_id = ${officer.id}::uuid, lead = ${officer.name}, co_operating = '{}', internal_due_at = null`,
  };
}
