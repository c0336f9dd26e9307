import type { DirectiveRow } from '../directives/index.js';
import { firstOf, rowsOf, sql, type Db, type RawBuilder } from '../platform/database/sql.js';
import { outcomeAt } from './counted-states.js';
import { isItself, isTop, nameOn, type CountedRow, type Scope } from './progress-scope.js';

/** Whether the progress of a cascade is read from counters. */
export const isCounted = async (db: Db, cascadeId: string): Promise<boolean> =>
  (await firstOf(db, sql`select 1 from progress_cascade where cascade_id = ${cascadeId}`)) !== undefined;

/** Of the rows of a cascade, as they were counted: the node looked at and those directly below it. */
export function countedRows(directive: DirectiveRow, nodeId: string | null): RawBuilder<unknown> {
  const { id, cascadeId } = directive;
  // one relation each: the planner would not see that either of two conditions is about a few rows
  const looked =
    nodeId !== null
      ? sql`select * from progress_counted where cascade_id = ${cascadeId} and parent_id = ${nodeId}::uuid
          union all select * from progress_counted where cascade_id = ${cascadeId} and assignment_id = ${nodeId}::uuid`
      : id === cascadeId
        ? sql`select * from progress_counted where cascade_id = ${cascadeId} and parent_id is null`
        : sql`select c.* from assignment t join progress_counted c on c.cascade_id = ${cascadeId} and c.assignment_id = t.id
            where t.cascade_id = ${cascadeId} and t.directive_id = ${id}`;
  return sql`select a.id, a.directive_id, a.unit_id, a.role, a.receipt, a.relay, a.work, a.standing, a.reorganisation_id,
      s.replaced, c.parent_id, c.state_id, c.apart from (${looked}) c
    join assignment a on a.cascade_id = ${cascadeId} and a.id = c.assignment_id
    join progress_state s on s.cascade_id = ${cascadeId} and s.id = c.state_id`;
}

/** States below each top unit, from the counters; of a unit with several rows the one that came furthest is found now. */
export const countedBelow = (db: Db, scope: Scope & { asOf: Date; byLevel: boolean }): Promise<CountedRow[]> => {
  const { directive, asOf, byLevel } = scope;
  const { cascadeId } = directive;
  const depthHere = sql`(select coalesce(min(s.depth) filter (where top.itself), min(s.depth) - 1) from top
    join progress_state s on s.cascade_id = ${cascadeId} and s.id = top.state_id)`;
  return rowsOf(
    db,
    sql`with recursive a as materialized (${scope.rows}),
      top as materialized (select a.id, a.state_id, a.apart, ${isItself(scope)} as itself from a where ${isTop(scope)} or ${isItself(scope)}),
      climb as (
        select c.assignment_id as id, c.assignment_id as at, c.parent_id, c.state_id from progress_counted c
        where c.cascade_id = ${cascadeId} and c.apart
        union all
        select climb.id, c.assignment_id, c.parent_id, climb.state_id from climb
          join progress_counted c on c.cascade_id = ${cascadeId} and c.assignment_id = climb.parent_id
        where climb.at not in (select id from top)
      ), several as (
        select climb.at as top, climb.state_id, r.unit_id, r.reorganisation_id, r.id, r.standing, r.receipt from climb
        join top on top.id = climb.at and (not top.itself or climb.id = top.id)
        join assignment r on r.cascade_id = ${cascadeId} and r.id = climb.id
      ), once as (
        select distinct on (unit_id, reorganisation_id) top, state_id from several
        order by unit_id, reorganisation_id, standing = 'superseded', array_position(array['acknowledged', 'returned', 'delivered', 'sent', 'expected'], receipt), id
      ), counted as (
        select id as top, state_id, 1 as n, 1 as rows from top where not apart
        union all
        select top.id, k.state_id, k.n, k.n from top join progress_count k on k.cascade_id = ${cascadeId} and k.node_id = top.id
        where not top.itself and k.n <> 0
        union all select top, state_id, 1, 0 from once
        union all select top, state_id, 0, 1 from several
      ), grouped as (
        select c.top, s.receipt, s.relay, s.work, s.standing, s.owes_work as "owesWork",
          ${outcomeAt('receipt_outcome', 'receipt_due_at', asOf)} as "receiptOutcome",
          ${outcomeAt('work_outcome', 'work_due_at', asOf)} as "workOutcome", s.taken_over as "takenOver", s.replaced,
          ${byLevel ? sql`s.depth - ${depthHere}` : sql`null::integer`} as depth, ${byLevel ? sql`s.level` : sql`null::text`} as level,
          sum(c.n)::int as n, sum(c.rows)::int as rows
        from counted c join progress_state s on s.cascade_id = ${cascadeId} and s.id = c.state_id
        group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12
      )
      select top, coalesce(json_agg(json_build_object('receipt', receipt, 'relay', relay, 'work', work, 'standing', standing,
          'owesWork', "owesWork", 'receiptOutcome', "receiptOutcome", 'workOutcome', "workOutcome", 'takenOver', "takenOver", 'replaced', replaced,
          'depth', depth, 'level', level, 'n', n)) filter (where n > 0), '[]') as states,
        coalesce(sum(rows) filter (where receipt = 'expected' and standing = 'inForce'), 0)::int as waiting
      from grouped group by top`,
  );
};

/** From the top of the cascade down to a row, by the tree that was counted. */
export async function countedPath(
  db: Db,
  cascadeId: string,
  assignmentId: string,
  namesOn: string,
): Promise<{ code: string; name: string }[]> {
  // two steps: of a recursion the planner expects so many rows that it would read whole tables to name them
  const up = await rowsOf<{ id: string }>(
    db,
    sql`with recursive up as (
        select assignment_id as id, parent_id, 0 as depth from progress_counted
        where cascade_id = ${cascadeId} and assignment_id = ${assignmentId}
        union all
        select c.assignment_id, c.parent_id, up.depth + 1 from up
          join progress_counted c on c.cascade_id = ${cascadeId} and c.assignment_id = up.parent_id where up.depth < 64)
      select id from up order by depth desc`,
  );
  return rowsOf(
    db,
    sql`select u.code, p.name from unnest(${up.map(({ id }) => id)}::uuid[]) with ordinality x (id, place)
      join assignment a on a.cascade_id = ${cascadeId} and a.id = x.id ${nameOn(namesOn)} order by x.place`,
  );
}

/** Seconds since the oldest change that the counters do not have yet was recorded. */
export async function countsLag(db: Db, cascadeId: string): Promise<number> {
  const row = await firstOf<{ lag: number | null }>(
    db,
    sql`select extract(epoch from clock_timestamp() - min(e.recorded_at))::float as lag
      from ledger_entry e join assignment a on a.cascade_id = ${cascadeId} and a.id = e.assignment_id
      left join progress_counted c on c.cascade_id = ${cascadeId} and c.assignment_id = a.id
      where e.cascade_id = ${cascadeId} and a.version is distinct from c.version
        and e.id >= uuid_floor((select watermark from progress_cascade where cascade_id = ${cascadeId}))`,
  );
  return Math.max(0, Math.ceil((row?.lag ?? 0) * 10) / 10);
}
