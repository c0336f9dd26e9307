import { rowsOf, sql, type Db } from '../../platform/database/sql.js';
import type { Waited } from './last-year.rules.js';

/** So many papers are looked at, the latest of the year. */
const PAPERS = 1000;

export interface LastYear {
  /** Papers that were looked at. */
  directives: number;
  waits: Waited[];
}

/**
 * How long units stayed in each stage under the papers of a policy issued in the last 365 days, counted in one statement by
 * class and stage: those alike are one line. Ends are taken to a quarter of an hour within two days, else to the hour. When
 * a unit began its work is in no column, so that stage is left out; what a pause took is not given back.
 * @param at  business instant
 */
export async function lastYearOf(db: Db, code: string, at: Date): Promise<LastYear> {
  const rows = await rowsOf<Waited & { directives: number }>(
    db,
    sql`with paper as materialized (
        select d.id, d.cascade_id, coalesce(d.urgency, 'ordinary') as urgency, d.acknowledge_by from directive d
        where d.policy_code = ${code} and d.issued_at > ${at}::timestamptz - interval '365 days' and d.issued_at <= ${at}
        order by d.issued_at desc limit ${PAPERS}
      ), duty as materialized (
        select p.urgency, p.acknowledge_by, a.cascade_id, a.id, a.relay, a.role = 'action' as owes, a.sent_at, a.delivered_at,
          a.acknowledged_at, a.returned_at, a.reported_at, a.work_due_at,
          coalesce(a.closed_at, ${at}) as ended,
          case when a.work = 'notApplicable' then a.work_done_at end as declined_at
        from paper p join assignment a on a.cascade_id = p.cascade_id and a.directive_id = p.id
        where a.receipt <> 'expected' and a.sent_at is not null
      ), wait as (
        select urgency, case when delivered_at is null and acknowledged_at is null then 'delivery' else 'receipt' end as stage,
          owes, sent_at as from_at, acknowledge_by as fixed, coalesce(acknowledged_at, returned_at, ended) as done
        from duty
        union all
        select urgency, 'relay', owes, acknowledged_at, null, (select max(coalesce(c.sent_at, ${at})) from assignment c
          where c.cascade_id = duty.cascade_id and c.parent_id = duty.id)
        from duty where relay <> 'none' and acknowledged_at is not null
        union all
        select urgency, 'work', owes, work_due_at, null, coalesce(reported_at, declined_at, ended)
        from duty where owes and work_due_at is not null and acknowledged_at is not null
      )
      select urgency, stage, owes as "owesWork", date_trunc('minute', from_at) as "from", fixed,
        case when done - from_at < interval '2 days' then date_bin('15 minutes', done, from_at) else date_trunc('hour', done) end as done,
        count(*)::int as units, (select count(*)::int from paper) as directives
      from wait where done > from_at group by 1, 2, 3, 4, 5, 6`,
  );
  const waits = rows.map(({ directives: _, ...waited }) => waited);
  return { directives: rows[0]?.directives ?? 0, waits };
}
