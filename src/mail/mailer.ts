import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { dbOf } from '../platform/database/sql.js';
import type { Words } from '../platform/errors.js';
import { Readiness, type PartState } from '../platform/readiness.js';
import { MailTransport } from './mail-transport.js';
import { outboxState, type OutboxState } from './mail.queries.js';

/** Whether mail goes out, and what waits. */
export interface MailerState extends OutboxState {
  /** False in production without `SMTP_URL`: messages stay queued. */
  configured: boolean;
}

/** Sending takes seconds; past five minutes without an answer something is wrong with the server. */
const LATE_SECONDS = 300;
const NO_SERVER: Words = {
  vi: 'Chưa cấu hình máy chủ thư: đặt SMTP_URL; thư đang chờ trong hàng đợi.',
  en: 'There is no mail server: set SMTP_URL; messages wait in the queue.',
};
const NOT_ANSWERING: Words = {
  vi: 'Thư không đi được quá 5 phút: kiểm tra máy chủ thư và SMTP_URL.',
  en: 'Mail has not gone out for more than 5 minutes: check the mail server and SMTP_URL.',
};

/** Says how sending stands, to `/readyz` too. */
@Injectable()
export class Mailer implements OnModuleInit {
  constructor(
    private readonly em: EntityManager,
    private readonly transport: MailTransport,
    private readonly readiness: Readiness,
  ) {}

  onModuleInit(): void {
    this.readiness.add('mailer', async () => readinessOf(await this.mailerState()));
  }

  async mailerState(): Promise<MailerState> {
    return { configured: this.transport.configured, ...(await outboxState(dbOf(this.em.fork()))) };
  }
}

function readinessOf(state: MailerState): PartState {
  if (!state.configured) return { ok: state.queued === 0, note: NO_SERVER, ...state };
  const late = (state.oldestUntriedSeconds ?? 0) > LATE_SECONDS;
  return late ? { ok: false, note: NOT_ANSWERING, ...state } : { ok: true, ...state };
}
