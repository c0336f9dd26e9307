import { tasksOfClass } from '../assignments/index.js';
import { rowsOf, sql, type Db, type RawBuilder } from '../platform/database/sql.js';
import { addresseeKey } from '../units/index.js';
import type { Outcomes } from './progress.rules.js';
import { isItself, isTop, type Scope } from './progress-scope.js';

type Status = 'open' | 'begun' | 'done' | 'notApplicable';

/** How far one task of a directive has come, over the units that it is addressed to. */
export interface TaskCounts {
  n: number;
  label: string;
  text: string;
  /** Units that the task is addressed to and that have been sent it: the sum of `status`. */
  total: number;
  status: Record<Status, number>;
  /** The sum of those four is the units that are to do it: all but `notApplicable`. */
  doneOnTime: number;
  doneLate: number;
  openInTerm: number;
  openOverdue: number;
}

interface Task {
  n: number;
  label: string;
  text: string;
  addressees: string[];
}

/** Duties of one class, by what they have come to with one task. */
interface ClassCount {
  ord: number | null;
  task: number;
  status: Status;
  outcome: keyof Outcomes | null;
  units: number;
}

const DONE = sql`o.work in ('implemented', 'reported', 'accepted')`;

/**
 * Of the duties under this directive that owe work and have been sent it, each unit once: how many of each class have come
 * how far with each task. A duty whose work is done has done what was left of its tasks; one that is none of the unit's has none.
 */
const classCounts = (db: Db, scope: Scope & { asOf: Date }): Promise<ClassCount[]> =>
  rowsOf(
    db,
    sql`with recursive a as materialized (${scope.rows}), below as (
        select a.* from a where ${isTop(scope)} or ${isItself(scope)}
        union all
        select a.* from a join below on a.parent_id = below.id where below.id is distinct from ${scope.nodeId}::uuid
      ), once as (
        select distinct on (unit_id, reorganisation_id) * from below
        where directive_id = ${scope.directive.id} and role = 'action' and receipt not in ('expected', 'returned')
          and (standing <> 'superseded' or replaced)
        order by unit_id, reorganisation_id, standing = 'superseded', array_position(array['acknowledged', 'delivered', 'sent'], receipt), id
      ), marked as materialized (${markedDone(scope)}), counted as (
        select o.addressee_ord as ord, t.n, o.standing, o.work_due_at, coalesce(m.at, o.work_done_at) as done_at,
          case when o.task_status ->> t.n::text = 'notApplicable' or o.work = 'notApplicable' then 'notApplicable'
            when ${DONE} then 'done' else coalesce(o.task_status ->> t.n::text, 'open') end as status
        from directive_task t cross join once o left join marked m on m.assignment_id = o.id and m.task = t.n
        where t.directive_id = ${scope.directive.id}
      )
      select ord, n::int as task, status, case when status = 'notApplicable' then null
          when status = 'done' then case when done_at > work_due_at then 'doneLate' else 'doneOnTime' end
          when work_due_at < ${scope.asOf}::timestamptz then 'openOverdue' else 'openInTerm' end as outcome, count(*)::int as units
      from counted where standing = 'inForce' or status = 'done' group by 1, 2, 3, 4`,
  );

/** When each duty last said that a task was done, up to the instant looked at. */
const markedDone = ({ directive, asOf }: Scope & { asOf: Date }): RawBuilder<unknown> => sql`
  select assignment_id, task, at from (
    select distinct on (e.assignment_id, x.p ->> 'task') e.assignment_id, (x.p ->> 'task')::int as task, x.p ->> 'status' as status, e.at
    from ledger_entry e cross join lateral (select convert_from(e.bytes, 'UTF8')::jsonb -> 'payload' as p) x
    where e.cascade_id = ${directive.cascadeId} and e.directive_id = ${directive.id} and e.kind = 'assignment.taskMarked'
      and e.at <= ${asOf}::timestamptz
    order by e.assignment_id, x.p ->> 'task', e.at desc, e.recorded_at desc, e.id desc) last
  where status = 'done'`;

/** The tasks of a directive at a node, each over the units that it is addressed to. */
export async function tasksAt(db: Db, scope: Scope & { asOf: Date }): Promise<TaskCounts[]> {
  const tasks = await rowsOf<Task>(
    db,
    sql`select n::int, label, text, addressees from directive_task where directive_id = ${scope.directive.id} order by n`,
  );
  if (tasks.length === 0) return [];
  const lines = await rowsOf<{ ord: number; text: string }>(
    db,
    sql`select ord::int, text from directive_addressee where directive_id = ${scope.directive.id} order by ord`,
  );
  const counts = await classCounts(db, scope);
  const owed = new Map(
    [...new Set(counts.map(({ ord }) => ord))].map((ord) => [
      ord,
      new Set(tasksOfClass(tasks, lines, ord, addresseeKey).map(({ n }) => n)),
    ]),
  );
  return tasks.map(({ n, label, text }) => {
    const of = { total: 0, status: { open: 0, begun: 0, done: 0, notApplicable: 0 } };
    const outcomes: Outcomes = { doneOnTime: 0, doneLate: 0, openInTerm: 0, openOverdue: 0 };
    for (const { ord, task, status, outcome, units } of counts) {
      if (task !== n || !owed.get(ord)!.has(n)) continue;
      of.total += units;
      of.status[status] += units;
      if (outcome) outcomes[outcome] += units;
    }
    return { n, label, text, ...of, ...outcomes };
  });
}
