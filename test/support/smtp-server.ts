import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';

export interface ReceivedMail {
  to: string;
  messageId: string;
  raw: string;
}

/** What the server does with a recipient, by the part before the @. */
export type Reaction =
  'take' | 'refuse-for-now' | 'refuse-for-good' | 'cut-before-data' | 'cut-after-data' | 'stall' | 'stall-before-data';

/** A real SMTP server on a free local port, whose reactions a test decides. */
export class TestSmtpServer {
  readonly received: ReceivedMail[] = [];
  /** Recipients that were named to it, taken or not. */
  readonly asked: string[] = [];
  private readonly reactions = new Map<string, Reaction>();
  private readonly stalled: (() => void)[] = [];
  private whenStalled: { many: number; tell: () => void } | undefined;
  private server: SMTPServer | undefined;
  private port = 0;

  /** @param more  of the server: encryption, users */
  constructor(private readonly more: SMTPServerOptions = {}) {}

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  react(localPart: string, reaction: Reaction): void {
    this.reactions.set(localPart, reaction);
  }

  /** Until the server holds so many mails back: inside DATA it has the text and does not answer, before it it lets wait for its go-ahead. */
  stalls(many = 1): Promise<void> {
    if (this.stalled.length >= many) return Promise.resolve();
    return new Promise((tell) => (this.whenStalled = { many, tell }));
  }

  /** Answers the mails that were held back. */
  goOn(): void {
    for (const answerIt of this.stalled.splice(0)) answerIt();
  }

  /** Starts, on the same port as before. */
  async up(): Promise<void> {
    this.server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      ...this.more,
      onRcptTo: ({ address }, session, done) => {
        this.asked.push(address);
        const reaction = this.reactionTo(address);
        if (reaction === 'cut-before-data') return this.cut(session);
        if (reaction === 'refuse-for-now') return done(answer(450, 'try again later'));
        if (reaction === 'refuse-for-good') return done(answer(550, 'no such mailbox'));
        if (reaction === 'stall-before-data') return this.hold(done);
        done();
      },
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.once('end', () => {
          const raw = Buffer.concat(chunks).toString('utf8');
          const to = session.envelope.rcptTo[0]!.address;
          this.received.push({ to, messageId: /^Message-ID:\s+(\S+)/im.exec(raw)?.[1] ?? '', raw });
          const reaction = this.reactionTo(to);
          if (reaction === 'cut-after-data') return this.cut(session);
          if (reaction !== 'stall') return done();
          this.hold(done);
        });
      },
    });
    this.server.on('error', () => undefined); // connections that the test cuts
    await new Promise<void>((resolve) => this.server!.listen(this.port, '127.0.0.1', resolve));
    this.port = (this.server.server.address() as AddressInfo).port;
  }

  /** Stops at once: what is connected is cut, what connects is refused. */
  async down(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (!server) return;
    const closed = new Promise<void>((resolve) => server.close(resolve));
    for (const connection of server.connections) socketOf(connection).destroy();
    await closed;
  }

  private hold(done: () => void): void {
    this.stalled.push(() => done());
    if (this.stalled.length >= (this.whenStalled?.many ?? Infinity)) this.whenStalled!.tell();
  }

  private reactionTo(address: string): Reaction {
    return this.reactions.get(address.split('@')[0]!) ?? 'take';
  }

  private cut(session: SMTPServerSession): void {
    for (const connection of this.server!.connections)
      if ((connection as { id: string }).id === session.id) socketOf(connection).destroy();
  }
}

// smtp-server has no way to drop a connection; its socket is all there is
// oxlint-disable-next-line no-underscore-dangle
const socketOf = (connection: unknown): { destroy(): void } => (connection as { _socket: { destroy(): void } })._socket;

const answer = (responseCode: number, text: string): Error => Object.assign(new Error(text), { responseCode });
