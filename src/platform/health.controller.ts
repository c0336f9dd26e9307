import { Controller, Get, Header, Inject, Res } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Response } from 'express';
import { collectDefaultMetrics, register } from 'prom-client';
import { DATABASE, type Database } from './database/database.js';
import { dbOf, sql } from './database/sql.js';
import { Readiness } from './readiness.js';
import { Requires } from './requires.js';

/** Alive, ready, and in figures. */
@Controller()
export class HealthController {
  constructor(
    private readonly em: EntityManager,
    private readonly readiness: Readiness,
    @Inject(DATABASE) database: Database,
  ) {
    if (!register.getSingleMetric('process_cpu_user_seconds_total')) collectDefaultMetrics();
    readiness.add('database', async () => {
      await sql`select 1`.execute(dbOf(this.em.fork()));
      return { ok: true };
    });
    readiness.add('ledger', async () => ({
      ok: true,
      protectedFromOwner: database.historyProtected,
      ...(database.historyProtected
        ? {}
        : {
            note: {
              vi: 'Lịch sử chưa được bảo vệ trước chủ cơ sở dữ liệu: đặt DATABASE_OWNER_URL bằng một vai khác.',
              en: 'History is not protected from the owner of the database: set DATABASE_OWNER_URL to another role.',
            },
          }),
    }));
  }

  @Get('healthz')
  @Requires('public')
  healthz(): { status: string } {
    return { status: 'alive' };
  }

  @Get('readyz')
  @Requires('public')
  async readyz(@Res({ passthrough: true }) response: Response): Promise<object> {
    const parts = await this.readiness.states();
    const notReady = Object.entries(parts).flatMap(([part, { ok }]) => (ok ? [] : [part]));
    response.status(notReady.length === 0 ? 200 : 503);
    return { status: notReady.length === 0 ? 'ready' : 'not ready', notReady, parts };
  }

  @Get('metrics')
  @Requires('public')
  @Header('Content-Type', register.contentType)
  metrics(): Promise<string> {
    return register.metrics();
  }
}
