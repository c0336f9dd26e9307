import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { Cron } from '@nestjs/schedule';
import { Heartbeats } from '../../platform/heartbeat/heartbeats.js';
import { dbOf } from '../../platform/database/sql.js';
import { Readiness } from '../../platform/readiness.js';
import { GatherNotices } from './gather-notices.usecase.js';
import { withoutCalendar } from './waiting.queries.js';
import { en } from './words.en.js';
import { vi } from './words.vi.js';

/** Wakes the gathering on every replica; holds no rule. A missed tick is made up for: what is due is found by its instant. */
@Injectable()
export class GatherJob implements OnModuleInit {
  private readonly log = new Logger(GatherJob.name);

  constructor(
    private readonly gather: GatherNotices,
    private readonly heartbeats: Heartbeats,
    private readonly readiness: Readiness,
    private readonly em: EntityManager,
  ) {}

  onModuleInit(): void {
    this.heartbeats.watch('digests');
    this.readiness.degraded('digests', async () => ({
      ...(await withoutCalendar(dbOf(this.em.fork()))),
      note: { vi: vi.page.someWithoutCalendar, en: en.page.someWithoutCalendar },
    }));
  }

  @Cron('5-59/10 * * * * *', { name: 'gather', timeZone: 'UTC', waitForCompletion: true })
  async tick(): Promise<void> {
    try {
      const { at: _, ...done } = await this.gather.execute(undefined, () => this.heartbeats.beat('digests'));
      const { atOnce, deferred, digests } = done;
      await this.heartbeats.beat('digests', { atOnce, deferred, digests });
      if (atOnce + deferred + digests > 0) this.log.log({ msg: 'gathered', ...done });
    } catch (error) {
      this.log.error({ msg: 'mails of the chase were not gathered; it is tried again', error: String(error) });
    }
  }
}
