import { sql, type RawBuilder } from '../platform/database/sql.js';

/** What a stage has come to, of a row: on time or late, `open` where the deadline says the rest later, null where nothing is owed. */
const outcomeOf = (is: { owed: RawBuilder<unknown>; done: RawBuilder<unknown> }, doneAt: string, dueAt: string) => sql`
  case when not (${is.owed}) or r.standing = 'superseded' and not r.replaced then null
    when ${is.done} then case when r.${sql.ref(dueAt)} is null or r.${sql.ref(doneAt)} <= r.${sql.ref(dueAt)} then 'doneOnTime' else 'doneLate' end
    when r.standing = 'inForce' then 'open' end`;

const RECEIPT_OWED = sql`r.receipt not in ('expected', 'returned')`;
const RECEIPT_OUTCOME = outcomeOf(
  { owed: RECEIPT_OWED, done: sql`r.receipt = 'acknowledged'` },
  'acknowledged_at',
  'receipt_due_at',
);
const WORK_OUTCOME = outcomeOf(
  {
    owed: sql`r.role = 'action' and ${RECEIPT_OWED} and r.work <> 'notApplicable'`,
    done: sql`r.work in ('implemented', 'reported', 'accepted')`,
  },
  'work_done_at',
  'work_due_at',
);

export const STATE_COLUMNS = sql`depth, level, owes_work, receipt, relay, work, standing, receipt_outcome, receipt_due_at,
  work_outcome, work_due_at, taken_over, replaced`;

/**
 * Rows with the columns of their state and its id, a hash of them all.
 * @param rows  relation in brackets: columns of assignment, with `parent_id`, `depth`, `level` and `apart`
 */
export const withState = (rows: RawBuilder<unknown>): RawBuilder<unknown> => sql`(
  select s.*, hashtextextended(concat_ws('|', depth, level, owes_work, receipt, relay, work, standing, coalesce(receipt_outcome, '-'),
      coalesce(extract(epoch from receipt_due_at)::text, '-'), coalesce(work_outcome, '-'),
      coalesce(extract(epoch from work_due_at)::text, '-'), taken_over, replaced), 0) as state_id
  from (
    select o.id, o.parent_id, o.version, o.apart, o.depth, o.level, o.role = 'action' as owes_work, o.receipt, o.relay,
      o.work, o.standing, receipt_outcome, case when receipt_outcome = 'open' then o.receipt_due_at end as receipt_due_at,
      work_outcome, case when work_outcome = 'open' then o.work_due_at end as work_due_at,
      o.reorganisation_id is not null as taken_over, o.replaced
    from (select r.*, ${RECEIPT_OUTCOME} as receipt_outcome, ${WORK_OUTCOME} as work_outcome from ${rows} r) o) s)`;

/** What a stored outcome is at an instant. */
export const outcomeAt = (outcome: string, dueAt: string, asOf: Date): RawBuilder<unknown> => sql`
  case when ${sql.ref(outcome)} = 'open' then case when ${sql.ref(dueAt)} < ${asOf}::timestamptz then 'openOverdue' else 'openInTerm' end
    else ${sql.ref(outcome)} end`;
