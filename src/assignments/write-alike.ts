import { Logger } from '@nestjs/common';
import type { AssignmentContext, AssignmentRegions, Effect } from '../../workflows/index.js';
import { movingAlike } from '../durable/index.js';
import { Column, recording, type Fact } from '../ledger/index.js';
import { actingFor, type Caller } from '../platform/caller.js';
import { PREPARED, rowsOf, sql, type Db, type RawBuilder } from '../platform/database/sql.js';
import { roomFor } from '../platform/room.js';
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
  /** Whether it may be written with others; else it is alone, and waits for whoever holds the row. */
  mayShare: boolean;
}

/**
 * What an act adds to the statement, in terms of columns of `held` and `moved` instead of values: those of the row, and
 * `acting_at`, `acting_actor`, `acting_capacity`, `acting_mandate`, and `acting_office`: the unit or the one that acts for it.
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
 * transaction, for what may be many offices' acts. A row that somebody holds is left out, and a statement that fails is
 * done again, act by act: so nobody waits long for another's lock, or fails by another's fault.
 * @returns the row; undefined where it had changed since it was read, or was left out: the act begins anew, alone
 */
export async function writeAlike(db: Db, act: Act): Promise<HeldAssignment | undefined> {
  const alone = async (): Promise<HeldAssignment | undefined> => (await moveAlike(db, [act], false)).get(act.row.id);
  const group = act.moved.mayShare && !db.isTransaction ? groupFor(db, act) : undefined;
  if (!group) return alone();
  group.acts.set(act.row.unitId, act);
  try {
    return (await group.written).get(act.row.id);
  } catch (error) {
    if (!IN_THE_WAY.has((error as { code?: unknown }).code))
      log.warn({ msg: 'acts are written alone', error: String(error) });
    return alone();
  }
}

const log = new Logger('assignments');
/** A lock that was not given in time, two that each wait for the other, and a number that is taken. */
const IN_THE_WAY: ReadonlySet<unknown> = new Set(['55P03', '40P01', '23505']);

type Rows = Promise<ReadonlyMap<string, HeldAssignment>>;

interface Group {
  /** By unit: each has one register to number them in. */
  acts: Map<string, Act>;
  written: Rows;
}

interface Desk {
  gathering: Map<string, Group>;
  room: ReturnType<typeof roomFor>;
}

const desks = new WeakMap<Db, Desk>();

function deskOf(db: Db): Desk {
  const desk = desks.get(db) ?? { gathering: new Map<string, Group>(), room: roomFor(STATEMENTS_AT_ONCE) };
  desks.set(db, desk);
  return desk;
}

/** The statement that still gathers acts like this one; undefined where its unit has one in it already. */
function groupFor(db: Db, act: Act): Group | undefined {
  const { gathering, room } = deskOf(db);
  const key = keyOf(act);
  const known = gathering.get(key);
  if (known?.acts.has(act.row.unitId)) return undefined;
  if (known && known.acts.size < ROWS_AT_MOST) return known;
  const acts = new Map<string, Act>();
  const written = room(async () => {
    // what is asked for in the same turn of the event loop goes with it
    await new Promise<void>((resolve) => setImmediate(resolve));
    if (gathering.get(key) === group) gathering.delete(key);
    return moveAlike(db, [...acts.values()], true);
  });
  const group: Group = { acts, written };
  gathering.set(key, group);
  return group;
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
  acting_actor: column(acts, 'text', ({ options }) => options.by.actor),
  acting_capacity: column(acts, 'text', ({ row, options }) => actingFor(options.by, row.unitId).capacity),
  acting_mandate: column(acts, 'uuid', ({ options }) => options.by.mandate ?? null),
  acting_office: column(acts, 'uuid', ({ row, options }) => officeOf(options.by, row.unitId)),
  acting_remind: column(acts, 'timestamptz', ({ timers }) => timers.remindAt),
  acting_relay: column(acts, 'timestamptz', ({ timers }) => timers.relayDueAt),
  acting_follow: column(acts, 'timestamptz', ({ timers }) => timers.followDueAt),
  acting_next: column(acts, 'timestamptz', ({ timers, moved }) => firstOfTimers(timers, moved.context.paused)),
});

const officeOf = (by: Caller, unitId: string): string | null => (by.alsoFor?.includes(unitId) ? by.unitId : unitId);

/** @param acts  alike, of one cascade, at least one */
async function moveAlike(db: Db, acts: readonly Act[], isImpatient: boolean): Rows {
  const { row, moved, options, alike } = acts[0]!;
  const { regions, context, effects } = moved;
  const fact: Fact = {
    kind: options.kind,
    at: new Column('acting_at', 'instant'),
    by: { actor: new Column('acting_actor', 'text'), capacity: new Column('acting_capacity', 'text'), unitId: null },
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
      sql`remind_at = h.acting_remind, relay_due_at = h.acting_relay, follow_due_at = h.acting_follow, next_chase_at = h.acting_next`,
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
