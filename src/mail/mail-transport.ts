import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport, type TransportOptions } from 'nodemailer';
import type { Readable } from 'node:stream';
import { CONFIG, type Config } from '../platform/config.js';
import { MailCatcher } from './catcher.js';
import { outcomeOf, type Outcome, type SendError } from './outcome.rules.js';
import { smtpOptionsOf } from './smtp-options.js';
import { WholeText } from './whole-text.js';

/** One mail, ready to go. */
export interface OutgoingMail {
  /** Id of the message; `<id@host of PUBLIC_URL>` is its Message-ID. */
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  headers: Readonly<Record<string, string>>;
  /** Business instant, for the Date header. */
  date: Date;
  /** Asked when the server has told us to begin with the text (354): false, and none of it leaves. */
  mayGo?: () => Promise<boolean>;
}

/** The way out. Never used inside a domain transaction. */
export abstract class MailTransport {
  /** False where no server is configured: messages then stay queued. */
  abstract readonly configured: boolean;
  /** Tries once; never throws, never tries again by itself. */
  abstract send(mail: OutgoingMail, giveUp: AbortSignal): Promise<Outcome>;
}

const openPool = (config: Config, catcher: string) =>
  createTransport(smtpOptionsOf(config, catcher) as TransportOptions);
type Pool = ReturnType<typeof openPool>;

/** Sends over SMTP: to `SMTP_URL`, or in demo mode to the built-in catcher. */
@Injectable()
export class SmtpTransport extends MailTransport implements OnApplicationShutdown {
  private pool: Promise<Pool> | undefined;
  /** Texts on their way, by Message-ID: whether one was read tells whether DATA was answered. */
  private readonly texts = new Map<string, Readable>();
  /** Whether the text of a Message-ID may be handed over; where it may not, its connection is closed without it. */
  private readonly gates = new Map<string, () => Promise<boolean>>();

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly catcher: MailCatcher,
  ) {
    super();
  }

  get configured(): boolean {
    return this.config.smtpUrl !== undefined || this.config.mode === 'demo';
  }

  async send(mail: OutgoingMail, giveUp: AbortSignal): Promise<Outcome> {
    const messageId = `<${mail.id}@${new URL(this.config.publicUrl).hostname}>`;
    try {
      const pool = await (this.pool ??= this.open());
      const { subject, text, html, date } = mail;
      // as an object it is one address, whatever characters it has; as text it would be read as a list
      const to = { name: '', address: mail.to };
      const headers = { ...mail.headers, 'Auto-Submitted': 'auto-generated' };
      // what cannot be delivered comes back to the mailbox that is read
      const envelope = this.config.replyAddress ? { from: this.config.replyAddress, to: [mail.to] } : undefined;
      const content = {
        ...(envelope ? { envelope } : {}),
        from: this.config.mailFrom,
        to,
        subject,
        text,
        html,
        date,
        messageId,
        headers,
      };
      const stop = new AbortController();
      const mayGo = async (): Promise<boolean> => (await mail.mayGo?.()) ?? true;
      this.gates.set(messageId, async () => {
        const may = await mayGo();
        if (!may) stop.abort();
        return may;
      });
      await pool.sendMail({ ...content, signal: AbortSignal.any([giveUp, stop.signal]) });
      return { kind: 'sent' };
    } catch (error) {
      return outcomeOf(error as SendError, this.texts.get(messageId)?.readableDidRead ?? false);
    } finally {
      this.texts.delete(messageId);
      this.gates.delete(messageId);
    }
  }

  private async open(): Promise<Pool> {
    const pool = openPool(this.config, this.config.smtpUrl === undefined ? await this.catcher.start() : '');
    pool.use('stream', (mail, done) => {
      const { message } = mail;
      const create = message.createReadStream.bind(message);
      message.createReadStream = (options) => {
        const id = message.messageId();
        const text = new WholeText(create(options), this.gates.get(id));
        this.texts.set(id, text);
        return text;
      };
      done();
    });
    return pool;
  }

  async onApplicationShutdown(): Promise<void> {
    (await this.pool)?.close();
    this.pool = undefined;
    await this.catcher.stop();
  }
}
