import type { AssignmentContext, AssignmentRegions, Effect } from '../../workflows/index.js';
import { movingAlike } from '../durable/index.js';
import { Column, recording, type Fact } from '../ledger/index.js';
import { actingFor, type Caller } from '../platform/caller.js';
import { PREPARED, rowsOf, sql, type Db, type RawBuilder } from '../platform/database/sql.js';
import { together } from '../platform/database/together.js';
import { HELD, type HeldAssignment } from './assignment.queries.js';
import { regionsText, stateOf } from './assignment.rules.js';
import type { AssignmentFactKind } from './assignments.facts.js';
import { ASSIGNMENT_CASES } from './case.js';
import { carry } from './effects.js';
import { firstOfTimers, type Timers } from './timer.rules.js';

/** What a step makes of a row, and what follows from it. */
export interface Moved {
  regions: AssignmentRegions;
  context: AssignmentContext;
  effects: readonly Effect[];
  /** Nobody was in the way yet. */
  isFirst: boolean;
}

/**
 * What an act adds to the statement, in terms of columns of `held` and `moved` instead of values: those of the row, and
 * `acting_at`, `actor`, `capacity`, `mandate_id`, and `office_id`, which is the unit or the one that acts for it.
 */
export interface Alike {
  /** Acts with the same key add the same. */
  key: string;
  payload: Fact['payload'];
  set: RawBuilder<unknown>;
  /** Expressions that run before the rows move. */
  also: readonly RawBuilder<unknown>[];
  /** Relations of `also` that the update reads from, each with a column `held_id`. */
  from: readonly string[];
}

interface Act {
  row: HeldAssignment;
  moved: Moved;
  timers: Timers;
  options: { kind: AssignmentFactKind; by: Caller; said?: Readonly<Record<string, string>> };
  alike: Alike;
}

/** Rows that one statement moves for others, and how many such statements run at once. */
const ROWS_AT_MOST = 50;
const STATEMENTS_AT_ONCE = 4;

/**
 * Writes one act, with those of the same moment that move rows of the same cascade alike: one statement, and so one
 * transaction, for what may be many offices' acts. None of them waits for another's lock or fails by another's fault:
 * a row that somebody holds is left out, and whoever got nothing from the statement is written alone.
 * @returns the row; undefined where it had changed since it was read
 */
export async function writeAlike(db: Db, act: Act): Promise<HeldAssignment | undefined> {
  if (db.isTransaction || !act.moved.isFirst) return (await moveAlike(db, [act], false)).get(act.row.id);
  try {
    return (await (await writing(db, act)).get(act))?.get(act.row.id);
  } catch {
    return (await moveAlike(db, [act], false)).get(act.row.id);
  }
}

type Rows = Promise<ReadonlyMap<string, HeldAssignment>>;

const writing = together((db, acts: readonly Act[]): Promise<ReadonlyMap<Act, Rows>> => {
  const written = new Map<Act, Rows>();
  for (const group of groupsOf(acts)) {
    const rows = moveAlike(db, group, true);
    for (const act of group) written.set(act, rows);
  }
  return Promise.allSettled(written.values()).then(() => written);
}, STATEMENTS_AT_ONCE);

/** Acts that one statement writes; no unit is in a group twice, since it has one register to number them in. */
function groupsOf(acts: readonly Act[]): Act[][] {
  const groups: Act[][] = [];
  const filling = new Map<string, { acts: Act[]; units: Set<string> }>();
  for (const act of acts) {
    const { row } = act;
    const key = keyOf(act);
    const known = filling.get(key);
    const isFull = !known || known.acts.length === ROWS_AT_MOST || known.units.has(row.unitId);
    const group = isFull ? { acts: [], units: new Set<string>() } : known;
    if (isFull) {
      filling.set(key, group);
      groups.push(group.acts);
    }
    group.acts.push(act);
    group.units.add(row.unitId);
  }
  return groups;
}

/** Equal for acts that the statement says the same of; a message names the instant at which it was queued. */
function keyOf({ row, moved: { regions, context, effects }, options: { kind, said }, alike }: Act): string {
  const queuedAt = effects.length > 0 ? row.now : null;
  return JSON.stringify([row.cascadeId, stateOf(row), regions, context, effects, kind, said, queuedAt, alike.key]);
}

const column = (acts: readonly Act[], type: string, of: (act: Act) => unknown): RawBuilder<unknown> =>
  sql`${acts.map(of)}::${sql.raw(type)}[]`;

/** What each act brings of its own. */
const broughtBy = (acts: readonly Act[]): Record<string, RawBuilder<unknown>> => ({
  acting_at: column(acts, 'timestamptz', ({ row }) => row.now),
  actor: column(acts, 'text', ({ options }) => options.by.actor),
  capacity: column(acts, 'text', ({ row, options }) => actingFor(options.by, row.unitId).capacity),
  mandate_id: column(acts, 'uuid', ({ options }) => options.by.mandate ?? null),
  office_id: column(acts, 'uuid', ({ row, options }) => officeOf(options.by, row.unitId)),
  remind: column(acts, 'timestamptz', ({ timers }) => timers.remindAt),
  relay_due: column(acts, 'timestamptz', ({ timers }) => timers.relayDueAt),
  follow_due: column(acts, 'timestamptz', ({ timers }) => timers.followDueAt),
  next_chase: column(acts, 'timestamptz', ({ timers, moved }) => firstOfTimers(timers, moved.context.paused)),
});

const officeOf = (by: Caller, unitId: string): string | null => (by.alsoFor?.includes(unitId) ? by.unitId : unitId);

/** @param acts  alike, of one cascade, at least one */
async function moveAlike(db: Db, acts: readonly Act[], isImpatient: boolean): Rows {
  const { row, moved, options, alike } = acts[0]!;
  const { regions, context, effects } = moved;
  const fact: Fact = {
    kind: options.kind,
    at: new Column('acting_at', 'instant'),
    by: { actor: new Column('actor', 'text'), capacity: new Column('capacity', 'text'), unitId: null },
    unitId: new Column('unit_id', 'text'),
    cascadeId: row.cascadeId,
    directiveId: new Column('directive_id', 'text'),
    assignmentId: new Column('id', 'text'),
    from: stateOf(row),
    to: stateOf(regions),
    payload: { version: new Column('version', 'integer'), regions: regionsText(regions), ...alike.payload },
  };
  const moving = movingAlike(ASSIGNMENT_CASES, {
    routing: row.cascadeId,
    rows: acts.map((act) => act.row),
    brought: broughtBy(acts),
    after: { states: { ...regions }, context },
    set: [
      sql`remind_at = h.remind, relay_due_at = h.relay_due, follow_due_at = h.follow_due, next_chase_at = h.next_chase`,
      alike.set,
    ],
    also: alike.also,
    from: alike.from,
    isImpatient,
  });
  const parts = [
    ...moving,
    recording(fact, sql`moved`),
    ...effects.map((effect) => carry(effect, row.now, options.said)),
  ];
  const rows = await rowsOf(
    db,
    sql<HeldAssignment>`${sql.raw(PREPARED)} with ${sql.join(parts)} select ${HELD}, a.acting_at as now from moved a`,
  );
  return new Map(rows.map((after) => [after.id, after]));
}
