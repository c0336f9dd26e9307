import { rowsOf, sql, type Db } from '../platform/database/sql.js';
import { isItself, isTop, type Scope } from './progress-scope.js';

/** How far one task of a directive has come, over the duties that owe it work. */
export interface TaskCounts {
  n: number;
  label: string;
  text: string;
  status: { open: number; begun: number; done: number };
  /** Of those not done: in term, and overdue by the deadline of the duty. */
  openInTerm: number;
  openOverdue: number;
}

/**
 * The tasks of a directive at a node: of the duties under this directive that owe work and have been sent it. A duty whose
 * work is done has done its tasks. A unit counts once.
 */
export const tasksAt = (db: Db, scope: Scope & { asOf: Date }): Promise<TaskCounts[]> =>
  rowsOf(
    db,
    sql`with recursive a as materialized (${scope.rows}), below as (
        select a.* from a where ${isTop(scope)} or ${isItself(scope)}
        union all
        select a.* from a join below on a.parent_id = below.id where below.id is distinct from ${scope.nodeId}::uuid
      ), once as (
        select distinct on (unit_id, reorganisation_id) * from below
        where directive_id = ${scope.directive.id} and role = 'action' and standing = 'inForce'
          and receipt not in ('expected', 'returned') and work <> 'notApplicable'
        order by unit_id, reorganisation_id, array_position(array['acknowledged', 'delivered', 'sent'], receipt), id
      ), counted as (
        select t.n, case when o.work in ('implemented', 'reported', 'accepted') then 'done'
            else coalesce(o.task_status ->> t.n::text, 'open') end as status,
          coalesce(o.work_due_at < ${scope.asOf}::timestamptz, false) as over
        from directive_task t cross join once o where t.directive_id = ${scope.directive.id}
      )
      select t.n, t.label, t.text, json_build_object('open', count(*) filter (where status = 'open'),
          'begun', count(*) filter (where status = 'begun'), 'done', count(*) filter (where status = 'done')) as status,
        (count(*) filter (where status <> 'done' and not over))::int as "openInTerm",
        (count(*) filter (where status <> 'done' and over))::int as "openOverdue"
      from directive_task t left join counted c on c.n = t.n
      where t.directive_id = ${scope.directive.id} group by t.n, t.label, t.text order by t.n`,
  );
