import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { record } from '../ledger/index.js';
import type { Caller } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { dbOf, firstOf, sql, type Db } from '../platform/database/sql.js';
import { notFound, notPossibleNow } from '../platform/errors.js';
import { transactional } from '../platform/failpoints.js';
import { isUuid } from '../platform/ids.js';
import { machineOf, start, step } from '../../workflows/index.js';
import { MESSAGE } from './claims.js';
import { DIGEST } from './gathering.js';
import type { DeliveryState } from './message.entity.js';
import type { MessageRow } from './notices.js';

type Resent = Omit<MessageRow, 'toAddress'> & { toAddress: string | null; state: DeliveryState };

/** An operator has a message sent again that did not arrive, as far as is known; it keeps its Message-ID. */
@Injectable()
export class ResendMessage {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /**
   * What is queued already answers `repeated`.
   * @throws ProductError `not-found`; `not-possible-now` for what was sent or withdrawn, what has no address, and mails that
   *   stand for others
   */
  execute(id: string, by: Caller): Promise<{ repeated: boolean }> {
    return transactional(this.em, 'message.sentAgain', async (em) => {
      const db = dbOf(em);
      const message = await lockMessage(db, id);
      if (message.state === 'queued') return { repeated: true };
      const attempts = attemptsOf(message);
      const at = await this.clock.now(db);
      await sql`update message set state = 'queued', attempts = ${attempts}, next_attempt_at = statement_timestamp(),
          begun_at = null, job_id = null, gathered_into = null
        where cascade_id = ${message.cascadeId} and id = ${id}`.execute(db);
      await record(db, [factOf(message, { at, by })]);
      return { repeated: false };
    });
  }
}

async function lockMessage(db: Db, id: string): Promise<Resent> {
  const found = isUuid(id)
    ? await firstOf(db, sql<Resent>`select ${MESSAGE}, m.state from message m where m.id = ${id} for update of m`)
    : undefined;
  if (!found) throw notFound('Không có thư này.', 'There is no such message.');
  return found;
}

/** How many attempts it has had when it begins anew. */
function attemptsOf({ machineVersion, attempts, resends, state, template, toAddress }: Resent): number {
  if (template === DIGEST)
    throw notPossibleNow(
      'Thư tổng hợp không gửi lại; hãy gửi lại từng thông báo mà thư nói đến.',
      'A digest is not sent again; send the notices again that it spoke of.',
    );
  if (toAddress === null)
    throw notPossibleNow(
      'Đơn vị chưa có địa chỉ thư; hãy ghi địa chỉ rồi nhắc đơn vị.',
      'The unit has no mail address; enter one, then remind the unit.',
    );
  const machine = machineOf('delivery', machineVersion);
  const context = { ...start(machine).context, attempts, resends };
  const next = step(machine, { value: state, context }, { type: 'SEND_AGAIN' });
  if (!next.accepted)
    throw notPossibleNow(
      'Chỉ gửi lại được thư không gửi được, không rõ đã đến hay bị trả lại.',
      'Only mail that failed, is unknown to have arrived, or came back can be sent again.',
      { state },
    );
  return next.context.attempts;
}

const factOf = (
  { cascadeId, id, unitId, assignmentId, template, parameters, state, attempts }: Resent,
  { at, by }: { at: Date; by: Caller },
) => {
  const directive = parameters['directive'];
  return {
    kind: 'message.requeued',
    at,
    by,
    cascadeId,
    unitId,
    ...(assignmentId === null ? {} : { assignmentId }),
    ...(typeof directive === 'string' ? { directiveId: directive } : {}),
    from: state,
    to: 'queued',
    payload: { messageId: id, template, attempts, reason: 'by-operator' },
  } as const;
};
