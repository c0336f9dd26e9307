import { machineOf, step, type AssignmentContext, type AssignmentRegions } from '../../workflows/index.js';
import { calendarParts, type Calendar } from '../calendar/index.js';
import { Column, recording, type Fact } from '../ledger/index.js';
import { planForSets } from '../platform/database/planning.js';
import { rowsOf, sql, type Db } from '../platform/database/sql.js';
import { regionsOf } from './assignment.rules.js';
import {
  concerned,
  edgesAndEnding,
  OPEN_DUTY,
  taking,
  type DutyMove,
  type MovedDuties,
  type Term,
} from './duty-move.js';
import { actOnMany } from './act-on-many.js';
import { openSuccessors } from './open-successors.js';
import { receiptOfSuccessor, workOfSuccessor } from './successor-clock.js';

/**
 * Moves the duties of one cascade to the units that take over: open ones close as superseded, successors open with a
 * link, one per directive and unit; one who owes the same already takes it along. All in the caller's transaction and
 * by sets; done again it finds nothing left. What is finished stays finished, linked to where it counts.
 */
export async function moveDuties(db: Db, cascadeId: string, move: DutyMove): Promise<MovedDuties> {
  await planForSets(db);
  const terms = await lockedTerms(db, cascadeId, move);
  if (terms.length === 0) return { superseded: 0, opened: 0 };
  const { waiting, late, ...moved } = await openSuccessors(db, cascadeId, move, terms);
  if (waiting) {
    await takeWaitingAlong(db, cascadeId, move);
    await sendAbandoned(db, cascadeId, move);
    await endRelays(db, cascadeId, move);
  }
  if (!late) return moved;
  const more = await moveDuties(db, cascadeId, move);
  return { superseded: moved.superseded + more.superseded, opened: moved.opened + more.opened };
}

interface LockedGroup extends AssignmentRegions {
  /** Of a unit that ends or hands over; else of one that takes over, and may take this along. */
  moves: boolean;
  machineVersion: number;
  context: AssignmentContext;
  directiveId: string;
  issuedAt: Date;
  receiptWorkingDays: number;
  receiptDueAt: Date | null;
  workDueAt: Date | null;
}

/** Locks what is to be moved, asks the machine once per group of equal rows, and counts the new deadlines once per old. */
async function lockedTerms(db: Db, cascadeId: string, move: DutyMove): Promise<Term[]> {
  const groups = await rowsOf<LockedGroup>(
    db,
    sql`with ${edgesAndEnding(move)}, held as materialized (
        select a.*, (${concerned(cascadeId, move)}) as moves from assignment a
        where a.cascade_id = ${cascadeId} and ((${concerned(cascadeId, move)}) or (${taking(cascadeId)})) order by a.id for update)
      select distinct a.moves, a.machine_version as "machineVersion", a.receipt, a.relay, a.work, a.standing, a.context,
        a.directive_id as "directiveId", d.issued_at as "issuedAt", a.receipt_due_at as "receiptDueAt",
        a.work_due_at as "workDueAt", (d.policy ->> 'receiptWorkingDays')::int as "receiptWorkingDays"
      from held a join directive d on d.id = a.directive_id where ${OPEN_DUTY}`,
  );
  const terms = new Map<string, Term>();
  if (!groups.some(({ moves }) => moves)) return [];
  for (const group of groups) {
    mustBeMovable(group);
    const { directiveId, receiptDueAt, workDueAt, issuedAt, receiptWorkingDays: workingDays } = group;
    const by = (calendar: Calendar) => ({
      receipt: receiptOfSuccessor(receiptDueAt, move.clock.receipt, { at: move.startedAt, calendar, workingDays }),
      work: workOfSuccessor(workDueAt, move.clock.work, { at: move.startedAt, calendar, issuedAt }),
    });
    terms.set(`${directiveId} ${receiptDueAt?.getTime()} ${workDueAt?.getTime()}`, {
      directiveId,
      receiptDueAt,
      workDueAt,
      ...by(move.calendar),
      own: move.ownCalendars.map(({ calendar, unitIds }) => ({ unitIds, ...by(calendar) })),
    });
  }
  return [...terms.values()];
}

/** @throws Error where the machine of a row does not let it be superseded, or would change more than its standing */
function mustBeMovable(group: LockedGroup): void {
  const before = regionsOf(group);
  const machine = machineOf('assignment', group.machineVersion);
  const moved = step(machine, { value: { ...before }, context: group.context }, { type: 'SUPERSEDE' });
  const after = { ...before, standing: 'superseded' };
  const isPlain = moved.accepted && JSON.stringify(regionsOf(moved.value as never)) === JSON.stringify(after);
  if (!isPlain)
    throw new Error(`version ${group.machineVersion} of the assignment machine does not supersede as rows do`);
}

/** Units that go on and waited for a superior that has ended now wait for what took its duty over. */
async function takeWaitingAlong(db: Db, cascadeId: string, { reorganisationId, at, by }: DutyMove): Promise<void> {
  const fact: Fact = {
    kind: 'assignment.superiorChanged',
    at,
    by,
    unitId: new Column('unit_id', 'text'),
    cascadeId,
    directiveId: new Column('directive_id', 'text'),
    assignmentId: new Column('id', 'text'),
    payload: {
      version: new Column('version', 'integer'),
      superior: new Column('parent_id', 'text'),
      was: new Column('was', 'text'),
      reorganisation: reorganisationId,
    },
  };
  await sql`
    with moved as (
      update assignment c set parent_id = t.id, sender_id = t.unit_id, version = c.version + 1
      from assignment_succession s join assignment t on t.cascade_id = ${cascadeId} and t.id = s.to_id
      where s.cascade_id = ${cascadeId} and s.reorganisation_id = ${reorganisationId} and s.main_to
        and c.cascade_id = ${cascadeId} and c.parent_id = s.from_id and c.id <> t.id
        and c.receipt = 'expected' and c.standing = 'inForce'
      returning c.*, s.from_id as was
    ), ${recording(fact, sql`moved`)} select 1`.execute(db);
}

/** Units that waited for a superior that has ended, and that nobody follows, get the paper at once. */
async function sendAbandoned(
  db: Db,
  cascadeId: string,
  { effectiveOn, startedAt, at, by, ended }: DutyMove,
): Promise<void> {
  const left = await rowsOf<{ ids: string[]; workingDays: number }>(
    db,
    sql`with waiting as materialized (
        select c.id, c.directive_id, p.unit_id, p.standing
        from assignment c join assignment p on p.cascade_id = ${cascadeId} and p.id = c.parent_id
        where c.cascade_id = ${cascadeId} and c.receipt = 'expected' and c.standing = 'inForce'
          and p.unit_id in (select unit_id from ${ended} x) for update of c),
      left_alone as (
        select * from waiting where standing = 'superseded' or unit_heir(unit_id, ${effectiveOn}::date) is null)
      select array_agg(l.id) as ids, (d.policy ->> 'receiptWorkingDays')::int as "workingDays"
      from left_alone l join directive d on d.id = l.directive_id group by 2`,
  );
  for (const { ids, workingDays } of left) {
    const rows = sql`assignment a where a.cascade_id = ${cascadeId} and a.id = any(${ids}::uuid[])`;
    for (const { calendar, has } of await calendarParts(db, sql`(select a.unit_id from ${rows})`)) {
      const receiptDueAt = receiptOfSuccessor(null, { rule: 'restart' }, { at: startedAt, calendar, workingDays });
      await actOnMany(db, sql`(select a.cascade_id, a.id from ${rows} and ${has(sql`a.unit_id`)})`, {
        event: { type: 'RELAY' },
        by,
        at,
        cascadeId,
        kind: () => 'assignment.relayed',
        set: sql`sent_at = ${at}`,
        due: () => ({ receiptDueAt }),
      });
    }
  }
}

/** Who passes the paper on now owes it where units wait for it, and no longer owes it where nobody does. */
async function endRelays(db: Db, cascadeId: string, { at, by }: DutyMove): Promise<void> {
  const waited = sql`a.id in (select c.parent_id from assignment c where c.cascade_id = ${cascadeId}
    and c.receipt = 'expected' and c.standing = 'inForce' and c.parent_id is not null)`;
  const inForce = sql`select a.cascade_id, a.id from assignment a where a.cascade_id = ${cascadeId} and a.standing = 'inForce'`;
  await actOnMany(db, sql`(${inForce} and a.relay in ('none', 'relayed') and ${waited} for update)`, {
    event: { type: 'SUBORDINATES_WAIT' },
    by,
    at,
    cascadeId,
    kind: () => 'assignment.subordinatesWait',
  });
  await actOnMany(db, sql`(${inForce} and a.relay in ('owed', 'silent', 'partly') and not ${waited} for update)`, {
    event: { type: 'NOBODY_WAITS' },
    by,
    at,
    cascadeId,
    kind: () => 'assignment.nobodyWaits',
  });
}
