import { Column, recordEach } from '../ledger/index.js';
import { SYSTEM } from '../platform/caller.js';
import { firstOf, sql, type Db } from '../platform/database/sql.js';
import { machineOf, start, step } from '../../workflows/index.js';
import { DELIVERY_EFFECTS } from './delivery-record.js';
import type { DeliveryState } from './message.entity.js';
import type { DeliveryListener, MessageRow } from './notices.js';

/** A message that another server took, or may have taken. */
export type SentMessage = MessageRow & { state: DeliveryState };

/** The message that a Message-ID of ours names, wherever it is; undefined where there is none or it had no address. */
export const messageById = (db: Db, id: string): Promise<SentMessage | undefined> =>
  firstOf(
    db,
    sql<SentMessage>`select m.cascade_id as "cascadeId", m.id, m.key, m.unit_id as "unitId",
      m.assignment_id as "assignmentId", m.template, m.locale, m.parameters, m.to_address as "toAddress",
      m.machine_version as "machineVersion", m.attempts, m.state
      from message m where m.id = ${id}::uuid and m.to_address is not null`,
  );

const text = (name: string): Column => new Column(name, 'text');

/**
 * Records inside the caller's transaction that a message came back for good: the message, a fact, what is known of its
 * mailbox, and whoever listens. Again it changes nothing.
 * @param reason  the code of the other server, e.g. `5.1.1`
 * @returns false where it had come back before, or is on a version of the machine that knows no bounce
 */
export async function bounceMessage(
  db: Db,
  message: SentMessage,
  { reason, at, listeners }: { reason: string; at: Date; listeners: readonly DeliveryListener[] },
): Promise<boolean> {
  const machine = machineOf('delivery', message.machineVersion);
  const context = { ...start(machine).context, attempts: message.attempts };
  const next = step(machine, { value: message.state, context }, { type: 'BOUNCED' });
  if (!next.accepted) return false;
  const moved = await firstOf(
    db,
    sql`update message m set state = ${next.value as string}, last_error = ${reason}
      where m.cascade_id = ${message.cascadeId} and m.id = ${message.id} and m.state = ${message.state} returning 1`,
  );
  if (!moved) return false;
  await recordBounce(db, message, { to: next.value as string, reason, at });
  await keepFailure(db, message.toAddress, { reason, at });
  for (const { type } of next.effects)
    for (const listener of listeners) await DELIVERY_EFFECTS[type]!(listener, db, [message], at);
  return true;
}

const recordBounce = (
  db: Db,
  { cascadeId, id, unitId, assignmentId, template, parameters, state }: SentMessage,
  { to, reason, at }: { to: string; reason: string; at: Date },
): Promise<unknown> =>
  recordEach(
    db,
    sql`(select ${cascadeId}::uuid as cascade_id, ${id}::uuid as id, ${unitId}::uuid as unit_id,
      ${assignmentId}::uuid as assignment_id, ${parameters['directive'] ?? null}::uuid as directive_id)`,
    {
      kind: 'message.bounced',
      at,
      by: SYSTEM,
      cascadeId: text('cascade_id'),
      unitId: text('unit_id'),
      assignmentId: text('assignment_id'),
      directiveId: text('directive_id'),
      from: state,
      to,
      payload: { messageId: text('id'), template, reason },
    },
  );

const keepFailure = (db: Db, address: string, { reason, at }: { reason: string; at: Date }): Promise<unknown> =>
  sql`insert into mailbox_proof as p (address, failed_at, failure) values (${address.toLowerCase()}, ${at}, ${reason})
    on conflict (address) do update set failed_at = greatest(p.failed_at, excluded.failed_at), failure = excluded.failure`.execute(
    db,
  );
