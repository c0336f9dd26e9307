// plain .js: Jest loads this outside its resolver, so the compiled product is used (npm test builds it first)
import pg from 'pg';

/** One server per run, one migrated and seeded template database, a clone of it per test file (database.ts). */
export default async function globalSetup() {
  const args = process.argv.join(' ');
  if (/test\/rules/.test(args) && !/test\/(slices|journeys|guards)/.test(args)) return;
  const { startEmbedded } = await import('../../dist/src/platform/database/embedded.js');
  const { prepareDatabase } = await import('../../dist/src/application.js');
  const { readConfig } = await import('../../dist/src/platform/config.js');
  const given = process.env['TEST_DATABASE_ADMIN_URL']; // a real server: postgres://superuser@host/postgres
  const fast = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' };
  const server = given ? undefined : await startEmbedded(`data/test-${process.pid}`, fast);
  globalThis.thongsuotTestServer = server;
  globalThis.thongsuotTestData = `data/test-${process.pid}`;
  try {
    await prepareTemplate(await rolesOn(given, server), prepareDatabase, readConfig);
  } catch (error) {
    await server?.release();
    throw error;
  }
}

async function prepareTemplate(roleUrl, prepareDatabase, readConfig) {
  const admin = new pg.Client(roleUrl('admin', 'postgres'));
  await admin.connect();
  const old = await admin.query(`select datname from pg_database where datname like 'thongsuot\\_t\\_%'`);
  for (const { datname } of old.rows) await admin.query(`drop database if exists "${datname}" with (force)`);
  await admin.query('create database thongsuot_t_template owner thongsuot_owner');
  await admin.end();
  await prepareDatabase(readConfig({}), {
    appUrl: roleUrl('thongsuot_app', 'thongsuot_t_template'),
    ownerUrl: roleUrl('thongsuot_owner', 'thongsuot_t_template'),
    historyProtected: true,
    embedded: false,
    close: async () => undefined,
  });
  for (const role of ['admin', 'thongsuot_owner', 'thongsuot_app'])
    process.env[`TEST_URL_${role.toUpperCase()}`] = roleUrl(role, 'DATABASE');
}

/** Addresses by role; on a server that is not ours the two roles are made first. */
async function rolesOn(given, server) {
  if (server) return (role, database) => server.url(role, database);
  const admin = new pg.Client(given);
  await admin.connect();
  for (const role of ['thongsuot_owner', 'thongsuot_app']) {
    const { rowCount } = await admin.query('select 1 from pg_roles where rolname = $1', [role]);
    await admin.query(`${rowCount ? 'alter' : 'create'} role ${role} login password 'test'`);
  }
  await admin.end();
  return (role, database) => {
    const url = new URL(given);
    if (role !== 'admin') Object.assign(url, { username: role, password: 'test' });
    url.pathname = `/${database}`;
    return url.href;
  };
}
