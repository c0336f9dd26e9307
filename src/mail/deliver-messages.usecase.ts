import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { dbOf } from '../platform/database/sql.js';
import { CarryJob, type Delivered } from './carry-job.usecase.js';
import { CROWDED_WAIT_SECONDS, LOAD_MESSAGES } from './giving.rules.js';
import { GiveToJobs } from './give-to-jobs.usecase.js';
import { isGivenToJobs } from './mail.queries.js';
import { MailJobs, type DeadJob, type MailJob } from './mail-jobs.js';
import { MailTransport } from './mail-transport.js';

const [LOOK_MILLISECONDS, QUIET_LOOKS] = [20, 10] as const;

/** Sends what is due, here and now: for the clock of the demonstration and for whoever watches. Otherwise jobs run by themselves. */
@Injectable()
export class DeliverMessages implements BeforeApplicationShutdown {
  private readonly stop = new AbortController();

  constructor(
    private readonly em: EntityManager,
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
    while (this.transport.configured && !this.stop.signal.aborted) {
      const { given, waiting, withdrawn, cut } = await this.giving.execute(this.carrying.outage ? 1 : LOAD_MESSAGES);
      all.waiting += waiting + withdrawn;
      const carried = await this.carryAll(all);
      if (all.outage) break;
      if (given + waiting + withdrawn + cut + carried > 0 || (await this.othersWereBusy())) continue;
      // what was given back for others sent to its domain need not wait any longer
      if ((await this.giving.execute(LOAD_MESSAGES, CROWDED_WAIT_SECONDS)).given === 0) break;
    }
    return all;
  }

  /**
   * Waits for the jobs that the workers of this process took: whoever asks for everything that is due means theirs too.
   * What no worker here carries is another process's, or will be again, and is not waited for.
   * @returns whether there were any; what they gave back may be due by now
   */
  private async othersWereBusy(): Promise<boolean> {
    const db = dbOf(this.em.fork());
    let wereBusy = false;
    // between taking a job and carrying it out there is a moment
    for (let quiet = 0; quiet < QUIET_LOOKS && !this.carrying.outage && (await isGivenToJobs(db)); quiet++) {
      if (this.carrying.underWay > 0) [wereBusy, quiet] = [true, 0];
      await new Promise((resolve) => setTimeout(resolve, LOOK_MILLISECONDS));
    }
    return wereBusy && !this.carrying.outage;
  }

  private async carryAll(all: Delivered): Promise<number> {
    let carried = 0;
    const carry = async (job: MailJob): Promise<void> => {
      const one = await this.carrying.execute(job, this.stop.signal);
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

  /** What has begun is finished; the rest is left to whoever runs next. */
  beforeApplicationShutdown(): void {
    this.stop.abort();
  }
}
