import { createWriteStream, existsSync, mkdirSync, readFileSync, type WriteStream } from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import PostalMime from 'postal-mime';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { fromCursor, pageOf, type Page } from '../platform/paging.js';

/** One line of the mailbox. */
export interface CaughtSummary {
  /** Counts up in order of arrival. */
  id: number;
  to: string[];
  subject: string;
  /** Date header, ISO 8601; null where there is none. */
  date: string | null;
}

/** One mail of the mailbox. */
export interface CaughtMail extends CaughtSummary {
  from: string;
  text: string;
  html: string;
  headers: { name: string; value: string }[];
}

interface Kept {
  id: number;
  to: string[];
  deflated: Buffer;
}

const KEPT_MAILS = 10_000;
const SIZE_LIMIT_BYTES = 1_048_576;
/** How long a sender that does not hang up holds up the shutdown. */
const CLOSE_MILLISECONDS = 1000;

/**
 * The mailbox of the demonstration: an SMTP server on this machine that keeps the newest mails and sends nothing on.
 * Mails are kept deflated as they came, in memory and in a file of their own, and parsed when looked at.
 */
@Injectable()
export class MailCatcher {
  private readonly mails = new Map<number, Kept>();
  private server: SMTPServer | undefined;
  private lastId = 0;
  private file: WriteStream | undefined;

  /** Takes up the mails that a file holds, and writes those that come into it; the mailbox then outlives a restart. */
  open(file: string): void {
    if (this.file) return;
    if (existsSync(file))
      for (const line of readFileSync(file, 'utf8')
        .split('\n')
        .slice(-KEPT_MAILS - 1))
        this.remember(line);
    mkdirSync(path.dirname(file), { recursive: true });
    this.file = createWriteStream(file, { flags: 'a' });
    // a full disk costs the demonstration its archive, not its mail
    this.file.on('error', () => (this.file = undefined));
  }

  /** Starts to listen on a free port of the loopback address. @returns its `smtp://` address */
  async start(): Promise<string> {
    this.server ??= new SMTPServer({
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      size: SIZE_LIMIT_BYTES,
      closeTimeout: CLOSE_MILLISECONDS,
      onData: (stream, session, done) => this.take(stream, session, done),
    });
    const { server } = this.server;
    if (!server.listening) await new Promise<void>((resolve) => this.server!.listen(0, '127.0.0.1', resolve));
    return `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    this.file?.end();
    this.file = undefined;
    if (server) await new Promise<void>((resolve) => server.close(resolve));
  }

  /** How many mails are kept. */
  get count(): number {
    return this.mails.size;
  }

  /** Forgets every mail. */
  clear(): void {
    this.mails.clear();
  }

  /**
   * Newest first.
   * @param to  part of the recipient's address
   * @throws ProductError `invalid` where the cursor is not ours
   */
  async list({
    to = '',
    limit,
    cursor,
  }: {
    to?: string;
    limit: number;
    cursor?: string;
  }): Promise<Page<CaughtSummary>> {
    const found: Kept[] = [];
    const wanted = to.toLowerCase();
    let id = cursor === undefined ? this.lastId : Number(fromCursor(cursor, 1)[0]) - 1;
    for (; id > this.lastId - KEPT_MAILS && id > 0 && found.length <= limit; id--) {
      const mail = this.mails.get(id);
      if (mail?.to.some((address) => address.toLowerCase().includes(wanted))) found.push(mail);
    }
    const page = pageOf(found, limit, (mail) => [mail.id]);
    const items = await Promise.all(page.items.map(async (mail) => summaryOf(mail, await parse(mail))));
    return { items, nextCursor: page.nextCursor };
  }

  /** Undefined where the mail is not there, or no more. */
  async byId(id: number): Promise<CaughtMail | undefined> {
    const mail = this.mails.get(id);
    if (!mail) return undefined;
    const parsed = await parse(mail);
    return {
      ...summaryOf(mail, parsed),
      from: parsed.from?.address ?? '',
      text: parsed.text ?? '',
      html: parsed.html ?? '',
      headers: parsed.headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
    };
  }

  private take(stream: SMTPServerDataStream, session: SMTPServerSession, done: (error?: Error | null) => void): void {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.once('end', () => {
      if (stream.sizeExceeded) return done(Object.assign(new Error('message too large'), { responseCode: 552 }));
      const to = session.envelope.rcptTo.map(({ address }) => address);
      this.keep(to, Buffer.concat(chunks));
      done();
    });
  }

  private keep(to: string[], raw: Buffer): void {
    const id = ++this.lastId;
    // zlib answers a slice of its 16 KB work buffer, which would stay in memory with it: kept is a copy
    const slice = deflateRawSync(raw);
    const deflated = Buffer.allocUnsafeSlow(slice.length);
    slice.copy(deflated);
    this.hold({ id, to, deflated });
    this.file?.write(`${JSON.stringify([to, deflated.toString('base64')])}\n`);
  }

  private hold(mail: Kept): void {
    this.mails.set(mail.id, mail);
    this.mails.delete(mail.id - KEPT_MAILS);
  }

  /** A line that a crash cut short is passed over. */
  private remember(line: string): void {
    try {
      const [to, deflated] = JSON.parse(line) as [string[], string];
      this.hold({ id: ++this.lastId, to, deflated: Buffer.from(deflated, 'base64') });
    } catch {
      return;
    }
  }
}

type Parsed = Awaited<ReturnType<typeof PostalMime.parse>>;

const parse = (mail: Kept): Promise<Parsed> => PostalMime.parse(inflateRawSync(mail.deflated));

const summaryOf = ({ id, to }: Kept, { subject, date }: Parsed): CaughtSummary => ({
  id,
  to,
  subject: subject ?? '',
  date: date ?? null,
});
