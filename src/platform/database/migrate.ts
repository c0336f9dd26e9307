import { MikroORM } from '@mikro-orm/postgresql';
import pg from 'pg';
import { unavailable } from '../errors.js';
import type { Database } from './database.js';
import { grantJobs, installJobs } from './job-schema.js';
import { ormOptions } from './orm-config.js';
import { ensurePartitions } from './partitions.js';

/** History: INSERT and SELECT only, for the role that runs the product. */
const APPEND_ONLY = ['ledger_entry', 'ledger_entry_other', 'ledger_sealed'] as const;
const MIGRATION_LOCK = 7_340_036;
const OLDEST_SERVER = 150_000;

/**
 * Brings the schema up to date as the role that owns it, one process at a time, and gives the role that runs the
 * product its rights.
 * @returns the names of the migrations that ran
 * @throws ProductError `unavailable` where the server is older than PostgreSQL 15
 */
export async function migrate(database: Database): Promise<string[]> {
  const client = new pg.Client(database.ownerUrl);
  await client.connect();
  try {
    await refuseOldServer(client);
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const ran = await withMigrator(database, (migrator) => migrator.up());
    await ensurePartitions(client);
    await installJobs(database.ownerUrl);
    await grantRights(client, database);
    return ran.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

/** Names of the migrations that have not run yet. */
export async function pendingMigrations(database: Database): Promise<string[]> {
  const pending = await withMigrator(database, (migrator) => migrator.getPending());
  return pending.map(({ name }) => name);
}

async function withMigrator<T>(database: Database, use: (migrator: MikroORM['migrator']) => Promise<T>): Promise<T> {
  const orm = await MikroORM.init(ormOptions(database.ownerUrl, []));
  try {
    return await use(orm.migrator);
  } finally {
    await orm.close(true);
  }
}

async function refuseOldServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query(`select current_setting('server_version_num')::int as version`);
  if (rows[0].version >= OLDEST_SERVER) return;
  throw unavailable(
    'Cần PostgreSQL 15 trở lên; hãy nâng cấp máy chủ cơ sở dữ liệu.',
    'PostgreSQL 15 or newer is needed; upgrade the database server.',
  );
}

async function grantRights(client: pg.Client, database: Database): Promise<void> {
  const role = pg.escapeIdentifier(decodeURIComponent(new URL(database.appUrl).username));
  if (!database.historyProtected) return;
  await client.query(`grant usage on schema public to ${role}`);
  await client.query(`grant select, insert, update, delete on all tables in schema public to ${role}`);
  await client.query(`grant execute on all functions in schema public to ${role}`);
  await grantJobs(client, role);
  const { rows } = await client.query(
    `select c.relname from pg_class c join pg_inherits i on i.inhrelid = c.oid where i.inhparent = 'ledger_entry'::regclass`,
  );
  const closed = [...new Set([...APPEND_ONLY, ...rows.map((row) => row.relname as string)])];
  for (const table of closed) await client.query(`revoke update, delete, truncate on ${table} from ${role}`);
}
