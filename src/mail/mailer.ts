import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { dbOf } from '../platform/database/sql.js';
import type { Words } from '../platform/errors.js';
import { Heartbeats } from '../platform/heartbeat/heartbeats.js';
import type { PartState } from '../platform/readiness.js';
import { MailTransport } from './mail-transport.js';
import { outboxState, type OutboxState } from './mail.queries.js';

/** Whether mail goes out, and what waits. */
export interface MailerState extends OutboxState {
  /** False in production without `SMTP_URL`: messages stay queued. */
  configured: boolean;
}

const KEPT_MILLISECONDS = 2000;
const NO_SERVER: Words = {
  vi: 'Chưa cấu hình máy chủ thư: đặt SMTP_URL; thư đang chờ trong hàng đợi.',
  en: 'There is no mail server: set SMTP_URL; messages wait in the queue.',
};
const NOT_ANSWERING: Words = {
  vi: 'Thư không đi được trong hai chu kỳ vừa qua: kiểm tra máy chủ thư và SMTP_URL.',
  en: 'Mail has not gone out in the last two periods: check the mail server and SMTP_URL.',
};

/** Says how sending stands, to `/readyz` too. */
@Injectable()
export class Mailer implements OnModuleInit {
  private kept: { at: number; state: Promise<MailerState> } | undefined;

  constructor(
    private readonly em: EntityManager,
    private readonly transport: MailTransport,
    private readonly heartbeats: Heartbeats,
  ) {}

  onModuleInit(): void {
    this.heartbeats.watch('mailer', {
      stopped: NOT_ANSWERING,
      more: async () => {
        const { periodSeconds, workedSeconds } = await this.heartbeats.state('mailer');
        return readinessOf(await this.stateKept(), 2 * periodSeconds, workedSeconds ?? Infinity);
      },
    });
  }

  /** Everybody may ask `/readyz`, and every page asks what has stopped: the queue is counted once in a few seconds. */
  private stateKept(): Promise<MailerState> {
    const now = performance.now();
    if (!this.kept || now - this.kept.at > KEPT_MILLISECONDS) {
      const state = this.mailerState();
      this.kept = { at: now, state };
      state.catch(() => (this.kept = undefined));
    }
    return this.kept.state;
  }

  async mailerState(): Promise<MailerState> {
    return { configured: this.transport.configured, ...(await outboxState(dbOf(this.em.fork()))) };
  }
}

/**
 * A message that no server has answered is late only where none was answered meanwhile: many at once take their time.
 * What a server said last is left out: it may name an address, and everybody may ask.
 * @param most  seconds, as are those since the last answer
 */
function readinessOf({ lastError: _, ...state }: MailerState, most: number, answeredSeconds: number): PartState {
  if (!state.configured) return { ok: state.queued === 0, note: NO_SERVER, ...state };
  const late = (state.oldestUntriedSeconds ?? 0) > most && answeredSeconds > most;
  return late ? { ok: false, note: NOT_ANSWERING, ...state } : { ok: true, ...state };
}
