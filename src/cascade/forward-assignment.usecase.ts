import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import {
  act,
  actOnMany,
  mustBeWithinReach,
  ofUnits,
  openAssignments,
  type ActResult,
  type HeldAssignment,
} from '../assignments/index.js';
import { loadCalendar, type DueOperator } from '../calendar/index.js';
import { deadlinesAt, directiveById, type DirectiveRow } from '../directives/index.js';
import type { Caller } from '../platform/caller.js';
import { dbOf, firstOf, rowsOf, sql, type Db } from '../platform/database/sql.js';
import { invalid } from '../platform/errors.js';
import { transactional } from '../platform/failpoints.js';
import { vnDate } from '../platform/vn-time.js';
import { resolveAddressees } from '../units/index.js';
import { mayIssue, mustBePossible } from './own-dispatch/may-pass-on.js';
import { OwnDispatch, type GivenDispatch, type OwnIssued } from './own-dispatch/own-dispatch.js';

/**
 * `to` are addressees as a clerk writes them, or codes; empty passes it on to every unit that waits for this relay. With
 * `dispatch`, `text` or `draft` it goes on with the unit's own dispatch, with its own number and tasks, else as it is;
 * `tasks` are its tasks in place of those that were read, or which task of the paper above each of those carries out.
 */
export interface Forwarding extends GivenDispatch {
  /** The own dispatch, where it was drafted before. */
  draft?: string | undefined;
  /** The request of the first person that is confirmed with this call. */
  approval?: string | undefined;
}

export type Forwarded = ActResult & OwnIssued;

/** Passes a paper on to subordinates, inside the same cascade. */
@Injectable()
export class ForwardAssignment {
  constructor(
    private readonly em: EntityManager,
    private readonly own: OwnDispatch,
  ) {}

  /**
   * Units that have it already are left alone; where that is all of them the act is a repeat. An own dispatch is a
   * directive of its own, and takes whoever may issue one; where its policy asks for a second person, a draft waits.
   * @throws ProductError `not-found`, `not-permitted`, `not-possible-now`, `conflict`, `invalid` with what was not
   *   understood
   */
  async execute(id: string, forwarding: Forwarding, by: Caller): Promise<Forwarded> {
    const own = forwarding.dispatch !== undefined || forwarding.text !== undefined || forwarding.draft !== undefined;
    if (own) mayIssue(by);
    // outside the transaction, so that the record of an attempt after the end outlives the refusal
    const ready = await mustBePossible(dbOf(this.em.fork()), id, by);
    const passingOn = transactional(this.em, 'assignment.forwarded', async (em): Promise<Forwarded> => {
      const db = dbOf(em);
      await hold(db, ready);
      const row = await mustBePossible(db, id, by);
      const issued = own
        ? await this.withOwnDispatch(db, row, forwarding, by)
        : { forwarded: await asItIs(db, row, forwarding, by) };
      const { forwarded: units, ownDirective: _, pending, ...more } = issued;
      if (pending) return { row, repeated: false, ...issued };
      if (units === 0) return { row, repeated: true, ...issued };
      const left = await stillExpected(db, row);
      const done = await act(db, id, {
        event: { type: 'FORWARD', all: left === 0 },
        by,
        kind: 'assignment.forwarded',
        payload: { units, ownDispatch: own, stillExpected: left, ...more },
      });
      return { ...done, ...issued };
    });
    return passingOn.catch(async (error: unknown) => {
      await mustBePossible(dbOf(this.em.fork()), id, by);
      throw error;
    });
  }

  private withOwnDispatch(
    db: Db,
    row: HeldAssignment,
    { draft, approval, ...given }: Forwarding,
    by: Caller,
  ): Promise<OwnIssued> {
    if (draft === undefined) return this.own.ofGiven(db, row, given, by);
    return this.own.ofDraft(db, row, { draft, approval, tasks: given.tasks }, by);
  }
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
