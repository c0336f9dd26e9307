import { sql, type RawBuilder } from '../platform/database/sql.js';
import { mainBefore, REPLACED, superiorBefore, type TreeState } from './cascade-rows.js';

const DONE = sql`'implemented', 'reported', 'accepted'`;
/** Work that has to be done again loses the instant at which it was done; a report sent back keeps it. */
const NOT_DONE = sql`'notStarted', 'assigned', 'implementing', 'notApplicable'`;

/** The last value that a fact gave a deadline up to then; `told` where one did, for the value itself may be null. */
const lastDue = (key: string): RawBuilder<unknown> => sql`
  (array_agg((p ->> ${sql.lit(key)})::timestamptz order by ord desc) filter (where p ? ${sql.lit(key)}))[1]`;
const toldDue = (key: string): RawBuilder<unknown> => sql`bool_or(p ? ${sql.lit(key)})`;

/**
 * What the history says of each row up to an instant, from the four regions that facts hold: its state, when it came to
 * be acknowledged and done, and its deadlines. `to_state` is the one word of facts that were recorded before regions were.
 */
const toldUntil = (cascadeId: string, at: Date): RawBuilder<unknown> => sql`
  fact as materialized (
    select e.assignment_id, e.at, e.to_state, e.kind, x.p, string_to_array(x.p ->> 'regions', '.') as regions,
      row_number() over (partition by e.assignment_id order by e.at, (x.p ->> 'version')::int nulls first, e.recorded_at, e.id) as ord
    from ledger_entry e cross join lateral (select convert_from(e.bytes, 'UTF8')::jsonb -> 'payload' as p) x
    where e.cascade_id = ${cascadeId} and e.at <= ${at}::timestamptz and e.assignment_id is not null
      and e.kind like 'assignment.%'
  ), turn as (
    select fact.*, max(ord) filter (where regions[1] <> 'acknowledged') over of_row as last_pending,
      max(ord) filter (where regions[3] in (${NOT_DONE})) over of_row as last_undone
    from fact window of_row as (partition by assignment_id)
  ), told as materialized (
    select assignment_id, (array_agg(p ->> 'regions' order by ord desc) filter (where regions is not null))[1] as regions,
      min(at) filter (where regions[1] = 'acknowledged' and ord > coalesce(last_pending, 0)) as acknowledged_at,
      min(at) filter (where regions[3] in (${DONE}) and ord > coalesce(last_undone, 0)) as work_done_at,
      ${lastDue('receiptDueAt')} as receipt_due_at, ${toldDue('receiptDueAt')} as told_receipt,
      ${lastDue('workDueAt')} as work_due_at, ${toldDue('workDueAt')} as told_work,
      (array_agg(to_state order by ord desc)
        filter (where to_state is not null and to_state not in ('closed', 'superseded')))[1] as to_state
    from turn group by assignment_id
  ), marked as (
    select assignment_id, jsonb_object_agg(task, status) as task_status from (
      select distinct on (assignment_id, p ->> 'task') assignment_id, p ->> 'task' as task, p ->> 'status' as status
      from fact where kind = 'assignment.taskMarked' order by assignment_id, p ->> 'task', ord desc) t group by 1
  )`;

/** Columns of a row whose facts told its regions, and of one whose facts did not yet. */
const either = (column: string, old: RawBuilder<unknown>, told: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`case when f.regions is null then ${old} else ${told} end as ${sql.ref(column)}`;

const region = (n: number): RawBuilder<unknown> => sql`split_part(f.regions, '.', ${sql.lit(n)})`;

/**
 * The rows of a cascade as they were at an instant, by the history. Of facts from before regions were recorded only the
 * one-word state is known: there a closing is left out first, for it hides how far the duty had come, and the deadlines
 * are those of today. A superior that came in by a later reorganisation gives way to the one before it, and a duty hangs
 * where it was until the reorganisation came to its cascade, also where what takes it over was there before.
 */
export const past = (cascadeId: string, tree: TreeState, at: Date): RawBuilder<unknown> => sql`
  with ${toldUntil(cascadeId, at)}
  select a.id, a.directive_id, a.unit_id, a.role,
    ${either('receipt', sql`case when f.to_state in ('expected', 'sent', 'delivered', 'returned') then f.to_state else 'acknowledged' end`, region(1))},
    ${either('relay', sql`a.relay`, region(2))},
    ${either('work', sql`case when f.to_state in ('expected', 'sent', 'delivered', 'returned', 'acknowledged', 'silentRelay') then 'notStarted' else f.to_state end`, region(3))},
    ${either('standing', sql`case when a.closed_at <= ${at}::timestamptz then a.standing else 'inForce' end`, region(4))},
    ${either(
      'receipt_due_at',
      sql`case when a.sent_at <= ${at}::timestamptz then a.receipt_due_at end`,
      sql`case when f.told_receipt then f.receipt_due_at when a.sent_at <= ${at}::timestamptz then a.receipt_due_at end`,
    )},
    case when f.told_work then f.work_due_at else a.work_due_at end as work_due_at,
    ${either('acknowledged_at', sql`case when a.acknowledged_at <= ${at}::timestamptz then a.acknowledged_at end`, sql`f.acknowledged_at`)},
    ${either('work_done_at', sql`case when a.work_done_at <= ${at}::timestamptz then a.work_done_at end`, sql`f.work_done_at`)},
    a.reorganisation_id, ${REPLACED} as replaced, coalesce(m.task_status, '{}'::jsonb) as task_status, a.addressee_ord,
    ${tree === 'new' ? sql`coalesce(s.to_id, b.was, a.parent_id)` : sql`coalesce(o.from_id, b.was, a.parent_id)`} as parent_id
  from assignment a join told f on f.assignment_id = a.id and coalesce(f.regions, f.to_state) is not null
  left join marked m on m.assignment_id = a.id
  left join lateral (select s.to_id from assignment_succession s join assignment t on t.cascade_id = s.cascade_id
      and t.id = s.to_id and t.opened_at <= ${at}::timestamptz
    join reorganisation_cascade c on c.reorganisation_id = s.reorganisation_id and c.cascade_id = s.cascade_id
      and c.done_at <= ${at}::timestamptz
    where s.cascade_id = ${cascadeId} and s.from_id = a.id and s.main_to
      and (a.closed_at is null or a.closed_at <= ${at}::timestamptz)) s on true
  ${mainBefore(cascadeId)} ${superiorBefore(cascadeId, tree === 'new' ? at : undefined)}
  where a.cascade_id = ${cascadeId}`;
