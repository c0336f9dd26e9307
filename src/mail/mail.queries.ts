import { firstOf, sql, type Db } from '../platform/database/sql.js';

/** What the outbox holds; for `/readyz` and people. Of a long queue only what is tried first is looked at. */
export interface OutboxState {
  /** Messages that are not sent yet, as far as they were looked at. */
  queued: number;
  /** There are more of them than those. */
  hasMore: boolean;
  /** Age of the oldest of them in seconds of business time; null where there is none. */
  oldestQueuedSeconds: number | null;
  /** Age of the oldest that no server has answered yet, in seconds of business time; null where there is none. */
  oldestUntriedSeconds: number | null;
  /** What the server said of the message that was refused last; null where none waits after a refusal. */
  lastError: string | null;
}

/** A queue is never read through: it is asked for every few seconds, also while hundreds of thousands wait. */
const LOOKED_AT = 10_000;

/**
 * Reads the state of the outbox by the partial index of what waits: the first that are tried, and the last, for the error,
 * since what was refused comes after what was not. What no server has answered is looked for behind all that were refused.
 * @param most  so many messages are looked at from either end
 */
export async function outboxState(db: Db, most = LOOKED_AT): Promise<OutboxState> {
  const row = await firstOf(
    db,
    sql<OutboxState>`
      with first as materialized (
        select queued_at from message where next_attempt_at is not null and held_at is null
        order by next_attempt_at limit ${most}::int + 1
      ), last as materialized (
        select next_attempt_at, last_error from message where next_attempt_at is not null and held_at is null
        order by next_attempt_at desc limit ${most}::int)
      select least(count(*), ${most}::int)::int as queued, count(*) > ${most}::int as "hasMore",
        floor(extract(epoch from business_now() - min(queued_at)))::int as "oldestQueuedSeconds",
        floor(extract(epoch from business_now() - (select u.queued_at from message u
            where u.next_attempt_at is not null and u.held_at is null and u.attempts = 0
            order by u.next_attempt_at limit 1)))::int as "oldestUntriedSeconds",
        (select last_error from last where last_error is not null order by next_attempt_at desc limit 1) as "lastError"
      from first`,
  );
  return row!;
}

/** Whether jobs have messages still to send. */
export const isGivenToJobs = async (db: Db): Promise<boolean> =>
  (await firstOf(
    db,
    sql`select 1 from message where next_attempt_at is not null and held_at is null and job_id is not null limit 1`,
  )) !== undefined;
