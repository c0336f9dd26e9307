import { directiveById, type DirectiveRow } from '../directives/index.js';
import { withPlansForSets } from '../platform/database/planning.js';
import { firstOf, rowsOf, sql, type Db, type RawBuilder } from '../platform/database/sql.js';
import { notFound } from '../platform/errors.js';
import { vnDate } from '../platform/vn-time.js';
import { namedOn } from '../units/index.js';
import { present, TREES, type TreeState } from './cascade-rows.js';
import { countsLag, countedBelow, countedPath, countedRows, isCounted } from './counted.queries.js';
import { past } from './past-rows.js';
import { countsOf, levelsOf, type Counts, type LevelCounts } from './progress.rules.js';
import { isItself, isTop, nameOn, type CountedRow, type Scope } from './progress-scope.js';
import { tasksAt, type TaskCounts } from './task-counts.queries.js';

export { TREES, type TreeState };

/** One node of the tree: a unit, its own assignment, and the counts of it and everything below it. */
export interface ProgressNode extends Counts {
  unitCode: string;
  unitName: string;
  assignment: string;
  parent: string | null;
  own: {
    receipt: string;
    relay: string;
    work: string;
    standing: string;
    role: string;
    takenOver: boolean;
    replaced: boolean;
  };
  /** Units that wait because this one has not passed the paper on. */
  waiting: number;
  blocking: boolean;
  /** It acknowledged, and passed nothing on within its time. */
  silent: boolean;
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
  /** How far what is shown is behind: 0 where it was counted when asked. */
  lagSeconds: number;
  /** By level of the tree and of the units, where that was asked. */
  levels?: LevelCounts[];
  /** By task of the directive, where that was asked. */
  tasks?: TaskCounts[];
}

export const outcome = (
  done: RawBuilder<unknown>,
  doneAt: string,
  dueAt: string,
  asOf: Date,
): RawBuilder<unknown> => sql`
  case when ${done} then case when ${sql.ref(dueAt)} is null or ${sql.ref(doneAt)} <= ${sql.ref(dueAt)} then 'doneOnTime' else 'doneLate' end
    when standing = 'inForce' then case when ${sql.ref(dueAt)} < ${asOf}::timestamptz then 'openOverdue' else 'openInTerm' end end`;

/** What is asked of a directive's progress. */
export interface ProgressAsked {
  /** Own code of a unit that has the paper; the issuer where it is not given. */
  under?: string | undefined;
  /** An instant in the past; now where it is not given. */
  at?: Date | undefined;
  tree?: TreeState | undefined;
  /** What to break the totals down by, besides the units of the next level. */
  by?: 'level' | 'task' | undefined;
  /** Counts the rows even where there are counters. */
  recount?: boolean | undefined;
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
  { under, past: at, tree = 'new', by, recount }: ProgressAsked & { past?: Date },
): Promise<Progress> {
  const { cascadeId } = directive;
  const asOf = at ?? directive.now;
  const namesOn = tree === 'old' ? directive.rosterOn : vnDate(asOf);
  const node = under && under !== directive.issuerCode ? await nodeOf(db, directive, under, namesOn) : undefined;
  const nodeId = node?.id ?? null;
  const counters = !at && !recount && tree === 'new' && by !== 'task' && (await isCounted(db, cascadeId));
  const rows = at ? past(cascadeId, tree, asOf) : counters ? countedRows(directive, nodeId) : present(cascadeId, tree);
  const scope: Scope = { rows, directive, nodeId, namesOn, counters };
  const counted = await (counters ? countedBelow : countBelow)(db, { ...scope, asOf, byLevel: by === 'level' });
  const byTop = new Map(counted.map((row) => [row.top, row]));
  const children = await childrenOf(db, scope);
  const all = counted.flatMap(({ states }) => states);
  return {
    ...countsOf(all),
    directive,
    unitCode: node?.code ?? directive.issuerCode,
    unitName: node?.name ?? directive.issuerName,
    assignment: nodeId,
    path: node ? await pathOf(db, scope, node.id) : [{ code: directive.issuerCode, name: directive.issuerName }],
    children: children.map((child) => {
      const { states = [], waiting = 0 } = byTop.get(child.assignment) ?? {};
      const silent = child.own.relay === 'silent' && child.own.standing === 'inForce';
      return { ...child, ...countsOf(states), waiting, blocking: waiting > 0, silent };
    }),
    tree,
    reorganised: await isReorganised(db, cascadeId),
    asOf,
    lagSeconds: counters ? await countsLag(db, cascadeId) : 0,
    ...(by === 'level' ? { levels: levelsOf(all) } : {}),
    ...(by === 'task' ? { tasks: await tasksAt(db, { ...scope, asOf }) } : {}),
  };
}

const isReorganised = async (db: Db, cascadeId: string): Promise<boolean> =>
  (await firstOf(db, sql`select 1 from assignment_succession where cascade_id = ${cascadeId} limit 1`)) !== undefined;

/**
 * States below each top unit, each unit once: where two branches reached it, the row that came furthest counts. What a
 * reorganisation brought it is a duty of its own, beside one that it had finished or returned before.
 */
const countBelow = (db: Db, scope: Scope & { asOf: Date; byLevel: boolean }): Promise<CountedRow[]> =>
  rowsOf(
    db,
    sql`with recursive a as materialized (${scope.rows}), below as (
        select a.*, a.id as top, case when ${isItself(scope)} then 0 else 1 end as depth from a where ${isTop(scope)} or ${isItself(scope)}
        union all
        select a.*, below.top, below.depth + 1 from a join below on a.parent_id = below.id
        where below.id is distinct from ${scope.nodeId}::uuid
      ), once as (
        select distinct on (unit_id, reorganisation_id) * from below
        order by unit_id, reorganisation_id, standing = 'superseded', array_position(array['acknowledged', 'returned', 'delivered', 'sent', 'expected'], receipt), id
      ), grouped as (
        select top, receipt, relay, work, standing, role = 'action' as "owesWork",
          case when receipt not in ('expected', 'returned') and (standing <> 'superseded' or replaced)
            then ${outcome(sql`receipt = 'acknowledged'`, 'acknowledged_at', 'receipt_due_at', scope.asOf)} end as "receiptOutcome",
          case when role = 'action' and receipt not in ('expected', 'returned') and work <> 'notApplicable'
              and (standing <> 'superseded' or replaced) then ${outcome(sql`work in ('implemented', 'reported', 'accepted')`, 'work_done_at', 'work_due_at', scope.asOf)} end as "workOutcome",
          reorganisation_id is not null as "takenOver", replaced, ${scope.byLevel ? sql`depth` : sql`null::integer`} as depth,
          ${scope.byLevel ? sql`l.level` : sql`null::text`} as level, count(*)::int as n
        from once ${scope.byLevel ? sql`join ${namedOn('once.unit_id', sql`${scope.directive.rosterOn}::date`, 'l')}` : sql``}
        group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12
      ), held as (
        select top, count(*)::int as waiting from below where receipt = 'expected' and standing = 'inForce' group by top
      )
      select g.top, json_agg(json_build_object('receipt', receipt, 'relay', relay, 'work', work, 'standing', standing,
          'owesWork', "owesWork", 'receiptOutcome', "receiptOutcome", 'workOutcome', "workOutcome", 'takenOver', "takenOver", 'replaced', replaced, 'depth', depth, 'level', level, 'n', n)) as states,
        coalesce(max(h.waiting), 0)::int as waiting
      from grouped g left join held h on h.top = g.top group by g.top`,
  );

type Child = Pick<ProgressNode, 'unitCode' | 'unitName' | 'assignment' | 'parent' | 'own'>;

/** What waited for a paper and ended when the superior sent its own dispatch to the same unit: that one is listed. */
const IS_STOOD_IN_FOR = sql`(a.standing = 'superseded' and a.receipt = 'expected' and exists (
  select 1 from a o where o.parent_id = a.parent_id and o.unit_id = a.unit_id and o.directive_id <> a.directive_id))`;

const childrenOf = (db: Db, scope: Scope): Promise<Child[]> =>
  rowsOf(
    db,
    sql`with a as materialized (${scope.rows})
      select u.code as "unitCode", p.name as "unitName", a.id as assignment, a.parent_id as parent,
        json_build_object('receipt', a.receipt, 'relay', a.relay, 'work', a.work, 'standing', a.standing, 'role', a.role,
          'takenOver', a.reorganisation_id is not null, 'replaced', a.replaced) as own
      from a ${nameOn(scope.namesOn)} where ${isTop(scope)} and not ${IS_STOOD_IN_FOR}
      order by array_position(array['action', 'coordination', 'information'], a.role), u.code, a.id`,
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
      where a.cascade_id = ${directive.cascadeId} and a.unit_id = (select id from unit where code = ${code})
      order by a.standing = 'superseded', a.opened_at limit 1`,
  );
  if (node) return node;
  throw notFound('Đơn vị này không có trong luồng văn bản.', 'This unit is not in the cascade.');
}

async function pathOf(
  db: Db,
  { rows, directive, namesOn, counters }: Scope,
  assignmentId: string,
): Promise<{ code: string; name: string }[]> {
  const issuer = { code: directive.issuerCode, name: directive.issuerName };
  if (counters) return [issuer, ...(await countedPath(db, directive.cascadeId, assignmentId, namesOn))];
  const above = await rowsOf<{ code: string; name: string }>(
    db,
    sql`with recursive row as materialized (${rows}), up as (
        select id, parent_id, unit_id, 0 as depth from row where id = ${assignmentId}
        union all
        select r.id, r.parent_id, r.unit_id, up.depth + 1 from row r join up on r.id = up.parent_id where up.depth < 64)
      select u.code, p.name from up a ${nameOn(namesOn)} order by a.depth desc`,
  );
  return [issuer, ...above];
}
