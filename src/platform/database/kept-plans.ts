import { PREPARED } from './sql.js';

/** What is used of the driver's pool, which has no types of its own for it. */
export interface Pool {
  options: { password?: unknown; types?: { setTypeParser(oid: number, parser: unknown): void } };
  Client: new (...options: unknown[]) => Client & { readonly _queryable: boolean };
  constructor: unknown;
  /** How many wait for a connection. */
  waitingCount: number;
  connect(then?: unknown): Promise<Client & { release(error?: unknown): void; processID?: number }>;
  query(...query: unknown[]): Promise<unknown>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  end(): Promise<void>;
}

interface Client {
  query(...query: unknown[]): unknown;
}

/**
 * Few: each plans every marked statement for itself, and two processors are busy with fewer. They are never closed, so that
 * an act after a quiet hour does not plan anew.
 */
const KEPT = 4;
/** Where so many wait already, whoever comes takes a connection of the others: acts that wait for a row hold up few. */
const MOST_WAITING = 12;

const names = new Map<string, string>();

/** A statement that is marked as {@link PREPARED}, under a name of its own. */
export function named(text: string): { name: string; text: string } {
  const name = names.get(text) ?? `marked_${names.size}`;
  names.set(text, name);
  return { name, text };
}

export const isMarked = (text: unknown): text is string => typeof text === 'string' && text.startsWith(PREPARED);

/**
 * Statements that are marked, and no part of a transaction, run on a few connections of their own, which are kept and plan
 * each of them once, for any values. On the others a statement is planned five times before its plan is kept, and a burst
 * opens new ones: that takes longer than the acts.
 */
export function keepPlansOfMarked(pool: Pool): void {
  const marked = new (pool.constructor as new (options: object) => Pool)({
    ...pool.options,
    password: pool.options.password,
    max: KEPT,
    min: 0,
    idleTimeoutMillis: 0,
    options: '-c plan_cache_mode=force_generic_plan',
  });
  // the statement under way is told of it; the pool has thrown the connection away already
  marked.on('error', () => undefined);
  const connect = pool.connect.bind(pool);
  const end = pool.end.bind(pool);
  pool.connect = (then) => (then ? connect(then) : Promise.resolve(new Choosing(connect, marked)));
  pool.end = async () => {
    await Promise.all([end(), marked.end()]);
  };
}

/** A connection that is taken once it is known what for. */
class Choosing {
  private taken: Awaited<ReturnType<Pool['connect']>> | undefined;

  constructor(
    private readonly connect: Pool['connect'],
    private readonly marked: Pool,
  ) {}

  get processID(): number | undefined {
    return this.taken?.processID;
  }

  async query(text: unknown, values?: unknown): Promise<unknown> {
    if (!this.taken && isMarked(text) && this.marked.waitingCount < MOST_WAITING)
      return this.marked.query({ ...named(text), values });
    this.taken ??= await this.connect();
    return this.taken.query(text, values);
  }

  release(error?: unknown): void {
    this.taken?.release(error);
  }
}
