import { Injectable, Logger } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { Clock } from '../platform/clock.js';
import { dbOf, type Db } from '../platform/database/sql.js';
import { transactional } from '../platform/failpoints.js';
import { BeginSending } from './begin-sending.js';
import { claimDue, recordAttempts, release, type Attempt, type ClaimedMessage } from './delivery-record.js';
import { CONNECTIONS, MailTransport } from './mail-transport.js';
import type { DeliveryState } from './message.entity.js';
import { Notices, type Composed, type DeliveryListener, type MessageRow } from './notices.js';
import type { Outcome } from './outcome.rules.js';
import { withdrawClaimed } from './stop-messages.js';

/** What one run did. */
export interface Delivered {
  sent: number;
  failed: number;
  unknown: number;
  /** Refused for now, given back untried, or held back. */
  waiting: number;
  /** The server could not be reached, or did not let us in. */
  outage: boolean;
}

const BATCH_MESSAGES = 200;
/** After this long no further message of a batch is begun, and after the second it is given up: both within the lease. */
const BEGIN_SECONDS = 60;
const GIVE_UP_SECONDS = 130;
const LEASE_SECONDS = 180;
/** Nothing is wrong with a message that met an outage: it waits no longer than after its first refusal. */
const OUTAGE_WAIT_SECONDS = 60;
const LISTENER_TRIES = 2;

const NOT_COMPOSED: Outcome = {
  kind: 'refusedForNow',
  reason: 'not-composed',
  error: 'the notice could not be composed',
};

/** What a batch was doing when it ended. */
interface Batch {
  attempts: Attempt[];
  untried: MessageRow[];
}

/**
 * Sends what is due: claims a batch, composes it, sends it, records it. SMTP is never spoken inside a transaction.
 * A process that dies in between leaves its batch to fall due again after the lease.
 */
@Injectable()
export class DeliverMessages {
  private readonly log = new Logger(DeliverMessages.name);
  /** While the server is out, one message at a time finds out whether it is back. */
  private outage = false;

  constructor(
    private readonly em: EntityManager,
    private readonly transport: MailTransport,
    private readonly notices: Notices,
    private readonly clock: Clock,
  ) {}

  /**
   * Sends one batch of what is due. Without a configured server nothing is attempted.
   * @param stop  ends the batch early: what has begun is finished and recorded, the rest given back
   */
  async execute(stop?: AbortSignal): Promise<Delivered> {
    const done: Delivered = { sent: 0, failed: 0, unknown: 0, waiting: 0, outage: false };
    if (!this.transport.configured) return done;
    const db = dbOf(this.em.fork());
    const due = await claimDue(db, this.outage ? 1 : BATCH_MESSAGES, LEASE_SECONDS);
    const claimed = due.filter(({ stop: by }) => by === null);
    done.waiting = due.length - claimed.length;
    await this.withdraw(due);
    if (claimed.length === 0) return done;
    const composed = await this.notices.compose(claimed, (error, { length }) =>
      this.log.error({ msg: 'notices not composed', messages: length, error: String(error) }),
    );
    const batch = await this.sendAll(claimed, composed, stop);
    const delivered = await this.record(db, batch);
    return { ...delivered, waiting: delivered.waiting + done.waiting };
  }

  /** What its cause no longer asks for is withdrawn when its turn comes: it had been begun when the cause ended. */
  private async withdraw(due: readonly ClaimedMessage[]): Promise<void> {
    const ids = due.filter(({ stop }) => stop === 'withdrawn').map(({ id }) => id);
    if (ids.length === 0) return;
    await transactional(this.em, 'message.batchWithdrawn', async (em) =>
      withdrawClaimed(dbOf(em), ids, await this.clock.now(dbOf(em))),
    );
  }

  /** Sends batch after batch until nothing is due, the server is out, or `stop` is raised. */
  async drain(stop?: AbortSignal): Promise<Delivered> {
    const all: Delivered = { sent: 0, failed: 0, unknown: 0, waiting: 0, outage: false };
    for (;;) {
      const one = await this.execute(stop);
      for (const count of ['sent', 'failed', 'unknown', 'waiting'] as const) all[count] += one[count];
      all.outage = one.outage;
      if (one.outage || stop?.aborted || one.sent + one.failed + one.unknown + one.waiting === 0) return all;
    }
  }

  private async sendAll(
    messages: readonly MessageRow[],
    composed: ReadonlyMap<string, Composed>,
    stop: AbortSignal | undefined,
  ): Promise<Batch> {
    const date = await this.clock.now();
    const endOfBeginning = AbortSignal.timeout(BEGIN_SECONDS * 1000);
    const giveUp = AbortSignal.timeout(GIVE_UP_SECONDS * 1000);
    const attempts: Attempt[] = [];
    const waiting = messages.toReversed();
    const db = dbOf(this.em.fork());
    const begin = new BeginSending(db, (marked) =>
      this.notices.outdated(
        db,
        marked.map((message) => ({ message, mail: composed.get(message.id) })),
      ),
    );
    let outages = 0;
    const nextOf = (): MessageRow | undefined =>
      outages < CONNECTIONS && !endOfBeginning.aborted && !stop?.aborted ? waiting.pop() : undefined;
    const worker = async (): Promise<void> => {
      for (let message = nextOf(); message; message = nextOf()) {
        const mail = composed.get(message.id);
        const mayBegin = await begin.of(message).catch((error: unknown) => error);
        if (mayBegin === false) continue;
        if (mayBegin !== true) return this.giveBack(message, waiting, mayBegin);
        const address = { id: message.id, to: message.toAddress, date };
        const outcome = mail ? await this.transport.send({ headers: {}, ...mail, ...address }, giveUp) : NOT_COMPOSED;
        outages = outcome.kind === 'outage' ? outages + 1 : 0;
        attempts.push({ message, outcome });
        begin.ended(message);
      }
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, worker));
    return { attempts, untried: waiting };
  }

  /** The database could not be asked: what was sent meanwhile is recorded all the same, this one is given back. */
  private giveBack(message: MessageRow, waiting: MessageRow[], error: unknown): void {
    waiting.push(message);
    this.log.error({ msg: 'message not begun', error: String(error) });
  }

  /** An outage that met every attempt is the server's: it counts for no message. Beside answers it is a refusal for now. */
  private async record(db: Db, { attempts, untried }: Batch): Promise<Delivered> {
    const met = attempts.filter(({ outcome }) => outcome.kind === 'outage');
    const answered = attempts.some(({ outcome }) => outcome.kind !== 'outage' && outcome !== NOT_COMPOSED);
    this.outage = met.length > 0 && !answered;
    const error = met[0] && met[0].outcome.kind !== 'sent' ? met[0].outcome.error : null;
    const counted = this.outage ? attempts.filter(({ outcome }) => outcome.kind !== 'outage') : attempts;
    const back = this.outage ? [...met.map(({ message }) => message), ...untried] : untried;
    if (this.outage) this.log.warn({ msg: 'mail server not reachable', error });
    await release(db, back, { inSeconds: this.outage ? OUTAGE_WAIT_SECONDS : 0, error: this.outage ? error : null });
    const { sent, failed, unknown, queued } = await this.recordSurely(counted);
    return { sent, failed, unknown, waiting: queued + back.length, outage: this.outage };
  }

  /**
   * A mail that went out and is not recorded is sent again after the lease. So a listener that fails is tried twice
   * (it may have met a deadlock), then left out: that the mail was sent is true without it.
   */
  private async recordSurely(attempts: readonly Attempt[]): Promise<Record<DeliveryState, number>> {
    const { listeners } = this.notices;
    for (let left = LISTENER_TRIES; left > 0; left--) {
      try {
        return await this.recordWith(attempts, listeners);
      } catch (error) {
        this.log.error({ msg: 'deliveries not recorded', triesLeft: left - 1, error: String(error) });
      }
    }
    return this.recordWith(attempts, []);
  }

  private recordWith(
    attempts: readonly Attempt[],
    listeners: readonly DeliveryListener[],
  ): Promise<Record<DeliveryState, number>> {
    return transactional(this.em, 'message.batchRecorded', async (em) => {
      const at = await this.clock.now(dbOf(em));
      return recordAttempts(dbOf(em), attempts, { at, listeners });
    });
  }
}
