import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { EntityManager } from '@mikro-orm/postgresql';
import { dbOf, firstOf, sql } from '../platform/database/sql.js';
import { Readiness } from '../platform/readiness.js';
import { ChaseDue } from './chase-due.usecase.js';

/** After so long without a run the chaser counts as late. */
const LATE_AFTER_SECONDS = 120;

/** Wakes the chase on every replica; holds no rule. A missed tick is harmless: due rows are found by their instant. */
@Injectable()
export class ChaseJob implements OnModuleInit {
  private readonly log = new Logger(ChaseJob.name);

  constructor(
    private readonly em: EntityManager,
    private readonly chase: ChaseDue,
    private readonly readiness: Readiness,
  ) {}

  onModuleInit(): void {
    this.readiness.add('chaser', async () => {
      const row = await firstOf(
        dbOf(this.em.fork()),
        sql<{
          age: number;
          up: number;
        }>`select extract(epoch from clock_timestamp() - recorded_at)::float as age from job_heartbeat
          where job = 'chase'`,
      );
      const age = row ? Math.round(row.age) : null;
      const ok = age === null ? process.uptime() < LATE_AFTER_SECONDS : age < LATE_AFTER_SECONDS;
      const note = { vi: 'Bộ đôn đốc chưa chạy đúng giờ.', en: 'The chaser is late.' };
      return { ok, lastRunSecondsAgo: age, ...(ok ? {} : { note }) };
    });
  }

  @Cron('*/10 * * * * *', { name: 'chase', timeZone: 'UTC', waitForCompletion: true })
  async tick(): Promise<void> {
    try {
      const { reminded, escalated } = await this.chase.execute();
      if (reminded + escalated > 0) this.log.log({ msg: 'chased', reminded, escalated });
    } catch (error) {
      this.log.error({ msg: 'the chase failed; it is tried again at the next tick', error: String(error) });
    }
  }
}
