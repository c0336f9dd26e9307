import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { act, type ActResult, type HeldAssignment } from '../assignments/index.js';
import type { Caller } from '../platform/caller.js';
import { dbOf, firstOf, sql, type Db } from '../platform/database/sql.js';
import { invalid } from '../platform/errors.js';
import { transactional } from '../platform/failpoints.js';
import { asItIs } from './forward-as-it-is.js';
import { meaninglessIn } from './forwarding.rules.js';
import { afterRecall } from './own-dispatch/after-recall.queries.js';
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
   *   understood, or means nothing beside the rest
   */
  async execute(id: string, forwarding: Forwarding, by: Caller): Promise<Forwarded> {
    const own = forwarding.dispatch !== undefined || forwarding.text !== undefined || forwarding.draft !== undefined;
    if (own) mayIssue(by);
    const meaningless = meaninglessIn(forwarding);
    if (meaningless) throw invalid(meaningless.words.vi, meaningless.words.en, { field: meaningless.field });
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

/** Units that wait for the paper, and those that waited and have nothing of it any more. */
async function stillExpected(db: Db, row: HeldAssignment): Promise<number> {
  const waiting = await firstOf(
    db,
    sql<{ n: number }>`select count(*)::int as n from assignment
      where cascade_id = ${row.cascadeId} and parent_id = ${row.id} and receipt = 'expected' and standing = 'inForce'`,
  );
  return waiting!.n + (await afterRecall(db, row)).filter(({ waited }) => waited).length;
}
