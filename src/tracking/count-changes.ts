import { firstOf, sql, type Db } from '../platform/database/sql.js';
import { namedOn } from '../units/index.js';
import { hanging, REPLACED } from './cascade-rows.js';
import { STATE_COLUMNS, withState } from './counted-states.js';

/** What has changed in a cascade since it was counted. */
export interface Changes {
  ids: string[];
  /** A row that was counted hangs elsewhere now, and everything below it with it. */
  moved: boolean;
}

/**
 * The rows whose facts came in since the watermark and whose version is not the one that was counted, with the other rows
 * of their units: a unit with several rows is counted apart.
 * @returns null where the cascade has no counters
 */
export async function changesOf(db: Db, cascadeId: string): Promise<Changes | null> {
  const { parent, joins } = hanging(cascadeId, 'new');
  const row = await firstOf<Changes>(
    db,
    sql`with known as (select watermark from progress_cascade where cascade_id = ${cascadeId}),
      told as (
        select distinct e.assignment_id as id from ledger_entry e where e.cascade_id = ${cascadeId}
          and e.id >= uuid_floor((select watermark from known)) and e.assignment_id is not null
      ), succeeded as (
        select s.from_id as id from assignment_succession s where s.cascade_id = ${cascadeId} and s.main_to
      ), looked as materialized (
        select a.id, a.unit_id, c.assignment_id is null as is_new, a.version,
          c.parent_id is distinct from ${parent} as hangs_elsewhere, c.version as counted_version
        from (select id from told union select id from succeeded) t
        join assignment a on a.cascade_id = ${cascadeId} and a.id = t.id ${joins}
        left join progress_counted c on c.cascade_id = ${cascadeId} and c.assignment_id = a.id
      ), changed as (
        select * from looked where is_new or version <> counted_version or hangs_elsewhere
      ), beside as (
        select a.id from changed n join assignment a on a.cascade_id = ${cascadeId} and a.unit_id = n.unit_id where n.is_new
      )
      select coalesce((select array_agg(id) from (select id from changed union select id from beside) x), '{}') as ids,
        exists (select 1 from changed where hangs_elsewhere and not is_new) as moved
      from known`,
  );
  return row ?? null;
}

/** The rows as they are, with their place in the tree, and with their state. */
const changedRows = (cascadeId: string, ids: readonly string[]) => {
  const { parent, joins } = hanging(cascadeId, 'new');
  return sql`with recursive up as (
      select a.id, a.id as node_id, ${parent} as parent_id, 1 as depth from unnest(${ids}::uuid[]) i (id)
        join assignment a on a.cascade_id = ${cascadeId} and a.id = i.id ${joins}
      union all
      select up.id, a.id, ${parent}, up.depth + 1 from up
        join assignment a on a.cascade_id = ${cascadeId} and a.id = up.parent_id ${joins}
    ), placed as (
      select id, max(depth) as depth, (array_agg(parent_id order by depth))[1] as parent_id from up group by id
    ), row as materialized (
      select * from ${withState(sql`(
        select a.id, a.unit_id, a.role, a.receipt, a.relay, a.work, a.standing, a.receipt_due_at, a.work_due_at,
          a.acknowledged_at, a.work_done_at, a.reorganisation_id, a.version, ${REPLACED} as replaced, p.parent_id, p.depth, n.level,
          exists (select 1 from assignment o where o.unit_id = a.unit_id and o.cascade_id = ${cascadeId} and o.id <> a.id
            and o.reorganisation_id is not distinct from a.reorganisation_id) as apart
        from placed p join assignment a on a.cascade_id = ${cascadeId} and a.id = p.id
        join directive d on d.id = ${cascadeId} join ${namedOn('a.unit_id', sql`d.roster_on`, 'n')})`)} w
    )`;
};

/** Counts rows anew: what they were counted as is taken from every node above them, and what they are is added. */
export async function countChanges(db: Db, cascadeId: string, ids: readonly string[]): Promise<void> {
  await sql`${changedRows(cascadeId, ids)}, stated as (
      insert into progress_state (cascade_id, id, ${STATE_COLUMNS})
      select distinct ${cascadeId}::uuid, state_id, ${STATE_COLUMNS} from row on conflict do nothing
    ), was as materialized (
      select c.* from unnest(${ids}::uuid[]) i (id) join progress_counted c on c.cascade_id = ${cascadeId} and c.assignment_id = i.id
    ), difference as (
      select u.parent_id as node_id, n.state_id, 1 as n from row n join up u on u.id = n.id
        where not n.apart and u.parent_id is not null
      union all
      select u.parent_id, w.state_id, -1 from was w join up u on u.id = w.assignment_id
        where not w.apart and u.parent_id is not null
    ), added as (
      insert into progress_count (cascade_id, node_id, state_id, n)
      select ${cascadeId}, node_id, state_id, sum(n) from difference group by 2, 3 having sum(n) <> 0 order by 2, 3
      on conflict (cascade_id, node_id, state_id) do update set n = progress_count.n + excluded.n
    )
    insert into progress_counted (cascade_id, assignment_id, parent_id, state_id, version, apart)
    select ${cascadeId}, id, parent_id, state_id, version, apart from row
    on conflict (cascade_id, assignment_id) do update set state_id = excluded.state_id, version = excluded.version,
      apart = excluded.apart`.execute(db);
}
