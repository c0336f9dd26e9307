import { PREPARED, rowsOf, sql, type Db } from '../platform/database/sql.js';
import { committing } from '../platform/failpoints.js';
import type { DueMessage } from './giving.rules.js';
import type { MailJob } from './mail-jobs.js';
import type { MessageRow } from './notices.js';
import { STOPPED_BY } from './stop-messages.js';

/** A message that is due; what stops it, if anything does, and whether its sender died after it had begun. */
export type Due = DueMessage & { stop: 'held' | 'withdrawn' | null; isCut: boolean };

/** The columns of a message, alias `m`, as the slices see it. */
export const MESSAGE = sql`m.cascade_id as "cascadeId", m.id, m.key, m.unit_id as "unitId",
  m.assignment_id as "assignmentId", m.template, m.locale, m.parameters, m.to_address as "toAddress",
  m.machine_version as "machineVersion", m.attempts, m.resends, m.job_id as "jobId"`;

/**
 * Messages that are due, oldest first, locked until the caller's transaction ends; those that another one holds are left out.
 * @param ahead  seconds: what no job carries is due so much earlier
 */
export const lockDue = (db: Db, limit: number, ahead: number): Promise<Due[]> =>
  rowsOf(
    db,
    sql<Due>`select m.cascade_id as "cascadeId", m.id, lower(substring(m.to_address from '[^@]*$')) as domain, m.alone,
        ${STOPPED_BY} as stop, m.begun_at is not null as "isCut"
      from message m where m.next_attempt_at <= statement_timestamp() + make_interval(secs => ${ahead}::int)
        and (m.next_attempt_at <= statement_timestamp() or m.job_id is null)
      order by m.next_attempt_at limit ${limit} for update of m skip locked`,
  );

/** What becomes of a due message: the job that carries it, or nothing for now; when it is looked at again otherwise. */
export interface Given {
  message: DueMessage;
  jobId: string | null;
  seconds: number;
  isHeld: boolean;
}

/** Notes which job carries each message, inside the caller's transaction. */
export const noteGiven = (db: Db, given: readonly Given[]): Promise<unknown> =>
  given.length === 0
    ? Promise.resolve()
    : sql`update message m set job_id = r.job_id, held_at = case when r.is_held then business_now() end,
        next_attempt_at = statement_timestamp() + make_interval(secs => r.seconds)
      from unnest(${given.map(({ message }) => message.cascadeId)}::uuid[], ${given.map(({ message }) => message.id)}::uuid[],
        ${given.map(({ jobId }) => jobId)}::uuid[], ${given.map(({ seconds }) => seconds)}::double precision[],
        ${given.map(({ isHeld }) => isHeld)}::boolean[]) as r (cascade_id, id, job_id, seconds, is_held)
      where m.cascade_id = r.cascade_id and m.id = r.id`.execute(db);

const keysOf = (messages: MailJob['messages']) => sql`
  unnest(${messages.map(([cascadeId]) => cascadeId)}::uuid[], ${messages.map(([, id]) => id)}::uuid[]) k (cascade_id, id)`;

/**
 * Takes what a job still has to send, for as long as the lease lasts. What its carrier before had begun is left alone
 * until that one's lease has ended: it may only be slow. What somebody else holds for a moment is waited for: a process that
 * was about to give the same rows to a job of its own locks them as they have become, and lets go of them.
 */
export const takeGiven = (db: Db, { id, messages }: MailJob, leaseSeconds: number): Promise<MessageRow[]> =>
  committing(db, 'message.batchClaimed', () =>
    rowsOf(
      db,
      sql<MessageRow>`${sql.raw(PREPARED)}
      with mine as (
        select m.cascade_id, m.id from message m join ${keysOf(messages)} on m.cascade_id = k.cascade_id and m.id = k.id
        where m.job_id = ${id} and m.state = 'queued' and m.begun_at is null and m.held_at is null
          and m.next_attempt_at is not null
        order by m.cascade_id, m.id for update of m)
      update message m set next_attempt_at = statement_timestamp() + make_interval(secs => ${leaseSeconds}::int)
      from mine where m.cascade_id = mine.cascade_id and m.id = mine.id
      returning ${MESSAGE}`,
    ),
  );

/** Messages whose sender died after it had begun, and whose lease has ended. */
export const cutMessages = (db: Db, due: readonly DueMessage[]): Promise<MessageRow[]> =>
  rowsOf(
    db,
    sql<MessageRow>`select ${MESSAGE} from message m
      join ${keysOf(due.map(({ cascadeId, id }) => [cascadeId, id] as const))} on m.cascade_id = k.cascade_id and m.id = k.id
      where m.state = 'queued' and m.begun_at is not null and m.next_attempt_at <= statement_timestamp()`,
  );

/**
 * Gives messages back untried: no attempt is counted. Left alone is what another process has begun meanwhile, or another job
 * carries: whoever gives back may have been stopped for longer than it thinks.
 * @param error  why, for the operator; null leaves what was there
 */
export async function release(
  db: Db,
  messages: readonly MessageRow[],
  { inSeconds, error }: { inSeconds: number; error: string | null },
): Promise<void> {
  if (messages.length === 0) return;
  const giving = sql`
    with mine as (
      select m.cascade_id, m.id from message m
      join unnest(${messages.map((m) => m.cascadeId)}::uuid[], ${messages.map((m) => m.id)}::uuid[],
        ${messages.map((m) => m.jobId ?? null)}::uuid[], ${messages.map((m) => m.isAsked ?? false)}::boolean[])
        k (cascade_id, id, job_id, is_asked) on m.cascade_id = k.cascade_id and m.id = k.id and m.job_id = k.job_id
      where m.state = 'queued' and m.held_at is null and (m.begun_at is null or k.is_asked)
      order by m.cascade_id, m.id for update of m)
    update message m set next_attempt_at = statement_timestamp() + make_interval(secs => ${inSeconds}), begun_at = null,
      job_id = null, last_error = coalesce(${error}::text, m.last_error)
    from mine where m.cascade_id = mine.cascade_id and m.id = mine.id`;
  await committing(db, 'message.batchReleased', () => giving.execute(db));
}

/**
 * Gives back what a job could not carry: each message gets a job of its own, so that the one that spoiled it holds up no
 * other.
 * @returns the messages that were alone already
 */
export const giveBackAlone = (db: Db, { id, messages }: MailJob, error: string): Promise<MessageRow[]> =>
  committing(db, 'message.jobGivenUp', () =>
    rowsOf(
      db,
      sql<MessageRow>`
      with mine as (
        select m.cascade_id, m.id, m.alone from message m join ${keysOf(messages)} on m.cascade_id = k.cascade_id and m.id = k.id
        where m.job_id = ${id} and m.state = 'queued' and m.begun_at is null and m.held_at is null for update of m)
      update message m set alone = true, last_error = ${error},
        job_id = case when mine.alone then m.job_id end,
        next_attempt_at = case when mine.alone then m.next_attempt_at else statement_timestamp() end
      from mine where m.cascade_id = mine.cascade_id and m.id = mine.id
      returning ${MESSAGE}, mine.alone as "wasAlone"`,
    ).then((rows) => rows.filter((row) => (row as MessageRow & { wasAlone: boolean }).wasAlone)),
  );
