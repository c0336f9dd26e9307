import { directiveById, type DirectiveRow } from '../directives/index.js';
import { withPlansForSets } from '../platform/database/planning.js';
import { firstOf, rowsOf, sql, type Db, type RawBuilder } from '../platform/database/sql.js';
import { notFound } from '../platform/errors.js';
import { vnDate } from '../platform/vn-time.js';
import { namedOn } from '../units/index.js';
import { countsOf, type Counts, type StateCount } from './progress.rules.js';

/** One node of the tree: a unit, its own assignment, and the counts of it and everything below it. */
export interface ProgressNode extends Counts {
  unitCode: string;
  unitName: string;
  assignment: string;
  parent: string | null;
  own: { receipt: string; relay: string; work: string; standing: string; role: string; takenOver: boolean };
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
  tree: TreeState;
  /** Whether a reorganisation has moved duties of the cascade: only then do the two trees differ. */
  reorganised: boolean;
  asOf: Date;
}

/**
 * A cascade whose units were reorganised reads in two ways. `new`: what a reorganisation closed is found with the duty that
 * took it over; `old`: what took over is found with the duty that it mainly goes on from. Every row has one place in
 * either, so the totals at the top are the same.
 */
export const TREES = ['new', 'old'] as const;
export type TreeState = (typeof TREES)[number];

const ASSIGNMENT_COLUMNS = sql`a.id, a.directive_id, a.unit_id, a.role, a.receipt, a.relay, a.work, a.standing,
  a.receipt_due_at, a.work_due_at, a.acknowledged_at, a.work_done_at, a.reorganisation_id, s.to_id is not null as moved`;

/** Where each row `a` hangs, as the column `parent_id`, and the joins that it needs. */
const hanging = (cascadeId: string, tree: TreeState) =>
  tree === 'new'
    ? {
        parent: sql`coalesce(s.to_id, a.parent_id)`,
        joins: sql`${succession(cascadeId)}`,
      }
    : {
        parent: sql`coalesce(o.from_id, b.was, a.parent_id)`,
        joins: sql`${succession(cascadeId)} ${mainBefore(cascadeId)} ${superiorBefore(cascadeId)}`,
      };

const succession = (cascadeId: string): RawBuilder<unknown> => sql`
  left join assignment_succession s on s.cascade_id = ${cascadeId} and s.from_id = a.id and s.main_to`;

const mainBefore = (cascadeId: string): RawBuilder<unknown> => sql`
  left join assignment_succession o on o.cascade_id = ${cascadeId} and o.to_id = a.id and o.main_from`;

/** The superior that a row waited for before a reorganisation first gave it another, after an instant where one is given. */
const superiorBefore = (cascadeId: string, after?: Date): RawBuilder<unknown> => sql`
  left join (select distinct on (e.assignment_id) e.assignment_id,
      (convert_from(e.bytes, 'UTF8')::jsonb #>> '{payload,was}')::uuid as was
    from ledger_entry e where e.cascade_id = ${cascadeId} and e.kind = 'assignment.superiorChanged'
      and (${after ?? null}::timestamptz is null or e.at > ${after ?? null}::timestamptz)
    order by e.assignment_id, e.at) b on b.assignment_id = a.id`;

/** The rows of a cascade as they are. */
function present(cascadeId: string, tree: TreeState): RawBuilder<unknown> {
  const { parent, joins } = hanging(cascadeId, tree);
  return sql`select ${ASSIGNMENT_COLUMNS}, ${parent} as parent_id from assignment a ${joins}
    where a.cascade_id = ${cascadeId}`;
}

/**
 * The rows of a cascade as they were at an instant, by the history: the last fact of each up to then says its state.
 * A closing is left out first, for it hides how far the duty had come. A superior that came in by a later
 * reorganisation gives way to the one before it.
 */
const past = (cascadeId: string, tree: TreeState, at: Date): RawBuilder<unknown> => sql`
  select a.id, a.directive_id, a.unit_id, a.role,
    case when f.to_state in ('expected', 'sent', 'delivered', 'returned') then f.to_state else 'acknowledged' end as receipt,
    a.relay,
    case when f.to_state in ('expected', 'sent', 'delivered', 'returned', 'acknowledged') then 'notStarted'
      else f.to_state end as work,
    case when a.closed_at <= ${at}::timestamptz then a.standing else 'inForce' end as standing,
    case when a.sent_at <= ${at}::timestamptz then a.receipt_due_at end as receipt_due_at, a.work_due_at,
    case when a.acknowledged_at <= ${at}::timestamptz then a.acknowledged_at end as acknowledged_at,
    case when a.work_done_at <= ${at}::timestamptz then a.work_done_at end as work_done_at,
    a.reorganisation_id, s.to_id is not null as moved,
    ${tree === 'new' ? sql`coalesce(s.to_id, b.was, a.parent_id)` : sql`coalesce(o.from_id, b.was, a.parent_id)`} as parent_id
  from assignment a join lateral (
    select e.to_state from ledger_entry e
    where e.cascade_id = a.cascade_id and e.assignment_id = a.id and e.at <= ${at}::timestamptz
      and e.kind like 'assignment.%' and e.to_state is not null and e.to_state not in ('closed', 'superseded')
    order by e.at desc, e.recorded_at desc limit 1) f on true
  left join lateral (select s.to_id from assignment_succession s join assignment t on t.cascade_id = s.cascade_id
      and t.id = s.to_id and t.opened_at <= ${at}::timestamptz
    where s.cascade_id = ${cascadeId} and s.from_id = a.id and s.main_to
      and (a.closed_at is null or a.closed_at <= ${at}::timestamptz)) s on true
  ${mainBefore(cascadeId)} ${superiorBefore(cascadeId, tree === 'new' ? at : undefined)}
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

/** What is asked of a directive's progress. */
export interface ProgressAsked {
  /** Own code of a unit that has the paper; the issuer where it is not given. */
  under?: string | undefined;
  /** An instant in the past; now where it is not given. */
  at?: Date | undefined;
  tree?: TreeState | undefined;
}

/**
 * How far a directive has come at one of its units: totals of the unit and all below it, and of each directly under it.
 * The tree follows the assignments: who passed it on to whom.
 */
export async function progressOf(db: Db, directiveId: string, asked: ProgressAsked = {}): Promise<Progress> {
  const directive = await directiveById(db, directiveId);
  const { at } = asked;
  if (!at || at >= directive.now) return readProgress(db, directive, asked);
  // the history of a cascade that has just been moved is not in the statistics yet
  return withPlansForSets(db, (planned) => readProgress(planned, directive, { ...asked, past: at }));
}

async function readProgress(
  db: Db,
  directive: DirectiveRow,
  { under, past: at, tree = 'new' }: ProgressAsked & { past?: Date },
): Promise<Progress> {
  const { cascadeId } = directive;
  const asOf = at ?? directive.now;
  const rows = at ? past(cascadeId, tree, asOf) : present(cascadeId, tree);
  const namesOn = tree === 'old' ? directive.rosterOn : vnDate(asOf);
  const node = under && under !== directive.issuerCode ? await nodeOf(db, directive, under, namesOn) : undefined;
  const scope = { rows, directive, nodeId: node?.id ?? null, namesOn };
  const counted = await countBelow(db, { ...scope, asOf });
  const byTop = new Map(counted.map((row) => [row.top, row]));
  const children = await childrenOf(db, scope);
  const all = counted.flatMap(({ states }) => states);
  return {
    ...countsOf(all),
    directive,
    unitCode: node?.code ?? directive.issuerCode,
    unitName: node?.name ?? directive.issuerName,
    assignment: node?.id ?? null,
    path: node ? await pathOf(db, scope, node.id) : [{ code: directive.issuerCode, name: directive.issuerName }],
    children: children.map((child) => {
      const { states = [], waiting = 0 } = byTop.get(child.assignment) ?? {};
      return { ...child, ...countsOf(states), waiting, blocking: waiting > 0 };
    }),
    tree,
    reorganised: await isReorganised(db, cascadeId),
    asOf,
  };
}

const isReorganised = async (db: Db, cascadeId: string): Promise<boolean> =>
  (await firstOf(db, sql`select 1 from assignment_succession where cascade_id = ${cascadeId} limit 1`)) !== undefined;

interface Scope {
  rows: RawBuilder<unknown>;
  directive: DirectiveRow;
  /** The assignment looked at; null at the top, where only what belongs to this directive counts. */
  nodeId: string | null;
  /** The day whose names units bear. */
  namesOn: string;
}

const isTop = ({ directive, nodeId }: Scope): RawBuilder<unknown> =>
  nodeId === null
    ? sql`a.directive_id = ${directive.id} and (a.parent_id is null
        or a.parent_id not in (select p.id from a p where p.directive_id = ${directive.id}))`
    : sql`a.parent_id = ${nodeId}::uuid`;

/** The unit looked at counts with its branch, as it does in the list of the level above. */
const isItself = ({ nodeId }: Scope): RawBuilder<unknown> =>
  nodeId === null ? sql`false` : sql`a.id = ${nodeId}::uuid`;

/**
 * States below each top unit, each unit once: where two branches reached it, the row that came furthest counts. What a
 * reorganisation brought it is a duty of its own, beside one that it had finished or returned before.
 */
const countBelow = (db: Db, scope: Scope & { asOf: Date }): Promise<CountedRow[]> =>
  rowsOf(
    db,
    sql`with recursive a as materialized (${scope.rows}), below as (
        select a.*, a.id as top from a where ${isTop(scope)} or ${isItself(scope)}
        union all
        select a.*, below.top from a join below on a.parent_id = below.id
        where below.id is distinct from ${scope.nodeId}::uuid
      ), once as (
        select distinct on (unit_id, reorganisation_id) * from below
        order by unit_id, reorganisation_id, standing = 'superseded', array_position(array['acknowledged', 'returned', 'delivered', 'sent', 'expected'], receipt), id
      ), grouped as (
        select top, receipt, relay, work, standing, role = 'action' as "owesWork",
          case when receipt not in ('expected', 'returned') and standing <> 'superseded'
            then ${outcome(sql`receipt = 'acknowledged'`, 'acknowledged_at', 'receipt_due_at', scope.asOf)} end as "receiptOutcome",
          case when role = 'action' and receipt not in ('expected', 'returned') and work <> 'notApplicable'
              and standing <> 'superseded' then ${outcome(sql`work in ('implemented', 'reported', 'accepted')`, 'work_done_at', 'work_due_at', scope.asOf)} end as "workOutcome",
          reorganisation_id is not null as "takenOver", count(*)::int as n
        from once group by 1, 2, 3, 4, 5, 6, 7, 8, 9
      ), held as (
        select top, count(*)::int as waiting from below where receipt = 'expected' and standing = 'inForce' group by top
      )
      select g.top, json_agg(json_build_object('receipt', receipt, 'relay', relay, 'work', work, 'standing', standing,
          'owesWork', "owesWork", 'receiptOutcome', "receiptOutcome", 'workOutcome', "workOutcome", 'takenOver', "takenOver", 'n', n)) as states,
        coalesce(max(h.waiting), 0)::int as waiting
      from grouped g left join held h on h.top = g.top group by g.top`,
  );

type Child = Pick<ProgressNode, 'unitCode' | 'unitName' | 'assignment' | 'parent' | 'own'>;

/** Names as of a day; a unit that is not there yet or any more has its nearest. */
const nameOn = (day: string) =>
  sql`join unit u on u.id = a.unit_id join ${namedOn('a.unit_id', sql`${day}::date`, 'p')}`;

const childrenOf = (db: Db, scope: Scope): Promise<Child[]> =>
  rowsOf(
    db,
    sql`with a as materialized (${scope.rows})
      select u.code as "unitCode", p.name as "unitName", a.id as assignment, a.parent_id as parent,
        json_build_object('receipt', a.receipt, 'relay', a.relay, 'work', a.work, 'standing', a.standing, 'role', a.role,
          'takenOver', a.reorganisation_id is not null) as own
      from a ${nameOn(scope.namesOn)} where ${isTop(scope)}
      order by array_position(array['action', 'coordination', 'information'], a.role), u.code`,
  );

interface Node {
  id: string;
  code: string;
  name: string;
}

async function nodeOf(db: Db, directive: DirectiveRow, code: string, namesOn: string): Promise<Node> {
  const node = await firstOf(
    db,
    sql<Node>`select a.id, u.code, p.name from assignment a ${nameOn(namesOn)}
      where a.cascade_id = ${directive.cascadeId} and u.code = ${code}
      order by a.standing = 'superseded', a.opened_at limit 1`,
  );
  if (node) return node;
  throw notFound('Đơn vị này không có trong luồng văn bản.', 'This unit is not in the cascade.');
}

async function pathOf(
  db: Db,
  { rows, directive, namesOn }: Scope,
  assignmentId: string,
): Promise<{ code: string; name: string }[]> {
  const above = await rowsOf<{ code: string; name: string }>(
    db,
    sql`with recursive row as materialized (${rows}), up as (
        select id, parent_id, unit_id, 0 as depth from row where id = ${assignmentId}
        union all
        select r.id, r.parent_id, r.unit_id, up.depth + 1 from row r join up on r.id = up.parent_id where up.depth < 64)
      select u.code, p.name from up a ${nameOn(namesOn)} order by a.depth desc`,
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
      ${nameOn(vnDate(directive.now))}
      order by w.waiting desc, u.code limit ${limit}`,
  );
