import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { mayDo } from '../access/index.js';
import {
  act,
  actOnMany,
  assignmentById,
  mustActFor,
  mustBeWithinReach,
  ofUnits,
  openAssignments,
  refuse,
  type ActResult,
  type HeldAssignment,
} from '../assignments/index.js';
import { loadCalendar, type DueOperator } from '../calendar/index.js';
import {
  type DatedTerm,
  datedTermOf,
  deadlinesAt,
  directiveById,
  type DirectiveRow,
  DraftDirective,
} from '../directives/index.js';
import { readOpenText, type Dispatch } from '../dispatches/index.js';
import { isOperator, type Caller } from '../platform/caller.js';
import { dbOf, firstOf, rowsOf, sql, type Db } from '../platform/database/sql.js';
import { invalid, notPermitted, notPossibleNow } from '../platform/errors.js';
import { transactional } from '../platform/failpoints.js';
import { vnDate, vnTime } from '../platform/vn-time.js';
import { resolveAddressees, unitsByIds } from '../units/index.js';
import { carryTasks, isWritten, type ForwardedTask } from './carry-tasks.js';
import { IssueDirective } from './issue-directive.usecase.js';
import { isIssuedAlready, unitsOfDraft } from './own-dispatch.queries.js';

export interface Forwarding {
  /** Addressees as a clerk writes them, or codes; empty passes it on to every unit that waits for this relay. */
  to: readonly string[];
  /** The unit's own dispatch, with its own number and tasks; without it the paper goes on as it is. */
  dispatch?: Dispatch | undefined;
  text?: string | undefined;
  /** Its tasks in place of those that were read, or which task of the paper above each of those carries out. */
  tasks?: readonly ForwardedTask[] | undefined;
  subject?: string | undefined;
  dueOn?: string | undefined;
  dueOperator?: DueOperator | undefined;
}

/** Passes a paper on to subordinates, inside the same cascade. */
@Injectable()
export class ForwardAssignment {
  constructor(
    private readonly em: EntityManager,
    private readonly draft: DraftDirective,
    private readonly issue: IssueDirective,
  ) {}

  /**
   * Units that have it already are left alone; where that is all of them the act is a repeat. An own dispatch is a
   * directive of its own, and takes whoever may issue one.
   * @throws ProductError `not-found`, `not-permitted`, `not-possible-now`, `invalid` with what was not understood
   */
  async execute(id: string, forwarding: Forwarding, by: Caller): Promise<ActResult & { forwarded: number }> {
    const own = forwarding.dispatch !== undefined || forwarding.text !== undefined;
    if (own) mayIssue(by);
    // outside the transaction, so that the record of an attempt after the end outlives the refusal
    const ready = await mustBePossible(dbOf(this.em.fork()), id, by);
    const passingOn = transactional(this.em, 'assignment.forwarded', async (em) => {
      const db = dbOf(em);
      await hold(db, ready);
      const row = await mustBePossible(db, id, by);
      const { forwarded, ...more } = own
        ? await this.withOwnDispatch(db, row, forwarding, by)
        : { forwarded: await asItIs(db, row, forwarding, by) };
      if (forwarded === 0) return { row, repeated: true, forwarded };
      const left = await stillExpected(db, row);
      const done = await act(db, id, {
        event: { type: 'FORWARD', all: left === 0 },
        by,
        kind: 'assignment.forwarded',
        payload: { units: forwarded, ownDispatch: own, stillExpected: left, ...more },
      });
      return { ...done, forwarded };
    });
    return passingOn.catch(async (error: unknown) => {
      await mustBePossible(dbOf(this.em.fork()), id, by);
      throw error;
    });
  }

  private async withOwnDispatch(
    db: Db,
    row: HeldAssignment,
    { tasks = [], ...forwarding }: Forwarding,
    by: Caller,
  ): Promise<{ forwarded: number; tasksCarried?: number[]; stoodInFor?: number }> {
    const written = tasks.filter(isWritten);
    const issuer = await codeOf(db, row, by);
    // what was drafted only to find that it is there already is undone with its facts
    await sql`savepoint own_dispatch`.execute(db);
    const id = await this.draft.within(
      db,
      {
        ...forwarding,
        ...termOf(row, forwarding),
        ...(written.length > 0 ? { tasks: written } : {}),
        issuer,
        rosterOn: vnDate(row.now),
        ...(forwarding.to.length > 0
          ? { addressees: forwarding.to.map((text) => ({ text, role: 'action' as const })) }
          : {}),
      },
      by,
      { cascadeId: row.cascadeId, parentAssignmentId: row.id },
    );
    if (await isIssuedAlready(db, row, id)) {
      await sql`rollback to savepoint own_dispatch`.execute(db);
      return { forwarded: 0 };
    }
    const tasksCarried = await carryTasks(db, row, { id, given: tasks });
    await mustBeWithinReach(db, row, await unitsOfDraft(db, id));
    const { assignments } = await this.issue.within(db, id, by);
    return { forwarded: assignments, tasksCarried, stoodInFor: await standInFor(db, row, { id, by }) };
  }
}

/**
 * A unit that waited for the paper itself and got the own dispatch instead owes what that asks: what it waited for ends,
 * replaced, and waits for nobody any more.
 * @returns how many waited
 */
async function standInFor(
  db: Db,
  { cascadeId, id: parent, now }: HeldAssignment,
  { id, by }: { id: string; by: Caller },
): Promise<number> {
  const waiting = sql`(select w.cascade_id, w.id from assignment w where w.cascade_id = ${cascadeId}
    and w.parent_id = ${parent} and w.receipt = 'expected' and w.standing = 'inForce' and exists (
      select 1 from assignment o where o.cascade_id = ${cascadeId} and o.directive_id = ${id} and o.unit_id = w.unit_id))`;
  const { moved } = await actOnMany(db, waiting, {
    event: { type: 'SUPERSEDE' },
    by,
    at: now,
    cascadeId,
    kind: () => 'assignment.replaced',
    payload: () => ({ by: id }),
    set: sql`closed_at = ${now}`,
  });
  return moved;
}

/** The deadline of an own dispatch: what its text says, else that of the paper it passes on. */
function termOf({ workDueAt }: HeldAssignment, { dueOn, text }: Forwarding): DatedTerm | undefined {
  if (dueOn !== undefined) return undefined;
  const inherited = workDueAt && {
    dueOn: vnDate(workDueAt),
    dueOperator: 'at-latest' as const,
    dueHour: vnTime(workDueAt),
  };
  return (text === undefined ? undefined : datedTermOf(readOpenText(text))) ?? inherited ?? undefined;
}

/** @throws ProductError `not-permitted` */
function mayIssue(by: Caller): void {
  if (mayDo(by.role, 'directives.issue') || isOperator(by)) return;
  throw notPermitted(
    'Văn bản riêng của đơn vị do văn thư hoặc lãnh đạo ban hành; cán bộ chỉ chuyển tiếp nguyên văn.',
    'A clerk or leader issues the unit’s own dispatch; an officer passes the paper on as it is.',
  );
}

/**
 * Holds the directive, so that nobody ends, pauses or amends it while units are added under it; then the duty and those
 * that wait for it, in the order in which acts on many rows lock them: else the two would wait for each other.
 */
async function hold(db: Db, { cascadeId, directiveId, id }: HeldAssignment): Promise<void> {
  await sql`select 1 from directive where id = any(${[cascadeId, directiveId]}::uuid[]) order by id for key share`.execute(
    db,
  );
  await sql`select 1 from assignment where cascade_id = ${cascadeId} and (id = ${id} or parent_id = ${id})
    order by id for update`.execute(db);
}

async function mustBePossible(db: Db, id: string, by: Caller): Promise<HeldAssignment> {
  const row = await assignmentById(db, id);
  mustActFor(by, row.unitId);
  if (row.standing !== 'inForce') await refuse(db, row, { event: { type: 'FORWARD', all: false }, by });
  if (row.receipt !== 'acknowledged')
    throw notPossibleNow(
      'Hãy tiếp nhận văn bản trước khi chuyển tiếp.',
      'Acknowledge the paper before passing it on.',
      { assignment: id },
    );
  return row;
}

/** Whose dispatch it is: the unit's own, or that of the one which stands for it where it has ended. */
async function codeOf(db: Db, row: HeldAssignment, by: Caller): Promise<string> {
  const succeeds = by.alsoFor?.includes(row.unitId) ?? false;
  const [unit] = await unitsByIds(db, [succeeds ? by.unitId! : row.unitId], vnDate(row.now));
  return unit!.code;
}

interface Child {
  cascadeId: string;
  id: string;
  unitId: string;
  /** For this relay; what a reorganisation closed no longer does. */
  waits: boolean;
}

async function asItIs(
  db: Db,
  row: HeldAssignment,
  { to, dueOn, dueOperator }: Forwarding,
  by: Caller,
): Promise<number> {
  const children = await rowsOf<Child>(
    db,
    sql`select cascade_id as "cascadeId", id, unit_id as "unitId",
        receipt = 'expected' and standing = 'inForce' as waits from assignment
      where cascade_id = ${row.cascadeId} and parent_id = ${row.id} order by id for update`,
  );
  const wanted = to.length === 0 ? undefined : new Set(await unitsMeant(db, row, to));
  const relayed = children.filter((child) => child.waits && (!wanted || wanted.has(child.unitId)));
  const known = new Set([row.unitId, ...children.map(({ unitId }) => unitId)]);
  const added = [...(wanted ?? [])].filter((unit) => !known.has(unit));
  if (!wanted && children.length === 0)
    throw invalid('Hãy nêu đơn vị nhận trong `to`.', 'Say in `to` which units it goes to.');
  await mustBeWithinReach(db, row, added);
  const directive = await directiveById(db, row.directiveId);
  const due = await dueOf(db, row, directive, dueOn, dueOperator);
  await relay(db, relayed, { at: row.now, by, receiptDueAt: due.receipt, sentVersion: directive.contentVersion });
  if (added.length > 0)
    await openAssignments(db, ofUnits(added), {
      cascadeId: row.cascadeId,
      directiveId: row.directiveId,
      senderId: row.unitId,
      parentId: row.id,
      at: row.now,
      by,
      receiptDueAt: due.receipt,
      workDueAt: due.work,
      terms: directive.policy,
      addresseeOrd: row.addresseeOrd,
      sentVersion: directive.contentVersion,
    });
  return relayed.length + added.length;
}

async function dueOf(
  db: Db,
  row: HeldAssignment,
  { policy }: DirectiveRow,
  dueOn: string | undefined,
  dueOperator: DueOperator | undefined,
): Promise<{ receipt: Date; work: Date | null }> {
  const terms = { acknowledgeBy: null, dueOn: dueOn ?? null, dueOperator: dueOperator ?? null, dueHour: null, policy };
  const due = deadlinesAt(terms, row.now, await loadCalendar(db));
  return { receipt: due.receipt, work: due.work ?? row.workDueAt };
}

/** Sends it to units that waited for this relay: their receipt falls due from now. */
async function relay(
  db: Db,
  children: readonly Child[],
  { at, by, receiptDueAt, sentVersion }: { at: Date; by: Caller; receiptDueAt: Date; sentVersion: number },
): Promise<void> {
  if (children.length === 0) return;
  const source = sql`(select * from unnest(${children.map((c) => c.cascadeId)}::uuid[], ${children.map((c) => c.id)}::uuid[])
    k (cascade_id, id))`;
  await actOnMany(db, source, {
    event: { type: 'RELAY' },
    by,
    at,
    kind: () => 'assignment.relayed',
    set: sql`sent_at = ${at}, sent_version = ${sentVersion}`,
    due: () => ({ receiptDueAt }),
    cascadeId: children[0]!.cascadeId,
  });
}

async function unitsMeant(db: Db, row: HeldAssignment, to: readonly string[]): Promise<string[]> {
  const resolved = await resolveAddressees(db, to, { issuerId: row.unitId, at: vnDate(row.now) });
  const unclear = resolved.flatMap(({ notUnderstood }) => (notUnderstood ? [notUnderstood] : []));
  if (unclear.length > 0)
    throw invalid(
      `Chưa rõ nơi nhận: ${unclear.map(({ text }) => `"${text}"`).join(', ')}.`,
      `Not understood: ${unclear.map(({ text }) => `"${text}"`).join(', ')}.`,
      { notUnderstood: unclear.map(({ text, candidates }) => ({ text, candidates })) },
    );
  return resolved.flatMap(({ units }) => units.map(({ id }) => id));
}

const stillExpected = async (db: Db, row: HeldAssignment): Promise<number> =>
  (await firstOf(
    db,
    sql<{ n: number }>`select count(*)::int as n from assignment
      where cascade_id = ${row.cascadeId} and parent_id = ${row.id} and receipt = 'expected' and standing = 'inForce'`,
  ))!.n;
