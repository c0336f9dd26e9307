import { accepts, machineOf, type AssignmentEvent } from '../../../workflows/index.js';
import type { Fact } from '../../ledger/index.js';
import { SYSTEM, type Caller } from '../../platform/caller.js';
import { firstOf, rowsOf, sql, type Db, type RawBuilder } from '../../platform/database/sql.js';
import { assignmentById, type HeldAssignment } from '../assignment.queries.js';
import { regionsOf } from '../assignment.rules.js';
import { STATUS_OF_WORK } from './supervised.rules.js';

/** The one step of an assignment, which itself comes back here where what it did counts for somebody else. */
type Acting<Result> = (
  db: Db,
  id: string,
  options: {
    event: AssignmentEvent;
    by: Caller;
    kind: 'assignment.supervised';
    payload: Fact['payload'];
    sealed?: Readonly<Record<string, string>>;
    set: (row: HeldAssignment) => RawBuilder<unknown>[];
  },
) => Promise<Result>;

const CASES = Object.entries(STATUS_OF_WORK).map(
  ([work, status]) => sql`when ${sql.lit(work)} then ${sql.lit(status)}`,
);

/**
 * What the third party `unit` of the assignment counts as by its own assignment in the cascade, as a scalar query; null
 * where it has none. The one that was passed on by whoever sees to it goes before others.
 */
export const statusByOwnWork = (
  cascade: RawBuilder<unknown>,
  unit: RawBuilder<unknown>,
  assignment: RawBuilder<unknown>,
): RawBuilder<unknown> => sql`(
  select case o.work ${sql.join(CASES, sql` `)} end from assignment o
  where o.cascade_id = ${cascade} and o.unit_id = ${unit} and o.id <> ${assignment}
    and o.role = 'action' and o.standing = 'inForce'
  order by (o.parent_id is not distinct from ${assignment}) desc, o.id limit 1)`;

/**
 * Locks an assignment and those of everybody who sees to its unit, and so on upward, in the order of their ids, which is
 * the order in which acts on many rows lock them; their third parties are read and written only afterwards.
 * @param units  whose own assignments are held too: units about to be seen to, whose work may be moving just now
 */
export async function lockUpward(
  db: Db,
  { cascadeId, id, unitId }: HeldAssignment,
  units: readonly string[] = [],
): Promise<HeldAssignment> {
  await sql`with recursive upward (id, unit_id) as (
      select ${id}::uuid, ${unitId}::uuid
      union
      select a.id, a.unit_id from upward u
        join supervised s on s.cascade_id = ${cascadeId} and s.unit_id = u.unit_id
        join assignment a on a.cascade_id = ${cascadeId} and a.id = s.assignment_id
    )
    select 1 from assignment a where a.cascade_id = ${cascadeId}
      and (a.id in (select id from upward) or a.unit_id = any(${[...units]}::uuid[]))
    order by a.id for update`.execute(db);
  return assignmentById(db, id);
}

interface Settling<Result> {
  act: Acting<Result>;
  by: Caller;
  payload: Fact['payload'];
  /** Free text that came with it. */
  sealed?: Readonly<Record<string, string>>;
}

/**
 * Tells the machine how many third parties are left, inside the caller's transaction, which holds the assignment: with
 * the last of them the work is implemented.
 * @throws ProductError `not-possible-now`
 */
export async function settle<Result>(
  db: Db,
  row: HeldAssignment,
  { act, by, payload, sealed }: Settling<Result>,
): Promise<Result> {
  const left = await countLeft(db, row);
  const isNobody = left === 0 && !(await seesToAny(db, row));
  return act(db, row.id, {
    event: { type: 'SUPERVISE', left, ...(isNobody ? { nobody: true } : {}) },
    by,
    kind: 'assignment.supervised',
    payload: { ...payload, left, ...(isNobody ? { nobody: true } : {}) },
    ...(sealed ? { sealed } : {}),
    // a unit that waits for an answer goes on afterwards: what is done meanwhile does not end its work
    set: ({ now, work }) => [
      left === 0 && !isNobody && work !== 'waitingOnIssuer'
        ? sql`work_done_at = coalesce(a.work_done_at, ${now}::timestamptz)`
        : sql`work_done_at = null::timestamptz`,
    ],
  });
}

/**
 * A unit goes on after it waited for an answer, or was to acknowledge again: what its third parties did meanwhile counts
 * now, inside the same transaction. Where nothing changed meanwhile the work stays as it is.
 */
export async function settleAgain<Result extends { row: HeldAssignment }>(
  db: Db,
  before: HeldAssignment,
  { after, act }: { after: HeldAssignment; act: Acting<Result> },
): Promise<HeldAssignment> {
  if (!(await seesToAny(db, after)) || !isSettling(after)) return after;
  const left = await countLeft(db, after);
  const isDone = left === 0 && before.work === 'waitingOnIssuer';
  if (!isDone && left === after.context.supervisedLeft) return after;
  return (await settle(db, after, { act, by: SYSTEM, payload: {} })).row;
}

const seesToAny = async (db: Db, { cascadeId, id }: HeldAssignment): Promise<boolean> =>
  (await firstOf(
    db,
    sql`select 1 from supervised where cascade_id = ${cascadeId} and assignment_id = ${id} limit 1`,
  )) !== undefined;

/** How many third parties have something left to do. */
async function countLeft(db: Db, { cascadeId, id }: HeldAssignment): Promise<number> {
  const { n } = (await firstOf(
    db,
    sql<{ n: number }>`select count(distinct unit_id)::int as n from supervised
      where cascade_id = ${cascadeId} and assignment_id = ${id} and status in ('open', 'begun')`,
  ))!;
  return n;
}

/** Whether somebody sees to a unit in the cascade. */
export const isSeenTo = async (db: Db, { cascadeId, unitId, id }: HeldAssignment): Promise<boolean> =>
  (await firstOf(
    db,
    sql`select 1 from supervised where unit_id = ${unitId} and cascade_id = ${cascadeId} and assignment_id <> ${id} limit 1`,
  )) !== undefined;

/**
 * The work of a unit has come to count anew: whoever sees to it has its third parties settled, inside the same
 * transaction, which has locked them. Where a duty has gone on to its report, nothing moves.
 */
export async function followWork(
  db: Db,
  { cascadeId, unitId, id, now }: HeldAssignment,
  act: Acting<unknown>,
): Promise<void> {
  const supervisors = await rowsOf<{ id: string }>(
    db,
    sql`select distinct assignment_id as id from supervised
      where unit_id = ${unitId} and cascade_id = ${cascadeId} and assignment_id <> ${id} order by 1`,
  );
  for (const supervisor of supervisors) {
    const row = await assignmentById(db, supervisor.id);
    const changed = await rowsOf<{ task: number; status: string }>(
      db,
      sql`update supervised s set status = x.status, changed_at = ${now}
        from (select ${statusByOwnWork(sql`${cascadeId}::uuid`, sql`${unitId}::uuid`, sql`${row.id}::uuid`)} as status) x
        where s.cascade_id = ${cascadeId} and s.assignment_id = ${row.id} and s.unit_id = ${unitId}
          and x.status is not null and s.status <> x.status
        returning s.task, s.status`,
    );
    if (changed.length === 0 || !isSettling(row)) continue;
    await settle(db, row, { act, by: SYSTEM, payload: { unit: unitId, status: changed[0]!.status, byOwnWork: id } });
  }
}

/** Whether the machine takes a new count now. */
const isSettling = (row: HeldAssignment): boolean =>
  accepts(machineOf('assignment', row.machineVersion), { value: { ...regionsOf(row) }, context: row.context }, [
    { type: 'SUPERVISE', left: 0 },
  ]).length > 0;
