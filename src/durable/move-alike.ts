import type { MachineName } from '../../workflows/index.js';
import { sql, type RawBuilder } from '../platform/database/sql.js';
import type { Advanced, CaseTable } from './case-table.js';
import { stepped } from './move-one.js';

/** Rows of one routing key that a step moves alike, each by an act of its own. */
export interface AlikeMove {
  /** The routing key, and of each row its id and the version that was read. */
  routing: string;
  rows: readonly { id: string; version: number }[];
  /** What each act brings: arrays in the order of the rows, by the names that they have as columns of `held`. */
  brought: Readonly<Record<string, RawBuilder<unknown>>>;
  after: Pick<Advanced, 'states' | 'context'>;
  set: readonly RawBuilder<unknown>[];
  also: readonly RawBuilder<unknown>[];
  /** Relations of `also` that the update reads from, each with a column `held_id`. */
  from: readonly string[];
  /**
   * Nobody is to wait long for the sake of another: rows that are held are left as they are, and no lock of another row is
   * awaited for more than a tenth of a second.
   */
  isImpatient: boolean;
}

const IMPATIENT = sql`(select set_config('lock_timeout', '100ms', true)) is not null`;

/**
 * The expressions that move several rows alike: as `movingOne` does, with what each act brings as columns of `held` and
 * `moved`. A row that has changed since it was read is in neither.
 */
export function movingAlike<N extends MachineName>(
  cases: CaseTable<N>,
  { routing, rows, brought, after, set, also, from, isImpatient }: AlikeMove,
): RawBuilder<unknown>[] {
  const [routed, id] = cases.key.map((column) => sql.ref(column));
  const table = sql.ref(cases.table);
  const names = Object.keys(brought).map((name) => sql.ref(name));
  const each = [sql`${rows.map((row) => row.id)}::uuid[]`, sql`${rows.map(({ version }) => version)}::integer[]`];
  const held = sql`held as materialized (
    select a.*, ${sql.join(names.map((name) => sql`k.${name}`))}
    from unnest(${sql.join([...each, ...Object.values(brought)])}) k (held_id, held_version, ${sql.join(names)})
      join ${table} a on a.${routed} = ${routing} and a.${id} = k.held_id and a.version = k.held_version
    where ${isImpatient ? IMPATIENT : sql`true`} for update of a ${sql.raw(isImpatient ? 'skip locked' : '')})`;
  const relations = from.map((name) => sql.ref(name));
  // by the whole key of the row: of a routing key that is newer than the statistics the planner expects one row, and would
  // compare each with each
  const same = [
    sql`a.${routed} = h.${routed}`,
    sql`a.${id} = h.${id}`,
    ...relations.map((name) => sql`${name}.held_id = h.${id}`),
  ];
  const moved = sql`moved as (
    update ${table} a set ${sql.join([stepped(cases, after), ...set])}
    from ${sql.join([sql`held h`, ...relations])}
    where ${sql.join(same, sql` and `)}
    returning a.*, ${sql.join(names.map((name) => sql`h.${name}`))})`;
  return [held, ...also, moved];
}
