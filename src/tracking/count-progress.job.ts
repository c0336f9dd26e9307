import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { Heartbeats } from '../platform/heartbeat/heartbeats.js';
import { CountProgress } from './count-progress.usecase.js';

/** Every so many ticks cascades that have grown large are looked for. */
const LOOK_EVERY = 15;
/** How far back facts are looked at for that: several rounds, so that one which fails is made up for. */
const LOOK_BACK_MS = 120_000;

/** Wakes the counting of progress on every replica; holds no rule. A missed tick is made up for by the next. */
@Injectable()
export class CountProgressJob implements OnModuleInit {
  private readonly log = new Logger(CountProgressJob.name);
  private ticks = 0;

  constructor(
    private readonly counting: CountProgress,
    private readonly heartbeats: Heartbeats,
  ) {}

  onModuleInit(): void {
    this.heartbeats.watch('counters');
  }

  @Cron('* * * * * *', { name: 'progress', timeZone: 'UTC', waitForCompletion: true })
  async tick(): Promise<void> {
    try {
      const isFirst = this.ticks === 0;
      if (this.ticks++ % LOOK_EVERY === 0) await this.counting.begin(isFirst ? undefined : LOOK_BACK_MS);
      await this.heartbeats.beat('counters', { counted: await this.counting.execute() });
    } catch (error) {
      this.log.error({ msg: 'counting progress failed; it is tried again at the next tick', error: String(error) });
    }
  }
}
