// plain .js: Jest loads this outside its resolver, so the compiled product is used (npm test builds it first)
import { existsSync, readdirSync, readFileSync, statfsSync } from 'node:fs';
import { freemem } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { removeCluster } from './global-teardown.js';

const MEMORY = '/dev/shm';
const PREFIX = 'thongsuot-test-';
/** A run has up to about 1 GB of databases and log at a time. */
const ROOM_BYTES = 4e9;

/**
 * One server per run, one migrated and seeded template database and one with the demonstration's units besides; a clone
 * of either per test file (database.ts).
 */
export default async function globalSetup() {
  const args = process.argv.join(' ');
  if (/test\/rules/.test(args) && !/test\/(slices|journeys|guards)/.test(args)) return;
  const { startEmbedded } = await import('../../dist/src/platform/database/embedded.js');
  const { prepareDatabase } = await import('../../dist/src/application.js');
  const { readConfig } = await import('../../dist/src/platform/config.js');
  const given = process.env['TEST_DATABASE_ADMIN_URL']; // a real server: postgres://superuser@host/postgres
  const data = dataFolder();
  const server = given ? undefined : await startEmbedded(data, FAST);
  globalThis.thongsuotTestServer = server;
  globalThis.thongsuotTestData = data;
  try {
    await prepareTemplates(await rolesOn(given, server), prepareDatabase, readConfig);
  } catch (error) {
    await server?.release();
    throw error;
  }
}

/** Nothing of it is to outlive the run. */
const FAST = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '512MB',
  max_connections: '300',
};

/** In memory where there is room: on a disk every clone of the template waits for writes of a second. */
function dataFolder() {
  const onDisk = `data/test-${process.pid}`;
  if (!existsSync(MEMORY)) return onDisk;
  forgetKilledRuns();
  const { bavail, bsize } = statfsSync(MEMORY);
  return Math.min(bavail * bsize, freemem()) < ROOM_BYTES ? onDisk : path.join(MEMORY, `${PREFIX}${process.pid}`);
}

/** A run that was killed leaves its databases behind, and these would take memory until the machine is restarted. */
function forgetKilledRuns() {
  for (const name of readdirSync(MEMORY).filter((entry) => /^thongsuot-test-\d+$/.test(entry))) {
    const folder = path.join(MEMORY, name);
    const server = path.join(folder, 'postmaster.pid');
    if (isAlive(Number(name.slice(PREFIX.length)))) continue;
    if (existsSync(server) && isAlive(Number.parseInt(readFileSync(server, 'utf8'), 10))) continue;
    removeCluster(folder);
  }
}

function isAlive(pid) {
  return existsSync(`/proc/${pid}`);
}

async function prepareTemplates(roleUrl, prepareDatabase, readConfig) {
  const admin = new pg.Client(roleUrl('admin', 'postgres'));
  await admin.connect();
  const old = await admin.query(`select datname from pg_database where datname like 'thongsuot\\_t\\_%'`);
  for (const { datname } of old.rows) await admin.query(`drop database if exists "${datname}" with (force)`);
  await admin.query('create database thongsuot_t_template owner thongsuot_owner');
  const databaseOf = (name) => ({
    appUrl: roleUrl('thongsuot_app', name),
    ownerUrl: roleUrl('thongsuot_owner', name),
    historyProtected: true,
    embedded: false,
    close: async () => undefined,
  });
  await prepareDatabase(readConfig({}), databaseOf('thongsuot_t_template'));
  await admin.query('create database thongsuot_t_demo template thongsuot_t_template owner thongsuot_owner');
  await admin.end();
  await seedDemoUnits(readConfig({ THONGSUOT_MODE: 'demo' }), databaseOf('thongsuot_t_demo'));
  for (const role of ['admin', 'thongsuot_owner', 'thongsuot_app'])
    process.env[`TEST_URL_${role.toUpperCase()}`] = roleUrl(role, 'DATABASE');
}

/** What half of the files begin with. */
async function seedDemoUnits(config, database) {
  const { NestFactory } = await import('@nestjs/core');
  const { AppModule } = await import('../../dist/src/app.module.js');
  const { SeedDemoUnits } = await import('../../dist/src/units/index.js');
  const module = AppModule.with(config, database, false);
  const app = await NestFactory.createApplicationContext(module, { logger: ['warn', 'error'], abortOnError: false });
  try {
    await app.get(SeedDemoUnits, { strict: false }).execute(new Date('2024-01-01T00:00:00Z'));
  } finally {
    await app.close();
  }
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
