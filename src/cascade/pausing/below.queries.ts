import { CURRENT } from '../../../workflows/index.js';
import type { DirectiveRow } from '../../directives/index.js';
import { firstOf, rowsOf, sql, type Db } from '../../platform/database/sql.js';
import { notPossibleNow } from '../../platform/errors.js';

/**
 * A directive with those that were issued below it in its cascade: they rest on it. Below one that is paused by its own
 * issuer nothing is looked at: what that one stopped, that one lets go on.
 */
export async function withBelow(db: Db, { id, cascadeId }: DirectiveRow): Promise<string[]> {
  const rows = await rowsOf(
    db,
    sql<{ id: string }>`with recursive edge as materialized (
        select d.id, a.directive_id as above from directive d
        join assignment a on a.cascade_id = ${cascadeId} and a.id = d.parent_assignment_id
        where d.cascade_id = ${cascadeId} and d.issued_at is not null and d.state <> 'paused'),
      below as (select ${id}::uuid as id union select edge.id from below join edge on edge.above = below.id)
      select id from below order by id`,
  );
  return rows.map((row) => row.id);
}

/** When the papers that this one passes on, and itself, were paused; `ownAt` and `aboveAt` are null where they are not. */
async function pausesOf(
  db: Db,
  { id, cascadeId }: DirectiveRow,
): Promise<{ ownAt: Date | null; aboveAt: Date | null }> {
  const row = await firstOf(
    db,
    sql<{ ownAt: Date | null; aboveAt: Date | null }>`with recursive above as (
        select d.id, d.parent_assignment_id, d.state, d.paused_at from directive d where d.id = ${id}
        union all
        select d.id, d.parent_assignment_id, d.state, d.paused_at from above
        join assignment a on a.cascade_id = ${cascadeId} and a.id = above.parent_assignment_id
        join directive d on d.id = a.directive_id)
      select min(paused_at) filter (where state = 'paused' and id = ${id}) as "ownAt",
        min(paused_at) filter (where state = 'paused' and id <> ${id}) as "aboveAt" from above`,
  );
  return row!;
}

/** Whether a paper that this one passes on is paused. */
export const isPausedAbove = async (db: Db, row: DirectiveRow): Promise<boolean> =>
  (await pausesOf(db, row)).aboveAt !== null;

/** Since when the clocks of a directive stand, for its own pause or for one above it; null while they run. */
export async function standsSince(db: Db, row: DirectiveRow): Promise<Date | null> {
  if (row.state !== 'paused' && row.id === row.cascadeId) return null;
  const { ownAt, aboveAt } = await pausesOf(db, row);
  return ownAt === null || aboveAt === null ? (ownAt ?? aboveAt) : ownAt < aboveAt ? ownAt : aboveAt;
}

/**
 * An act of the second version on rows of the first would do half of it: none of it is done.
 * @throws ProductError `not-possible-now`
 */
export async function mustBeMigrated(db: Db, row: DirectiveRow, directiveIds: readonly string[]): Promise<void> {
  const older = await firstOf(
    db,
    sql`select 1 from assignment where cascade_id = ${row.cascadeId} and directive_id = any(${[...directiveIds]}::uuid[])
      and standing in ('inForce', 'recallRequested') and machine_version < ${CURRENT.assignment} limit 1`,
  );
  if (older || row.machineVersion < CURRENT.directive)
    throw notPossibleNow(
      'Văn bản này ban hành theo quy trình phiên bản trước. Người vận hành chuyển phiên bản bằng "thongsuot machines migrate directive --from 1" và "… migrate assignment --from 1", rồi thực hiện lại.',
      'This directive was issued under an earlier version of the process. The operator first runs "thongsuot machines migrate directive --from 1" and "… migrate assignment --from 1"; then do it again.',
      { machineVersion: row.machineVersion },
    );
}
