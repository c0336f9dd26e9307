import { actOnMany, type BulkActing } from '../assignments/index.js';
import { officerOf } from '../access/index.js';
import { rowsOf, sql, type Db } from '../platform/database/sql.js';
import type { BulkActRow } from './bulk-acts.queries.js';
import { ASSIGNMENT_EVENT } from './preview-bulk-act.usecase.js';
import type { AssignmentAct } from './selection.rules.js';

/** Rows that one transaction acts on: few enough that their locks are short, many enough that a national one takes seconds. */
const BATCH = 4000;

const REFUSED = JSON.stringify({
  vi: 'Trạng thái hiện tại của nhiệm vụ không cho phép.',
  en: 'The present state of the assignment does not allow it.',
});

/**
 * Acts on the next rows of a bulk act that its caller holds locked: each state once asked, one statement each, with a fact
 * per row, and notes what became of each row in the same transaction.
 * @returns how many rows it looked at; 0: none is left
 */
export async function actOnItems(db: Db, row: BulkActRow & { act: AssignmentAct }): Promise<number> {
  const rows = await rowsOf<{ n: number; cascadeId: string; id: string; version: number }>(
    db,
    sql`with next as materialized (
        select n, cascade_id, assignment_id from bulk_act_item
        where bulk_act_id = ${row.id} and outcome is null order by n limit ${BATCH})
      select next.n, a.cascade_id as "cascadeId", a.id, a.version from assignment a
      join next on next.cascade_id = a.cascade_id and next.assignment_id = a.id
      order by a.cascade_id, a.id for update of a`,
  );
  if (rows.length === 0) return 0;
  const batch = sql`(select * from unnest(${rows.map((r) => r.n)}::int[], ${rows.map((r) => r.cascadeId)}::uuid[],
    ${rows.map((r) => r.id)}::uuid[], ${rows.map((r) => r.version)}::int[]) k (n, cascade_id, id, version))`;
  await actOnMany(db, batch, await actingOf(db, row));
  await sql`with became as (
      update bulk_act_item i set
        outcome = case when a.version > b.version then 'done' else 'refused' end,
        reason = case when a.version > b.version then null else ${REFUSED}::jsonb end
      from ${batch} b join assignment a on a.cascade_id = b.cascade_id and a.id = b.id
      where i.bulk_act_id = ${row.id} and i.n = b.n returning i.outcome)
    update bulk_act set done = done + (select count(*) from became where outcome = 'done'),
      refused = refused + (select count(*) from became where outcome = 'refused') where id = ${row.id}`.execute(db);
  return rows.length;
}

async function actingOf(
  db: Db,
  { act, id, caller, parameters, now }: BulkActRow & { act: AssignmentAct },
): Promise<BulkActing> {
  const common = { event: ASSIGNMENT_EVENT[act], by: caller, at: now };
  if (act === 'remind')
    return {
      ...common,
      kind: () => 'assignment.urged',
      payload: (_, [effect]) => ({
        bulk: id,
        stage: (effect?.params as { stage: string } | undefined)?.stage ?? 'receipt',
      }),
    };
  const lead = parameters.lead!;
  const officer = caller.unitId === null ? undefined : await officerOf(db, caller.unitId, lead);
  return {
    ...common,
    kind: () => 'assignment.assigned',
    payload: () => ({ bulk: id, lead }),
    set: sql`lead_account_id = ${lead}::uuid, lead = ${officer?.name ?? null}`,
  };
}
