import { firstOf, sql, type Db } from '../platform/database/sql.js';

/** What the outbox holds; for `/readyz` and people. */
export interface OutboxState {
  /** Messages that are not sent yet. */
  queued: number;
  /** Age of the oldest of them in seconds of business time; null where there is none. */
  oldestQueuedSeconds: number | null;
  /** How long the longest due message has been due, in real seconds; null where nothing is due. */
  dueSeconds: number | null;
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
        floor(extract(epoch from statement_timestamp() - min(next_attempt_at)
          filter (where next_attempt_at <= statement_timestamp())))::int as "dueSeconds",
        (array_agg(last_error order by next_attempt_at desc) filter (where last_error is not null))[1] as "lastError"
      from message where next_attempt_at is not null`,
  );
  return row!;
}
