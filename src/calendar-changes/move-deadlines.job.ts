import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { Heartbeats } from '../platform/heartbeat/heartbeats.js';
import { MoveDeadlines } from './move-deadlines.usecase.js';

/** Wakes what a change of the calendar still has to move, on every replica; holds no rule. */
@Injectable()
export class MoveDeadlinesJob implements OnModuleInit, OnApplicationShutdown {
  private readonly log = new Logger(MoveDeadlinesJob.name);
  private readonly stopping = new AbortController();

  constructor(
    private readonly moving: MoveDeadlines,
    private readonly heartbeats: Heartbeats,
  ) {}

  onModuleInit(): void {
    this.heartbeats.watch('calendar-changes');
  }

  onApplicationShutdown(): void {
    this.stopping.abort();
  }

  @Cron('*/2 * * * * *', { name: 'calendar-deadlines', timeZone: 'UTC', waitForCompletion: true })
  async tick(): Promise<void> {
    try {
      for (const id of await this.moving.open()) {
        const { state } = await this.moving.execute(id, this.stopping.signal, () =>
          this.heartbeats.beat('calendar-changes', { steps: 1 }),
        );
        this.log.log({ msg: 'deadlines of a calendar change', id, state });
      }
      await this.heartbeats.beat('calendar-changes');
    } catch (error) {
      this.log.error({ msg: 'moving deadlines was interrupted; it is gone on with', error: String(error) });
    }
  }
}
