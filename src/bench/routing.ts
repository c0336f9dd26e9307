import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { prepareDatabase } from '../application.js';
import type { Config } from '../platform/config.js';
import { startEmbedded } from '../platform/database/embedded.js';
import { figureOf, type Figure } from './figure.rules.js';
import { EXCEPTIONS, NOT_SPREAD, writesOf, type Write } from './routing.rules.js';
import { everyAct } from './routing-scenario.js';
import { openStage, type Effort } from './stage.js';

const DATABASE = 'thongsuot_routing';
const PRELOAD = { shared_preload_libraries: 'pg_stat_statements', 'pg_stat_statements.max': '10000' };
const SMALL: Effort = {
  communes: 0,
  runs: 1,
  seconds: 1,
  openSeconds: 1,
  directives: 1,
  growth: [1],
  assignments: 1,
  bodies: 1,
};

/** A statement that the product sent, and the writes of it to tables of cascades. */
export interface ObservedStatement {
  statement: string;
  calls: number;
  writes: Write[];
}

/** What the product wrote, by statement, on a server of its own that counts statements. */
export interface Observed {
  /** Tables that are spread by the cascade. */
  tables: string[];
  /** Tables with the column that are not, and have no reason in {@link NOT_SPREAD}. */
  unexplained: string[];
  statements: ObservedStatement[];
}

/**
 * Starts an embedded server that counts statements, below the system's folder for temporary files, carries out one of each
 * act, and reads what was sent. The server and its data are removed at the end.
 */
export async function observeStatements(config: Config, progress: (text: string) => void): Promise<Observed> {
  const folder = mkdtempSync(path.join(tmpdir(), 'thongsuot-routing-'));
  const server = await startEmbedded(path.join(folder, 'pg'), { ...PRELOAD, fsync: 'off' });
  const admin = new pg.Client(server.url('admin', 'postgres'));
  try {
    await admin.connect();
    await admin.query(`create database ${DATABASE} owner thongsuot_owner`);
    await admin.query('create extension pg_stat_statements');
    const database = {
      appUrl: server.url('thongsuot_app', DATABASE),
      ownerUrl: server.url('thongsuot_owner', DATABASE),
      historyProtected: true,
      embedded: true,
      close: async () => undefined,
    };
    progress('routing: migrate');
    // the mail catcher of the demonstration takes what is sent
    const demo: Config = { ...config, mode: 'demo', smtpUrl: undefined };
    await prepareDatabase(demo, database);
    const stage = await openStage(demo, database, SMALL, progress);
    try {
      await admin.query('select pg_stat_statements_reset()');
      progress('routing: acts');
      await everyAct(stage);
      return await read(admin, stage.owner);
    } finally {
      await stage.close();
    }
  } finally {
    await admin.end();
    await server.release();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function read(admin: pg.Client, owner: pg.Client): Promise<Observed> {
  const { rows: known } = await owner.query<{ name: string; spread: boolean }>(
    `select c.relname as name, c.relkind = 'p' as spread from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
       and a.attname = 'cascade_id' and not a.attisdropped order by 1`,
  );
  const tables = known.filter(({ spread }) => spread).map(({ name }) => name);
  const { rows: sent } = await admin.query<{ statement: string; calls: number }>(
    `select s.query as statement, s.calls::int as calls from pg_stat_statements s
     join pg_database d on d.oid = s.dbid join pg_roles r on r.oid = s.userid
     where d.datname = $1 and r.rolname = 'thongsuot_app' order by s.calls desc, s.query`,
    [DATABASE],
  );
  const set = new Set(tables);
  return {
    tables,
    unexplained: known.filter(({ name, spread }) => !spread && !(name in NOT_SPREAD)).map(({ name }) => name),
    statements: sent
      .map(({ statement, calls }) => ({ statement, calls, writes: writesOf(statement, set) }))
      .filter(({ writes }) => writes.length > 0),
  };
}

/** How many writes to tables of cascades are neither routed by one cascade nor on the list of exceptions. */
export async function measureRouting(config: Config, progress: (text: string) => void): Promise<Figure> {
  const { tables, unexplained, statements } = await observeStatements(config, progress);
  const writes = statements.flatMap((one) => one.writes);
  const astray = statements.filter((one) => one.writes.some(({ routed }) => routed === null));
  return figureOf({
    name: 'routing',
    unit: 'statements',
    ours: astray.length + unexplained.length,
    floor: null,
    target: 0,
    detail: {
      tables,
      unexplained,
      statements: statements.length,
      byOneCascade: writes.filter(({ routed }) => routed === 'one-cascade').length,
      exceptions: EXCEPTIONS.map(({ reason }) => ({
        reason,
        statements: statements.filter((one) => one.writes.some(({ routed }) => routed === reason)).length,
      })),
      notSpread: NOT_SPREAD,
      astray: astray.map(({ statement }) => statement),
    },
  });
}
