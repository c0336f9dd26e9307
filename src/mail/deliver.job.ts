import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { DeliverMessages } from './deliver-messages.usecase.js';

/** Wakes the sending; holds no rule. A missed tick is harmless: due messages are selected by their instant. */
@Injectable()
export class DeliverJob implements BeforeApplicationShutdown {
  private readonly log = new Logger(DeliverJob.name);
  private readonly stop = new AbortController();
  private running: Promise<void> | undefined;

  constructor(private readonly deliver: DeliverMessages) {}

  /** Sends until nothing is due; a tick that comes meanwhile does nothing. */
  @Interval('deliver', 1000)
  async tick(): Promise<void> {
    if (this.running || this.stop.signal.aborted) return;
    this.running = this.run();
    await this.running;
    this.running = undefined;
  }

  private async run(): Promise<void> {
    try {
      const done = await this.deliver.drain(this.stop.signal);
      if (done.sent + done.failed + done.unknown > 0) this.log.log({ msg: 'messages delivered', ...done });
    } catch (error) {
      this.log.error({ msg: 'delivery failed', error: String(error) });
    }
  }

  /** What has begun is finished and recorded; the database and the mail server are let go of after this. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stop.abort();
    await this.running;
  }
}
