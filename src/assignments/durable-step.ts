import {
  machineOf,
  step,
  type AssignmentContext,
  type AssignmentEvent,
  type AssignmentRegions,
  type Effect,
} from '../../workflows/index.js';
import { Column, record, recording, type Fact } from '../ledger/index.js';
import { actingFor, type Caller } from '../platform/caller.js';
import { firstOf, PREPARED, rowsOf, sql, type Db, type RawBuilder } from '../platform/database/sql.js';
import { conflict, notPossibleNow } from '../platform/errors.js';
import { assignmentById, HELD, type HeldAssignment } from './assignment.queries.js';
import { isRepeat, nextChase, regionsOf, stateOf } from './assignment.rules.js';
import type { AssignmentFactKind } from './assignments.facts.js';
import { carry } from './effects.js';
import { stateWords } from './state-words.js';

/** How often a single act is tried again when somebody else changes the row between its two round trips. */
const ATTEMPTS = 8;

/** What one act does besides moving the row. */
export interface ActOptions {
  event: AssignmentEvent;
  by: Caller;
  kind: AssignmentFactKind;
  payload?: Fact['payload'];
  sealed?: Readonly<Record<string, string>>;
  /** Further assignments to columns, e.g. sql`returned_at = ${now}`; may name the expressions of `also`. */
  set?: (row: HeldAssignment) => RawBuilder<unknown>[];
  /** Expressions of the statement that run before the row moves, each once for the row of `held`. */
  also?: (row: HeldAssignment) => RawBuilder<unknown>[];
  /** Relations of `also` that the update reads from. */
  from?: RawBuilder<unknown>;
  /** Refuses what only this act refuses; throws. */
  check?: (row: HeldAssignment) => void;
}

export interface ActResult {
  row: HeldAssignment;
  repeated: boolean;
}

const moveOf = (row: HeldAssignment, event: AssignmentEvent) =>
  step(machineOf('assignment', row.machineVersion), { value: { ...regionsOf(row) }, context: row.context }, event);

/**
 * Moves one assignment by one event: reads it, asks the machine, and writes row, fact and messages in one statement
 * that holds only while the row is as it was read; else it is tried again. Two round trips, no lock in between.
 * The same act again changes and records nothing.
 * @throws ProductError `not-possible-now` where the machine refuses; after the duty has ended the attempt is recorded
 */
export async function act(db: Db, id: string, options: ActOptions): Promise<ActResult> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const row = await assignmentById(db, id);
    options.check?.(row);
    const moved = moveOf(row, options.event);
    if (!moved.accepted) {
      if (isRepeat(row, options.event)) return { row, repeated: true };
      await refuse(db, row, options);
    } else {
      const regions = moved.value as unknown as AssignmentRegions;
      const after = await write(db, row, { ...regions, context: moved.context, effects: moved.effects }, options);
      if (after) return { row: after, repeated: false };
    }
  }
  throw conflict(
    'Nhiệm vụ đang được người khác cập nhật; hãy tải lại.',
    'The assignment is being changed by others; reload.',
  );
}

/**
 * Refuses an act that the present state does not allow; an attempt after the duty has ended is recorded.
 * @throws ProductError `not-possible-now`, always
 */
export async function refuse(
  db: Db,
  row: HeldAssignment,
  { event, by }: Pick<ActOptions, 'event' | 'by'>,
): Promise<never> {
  if (row.standing !== 'inForce')
    await record(db, [
      {
        kind: 'assignment.lateAttempt',
        at: row.now,
        by,
        unitId: row.unitId,
        cascadeId: row.cascadeId,
        directiveId: row.directiveId,
        assignmentId: row.id,
        payload: { event: event.type, standing: row.standing },
      },
    ]);
  const state = stateWords(stateOf(row));
  throw notPossibleNow(
    `Không thực hiện được ở trạng thái hiện tại: ${state.vi}.`,
    `Not possible in the present state: ${state.en}.`,
    { assignment: row.id },
  );
}

interface Moved extends AssignmentRegions {
  context: AssignmentContext;
  effects: readonly Effect[];
}

/** The single statement; undefined where the row had changed since it was read. */
function write(db: Db, row: HeldAssignment, moved: Moved, options: ActOptions): Promise<HeldAssignment | undefined> {
  const chaseAt = nextChase(row, { ...row, ...regionsOf(moved) }, { context: moved.context, now: row.now });
  const fact: Fact = {
    kind: options.kind,
    at: row.now,
    by: actingFor(options.by, row.unitId),
    unitId: row.unitId,
    cascadeId: row.cascadeId,
    directiveId: row.directiveId,
    assignmentId: row.id,
    from: stateOf(row),
    to: stateOf(moved),
    payload: { version: row.version + 1, ...options.payload },
    ...(options.sealed ? { sealed: options.sealed } : {}),
  };
  const held = sql`held as materialized (
    select * from assignment
    where cascade_id = ${row.cascadeId} and id = ${row.id} and version = ${row.version} for update)`;
  const update = sql`moved as (
    update assignment a set ${sql.join([
      sql`receipt = ${moved.receipt}, relay = ${moved.relay}, work = ${moved.work}, standing = ${moved.standing},
        context = ${JSON.stringify(moved.context)}::jsonb, next_chase_at = ${chaseAt}::timestamptz, version = a.version + 1`,
      ...(options.set?.(row) ?? []),
    ])}
    from ${sql.join([sql`held h`, ...(options.from ? [options.from] : [])])}
    where a.cascade_id = ${row.cascadeId} and a.id = h.id
    returning a.*)`;
  const effects = moved.effects.map((effect) => carry(effect, row.now));
  const parts = [held, ...(options.also?.(row) ?? []), update, recording(fact, sql`moved`), ...effects];
  return firstOf(
    db,
    sql<HeldAssignment>`${sql.raw(PREPARED)} with ${sql.join(parts)}
    select ${HELD}, ${row.now}::timestamptz as now from moved a`,
  );
}

/** What a bulk act does to each row besides moving it. */
export interface BulkOptions {
  event: AssignmentEvent;
  by: Caller;
  at: Date;
  /** The fact kind, by the effects of the group's step where it depends on them. */
  kind: (effects: readonly Effect[]) => AssignmentFactKind;
  payload?: (context: AssignmentContext, effects: readonly Effect[]) => Fact['payload'];
  set?: RawBuilder<unknown>;
  /** When a group that was reminded is chased next. */
  afterReminder?: Date;
  /** Told of each group that moved: what its step did, and of how many rows. */
  counted?: (effects: readonly Effect[], n: number) => void;
  /** The receipt deadline that begins with this act. */
  receiptDueAt?: Date | null;
  /** The cascade of all the rows, where it is one: without it plans for sets would read those of every year. */
  cascadeId?: string;
}

interface Group extends AssignmentRegions {
  machineVersion: number;
  context: AssignmentContext;
  receiptDueAt: Date | null;
  workDueAt: Date | null;
  nextChaseAt: Date | null;
  cascadeIds: string[];
  ids: string[];
}

/**
 * Moves many assignments by one event inside the caller's transaction: rows in the same state are one group, the
 * machine is asked once per group, and each answer is one statement. Rows whose machine refuses stay as they are.
 * @param source  relation in brackets with `cascade_id` and `id`, already locked by the caller
 * @returns how many rows moved, and how many were refused
 */
export async function actOnMany(
  db: Db,
  source: RawBuilder<unknown>,
  options: BulkOptions,
): Promise<{ moved: number; refused: number }> {
  const groups = await rowsOf<Group>(
    db,
    sql`select a.machine_version as "machineVersion", a.receipt, a.relay, a.work, a.standing, a.context, a.receipt_due_at as "receiptDueAt",
        a.work_due_at as "workDueAt", a.next_chase_at as "nextChaseAt", array_agg(a.cascade_id) as "cascadeIds", array_agg(a.id) as ids
      from assignment a join ${source} s on a.cascade_id = s.cascade_id and a.id = s.id
      where ${within(options)}
      group by a.machine_version, a.receipt, a.relay, a.work, a.standing, a.context, a.receipt_due_at, a.work_due_at, a.next_chase_at`,
  );
  const total = { moved: 0, refused: 0 };
  for (const group of groups) {
    const moved = await moveGroup(db, group, options);
    total[moved ? 'moved' : 'refused'] += group.ids.length;
  }
  return total;
}

const within = ({ cascadeId }: BulkOptions): RawBuilder<unknown> =>
  cascadeId === undefined ? sql`true` : sql`a.cascade_id = ${cascadeId}`;

async function moveGroup(db: Db, group: Group, options: BulkOptions): Promise<boolean> {
  const { event, at } = options;
  const machine = machineOf('assignment', group.machineVersion);
  const answer = step(machine, { value: { ...regionsOf(group) }, context: group.context }, event);
  if (!answer.accepted) return false;
  const regions = answer.value as unknown as AssignmentRegions;
  const due = { ...group, ...(options.receiptDueAt === undefined ? {} : { receiptDueAt: options.receiptDueAt }) };
  const chaseAt = nextChase(
    group,
    { ...due, ...regionsOf(regions) },
    { context: answer.context, now: at, afterReminder: options.afterReminder },
  );
  const fact: Fact = {
    kind: options.kind(answer.effects),
    at,
    by: options.by,
    unitId: new Column('unit_id', 'text'),
    cascadeId: new Column('cascade_id', 'text'),
    directiveId: new Column('directive_id', 'text'),
    assignmentId: new Column('id', 'text'),
    from: stateOf(group),
    to: stateOf(regions),
    payload: { version: new Column('version', 'integer'), ...options.payload?.(answer.context, answer.effects) },
  };
  const update = sql`moved as (
    update assignment a set receipt = ${regions.receipt}, relay = ${regions.relay}, work = ${regions.work},
      standing = ${regions.standing}, context = ${JSON.stringify(answer.context)}::jsonb,
      next_chase_at = ${chaseAt}::timestamptz, version = a.version + 1 ${options.set ? sql`, ${options.set}` : sql``}
    from unnest(${group.cascadeIds}::uuid[], ${group.ids}::uuid[]) k (cascade_id, id)
    where a.cascade_id = k.cascade_id and a.id = k.id and ${within(options)}
    returning a.*)`;
  const parts = [update, recording(fact, sql`moved`), ...answer.effects.map((effect) => carry(effect, at))];
  await sql`with ${sql.join(parts)} select 1`.execute(db);
  options.counted?.(answer.effects, group.ids.length);
  return true;
}
