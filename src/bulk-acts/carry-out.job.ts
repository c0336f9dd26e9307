import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { EntityManager } from '@mikro-orm/postgresql';
import { dbOf } from '../platform/database/sql.js';
import { Heartbeats } from '../platform/heartbeat/heartbeats.js';
import { openBulkActs } from './bulk-acts.queries.js';
import { CarryOutBulkAct } from './carry-out-bulk-act.usecase.js';

const SECOND = 1000;
const LONGEST_WAIT = 300 * SECOND;
/** From this failure on it is tried row by row, and a row that fails is given up. */
const LAST_TRY = 6;
/** Long ones leave the others of this process a way past. */
const MOST_AT_ONCE = 4;

/** Wakes what was asked, on every replica; holds no rule. What a dead process left is gone on with at the next tick. */
@Injectable()
export class BulkActsJob implements OnModuleInit, OnApplicationShutdown {
  private readonly log = new Logger(BulkActsJob.name);
  private readonly stopping = new AbortController();
  private readonly underWay = new Set<string>();
  /** What failed lately, and until when this process leaves it alone: it keeps nothing else waiting. */
  private readonly failed = new Map<string, { times: number; until: number }>();

  constructor(
    private readonly em: EntityManager,
    private readonly carrying: CarryOutBulkAct,
    private readonly heartbeats: Heartbeats,
  ) {}

  onModuleInit(): void {
    this.heartbeats.watch('bulk-acts');
  }

  onApplicationShutdown(): void {
    this.stopping.abort();
  }

  /** Begins with what is open and not under way here, and answers when that has ended; the next tick does not wait for it. */
  @Cron('* * * * * *', { name: 'bulk-acts', timeZone: 'UTC' })
  async tick(): Promise<void> {
    const free = MOST_AT_ONCE - this.underWay.size;
    if (free <= 0 || this.stopping.signal.aborted) return;
    const open = await openBulkActs(dbOf(this.em.fork()));
    const next = open.filter(({ id }) => !this.underWay.has(id) && this.isReady(id)).slice(0, free);
    await this.heartbeats.beat('bulk-acts');
    await Promise.all(next.map(({ id }) => this.goOnWith(id)));
  }

  private isReady(id: string): boolean {
    return (this.failed.get(id)?.until ?? 0) <= performance.now();
  }

  private async goOnWith(id: string): Promise<void> {
    const times = (this.failed.get(id)?.times ?? 0) + 1;
    this.underWay.add(id);
    try {
      const isLastTry = times > LAST_TRY;
      const progress = () => this.heartbeats.beat('bulk-acts', { steps: 1 });
      const row = await this.carrying.execute(id, { progress, stop: this.stopping.signal, isLastTry });
      const { state, total, done, refused } = row;
      this.failed.delete(id);
      this.log.log({ msg: 'bulk act', id, state, total, done, refused });
    } catch (error) {
      const wait = Math.min(SECOND * 2 ** times, LONGEST_WAIT);
      this.failed.set(id, { times, until: performance.now() + wait });
      this.log.error({ msg: 'a bulk act was interrupted; it is gone on with', id, inMs: wait, error: String(error) });
    } finally {
      this.underWay.delete(id);
    }
  }
}
