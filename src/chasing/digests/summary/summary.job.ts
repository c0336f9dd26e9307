import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { Heartbeats } from '../../../platform/heartbeat/heartbeats.js';
import { MakeSummaries } from './make-summaries.usecase.js';

/** Wakes the weekly summaries on every replica, once a minute; holds no rule. */
@Injectable()
export class SummaryJob implements OnModuleInit {
  private readonly log = new Logger(SummaryJob.name);

  constructor(
    private readonly make: MakeSummaries,
    private readonly heartbeats: Heartbeats,
  ) {}

  onModuleInit(): void {
    this.heartbeats.watch('summaries');
  }

  @Cron('20 * * * * *', { name: 'summaries', timeZone: 'UTC', waitForCompletion: true })
  async tick(): Promise<void> {
    try {
      const { summaries } = await this.make.execute();
      await this.heartbeats.beat('summaries', { summaries });
      if (summaries > 0) this.log.log({ msg: 'weekly summaries queued', summaries });
    } catch (error) {
      this.log.error({ msg: 'weekly summaries failed; they are tried again', error: String(error) });
    }
  }
}
