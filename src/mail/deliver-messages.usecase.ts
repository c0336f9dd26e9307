import { Injectable } from '@nestjs/common';
import { CarryJob, type Delivered } from './carry-job.usecase.js';
import { LOAD_MESSAGES } from './giving.rules.js';
import { GiveToJobs } from './give-to-jobs.usecase.js';
import { MailJobs, type DeadJob, type MailJob } from './mail-jobs.js';
import { MailTransport } from './mail-transport.js';

/** Sends what is due, here and now: for the clock of the demonstration and for whoever watches. Otherwise jobs run by themselves. */
@Injectable()
export class DeliverMessages {
  constructor(
    private readonly transport: MailTransport,
    private readonly giving: GiveToJobs,
    private readonly jobs: MailJobs,
    private readonly carrying: CarryJob,
  ) {}

  /**
   * Gives what is due to jobs and carries them out, one after the other, until nothing is due or the server is out.
   * Without a configured server nothing is attempted.
   */
  async drain(): Promise<Delivered> {
    const all: Delivered = { sent: 0, failed: 0, unknown: 0, waiting: 0, outage: false };
    while (this.transport.configured) {
      const { given, waiting, withdrawn, cut } = await this.giving.execute(this.carrying.outage ? 1 : LOAD_MESSAGES);
      all.waiting += waiting + withdrawn;
      const carried = await this.carryAll(all);
      if (all.outage || given + waiting + withdrawn + cut + carried === 0) break;
    }
    return all;
  }

  private async carryAll(all: Delivered): Promise<number> {
    let carried = 0;
    const carry = async (job: MailJob): Promise<void> => {
      const one = await this.carrying.execute(job);
      for (const count of ['sent', 'failed', 'unknown', 'waiting'] as const) all[count] += one[count];
      all.outage = one.outage;
      carried += one.sent + one.failed + one.unknown + one.waiting;
    };
    let isMore = true;
    while (isMore && !all.outage) isMore = await this.jobs.carryOne(carry);
    const giveBack = async (job: DeadJob): Promise<void> => {
      await this.carrying.giveBack(job);
      carried += job.messages.length;
    };
    isMore = true;
    while (isMore) isMore = await this.jobs.carryDead(giveBack);
    return carried;
  }
}
