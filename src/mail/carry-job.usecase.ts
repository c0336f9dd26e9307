import { Inject, Injectable, Logger } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { Clock } from '../platform/clock.js';
import { CONFIG, type Config } from '../platform/config.js';
import { dbOf } from '../platform/database/sql.js';
import { BeginSending } from './begin-sending.js';
import { giveBackAlone, release, takeGiven } from './claims.js';
import type { Attempt } from './delivery-record.js';
import type { DeadJob, MailJob } from './mail-jobs.js';
import { CROWDED_WAIT_SECONDS } from './giving.rules.js';
import { MailTransport } from './mail-transport.js';
import { Notices, type Composed, type MessageRow } from './notices.js';
import { RecordAttempts } from './record-attempts.usecase.js';
import { NOT_COMPOSED, sendBatch, type Unanswered } from './send-batch.js';
import { SendingRoom } from './sending-room.js';

/** What carrying a job out came to. */
export interface Delivered {
  sent: number;
  failed: number;
  unknown: number;
  /** Refused for now, given back untried, or held back. */
  waiting: number;
  /** The server could not be reached, or did not let us in. */
  outage: boolean;
}

/** After this long no further message of a job is begun, and after the second it is given up: both within the lease. */
const BEGIN_SECONDS = 60;
const GIVE_UP_SECONDS = 130;
const LEASE_SECONDS = 180;
/** Nothing is wrong with a message that met an outage: it waits no longer than after its first refusal. */
const OUTAGE_WAIT_SECONDS = 60;
/** So many answers are recorded together: what a process that dies leaves unrecorded is hardly more. */
const RECORD_MESSAGES = 50;
/** A database that is moved to another server is back within half a minute. */
const [RECORD_TRIES, RECORD_AGAIN_MILLISECONDS] = [15, 2000] as const;

/** Carries out one job: takes its messages, composes them, sends them, records them. SMTP is never spoken inside a transaction. */
@Injectable()
export class CarryJob {
  private readonly log = new Logger(CarryJob.name);
  private readonly room: SendingRoom;
  private readonly begin: BeginSending;
  /** Of the messages that are being sent. */
  private readonly texts = new Map<string, Composed>();
  /** While the server is out, one message of a job finds out whether it is back. */
  outage = false;
  /** Jobs of this process that are being carried out. */
  underWay = 0;

  constructor(
    private readonly em: EntityManager,
    private readonly transport: MailTransport,
    private readonly notices: Notices,
    private readonly recording: RecordAttempts,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.room = new SendingRoom(config.mail.connections, config.mail.connectionsPerDomain);
    const db = dbOf(em.fork());
    // one for all jobs of the process: those that send at the same moment share its statements
    this.begin = new BeginSending(db, (marked) =>
      notices.outdated(
        db,
        marked.map((message) => ({ message, mail: this.texts.get(message.id) })),
      ),
    );
  }

  /**
   * @param stop  ends it early: what has begun is finished and recorded, the rest given back
   * @throws Error where the database does not answer: the job comes again
   */
  async execute(job: MailJob, stop?: AbortSignal): Promise<Delivered> {
    this.underWay++;
    try {
      return await this.carry(job, stop);
    } finally {
      this.underWay--;
    }
  }

  private async carry(job: MailJob, stop: AbortSignal | undefined): Promise<Delivered> {
    const taken = await takeGiven(dbOf(this.em.fork()), job, LEASE_SECONDS);
    if (taken.length === 0) return { sent: 0, failed: 0, unknown: 0, waiting: 0, outage: this.outage };
    const order = new Map(job.messages.map(([, id], i) => [id, i]));
    const messages = taken.toSorted((a, b) => order.get(a.id)! - order.get(b.id)!);
    try {
      await this.compose(messages);
      return await this.send(messages, stop);
    } finally {
      for (const { id } of messages) this.texts.delete(id);
    }
  }

  private async compose(messages: readonly MessageRow[]): Promise<void> {
    const composed = await this.notices.compose(messages, (error, { id, template }) =>
      this.log.error({ msg: 'notice not composed', message: id, template, error: String(error) }),
    );
    for (const [id, mail] of composed) this.texts.set(id, mail);
  }

  /** What a job could not carry gets jobs of its own; what was alone already counts one more attempt. */
  async giveBack(job: DeadJob): Promise<void> {
    this.log.error({ msg: 'job of mail given up', messages: job.messages.length, error: job.error });
    const alone = await giveBackAlone(dbOf(this.em.fork()), job, job.error.slice(0, 300));
    const outcome = { kind: 'refusedForNow', reason: 'job-failed', error: job.error.slice(0, 300) } as const;
    if (alone.length > 0) await this.recording.execute(alone.map((message) => ({ message, outcome })));
  }

  private async send(messages: readonly MessageRow[], stop: AbortSignal | undefined): Promise<Delivered> {
    const done: Delivered = { sent: 0, failed: 0, unknown: 0, waiting: 0, outage: false };
    const answered: Attempt[] = [];
    let wasLetIn = false;
    let recording = Promise.resolve();
    const recordSome = async (): Promise<void> => {
      const some = answered.splice(0);
      if (some.length === 0) return;
      try {
        add(done, await this.recording.execute(some));
      } catch (error) {
        // what a server took is known here alone: it is kept until the database answers again
        answered.push(...some);
        this.log.error({ msg: 'deliveries not recorded yet', messages: some.length, error: String(error) });
      }
    };
    const giveUp = AbortSignal.timeout(GIVE_UP_SECONDS * 1000);
    const left = await sendBatch(messages, {
      composed: this.texts,
      date: await this.clock.now(),
      begin: this.begin,
      room: this.room,
      atOnce: this.config.mail.connections,
      outageLimit: this.outage ? 1 : this.config.mail.connectionsPerDomain,
      end: AbortSignal.any([AbortSignal.timeout(BEGIN_SECONDS * 1000), ...(stop ? [stop] : [])]),
      send: (mail) => this.transport.send(mail, giveUp),
      onAnswer: (attempt) => {
        wasLetIn ||= attempt.outcome !== NOT_COMPOSED;
        if (answered.push(attempt) >= RECORD_MESSAGES) recording = recording.then(recordSome);
      },
    });
    await recording;
    for (let tries = RECORD_TRIES; tries > 0; tries--) {
      await recordSome();
      if (answered.length === 0) break;
      await new Promise((resolve) => setTimeout(resolve, RECORD_AGAIN_MILLISECONDS));
    }
    if (answered.length > 0) throw new Error(`what became of ${answered.length} messages could not be recorded`);
    return this.settle(done, left, wasLetIn);
  }

  /** An outage that met every attempt is the server's: it counts for no message. Beside answers it is a refusal for now. */
  private async settle(
    done: Delivered,
    { outages, untried, isCrowded, error }: Unanswered,
    wasLetIn: boolean,
  ): Promise<Delivered> {
    this.outage = outages.length > 0 && !wasLetIn ? true : this.outage && !wasLetIn;
    const [met] = outages;
    const said = met && 'error' in met.outcome ? met.outcome.error : null;
    const back = this.outage ? [...outages.map(({ message }) => message), ...untried] : untried;
    if (!this.outage && outages.length > 0) add(done, await this.recording.execute(outages));
    const wait = this.outage ? OUTAGE_WAIT_SECONDS : isCrowded ? CROWDED_WAIT_SECONDS : 0;
    await release(dbOf(this.em.fork()), back, { inSeconds: wait, error: this.outage ? said : null });
    if (error !== undefined) throw error;
    return { ...done, waiting: done.waiting + back.length, outage: this.outage };
  }
}

function add(done: Delivered, { sent, failed, unknown, queued }: Record<string, number>): void {
  done.sent += sent!;
  done.failed += failed!;
  done.unknown += unknown!;
  done.waiting += queued!;
}
