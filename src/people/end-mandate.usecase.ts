import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { heldAccount, mandateById, mustManage, type MandateRow } from '../access/index.js';
import { countLedBy } from '../assignments/index.js';
import { record } from '../ledger/index.js';
import type { Caller } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { dbOf, firstOf, sql, type Db } from '../platform/database/sql.js';
import { notFound, notPossibleNow } from '../platform/errors.js';
import { transactional } from '../platform/failpoints.js';
import { isUuid } from '../platform/ids.js';

/** Ends a mandate: by who manages the unit; what was lent also by who lent it and by who has it. */
@Injectable()
export class EndMandate {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /**
   * What was lent from it ends with it. Again it changes nothing.
   * @throws ProductError `not-found`, `not-permitted`; `not-possible-now` for the last mandate at a unit while duties
   *   hang on the person there: they are handed over first
   */
  execute(id: string, by: Caller): Promise<{ mandate: MandateRow; repeated: boolean }> {
    return transactional(this.em, 'access.mandateEnded', async (em) => {
      const db = dbOf(em);
      const found = isUuid(id) ? await mandateById(db, id) : undefined;
      if (!found) throw notFound('Không có quyền làm việc này.', 'There is no such mandate.');
      const party = found.delegatedBy !== null && [found.accountId, found.lenderId].includes(by.actor);
      if (!party) await mustManage(db, by, found);
      await heldAccount(db, found.accountId);
      const at = await this.clock.now(db);
      if (await hangsOnIt(db, found, at))
        throw notPossibleNow(
          'Cán bộ này còn chủ trì việc của đơn vị; hãy bàn giao trước khi kết thúc quyền làm việc.',
          'This person still leads duties of the unit; hand them over before the mandate ends.',
          { account: found.accountId },
        );
      const ended = await endMandate(db, found.id, at, by);
      if (ended)
        await record(db, [
          {
            kind: 'access.mandateEnded',
            at,
            by,
            unitId: found.unitId,
            payload: { mandate: found.id, account: found.accountId, role: found.role },
          },
        ]);
      return { mandate: found, repeated: !ended };
    });
  }
}

const endMandate = async (db: Db, id: string, at: Date, by: Caller): Promise<boolean> =>
  (await firstOf(
    db,
    sql`update mandate set until_at = greatest(from_at, ${at}::timestamptz), ended_by = ${by.actor}
      where id = ${id} and (until_at is null or until_at > greatest(from_at, ${at}::timestamptz)) returning id`,
  )) !== undefined;

/** Whether it is the last mandate of the person at the unit, and duties hang there. */
async function hangsOnIt(db: Db, { id, accountId, unitId }: MandateRow, at: Date): Promise<boolean> {
  const another = await firstOf(
    db,
    sql`select 1 from mandate m where m.account_id = ${accountId} and m.unit_id = ${unitId} and m.id <> ${id}
      and m.delegated_by is null and (m.until_at is null or m.until_at > greatest(m.from_at, ${at}::timestamptz)) limit 1`,
  );
  return another === undefined && (await countLedBy(db, [accountId], unitId)).has(accountId);
}
