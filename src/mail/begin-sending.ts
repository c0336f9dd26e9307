import { firstOf, rowsOf, sql, type Db } from '../platform/database/sql.js';
import { committing } from '../platform/failpoints.js';
import type { MessageRow, Outdated } from './notices.js';
import { STOPPED_BY, withdrawClaimed } from './stop-messages.js';

interface Asked {
  message: MessageRow;
  answer: (mayBegin: boolean) => void;
  fail: (error: unknown) => void;
}

/**
 * Marks messages as begun right before each is sent, and as through right after. Connections that ask while a mark is
 * being written share the next one, so that marking costs a statement for several messages and hardly delays any.
 */
export class BeginSending {
  private asked: Asked[] = [];
  private through: MessageRow[] = [];
  private running = false;

  /** @param outdated  what is no longer so of messages that are marked as begun */
  constructor(
    private readonly db: Db,
    private readonly outdated: (messages: readonly MessageRow[]) => Promise<ReadonlyMap<string, Outdated>>,
  ) {}

  /** Whether the message may go out now: false where it was held, withdrawn or taken over meanwhile. */
  of(message: MessageRow): Promise<boolean> {
    return new Promise((answer, fail) => {
      this.asked.push({ message, answer, fail });
      this.wake();
    });
  }

  /** The server has answered, or will not: nothing waits for this message any more. */
  ended(message: MessageRow): void {
    this.through.push(message);
    this.wake();
  }

  /** In a moment, so that who ends one message and begins the next asks once. */
  private wake(): void {
    if (this.running) return;
    this.running = true;
    queueMicrotask(() => void this.run());
  }

  private async run(): Promise<void> {
    while (this.asked.length + this.through.length > 0) {
      const { asked, through } = this;
      this.asked = [];
      this.through = [];
      const begin = asked.map(({ message }) => message);
      try {
        const begun = await mark(this.db, { begin, through, outdated: this.outdated });
        for (const { message, answer } of asked) answer(begun.has(message.id));
      } catch (error) {
        for (const { fail } of asked) fail(error);
      }
    }
    this.running = false;
  }
}

/**
 * First the mark is written and visible to all, then it is looked whether a stop is there. An act that stops the mail
 * writes the stop, commits, and then looks for marks: whichever comes first, one of the two sees the other.
 * @returns the messages that may go out
 */
async function mark(db: Db, { begin, through, outdated }: Marking): Promise<ReadonlySet<string>> {
  const all = [...begin, ...through];
  const marking = sql<{ id: string; isThrough: boolean }>`
    with mine as (
      select m.cascade_id, m.id, k.is_through from message m
      join unnest(${all.map((m) => m.cascadeId)}::uuid[], ${all.map((m) => m.id)}::uuid[],
        ${all.map((m) => m.attempts)}::smallint[], ${all.map((m) => m.jobId ?? null)}::uuid[],
        ${all.map((_, i) => i >= begin.length)}::boolean[])
        k (cascade_id, id, attempts, job_id, is_through)
        on m.cascade_id = k.cascade_id and m.id = k.id and m.attempts = k.attempts and m.job_id = k.job_id
      where m.state = 'queued' and m.held_at is null and m.next_attempt_at is not null
        and (m.begun_at is not null) = k.is_through
      for update of m skip locked)
    update message m set begun_at = case when mine.is_through then 'infinity' else statement_timestamp() end
    from mine where m.cascade_id = mine.cascade_id and m.id = mine.id
    returning m.id, mine.is_through as "isThrough"`;
  const marked = await committing(db, 'message.batchBegun', () => rowsOf(db, marking));
  const begun = new Set(marked.filter(({ isThrough }) => !isThrough).map(({ id }) => id));
  if (begun.size === 0) return begun;
  const marks = begin.filter(({ id }) => begun.has(id));
  const back = await stoppedOf(db, marks);
  const never: string[] = [];
  for (const [id, what] of await outdated(marks)) (what === 'again' ? back : never).push(id);
  if (back.length > 0) await unmark(db, back);
  if (never.length > 0) await withdraw(db, never);
  for (const id of [...back, ...never]) begun.delete(id);
  return begun;
}

interface Marking {
  begin: readonly MessageRow[];
  through: readonly MessageRow[];
  outdated: (messages: readonly MessageRow[]) => Promise<ReadonlyMap<string, Outdated>>;
}

const withdraw = (db: Db, ids: readonly string[]): Promise<unknown> =>
  committing(db, 'message.batchOutdated', async (within) => {
    const row = await firstOf(within, sql<{ now: Date }>`select business_now() as now`);
    await withdrawClaimed(within, ids, row!.now);
  });

async function stoppedOf(db: Db, messages: readonly MessageRow[]): Promise<string[]> {
  const rows = await rowsOf(
    db,
    sql<{ id: string }>`select m.id from message m
      join unnest(${messages.map((m) => m.cascadeId)}::uuid[], ${messages.map((m) => m.id)}::uuid[]) k (cascade_id, id)
        on m.cascade_id = k.cascade_id and m.id = k.id
      where ${STOPPED_BY} is not null`,
  );
  return rows.map(({ id }) => id);
}

/** Given back at once: whoever claims it next finds the stop. */
const unmark = (db: Db, ids: readonly string[]): Promise<unknown> =>
  committing(db, 'message.batchGivenBack', () =>
    sql`update message m set begun_at = null, next_attempt_at = statement_timestamp()
      where m.id = any(${[...ids]}::uuid[]) and m.state = 'queued' and m.held_at is null`.execute(db),
  );
