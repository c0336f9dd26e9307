import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Caller } from '../platform/caller.js';
import { dbOf, rowsOf, sql, type Db } from '../platform/database/sql.js';
import { conflict, notPossibleNow } from '../platform/errors.js';
import { transactional } from '../platform/failpoints.js';
import { lockTree } from '../units/index.js';
import { clashesOf, type OtherPlan } from './clashes.rules.js';
import { compilePlan } from './compile.rules.js';
import { presentOf } from './present.queries.js';
import { previewOfDuties } from './preview-duties.queries.js';
import { refused } from './refusal-sentences.js';
import { mustAdminister, mustBeAnother } from './reorganisation-rights.js';
import { reorganisationById, stepsOf, type ReorganisationRow } from './reorganisation.queries.js';
import { notInState, stepReorganisation } from './step-reorganisation.js';

interface Decided {
  row: ReorganisationRow;
  /** It was so already: nothing was changed and nothing recorded. */
  repeated: boolean;
}

/** The second person's decision on a plan, and its end before it begins. */
@Injectable()
export class DecideReorganisation {
  constructor(private readonly em: EntityManager) {}

  /**
   * Approves what was submitted, as the approver was shown it; it begins at its instant.
   * @param planHash  of the plan that was shown
   * @throws ProductError `not-found`, `not-permitted` (who entered or submitted it), `conflict` (another plan by now),
   *   `invalid` (the register has changed so that it cannot be), `not-possible-now` (state, or duties would be owed by nobody)
   */
  approve(id: string, { planHash }: { planHash: string }, by: Caller): Promise<Decided> {
    return this.locked(id, by, async (db, row) => {
      if (row.state === 'approved' && row.approvedBy === by.actor && row.planHash === planHash) return undefined;
      if (row.state !== 'submitted') throw notInState(row);
      await mustBeAnother(db, by, row);
      if (row.planHash !== planHash) throw anotherPlan();
      await lockTree(db); // of two approved at once the second sees the first
      await mustStillBePossible(db, row);
      await mustBeOwed(db, row);
      return stepReorganisation(db, row, 'APPROVE', {
        by,
        set: sql`approved_at = ${row.now}, approved_by = ${by.actor}`,
        payload: { planHash },
      });
    });
  }

  /** Takes a plan back to be revised, also when it was approved. @throws ProductError `not-found`, `not-possible-now` */
  withdraw(id: string, by: Caller): Promise<Decided> {
    return this.locked(id, by, async (db, row) => {
      if (row.state === 'drafted') return undefined;
      await sql`delete from reorganisation_succession where reorganisation_id = ${id}
        and exists (select 1 from reorganisation r where r.id = ${id} and r.state in ('submitted', 'approved'))`.execute(
        db,
      );
      return stepReorganisation(db, row, 'WITHDRAW', {
        by,
        set: sql`plan_hash = null, submitted_at = null, submitted_by = null, approved_at = null, approved_by = null,
          blocked_at = null, blocked_reason = null`,
      });
    });
  }

  /** Gives a plan up before it begins. @throws ProductError `not-found`, `not-possible-now` */
  cancel(id: string, by: Caller): Promise<Decided> {
    return this.locked(id, by, async (db, row) =>
      row.state === 'cancelled'
        ? undefined
        : stepReorganisation(db, row, 'CANCEL', { by, set: sql`cancelled_at = ${row.now}` }),
    );
  }

  private locked(
    id: string,
    by: Caller,
    decide: (db: Db, row: ReorganisationRow) => Promise<ReorganisationRow | undefined>,
  ): Promise<Decided> {
    return transactional(this.em, 'reorganisation.decided', async (em) => {
      const db = dbOf(em);
      const row = await reorganisationById(db, id, true);
      await mustAdminister(db, by, row);
      const decided = await decide(db, row);
      return decided ? { row: await reorganisationById(db, id), repeated: false } : { row, repeated: true };
    });
  }
}

const anotherPlan = () =>
  conflict(
    'Phương án đã thay đổi so với bản bạn xem; hãy tải lại, xem lại rồi phê duyệt.',
    'The plan is no longer the one you were shown; reload it, look at it again and approve it then.',
  );

/** The register may have changed since the plan was submitted. */
async function mustStillBePossible(db: Db, row: ReorganisationRow): Promise<void> {
  const steps = await stepsOf(db, row.id);
  const { refusals } = compilePlan(steps, await presentOf(db, steps, { on: row.effectiveOn, unitId: row.unitId }));
  const all = [...refusals, ...clashesOf(steps, await othersOfDay(db, row))];
  if (all.length > 0) throw refused(all);
}

/** Plans of the same day that will be carried out too. */
const othersOfDay = (db: Db, { id, effectiveOn }: ReorganisationRow): Promise<OtherPlan[]> =>
  rowsOf<OtherPlan>(
    db,
    sql`select r.title, (select json_agg(s.step order by s.ord) from reorganisation_step s
        where s.reorganisation_id = r.id) as steps
      from reorganisation r where r.state = 'approved' and r.effective_on = ${effectiveOn}::date and r.id <> ${id}
      order by r.id`,
  );

/** Duties may end without anybody to take them over only where the plan says that this is meant. */
async function mustBeOwed(db: Db, row: ReorganisationRow): Promise<void> {
  if (row.acceptsUnowed) return;
  const { unowed } = await previewOfDuties(db, row.id);
  if (unowed > 0)
    throw notPossibleNow(
      `Có ${unowed} nhiệm vụ đang mở sẽ không còn đơn vị nào thực hiện. Rút phương án về để nêu đơn vị tiếp nhận, hoặc ghi rõ là chấp nhận.`,
      `${unowed} open duties would be owed by nobody. Withdraw the plan and name who takes them over, or say in it that this is meant.`,
      { unowed },
    );
}
