import { defineConfig, type AnyEntity, type EntityClass, type EntitySchema, type Options } from '@mikro-orm/postgresql';
import { Migrator } from '@mikro-orm/migrations';
import pg from 'pg';
import { migrationsList } from './migrations/index.js';
import { PREPARED } from './sql.js';

/** What a slice hands over as its entities. */
export type Entities = readonly (EntityClass<AnyEntity> | EntitySchema)[];

const TIMESTAMPTZ = 1184;

interface Pool {
  options: { types?: { setTypeParser(oid: number, parser: unknown): void } };
  Client: new (...options: unknown[]) => { query(...query: unknown[]): unknown };
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

/** Options of the ORM for one database and role. Migrations are listed by hand: nothing is discovered from files. */
export const ormOptions = (clientUrl: string, entities: Entities): Options =>
  defineConfig({
    clientUrl,
    entities: [...entities],
    extensions: [Migrator],
    migrations: { migrationsList, snapshot: false, silent: true, transactional: true, disableForeignKeys: false },
    discovery: { warnWhenNoEntities: false },
    driverOptions: {
      onPoolCreated: (pool: Pool) => {
        readInstantsAsDates(pool);
        prepareWhatIsMarked(pool);
      },
    },
    ensureDatabase: false,
    forceUtcTimezone: true,
    pool: { max: 32 },
  }) as Options;
