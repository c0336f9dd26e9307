import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { dbOf } from '../platform/database/sql.js';
import { MailTransport } from './mail-transport.js';
import { outboxState, type OutboxState } from './mail.queries.js';

/** Whether mail goes out, and what waits. */
export interface MailerState extends OutboxState {
  /** False in production without `SMTP_URL`: messages stay queued. */
  configured: boolean;
}

/** Says how sending stands. */
@Injectable()
export class Mailer {
  constructor(
    private readonly em: EntityManager,
    private readonly transport: MailTransport,
  ) {}

  async mailerState(): Promise<MailerState> {
    return { configured: this.transport.configured, ...(await outboxState(dbOf(this.em.fork()))) };
  }
}
