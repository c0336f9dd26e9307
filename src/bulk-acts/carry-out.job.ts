import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { EntityManager } from '@mikro-orm/postgresql';
import { dbOf } from '../platform/database/sql.js';
import { openBulkActs } from './bulk-acts.queries.js';
import { CarryOutBulkAct } from './carry-out-bulk-act.usecase.js';

const SECOND = 1000;
const LONGEST_WAIT = 300 * SECOND;

/** Wakes what was asked, on every replica; holds no rule. What a dead process left is gone on with at the next tick. */
@Injectable()
export class BulkActsJob implements OnApplicationShutdown {
  private readonly log = new Logger(BulkActsJob.name);
  private readonly stopping = new AbortController();
  /** What failed lately, and until when this process leaves it alone: it keeps nothing else waiting. */
  private readonly failed = new Map<string, { times: number; until: number }>();

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
      if ((this.failed.get(id)?.until ?? 0) > performance.now()) continue;
      try {
        const { state, total, done, refused } = await this.carrying.execute(id, { stop: this.stopping.signal });
        this.failed.delete(id);
        this.log.log({ msg: 'bulk act', id, state, total, done, refused });
      } catch (error) {
        const times = (this.failed.get(id)?.times ?? 0) + 1;
        const wait = Math.min(SECOND * 2 ** times, LONGEST_WAIT);
        this.failed.set(id, { times, until: performance.now() + wait });
        this.log.error({ msg: 'a bulk act was interrupted; it is gone on with', id, inMs: wait, error: String(error) });
      }
    }
  }
}
