import { Column, recordEach } from '../ledger/index.js';
import { SYSTEM } from '../platform/caller.js';
import { rowsOf, sql, type Db, type RawBuilder } from '../platform/database/sql.js';
import type { Locale } from '../platform/caller.js';
import type { NoticeParameters } from './message.entity.js';
import type { MessageRow } from './notices.js';

/** The template of a mail that says what others say; each of those ends as it does. */
export const DIGEST = 'digest';

/** What waits to be gathered, alias `m`, and is not held. */
export const WAITS = sql`(m.gather and m.held_at is null and m.state = 'queued')`;

type Key = Pick<MessageRow, 'cascadeId' | 'id'>;

const keysOf = (rows: readonly Key[]): RawBuilder<unknown> =>
  sql`${rows.map((row) => row.cascadeId)}::uuid[], ${rows.map((row) => row.id)}::uuid[]`;
const ARE = sql`m.cascade_id = k.cascade_id and m.id = k.id and m.state = 'queued'`;

/**
 * Says when waiting notices are gathered; inside the caller's transaction, as all of these. `error`: why one is only looked
 * at again then.
 */
export async function gatherAt(
  db: Db,
  rows: readonly (Key & { at: Date; deferredOn?: string; error?: string })[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`update message m set gather_at = k.at, deferred_on = coalesce(k.deferred_on, m.deferred_on), last_error = k.error
    from unnest(${keysOf(rows)}, ${rows.map((row) => row.at.toISOString())}::timestamptz[],
      ${rows.map((row) => row.deferredOn ?? null)}::date[], ${rows.map((row) => row.error ?? null)}::text[])
      k (cascade_id, id, at, deferred_on, error)
    where ${ARE} and m.gather`.execute(db);
}

/** Everything of a unit that waits is looked at anew: its hour or its calendar has changed. */
export const gatherAnew = (db: Db, unitId: string): Promise<unknown> =>
  sql`update message m set gather_at = null where m.unit_id = ${unitId} and m.gather`.execute(db);

/** Sends waiting notices to other addresses: who was to read them has left. */
export async function readdress(db: Db, rows: readonly (Key & { address: string })[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`update message m set to_address = k.address
    from unnest(${keysOf(rows)}, ${rows.map(({ address }) => address)}::text[]) k (cascade_id, id, address)
    where ${ARE} and m.gather`.execute(db);
}

/** Lets waiting notices go out on their own. */
export async function letGo(db: Db, rows: readonly Key[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`update message m set gather = false, gather_at = null, next_attempt_at = clock_timestamp()
    from unnest(${keysOf(rows)}) k (cascade_id, id) where ${ARE} and m.gather`.execute(db);
}

/** One mail that says what others say. */
export interface GatheringMail {
  /** Names it among the notices; the rows of `gatherInto` refer to it. */
  key: string;
  unitId: string;
  locale: Locale;
  parameters: NoticeParameters;
  toAddress: string;
}

/**
 * Queues mails that each stand for waiting notices.
 * @returns the id of each by its key
 */
export async function gatherInto(
  db: Db,
  mails: readonly GatheringMail[],
  { rows, at }: { rows: readonly (Key & { key: string })[]; at: Date },
): Promise<ReadonlyMap<string, string>> {
  if (mails.length === 0) return new Map();
  const made = await rowsOf(
    db,
    sql<{ key: string; id: string }>`
      insert into message (cascade_id, id, key, unit_id, template, locale, parameters, to_address, state, next_attempt_at, queued_at)
      select k.id, k.id, k.key, k.unit_id, ${DIGEST}, k.locale, k.parameters, k.to_address, 'queued', clock_timestamp(), ${at}
      from (select uuid_v7(${at}::timestamptz) as id, r.* from unnest(${mails.map((m) => m.key)}::text[],
        ${mails.map((m) => m.unitId)}::uuid[], ${mails.map((m) => m.locale)}::text[],
        ${mails.map((m) => JSON.stringify(m.parameters))}::jsonb[], ${mails.map((m) => m.toAddress)}::text[])
        r (key, unit_id, locale, parameters, to_address)) k returning key, id`,
  );
  const ids = new Map(made.map(({ key, id }) => [key, id]));
  await sql`update message m set gather = false, gathered_into = k.digest, gather_at = null
    from unnest(${keysOf(rows)}, ${rows.map(({ key }) => ids.get(key)!)}::uuid[]) k (cascade_id, id, digest)
    where ${ARE} and m.gather`.execute(db);
  return ids;
}

/** Takes notices out of the mail that gathered them: their directive stands still, and they wait for the next. */
export async function waitAgain(db: Db, rows: readonly Key[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`update message m set gather = true, gathered_into = null, gather_at = null, held_at = business_now()
    from unnest(${keysOf(rows)}) k (cascade_id, id) where ${ARE}`.execute(db);
}

const text = (name: string): Column => new Column(name, 'text');

/** Ends waiting notices for which there is no mailbox, each with its fact. */
export async function failWithoutAddress(db: Db, rows: readonly Key[], at: Date): Promise<void> {
  if (rows.length === 0) return;
  const failed = await rowsOf(
    db,
    sql<FailedRow>`update message m set state = 'failed', gather = false, gather_at = null, last_error = 'no-address'
      from unnest(${keysOf(rows)}) k (cascade_id, id) where ${ARE} and m.gather
      returning m.cascade_id, m.id, m.unit_id, m.assignment_id, m.parameters ->> 'directive' as directive_id, m.template`,
  );
  await recordEach(
    db,
    sql`(select * from jsonb_to_recordset(${JSON.stringify(failed)}::jsonb) as r (cascade_id uuid, id uuid, unit_id uuid,
      assignment_id uuid, directive_id uuid, template text))`,
    {
      kind: 'message.failed',
      at,
      by: SYSTEM,
      cascadeId: text('cascade_id'),
      unitId: text('unit_id'),
      assignmentId: text('assignment_id'),
      directiveId: text('directive_id'),
      from: 'queued',
      to: 'failed',
      payload: { messageId: text('id'), template: text('template'), attempts: 0, reason: 'no-address' },
    },
  );
}

interface FailedRow {
  cascade_id: string;
  id: string;
  unit_id: string;
  assignment_id: string | null;
  directive_id: string | null;
  template: string;
}

/** What a mail stands for ends as it does; called in the transaction that records it. @returns what ended */
export const endGathered = (
  db: Db,
  mails: readonly string[],
  { state, sentAt, error }: { state: string; sentAt: Date | null; error: string | null },
): Promise<MessageRow[]> =>
  rowsOf(
    db,
    sql`update message m set state = ${state}, sent_at = coalesce(${sentAt?.toISOString() ?? null}::timestamptz, m.sent_at),
      last_error = ${error}
      where m.gathered_into = any(${[...mails]}::uuid[]) and m.state in ('queued', 'sent', 'unknown') and m.state <> ${state}
      returning m.cascade_id as "cascadeId", m.id, m.key, m.unit_id as "unitId", m.assignment_id as "assignmentId",
        m.template, m.locale, m.parameters, m.to_address as "toAddress", m.machine_version as "machineVersion", m.attempts, m.resends`,
  );
