import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { AppModule } from './app.module.js';
import { SeedCalendar } from './calendar/index.js';
import { Clock } from './platform/clock.js';
import { readConfig, type Config } from './platform/config.js';
import { openDatabase, type Database } from './platform/database/database.js';
import { holdsDemonstration } from './platform/database/demonstration.js';
import { migrate } from './platform/database/migrate.js';
import { SeedNationalTree } from './units/index.js';

const newContext = (config: Config, database: Database): Promise<INestApplicationContext> =>
  NestFactory.createApplicationContext(AppModule.with(config, database, false), {
    logger: ['warn', 'error'],
    abortOnError: false,
  });

/**
 * Brings schema and reference data (working calendar, national tree) up to date. Safe to run at every start and from
 * several processes at once.
 * @returns the migrations that ran
 */
export async function prepareDatabase(config: Config, database: Database): Promise<string[]> {
  const ran = await migrate(database);
  const context = await newContext(config, database);
  try {
    const at = await context.get(Clock).now();
    await context.get(SeedCalendar).execute(at);
    await context.get(SeedNationalTree).execute(at);
  } finally {
    await context.close();
  }
  return ran;
}

/** The application without HTTP and without jobs, for commands; built once, closed with its database. */
export function applicationOnDemand(): { build(): Promise<INestApplicationContext>; close(): Promise<void> } {
  let built: Promise<{ context: INestApplicationContext; database: Database }> | undefined;
  const build = async () => {
    const config = readConfig();
    const database = await openDatabase(config);
    // the embedded database is ours to prepare; another one is prepared by `migrate`
    if (database.embedded) await prepareDatabase(config, database);
    // a command beside the demonstration is part of it
    const mode = (await holdsDemonstration(database)) ? 'demo' : config.mode;
    const context = await newContext({ ...config, mode }, database).catch(async (error: unknown) => {
      await database.close();
      throw error;
    });
    return { context, database };
  };
  return {
    build: async () => (await (built ??= build())).context,
    close: async () => {
      const opened = await built?.catch(() => undefined);
      await opened?.context.close();
      await opened?.database.close();
    },
  };
}
