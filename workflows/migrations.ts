import { start, type Stored } from './step.js';
import { machineOf, type MachineName, type MachineOf } from './versions.js';

/** How a case of one version of a machine goes on under the next. */
export interface MachineMigration<N extends MachineName = MachineName> {
  machine: N;
  from: number;
  to: number;
  /** Pure: the state and context that the case goes on with. It neither does nor undoes anything. */
  migrate: (stored: Stored<MachineOf<N>>) => Stored<MachineOf<N>>;
}

const declare = <N extends MachineName>(migration: MachineMigration<N>): MachineMigration => migration;

/**
 * Every declared step from one version of a machine to the next; run only as an explicit act.
 * The states of assignment, directive and delivery are a subset of those of the next version. What an assignment's terms
 * were is frozen at issue, so a migrated one has no term to relay or to be followed.
 */
export const MIGRATIONS: readonly MachineMigration[] = [
  declare({
    machine: 'assignment',
    from: 1,
    to: 2,
    migrate: ({ value, context }) => ({
      value,
      context: { ...start(machineOf('assignment', 2)).context, ...context },
    }),
  }),
  declare({ machine: 'directive', from: 1, to: 2, migrate: (stored) => stored }),
  declare({ machine: 'delivery', from: 1, to: 2, migrate: (stored) => stored }),
];

/**
 * The migration from a version to the next.
 * @throws RangeError where none is declared
 */
export function migrationOf(machine: MachineName, from: number): MachineMigration {
  const found = MIGRATIONS.find((migration) => migration.machine === machine && migration.from === from);
  if (!found) throw new RangeError(`no migration of the ${machine} machine from version ${from} is declared`);
  return found;
}
