import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { mayDo } from '../access/index.js';
import { record } from '../ledger/index.js';
import type { Caller } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { dbOf, sql } from '../platform/database/sql.js';
import { notPermitted } from '../platform/errors.js';
import { transactional } from '../platform/failpoints.js';
import { deadOf } from './replies.queries.js';
import { mayDecide } from './reply-rights.js';

/** Somebody says that an address works again: the next mail goes there. */
@Injectable()
export class ReviveMailbox {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** What is not dead (any more) answers `repeated`. @throws ProductError `not-permitted` */
  execute(address: string, by: Caller): Promise<{ repeated: boolean }> {
    return transactional(this.em, 'reply.mailboxRevived', async (em) => {
      const db = dbOf(em);
      const at = await this.clock.now(db);
      const low = address.trim().toLowerCase();
      const dead = await deadOf(db, low, by, at);
      if (!dead) return { repeated: true };
      const { unitId } = dead;
      if (!mayDecide({ unitId }, by, mayDo(by.role, 'assignments.act')))
        throw notPermitted(
          'Chỉ đơn vị có địa chỉ này hoặc người vận hành được cho dùng lại.',
          'Only the office with this address, or the operator, may put it back into use.',
        );
      await sql`delete from dead_mailbox where address = ${low}`.execute(db);
      // what came back before says nothing of the address from here on
      await sql`update mail_bounce set weight = 'unclear' where address = ${low} and weight = 'temporary'`.execute(db);
      await record(db, [{ kind: 'mailbox.revived', at, by, unitId, payload: {}, sealed: { address: low } }]);
      return { repeated: false };
    });
  }
}
