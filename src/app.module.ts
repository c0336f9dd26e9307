import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { StandardSchemaValidationPipe } from '@nestjs/common';
import { MikroOrmModule } from '@mikro-orm/nestjs';
import { PostgreSqlDriver } from '@mikro-orm/postgresql';
import { ScheduleModule } from '@nestjs/schedule';
import { AccessModule } from './access/index.js';
import { AssignmentsModule } from './assignments/index.js';
import { BasesModule } from './bases/index.js';
import { CalendarModule } from './calendar/index.js';
import { CalendarChangesModule } from './calendar-changes/index.js';
import { CascadeModule } from './cascade/index.js';
import { ChasingModule } from './chasing/index.js';
import { ContactabilityModule } from './contactability/index.js';
import { DirectivesModule } from './directives/index.js';
import { DispatchesModule } from './dispatches/index.js';
import { BulkActsModule } from './bulk-acts/index.js';
import { DemoModule } from './demo/index.js';
import { ENTITIES } from './entities.js';
import { ImportsModule } from './imports/index.js';
import type { Config } from './platform/config.js';
import type { Database } from './platform/database/database.js';
import { ormOptions } from './platform/database/orm-config.js';
import { ErrorResponses } from './platform/error-responses.js';
import { Idempotency } from './platform/idempotency.js';
import { PlatformModule } from './platform/platform.module.js';
import { notOfSchema } from './platform/schema-issues.rules.js';
import { LinksModule } from './links/index.js';
import { LedgerModule } from './ledger/index.js';
import { MailModule } from './mail/index.js';
import { ReorganisationModule } from './reorganisation/index.js';
import { PeopleModule } from './people/index.js';
import { RegistersModule } from './registers/index.js';
import { RepliesModule } from './replies/index.js';
import { ReportsModule } from './reports/index.js';
import { SignaturesModule } from './signatures/index.js';
import { TrackingModule } from './tracking/index.js';
import { UnitsModule } from './units/index.js';
import { WatchdogModule } from './watchdog/index.js';

/** The slices, in import order. Jobs tick only where `jobs` is set: in `serve` and `worker`. */
@Module({})
export class AppModule {
  static with(config: Config, database: Database, jobs: boolean): DynamicModule {
    return {
      module: AppModule,
      imports: [
        MikroOrmModule.forRootAsync({
          driver: PostgreSqlDriver,
          // who needs an entity manager forks one: none is made for every request
          useFactory: () => ({
            ...ormOptions(database.appUrl, ENTITIES, Math.min(60, Math.max(5, config.heartbeatSeconds))),
            registerRequestContext: false,
          }),
        }),
        ...(jobs ? [ScheduleModule.forRoot()] : []),
        PlatformModule.with(config, database),
        LedgerModule,
        MailModule,
        CalendarModule,
        UnitsModule,
        AccessModule,
        ContactabilityModule,
        ImportsModule,
        SignaturesModule,
        DispatchesModule,
        DirectivesModule,
        AssignmentsModule,
        ReportsModule,
        LinksModule,
        CascadeModule,
        PeopleModule,
        ReorganisationModule,
        ChasingModule,
        RepliesModule,
        BulkActsModule,
        CalendarChangesModule,
        RegistersModule,
        BasesModule,
        TrackingModule,
        WatchdogModule,
        DemoModule,
      ],
      providers: [
        { provide: APP_FILTER, useClass: ErrorResponses },
        { provide: APP_INTERCEPTOR, useClass: Idempotency },
        { provide: APP_PIPE, useValue: new StandardSchemaValidationPipe({ exceptionFactory: notOfSchema }) },
      ],
    };
  }
}
