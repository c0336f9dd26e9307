import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Heartbeats } from '../platform/heartbeat/heartbeats.js';
import { CarryJob } from './carry-job.usecase.js';
import { GiveToJobs } from './give-to-jobs.usecase.js';
import { MailJobs } from './mail-jobs.js';
import { MailTransport } from './mail-transport.js';

/** Many loads with few statements; what is due beyond that is given in the same tick. */
const GIVEN_AT_ONCE = 4000;

/** Wakes the sending; holds no rule. A missed tick is harmless: due messages are selected by their instant. */
@Injectable()
export class DeliverJob implements BeforeApplicationShutdown {
  private readonly log = new Logger(DeliverJob.name);
  private readonly stop = new AbortController();
  private running: Promise<void> | undefined;
  private lookingAfter: Promise<void> | undefined;

  constructor(
    private readonly transport: MailTransport,
    private readonly giving: GiveToJobs,
    private readonly carrying: CarryJob,
    private readonly jobs: MailJobs,
    private readonly heartbeats: Heartbeats,
  ) {}

  /** Gives what is due to jobs; a tick that comes meanwhile does nothing. */
  @Interval('deliver', 1000)
  async tick(): Promise<void> {
    if (this.running || this.stop.signal.aborted) return;
    this.running = this.run();
    await this.running;
    this.running = undefined;
  }

  private async run(): Promise<void> {
    try {
      if (this.transport.configured) await this.give();
      if (!this.carrying.outage) await this.heartbeats.beat('mailer');
    } catch (error) {
      this.log.error({ msg: 'delivery failed', error: String(error) });
    }
  }

  private async give(): Promise<void> {
    await this.jobs.work(
      async (job) => {
        const { sent, failed, unknown, outage, ...rest } = await this.carrying.execute(job, this.stop.signal);
        // a server that is out lets nothing through: no proof that mail goes out
        if (!outage) await this.heartbeats.beat('mailer', { sent, failed, unknown });
        if (sent + failed + unknown > 0) this.log.log({ msg: 'messages delivered', sent, failed, unknown, ...rest });
      },
      (job) => this.carrying.giveBack(job),
    );
    this.lookAfterJobs();
    let given = GIVEN_AT_ONCE;
    while (given === GIVEN_AT_ONCE && !this.stop.signal.aborted)
      ({ given } = await this.giving.execute(this.carrying.outage ? 1 : GIVEN_AT_ONCE));
  }

  /** Beside the giving, which does not wait for it. */
  private lookAfterJobs(): void {
    this.lookingAfter ??= this.jobs
      .lookAfter()
      .catch((error: unknown) => this.log.error({ msg: 'jobs of mail not looked after', error: String(error) }))
      .finally(() => (this.lookingAfter = undefined));
  }

  /** What has begun is finished and recorded; the jobs, the database and the mail server are let go of after this. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stop.abort();
    await Promise.all([this.running, this.lookingAfter]);
  }
}
