import { Global, Module, type DynamicModule } from '@nestjs/common';
import { Clock } from './clock.js';
import { CONFIG, type Config } from './config.js';
import { DATABASE, type Database } from './database/database.js';
import { armFailpoint } from './failpoints.js';
import { HealthController } from './health.controller.js';
import { Heartbeats } from './heartbeat/heartbeats.js';
import { Readiness } from './readiness.js';

/** What any slice may use. */
@Global()
@Module({})
export class PlatformModule {
  static with(config: Config, database: Database): DynamicModule {
    armFailpoint(config.failpoint);
    return {
      module: PlatformModule,
      controllers: [HealthController],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: DATABASE, useValue: database },
        Clock,
        Readiness,
        Heartbeats,
      ],
      exports: [CONFIG, DATABASE, Clock, Readiness, Heartbeats],
    };
  }
}
