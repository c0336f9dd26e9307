import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { AssignmentContext, Effect } from '../../workflows/index.js';
import { actOnMany, dueEventOf } from '../assignments/index.js';
import { dueWithin, loadCalendar, receiptDueAt } from '../calendar/index.js';
import type { Fact } from '../ledger/index.js';
import { SYSTEM } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { dbOf, rowsOf, sql, type Db } from '../platform/database/sql.js';
import { committing, transactional } from '../platform/failpoints.js';
import { vnDate } from '../platform/vn-time.js';
import { namedOn } from '../units/index.js';

/** Rows that one transaction claims: few enough that nobody waits long for its locks. */
const BATCH = 500;
/**
 * What falls due at the close of one day is spread over all directives. Of so many rows a batch takes those of the
 * cascades that have most: what it writes is a statement for each cascade, whatever the number of rows.
 */
const LOOK_AHEAD = 5000;
/** More than one batch is looked at, so that two processes do not wait for each other's rows. */
const CANDIDATES = 4;

/** Who is reminded or told by a run, and why. */
export interface Chased {
  template: 'reminder' | 'escalation' | 'reacknowledge';
  stage: 'receipt' | 'relay' | 'work';
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
  constructor(readonly result: ChaseResult) {
    super('dry run');
  }
}

/** A reminder falls due in one stage: every effect of its step names it. What expires is to be acknowledged again. */
const stageOf = ([first]: readonly Effect[]): string =>
  (first?.params as { stage?: string } | undefined)?.stage ?? 'receipt';

/** Whoever passed the paper on to some is reminded of the rest; silent is only who passed it on to nobody. */
const KIND_OF: Readonly<Record<ReturnType<typeof dueEventOf>, (escalates: boolean, relay: string) => ChaseKind>> = {
  REMINDER_DUE: (escalates) => (escalates ? 'assignment.escalated' : 'assignment.reminded'),
  RELAY_OVERDUE: (escalates, relay) =>
    escalates ? 'assignment.escalated' : relay === 'partly' ? 'assignment.reminded' : 'assignment.relaySilent',
  ACKNOWLEDGEMENT_EXPIRED: () => 'assignment.acknowledgementExpired',
};
type ChaseKind =
  'assignment.reminded' | 'assignment.escalated' | 'assignment.relaySilent' | 'assignment.acknowledgementExpired';
const isEscalation = (effects: readonly Effect[]): boolean => effects.some(({ type }) => type === 'escalateToSuperior');

/**
 * Reminds the units whose deadline has passed, and tells the superior when the policy's reminders are used up. Due rows
 * are found by their instant and claimed by lock: a missed tick is made up for, a doubled one finds nothing.
 */
@Injectable()
export class ChaseDue {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** @param at  business instant; now where it is not given */
  async execute(at?: Date): Promise<ChaseResult> {
    const total: ChaseResult = { at: at ?? (await this.clock.now()), reminded: 0, escalated: 0, expired: 0, would: [] };
    for (;;) {
      const batch = await transactional(this.em, 'chase.batchChased', (em) => chaseBatch(dbOf(em), total.at, BATCH));
      total.reminded += batch.reminded;
      total.escalated += batch.escalated;
      total.expired += batch.expired;
      if (batch.claimed < BATCH) break;
    }
    await this.beat(total);
    return total;
  }

  /** The same code on everything that is due, undone at the end: nothing is written, nothing is sent. */
  async rehearse(at?: Date): Promise<ChaseResult> {
    const instant = at ?? (await this.clock.now());
    try {
      await transactional(this.em, 'chase.rehearsed', async (em) => {
        const db = dbOf(em);
        const { reminded, escalated, expired } = await chaseBatch(db, instant, Number.MAX_SAFE_INTEGER);
        throw new DryRun({ at: instant, reminded, escalated, expired, would: await queuedBy(db, instant) });
      });
    } catch (error) {
      if (error instanceof DryRun) return error.result;
      throw error;
    }
    throw new Error('a dry run ended without being undone');
  }

  private async beat({ at, reminded, escalated, expired }: ChaseResult): Promise<void> {
    const db = dbOf(this.em.fork());
    const beating = sql`insert into job_heartbeat (job, ran_at, recorded_at, detail)
      values ('chase', ${at}, clock_timestamp(), ${JSON.stringify({ reminded, escalated, expired })}::jsonb)
      on conflict (job) do update set ran_at = excluded.ran_at, recorded_at = excluded.recorded_at, detail = excluded.detail`;
    await committing(db, 'chase.heartbeat', () => beating.execute(db));
  }
}

/** What the policy frozen into the directive says of a chase, in working days. */
interface Terms {
  /** To the next reminder. */
  every: number;
  /** To acknowledge again what has expired. */
  receiptDays: number;
}

interface Due extends Terms {
  cascadeId: string;
  id: string;
}

type Counts = Record<'reminded' | 'escalated' | 'expired', number>;

const DUE = sql`a.cascade_id as "cascadeId", a.id, (d.policy ->> 'remindEveryWorkingDays')::int as every,
  (d.policy ->> 'receiptWorkingDays')::int as "receiptDays"`;

/** Claims rows of the cascades that have most among those that fell due first. */
const dueOfFew = (db: Db, at: Date, most: number): Promise<Due[]> =>
  rowsOf(
    db,
    sql`with near as materialized (
        select cascade_id, id from assignment where next_chase_at <= ${at}
        order by next_chase_at limit ${Math.max(most, LOOK_AHEAD)}),
      candidate as materialized (
        select cascade_id, id, count(*) over (partition by cascade_id) as beside from near
        order by beside desc, cascade_id, id limit ${most * CANDIDATES})
      select ${DUE} from candidate c join assignment a on a.cascade_id = c.cascade_id and a.id = c.id
        join directive d on d.id = a.directive_id
      where a.next_chase_at <= ${at} order by c.beside desc, a.cascade_id, a.id limit ${most} for update of a skip locked`,
  );

/** Claims the rows that fell due first, whosesoever they are. */
const dueFirst = (db: Db, at: Date, most: number): Promise<Due[]> =>
  rowsOf(
    db,
    sql`select ${DUE} from assignment a join directive d on d.id = a.directive_id
      where a.next_chase_at <= ${at} order by a.next_chase_at limit ${most} for update of a skip locked`,
  );

async function chaseBatch(db: Db, at: Date, most: number): Promise<Counts & { claimed: number }> {
  const few = await dueOfFew(db, at, most);
  // somebody else may hold all that was looked at
  const due = few.length > 0 ? few : await dueFirst(db, at, most);
  const result = { claimed: due.length, reminded: 0, escalated: 0, expired: 0 };
  if (due.length === 0) return result;
  const calendar = await loadCalendar(db);
  for (const rows of byCascade(due)) {
    const { every, receiptDays } = rows[0]!;
    const next = dueWithin(vnDate(at), every, calendar).at;
    const receipt = receiptDueAt(at, { workingDays: receiptDays }, calendar).at;
    await chaseRows(db, rows, { at, next, receiptDueAt: receipt, result });
  }
  return result;
}

/**
 * What the claim found, cascade by cascade and within it by terms: the claim spans cascades, what it leads to is written in
 * one each.
 */
function byCascade(due: readonly Due[]): Due[][] {
  const groups = new Map<string, Due[]>();
  for (const row of due) {
    const key = `${row.cascadeId} ${row.every} ${row.receiptDays}`;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()];
}

interface Chasing {
  at: Date;
  /** Close of the working day on which the policy reminds next. */
  next: Date;
  /** By when what has expired is to be acknowledged again. */
  receiptDueAt: Date;
  result: Counts;
}

async function chaseRows(db: Db, rows: readonly Due[], chasing: Chasing): Promise<void> {
  const { at, next, result } = chasing;
  const { cascadeId } = rows[0]!;
  const claimed = sql`(select * from unnest(${rows.map((r) => r.cascadeId)}::uuid[], ${rows.map((r) => r.id)}::uuid[]) k (cascade_id, id))`;
  const counts = await actOnMany(db, claimed, {
    event: (group) => ({ type: dueEventOf(group, at) }),
    by: SYSTEM,
    at,
    kind: (effects, group) => KIND_OF[dueEventOf(group, at)](isEscalation(effects), group.relay),
    payload: (context, effects, group) => payloadOf(stageOf(effects), context, group.relayDueAt),
    due: (group) => (dueEventOf(group, at) === 'ACKNOWLEDGEMENT_EXPIRED' ? { receiptDueAt: chasing.receiptDueAt } : {}),
    afterReminder: (group) => (dueEventOf(group, at) === 'REMINDER_DUE' ? next : undefined),
    counted: (effects, n) => {
      result[countedAs(effects)] += n;
    },
    cascadeId,
  });
  // what the machine refuses has nothing left to be chased for by what has fallen due; what is still to come stays
  if (counts.refused > 0)
    await sql`update assignment a set remind_at = ${later('remind_at', at)}, relay_due_at = ${later('relay_due_at', at)},
        follow_due_at = ${later('follow_due_at', at)},
        next_chase_at = least(${later('remind_at', at)}, ${later('relay_due_at', at)}, ${later('follow_due_at', at)})
      from ${claimed} k where a.cascade_id = ${cascadeId} and a.id = k.id and a.next_chase_at <= ${at}`.execute(db);
}

const later = (column: string, at: Date) => sql`case when a.${sql.ref(column)} > ${at} then a.${sql.ref(column)} end`;

const countedAs = (effects: readonly Effect[]): keyof Counts => {
  if (effects.some(({ type }) => type === 'askToAcknowledgeAgain')) return 'expired';
  return isEscalation(effects) ? 'escalated' : 'reminded';
};

/** Who does not pass the paper on is reminded once; the fact keeps the term that was over. */
const payloadOf = (stage: string, context: AssignmentContext, relayDueAt: Date | null): Fact['payload'] => ({
  stage,
  ...(stage === 'relay' && relayDueAt ? { relayDueAt: relayDueAt.toISOString() } : {}),
  ordinal: stage === 'relay' ? 1 : stage === 'work' ? context.workReminders : context.receiptReminders,
});

const queuedBy = (db: Db, at: Date): Promise<Chased[]> =>
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
      where m.queued_at = ${at} and m.template in ('reminder', 'escalation', 'reacknowledge') and a.version = split_part(m.key, ':', 3)::int
      order by u.code limit 20000`,
  );
