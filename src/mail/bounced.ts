import { Column, recordEach } from '../ledger/index.js';
import { SYSTEM } from '../platform/caller.js';
import { firstOf, sql, type Db } from '../platform/database/sql.js';
import { machineOf, start, step } from '../../workflows/index.js';
import { DIGEST, endGathered } from './gathering.js';
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
      m.machine_version as "machineVersion", m.attempts, m.resends, m.state
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
  const to = next.value as string;
  const gathered =
    message.template === DIGEST ? await endGathered(db, [message.id], { state: to, sentAt: null, error: reason }) : [];
  await recordBounces(db, [message, ...gathered], { from: message.state, to, reason, at });
  await keepFailure(db, message.toAddress, { reason, at });
  for (const { type } of next.effects)
    for (const listener of listeners) await DELIVERY_EFFECTS[type]!(listener, db, [message], at);
  return true;
}

const recordBounces = (
  db: Db,
  messages: readonly MessageRow[],
  { from, to, reason, at }: { from: string; to: string; reason: string; at: Date },
): Promise<unknown> =>
  recordEach(
    db,
    sql`(select * from unnest(${messages.map((m) => m.cascadeId)}::uuid[], ${messages.map((m) => m.id)}::uuid[],
      ${messages.map((m) => m.unitId)}::uuid[], ${messages.map((m) => m.assignmentId)}::uuid[],
      ${messages.map((m) => m.parameters['directive'] ?? null)}::uuid[], ${messages.map((m) => m.template)}::text[])
      as r (cascade_id, id, unit_id, assignment_id, directive_id, template))`,
    {
      kind: 'message.bounced',
      at,
      by: SYSTEM,
      cascadeId: text('cascade_id'),
      unitId: text('unit_id'),
      assignmentId: text('assignment_id'),
      directiveId: text('directive_id'),
      from,
      to,
      payload: { messageId: text('id'), template: text('template'), reason },
    },
  );

const keepFailure = (db: Db, address: string, { reason, at }: { reason: string; at: Date }): Promise<unknown> =>
  sql`insert into mailbox_proof as p (address, failed_at, failure) values (${address.toLowerCase()}, ${at}, ${reason})
    on conflict (address) do update set failed_at = greatest(p.failed_at, excluded.failed_at), failure = excluded.failure`.execute(
    db,
  );
