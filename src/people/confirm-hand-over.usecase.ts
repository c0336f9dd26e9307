import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { mustManage } from '../access/index.js';
import { record } from '../ledger/index.js';
import { isOperator, type Caller } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { dbOf, firstOf, sql } from '../platform/database/sql.js';
import { notPermitted } from '../platform/errors.js';
import { transactional } from '../platform/failpoints.js';
import { gave, receiptFor, type Receipt } from './receipts.queries.js';

/** Whoever takes over says that it has arrived: the successor, or who manages a unit that took over itself. */
@Injectable()
export class ConfirmHandOver {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** Again it changes nothing. @throws ProductError `not-found`, `not-permitted` */
  execute(id: string, by: Caller): Promise<{ receipt: Receipt; repeated: boolean }> {
    return transactional(this.em, 'people.handOverConfirmed', async (em) => {
      const db = dbOf(em);
      const receipt = await receiptFor(db, id, by);
      if (receipt.toId === null && receipt.state === 'given' && gave(receipt, by))
        throw notPermitted(
          'Bàn giao cho đơn vị do người khác ở đơn vị xác nhận, không phải người giao hay người lập biên bản.',
          'What is handed over to the unit is confirmed by somebody else of it, not by who gave it or entered it.',
        );
      if (receipt.toId === null) await mustManage(db, by, { unitId: receipt.unitId });
      else if (receipt.toId !== by.actor && !isOperator(by))
        throw notPermitted(
          'Chỉ người nhận bàn giao xác nhận được biên bản này.',
          'Only who takes over confirms this receipt.',
        );
      const at = await this.clock.now(db);
      const first = await firstOf(
        db,
        sql`update hand_over set state = 'confirmed', confirmed_at = ${at}, confirmed_by = ${by.actor}
          where id = ${receipt.id} and state = 'given' returning id`,
      );
      if (first)
        await record(db, [
          { kind: 'people.handOverConfirmed', at, by, unitId: receipt.unitId, payload: { handOver: receipt.id } },
        ]);
      return { receipt: await receiptFor(db, id, by), repeated: first === undefined };
    });
  }
}
