import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Stage } from '../../workflows/index.js';
import { Clock } from '../platform/clock.js';
import { bounded } from '../platform/database/bounds.js';
import { dbOf, rowsOf, sql, type Db } from '../platform/database/sql.js';
import { transactional } from '../platform/failpoints.js';
import { Heartbeats } from '../platform/heartbeat/heartbeats.js';
import { namedOn } from '../units/index.js';
import { chaseBatch, chaseClaimed, type Counts } from './chase-batch.js';
import { dueAfter, DueRows, type Due } from './claim-due.js';

/** Rows that one transaction claims: few enough that nobody waits long for its locks. */
const BATCH = 500;
/** Notices that a dry run lists; the others are counted. */
const MOST_SHOWN = 20_000;

/** Who is reminded or told by a run, and why. */
export interface Chased {
  template: 'reminder' | 'escalation' | 'reacknowledge';
  stage: Stage;
  assignment: string;
  unitCode: string;
  unitName: string;
  /** Whom the notice goes to: the unit, or its superior. */
  toCode: string;
  toName: string;
  address: string | null;
  dueAt: Date | null;
  ordinal: number;
  subject: string;
}

export interface ChaseResult {
  at: Date;
  reminded: number;
  escalated: number;
  /** Acknowledgements that nothing had followed: they are to be given again. */
  expired: number;
  /** Only of a dry run. */
  would: Chased[];
}

class DryRun extends Error {
  constructor(
    readonly rows: readonly Due[],
    readonly batch: Counts,
    readonly would: readonly Chased[],
  ) {
    super('dry run');
  }
}

/**
 * Reminds the units whose deadline has passed, and tells the superior when the policy's reminders are used up. Due rows
 * are found by their instant and claimed by lock: a missed tick is made up for, a doubled one finds nothing.
 */
@Injectable()
export class ChaseDue {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly heartbeats: Heartbeats,
  ) {}

  /** @param at  business instant; now where it is not given */
  async execute(at?: Date): Promise<ChaseResult> {
    const total: ChaseResult = { at: at ?? (await this.clock.now()), reminded: 0, escalated: 0, expired: 0, would: [] };
    const due = new DueRows(total.at);
    for (;;) {
      const batch = await transactional(this.em, 'chase.batchChased', async (em) => {
        await bounded(dbOf(em), this.heartbeats.periodSeconds('sweep'));
        return chaseBatch(dbOf(em), due, BATCH);
      });
      total.reminded += batch.reminded;
      total.escalated += batch.escalated;
      total.expired += batch.expired;
      const { reminded, escalated, expired } = batch;
      await this.heartbeats.beat('sweep', { reminded, escalated, expired });
      if (batch.claimed === 0) return total;
    }
  }

  /** The same code on everything that is due, undone at the end: nothing is written, nothing is sent. */
  async rehearse(at?: Date): Promise<ChaseResult> {
    const total: ChaseResult = { at: at ?? (await this.clock.now()), reminded: 0, escalated: 0, expired: 0, would: [] };
    let last: Due | undefined;
    do {
      const { rows, batch, would } = await this.undone(total.at, last);
      for (const name of ['reminded', 'escalated', 'expired'] as const) total[name] += batch[name];
      total.would.push(...would.slice(0, MOST_SHOWN - total.would.length));
      last = rows.length < BATCH ? undefined : rows.at(-1);
    } while (last);
    return total;
  }

  /** One batch of a dry run: nobody waits for its rows longer than it takes. */
  private async undone(at: Date, last: Due | undefined): Promise<DryRun> {
    try {
      await transactional(this.em, 'chase.rehearsed', async (em) => {
        const db = dbOf(em);
        const rows = await dueAfter(db, at, BATCH, last);
        const batch = await chaseClaimed(db, rows, at);
        throw new DryRun(rows, batch, await queuedBy(db, at, rows));
      });
    } catch (error) {
      if (error instanceof DryRun) return error;
      throw error;
    }
    throw new Error('a dry run ended without being undone');
  }
}

const queuedBy = (db: Db, at: Date, rows: readonly Due[]): Promise<Chased[]> =>
  rowsOf(
    db,
    sql`select m.template, coalesce(m.parameters ->> 'stage', 'receipt') as stage, a.id as assignment, u.code as "unitCode", p.name as "unitName",
        t.code as "toCode", tp.name as "toName", m.to_address as address, d.subject,
        case m.parameters ->> 'stage' when 'relay' then null when 'work' then a.work_due_at else a.receipt_due_at end as "dueAt",
        case m.parameters ->> 'stage' when 'relay' then '1' when 'work' then a.context ->> 'workReminders'
          else a.context ->> 'receiptReminders' end::int as ordinal
      from message m join assignment a on a.cascade_id = m.cascade_id and a.id = m.assignment_id
      join directive d on d.id = a.directive_id join unit u on u.id = a.unit_id join unit t on t.id = m.unit_id
      join ${namedOn('u.id', sql`d.roster_on`, 'p')}
      join ${namedOn('t.id', sql`d.roster_on`, 'tp')}
      where m.cascade_id = any(${[...new Set(rows.map((row) => row.cascadeId))]}::uuid[])
        and m.assignment_id = any(${rows.map(({ id }) => id)}::uuid[]) and m.queued_at = ${at} and m.template in ('reminder', 'escalation', 'reacknowledge', 'urgingLetter') and (m.template = 'urgingLetter' or split_part(m.key, ':', 3) = a.version::text)
      order by u.code`,
  );
