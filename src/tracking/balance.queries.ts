import { rowsOf, sql, type Db, type RawBuilder } from '../platform/database/sql.js';
import { BY_RECEIPT, BY_STANDING, BY_WORK, type Bucket } from './balance.rules.js';
import { hanging, REPLACED } from './cascade-rows.js';
import { withState } from './counted-states.js';

const caseOf = (of: RawBuilder<unknown>, values: Readonly<Record<string, RawBuilder<unknown>>>): RawBuilder<unknown> =>
  sql`case ${of} ${sql.join(
    Object.entries(values).map(([key, value]) => sql`when ${sql.lit(key)} then ${value}`),
    sql` `,
  )} end`;

const literals = (record: Readonly<Record<string, string>>): Record<string, RawBuilder<unknown>> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, sql`${sql.lit(value)}::text`]));

const BY_WORK_OWED = sql`case when owes_work then ${caseOf(sql`work`, literals(BY_WORK))} else 'done' end`;
const LIVE = caseOf(sql`receipt`, { ...literals(BY_RECEIPT), acknowledged: BY_WORK_OWED });

/** The bucket of a row in SQL, made from the one table: of columns `owes_work`, `receipt`, `work`, `standing`; null where there is none. */
export const BUCKET = caseOf(
  sql`standing`,
  Object.fromEntries(Object.entries(BY_STANDING).map(([standing, to]) => [standing, caseOf(LIVE, literals(to))])),
);

/** What is wrong with the balance of a cascade. */
export const FAULTS = ['unplaced', 'unbucketed', 'history', 'counters'] as const;
export type Fault = (typeof FAULTS)[number];

export interface BalanceFault {
  cascadeId: string;
  fault: Fault;
  n: number;
  /** One of the rows, to begin with. */
  assignment: string;
}

const placedRows = (cascadeId: string): RawBuilder<unknown> => {
  const { parent, joins } = hanging(cascadeId, 'new');
  return sql`a as materialized (
      select a.id, a.unit_id, a.role, a.role = 'action' as owes_work, a.receipt, a.relay, a.work, a.standing,
        a.receipt_due_at, a.work_due_at, a.acknowledged_at, a.work_done_at, a.reorganisation_id, a.version, ${REPLACED} as replaced, ${parent} as parent_id
      from assignment a ${joins} where a.cascade_id = ${cascadeId}
    ), placed as (
      select id, 1 as depth from a where parent_id is null
      union all select a.id, placed.depth + 1 from placed join a on a.parent_id = placed.id where placed.depth < 64
    )`;
};

/**
 * What does not balance in a cascade. `unplaced`: a row that hangs below nothing, and would be missing from every total.
 * `unbucketed`: a combination of states without a bucket. `history`: a row that is not what its last fact says.
 * `counters`: where counters are kept, a row that was counted as something else, or a node whose count is not the sum of its rows.
 */
export const balanceFaultsOf = (db: Db, cascadeId: string): Promise<BalanceFault[]> =>
  rowsOf(
    db,
    sql`with recursive ${placedRows(cascadeId)}, told as (
        select distinct on (e.assignment_id) e.assignment_id, x.p ->> 'regions' as regions
        from ledger_entry e cross join lateral (select convert_from(e.bytes, 'UTF8')::jsonb -> 'payload' as p) x
        where e.cascade_id = ${cascadeId} and e.assignment_id is not null and e.kind like 'assignment.%' and x.p ? 'regions'
        order by e.assignment_id, (x.p ->> 'version')::int desc nulls last, e.at desc, e.recorded_at desc, e.id desc
      ), again as (
        select c.assignment_id as id, r.state_id from progress_counted c join ${withState(sql`(
          select a.*, p.depth, s.level, c.apart from a join placed p on p.id = a.id
          join progress_counted c on c.cascade_id = ${cascadeId} and c.assignment_id = a.id and c.version = a.version
          join progress_state s on s.cascade_id = ${cascadeId} and s.id = c.state_id)`)} r on r.id = c.assignment_id
        where c.cascade_id = ${cascadeId}
      ), up as (
        select c.state_id, c.parent_id as node_id from progress_counted c
        where c.cascade_id = ${cascadeId} and not c.apart and c.parent_id is not null
        union all
        select up.state_id, c.parent_id from up join progress_counted c on c.cascade_id = ${cascadeId}
          and c.assignment_id = up.node_id where c.parent_id is not null
      ), summed as (select node_id, state_id, count(*) as n from up group by 1, 2
      ), fault as (
        select 'unplaced' as fault, id from a where id not in (select id from placed)
        union all select 'unbucketed', id from a where ${BUCKET} is null
        union all select 'history', a.id from a join told t on t.assignment_id = a.id
          where t.regions <> concat_ws('.', a.receipt, a.relay, a.work, a.standing)
        union all select 'counters', c.assignment_id from progress_counted c join again g on g.id = c.assignment_id
          where c.cascade_id = ${cascadeId} and c.state_id <> g.state_id
        union all select 'counters', coalesce(k.node_id, s.node_id) from summed s full join (
            select node_id, state_id, n from progress_count where cascade_id = ${cascadeId} and n <> 0) k
          on k.node_id = s.node_id and k.state_id = s.state_id where k.n is distinct from s.n
      )
      select ${cascadeId} as "cascadeId", fault, count(*)::int as n, (array_agg(id order by id))[1] as assignment
      from fault group by fault order by fault`,
  );

/** The balance of one node: of what hangs below it, itself included. */
export interface NodeBalance {
  assignment: string;
  bucket: Bucket;
  n: number;
}

/** The balance of every node of a cascade, by rows: a unit that two branches reached is in it twice. */
export const balanceOfNodes = (db: Db, cascadeId: string): Promise<NodeBalance[]> =>
  rowsOf(
    db,
    sql`with recursive ${placedRows(cascadeId)}, up as (
        select a.id, a.id as node_id, a.parent_id, ${BUCKET} as bucket from a
        union all
        select up.id, a.id, a.parent_id, up.bucket from up join a on a.id = up.parent_id
      )
      select node_id as assignment, bucket, count(*)::int as n from up group by 1, 2`,
  );
