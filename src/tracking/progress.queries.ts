import { directiveById, type DirectiveRow } from '../directives/index.js';
import { firstOf, rowsOf, sql, type Db, type RawBuilder } from '../platform/database/sql.js';
import { notFound } from '../platform/errors.js';
import { countsOf, type Counts, type StateCount } from './progress.rules.js';

/** One node of the tree: a unit, its own assignment, and the counts of it and everything below it. */
export interface ProgressNode extends Counts {
  unitCode: string;
  unitName: string;
  assignment: string;
  parent: string | null;
  own: { receipt: string; relay: string; work: string; standing: string; role: string };
  /** Units that wait because this one has not passed the paper on. */
  waiting: number;
  blocking: boolean;
}

export interface Progress extends Counts {
  directive: DirectiveRow;
  unitCode: string;
  unitName: string;
  /** Null at the root: the issuer has no assignment under its own directive, and does not count. */
  assignment: string | null;
  /** From the root down to this node. */
  path: { code: string; name: string }[];
  children: ProgressNode[];
  asOf: Date;
}

const ASSIGNMENT_COLUMNS = sql`a.id, a.parent_id, a.directive_id, a.unit_id, a.role, a.receipt, a.relay, a.work, a.standing,
  a.receipt_due_at, a.work_due_at, a.acknowledged_at, a.work_done_at`;

/** The rows of a cascade as they are. */
const present = (cascadeId: string): RawBuilder<unknown> =>
  sql`select ${ASSIGNMENT_COLUMNS} from assignment a where a.cascade_id = ${cascadeId}`;

/**
 * The rows of a cascade as they were at an instant, by the history: the last fact of each up to then says its state.
 * A closing is left out first, for it hides how far the duty had come.
 */
const past = (cascadeId: string, at: Date): RawBuilder<unknown> => sql`
  select a.id, a.parent_id, a.directive_id, a.unit_id, a.role,
    case when f.to_state in ('expected', 'sent', 'delivered', 'returned') then f.to_state else 'acknowledged' end as receipt,
    a.relay,
    case when f.to_state in ('expected', 'sent', 'delivered', 'returned', 'acknowledged') then 'notStarted'
      else f.to_state end as work,
    case when a.closed_at <= ${at}::timestamptz then 'closed' else 'inForce' end as standing,
    case when a.sent_at <= ${at}::timestamptz then a.receipt_due_at end as receipt_due_at, a.work_due_at,
    case when a.acknowledged_at <= ${at}::timestamptz then a.acknowledged_at end as acknowledged_at,
    case when a.work_done_at <= ${at}::timestamptz then a.work_done_at end as work_done_at
  from assignment a join lateral (
    select e.to_state from ledger_entry e
    where e.cascade_id = a.cascade_id and e.assignment_id = a.id and e.at <= ${at}::timestamptz
      and e.kind like 'assignment.%' and e.to_state is not null and e.to_state <> 'closed'
    order by e.at desc, e.recorded_at desc limit 1) f on true
  where a.cascade_id = ${cascadeId}`;

export const outcome = (
  done: RawBuilder<unknown>,
  doneAt: string,
  dueAt: string,
  asOf: Date,
): RawBuilder<unknown> => sql`
  case when ${done} then case when ${sql.ref(dueAt)} is null or ${sql.ref(doneAt)} <= ${sql.ref(dueAt)} then 'doneOnTime' else 'doneLate' end
    when standing = 'inForce' then case when ${sql.ref(dueAt)} < ${asOf}::timestamptz then 'openOverdue' else 'openInTerm' end end`;

interface CountedRow {
  top: string;
  states: StateCount[];
  waiting: number;
}

/**
 * How far a directive has come at one of its units: totals of the unit and all below it, and of each directly under it.
 * The tree follows the assignments: who passed it on to whom.
 * @param under  own code of a unit that has the paper; the issuer where it is not given
 * @param at     an instant in the past; now where it is not given
 */
export async function progressOf(db: Db, directiveId: string, under?: string, at?: Date): Promise<Progress> {
  const directive = await directiveById(db, directiveId);
  const asOf = at && at < directive.now ? at : directive.now;
  const rows = at && at < directive.now ? past(directive.cascadeId, asOf) : present(directive.cascadeId);
  const node = under && under !== directive.issuerCode ? await nodeOf(db, directive, under) : undefined;
  const parentId = node?.id ?? directive.parentAssignmentId;
  const counted = await countBelow(db, { rows, directive, parentId, whole: node !== undefined, asOf });
  const byTop = new Map(counted.map((row) => [row.top, row]));
  const children = await childrenOf(db, { rows, directive, parentId, whole: node !== undefined });
  const all = counted.flatMap(({ states }) => states);
  return {
    ...countsOf(all),
    directive,
    unitCode: node?.code ?? directive.issuerCode,
    unitName: node?.name ?? directive.issuerName,
    assignment: node?.id ?? null,
    path: node ? await pathOf(db, directive, node.id) : [{ code: directive.issuerCode, name: directive.issuerName }],
    children: children.map((child) => {
      const { states = [], waiting = 0 } = byTop.get(child.assignment) ?? {};
      return { ...child, ...countsOf(states), waiting, blocking: waiting > 0 };
    }),
    asOf,
  };
}

interface Scope {
  rows: RawBuilder<unknown>;
  directive: DirectiveRow;
  parentId: string | null;
  /** Below a unit all that it passed on counts; at the root only what belongs to this directive. */
  whole: boolean;
}

const isTop = ({ directive, parentId, whole }: Scope): RawBuilder<unknown> => sql`
  a.parent_id is not distinct from ${parentId}::uuid ${whole ? sql`` : sql`and a.directive_id = ${directive.id}`}`;

/** The unit looked at counts with its branch, as it does in the list of the level above. */
const isItself = ({ parentId, whole }: Scope): RawBuilder<unknown> =>
  whole ? sql`a.id = ${parentId}::uuid` : sql`false`;

/** States below each top unit, each unit once: where two branches reached it, the row that came furthest counts. */
const countBelow = (db: Db, scope: Scope & { asOf: Date }): Promise<CountedRow[]> =>
  rowsOf(
    db,
    sql`with recursive a as materialized (${scope.rows}), below as (
        select a.*, a.id as top from a where ${isTop(scope)} or ${isItself(scope)}
        union all
        select a.*, below.top from a join below on a.parent_id = below.id
        where below.id is distinct from ${scope.whole ? scope.parentId : null}::uuid
      ), once as (
        select distinct on (unit_id) * from below
        order by unit_id, array_position(array['acknowledged', 'returned', 'delivered', 'sent', 'expected'], receipt), id
      ), grouped as (
        select top, receipt, relay, work, standing, role = 'action' as "owesWork",
          case when receipt not in ('expected', 'returned')
            then ${outcome(sql`receipt = 'acknowledged'`, 'acknowledged_at', 'receipt_due_at', scope.asOf)} end as "receiptOutcome",
          case when role = 'action' and receipt not in ('expected', 'returned') and work <> 'notApplicable'
            then ${outcome(sql`work in ('implemented', 'reported', 'accepted')`, 'work_done_at', 'work_due_at', scope.asOf)} end as "workOutcome",
          count(*)::int as n
        from once group by 1, 2, 3, 4, 5, 6, 7, 8
      ), held as (
        select top, count(*)::int as waiting from below where receipt = 'expected' and standing = 'inForce' group by top
      )
      select g.top, json_agg(json_build_object('receipt', receipt, 'relay', relay, 'work', work, 'standing', standing,
          'owesWork', "owesWork", 'receiptOutcome', "receiptOutcome", 'workOutcome', "workOutcome", 'n', n)) as states,
        coalesce(max(h.waiting), 0)::int as waiting
      from grouped g left join held h on h.top = g.top group by g.top`,
  );

type Child = Pick<ProgressNode, 'unitCode' | 'unitName' | 'assignment' | 'parent' | 'own'>;

const nameOn = (rosterOn: string) => sql`join unit u on u.id = a.unit_id join lateral (
  select name from unit_period where unit_id = a.unit_id and valid_from <= ${rosterOn}::date
  order by valid_from desc limit 1) p on true`;

const childrenOf = (db: Db, scope: Scope): Promise<Child[]> =>
  rowsOf(
    db,
    sql`with a as materialized (${scope.rows})
      select u.code as "unitCode", p.name as "unitName", a.id as assignment, a.parent_id as parent,
        json_build_object('receipt', a.receipt, 'relay', a.relay, 'work', a.work, 'standing', a.standing, 'role', a.role) as own
      from a ${nameOn(scope.directive.rosterOn)} where ${isTop(scope)}
      order by array_position(array['action', 'coordination', 'information'], a.role), u.code`,
  );

interface Node {
  id: string;
  code: string;
  name: string;
}

async function nodeOf(db: Db, directive: DirectiveRow, code: string): Promise<Node> {
  const node = await firstOf(
    db,
    sql<Node>`select a.id, u.code, p.name from assignment a ${nameOn(directive.rosterOn)}
      where a.cascade_id = ${directive.cascadeId} and u.code = ${code} order by a.opened_at limit 1`,
  );
  if (node) return node;
  throw notFound('Đơn vị này không có trong luồng văn bản.', 'This unit is not in the cascade.');
}

async function pathOf(
  db: Db,
  directive: DirectiveRow,
  assignmentId: string,
): Promise<{ code: string; name: string }[]> {
  const above = await rowsOf<{ code: string; name: string }>(
    db,
    sql`with recursive up as (
        select id, parent_id, unit_id, 0 as depth from assignment where cascade_id = ${directive.cascadeId} and id = ${assignmentId}
        union all
        select p.id, p.parent_id, p.unit_id, up.depth + 1 from assignment p join up on p.id = up.parent_id
        where p.cascade_id = ${directive.cascadeId})
      select u.code, p.name from up a ${nameOn(directive.rosterOn)} order by a.depth desc`,
  );
  return [{ code: directive.issuerCode, name: directive.issuerName }, ...above];
}

/** The few units that hold the rest up: the highest that have not passed the paper on, with how many wait below each. */
export const blockingOf = (db: Db, directive: DirectiveRow, limit = 20) =>
  rowsOf<{ unitCode: string; unitName: string; assignment: string; receipt: string; waiting: number }>(
    db,
    sql`select u.code as "unitCode", p.name as "unitName", a.id as assignment, a.receipt, w.waiting
      from (select parent_id, count(*)::int as waiting from assignment
        where cascade_id = ${directive.cascadeId} and receipt = 'expected' and standing = 'inForce' group by parent_id) w
      join assignment a on a.cascade_id = ${directive.cascadeId} and a.id = w.parent_id and a.receipt <> 'expected'
      ${nameOn(directive.rosterOn)}
      order by w.waiting desc, u.code limit ${limit}`,
  );
