import { Controller, Get, Header, Res } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Response } from 'express';
import { collectDefaultMetrics, register } from 'prom-client';
import { historyIsProtected } from './database/history-rights.js';
import { dbOf, sql } from './database/sql.js';
import { measure } from './heartbeat/gauges.js';
import { notReadyOf, Readiness } from './readiness.js';
import { Requires } from './requires.js';

const UNPROTECTED = {
  vi: 'Lịch sử chưa được bảo vệ trước chủ cơ sở dữ liệu: đặt DATABASE_OWNER_URL bằng một vai khác rồi chạy `thongsuot migrate`.',
  en: 'History is not protected from the owner of the database: set DATABASE_OWNER_URL to another role and run `thongsuot migrate`.',
};

/** Alive, ready, and in figures. */
@Controller()
export class HealthController {
  constructor(
    private readonly em: EntityManager,
    private readonly readiness: Readiness,
  ) {
    if (!register.getSingleMetric('process_cpu_user_seconds_total')) collectDefaultMetrics();
    readiness.add('database', async () => {
      await sql`select 1`.execute(dbOf(this.em.fork()));
      return { ok: true };
    });
    readiness.add('ledger', async () => {
      const protectedFromOwner = await historyIsProtected(dbOf(this.em.fork()));
      return { ok: true, protectedFromOwner, ...(protectedFromOwner ? {} : { note: UNPROTECTED }) };
    });
  }

  @ApiOperation({ summary: 'Whether the process is alive' })
  @Get('healthz')
  @Requires('public')
  healthz(): { status: string } {
    return { status: 'alive' };
  }

  @ApiOperation({ summary: 'Whether the service can work: database, jobs and balance' })
  @Get('readyz')
  @Requires('public')
  async readyz(@Res({ passthrough: true }) response: Response): Promise<object> {
    const parts = await this.readiness.states();
    const notReady = notReadyOf(parts);
    // what does not work for some is no reason to take a replica out of service
    const degraded = Object.entries(parts).flatMap((entry) => (entry[1].degraded ? [entry[0]] : []));
    response.status(notReady.length === 0 ? 200 : 503);
    return { status: notReady.length === 0 ? 'ready' : 'not ready', notReady, degraded, parts };
  }

  @ApiOperation({ summary: 'Figures for Prometheus' })
  @Get('metrics')
  @Requires('public')
  @Header('Content-Type', register.contentType)
  async metrics(): Promise<string> {
    measure(await this.readiness.states());
    return register.metrics();
  }
}
