import { createHash } from 'node:crypto';
import { firstOf, sql, type Db } from '../platform/database/sql.js';
import { uuidv7 } from '../platform/ids.js';
import type { SenderChecks } from './authentication.rules.js';
import type { InboundKind, InboundState } from './reply.entity.js';

/** A mail in the folder that is read, with its bytes. */
export interface LyingBytes {
  mailbox: string;
  uidValidity: bigint;
  uid: number;
  size: number;
  /** Null: larger than what is read. */
  bytes: Buffer | null;
}

/** What is kept of a mail before anything follows from it; of a secret nothing that says what it is about. */
export interface KeptMail {
  kind: InboundKind;
  messageId: string | null;
  from: string | null;
  subject: string | null;
  excerpt: string | null;
  checks: SenderChecks;
}

/** What followed from a mail. */
export interface Followed {
  state: Extract<InboundState, 'done' | 'waiting'>;
  /** A code; words stand in the slice's words. */
  outcome: string;
  cascadeId?: string;
  directiveId?: string;
  assignmentId?: string;
  unitId?: string;
  messageId?: string;
  contentVersion?: number | null;
}

/** Larger mails stay in their folder of the mailbox; of these the database keeps the hash. */
const RAW_BYTES_AT_MOST = 2 * 1024 * 1024;

const hashOf = ({ bytes, mailbox, uidValidity, uid }: LyingBytes): Buffer =>
  createHash('sha256')
    .update(bytes ?? `${mailbox} ${uidValidity} ${uid}`)
    .digest();

/**
 * Writes the row of a mail: whoever comes second, with the same UID or the same Message-ID, waits for the first and gets
 * nothing.
 * @returns its id; undefined where it was taken before
 */
export async function keepMail(db: Db, lying: LyingBytes, kept: KeptMail, at: Date): Promise<string | undefined> {
  const hash = hashOf(lying);
  const { bytes, size, mailbox, uidValidity, uid } = lying;
  const raw = bytes && kept.kind !== 'secret' && bytes.length <= RAW_BYTES_AT_MOST ? bytes : null;
  const key = kept.messageId?.slice(0, 500) ?? `sha256:${hash.toString('hex')}`;
  const row = await firstOf(
    db,
    sql<{
      id: string;
    }>`insert into inbound_mail (id, mailbox, uid_validity, uid, message_key, sha256, bytes, raw, taken_at,
        from_address, subject, excerpt, kind, state, outcome, dkim, spf, dmarc)
      values (${uuidv7(at)}, ${mailbox}, ${String(uidValidity)}::bigint, ${uid}, ${key}, ${hash}, ${size}, ${raw}, ${at},
        ${kept.from}, ${kept.subject}, ${kept.excerpt}, ${kept.kind}, 'waiting', 'unclear',
        ${kept.checks.dkim}, ${kept.checks.spf}, ${kept.checks.dmarc})
      on conflict do nothing returning id`,
  );
  return row?.id;
}

/** Writes what followed from it. */
export const noteFollowed = (db: Db, id: string, followed: Followed): Promise<unknown> =>
  sql`update inbound_mail set state = ${followed.state}, outcome = ${followed.outcome},
    cascade_id = ${followed.cascadeId ?? null}, directive_id = ${followed.directiveId ?? null},
    assignment_id = ${followed.assignmentId ?? null}, unit_id = ${followed.unitId ?? null},
    message_id = ${followed.messageId ?? null}, content_version = ${followed.contentVersion ?? null}
    where id = ${id}`.execute(db);

/** The state of a mail that was taken before, under this UID or another. */
export async function stateOfTaken(db: Db, lying: LyingBytes, messageId: string | null): Promise<InboundState> {
  const row = await firstOf(
    db,
    sql<{ state: InboundState }>`select state from inbound_mail
      where (mailbox = ${lying.mailbox} and uid_validity = ${String(lying.uidValidity)}::bigint and uid = ${lying.uid})
        or message_key = ${messageId ?? `sha256:${hashOf(lying).toString('hex')}`} limit 1`,
  );
  return row?.state ?? 'waiting';
}
