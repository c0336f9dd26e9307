import type { DirectiveRow } from '../directives/index.js';
import { RELAY_TERM } from '../assignments/index.js';
import { rowsOf, sql, type Db } from '../platform/database/sql.js';
import { fromCursor, pageOf, type Page } from '../platform/paging.js';
import { vnDate } from '../platform/vn-time.js';
import { nameOn } from './progress-scope.js';

/** What a unit on the frontier has not done yet. */
export const HOLDUPS = ['notAcknowledged', 'returned', 'silent', 'notPassedOn', 'partlyPassedOn'] as const;
export type Holdup = (typeof HOLDUPS)[number];

/** One of the highest units that hold others up. */
export interface FrontierUnit {
  unitCode: string;
  unitName: string;
  assignment: string;
  receipt: string;
  relay: string;
  holdup: Holdup;
  /** Everybody below it that has not got the paper, at any remove. */
  waiting: number;
  /** When it should have done what it has not; null where no term runs. */
  dueAt: Date | null;
}

export interface FrontierAsked {
  /** An assignment: only what hangs below it. */
  below?: string | null;
  limit: number;
  cursor?: string | undefined;
}

/**
 * The blocking frontier: the highest units that have the paper and keep others waiting for it, because they have not
 * acknowledged it, sent it back, or have not passed it on, with how many wait below each. Most waiting first. Whoever
 * waits has one such unit above it: the frontier is found from those who wait, up to the first that has the paper.
 */
export async function frontierOf(
  db: Db,
  { cascadeId, id, now }: DirectiveRow,
  { below = null, limit, cursor }: FrontierAsked,
): Promise<Page<FrontierUnit>> {
  const [waiting, code, after] = cursor ? fromCursor(cursor, ['count', 'code', 'uuid']) : [null, null, null];
  const rows = await rowsOf<FrontierUnit>(
    db,
    sql`with recursive waits as materialized (
        select parent_id, count(*)::int as n from assignment
        where cascade_id = ${cascadeId} and receipt = 'expected' and standing = 'inForce' and parent_id is not null
        group by 1
      ), climb as (
        select parent_id as at, n from waits
        union all
        select a.parent_id, climb.n from climb join assignment a on a.cascade_id = ${cascadeId} and a.id = climb.at
        where a.receipt = 'expected' and a.standing = 'inForce' and a.parent_id is not null
      ), held as (
        select a.id, sum(climb.n)::int as waiting from climb join assignment a on a.cascade_id = ${cascadeId} and a.id = climb.at
        where not (a.receipt = 'expected' and a.standing = 'inForce') group by 1
      ), branch as (
        select id, parent_id, id as unit from assignment where cascade_id = ${cascadeId} and id in (select id from held)
        union all
        select a.id, a.parent_id, branch.unit from branch join assignment a on a.cascade_id = ${cascadeId} and a.id = branch.parent_id
      )
      select u.code as "unitCode", p.name as "unitName", a.id as assignment, a.receipt, a.relay, held.waiting,
        case when a.receipt = 'returned' then 'returned' when a.receipt <> 'acknowledged' then 'notAcknowledged'
          when a.relay = 'silent' then 'silent' when a.relay = 'partly' then 'partlyPassedOn' else 'notPassedOn' end as holdup,
        case when a.receipt in ('sent', 'delivered') then a.receipt_due_at
          when a.receipt = 'acknowledged' then coalesce(${RELAY_TERM}, a.work_due_at) end as "dueAt"
      from held join assignment a on a.cascade_id = ${cascadeId} and a.id = held.id ${nameOn(vnDate(now))}
      where (${below}::uuid is null or a.id in (select unit from branch where id = ${below}::uuid))
        and (${id === cascadeId} or exists (select 1 from branch b join assignment x on x.cascade_id = ${cascadeId}
          and x.id = b.id where b.unit = a.id and x.directive_id = ${id}))
        and (${waiting}::integer is null or held.waiting <= ${waiting}::integer
          and (held.waiting < ${waiting}::integer or (u.code, a.id) > (${code}::text, ${after}::uuid)))
      order by held.waiting desc, u.code, a.id limit ${limit + 1}`,
  );
  return pageOf(rows, limit, (row) => [row.waiting, row.unitCode, row.assignment]);
}

/** The first page of the frontier. */
export const blockingOf = async (db: Db, directive: DirectiveRow, limit = 20): Promise<FrontierUnit[]> =>
  (await frontierOf(db, directive, { limit })).items;
