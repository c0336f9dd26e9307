import type { MachineName } from '../../workflows/index.js';
import { PREPARED, rowsOf, sql, type Db, type RawBuilder } from '../platform/database/sql.js';
import { advance, type Advanced, type CaseTable, type EventOf, type HeldCase } from './case-table.js';
import { stepped } from './move-one.js';

/** Rows in the same state, of which the machine is asked once. */
export interface CaseGroup extends HeldCase {
  /** How many rows. */
  n: number;
}

/** What becomes of one group beside its states: columns to set, and expressions that read `moved`. */
export interface GroupMove {
  set?: readonly RawBuilder<unknown>[];
  /** Facts, messages and whatever else follows from `moved`, in the same statement. */
  follows?: readonly RawBuilder<unknown>[];
}

export interface ManyMoves<N extends MachineName, G extends CaseGroup> {
  /** The event, which may depend on the group; undefined: it stays as it is, as if its machine refused. */
  event: EventOf<N> | ((group: G) => EventOf<N> | undefined);
  /** Further columns that tell groups apart, each under its name in the group; an expression over the row `a`, or the source `s`. */
  groupBy?: Readonly<Record<string, RawBuilder<unknown>>>;
  /** Narrows the rows, so that plans for sets do not read those of every year; over the row `a`. */
  within?: RawBuilder<unknown>;
  each: (group: G, after: Advanced) => GroupMove;
  /** Of a group that does not move yet, the columns that say when it is looked at again. */
  waits?: (group: G) => RawBuilder<unknown> | undefined;
  /** It comes again and again with few rows each time: its statements are planned once, for any values. */
  isFrequent?: boolean | undefined;
}

/**
 * Moves many rows by one event inside the caller's transaction: rows in the same state are one group, the machine is
 * asked once per group, and each answer is one statement. Rows whose machine refuses stay as they are.
 * @param source  relation in brackets with the columns of the key, already locked by the caller
 * @returns how many rows moved, and how many were refused
 */
export async function moveMany<N extends MachineName, G extends CaseGroup = CaseGroup>(
  db: Db,
  cases: CaseTable<N>,
  source: RawBuilder<unknown>,
  moves: ManyMoves<N, G>,
): Promise<{ moved: number; refused: number }> {
  const { within, isFrequent } = moves;
  const groups = await groupsOf<N, G>(db, cases, source, moves);
  const total = { moved: 0, refused: 0 };
  for (const { keys, ...rest } of groups) {
    const group = rest as unknown as G;
    const wait = moves.waits?.(group);
    if (wait) {
      await sql`update ${sql.ref(cases.table)} a set ${wait} ${among(cases.key, keys)} and ${within ?? sql`true`}`.execute(
        db,
      );
      continue;
    }
    const event = typeof moves.event === 'function' ? moves.event(group) : moves.event;
    const after = event === undefined ? ({ accepted: false } as const) : advance(cases, group, event);
    if (after.accepted) await moveGroup(db, cases, { keys, after, within, isFrequent, ...moves.each(group, after) });
    total[after.accepted ? 'moved' : 'refused'] += group.n;
  }
  return total;
}

interface GroupRow extends CaseGroup {
  /** One array per column of the key. */
  keys: string[][];
}

/**
 * The rows of `source`, as groups that a machine has one answer for. They are locked here, and read as they are then: a
 * row that `source` itself waited for would else be read as it was before.
 */
export async function groupsOf<N extends MachineName, G extends CaseGroup>(
  db: Db,
  { table, key, states, hasContext }: CaseTable<N>,
  source: RawBuilder<unknown>,
  { groupBy = {}, within, isFrequent = false }: Pick<ManyMoves<N, G>, 'groupBy' | 'within' | 'isFrequent'>,
): Promise<GroupRow[]> {
  const told: [string, RawBuilder<unknown>][] = [
    ['machineVersion', sql`a.machine_version`],
    ...[...states, ...(hasContext ? ['context'] : [])].map((column): [string, RawBuilder<unknown>] => [
      column,
      sql`a.${sql.ref(column)}`,
    ]),
    ...Object.entries(groupBy),
  ];
  const keys = key.map((column, i) => sql`a.${sql.ref(column)} as ${sql.ref(`key${i}`)}`);
  const arrays = key.map((_, i) => sql`to_jsonb(array_agg(${sql.ref(`key${i}`)}))`);
  const same = key.map((column) => sql`a.${sql.ref(column)} = s.${sql.ref(column)}`);
  const names = told.map(([name]) => sql.ref(name));
  const named = within && key.length === 2 ? await keysIn(db, key, source) : undefined;
  if (named?.length === 0) return [];
  const rows = named
    ? sql`${sql.ref(table)} a ${among(key, named)} and ${within}`
    : sql`${sql.ref(table)} a join ${source} s on ${sql.join(same, sql` and `)} where ${within ?? sql`true`}`;
  return rowsOf(
    db,
    sql<GroupRow>`${planned(isFrequent)} with held as (
        select ${sql.join([...told.map(([name, expression]) => sql`${expression} as ${sql.ref(name)}`), ...keys])}
        from ${rows} for update of a)
      select ${sql.join(names)}, count(*)::int as n, jsonb_build_array(${sql.join(arrays)}) as keys
      from held group by ${sql.join(names)}`,
  );
}

const planned = (isFrequent: boolean): RawBuilder<unknown> => sql.raw(isFrequent ? PREPARED : '');

interface OneGroup extends GroupMove {
  keys: readonly string[][];
  after: Advanced;
  within: RawBuilder<unknown> | undefined;
  isFrequent?: boolean | undefined;
}

const isOfOne = (keys: readonly string[][]): boolean => keys.length === 2 && new Set(keys[0]).size === 1;

/**
 * The keys of a source, where all are of one routing key; empty where there are none, undefined where there are several.
 * They are named in the statement that follows, and not joined: of a routing key that is newer than the statistics the
 * planner expects one row, and would compare each row with each.
 */
async function keysIn(db: Db, key: readonly string[], source: RawBuilder<unknown>): Promise<string[][] | undefined> {
  const columns = key.map((column, i) => sql`to_jsonb(array_agg(s.${sql.ref(column)})) as ${sql.ref(`key${i}`)}`);
  const [row] = await rowsOf<Record<string, string[] | null>>(db, sql`select ${sql.join(columns)} from ${source} s`);
  const keys = key.map((_, i) => row![`key${i}`] ?? []);
  if (keys[0]!.length === 0) return [];
  return isOfOne(keys) ? keys : undefined;
}

/** The rows `a` with the keys of a group; those of one routing key by name, see {@link keysIn}. */
function among(key: readonly string[], keys: readonly string[][]): RawBuilder<unknown> {
  const [routing, id] = key;
  if (isOfOne(keys))
    return sql`where a.${sql.ref(routing!)} = ${keys[0]![0]}::uuid and a.${sql.ref(id!)} = any(${keys[1]}::uuid[])`;
  const arrays = keys.map((values) => sql`${values}::uuid[]`);
  const same = key.map((column) => sql`a.${sql.ref(column)} = k.${sql.ref(column)}`);
  return sql`from unnest(${sql.join(arrays)}) k (${sql.join(key.map((column) => sql.ref(column)))})
    where ${sql.join(same, sql` and `)}`;
}

/** Writes what became of one group, with what follows from it, in one statement. */
export async function moveGroup<N extends MachineName>(
  db: Db,
  cases: CaseTable<N>,
  { keys, after, within, isFrequent = false, set = [], follows = [] }: OneGroup,
): Promise<void> {
  const moved = sql`moved as (
    update ${sql.ref(cases.table)} a set ${sql.join([stepped(cases, after), ...set])}
    ${among(cases.key, keys)} and ${within ?? sql`true`}
    returning a.*)`;
  await sql`${planned(isFrequent)} with ${sql.join([moved, ...follows])} select 1`.execute(db);
}
