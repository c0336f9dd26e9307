import net from 'node:net';

/** What the server does with the mail to a recipient, by the part before the last hyphen of its name. */
export const CONDUCTS = [
  'take', // as it should be
  'busy', // 421 to MAIL, and hangs up; then takes it
  'greylist', // 451 to RCPT; then takes it
  'room', // 452 to RCPT, always
  'nobody', // 550 to RCPT
  'large', // 552 to the text
  'mute', // no answer to RCPT; then takes it
  'mutetext', // has the text, does not keep it, and does not answer
  'lost', // has the text, does not keep it, and hangs up
  'kept', // has the text, keeps it, and hangs up
  'bye', // 250 to the text, and hangs up
  'drip', // takes it, and says so letter by letter
  'idle', // takes it, and hangs up when the next mail begins
] as const;
export type Conduct = (typeof CONDUCTS)[number];

const LETTER_MILLISECONDS = 2;
/** Nodemailer names the recipient in RCPT; before it, MAIL says nothing of whom the mail is to. */
const TO = /^RCPT TO:<([a-z]+)-[^>]*>/i;

/** A mail server that does whatever one can do wrong, and knows what it took. */
export class HostileSmtp {
  /** Message-IDs that it keeps, as often as it took each. */
  readonly took: string[] = [];
  /** Recipients that were named to it. */
  readonly asked: string[] = [];
  private readonly met = new Set<string>();
  private readonly sockets = new Set<net.Socket>();
  private readonly server = net.createServer((socket) => this.talk(socket));
  /** Its first answer; 421 where it lets nobody in. */
  greeting = '220 hostile.invalid ESMTP';

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.address() as net.AddressInfo).port}`;
  }

  async up(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  async down(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private talk(socket: net.Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => this.sockets.delete(socket));
    const session = new Session(this, socket);
    let rest = '';
    socket.on('data', (chunk) => {
      rest += chunk.toString('latin1');
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        session.hear(line);
      }
    });
    session.say(this.greeting);
    if (this.greeting.startsWith('421')) socket.end();
  }

  /** Whether it meets this for the first time. */
  isFirst(what: string): boolean {
    if (this.met.has(what)) return false;
    this.met.add(what);
    return true;
  }
}

class Session {
  private text: string[] | undefined;
  private conduct: Conduct = 'take';
  private hangsUpAtNext = false;
  private to = '';

  constructor(
    private readonly server: HostileSmtp,
    private readonly socket: net.Socket,
  ) {}

  say(answer: string): void {
    this.socket.write(`${answer}\r\n`);
  }

  hear(line: string): void {
    if (this.text) this.hearText(line, this.text);
    else if (/^EHLO/i.test(line)) this.say('250-hostile.invalid\r\n250 SIZE 1000000');
    else if (/^MAIL/i.test(line)) this.mail();
    else if (/^RCPT/i.test(line)) this.recipient(line);
    else if (/^DATA/i.test(line)) {
      this.text = [];
      this.say('354 go on');
    } else if (/^QUIT/i.test(line)) this.socket.end('221 bye\r\n');
    else this.say('250 ok');
  }

  private mail(): void {
    if (this.hangsUpAtNext) this.socket.destroy();
    else this.say('250 ok');
  }

  private recipient(line: string): void {
    this.to = /<([^>]*)>/.exec(line)![1]!;
    this.server.asked.push(this.to);
    this.conduct = TO.exec(line)![1]! as Conduct;
    const isFirst = this.server.isFirst(`${this.conduct} ${this.to}`);
    if (this.conduct === 'busy' && isFirst) this.socket.end('421 too busy\r\n');
    else if (this.conduct === 'greylist' && isFirst) this.say('451 greylisted');
    else if (this.conduct === 'room') this.say('452 no room');
    else if (this.conduct === 'nobody') this.say('550 no such mailbox');
    else if (this.conduct !== 'mute' || !isFirst) this.say('250 ok');
  }

  private hearText(line: string, text: string[]): void {
    if (line !== '.') return void text.push(line);
    this.text = undefined;
    if (this.conduct === 'large') return this.say('552 too large');
    if (this.conduct === 'mutetext') return;
    if (this.conduct === 'lost') return void this.socket.destroy();
    this.server.took.push(/^Message-ID:\s+(\S+)/im.exec(text.join('\n'))![1]!);
    if (this.conduct === 'kept') return void this.socket.destroy();
    if (this.conduct === 'drip') return void this.drip('250 taken\r\n');
    this.say('250 taken');
    this.hangsUpAtNext = this.conduct === 'idle';
    if (this.conduct === 'bye') this.socket.end();
  }

  private async drip(answer: string): Promise<void> {
    for (const letter of answer) {
      this.socket.write(letter);
      await new Promise((resolve) => setTimeout(resolve, LETTER_MILLISECONDS));
    }
  }
}
