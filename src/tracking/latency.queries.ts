import type { DirectiveRow } from '../directives/index.js';
import { rowsOf, sql, type Db } from '../platform/database/sql.js';
import { vnDate } from '../platform/vn-time.js';
import { nameOn } from './progress-scope.js';

/** Seconds between two instants, over all units: null where fewer than half, or than 90 %, have come so far. */
export interface Times {
  median: number | null;
  p90: number | null;
}

/** How long a paper takes to one level. */
export interface LevelLatency {
  level: string;
  total: number;
  acknowledged: number;
  /** From the issue of the directive to the acknowledgement. */
  sinceIssue: Times;
  /** From when the paper was sent to the unit. */
  sinceSent: Times;
}

/** A branch and how long its units take. */
export interface SlowBranch {
  unitCode: string;
  unitName: string;
  assignment: string;
  total: number;
  acknowledged: number;
  sinceIssue: Times;
}

export interface Latency {
  issuedAt: Date | null;
  asOf: Date;
  levels: LevelLatency[];
  slowest: SlowBranch[];
}

/** Who has not acknowledged yet takes longer than everybody who has. */
const seconds = (from: string, to: string) =>
  sql`coalesce(extract(epoch from ${sql.raw(to)} - ${sql.raw(from)})::float, 'infinity')`;
const reached = (share: number, from: string, to: string) =>
  sql`nullif(percentile_disc(${sql.lit(share)}) within group (order by ${seconds(from, to)}) filter (where ${sql.raw(from)} is not null), 'infinity')`;
const times = (from: string, to: string) => sql`json_build_object(
  'median', ${reached(0.5, from, to)}, 'p90', ${reached(0.9, from, to)})`;

const SLOWEST = 10;

/**
 * How long the paper takes on its way down, by level of the units, and the branches where it takes longest. Of a unit that
 * acknowledged again after an amendment the first acknowledgement counts. Of all units that are to acknowledge, also those that
 * wait for a superior; who returned it or was released from it is left out. Since the sending: of those that were sent it.
 */
export async function latencyOf(db: Db, directive: DirectiveRow): Promise<Latency> {
  const { cascadeId, issuedAt, now, rosterOn } = directive;
  const duty = sql`below as (
      select a.id, a.unit_id, a.id as top, a.receipt, a.standing, a.sent_at, a.acknowledged_at, a.sent_version
      from assignment a where a.cascade_id = ${cascadeId} and a.directive_id = ${directive.id} and not exists (select 1 from assignment p
        where p.cascade_id = ${cascadeId} and p.id = a.parent_id and p.directive_id = a.directive_id)
      union all
      select a.id, a.unit_id, below.top, a.receipt, a.standing, a.sent_at, a.acknowledged_at, a.sent_version
      from below join assignment a on a.cascade_id = ${cascadeId} and a.parent_id = below.id
    ), again as (
      select e.assignment_id as id, min(e.at) as at from ledger_entry e
      where e.cascade_id = ${cascadeId} and e.kind = 'assignment.acknowledged'
        and exists (select 1 from assignment a where a.cascade_id = ${cascadeId} and a.sent_version > 1) group by 1
    ), duty as materialized (
      select b.id, b.unit_id, b.top, b.sent_at, ${issuedAt}::timestamptz as issued_at,
        coalesce(again.at, case when b.receipt = 'acknowledged' then b.acknowledged_at end) as acknowledged_at
      from below b left join again on again.id = b.id where b.standing = 'inForce' and b.receipt <> 'returned'
    )`;
  const levels = await rowsOf<LevelLatency>(
    db,
    sql`with recursive ${duty}, level as (
        select distinct on (unit_id) unit_id, level from unit_period where unit_id in (select unit_id from duty)
        order by unit_id, (valid_from <= ${rosterOn}::date) desc, abs(valid_from - ${rosterOn}::date))
      select l.level, count(*)::int as total, count(acknowledged_at)::int as acknowledged,
        ${times('issued_at', 'acknowledged_at')} as "sinceIssue", ${times('case when sent_at is not null then greatest(issued_at, sent_at) end', 'acknowledged_at')} as "sinceSent"
      from duty join level l on l.unit_id = duty.unit_id group by 1
      order by array_position(array['central', 'province', 'district', 'commune', 'body'], l.level)`,
  );
  const slowest = await rowsOf<SlowBranch>(
    db,
    sql`with recursive ${duty}, branch as (
        select top, count(*)::int as total, count(acknowledged_at)::int as acknowledged,
          ${times('issued_at', 'acknowledged_at')} as "sinceIssue"
        from duty group by 1)
      select u.code as "unitCode", p.name as "unitName", a.id as assignment, b.total, b.acknowledged, b."sinceIssue"
      from branch b join assignment a on a.cascade_id = ${cascadeId} and a.id = b.top ${nameOn(vnDate(now))}
      order by (b."sinceIssue" ->> 'p90')::float desc nulls first, (b."sinceIssue" ->> 'median')::float desc nulls first,
        b.acknowledged::float / b.total, u.code limit ${SLOWEST}`,
  );
  return { issuedAt, asOf: now, levels, slowest };
}
