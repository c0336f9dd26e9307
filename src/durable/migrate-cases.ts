import { machineOf, migrationOf, type MachineName, type MachineOf, type Stored } from '../../workflows/index.js';
import { recording, type Fact } from '../ledger/index.js';
import { rowsOf, sql, type Db } from '../platform/database/sql.js';
import type { Advanced, CaseTable } from './case-table.js';
import { groupsOf, moveGroup } from './move-many.js';

/** Rows of one version in one state, and how they go on. */
export interface Migrated {
  before: string;
  after: string;
  n: number;
}

export interface Migrating {
  from: number;
  /** At most so many rows. */
  limit: number;
  /** What the history says of each row; its columns are those of the table. */
  fact?: Fact | undefined;
}

/** How many rows are on which version of their machine, the oldest first. */
export const countOnVersions = (db: Db, { table }: CaseTable<MachineName>): Promise<{ version: number; n: number }[]> =>
  rowsOf(db, sql`select machine_version as version, count(*)::int as n from ${sql.ref(table)} group by 1 order by 1`);

/**
 * Moves rows from one version of their machine to the next, inside the caller's transaction, by the migration that is
 * declared: rows in the same state are asked about once and written with one statement. Rows that an act holds are
 * waited for. What is left is on the version it was on, so that an interrupted migration is simply run again.
 * @returns what became of each group; nothing is left where it is empty
 * @throws RangeError where no migration from that version is declared; Error where one leads to no state of its machine
 */
export async function migrateCases<N extends MachineName>(
  db: Db,
  cases: CaseTable<N>,
  { from, limit, fact }: Migrating,
): Promise<Migrated[]> {
  const { machine, states } = cases;
  const { to, migrate } = migrationOf(machine, from);
  const key = sql.join(cases.key.map((column) => sql.ref(column)));
  const source = sql`(select ${key} from ${sql.ref(cases.table)} where machine_version = ${from}
    order by ${key} limit ${limit} for update)`;
  const migrated: Migrated[] = [];
  for (const { keys, n, ...held } of await groupsOf(db, cases, source, {})) {
    const columns = held as unknown as Record<string, string>;
    const value = states.length === 1 ? columns[states[0]!]! : pick(columns, states);
    const context = held.context ?? {};
    const after = migrate({ value, context }) as Stored<MachineOf<N>>;
    // throws where the machine knows no such state
    machineOf(machine, to).resolveState(after);
    const moved = states.length === 1 ? { [states[0]!]: after.value as string } : (after.value as Advanced['states']);
    await moveGroup(db, cases, {
      keys,
      after: { accepted: true, states: moved, context: after.context as object, effects: [] },
      within: undefined,
      set: [sql`machine_version = ${to}`],
      ...(fact ? { follows: [recording(fact, sql`moved`)] } : {}),
    });
    migrated.push({ before: Object.values(pick(columns, states)).join('.'), after: Object.values(moved).join('.'), n });
  }
  return migrated;
}

const pick = (columns: Record<string, string>, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, columns[name]!]));
