import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { actOnMany } from '../../assignments/index.js';
import { calendarParts, receiptDueAt } from '../../calendar/index.js';
import { directiveById, mayFinishFor, moveDirective, recallAgain, type DirectiveRow } from '../../directives/index.js';
import { untilSent, withdrawMessages } from '../../mail/index.js';
import { actingFor, type Caller } from '../../platform/caller.js';
import { dbOf, sql, type Db, type RawBuilder } from '../../platform/database/sql.js';
import { transactional } from '../../platform/failpoints.js';
import type { ApprovalRow } from '../approving/approval.queries.js';
import { secondPerson } from '../approving/second-person.js';
import { mustBeMigrated } from '../pausing/below.queries.js';
import { endStandstill } from '../pausing/end-standstill.js';

export interface Recalling {
  reason: string;
  /**
   * Asks the units that declined once more, and gives all the later reason; without it a directive that is recalled
   * already answers as a repeat, and so it does where nobody declined and the reason is the same.
   */
  again?: boolean | undefined;
  /** The request of the first person that is confirmed with this call. */
  approval?: string | undefined;
}

export interface Recalled {
  directive: DirectiveRow;
  /** Recalled at once: nobody had the paper, or it had come back. */
  recalled: number;
  /** Units that are asked to delete and give back what they have. */
  requested: number;
  /** Mails that were being sent and are still on their way. */
  stillSending: number;
  repeated: boolean;
  /** The policy asks for a second person: nothing is done until somebody else confirms. */
  pending?: ApprovalRow;
}

/**
 * Recalls a directive: the receivers delete what they have and confirm, or decline, each for itself (Decision 28/2018).
 * Own dispatches issued below it stand until their issuer agrees.
 */
@Injectable()
export class RecallDirective {
  constructor(private readonly em: EntityManager) {}

  /**
   * @param waits  false: answers while mail is still on its way, for an act on many that waits for none of them
   * @throws ProductError `not-found`, `not-permitted`, `not-possible-now` (state; rows of an earlier machine)
   */
  async execute(
    id: string,
    recalling: Recalling,
    by: Caller,
    { waits = true }: { waits?: boolean } = {},
  ): Promise<Recalled> {
    const done: Omit<Recalled, 'stillSending'> = await transactional(this.em, 'directive.recalled', async (em) => {
      const db = dbOf(em);
      const row = await directiveById(db, id, true);
      mayFinishFor(by, row.issuerId);
      if (row.state === 'issued' || row.state === 'paused') {
        await mustBeMigrated(db, row, [id]);
        const pending = await secondPerson(db, row, { act: 'recall', by, ...recalling });
        if (pending) return { directive: row, recalled: 0, requested: 0, repeated: false, pending };
      }
      return this.within(db, id, recalling, by);
    });
    const which = { cascadeId: done.directive.cascadeId, directiveIds: [id] };
    return { ...done, stillSending: await untilSent(dbOf(this.em.fork()), which, waits) };
  }

  /**
   * The same inside the caller's transaction, where a superior recalls what the directive rests on: no second person is
   * asked. Mails that are on their way are waited for by the caller.
   */
  async within(db: Db, id: string, { reason, again }: Recalling, by: Caller): Promise<Omit<Recalled, 'stillSending'>> {
    const row = await directiveById(db, id, true);
    mayFinishFor(by, row.issuerId);
    const acting = actingFor(by, row.issuerId);
    if (row.state === 'recalled') {
      const requested = again ? (await ask(db, row, acting, sql`(context ->> 'recallRefused')::boolean`)).requested : 0;
      const repeated = requested === 0 && (!again || row.recallReason === reason);
      const directive = repeated ? row : await recallAgain(db, row, { reason, requested }, acting);
      return { directive, recalled: 0, requested, repeated };
    }
    await mustBeMigrated(db, row, [id]);
    await endStandstill(db, row, acting);
    const { row: moved } = await moveDirective(db, row, { type: 'RECALL' }, acting, {
      set: sql`recalled_at = ${row.now}, recall_reason = ${reason}, paused_at = null, pause_reason = null`,
      sealed: { reason },
    });
    const asked = await ask(db, row, acting, sql`true`);
    return {
      directive: { ...moved, recalledAt: row.now, recallReason: reason, pausedAt: null },
      ...asked,
      repeated: false,
    };
  }
}

/** Of a policy that says nothing of it. */
const ANSWER_DAYS = 3;

/** Locks the rows, withdraws the mail that waits, and asks each unit; what no unit has is recalled at once. */
async function ask(
  db: Db,
  { id, cascadeId, now, policy }: DirectiveRow,
  by: Caller,
  which: RawBuilder<unknown>,
): Promise<{ recalled: number; requested: number }> {
  const inForce = sql`select cascade_id, id from assignment where cascade_id = ${cascadeId} and directive_id = ${id}
    and standing = 'inForce' and ${which} order by id for update`;
  await inForce.execute(db);
  await withdrawMessages(db, { cascadeId, directiveIds: [id] }, now);
  const asked = { recalled: 0, requested: 0 };
  const term = { workingDays: policy.answerWorkingDays ?? ANSWER_DAYS };
  const asOfUnits = sql`(select unit_id from assignment where cascade_id = ${cascadeId} and directive_id = ${id})`;
  const answerBy = sql.join(
    (await calendarParts(db, asOfUnits)).map(
      ({ calendar, has }) => sql`when ${has(sql`a.unit_id`)} then ${receiptDueAt(now, term, calendar).at}::timestamptz`,
    ),
    sql` `,
  );
  await actOnMany(db, sql`(${inForce})`, {
    event: { type: 'RECALL' },
    by,
    at: now,
    kind: (effects) => (effects.length > 0 ? 'assignment.recallRequested' : 'assignment.recalled'),
    set: sql`recall_asked_at = ${now}, recall_answered_at = null, recall_refusal = null,
      recall_due_at = case when a.receipt in ('expected', 'returned') then null ${answerBy} end,
      closed_at = case when a.receipt in ('expected', 'returned') then ${now}::timestamptz else a.closed_at end`,
    counted: (effects, n) => (asked[effects.length > 0 ? 'requested' : 'recalled'] += n),
    cascadeId,
  });
  return asked;
}
