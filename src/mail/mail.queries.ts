import { firstOf, sql, type Db } from '../platform/database/sql.js';

/** What the outbox holds; for `/readyz` and people. */
export interface OutboxState {
  /** Messages that are not sent yet. */
  queued: number;
  /** Age of the oldest of them in seconds of business time; null where there is none. */
  oldestQueuedSeconds: number | null;
  /** Age of the oldest that no server has answered yet, in seconds of business time; null where there is none. */
  oldestUntriedSeconds: number | null;
  /** What the server said of the message that was refused last; null where none waits after a refusal. */
  lastError: string | null;
}

/** Reads the state of the outbox: only messages that wait are looked at (they are in a partial index). */
export async function outboxState(db: Db): Promise<OutboxState> {
  const row = await firstOf(
    db,
    sql<OutboxState>`
      select count(*)::int as queued,
        floor(extract(epoch from business_now() - min(queued_at)))::int as "oldestQueuedSeconds",
        floor(extract(epoch from business_now() - min(queued_at) filter (where attempts = 0)))::int
          as "oldestUntriedSeconds",
        (select e.last_error from message e where e.next_attempt_at is not null and e.held_at is null and e.last_error is not null
          order by e.next_attempt_at desc limit 1) as "lastError"
      from message where next_attempt_at is not null and held_at is null`,
  );
  return row!;
}

/** Whether jobs have messages still to send. */
export const isGivenToJobs = async (db: Db): Promise<boolean> =>
  (await firstOf(
    db,
    sql`select 1 from message where next_attempt_at is not null and held_at is null and job_id is not null limit 1`,
  )) !== undefined;
