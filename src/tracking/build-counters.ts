import { firstOf, sql, type Db } from '../platform/database/sql.js';
import { hanging, REPLACED } from './cascade-rows.js';
import { STATE_COLUMNS, withState } from './counted-states.js';

const NO_REORGANISATION = sql`'00000000-0000-0000-0000-000000000000'::uuid`;

/**
 * Counts a whole cascade: each row with its state once, then, from the lowest level up, what stands below each node.
 * For a transaction with plans for sets.
 * @returns how many rows there are
 */
export async function buildCounters(db: Db, cascadeId: string): Promise<number> {
  for (const table of ['progress_count', 'progress_counted', 'progress_state'])
    await sql`delete from ${sql.table(table)} where cascade_id = ${cascadeId}`.execute(db);
  const { rows, depth } = await countRows(db, cascadeId);
  for (let level = depth; level > 1; level--) await countLevel(db, cascadeId, level);
  return rows;
}

async function countRows(db: Db, cascadeId: string): Promise<{ rows: number; depth: number }> {
  const { parent, joins } = hanging(cascadeId, 'new');
  const row = await firstOf<{ rows: number; depth: number }>(
    db,
    sql`with recursive a as materialized (
        select a.id, a.unit_id, a.role, a.receipt, a.relay, a.work, a.standing, a.receipt_due_at, a.work_due_at,
          a.acknowledged_at, a.work_done_at, a.reorganisation_id, a.version, ${REPLACED} as replaced, ${parent} as parent_id
        from assignment a ${joins} where a.cascade_id = ${cascadeId}
      ), placed as (
        select id, 1 as depth from a where parent_id is null
        union all select a.id, placed.depth + 1 from placed join a on a.parent_id = placed.id
      ), several as (
        select unit_id, coalesce(reorganisation_id, ${NO_REORGANISATION}) as brought from a group by 1, 2 having count(*) > 1
      ), named as (
        select distinct on (unit_id) unit_id, level from unit_period, directive d where d.id = ${cascadeId}
          and unit_id in (select unit_id from a)
        order by unit_id, (valid_from <= d.roster_on) desc, abs(valid_from - d.roster_on)
      ), row as materialized (
        select * from ${withState(sql`(select a.*, p.depth, n.level, v.unit_id is not null as apart
          from a join placed p on p.id = a.id join named n on n.unit_id = a.unit_id
          left join several v on v.unit_id = a.unit_id and v.brought = coalesce(a.reorganisation_id, ${NO_REORGANISATION}))`)} w
      ), stated as (
        insert into progress_state (cascade_id, id, ${STATE_COLUMNS})
        select distinct ${cascadeId}::uuid, state_id, ${STATE_COLUMNS} from row
      ), counted as (
        insert into progress_counted (cascade_id, assignment_id, parent_id, state_id, version, apart)
        select ${cascadeId}, id, parent_id, state_id, version, apart from row
      )
      select count(*)::int as rows, coalesce(max(depth), 0)::int as depth from row`,
  );
  return row!;
}

/** What the rows of one level, and all below them, are to the level above. */
const countLevel = (db: Db, cascadeId: string, depth: number) =>
  sql`insert into progress_count (cascade_id, node_id, state_id, n)
    with level as materialized (
      select c.assignment_id, c.parent_id, c.state_id, c.apart from progress_counted c
      join progress_state s on s.cascade_id = c.cascade_id and s.id = c.state_id
      where c.cascade_id = ${cascadeId} and s.depth = ${depth})
    select ${cascadeId}::uuid, parent_id, state_id, sum(n) from (
      select parent_id, state_id, count(*) as n from level where not apart group by 1, 2
      union all
      select l.parent_id, k.state_id, sum(k.n) from level l join progress_count k on k.cascade_id = ${cascadeId}
        and k.node_id = l.assignment_id group by 1, 2) x group by 2, 3`.execute(db);
