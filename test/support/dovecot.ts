import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { describe, it } from '@jest/globals';
import { ImapFlow } from 'imapflow';

const PLACES = ['/usr/sbin/dovecot', '/usr/local/sbin/dovecot'];
const found = PLACES.find((place) => existsSync(place));
const USER = 'tra-loi';
const PASSWORD = 'mat-khau-thu';
/** Dovecot serves no mail as root: whoever tests as root lends it to nobody. */
const NOBODY = 65534;

/** A group of journeys against a real IMAP server: skipped aloud where there is none, a failure where CI says it must run. */
export function withDovecot(name: string, journeys: () => void): void {
  if (found) {
    describe(name, journeys);
  } else if (process.env['CI'] === 'true') {
    it(name, () => {
      throw new Error('no dovecot: install dovecot-imapd');
    });
  } else {
    process.stderr.write(`SKIPPED, no dovecot on this machine (dovecot-imapd): ${name}\n`);
    describe.skip(name, journeys);
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const configuration = (at: string, port: number, isTls: boolean): string => {
  const { uid, gid, username } = userInfo();
  const own =
    uid === 0
      ? ''
      : `default_internal_user = ${username}\ndefault_login_user = ${username}\ndefault_internal_group = ${gid}\n`;
  const [mailUid, mailGid] = uid === 0 ? [NOBODY, NOBODY] : [uid, gid];
  return `base_dir = ${at}/run
state_dir = ${at}/state
log_path = /dev/stderr
protocols = imap
listen = 127.0.0.1
${isTls ? `ssl = required\nssl_cert = <${at}/cert.pem\nssl_key = <${at}/key.pem` : 'ssl = no'}
disable_plaintext_auth = ${isTls ? 'yes' : 'no'}
first_valid_uid = 1
mail_location = maildir:${at}/mail/%u
${own}passdb {
  driver = static
  args = password=${PASSWORD}
}
userdb {
  driver = static
  args = uid=${mailUid} gid=${mailGid} home=${at}/mail/%u
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${isTls ? 0 : port}
  }
  inet_listener imaps {
    port = ${isTls ? port : 0}
    ssl = yes
  }
}
service anvil {
  chroot =
}
`;
};

/** A certificate that nobody trusts who was not given it. */
const selfSigned = (at: string): void =>
  void execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost', '-addext',
      'subjectAltName=DNS:localhost', '-keyout', `${at}/key.pem`, '-out', `${at}/cert.pem`],
    { stdio: 'ignore' },
  ); // prettier-ignore

/** Debian's dovecot as an ordinary process, with a configuration, mails and a port of its own. */
export class Dovecot {
  private constructor(
    private readonly child: ChildProcess,
    private readonly at: string,
    private readonly port: number,
    private readonly isTls: boolean,
  ) {}

  /** The certificate to trust, of one that speaks TLS. */
  get certificate(): string {
    return `${this.at}/cert.pem`;
  }

  /** @param tls  speaks TLS alone, with a certificate for `localhost` that it has signed itself */
  static async start({ tls = false } = {}): Promise<Dovecot> {
    const at = mkdtempSync(path.join(tmpdir(), 'thongsuot-imap-'));
    chmodSync(at, 0o755);
    mkdirSync(`${at}/mail`);
    if (userInfo().uid === 0) chownSync(`${at}/mail`, NOBODY, NOBODY);
    const port = await freePort();
    writeFileSync(`${at}/dovecot.conf`, configuration(at, port, tls));
    if (tls) selfSigned(at);
    const child = spawn(found!, ['-F', '-c', `${at}/dovecot.conf`], { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    const ended = once(child, 'exit').then(() => {
      throw new Error(`dovecot ended: ${said}`);
    });
    ended.catch(() => undefined);
    while (!/starting up/.test(said)) said += String((await Promise.race([once(child.stderr, 'data'), ended]))[0]);
    child.stderr.resume();
    return new Dovecot(child, at, port, tls);
  }

  /** What IMAP_URL says of its mailbox. */
  get url(): string {
    const scheme = this.isTls ? 'imaps' : 'imap';
    return `${scheme}://${USER}:${PASSWORD}@${this.isTls ? 'localhost' : '127.0.0.1'}:${this.port}/INBOX`;
  }

  /** Does something as a mail program would. */
  async as<Answer>(act: (client: ImapFlow) => Promise<Answer>): Promise<Answer> {
    const auth = { user: USER, pass: PASSWORD };
    const client = new ImapFlow({
      host: this.isTls ? 'localhost' : '127.0.0.1',
      port: this.port,
      secure: this.isTls,
      ...(this.isTls ? { tls: { ca: readFileSync(this.certificate) } } : { doSTARTTLS: false }),
      auth,
      logger: false,
    });
    await client.connect();
    try {
      return await act(client);
    } finally {
      await client.logout();
    }
  }

  async arrive(mails: readonly Buffer[]): Promise<void> {
    await this.as(async (client) => {
      for (const raw of mails) await client.append('INBOX', raw);
    });
  }

  /** How many mails lie in each folder that has any. */
  lying(): Promise<Record<string, number>> {
    return this.as(async (client) => {
      const folders = await client.list({ statusQuery: { messages: true } });
      const counts = folders.map(({ path: name, status }) => [name, status?.messages ?? 0] as const);
      return Object.fromEntries(counts.filter(([, n]) => n > 0));
    });
  }

  /** Keeps everything as it is now. @returns what brings it back */
  keep(): () => void {
    const kept = `${this.at}/kept`;
    execFileSync('cp', ['-a', `${this.at}/mail`, kept]);
    return () => {
      rmSync(`${this.at}/mail`, { recursive: true });
      execFileSync('cp', ['-a', kept, `${this.at}/mail`]);
    };
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
    rmSync(this.at, { recursive: true, force: true });
  }
}
