import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { MoveDeadlines } from './move-deadlines.usecase.js';

/** Wakes what a change of the calendar still has to move, on every replica; holds no rule. */
@Injectable()
export class MoveDeadlinesJob implements OnApplicationShutdown {
  private readonly log = new Logger(MoveDeadlinesJob.name);
  private readonly stopping = new AbortController();

  constructor(private readonly moving: MoveDeadlines) {}

  onApplicationShutdown(): void {
    this.stopping.abort();
  }

  @Cron('*/2 * * * * *', { name: 'calendar-deadlines', timeZone: 'UTC', waitForCompletion: true })
  async tick(): Promise<void> {
    try {
      for (const id of await this.moving.open()) {
        const { state } = await this.moving.execute(id, this.stopping.signal);
        this.log.log({ msg: 'deadlines of a calendar change', id, state });
      }
    } catch (error) {
      this.log.error({ msg: 'moving deadlines was interrupted; it is gone on with', error: String(error) });
    }
  }
}
