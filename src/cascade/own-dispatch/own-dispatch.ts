import { Injectable } from '@nestjs/common';
import { actOnMany, mustBeWithinReach, type HeldAssignment } from '../../assignments/index.js';
import type { DueOperator } from '../../calendar/index.js';
import { datedTermOf, directiveById, DraftDirective, mayDraftFor, type DatedTerm } from '../../directives/index.js';
import { readOpenText, type Dispatch } from '../../dispatches/index.js';
import type { Caller } from '../../platform/caller.js';
import { sql, type Db } from '../../platform/database/sql.js';
import { vnDate } from '../../platform/vn-time.js';
import type { ApprovalRow } from '../approving/approval.queries.js';
import { carriedBefore, carriedBy, carryTasks, isWritten, type ForwardedTask } from '../carry-tasks.js';
import { IssueDirective } from '../issue-directive.usecase.js';
import { issuedAlready, unitsOfDraft } from '../own-dispatch.queries.js';
import { inheritedTerm, ownIssuer } from './may-pass-on.js';
import { placeBelow } from './place-below.js';

/** An own dispatch as it is handed in with the act: by its text or its fields. */
export interface GivenDispatch {
  to: readonly string[];
  dispatch?: Dispatch | undefined;
  text?: string | undefined;
  tasks?: readonly ForwardedTask[] | undefined;
  subject?: string | undefined;
  dueOn?: string | undefined;
  dueOperator?: DueOperator | undefined;
}

/** One that was drafted before. */
export interface DraftedDispatch {
  draft: string;
  tasks?: readonly ForwardedTask[] | undefined;
  /** The request of the first person that is confirmed with this call. */
  approval?: string | undefined;
}

export interface OwnIssued {
  /** Zero where it was issued already, or waits for a second person. */
  forwarded: number;
  /** The own dispatch, as a directive. */
  ownDirective?: string;
  /** Tasks of the paper above that it carries on. */
  tasksCarried?: number[];
  /** Units that waited for the paper above and got this one instead. */
  stoodInFor?: number;
  pending?: ApprovalRow;
}

/** The dispatch of its own with which a unit passes a paper on: a directive of its own below the unit's duty. */
@Injectable()
export class OwnDispatch {
  constructor(
    private readonly draft: DraftDirective,
    private readonly issue: IssueDirective,
  ) {}

  /** Drafts and issues what is handed in. @throws ProductError as {@link DraftDirective} and {@link IssueDirective} */
  async ofGiven(db: Db, row: HeldAssignment, { tasks = [], ...given }: GivenDispatch, by: Caller): Promise<OwnIssued> {
    const written = tasks.filter(isWritten);
    const { code: issuer } = await ownIssuer(db, row, by);
    // what was drafted only to find that it is there already is undone with its facts
    await sql`savepoint own_dispatch`.execute(db);
    const id = await this.draft.within(
      db,
      {
        ...given,
        ...termOf(row, given),
        ...(written.length > 0 ? { tasks: written } : {}),
        issuer,
        rosterOn: vnDate(row.now),
        ...(given.to.length > 0 ? { addressees: given.to.map((text) => ({ text, role: 'action' as const })) } : {}),
      },
      by,
      { cascadeId: row.cascadeId, parentAssignmentId: row.id },
    );
    const before = await issuedAlready(db, row, id);
    if (before !== undefined) {
      await sql`rollback to savepoint own_dispatch`.execute(db);
      return again(db, before);
    }
    const tasksCarried = await carryTasks(db, row, { id, given: tasks });
    await mustBeWithinReach(db, row, await unitsOfDraft(db, id));
    const { assignments } = await this.issue.within(db, id, by);
    const stoodInFor = await standInFor(db, row, { id, by });
    return { forwarded: assignments, ownDirective: id, tasksCarried, stoodInFor };
  }

  /**
   * Issues one that was drafted before, and places it below the duty where it is not yet. What two persons confirm is the
   * draft with the tasks as they were mapped by the first.
   * @throws ProductError `not-found`, `not-permitted`, `invalid`, `not-possible-now`, `conflict`
   */
  async ofDraft(
    db: Db,
    row: HeldAssignment,
    { draft: id, tasks = [], approval }: DraftedDispatch,
    by: Caller,
  ): Promise<OwnIssued> {
    const own = await directiveById(db, id, true);
    mayDraftFor(by, own.issuerId);
    if (own.issuedAt && own.parentAssignmentId === row.id) return again(db, id);
    await placeBelow(db, row, own, by);
    const tasksCarried =
      approval === undefined ? await carryTasks(db, row, { id, given: tasks }) : await carriedBefore(db, row, id);
    await mustBeWithinReach(db, row, await unitsOfDraft(db, id));
    const pending = await this.issue.ready(db, await directiveById(db, id), { by, approval });
    if (pending) return { forwarded: 0, ownDirective: id, pending };
    // a draft is in nobody's cascade until it is issued: nobody above sees that it is being written
    await sql`update directive set cascade_id = ${row.cascadeId} where id = ${id}`.execute(db);
    const { assignments } = await this.issue.within(db, id, by, { isConfirmed: true });
    const stoodInFor = await standInFor(db, row, { id, by });
    return { forwarded: assignments, ownDirective: id, tasksCarried, stoodInFor };
  }
}

/** What was issued before: nobody gets it and nobody stops waiting by this call. */
async function again(db: Db, id: string): Promise<OwnIssued> {
  return { forwarded: 0, ownDirective: id, tasksCarried: await carriedBy(db, id), stoodInFor: 0 };
}

/**
 * A unit that waited for the paper itself and is to act on the own dispatch instead owes what that asks: what it waited
 * for ends, replaced, and waits for nobody any more. Who only gets a copy for information goes on waiting.
 * @returns how many waited
 */
async function standInFor(
  db: Db,
  { cascadeId, id: parent, now }: HeldAssignment,
  { id, by }: { id: string; by: Caller },
): Promise<number> {
  const waiting = sql`(select w.cascade_id, w.id from assignment w where w.cascade_id = ${cascadeId}
    and w.parent_id = ${parent} and w.receipt = 'expected' and w.standing = 'inForce' and exists (
      select 1 from assignment o where o.cascade_id = ${cascadeId} and o.directive_id = ${id} and o.unit_id = w.unit_id
        and o.role = 'action'))`;
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
function termOf(row: HeldAssignment, { dueOn, text }: GivenDispatch): DatedTerm | undefined {
  if (dueOn !== undefined) return undefined;
  return (text === undefined ? undefined : datedTermOf(readOpenText(text))) ?? inheritedTerm(row) ?? undefined;
}
