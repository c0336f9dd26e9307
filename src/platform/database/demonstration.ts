import pg from 'pg';
import type { Database } from './database.js';

/** Whether a database holds the demonstration: its business clock is not the true one. */
export async function holdsDemonstration({ appUrl }: Database): Promise<boolean> {
  const client = new pg.Client(appUrl);
  await client.connect();
  try {
    const { rows } = await client.query(`select to_regclass('demo_clock') is not null as migrated`);
    if (!rows[0].migrated) return false;
    const { rowCount } = await client.query('select 1 from demo_clock');
    return (rowCount ?? 0) > 0;
  } finally {
    await client.end();
  }
}
