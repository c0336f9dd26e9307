import 'reflect-metadata';
import { MikroOrmModule } from '@mikro-orm/nestjs';
import { EntityManager, PostgreSqlDriver } from '@mikro-orm/postgresql';
import { Global, Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { LEDGER_ENTITIES } from '../../src/ledger/index.js';
import {
  DeliveryListener,
  MAIL_ENTITIES,
  MailModule,
  NoticeComposer,
  Notices,
  type Composed,
  type MessageRow,
} from '../../src/mail/index.js';
import { readConfig } from '../../src/platform/config.js';
import type { Database } from '../../src/platform/database/database.js';
import { ormOptions } from '../../src/platform/database/orm-config.js';
import { dbOf, type Db } from '../../src/platform/database/sql.js';
import { PageFrame } from '../../src/platform/page-frame.js';
import { PlatformModule } from '../../src/platform/platform.module.js';

/** Writes the mails of the template `test`, and of `issue`, which is sent again where nobody knows whether it was taken. */
export class TestComposer extends NoticeComposer {
  readonly templates = ['test', 'issue'];
  /** Sizes of the batches that were composed. */
  readonly batches: number[] = [];
  silent = false;
  /** Keys of notices for which it throws, whatever else is in the batch. */
  readonly poisoned = new Set<string>();

  async compose(messages: readonly MessageRow[]): Promise<Map<string, Composed>> {
    this.batches.push(messages.length);
    const poison = messages.find(({ key }) => this.poisoned.has(key));
    if (poison) throw new Error(`${poison.key} cannot be composed`);
    if (this.silent) return new Map();
    return new Map(
      messages.map(({ id, key, parameters }) => [
        id,
        { subject: `Văn bản mới ${key}`, text: `Số ${String(parameters['n'])}`, html: '<p>Kính gửi quý cơ quan</p>' },
      ]),
    );
  }
}

/** Notes what it is told. */
export class TestListener extends DeliveryListener {
  readonly told: string[] = [];
  /** Thrown instead of noting, where set. */
  fails: Error | undefined;

  async onDelivered(_db: Db, messages: readonly MessageRow[]): Promise<void> {
    if (this.fails) throw this.fails;
    this.told.push(...messages.map(({ key }) => `delivered ${key}`));
  }

  async onUndeliverable(_db: Db, messages: readonly MessageRow[]): Promise<void> {
    this.told.push(...messages.map(({ key }) => `undeliverable ${key}`));
  }
}

export interface MailApp {
  app: INestApplicationContext;
  db: Db;
  composer: TestComposer;
  listener: TestListener;
}

/** Nobody looks at a page here. */
@Global()
@Module({ providers: [{ provide: PageFrame, useValue: {} }], exports: [PageFrame] })
class NoPages {}

/** The mail slice on a database, without its job ticking; as another process would run it. */
export async function mailApp(database: Database, env: Record<string, string>): Promise<MailApp> {
  const config = readConfig({ PUBLIC_URL: 'https://thongsuot.langson.invalid', ...env });
  @Module({
    imports: [
      MikroOrmModule.forRootAsync({
        driver: PostgreSqlDriver,
        useFactory: () => ormOptions(database.appUrl, [...LEDGER_ENTITIES, ...MAIL_ENTITIES]),
      }),
      PlatformModule.with(config, database),
      NoPages,
      MailModule,
    ],
  })
  class Root {}
  const app = await NestFactory.createApplicationContext(Root, { logger: false, abortOnError: false });
  const composer = new TestComposer();
  const listener = new TestListener();
  app.get(Notices, { strict: false }).composedBy(composer);
  app.get(Notices, { strict: false }).listenedToBy(listener);
  return { app, db: dbOf(app.get(EntityManager).fork()), composer, listener };
}
