import { Column, recording, type Fact } from '../ledger/index.js';
import type { Caller } from '../platform/caller.js';
import { rowsOf, sql, type Db, type RawBuilder } from '../platform/database/sql.js';

/**
 * Which deadline of a duty it is: to acknowledge, to do, to pass on, to follow an acknowledgement up, to give back, to have
 * it done inside the unit.
 */
const OF_DUTY = ['receipt', 'work', 'relay', 'follow', 'recall', 'internal'] as const;
/** With that of whoever sent the paper, to answer the question of the unit. */
export const DEADLINES = [...OF_DUTY, 'question'] as const;
export type DeadlineName = (typeof DEADLINES)[number];

const STANDS = sql`a.standing in ('inForce', 'recallRequested')`;
const OWES_RECEIPT = sql`a.receipt in ('sent', 'delivered')`;
const OWES_WORK = sql`(a.work in ('notStarted', 'assigned', 'implementing', 'sentBack', 'waitingOnIssuer') and a.receipt <> 'returned')`;
const OWES_RECALL = sql`a.standing = 'recallRequested'`;

/** The start of a Vietnamese day: a term that counts from the day of an act does not depend on its hour. */
const dayOf = (column: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`date_trunc('day', ${column} at time zone 'Asia/Ho_Chi_Minh') at time zone 'Asia/Ho_Chi_Minh'`;

/**
 * Every deadline that somebody still has to keep, as a relation in brackets: `cascade_id`, `id`, `directive_id`, `unit_id`,
 * `deadline`, `due`, how it was counted (`counting`) and from when (`begins`; minus infinity for a date that was named). `unit_id` is whose calendar counts: the unit, or who answers it.
 * @param from  deadlines before this instant are left out
 */
export const standingDeadlines = (from: Date): RawBuilder<unknown> => sql`(
  select a.cascade_id, a.id, a.directive_id, a.unit_id, k.deadline, k.due, k.counting,
    case when k.counting = 'date' then '-infinity'::timestamptz else coalesce(k.begins, '-infinity') end as begins
  from assignment a join directive d on d.id = a.directive_id
  cross join lateral (values
    ('receipt', a.receipt_due_at, ${OWES_RECEIPT},
      case when d.acknowledge_by = a.receipt_due_at then 'date' else 'from-receipt' end, date_trunc('minute', a.sent_at)),
    ('work', a.work_due_at, ${OWES_WORK}, 'date', null),
    ('relay', a.relay_due_at, true, 'from-act', ${dayOf(sql`a.acknowledged_at`)}),
    ('follow', a.follow_due_at, true, 'from-act', ${dayOf(sql`a.acknowledged_at`)}),
    ('recall', a.recall_due_at, ${OWES_RECALL}, 'from-receipt', date_trunc('minute', a.recall_asked_at)),
    ('internal', a.internal_due_at, ${OWES_WORK}, 'date', null)
  ) k (deadline, due, is_owed, counting, begins)
  where ${STANDS} and k.is_owed and k.due >= ${from}::timestamptz
  union all
  select q.cascade_id, q.assignment_id, q.directive_id, q.to_unit_id, 'question', q.answer_due_at, 'from-receipt',
    date_trunc('minute', q.asked_at)
  from question q join assignment a on a.cascade_id = q.cascade_id and a.id = q.assignment_id
  where q.state = 'open' and ${STANDS} and q.answer_due_at >= ${from}::timestamptz)`;

/** By whom deadlines are moved, and for which change of the calendar. */
export interface MovingDeadlines {
  cascadeId: string;
  at: Date;
  by: Caller;
  change: string;
  /** The version of the calendar that the change made. */
  calendar: number;
}

/** A deadline of a duty. */
interface MovedOne {
  id: string;
  deadline: DeadlineName;
}

const instantAs = (name: string, deadline: DeadlineName) =>
  sql`max(${sql.ref(`w.${name}`)}) filter (where w.deadline = ${deadline}) as ${sql.ref(`${deadline}_${name}`)}`;

/** The new instant of a deadline that is still what it was when the change was entered, else the present one. */
const movedOr = (deadline: DeadlineName, column: string, isOwed: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  case when ${isOwed} and ${sql.ref(`a.${column}`)} = ${sql.ref(`p.${deadline}_was_at`)}
    then ${sql.ref(`p.${deadline}_is_at`)} else ${sql.ref(`a.${column}`)} end as ${sql.ref(`${deadline}_at`)}`;

/**
 * Moves deadlines of duties of one cascade that were told before, in the caller's transaction, with a fact for each duty. A
 * deadline that has been met, or that somebody has moved since, stays. A deadline that moves begins its chase anew.
 * @param source  relation in brackets with `id`, `deadline`, `was_at` and `is_at`
 * @returns the deadlines that were moved
 */
export async function moveDeadlines(db: Db, source: RawBuilder<unknown>, moving: MovingDeadlines): Promise<MovedOne[]> {
  return rowsOf(
    db,
    sql<MovedOne>`
      with wanted as materialized (
        select w.id, ${sql.join(OF_DUTY.flatMap((name) => [instantAs('was_at', name), instantAs('is_at', name)]))}
        from ${source} w group by w.id
      ), held as materialized (
        select a.* from assignment a where a.cascade_id = ${moving.cascadeId} and a.id in (select id from wanted)
        order by a.id for update
      ), told as materialized (
        select a.id, a.receipt_due_at as receipt_was, a.work_due_at as work_was, a.relay_due_at as relay_was,
          a.follow_due_at as follow_was, a.recall_due_at as recall_was, a.internal_due_at as internal_was, a.remind_at, ${OWES_RECEIPT} as in_receipt,
          coalesce((a.context ->> 'paused')::boolean, false) as is_paused,
          ${movedOr('receipt', 'receipt_due_at', OWES_RECEIPT)}, ${movedOr('work', 'work_due_at', OWES_WORK)},
          ${movedOr('relay', 'relay_due_at', sql`true`)}, ${movedOr('follow', 'follow_due_at', sql`true`)},
          ${movedOr('recall', 'recall_due_at', OWES_RECALL)}, ${movedOr('internal', 'internal_due_at', OWES_WORK)}
        from held a join wanted p on p.id = a.id where ${STANDS}
      ), next as (
        select t.*, case when remind_at is null then null
            when in_receipt and receipt_at is distinct from receipt_was then receipt_at
            when not in_receipt and work_at is distinct from work_was then work_at
            else remind_at end as remind
        from told t where (receipt_at, work_at, relay_at, follow_at, recall_at, internal_at)
          is distinct from (receipt_was, work_was, relay_was, follow_was, recall_was, internal_was)
      ), moved as (
        update assignment a set receipt_due_at = n.receipt_at, work_due_at = n.work_at, relay_due_at = n.relay_at,
          follow_due_at = n.follow_at, recall_due_at = n.recall_at, internal_due_at = n.internal_at, remind_at = n.remind,
          next_chase_at = case when not n.is_paused then least(n.remind, n.relay_at, n.follow_at) end,
          version = a.version + 1
        from next n where a.cascade_id = ${moving.cascadeId} and a.id = n.id
        returning a.id, a.unit_id, a.directive_id, a.version, n.receipt_at, n.work_at, n.relay_at, n.follow_at, n.recall_at,
          n.internal_at, n.receipt_was, n.work_was, n.relay_was, n.follow_was, n.recall_was, n.internal_was
      ), asked as (
        update question q set answer_due_at = w.is_at
        from ${source} w where w.deadline = 'question' and q.cascade_id = ${moving.cascadeId} and q.assignment_id = w.id
          and q.state = 'open' and q.answer_due_at = w.was_at and q.assignment_id in (select id from held a where ${STANDS})
        returning q.id as question, q.assignment_id as id, q.unit_id, q.directive_id, w.was_at, w.is_at
      ), ${recording(factOf(moving), sql`moved`)}, ${recording(factOfQuestion(moving), sql`asked`, 'recorded_asked')}
      select m.id, k.deadline from moved m cross join lateral (values
        ${sql.join(OF_DUTY.map((name) => sql`(${sql.lit(name)}, ${sql.ref(`m.${name}_at`)}, ${sql.ref(`m.${name}_was`)})`))}
      ) k (deadline, is_at, was_at) where k.is_at is distinct from k.was_at
      union all select id, 'question' from asked`,
  );
}

const commonOf = ({ cascadeId, at, by }: MovingDeadlines) =>
  ({
    kind: 'assignment.deadlineMoved',
    at,
    by,
    unitId: new Column('unit_id', 'text'),
    cascadeId,
    directiveId: new Column('directive_id', 'text'),
    assignmentId: new Column('id', 'text'),
  }) satisfies Omit<Fact, 'payload'>;

const factOfQuestion = (moving: MovingDeadlines): Fact => ({
  ...commonOf(moving),
  payload: {
    change: moving.change,
    calendar: moving.calendar,
    question: new Column('question', 'text'),
    questionDueAt: new Column('is_at', 'instant'),
    questionDueWas: new Column('was_at', 'instant'),
  },
});

const factOf = (moving: MovingDeadlines): Fact => ({
  ...commonOf(moving),
  payload: {
    version: new Column('version', 'integer'),
    change: moving.change,
    calendar: moving.calendar,
    ...Object.fromEntries(
      OF_DUTY.flatMap((name) => [
        [`${name}DueAt`, new Column(`${name}_at`, 'instant')],
        [`${name}DueWas`, new Column(`${name}_was`, 'instant')],
      ]),
    ),
  },
});
