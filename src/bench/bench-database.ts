import pg from 'pg';
import { openDatabase, type Database } from '../platform/database/database.js';
import type { Config } from '../platform/config.js';
import { unavailable } from '../platform/errors.js';

const PREFIX = 'thongsuot_bench_';

const at = (url: string, name: string): string => {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
};

/**
 * A database that only this run uses, on the embedded server or on the server of `DATABASE_URL`; `close` drops it.
 * Those that a killed run left behind are dropped on the way.
 * @throws ProductError `unavailable` where the role of DATABASE_URL may not create databases
 */
export async function openBenchDatabase(config: Config): Promise<Database> {
  const name = `${PREFIX}${process.pid}`;
  const opened = await openDatabase(config, name);
  // on a server that is not ours the one other database that is surely there is the one that was named
  const elsewhere = opened.embedded ? at(opened.ownerUrl, 'postgres') : opened.ownerUrl;
  try {
    await connected(elsewhere, async (client) => {
      await dropAbandoned(client, name);
      if (!opened.embedded) await create(client, name);
    });
  } catch (error) {
    await opened.close();
    throw error;
  }
  return {
    ...opened,
    appUrl: at(opened.appUrl, name),
    ownerUrl: at(opened.ownerUrl, name),
    close: async () => {
      await connected(elsewhere, (client) => client.query(`drop database if exists "${name}"`));
      await opened.close();
    },
  };
}

async function create(client: pg.Client, name: string): Promise<void> {
  try {
    await client.query(`create database "${name}"`);
  } catch (error) {
    const why = (error as Error).message;
    throw unavailable(
      `Không tạo được cơ sở dữ liệu riêng để đo: ${why}. Hãy cấp quyền CREATEDB, hoặc bỏ DATABASE_URL.`,
      `A database of its own for the bench could not be created: ${why}. Grant CREATEDB, or unset DATABASE_URL.`,
    );
  }
}

async function connected(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** Without force: one that another run is using stays. */
async function dropAbandoned(client: pg.Client, own: string): Promise<void> {
  const { rows } = await client.query(
    `select datname from pg_database d where starts_with(datname, $1) and datname <> $2
       and not exists (select 1 from pg_stat_activity a where a.datname = d.datname)`,
    [PREFIX, own],
  );
  for (const { datname } of rows) await client.query(`drop database if exists "${datname}"`).catch(() => undefined);
}
