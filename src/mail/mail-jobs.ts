import { randomUUID } from 'node:crypto';
import { Inject, Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { fromKysely, PgBoss, type JobWithMetadata, type Queue } from 'pg-boss';
import { DATABASE, type Database } from '../platform/database/database.js';
import { JOB_SCHEMA } from '../platform/database/job-schema.js';
import type { Db } from '../platform/database/sql.js';
import type { Load } from './giving.rules.js';

/** Which messages a job carries: their keys, for their rows say the rest. */
export interface MailJob {
  id: string;
  messages: readonly (readonly [cascadeId: string, id: string])[];
}

/** A job that could not be carried out, and what it failed with. */
export interface DeadJob extends MailJob {
  error: string;
}

export const [MAIL_QUEUE, DEAD_QUEUE] = ['mail', 'mail-dead'] as const;
/** Of a process that was killed: after ten seconds without a sign its job is another's (pg-boss admits no less). */
const HEARTBEAT_SECONDS = 10;
const REFRESH_SECONDS = 3;
/** A job ends by itself before this: nothing more is begun after one minute, and what is open given up after two. */
const EXPIRE_SECONDS = 170;
const RETRIES = 3;
/** What became of a job is in the rows of its messages. */
const KEPT_SECONDS = 3600;
const DEAD_KEPT_SECONDS = 14 * 24 * 3600;

const QUEUES: readonly Queue[] = [
  {
    name: DEAD_QUEUE,
    retryLimit: 20,
    retryDelay: 10,
    retryBackoff: true,
    retryDelayMax: 600,
    deleteAfterSeconds: DEAD_KEPT_SECONDS,
  },
  {
    name: MAIL_QUEUE,
    deadLetter: DEAD_QUEUE,
    retryLimit: RETRIES,
    retryDelay: 1,
    retryBackoff: true,
    expireInSeconds: EXPIRE_SECONDS,
    heartbeatSeconds: HEARTBEAT_SECONDS,
    deleteAfterSeconds: KEPT_SECONDS,
  },
];

/** More than the connections for one domain: it cannot be in all of them. */
const JOBS_AT_ONCE = 8;
const LOOK_SECONDS = 1;
const CLEAR_UP_SECONDS = 600;
const CONNECTIONS = 3;

type Stored = JobWithMetadata<{ messages: MailJob['messages'] }>;

/** The jobs that carry messages: what the product asks of pg-boss, and nothing else of it. */
@Injectable()
export class MailJobs implements BeforeApplicationShutdown {
  private readonly log = new Logger(MailJobs.name);
  private starting: Promise<PgBoss> | undefined;
  private ended = false;
  private working = false;
  /** Jobs that somebody here carries out himself, beside the workers. */
  private readonly carried = new Set<Promise<boolean>>();

  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** Makes a job for each load, inside the transaction that gives it its messages. @returns their ids, in that order */
  async make(db: Db, loads: readonly Load[]): Promise<string[]> {
    if (loads.length === 0) return [];
    const boss = await this.boss();
    const jobs = loads.map(({ domain, messages }) => ({
      id: randomUUID(),
      data: { messages: messages.map(({ cascadeId, id }) => [cascadeId, id] as const) },
      ...(domain === null ? {} : { group: { id: domain } }),
    }));
    await boss.insert(MAIL_QUEUE, jobs, { db: fromKysely(db) });
    return jobs.map(({ id }) => id);
  }

  /** Takes one job and carries it out; false where there is none. Where it cannot be carried out it comes again later. */
  carryOne(carry: (job: MailJob) => Promise<void>, queue: string = MAIL_QUEUE): Promise<boolean> {
    if (this.ended) return Promise.resolve(false);
    const carrying = this.carryFirst(carry, queue).finally(() => this.carried.delete(carrying));
    this.carried.add(carrying);
    return carrying;
  }

  private async carryFirst(carry: (job: MailJob) => Promise<void>, queue: string): Promise<boolean> {
    const boss = await this.boss();
    const [job] = await boss.fetch<Stored['data']>(queue, { includeMetadata: true });
    if (!job) return false;
    try {
      await carry(opened(job));
      await boss.complete(queue, job);
    } catch (error) {
      await boss.fail(queue, job, { message: String(error) });
    }
    return true;
  }

  /** The same for a job that ended in the queue of those that cannot be carried out. */
  carryDead(giveBack: (job: DeadJob) => Promise<void>): Promise<boolean> {
    return this.carryOne((job) => giveBack(job as DeadJob), DEAD_QUEUE);
  }

  /** Carries jobs out until the process ends: several at once, of one domain one after the other. Again it changes nothing. */
  async work(carry: (job: MailJob) => Promise<void>, giveBack: (job: DeadJob) => Promise<void>): Promise<void> {
    if (this.working || this.ended) return;
    this.working = true;
    const boss = await this.boss();
    const options = { includeMetadata: true, pollingIntervalSeconds: LOOK_SECONDS } as const;
    await boss.work<Stored['data']>(
      MAIL_QUEUE,
      {
        ...options,
        localConcurrency: JOBS_AT_ONCE,
        localGroupConcurrency: 1,
        heartbeatRefreshSeconds: REFRESH_SECONDS,
      },
      async ([job]) => {
        await carry(opened(job as Stored));
        this.wake(boss);
      },
    );
    await boss.work<Stored['data']>(DEAD_QUEUE, options, ([job]) => giveBack(opened(job as Stored)));
  }

  /** Jobs were made: this process looks for them at once, the others within a second. */
  async wakeUp(): Promise<void> {
    if (this.working) this.wake(await this.boss());
  }

  private wake(boss: PgBoss): void {
    for (const { id } of boss.getWipData()) boss.notifyWorker(id);
  }

  /** Takes jobs away from processes that died, and removes old ones; of several processes one does it, once a second. */
  async lookAfter(): Promise<void> {
    if (!this.ended) await (await this.boss()).supervise();
  }

  private boss(): Promise<PgBoss> {
    this.starting ??= this.start().catch((error: unknown) => {
      this.starting = undefined;
      this.working = false;
      throw error;
    });
    return this.starting;
  }

  private async start(): Promise<PgBoss> {
    const boss = new PgBoss({
      connectionString: this.database.appUrl,
      schema: JOB_SCHEMA,
      application_name: 'thongsuot-jobs',
      max: CONNECTIONS,
      migrate: false,
      createSchema: false,
      schedule: false,
      // the role that runs the product owns no index
      reindex: false,
      monitorVacuum: false,
      // a tick of ours does it: what only sends a batch needs none, and leaves no timer behind
      supervise: false,
      monitorIntervalSeconds: LOOK_SECONDS,
      maintenanceIntervalSeconds: CLEAR_UP_SECONDS,
    });
    boss.on('error', (error) => this.log.error({ msg: 'jobs of mail', error: String(error) }));
    boss.on('warning', ({ message }) => this.log.warn({ msg: 'jobs of mail', warning: message }));
    try {
      await boss.start();
      for (const { name, deadLetter, ...options } of QUEUES) {
        const dead = deadLetter ? { deadLetter } : {};
        await boss.createQueue(name, { ...options, ...dead });
        await boss.updateQueue(name, { ...options, ...dead });
      }
    } catch (error) {
      await boss.stop({ graceful: false });
      throw error;
    }
    return boss;
  }

  /** What has begun is finished; nothing is taken any more. */
  async beforeApplicationShutdown(): Promise<void> {
    this.ended = true;
    const boss = await this.starting?.catch(() => undefined);
    if (!boss) return;
    await Promise.all([MAIL_QUEUE, DEAD_QUEUE].map((queue) => boss.offWork(queue, { wait: true })));
    await Promise.allSettled(this.carried);
    await boss.stop({ graceful: false });
  }
}

function opened({ id, data, sourceId, sourceOutput }: Stored): DeadJob {
  const said = sourceOutput && 'message' in sourceOutput ? sourceOutput.message : '';
  return { id: sourceId ?? id, messages: data.messages, error: typeof said === 'string' ? said : '' };
}
