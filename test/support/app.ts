import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { AppModule } from '../../src/app.module.js';
import { readConfig, type Config } from '../../src/platform/config.js';
import type { Database } from '../../src/platform/database/database.js';
import { dbOf, sql, type Db } from '../../src/platform/database/sql.js';
import { mustBalance } from './balance.js';
import { freshDatabase } from './database.js';

export interface TestApp {
  app: INestApplicationContext;
  get: INestApplicationContext['get'];
  db: Db;
  database: Database;
  config: Config;
  /** Sets the business clock; it goes on from there. */
  setClock(at: string): Promise<void>;
  /** Why rows are not what their facts say, where the test writes states by itself. */
  statesArePlanted?: string;
  /** Ends it; every cascade of the database must balance. */
  close(): Promise<void>;
}

/** The application on a database of its own, without HTTP and without jobs; the clock is the demo clock, set by tests. */
export async function testApp(env: Record<string, string> = {}): Promise<TestApp> {
  const database = await freshDatabase();
  const config = readConfig({ THONGSUOT_MODE: 'demo', ...env });
  const app = await NestFactory.createApplicationContext(AppModule.with(config, database, false), {
    logger: ['error'],
    abortOnError: false,
  });
  const db = dbOf(app.get(EntityManager).fork());
  const opened: TestApp = {
    app,
    get: (token: never) => app.get(token, { strict: false }),
    db,
    database,
    config,
    setClock: (at) => setClock(db, at),
    close: async () => {
      try {
        await mustBalance(db, opened.statesArePlanted);
      } finally {
        await app.close();
        await database.drop();
      }
    },
  };
  return opened;
}

/** Moves the business clock to an instant by its offset row, as the demo's control does. */
export async function setClock(db: Db, at: string): Promise<void> {
  await sql`insert into demo_clock (singleton, offset_seconds)
    values (true, extract(epoch from ${at}::timestamptz - clock_timestamp()))
    on conflict (singleton) do update set offset_seconds = excluded.offset_seconds`.execute(db);
}
