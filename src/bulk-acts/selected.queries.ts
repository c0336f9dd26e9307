import { isOperator, unitsOf, type Caller } from '../platform/caller.js';
import { sql, type Db, type RawBuilder } from '../platform/database/sql.js';
import { leadFor } from './lead.js';
import {
  isDirectiveAct,
  type AssignmentsSelection,
  type BulkActAsked,
  type DirectivesSelection,
} from './selection.rules.js';

/** The states in which a directive is looked at for an act, where the selection names none and no directive. */
export const STATES_FOR = {
  issue: ['drafted', 'signed', 'numbered'],
  pause: ['issued'],
  resume: ['paused'],
  recall: ['issued', 'paused'],
  close: ['issued', 'paused'],
} as const;

/** A draft, alias `d`, that carries on a paper from above: passing that on issues it, no other act does. */
export const IS_TIED = sql`(d.issued_at is null and d.parent_assignment_id is not null)`;

/** Nobody is urged twice within so long, by whomever. */
const REST_HOURS = 12;

const all = (conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> => sql.join(conditions, sql` and `);

/**
 * The rows that an act is for, as a relation in brackets with `cascade_id`, `directive_id`, `assignment_id` and `sort`:
 * only such as the caller may do it to. Frozen into items when the act is asked.
 */
export async function selectedBy(db: Db, asked: BulkActAsked, by: Caller): Promise<RawBuilder<unknown>> {
  if (isDirectiveAct(asked.act)) return directivesOf(asked.act, asked.selection, by);
  return assignmentsOf(asked, await mineFor(db, asked, by));
}

/** Bringing a directive about is its issuer's alone; what is in force is also in the hands of who succeeds the issuer. */
function directivesOf(act: keyof typeof STATES_FOR, selection: DirectivesSelection, by: Caller): RawBuilder<unknown> {
  const units = act === 'issue' ? [by.unitId] : unitsOf(by);
  const states = selection.state ? [selection.state] : STATES_FOR[act];
  const day = sql`(coalesce(d.issued_at, d.created_at) at time zone 'Asia/Ho_Chi_Minh')::date`;
  return sql`(select d.cascade_id, d.id as directive_id, null::uuid as assignment_id, d.created_at as sort
    from directive d where ${all([
      ...(isOperator(by) ? [] : [sql`d.issuer_id = any(${units}::uuid[])`]),
      ...(selection.directives
        ? [sql`d.id = any(${selection.directives}::uuid[])`]
        : [sql`d.state = any(${[...states]}::text[])`, ...(act === 'issue' ? [sql`not ${IS_TIED}`] : [])]),
      ...(selection.from ? [sql`${day} >= ${selection.from}::date`] : []),
      ...(selection.to ? [sql`${day} <= ${selection.to}::date`] : []),
      sql`true`,
    ])})`;
}

/** Who sent a paper reminds of it, or who issued it; who leads inside a unit is that unit's own matter. */
async function mineFor(db: Db, asked: BulkActAsked, by: Caller): Promise<RawBuilder<unknown>> {
  if ('lead' in asked) return sql`a.unit_id = any(${(await leadFor(db, asked.lead, by))?.units ?? []}::uuid[])`;
  const units = unitsOf(by);
  return isOperator(by) ? sql`true` : sql`(a.sender_id = any(${units}::uuid[]) or d.issuer_id = any(${units}::uuid[]))`;
}

function assignmentsOf(asked: BulkActAsked, mine: RawBuilder<unknown>): RawBuilder<unknown> {
  const { act } = asked;
  const selection = asked.selection as AssignmentsSelection;
  const overdue = {
    receipt: sql`a.receipt in ('sent', 'delivered') and a.receipt_due_at < business_now()`,
    work: sql`a.receipt = 'acknowledged' and a.work_due_at < business_now()`,
  };
  return sql`(select a.cascade_id, a.directive_id, a.id as assignment_id, a.opened_at as sort
    from assignment a join directive d on d.id = a.directive_id where ${all([
      sql`a.standing = 'inForce' and a.receipt not in ('expected', 'returned')`,
      mine,
      ...(act === 'remind'
        ? [
            sql`not exists (select 1 from message m where m.cascade_id = a.cascade_id
        and m.assignment_id = a.id and m.template = 'reminder'
        and m.queued_at > business_now() - make_interval(hours => ${REST_HOURS}))`,
          ]
        : []),
      ...('lead' in asked ? [sql`a.lead_account_id is distinct from ${asked.lead}::uuid`] : []),
      ...(selection.assignments ? [sql`a.id = any(${selection.assignments}::uuid[])`] : []),
      ...(selection.directive ? [sql`a.directive_id = ${selection.directive}`] : []),
      ...(selection.directives ? [sql`a.directive_id = any(${selection.directives}::uuid[])`] : []),
      ...(selection.directive && selection.under ? [isUnder(selection.directive, selection.under)] : []),
      ...(selection.receipt ? [sql`a.receipt = ${selection.receipt}`] : []),
      ...(selection.relay ? [sql`a.relay = ${selection.relay}`] : []),
      ...(selection.work ? [sql`a.work = ${selection.work}`] : []),
      ...(selection.unacknowledged ? [sql`a.receipt in ('sent', 'delivered')`] : []),
      ...(selection.overdue ? [overdue[selection.overdue]] : []),
      ...(selection.lead ? [sql`a.lead_account_id = ${selection.lead}`] : []),
    ])})`;
}

/** The assignment of a unit under a directive, and everything that was passed on from it. */
const isUnder = (directive: string, code: string): RawBuilder<unknown> => sql`a.id in (
  with recursive below as (
    select o.cascade_id, o.id from assignment o join unit u on u.id = o.unit_id
    where o.directive_id = ${directive} and u.code = ${code}
    union all
    select c.cascade_id, c.id from assignment c join below b on c.cascade_id = b.cascade_id and c.parent_id = b.id)
  select id from below)`;
