import { Inject, Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { Clock } from '../platform/clock.js';
import { CONFIG, type Config } from '../platform/config.js';
import { dbOf, type Db } from '../platform/database/sql.js';
import { transactional } from '../platform/failpoints.js';
import { cutMessages, lockDue, noteGiven, type Due, type Given } from './claims.js';
import { loadsOf, withinPace } from './giving.rules.js';
import { MailJobs } from './mail-jobs.js';
import { countGiven, paceOf } from './pace.js';
import { RecordAttempts } from './record-attempts.usecase.js';
import { withdrawClaimed } from './stop-messages.js';

/** What one look at the outbox came to. */
export interface GivenToJobs {
  /** Messages that jobs now carry. */
  given: number;
  /** Held, or more than their domain gets within the minute. */
  waiting: number;
  /** What its cause no longer asks for. */
  withdrawn: number;
  /** Their sender died; sent again, or unknown, by their class. */
  cut: number;
}

/** A message that its job lost waits no longer than this. */
const GIVEN_SECONDS = 3600;
/** What is found to be held is looked at again after this long, where its release does not wake it. */
const HELD_SECONDS = 60;

const CUT_OFF = {
  kind: 'cutOff',
  reason: 'INTERRUPTED',
  error: 'the sending process ended before it could record what became of it',
} as const;

/** Gives what is due to jobs: rows and jobs in one transaction, so that no message is in none or in two. */
@Injectable()
export class GiveToJobs {
  constructor(
    private readonly em: EntityManager,
    private readonly jobs: MailJobs,
    private readonly recording: RecordAttempts,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * @param limit  of the messages that are looked at
   * @param ahead  seconds: what no job carries is given so much before it is due
   */
  async execute(limit: number, ahead = 0): Promise<GivenToJobs> {
    const { done, cut } = await transactional(this.em, 'message.jobsMade', async (em) => {
      const db = dbOf(em);
      const due = await lockDue(db, limit, ahead);
      return due.length === 0 ? NOTHING_DUE : this.give(db, due);
    });
    // a process that dies here leaves them due
    if (cut.length > 0) {
      const messages = await cutMessages(dbOf(this.em.fork()), cut);
      await this.recording.execute(messages.map((message) => ({ message, outcome: CUT_OFF })));
    }
    if (done.given > 0) await this.jobs.wakeUp();
    return { ...done, cut: cut.length };
  }

  private async give(db: Db, due: readonly Due[]): Promise<{ done: GivenToJobs; cut: Due[] }> {
    const cut = due.filter(({ isCut }) => isCut);
    const of = (by: Due['stop']) => due.filter(({ stop, isCut }) => stop === by && !isCut);
    const [withdrawn, held, free] = [of('withdrawn'), of('held'), of(null)];
    const ofDomains = free.map(({ domain }) => domain);
    const { perMinutePerDomain } = this.config.mail;
    const pace = await paceOf(db, ofDomains, perMinutePerDomain);
    const { now, later } = withinPace(free, pace.left, perMinutePerDomain ?? Infinity);
    const loads = loadsOf(now);
    const ids = await this.jobs.make(db, loads);
    const given: Given[] = [
      ...loads.flatMap(({ messages }, i) =>
        messages.map((message) => ({ message, jobId: ids[i]!, seconds: GIVEN_SECONDS, isHeld: false })),
      ),
      ...later.map(({ message, minutes }) => ({
        message,
        jobId: null,
        seconds: pace.secondsLeft + minutes * 60,
        isHeld: false,
      })),
      ...held.map((message) => ({ message, jobId: null, seconds: HELD_SECONDS, isHeld: true })),
    ];
    await noteGiven(db, given);
    await countGiven(
      db,
      now.map(({ domain }) => domain),
      pace,
    );
    if (withdrawn.length > 0)
      await withdrawClaimed(
        db,
        withdrawn.map(({ id }) => id),
        await this.clock.now(db),
      );
    const waiting = later.length + held.length;
    return { done: { given: now.length, waiting, withdrawn: withdrawn.length, cut: cut.length }, cut };
  }
}

const NOTHING_DUE: { done: GivenToJobs; cut: Due[] } = {
  done: { given: 0, waiting: 0, withdrawn: 0, cut: 0 },
  cut: [],
};
