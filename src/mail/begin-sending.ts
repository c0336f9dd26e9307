import { firstOf, PREPARED, rowsOf, sql, type Db } from '../platform/database/sql.js';
import { committing } from '../platform/failpoints.js';
import type { MessageRow, Outdated } from './notices.js';
import { STOPPED_BY, withdrawClaimed } from './stop-messages.js';

interface Asked {
  message: MessageRow;
  answer: (mayBegin: boolean) => void;
  fail: (error: unknown) => void;
}

/** A look at the stops is good for so long: a server that takes longer to ask for the text gets it after another look. */
const LOOK_MILLISECONDS = 100;

/** What the mark of a message is to say: it is begun, a server has answered it, or no server was met and it is as before. */
type Mark = 'begun' | 'through' | 'none';

/**
 * Marks messages as begun right before each is sent, and as through right after. Connections that ask while a mark is
 * being written share the next one, so that marking costs a statement for several messages and hardly delays any.
 */
export class BeginSending {
  private asked: Asked[] = [];
  private again: Asked[] = [];
  /** When it was last looked at each message that was begun. */
  private readonly lookedAt = new WeakMap<MessageRow, number>();
  private over: Marked[] = [];
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

  /**
   * Whether the text of a message that was begun may be handed over: the server may have let us wait since. It is looked
   * again where the last look is not of this moment, in the statements of those that begin.
   */
  still(message: MessageRow): Promise<boolean> {
    const since = performance.now() - (this.lookedAt.get(message) ?? -Infinity);
    if (since < LOOK_MILLISECONDS) return Promise.resolve(true);
    return new Promise((answer, fail) => {
      this.again.push({ message, answer, fail });
      this.wake();
    });
  }

  /**
   * The server has answered, or will not: nothing waits for this message any more. Where none was met the mark is taken
   * back at once: if this process died before its job ends, nobody could tell it from one that was cut off.
   */
  ended(message: MessageRow, isMet: boolean): void {
    this.over.push({ message, mark: isMet ? 'through' : 'none' });
    this.wake();
  }

  /** In a moment, so that who ends one message and begins the next asks once. */
  private wake(): void {
    if (this.running) return;
    this.running = true;
    queueMicrotask(() => void this.run());
  }

  private async run(): Promise<void> {
    while (this.asked.length + this.again.length + this.over.length > 0) {
      const { asked, again, over } = this;
      this.asked = [];
      this.again = [];
      this.over = [];
      const begin = asked.map(({ message }) => message);
      const begun = again.map(({ message }) => message);
      const looksAt = performance.now();
      try {
        const may = await mark(this.db, { begin, begun, over, outdated: this.outdated });
        for (const { message, answer } of [...asked, ...again]) {
          this.lookedAt.set(message, looksAt);
          answer(may.has(message.id));
        }
      } catch (error) {
        for (const { fail } of [...asked, ...again]) fail(error);
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
async function mark(db: Db, { begin, begun, over, outdated }: Marking): Promise<ReadonlySet<string>> {
  const toWrite = [...begin.map((message): Marked => ({ message, mark: 'begun' })), ...over];
  const marked = toWrite.length === 0 ? new Set<string>() : await written(db, toWrite);
  const marks = [...begin.filter(({ id }) => marked.has(id)), ...begun];
  if (marks.length === 0) return new Set();
  const may = new Set(marks.map(({ id }) => id));
  const { stopped: back, lost } = await stoppedOf(db, marks);
  const never: string[] = [];
  const own = marks.filter(({ id }) => !lost.includes(id));
  for (const [id, what] of await outdated(own)) (what === 'again' ? back : never).push(id);
  if (back.length > 0) await unmark(db, back);
  if (never.length > 0) await withdraw(db, never);
  for (const id of [...back, ...never, ...lost]) may.delete(id);
  return may;
}

interface Marked {
  message: MessageRow;
  mark: Mark;
}

/** Writes marks. @returns the ids of those that begin and are ours */
async function written(db: Db, marks: readonly Marked[]): Promise<Set<string>> {
  const all = marks.map(({ message }) => message);
  const marking = sql<{ id: string; mark: Mark }>`${sql.raw(PREPARED)}
    with mine as (
      select m.cascade_id, m.id, k.mark from message m
      join unnest(${all.map((m) => m.cascadeId)}::uuid[], ${all.map((m) => m.id)}::uuid[],
        ${all.map((m) => m.attempts)}::smallint[], ${all.map((m) => m.jobId ?? null)}::uuid[],
        ${marks.map(({ mark: to }) => to)}::text[])
        k (cascade_id, id, attempts, job_id, mark)
        on m.cascade_id = k.cascade_id and m.id = k.id and m.attempts = k.attempts and m.job_id = k.job_id
      where m.state = 'queued' and m.held_at is null and m.next_attempt_at is not null
        and (m.begun_at is null) = (k.mark = 'begun')
      order by m.cascade_id, m.id for update of m)
    update message m set begun_at = case mine.mark when 'begun' then statement_timestamp()
        when 'through' then 'infinity'::timestamptz end
    from mine where m.cascade_id = mine.cascade_id and m.id = mine.id
    returning m.id, mine.mark`;
  const rows = await committing(db, 'message.batchBegun', () => rowsOf(db, marking));
  return new Set(rows.filter((row) => row.mark === 'begun').map(({ id }) => id));
}

interface Marking {
  begin: readonly MessageRow[];
  /** Marked before; their texts are about to be handed over. */
  begun: readonly MessageRow[];
  over: readonly Marked[];
  outdated: (messages: readonly MessageRow[]) => Promise<ReadonlyMap<string, Outdated>>;
}

const withdraw = (db: Db, ids: readonly string[]): Promise<unknown> =>
  committing(db, 'message.batchOutdated', async (within) => {
    const row = await firstOf(within, sql<{ now: Date }>`select business_now() as now`);
    await withdrawClaimed(within, ids, row!.now);
  });

/** What a stop is there for, and what is no longer ours: whoever was stopped for longer than its lease sends nothing more. */
async function stoppedOf(db: Db, messages: readonly MessageRow[]): Promise<{ stopped: string[]; lost: string[] }> {
  const rows = await rowsOf(
    db,
    sql<{ id: string; isLost: boolean }>`${sql.raw(PREPARED)} select k.id, m.id is null as "isLost"
      from unnest(${messages.map((m) => m.cascadeId)}::uuid[], ${messages.map((m) => m.id)}::uuid[],
        ${messages.map((m) => m.attempts)}::smallint[], ${messages.map((m) => m.jobId ?? null)}::uuid[])
        k (cascade_id, id, attempts, job_id)
        left join message m on m.cascade_id = k.cascade_id and m.id = k.id and m.attempts = k.attempts
          and m.job_id = k.job_id and m.state = 'queued' and m.begun_at < 'infinity'
          and m.next_attempt_at > statement_timestamp()
      where m.id is null or ${STOPPED_BY} is not null`,
  );
  const of = (isLost: boolean) => rows.filter((row) => row.isLost === isLost).map(({ id }) => id);
  return { stopped: of(false), lost: of(true) };
}

/** Given back at once: whoever claims it next finds the stop. */
const unmark = (db: Db, ids: readonly string[]): Promise<unknown> =>
  committing(db, 'message.batchGivenBack', () =>
    sql`update message m set begun_at = null, next_attempt_at = statement_timestamp()
      where m.id = any(${[...ids]}::uuid[]) and m.state = 'queued' and m.held_at is null`.execute(db),
  );
