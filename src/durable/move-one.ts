import type { MachineName } from '../../workflows/index.js';
import { sql, type RawBuilder } from '../platform/database/sql.js';
import type { Advanced, CaseTable } from './case-table.js';

/** One row about to move, as it was read. */
export interface OneMove {
  /** Values of the key's columns, in their order. */
  key: readonly string[];
  /** The version that was read: the row moves only while it still has it. */
  version: number;
  after: Pick<Advanced, 'states' | 'context'>;
  /** Further assignments to columns of the row, alias `a`. */
  set?: readonly RawBuilder<unknown>[];
  /** Expressions that run before the row moves, each once for the row of `held`. */
  also?: readonly RawBuilder<unknown>[];
  /** Relations of `also` that the update reads from. */
  from?: RawBuilder<unknown> | undefined;
}

/** The assignments of a step to the columns of a row under the alias `a`. */
export const stepped = <N extends MachineName>(
  { states, hasContext, versioned }: CaseTable<N>,
  after: Pick<Advanced, 'states' | 'context'>,
): RawBuilder<unknown> =>
  sql.join([
    ...states.map((column) => sql`${sql.ref(column)} = ${after.states[column]}`),
    ...(hasContext ? [sql`context = ${JSON.stringify(after.context)}::jsonb`] : []),
    ...(versioned === false ? [] : [sql`version = a.version + 1`]),
  ]);

/**
 * The expressions that move one row: `held`, which is empty where the row has changed since it was read, those of `also`,
 * and `moved`, the row as it is afterwards. The caller records facts and carries effects out from `moved`, in the same
 * statement, so that either all of it happens or nothing.
 */
export function movingOne<N extends MachineName>(
  cases: CaseTable<N>,
  { key, version, after, set = [], also = [], from }: OneMove,
): RawBuilder<unknown>[] {
  const table = sql.ref(cases.table);
  const conditions = cases.key.map((column, i) => sql`${sql.ref(column)} = ${key[i]}`);
  const held = sql`held as materialized (
    select * from ${table} where ${sql.join(conditions, sql` and `)} and version = ${version} for update)`;
  // the routing column is compared with its value, so that the planner finds the one partition
  const same = cases.key.map((column, i) =>
    i === 0 && cases.key.length > 1
      ? sql`a.${sql.ref(column)} = ${key[0]}`
      : sql`a.${sql.ref(column)} = h.${sql.ref(column)}`,
  );
  const moved = sql`moved as (
    update ${table} a set ${sql.join([stepped(cases, after), ...set])}
    from ${sql.join([sql`held h`, ...(from ? [from] : [])])}
    where ${sql.join(same, sql` and `)}
    returning a.*)`;
  return [held, ...also, moved];
}
