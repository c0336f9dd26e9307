import { standingDeadlines, type DeadlineName } from '../assignments/index.js';
import {
  changedCalendar,
  chainsOf,
  loadScopes,
  movedDeadline,
  NATIONAL,
  type Counting,
  type ScopeChange,
} from '../calendar/index.js';
import { firstOf, rowsOf, sql, type Db, type RawBuilder } from '../platform/database/sql.js';
import { fromCursor, pageOf, type Page } from '../platform/paging.js';
import { vnInstant } from '../platform/vn-time.js';
import { namedOn, officeName, type Level } from '../units/index.js';
import { firstDayOf } from './change.rules.js';

/** Deadlines that were counted alike and stand at the same instant, with where they move. */
interface MovingGroup {
  chain: string;
  due: Date;
  counting: Counting;
  /** Null where a date was named. */
  begins: Date | null;
  n: number;
  to: Date;
}

/** What a change moves: groups of deadlines, and the relation of every single one. */
export interface Moves {
  groups: readonly MovingGroup[];
  /** A relation in brackets: `cascade_id`, `id`, `directive_id`, `unit_id`, `deadline`, `was_at`, `is_at`. */
  each: RawBuilder<unknown>;
}

const NONE = sql`(select null::uuid as cascade_id, null::uuid as id, null::uuid as directive_id, null::uuid as unit_id,
  null::text as deadline, null::timestamptz as was_at, null::timestamptz as is_at where false)`;

/**
 * Every deadline that a change would move. Deadlines are grouped by the database; each group is counted once, by the
 * calendar of its scopes as it is and as it would be.
 */
export async function movesOf(db: Db, change: ScopeChange): Promise<Moves> {
  const first = firstDayOf(change);
  if (first === undefined) return { groups: [], each: NONE };
  const scopes = [...new Set([...(await loadScopes(db)), ...(change.scope === NATIONAL ? [] : [change.scope])])];
  const standing = withChains(scopes, vnInstant(first, '00:00'), change.scope);
  const found = await rowsOf(
    db,
    sql<Omit<MovingGroup, 'to'>>`select chain, due, counting, nullif(begins, '-infinity') as begins, count(*)::int as n
      from ${standing} s group by chain, due, counting, s.begins order by due, chain`,
  );
  const groups = await counted(db, change, found);
  return { groups, each: groups.length === 0 ? NONE : eachOf(standing, groups) };
}

/** Deadlines with the scopes of their unit; of a change of a unit, only those of the units that it holds for. */
const withChains = (scopes: readonly string[], from: Date, scope: string): RawBuilder<unknown> => sql`(
  select d.*, coalesce(c.chain, '') as chain from ${standingDeadlines(from)} d
  left join ${chainsOf(scopes)} c on c.unit_id = d.unit_id
  where ${scope === NATIONAL ? sql`true` : sql`${scope} = any(string_to_array(c.chain, ' '))`})`;

async function counted(db: Db, change: ScopeChange, found: readonly Omit<MovingGroup, 'to'>[]): Promise<MovingGroup[]> {
  const moving: MovingGroup[] = [];
  for (const chain of new Set(found.map((group) => group.chain))) {
    const { was, now } = await changedCalendar(db, change, chain === '' ? [] : chain.split(' '));
    for (const group of found.filter((one) => one.chain === chain)) {
      const to = movedDeadline(group, was, now);
      if (to > group.due) moving.push({ ...group, to });
    }
  }
  return moving;
}

const eachOf = (standing: RawBuilder<unknown>, groups: readonly MovingGroup[]): RawBuilder<unknown> => sql`(
  select s.cascade_id, s.id, s.directive_id, s.unit_id, s.deadline, s.due as was_at, g.to_at as is_at
  from ${standing} s join unnest(${groups.map(({ chain }) => chain)}::text[],
    ${groups.map(({ due }) => due.toISOString())}::timestamptz[], ${groups.map(({ counting }) => counting)}::text[],
    ${groups.map(({ begins }) => begins?.toISOString() ?? '-infinity')}::timestamptz[],
    ${groups.map(({ to }) => to.toISOString())}::timestamptz[]) g (chain, due, counting, begins, to_at)
    on g.chain = s.chain and g.due = s.due and g.counting = s.counting and g.begins = s.begins)`;

/** How many deadlines, duties, directives and units a change moves. */
export interface MoveCounts {
  deadlines: number;
  duties: number;
  directives: number;
  units: number;
}

export const countMoves = async (db: Db, each: RawBuilder<unknown>): Promise<MoveCounts> =>
  (await firstOf(
    db,
    sql<MoveCounts>`select count(*)::int as deadlines, count(distinct m.id)::int as duties,
      count(distinct m.directive_id)::int as directives, count(distinct m.unit_id)::int as units from ${each} m`,
  ))!;

/** One deadline that moves, with whose it is. */
export interface MovedDeadline {
  directiveId: string;
  number: number | null;
  symbol: string | null;
  subject: string;
  assignmentId: string;
  unitCode: string;
  unitName: string;
  deadline: DeadlineName;
  wasAt: Date;
  isAt: Date;
}

/** The deadlines that move, by directive and unit. */
export async function listMoves(
  db: Db,
  each: RawBuilder<unknown>,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<MovedDeadline>> {
  const [directive, unit, deadline, id] = cursor ? fromCursor(cursor, ['uuid', 'code', 'code', 'uuid']) : [];
  const after = sql`where (m.directive_id, u.code collate "C", m.deadline, m.id)
    > (${directive}::uuid, ${unit}::text collate "C", ${deadline}::text, ${id}::uuid)`;
  const today = sql`(business_now() at time zone 'Asia/Ho_Chi_Minh')::date`;
  // all of them first, as one set: with the limit in sight the planner would look units up one by one, for minutes. Names
  // are looked up for what is shown alone
  const rows = await rowsOf(
    db,
    sql<MovedDeadline & { level: Level }>`with moving as materialized (select * from ${each} m), shown as materialized (
        select m.*, u.code from moving m join unit u on u.id = m.unit_id
        ${cursor ? after : sql``}
        order by m.directive_id, u.code collate "C", m.deadline, m.id limit ${limit + 1})
      select m.directive_id as "directiveId", d.number, d.symbol, d.subject, m.id as "assignmentId",
        m.code as "unitCode", un.name as "unitName", un.level, m.deadline, m.was_at as "wasAt", m.is_at as "isAt"
      from shown m join directive d on d.id = m.directive_id
        join ${namedOn('m.unit_id', today, 'un')}
      order by m.directive_id, m.code collate "C", m.deadline, m.id`,
  );
  const shown = rows.map(({ level, ...row }) => ({ ...row, unitName: officeName({ name: row.unitName, level }) }));
  return pageOf(shown, limit, (row) => [row.directiveId, row.unitCode, row.deadline, row.assignmentId]);
}

/** What a change that is in force moved, as it was put down then. */
export const itemsOf = (changeId: string): RawBuilder<unknown> => sql`(
  select cascade_id, assignment_id as id, directive_id, unit_id, deadline, was_at, is_at
  from calendar_change_item where change_id = ${changeId}::uuid)`;
