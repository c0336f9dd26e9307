import { Column, recordEach } from '../ledger/index.js';
import { SYSTEM } from '../platform/caller.js';
import { PREPARED, rowsOf, sql, type Db } from '../platform/database/sql.js';
import { machineOf, start, step } from '../../workflows/index.js';
import { waitSeconds } from './backoff.rules.js';
import { DIGEST, endGathered } from './gathering.js';
import { groupsOf } from './grouping.rules.js';
import type { MailFactKind } from './mail.facts.js';
import type { DeliveryState } from './message.entity.js';
import type { DeliveryListener, MessageRow } from './notices.js';
import { EVENT_OF, type Outcome } from './outcome.rules.js';
import { resendsOf } from './resending.rules.js';

/** One message and what became of its attempt. */
export interface Attempt {
  message: MessageRow;
  outcome: Outcome;
}

type Carrier = (to: DeliveryListener, db: Db, messages: readonly MessageRow[], at: Date) => Promise<void>;

/**
 * How each effect of the delivery machine is carried out: the slices that listen are told, in the transaction that
 * records the attempt. A guard test compares this with the effects that the machine names.
 */
export const DELIVERY_EFFECTS: Readonly<Record<string, Carrier>> = {
  markDelivered: (to, db, messages, at) => to.onDelivered(db, messages, at),
  tellUndeliverable: (to, db, messages, at) => to.onUndeliverable(db, messages, at),
};

const text = (name: string): Column => new Column(name, 'text');

/** Messages as columns for `unnest`: one statement, however many. */
const columnsOf = (messages: readonly MessageRow[]) => sql`
  ${messages.map((m) => m.cascadeId)}::uuid[], ${messages.map((m) => m.id)}::uuid[]`;

/**
 * Records attempts inside one transaction: the machine is asked once per group of equal messages and its answer is
 * written with one UPDATE, one INSERT of facts, and one call of each listener.
 * @param at  business instant of the record
 * @returns how many messages went to which state; those that another deliverer recorded first are in none
 */
export async function recordAttempts(
  db: Db,
  attempts: readonly Attempt[],
  { at, listeners }: { at: Date; listeners: readonly DeliveryListener[] },
): Promise<Record<DeliveryState, number>> {
  const counts: Record<DeliveryState, number> = { queued: 0, sent: 0, failed: 0, unknown: 0, bounced: 0, withdrawn: 0 };
  const groups = groupsOf(attempts, ({ message: m, outcome }) =>
    [m.machineVersion, m.attempts, m.resends, resendsOf(m.template), EVENT_OF[outcome.kind]].join(' '),
  );
  const recorded: Recorded[] = [];
  for (const group of groups.values()) {
    const { state, moved } = await recordGroup(db, group, { at, listeners });
    counts[state] += moved.length;
    recorded.push(...moved.map((attempt) => ({ ...attempt, state })));
  }
  await keepProofs(db, recorded, at);
  return counts;
}

type Recorded = Attempt & { state: DeliveryState };

/** Reasons that are ours or our server's, and say nothing of the mailbox. */
const NOT_THE_MAILBOX: ReadonlySet<string> = new Set(['not-composed', 'EMESSAGE']);

/** Whether an attempt says that the mailbox itself cannot be reached. */
const isFailure = ({ state, outcome }: Recorded): boolean =>
  state === 'failed' && outcome.kind !== 'sent' && outcome.kind !== 'outage' && !NOT_THE_MAILBOX.has(outcome.reason);

/**
 * What a batch says of the mailboxes that it went to, in one statement. It is the last of the transaction, and takes its
 * rows in the order of the addresses: two batches to the same mailboxes wait for each other, and never in a circle.
 */
async function keepProofs(db: Db, recorded: readonly Recorded[], at: Date): Promise<void> {
  const telling = recorded.filter((attempt) => attempt.state === 'sent' || isFailure(attempt));
  if (telling.length === 0) return;
  const failures = telling.map(({ outcome }) => (outcome.kind === 'sent' ? null : outcome.reason));
  await sql`
    insert into mailbox_proof as p (address, delivered_at, failed_at, failure)
    select address, max(${at}::timestamptz) filter (where failure is null),
      max(${at}::timestamptz) filter (where failure is not null), max(failure)
    from unnest(${telling.map(({ message }) => message.toAddress.toLowerCase())}::text[], ${failures}::text[]) t (address, failure)
    group by address order by address
    on conflict (address) do update set
      delivered_at = greatest(p.delivered_at, excluded.delivered_at),
      failed_at = greatest(p.failed_at, excluded.failed_at),
      failure = coalesce(excluded.failure, p.failure)`.execute(db);
}

async function recordGroup(
  db: Db,
  group: readonly Attempt[],
  { at, listeners }: { at: Date; listeners: readonly DeliveryListener[] },
): Promise<{ state: DeliveryState; moved: Attempt[] }> {
  const [{ message, outcome }] = group as [Attempt];
  const machine = machineOf('delivery', message.machineVersion);
  const { attempts, resends, template } = message;
  const context = { ...start(machine).context, attempts, resends, resendLimit: resendsOf(template) };
  const next = step(machine, { value: 'queued', context }, { type: EVENT_OF[outcome.kind] });
  if (!next.accepted) throw new Error(`the delivery machine refuses ${EVENT_OF[outcome.kind]} of a queued message`);
  const state = next.value as DeliveryState;
  const made = next.context.attempts;
  const moved = await move(db, group, { state, attempts: made, resends: next.context.resends, at });
  const told = state === 'queued' ? moved : [...moved, ...(await endedWith(db, moved, { state, at }))];
  const messages = told.map((attempt) => attempt.message);
  const kind = kindOf(state, next.context.resends > resends);
  if (messages.length > 0 && kind !== null) await recordFacts(db, told, { kind, to: state, attempts: made, at });
  for (const { type } of messages.length > 0 ? next.effects : []) {
    const carry = DELIVERY_EFFECTS[type];
    if (!carry) throw new Error(`the effect ${type} of the delivery machine has no carrier`);
    for (const listener of listeners) await carry(listener, db, messages, at);
  }
  return { state, moved };
}

/** The notices that digests among the attempts stood for, each as if it had been sent itself. */
async function endedWith(
  db: Db,
  moved: readonly Attempt[],
  { state, at }: { state: DeliveryState; at: Date },
): Promise<Attempt[]> {
  const digests = moved.filter(({ message }) => message.template === DIGEST);
  if (digests.length === 0) return [];
  const [{ outcome }] = digests as [Attempt];
  const ended = await endGathered(
    db,
    digests.map(({ message }) => message.id),
    {
      state,
      sentAt: state === 'sent' ? at : null,
      error: outcome.kind === 'sent' ? null : outcome.error,
    },
  );
  return ended.map((message) => ({ message, outcome }));
}

const KIND_OF: Partial<Record<DeliveryState, MailFactKind>> = {
  sent: 'message.sent',
  failed: 'message.failed',
  unknown: 'message.unknown',
};

/** What the history says of an attempt: nothing of one that was refused for now. */
const kindOf = (state: DeliveryState, isSentAgain: boolean): MailFactKind | null =>
  KIND_OF[state] ?? (isSentAgain ? 'message.requeued' : null);

async function move(
  db: Db,
  group: readonly Attempt[],
  next: { state: DeliveryState; attempts: number; resends: number; at: Date },
): Promise<Attempt[]> {
  const wait = next.state === 'queued' ? waitSeconds(next.attempts) : null;
  const errors = group.map(({ outcome }) => (outcome.kind === 'sent' ? null : outcome.error));
  const moved = await rowsOf(
    db,
    sql<{ id: string }>`${sql.raw(PREPARED)}
      update message m set state = ${next.state}, attempts = ${next.attempts}, resends = ${next.resends},
        begun_at = null, job_id = null,
        next_attempt_at = statement_timestamp() + make_interval(secs => ${wait}::double precision),
        sent_at = ${next.state === 'sent' ? next.at.toISOString() : null}::timestamptz, last_error = r.error
      from unnest(${columnsOf(group.map(({ message }) => message))}, ${errors}::text[]) as r (cascade_id, id, error)
      where m.cascade_id = r.cascade_id and m.id = r.id and m.state = 'queued'
        and m.attempts = ${group[0]!.message.attempts}
      returning m.id`,
  );
  const ids = new Set(moved.map(({ id }) => id));
  return group.filter(({ message }) => ids.has(message.id));
}

async function recordFacts(
  db: Db,
  attempts: readonly Attempt[],
  { kind, to, attempts: made, at }: { kind: MailFactKind; to: DeliveryState; attempts: number; at: Date },
): Promise<void> {
  const messages = attempts.map(({ message }) => message);
  const reasons = attempts.map(({ outcome }) => (outcome.kind === 'sent' ? null : outcome.reason));
  const source = sql`(select * from unnest(${columnsOf(messages)}, ${messages.map((m) => m.unitId)}::uuid[],
    ${messages.map((m) => m.assignmentId)}::uuid[], ${messages.map((m) => m.template)}::text[],
    ${messages.map((m) => m.parameters['directive'] ?? null)}::uuid[], ${reasons}::text[])
    as r (cascade_id, id, unit_id, assignment_id, template, directive_id, reason))`;
  await recordEach(db, source, {
    kind,
    at,
    by: SYSTEM,
    cascadeId: text('cascade_id'),
    unitId: text('unit_id'),
    assignmentId: text('assignment_id'),
    directiveId: text('directive_id'),
    from: 'queued',
    to,
    payload: {
      messageId: text('id'),
      template: text('template'),
      attempts: made,
      reason: kind === 'message.sent' ? undefined : text('reason'),
    },
  });
}
