import { Inject, Injectable } from '@nestjs/common';
import { ImapFlow } from 'imapflow';
import { isLoopback } from '../access/index.js';
import { CONFIG, type Config } from '../platform/config.js';
import { ReplyMailbox, type Folder, type LyingMail, type OpenMailbox } from './reply-mailbox.js';

const CONNECT_MILLISECONDS = 15_000;
const ANSWER_MILLISECONDS = 60_000;
const PORTS = { 'imaps:': 993, 'imap:': 143 } as const;

/** Opens the mailbox of `IMAP_URL`; without TLS only on this machine. */
@Injectable()
export class ImapMailbox extends ReplyMailbox {
  private readonly url: URL | undefined;

  constructor(@Inject(CONFIG) { imapUrl }: Config) {
    super();
    this.url = imapUrl === undefined ? undefined : new URL(imapUrl);
  }

  get name(): string | undefined {
    return this.url && `${decodeURIComponent(this.url.username)}@${this.url.host}/${this.folder}`;
  }

  private get folder(): string {
    return decodeURIComponent(this.url!.pathname.slice(1)) || 'INBOX';
  }

  async open(): Promise<OpenMailbox> {
    const { hostname, port, protocol, username, password } = this.url!;
    const secure = protocol === 'imaps:';
    const client = new ImapFlow({
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port || PORTS[protocol as keyof typeof PORTS]),
      secure,
      doSTARTTLS: secure || isThisMachine(hostname) ? undefined : true,
      auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
      logger: false,
      connectionTimeout: CONNECT_MILLISECONDS,
      greetingTimeout: CONNECT_MILLISECONDS,
      socketTimeout: ANSWER_MILLISECONDS,
    });
    // it also tells of a connection that broke; who waits for an answer hears of it by the rejected answer
    client.on('error', () => undefined);
    await client.connect();
    const { uidValidity } = await client.mailboxOpen(this.folder);
    return new OpenImap(client, uidValidity);
  }
}

const isThisMachine = (host: string): boolean => host === 'localhost' || isLoopback(host.replace(/^\[|\]$/g, ''));

class OpenImap implements OpenMailbox {
  private readonly folders = new Map<Folder, string>();

  constructor(
    private readonly client: ImapFlow,
    readonly uidValidity: bigint,
  ) {}

  async list(): Promise<LyingMail[]> {
    const mailbox = this.client.mailbox;
    if (!mailbox || mailbox.exists === 0) return [];
    const found: LyingMail[] = [];
    for await (const { uid, size } of this.client.fetch('1:*', { uid: true, size: true }))
      found.push({ uid, bytes: size ?? 0 });
    return found.toSorted((a, b) => a.uid - b.uid);
  }

  async fetch(uid: number): Promise<Buffer | undefined> {
    const message = await this.client.fetchOne(String(uid), { source: true }, { uid: true });
    return message ? message.source : undefined;
  }

  async move(uids: readonly number[], to: Folder): Promise<void> {
    if (uids.length === 0) return;
    await this.client.messageMove(uids.join(','), await this.pathOf(to), { uid: true });
  }

  /** The folder, made where it is not there yet, under the separator and prefix of the server. */
  private async pathOf(folder: Folder): Promise<string> {
    const known = this.folders.get(folder);
    if (known) return known;
    const { path } = await this.client.mailboxCreate(['Thongsuot', folder]);
    this.folders.set(folder, path);
    return path;
  }

  async close(): Promise<void> {
    await this.client.logout().catch(() => this.client.close());
  }
}
