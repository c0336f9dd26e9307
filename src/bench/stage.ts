import { NestFactory } from '@nestjs/core';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Type } from '@nestjs/common';
import pg from 'pg';
import { AppModule } from '../app.module.js';
import { IssueDirective } from '../cascade/index.js';
import { DraftDirective } from '../directives/index.js';
import { commandLineCaller } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import type { Config } from '../platform/config.js';
import type { Database } from '../platform/database/database.js';
import { dbOf, rowsOf, sql, type Db } from '../platform/database/sql.js';
import { businessDate, REFORM_ON, SeedDemoUnits, writeUnits, type UnitToWrite } from '../units/index.js';

/** How much is done for each figure. */
export interface Effort {
  /** Communes that a directive goes to: the real ones, and made-up ones up to this number. */
  communes: number;
  /** Times that each of the two sides issues a directive. */
  runs: number;
  /** How long each of the two sides acknowledges. */
  seconds: number;
  /** How long units acknowledge at a steady rate while a directive is issued and the chaser runs. */
  openSeconds: number;
  /** National directives that are open when the reform is carried out. */
  directives: number;
  /** Numbers of open national directives at which growth is measured, rising. */
  growth: readonly number[];
  /** Made-up sectoral bodies of each commune and district, for the hierarchy. */
  bodies: number;
  /** Open assignments that the chaser finds, and assignments of the one cascade whose progress is asked for. */
  assignments: number;
}

/** What every figure is measured on: the application on a database of the bench, and a plain connection to the same. */
export interface Stage {
  /** A provider of the application. */
  get: <T>(token: Type<T>) => T;
  db: Db;
  database: Database;
  config: Config;
  effort: Effort;
  /** As the owner of the tables, who may make copies of them. */
  owner: pg.Client;
  progress: (text: string) => void;
  /** Code of the unit whose directives {@link Stage.draft} makes. */
  issuer: string;
  /** Drafts a directive to all the communes. @returns its id */
  draft(): Promise<string>;
  /** Issues a draft through the product's use case. */
  issue(id: string): Promise<void>;
  close(): Promise<void>;
}

const ISSUER = 'bo-noi-vu';
const CALLER = commandLineCaller('vi');
const TO_COMMUNES = 'Ủy ban nhân dân các xã, phường, đặc khu';

/** Sets the stage on a migrated and seeded database. */
export async function openStage(
  config: Config,
  database: Database,
  effort: Effort,
  progress: (text: string) => void,
): Promise<Stage> {
  const app = await NestFactory.createApplicationContext(AppModule.with(config, database, false), {
    logger: ['warn', 'error'],
    abortOnError: false,
  });
  const owner = new pg.Client(database.ownerUrl);
  await owner.connect();
  const stage: Stage = {
    get: (token) => app.get(token, { strict: false }),
    db: dbOf(app.get(EntityManager).fork()),
    database,
    config,
    effort,
    owner,
    progress,
    issuer: ISSUER,
    draft: () => draft(stage),
    issue: async (id) => void (await stage.get(IssueDirective).execute(id, CALLER)),
    close: async () => {
      await owner.end();
      await app.close();
    },
  };
  await addUnits(stage).catch(async (error: unknown) => {
    await stage.close();
    throw error;
  });
  return stage;
}

const draft = ({ get }: Stage): Promise<string> =>
  get(DraftDirective).execute(
    {
      issuer: ISSUER,
      subject: 'đo tốc độ ban hành',
      addressees: [{ text: TO_COMMUNES, role: 'action' }],
      tasks: [{ label: '1', text: 'Thực hiện và báo cáo.', addressees: [] }],
    },
    CALLER,
  );

/** Made-up communes below the provinces until there are as many as asked for; and an address for every unit. */
async function addUnits({ get, db, effort }: Stage): Promise<void> {
  const at = await get(Clock).now();
  const today = await businessDate(db);
  const levels = await rowsOf<{ code: string; level: string }>(
    db,
    sql`select code, level from unit_on(${today}::date) where level in ('province', 'commune') order by code`,
  );
  const provinces = levels.filter(({ level }) => level === 'province').map(({ code }) => code);
  const missing = Math.max(0, effort.communes - (levels.length - provinces.length));
  const madeUp = Array.from({ length: missing }, (_, i) => commune(i, provinces[i % provinces.length]!));
  await get(EntityManager)
    .fork()
    .transactional((em) => writeUnits(dbOf(em), madeUp, at));
  await get(SeedDemoUnits).execute(at);
}

const SINCE_REFORM = { from: REFORM_ON, to: null };
const commune = (i: number, province: string): UnitToWrite => ({
  code: `bench-${i}`,
  periods: [{ ...SINCE_REFORM, name: `Xã Đo Lường ${i}`, kind: 'commune', level: 'commune', legalBasis: null }],
  relations: [{ ...SINCE_REFORM, line: 'administrative', parent: province }],
  officialCodes: [],
  aliases: [],
});
