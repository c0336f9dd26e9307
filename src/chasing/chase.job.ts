import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { EntityManager } from '@mikro-orm/postgresql';
import { dbOf } from '../platform/database/sql.js';
import { Heartbeats } from '../platform/heartbeat/heartbeats.js';
import { Readiness } from '../platform/readiness.js';
import { chaseFaults } from './fault-part.js';
import { ChaseDue } from './chase-due.usecase.js';

const NOTE = {
  vi: 'Tác vụ đôn đốc đã ngừng: trong hai chu kỳ vừa qua chưa rà xong lượt nào.',
  en: 'The chaser has stopped: it has not finished a round in the last two periods.',
};

/** Wakes the chase on every replica; holds no rule. A missed tick is harmless: due rows are found by their instant. */
@Injectable()
export class ChaseJob implements OnModuleInit {
  private readonly log = new Logger(ChaseJob.name);

  constructor(
    private readonly chase: ChaseDue,
    private readonly heartbeats: Heartbeats,
    private readonly readiness: Readiness,
    private readonly em: EntityManager,
  ) {}

  onModuleInit(): void {
    this.heartbeats.watch('sweep', { stopped: NOTE });
    this.readiness.degraded('sweep', () => chaseFaults(dbOf(this.em.fork())));
    this.readiness.add('chaser', async () => {
      const [sweep, digests] = [await this.heartbeats.state('sweep'), await this.heartbeats.state('digests')];
      return { ok: !sweep.hasStopped && !digests.hasStopped };
    });
  }

  @Cron('* * * * * *', { name: 'chase', timeZone: 'UTC', waitForCompletion: true })
  async tick(): Promise<void> {
    if (!this.heartbeats.isDue('sweep')) return;
    try {
      const { reminded, escalated } = await this.chase.execute();
      if (reminded + escalated > 0) this.log.log({ msg: 'chased', reminded, escalated });
    } catch (error) {
      this.log.error({ msg: 'the chase failed; it is tried again at the next tick', error: String(error) });
    }
  }
}
