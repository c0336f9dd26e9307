import pg from 'pg';
import type { Database } from '../../src/platform/database/database.js';

let made = 0;

const urlOf = (role: 'ADMIN' | 'THONGSUOT_OWNER' | 'THONGSUOT_APP', database: string): string => {
  const template = process.env[`TEST_URL_${role}`];
  if (!template) throw new Error('no test server: run through `npm test`');
  return template.replace(/\/DATABASE$/, `/${database}`);
};

async function asAdmin(statement: string): Promise<void> {
  const client = new pg.Client(urlOf('ADMIN', 'postgres'));
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** A database of a test's own. */
export type TestDatabase = Database & { drop(): Promise<void>; name: string };

/** The migrated and seeded template with the demonstration's units in it, as of 1 January 2024. */
export const WITH_DEMO_UNITS = 'thongsuot_t_demo';

/** A fresh clone of the migrated and seeded template, or of a database that nobody is connected to; `drop` drops it. */
export async function freshDatabase(of = 'thongsuot_t_template'): Promise<TestDatabase> {
  const name = `thongsuot_t_${process.pid}_${process.env['JEST_WORKER_ID'] ?? 0}_${made++}`;
  await asAdmin(`create database "${name}" template "${of}" strategy file_copy owner thongsuot_owner`);
  return {
    name,
    appUrl: urlOf('THONGSUOT_APP', name),
    ownerUrl: urlOf('THONGSUOT_OWNER', name),
    historyProtected: true,
    embedded: false,
    close: async () => undefined,
    drop: () => asAdmin(`drop database if exists "${name}" with (force)`),
  };
}
