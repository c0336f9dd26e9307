import { rowsOf, sql, type Db } from '../../platform/database/sql.js';

/** What of a directive is not finished, by what it waits for. */
export interface LeftOpen {
  /** Sent, and not acknowledged. */
  notAcknowledged: number;
  /** Acknowledged, and the work not finished. */
  working: number;
  /** A question waits for its answer. */
  waiting: number;
  /** The superior has not passed it on. */
  waitingForRelay: number;
  /** Finished, and the report not accepted yet. */
  notReviewed: number;
  /** Asked to give the paper back, and no answer yet. */
  recallUnanswered: number;
}

const NONE: LeftOpen = {
  notAcknowledged: 0,
  working: 0,
  waiting: 0,
  waitingForRelay: 0,
  notReviewed: 0,
  recallUnanswered: 0,
};

/** What stays open when a directive is closed now. Every row falls under one name, or is finished. */
export async function leftOpen(
  db: Db,
  { id, cascadeId }: { id: string; cascadeId: string },
): Promise<LeftOpen & { total: number }> {
  const rows = await rowsOf(
    db,
    sql<{ what: keyof LeftOpen | null; n: number }>`select case
        when standing = 'recallRequested' then 'recallUnanswered'
        when receipt = 'expected' then 'waitingForRelay'
        when receipt in ('sent', 'delivered') then 'notAcknowledged'
        when receipt = 'returned' or not (context ->> 'owesWork')::boolean then null
        when work = 'waitingOnIssuer' then 'waiting'
        when work in ('implemented', 'reported') then 'notReviewed'
        when work in ('accepted', 'notApplicable') then null
        else 'working' end as what, count(*)::int as n
      from assignment where cascade_id = ${cascadeId} and directive_id = ${id}
        and standing in ('inForce', 'recallRequested') group by 1`,
  );
  const found = Object.fromEntries(rows.flatMap(({ what, n }) => (what ? [[what, n] as const] : [])));
  const total = rows.reduce((sum, { what, n }) => sum + (what ? n : 0), 0);
  return { ...NONE, ...found, total };
}
