import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { Column, recordEach } from '../ledger/index.js';
import type { Caller } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { dbOf, firstOf, rowsOf, sql, type Db, type RawBuilder } from '../platform/database/sql.js';
import { notFound, notPossibleNow } from '../platform/errors.js';
import { transactional } from '../platform/failpoints.js';
import { isUuid } from '../platform/ids.js';
import { machineOf, start, step } from '../../workflows/index.js';
import { MESSAGE } from './claims.js';
import type { DeliveryState } from './message.entity.js';
import type { MessageRow } from './notices.js';

type Resent = Omit<MessageRow, 'toAddress'> & {
  toAddress: string | null;
  state: DeliveryState;
  /** The digest that said it. */
  digestId: string | null;
};

/**
 * An operator has a message sent again that did not arrive, as far as is known; it keeps its Message-ID. With a digest go the
 * notices that it says, as far as they are still owed when it is sent.
 */
@Injectable()
export class ResendMessage {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /**
   * What is queued already answers `repeated`.
   * @throws ProductError `not-found`; `not-possible-now` for what was sent or withdrawn, what has no address, and notices
   *   that a digest says
   */
  execute(id: string, by: Caller): Promise<{ repeated: boolean }> {
    return transactional(this.em, 'message.sentAgain', async (em) => {
      const db = dbOf(em);
      const message = await lockMessage(db, id);
      if (message.state === 'queued') return { repeated: true };
      const attempts = attemptsOf(message);
      await recordAgain(db, await queueAgain(db, message, attempts), { message, at: await this.clock.now(db), by });
      return { repeated: false };
    });
  }
}

async function lockMessage(db: Db, id: string): Promise<Resent> {
  const found = isUuid(id)
    ? await firstOf(
        db,
        sql<Resent>`select ${MESSAGE}, m.state, m.gathered_into as "digestId" from message m where m.id = ${id} for update of m`,
      )
    : undefined;
  if (!found) throw notFound('Không có thư này.', 'There is no such message.');
  return found;
}

/** How many attempts it has had when it begins anew. */
function attemptsOf({ machineVersion, attempts, resends, state, toAddress, digestId }: Resent): number {
  if (digestId !== null)
    throw notPossibleNow(
      'Thông báo này nằm trong một thư tổng hợp; hãy gửi lại thư tổng hợp đó.',
      'This notice is part of a digest; send that digest again.',
      { digest: digestId },
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

/** The message waits for the next job; the notices of a digest wait in it, as they did before. @returns their keys */
const queueAgain = (
  db: Db,
  { cascadeId, id }: Resent,
  attempts: number,
): Promise<{ cascadeId: string; id: string }[]> =>
  rowsOf(
    db,
    sql`with own as (
        update message set state = 'queued', attempts = ${attempts}, next_attempt_at = statement_timestamp(),
          begun_at = null, job_id = null
        where cascade_id = ${cascadeId} and id = ${id} returning cascade_id, id),
      said as (
        update message set state = 'queued', last_error = null
        where gathered_into = ${id} and state in ('failed', 'unknown', 'bounced') returning cascade_id, id)
      select cascade_id as "cascadeId", id from own union all select cascade_id, id from said`,
  );

const text = (name: string): Column => new Column(name, 'text');

const recordAgain = (
  db: Db,
  keys: readonly { cascadeId: string; id: string }[],
  { message, at, by }: { message: Resent; at: Date; by: Caller },
): Promise<unknown> =>
  recordEach(db, rowsOfKeys(keys), {
    kind: 'message.requeued',
    at,
    by,
    cascadeId: text('cascade_id'),
    unitId: text('unit_id'),
    assignmentId: text('assignment_id'),
    directiveId: text('directive_id'),
    from: message.state,
    to: 'queued',
    payload: { messageId: text('id'), template: text('template'), attempts: message.attempts, reason: 'by-operator' },
  });

const rowsOfKeys = (keys: readonly { cascadeId: string; id: string }[]): RawBuilder<unknown> => sql`(
  select m.cascade_id, m.id, m.unit_id, m.assignment_id, (m.parameters ->> 'directive')::uuid as directive_id, m.template
  from message m join unnest(${keys.map(({ cascadeId }) => cascadeId)}::uuid[], ${keys.map(({ id }) => id)}::uuid[])
    k (cascade_id, id) on m.cascade_id = k.cascade_id and m.id = k.id)`;
