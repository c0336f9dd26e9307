import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { CURRENT, type MachineName } from '../../workflows/index.js';
import { ASSIGNMENT_CASES } from '../assignments/index.js';
import { DIRECTIVE_CASES } from '../directives/index.js';
import { countOnVersions, migrateCases, type CaseTable, type Migrated } from '../durable/index.js';
import { Column, type Fact } from '../ledger/index.js';
import { MESSAGE_CASES } from '../mail/index.js';
import { isOperator, type Caller } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { dbOf, type Db } from '../platform/database/sql.js';
import { invalid, notPermitted } from '../platform/errors.js';
import { transactional } from '../platform/failpoints.js';
import { REPORT_CASES } from '../reports/index.js';

/** Rows that one transaction moves: small enough that its locks are short. */
const BATCH = 5000;

const TABLES: readonly CaseTable<MachineName>[] = [ASSIGNMENT_CASES, DIRECTIVE_CASES, REPORT_CASES, MESSAGE_CASES];

const column = (name: string): Column => new Column(name, 'text');

/** What the history says of each row; of a message, whose state does not change, nothing. */
const factOf = (machine: MachineName, from: number, at: Date, by: Caller): Fact | undefined => {
  const common = { at, by, cascadeId: column('cascade_id'), payload: { from, to: from + 1 } };
  if (machine === 'assignment')
    return {
      ...common,
      kind: 'assignment.migrated',
      unitId: column('unit_id'),
      directiveId: column('directive_id'),
      assignmentId: column('id'),
    };
  if (machine === 'directive')
    return { ...common, kind: 'directive.migrated', unitId: column('issuer_id'), directiveId: column('id') };
  return undefined;
};

export interface MachineVersions {
  machine: MachineName;
  current: number;
  versions: { version: number; n: number }[];
}

export interface MachineMigrated {
  machine: MachineName;
  from: number;
  to: number;
  dryRun: boolean;
  total: number;
  groups: Migrated[];
}

class DryRun extends Error {}

/** Moves running cases from one version of their machine to the next: an explicit act, with a dry run of the same code. */
@Injectable()
export class MigrateMachine {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** How many rows are on which version of each machine that has more than one, or might have. */
  async versions(): Promise<MachineVersions[]> {
    const db = dbOf(this.em.fork());
    const counted = TABLES.map(async (table) => ({
      machine: table.machine,
      current: CURRENT[table.machine],
      versions: await countOnVersions(db, table),
    }));
    return Promise.all(counted);
  }

  /**
   * Batch after batch, each a transaction of its own. Interrupted, it leaves whole rows on one version or the other, and
   * is run again. A dry run does all of it in one transaction and undoes it.
   * @throws ProductError `invalid` where there is no such machine or no migration from that version, `not-permitted`
   */
  async execute(
    machine: string,
    { from, dryRun, stop }: { from: number; dryRun: boolean; stop?: AbortSignal | undefined },
    by: Caller,
    progress: (done: number) => void,
  ): Promise<MachineMigrated> {
    if (!isOperator(by))
      throw notPermitted('Chỉ người vận hành mới làm được việc này.', 'Only the operator may do this.');
    const table = TABLES.find((one) => one.machine === machine);
    if (!table || from < 1 || from >= CURRENT[table.machine])
      throw invalid(
        `Không có phiên bản ${from} của quy trình "${machine}" để chuyển; xem \`thongsuot machines list\`.`,
        `There is no version ${from} of the machine "${machine}" to migrate; see \`thongsuot machines list\`.`,
      );
    const groups = dryRun ? await this.rehearse(table, from, by) : await this.all(table, { from, stop }, by, progress);
    const total = groups.reduce((sum, { n }) => sum + n, 0);
    return { machine: table.machine, from, to: from + 1, dryRun, total, groups };
  }

  private async all(
    table: CaseTable<MachineName>,
    { from, stop }: { from: number; stop?: AbortSignal | undefined },
    by: Caller,
    progress: (done: number) => void,
  ): Promise<Migrated[]> {
    const groups: Migrated[] = [];
    for (;;) {
      const batch = await transactional(this.em, 'machine.batchMigrated', async (em) =>
        this.batch(dbOf(em), table, { from, limit: BATCH, by }),
      );
      if (batch.length === 0 || stop?.aborted) return summed([...groups, ...batch]);
      groups.push(...batch);
      progress(groups.reduce((sum, { n }) => sum + n, 0));
    }
  }

  private async rehearse(table: CaseTable<MachineName>, from: number, by: Caller): Promise<Migrated[]> {
    let groups: Migrated[] = [];
    try {
      await transactional(this.em, 'machine.rehearsed', async (em) => {
        groups = await this.batch(dbOf(em), table, { from, limit: Number.MAX_SAFE_INTEGER, by });
        throw new DryRun();
      });
    } catch (error) {
      if (!(error instanceof DryRun)) throw error;
    }
    return summed(groups);
  }

  private async batch(
    db: Db,
    table: CaseTable<MachineName>,
    { from, limit, by }: { from: number; limit: number; by: Caller },
  ): Promise<Migrated[]> {
    const fact = factOf(table.machine, from, await this.clock.now(db), by);
    return migrateCases(db, table, { from, limit, fact });
  }
}

/** Groups of the same move added up. */
function summed(groups: readonly Migrated[]): Migrated[] {
  const byMove = new Map<string, Migrated>();
  for (const group of groups) {
    const key = `${group.before} ${group.after}`;
    byMove.set(key, { ...group, n: group.n + (byMove.get(key)?.n ?? 0) });
  }
  return [...byMove.values()].toSorted((a, b) => b.n - a.n);
}
