import { defineConfig, type AnyEntity, type EntityClass, type EntitySchema, type Options } from '@mikro-orm/postgresql';
import { Migrator } from '@mikro-orm/migrations';
import pg from 'pg';
import { migrationsList } from './migrations/index.js';

/** What a slice hands over as its entities. */
export type Entities = readonly (EntityClass<AnyEntity> | EntitySchema)[];

const TIMESTAMPTZ = 1184;

/** The ORM leaves instants as text; in our own SQL they are Dates, as everywhere else in the product. */
function readInstantsAsDates(pool: {
  options: { types?: { setTypeParser(oid: number, parser: unknown): void } };
}): void {
  pool.options.types?.setTypeParser(TIMESTAMPTZ, pg.types.getTypeParser(TIMESTAMPTZ));
}

/** Options of the ORM for one database and role. Migrations are listed by hand: nothing is discovered from files. */
export const ormOptions = (clientUrl: string, entities: Entities): Options =>
  defineConfig({
    clientUrl,
    entities: [...entities],
    extensions: [Migrator],
    migrations: { migrationsList, snapshot: false, silent: true, transactional: true, disableForeignKeys: false },
    discovery: { warnWhenNoEntities: false },
    driverOptions: { onPoolCreated: readInstantsAsDates },
    ensureDatabase: false,
    forceUtcTimezone: true,
    pool: { max: 32 },
  }) as Options;
