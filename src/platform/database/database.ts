import path from 'node:path';
import pg from 'pg';
import type { Config } from '../config.js';
import { unavailable } from '../errors.js';
import { startEmbedded } from './embedded.js';

/** The database that one process uses, and under which roles. */
export interface Database {
  /** Role of everything but migrations. */
  appUrl: string;
  /** Role that owns the tables. */
  ownerUrl: string;
  /** Whether the history is closed even to the role that runs the product (two different roles). */
  historyProtected: boolean;
  embedded: boolean;
  close(): Promise<void>;
}

/** Injection token of the {@link Database}. */
export const DATABASE = Symbol('Database');

/**
 * Opens the database of the configuration: `DATABASE_URL`, or the embedded server below `THONGSUOT_DATA`.
 * @param name  database on the embedded server; tests and bench use their own
 * @throws ProductError `unavailable` where no server answers
 */
export async function openDatabase(config: Config, name = 'thongsuot'): Promise<Database> {
  if (config.databaseUrl) {
    const ownerUrl = config.databaseOwnerUrl ?? config.databaseUrl;
    const historyProtected = new URL(ownerUrl).username !== new URL(config.databaseUrl).username;
    await reach(config.databaseUrl);
    return { appUrl: config.databaseUrl, ownerUrl, historyProtected, embedded: false, close: async () => undefined };
  }
  const server = await startEmbedded(path.join(config.dataDir, 'pg')).catch((error: Error) => {
    throw unavailable(`Không khởi động được cơ sở dữ liệu nhúng: ${error.message}`, error.message);
  });
  await ensureDatabase(server.url('admin', 'postgres'), name);
  return {
    appUrl: server.url('thongsuot_app', name),
    ownerUrl: server.url('thongsuot_owner', name),
    historyProtected: true,
    embedded: true,
    close: () => server.release(),
  };
}

async function ensureDatabase(adminUrl: string, name: string): Promise<void> {
  const client = new pg.Client(adminUrl);
  await client.connect();
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
  if (!rowCount) await client.query(`create database "${name}" owner thongsuot_owner`);
  await client.end();
}

async function reach(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  try {
    await client.connect();
    await client.end();
  } catch (error) {
    const { host, pathname } = new URL(url);
    const why = (error as Error).message;
    throw unavailable(
      `Không kết nối được cơ sở dữ liệu ${pathname.slice(1)} tại ${host}: ${why}. Kiểm tra DATABASE_URL và máy chủ PostgreSQL.`,
      `The database ${pathname.slice(1)} at ${host} does not answer: ${why}. Check DATABASE_URL and the PostgreSQL server.`,
    );
  }
}
