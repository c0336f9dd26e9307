import { defineConfig, type AnyEntity, type EntityClass, type EntitySchema, type Options } from '@mikro-orm/postgresql';
import { Migrator } from '@mikro-orm/migrations';
import pg from 'pg';
import { migrationsList } from './migrations/index.js';
import { PREPARED } from './sql.js';

/** What a slice hands over as its entities. */
export type Entities = readonly (EntityClass<AnyEntity> | EntitySchema)[];

const TIMESTAMPTZ = 1184;
/**
 * Of one process: more would not make few processors faster, each plans the statements of every act for itself, and several
 * processes share the hundred that a server of PostgreSQL admits by default.
 */
const CONNECTIONS = 16;
/** Milliseconds for which an idle one is kept: what it has planned is lost with it, and a burst would wait for both. */
const KEPT_IDLE = 600_000;

interface Pool {
  options: { types?: { setTypeParser(oid: number, parser: unknown): void } };
  Client: new (...options: unknown[]) => { query(...query: unknown[]): unknown; readonly _queryable: boolean };
  connect(): Promise<{ release(): void }>;
  readonly ending: boolean;
}

/** The ORM leaves instants as text; in our own SQL they are Dates, as everywhere else in the product. */
function readInstantsAsDates(pool: Pool): void {
  pool.options.types?.setTypeParser(TIMESTAMPTZ, pg.types.getTypeParser(TIMESTAMPTZ));
}

const names = new Map<string, string>();
const nameOf = (text: string): string => {
  const name = names.get(text) ?? `marked_${names.size}`;
  names.set(text, name);
  return name;
};

/**
 * Statements that begin with {@link PREPARED} are prepared once per connection. Planning an act over all partitions
 * costs more than running it. Kysely has no names for statements, so the driver's client gets them here.
 */
function prepareWhatIsMarked(pool: Pool): void {
  pool.Client = class extends pool.Client {
    override query(text: unknown, values: unknown, ...rest: unknown[]): unknown {
      const marked = typeof text === 'string' && text.startsWith(PREPARED);
      return super.query(marked ? { name: nameOf(text), text } : text, values, ...rest);
    }
  };
}

/**
 * A transaction whose connection was cut is undone already. Were its rollback to fail, Kysely would never give the
 * connection back, and every cut would cost the pool one until there are none left.
 */
function rollBackWhatWasCut(pool: Pool): void {
  pool.Client = class extends pool.Client {
    override query(...query: unknown[]): unknown {
      const answer = super.query(...query);
      if (query[0] !== 'rollback' || !(answer instanceof Promise)) return answer;
      return answer.catch((error: unknown) => {
        // what the driver itself and its pool go by
        // oxlint-disable-next-line eslint/no-underscore-dangle
        if (this._queryable) throw error;
        return { command: 'ROLLBACK', rowCount: 0, rows: [] };
      });
    }
  };
}

/**
 * Who asks for a connection while the pool closes is turned away: Kysely would lose the one that it gets then, and the pool
 * would wait for it, and the process with it, for ever.
 */
function turnAwayWhileClosing(pool: Pool): void {
  const connect = pool.connect.bind(pool);
  pool.connect = async () => {
    const client = await connect();
    if (!pool.ending) return client;
    client.release();
    throw new Error('the database is being closed');
  };
}

/**
 * Options of the ORM for one database and role. Migrations are listed by hand: nothing is discovered from files.
 * @param idleSeconds  after so long without a statement a transaction is given up: a process that was stopped in the middle
 *   of one holds up the others for no longer
 */
export const ormOptions = (clientUrl: string, entities: Entities, idleSeconds = 60): Options =>
  defineConfig({
    clientUrl,
    entities: [...entities],
    extensions: [Migrator],
    migrations: { migrationsList, snapshot: false, silent: true, transactional: true, disableForeignKeys: false },
    discovery: { warnWhenNoEntities: false },
    driverOptions: {
      idle_in_transaction_session_timeout: idleSeconds * 1000,
      keepAlive: true, // an idle one is not to be forgotten by what lies between
      onPoolCreated: (pool: Pool) => {
        readInstantsAsDates(pool);
        prepareWhatIsMarked(pool);
        rollBackWhatWasCut(pool);
        turnAwayWhileClosing(pool);
      },
    },
    ensureDatabase: false,
    forceUtcTimezone: true,
    pool: { max: CONNECTIONS, idleTimeoutMillis: KEPT_IDLE },
  }) as Options;
