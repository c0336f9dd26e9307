import type { AssignmentContext, ChaseStep, Effect } from '../../workflows/index.js';
import { actOnMany, type AssignmentGroup } from '../assignments/index.js';
import { receiptDueAt } from '../calendar/index.js';
import type { ClassRules } from '../directives/index.js';
import type { Fact } from '../ledger/index.js';
import { SYSTEM } from '../platform/caller.js';
import { sql, type Db } from '../platform/database/sql.js';
import { forgetFaults, isOfTheRows, keepFault } from './chase-fault.js';
import { afterBy, calendarsOf, laddersOf } from './chase-rules.queries.js';
import type { Due, DueRows } from './claim-due.js';
import { byLastStep } from './last-step.queries.js';
import { dueStep, type DueStep, type Rules } from './due-step.rules.js';

/** What a run did. */
export interface Counts {
  reminded: number;
  escalated: number;
  /** Acknowledgements that nothing had followed: they are to be given again. */
  expired: number;
}

const isEscalation = (effects: readonly Effect[]): boolean => effects.some(({ type }) => type === 'escalateToSuperior');

const KIND_OF = {
  reminded: 'assignment.reminded',
  escalated: 'assignment.escalated',
  silent: 'assignment.relaySilent',
  expired: 'assignment.acknowledgementExpired',
} as const;

/** Whoever passed the paper on to some is reminded of the rest; silent is only who passed it on to nobody. */
function kindOf(step: DueStep, effects: readonly Effect[], relay: string): (typeof KIND_OF)[keyof typeof KIND_OF] {
  if (step.does === 'expire') return KIND_OF.expired;
  if (isEscalation(effects)) return KIND_OF.escalated;
  return step.does === 'step' && step.stage === 'relay' && relay === 'owed' ? KIND_OF.silent : KIND_OF.reminded;
}

/** The term of who does not pass the paper on is told by its first step: afterwards the row holds when it is chased next. */
function payloadOf(step: DueStep, context: AssignmentContext, group: AssignmentGroup): Fact['payload'] {
  if (step.does !== 'step') return { stage: 'receipt', ordinal: context.receiptReminders };
  const { stage, event } = step;
  const taken = 'step' in event ? (event.step as ChaseStep) : undefined;
  const isFirst = taken ? taken.n === 1 : group.relay !== 'silent';
  const reminders = { relay: 1, work: context.workReminders, begin: taken?.n ?? 1 };
  return {
    stage,
    ...(stage === 'relay' && isFirst && group.relayDueAt ? { relayDueAt: group.relayDueAt.toISOString() } : {}),
    ordinal: reminders[stage as keyof typeof reminders] ?? context.receiptReminders,
    ...(taken ? { step: taken.n, to: taken.to } : {}),
  };
}

/** Rows of one cascade that are chased by the same rules and calendar. */
interface Chased {
  rows: readonly Due[];
  rules: Rules;
  /** By when what has expired is to be acknowledged again. */
  receiptDueAt: Date;
}

async function chaseRows(db: Db, { rows, rules, ...chased }: Chased, at: Date, result: Counts): Promise<void> {
  const { cascadeId } = rows[0]!;
  const claimed = sql`(select * from unnest(${rows.map((r) => r.cascadeId)}::uuid[], ${rows.map((r) => r.id)}::uuid[]) k (cascade_id, id))`;
  const known = new Map<AssignmentGroup, DueStep>();
  const stepOf = (group: AssignmentGroup): DueStep => {
    const step = known.get(group) ?? dueStep(group, rules, at);
    known.set(group, step);
    return step;
  };
  const nextOf = (group: AssignmentGroup, isOfRelay: boolean): Date | undefined => {
    const step = stepOf(group);
    return step.does === 'step' && (step.stage === 'relay') === isOfRelay ? step.next : undefined;
  };
  const counts = await actOnMany(db, claimed, {
    event: (group) => {
      const step = stepOf(group);
      return 'event' in step ? step.event : undefined;
    },
    by: SYSTEM,
    at,
    kind: (effects, group) => kindOf(stepOf(group), effects, group.relay),
    payload: (context, _, group) => payloadOf(stepOf(group), context, group),
    due: (group) => (stepOf(group).does === 'expire' ? { receiptDueAt: chased.receiptDueAt } : {}),
    afterReminder: (group) => nextOf(group, false),
    afterRelayStep: (group) => nextOf(group, true),
    waitsUntil: (group) => {
      const step = stepOf(group);
      return step.does === 'wait' ? step.until : undefined;
    },
    counted: (effects, n) => {
      result[countedAs(effects)] += n;
    },
    cascadeId,
    isFrequent: true,
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

/**
 * What the claim found, by directive: the claim spans cascades, what it leads to is written in one each, by the rules that
 * were frozen into one directive.
 */
function byDirective(due: readonly Due[]): Due[][] {
  const groups = new Map<string, Due[]>();
  for (const row of due) {
    const group = groups.get(row.directiveId);
    if (group) group.push(row);
    else groups.set(row.directiveId, [row]);
  }
  return [...groups.values()];
}

async function chaseGroup(db: Db, group: readonly Due[], at: Date, ladders: ClassRules): Promise<Counts> {
  const counts: Counts = { reminded: 0, escalated: 0, expired: 0 };
  const calendars = await calendarsOf(
    db,
    group.map(({ unitId }) => unitId),
  );
  for (const { calendar, isOf } of calendars) {
    const rows = group.filter(({ unitId }) => isOf(unitId));
    if (rows.length === 0) continue;
    const { at: expires } = receiptDueAt(at, ladders.receipt, calendar);
    for (const { since, rows: alike } of await byLastStep(db, rows, { ladders, at })) {
      const rules = { ladders, after: afterBy(calendar), ...(since ? { since } : {}) };
      await chaseRows(db, { rows: alike, rules, receiptDueAt: expires }, at, counts);
    }
  }
  return counts;
}

/** What a batch took, and of how many of these rows the rules or the calendar could not be followed. */
export type Batch = Counts & { claimed: number; faulty: number };

/**
 * Does something with rows inside a savepoint of the caller's transaction.
 * @returns its answer, or the error that is of the rows; what is of the moment is thrown
 */
async function apart<T>(db: Db, does: () => Promise<T>): Promise<{ done: T } | { error: unknown }> {
  await sql`savepoint chase_group`.execute(db);
  try {
    const done = await does();
    await sql`release savepoint chase_group`.execute(db);
    return { done };
  } catch (error) {
    if (!isOfTheRows(error)) throw error;
    await sql`rollback to savepoint chase_group`.execute(db);
    return { error };
  }
}

/** Rows that cannot be chased, and the first of the reasons. */
interface Faulty {
  rows: readonly Due[];
  error?: unknown;
}

/**
 * Takes the next step of the rows of one directive. Where that fails, each half is tried alone, down to the one row or the
 * one local calendar that is the reason: it holds up no others.
 * @returns the rows that failed alone
 */
async function chaseApart(
  db: Db,
  rows: readonly Due[],
  at: Date,
  { ladders, total }: { ladders: ClassRules; total: Counts },
): Promise<Faulty> {
  const outcome = await apart(db, () => chaseGroup(db, rows, at, ladders));
  if ('done' in outcome) {
    add(total, outcome.done);
    return { rows: [] };
  }
  if (rows.length === 1) return { rows, error: outcome.error };
  const half = Math.ceil(rows.length / 2);
  const first = await chaseApart(db, rows.slice(0, half), at, { ladders, total });
  const second = await chaseApart(db, rows.slice(half), at, { ladders, total });
  return { rows: [...first.rows, ...second.rows], error: first.error ?? second.error };
}

function add(total: Counts, counts: Counts): void {
  for (const name of ['reminded', 'escalated', 'expired'] as const) total[name] += counts[name];
}

/**
 * Takes the policy's next step with rows that are claimed, inside the caller's transaction. Rows whose rules cannot be
 * followed are put off and written down.
 * @param at  business instant
 */
export async function chaseClaimed(db: Db, due: readonly Due[], at: Date): Promise<Batch> {
  const total: Batch = { claimed: due.length, faulty: 0, reminded: 0, escalated: 0, expired: 0 };
  for (const rows of byDirective(due)) {
    const ladders = await apart(db, () => laddersOf(db, rows[0]!.directiveId));
    const faulty: Faulty =
      'done' in ladders
        ? await chaseApart(db, rows, at, { ladders: ladders.done, total })
        : { rows, error: ladders.error };
    if (faulty.rows.length > 0) await keepFault(db, faulty.rows, faulty.error, at);
    total.faulty += faulty.rows.length;
  }
  if (due.length > 0) await forgetFaults(db, due, at);
  return total;
}

/** The same of at most so many of the rows that have fallen due, which it claims. */
export const chaseBatch = async (db: Db, due: DueRows, most: number): Promise<Batch> =>
  chaseClaimed(db, await due.claim(db, most), due.at);
