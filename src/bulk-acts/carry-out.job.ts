import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { EntityManager } from '@mikro-orm/postgresql';
import { dbOf } from '../platform/database/sql.js';
import { openBulkActs } from './bulk-acts.queries.js';
import { CarryOutBulkAct } from './carry-out-bulk-act.usecase.js';

/** Wakes what was asked, on every replica; holds no rule. What a dead process left is gone on with at the next tick. */
@Injectable()
export class BulkActsJob implements OnApplicationShutdown {
  private readonly log = new Logger(BulkActsJob.name);
  private readonly stopping = new AbortController();

  constructor(
    private readonly em: EntityManager,
    private readonly carrying: CarryOutBulkAct,
  ) {}

  onApplicationShutdown(): void {
    this.stopping.abort();
  }

  @Cron('* * * * * *', { name: 'bulk-acts', timeZone: 'UTC', waitForCompletion: true })
  async tick(): Promise<void> {
    for (const { id } of await openBulkActs(dbOf(this.em.fork()))) {
      if (this.stopping.signal.aborted) return;
      try {
        const { state, total, done, refused } = await this.carrying.execute(id, { stop: this.stopping.signal });
        this.log.log({ msg: 'bulk act', id, state, total, done, refused });
      } catch (error) {
        this.log.error({ msg: 'a bulk act was interrupted; it is gone on with', id, error: String(error) });
      }
    }
  }
}
