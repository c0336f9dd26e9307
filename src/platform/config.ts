import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { invalid } from './errors.js';
import { MAIL_VARIABLES, mailConfigOf, mailEnvironment, type MailConfig } from './mail-config.js';

/**
 * Every environment variable the product reads, in one table. `npm run gen` prints it to docs/generated/configuration.md.
 * Variables marked secret are also read from the file named by `<NAME>_FILE`.
 */
export const VARIABLES = {
  PORT: { secret: false, default: '3000', about: 'TCP port of the pages and the API' },
  HOST: { secret: false, default: '127.0.0.1', about: 'address to listen on' },
  DATABASE_URL: {
    secret: true,
    default: 'embedded server',
    about: 'PostgreSQL 15 or newer, as the role that runs the product',
  },
  DATABASE_OWNER_URL: {
    secret: true,
    default: 'DATABASE_URL',
    about: 'the role that owns the tables, for `migrate`; keeps the history closed to the role of DATABASE_URL',
  },
  THONGSUOT_DATA: { secret: false, default: './data', about: 'folder of the embedded database and of stored files' },
  ...MAIL_VARIABLES,
  MAIL_FROM: { secret: false, default: 'thongsuot@localhost', about: 'sender address of every mail' },
  REPLY_ADDRESS: {
    secret: false,
    default: 'none',
    about:
      'address at which answers and returned mail arrive, e.g. `tra-loi@example.vn`; its server must deliver `tra-loi+…@` to the same mailbox. Mails are sent in its name, so that what cannot be delivered comes back to it',
  },
  IMAP_URL: {
    secret: true,
    default: 'none',
    about:
      'mailbox of REPLY_ADDRESS, read every minute, e.g. `imaps://user:password@mail.example.vn:993/INBOX`; `imap://` begins with STARTTLS, except on this machine',
  },
  AUTHSERV_ID: {
    secret: false,
    default: 'none',
    about:
      'name under which the server of that mailbox writes Authentication-Results (DKIM, SPF, DMARC); without it these results are not read',
  },
  PUBLIC_URL: { secret: false, default: 'http://HOST:PORT', about: 'address that links in mails begin with' },
  TRUSTED_PROXIES: {
    secret: false,
    default: 'none',
    about:
      'addresses of proxies on other machines, divided by commas, e.g. `10.0.0.5,10.0.0.6`; what they say in X-Forwarded-For is believed, so that attempts at codes are counted for each caller and not for all of them together; a proxy on this machine needs no entry',
  },
  HEARTBEAT_SECONDS: {
    secret: false,
    default: '60',
    about:
      'within so many seconds (2 to 3600) every background job must prove that it got through a round; after two such periods without a proof `/readyz` answers 503 and names it',
  },
  HEARTBEAT_URL: {
    secret: true,
    default: 'none',
    about:
      'address of a dead man’s switch outside, e.g. `https://hc.example.vn/ping/…`: it is called (POST) once in each such period while everything is on time, and at `/fail` below it while something is not; whoever watches it raises the alarm where no call comes; a name and password in it are sent in the head, redirects are not followed; of several replicas each calls, so one address proves that somebody sweeps and sends: give each replica its own to hear of each',
  },
  THONGSUOT_MODE: { secret: false, default: 'production', about: '`demo` or `production`' },
  THONGSUOT_FAILPOINT: {
    secret: false,
    default: 'none',
    about:
      'for tests, only with THONGSUOT_MODE=demo: the process kills itself at this commit, e.g. `directive.issued:before`, `reorganisation.stepped:after#2`; of several, divided by commas, at the last that is reached',
  },
} as const;

const FAILPOINT = String.raw`[a-z]+\.[a-zA-Z]+:(before|after)(#[1-9]\d*)?`;
const FAILPOINTS = new RegExp(`^${FAILPOINT}(,${FAILPOINT})*$`);
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());
const postgresUrl = z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// address' });

const namesUser = (text: string): boolean => {
  const { username, password } = new URL(text);
  return username !== '' && password !== '';
};

const ipAddress = z.union([z.ipv4(), z.ipv6()], { error: 'must be IP addresses divided by commas' });
const addressesOf = (text: string): string[] => text.split(',').map((one) => one.trim().toLowerCase());

const environment = z.object({
  PORT: optional(z.coerce.number().int().min(0).max(65_535)),
  HOST: optional(z.string()),
  DATABASE_URL: optional(postgresUrl),
  DATABASE_OWNER_URL: optional(postgresUrl),
  THONGSUOT_DATA: optional(z.string()),
  ...mailEnvironment,
  MAIL_FROM: optional(z.string()),
  REPLY_ADDRESS: optional(
    z
      .email({ error: 'must be an address' })
      .regex(/^[^+@]{1,23}@/, { error: 'must have at most 23 characters before the @, and no plus sign' }),
  ),
  IMAP_URL: optional(
    z.url({ protocol: /^imaps?$/, error: 'must be an imaps:// or imap:// address' }).refine(namesUser, {
      error: 'must name the user and the password: imaps://user:password@host:993/INBOX',
    }),
  ),
  AUTHSERV_ID: optional(z.string().max(255)),
  PUBLIC_URL: optional(z.url({ protocol: /^https?$/, error: 'must be an http:// or https:// address' })),
  TRUSTED_PROXIES: optional(z.string().transform(addressesOf).pipe(z.array(ipAddress))),
  HEARTBEAT_SECONDS: optional(z.coerce.number().int().min(2).max(3600)),
  HEARTBEAT_URL: optional(z.url({ protocol: /^https?$/, error: 'must be an http:// or https:// address' })),
  THONGSUOT_MODE: optional(z.enum(['demo', 'production'])),
  THONGSUOT_FAILPOINT: optional(
    z
      .string()
      .regex(FAILPOINTS, { error: 'must be <commit>:before or <commit>:after, with #n; several divided by commas' }),
  ),
});

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string | undefined;
  readonly databaseOwnerUrl: string | undefined;
  readonly dataDir: string;
  readonly smtpUrl: string | undefined;
  /** How mail is sent there. */
  readonly mail: MailConfig;
  readonly mailFrom: string;
  /** Where answers and returned mail arrive; undefined: mails ask for none. */
  readonly replyAddress: string | undefined;
  readonly imapUrl: string | undefined;
  /** Whose Authentication-Results are believed. */
  readonly authservId: string | undefined;
  readonly publicUrl: string;
  /** Proxies on other machines whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[];
  /** Period within which a background job must prove that it runs. */
  readonly heartbeatSeconds: number;
  /** Dead man’s switch outside; a secret. */
  readonly heartbeatUrl: string | undefined;
  readonly mode: 'demo' | 'production';
  readonly failpoint: string | undefined;
}

function withSecretFiles(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const found = { ...env };
  for (const [name, { secret }] of Object.entries(VARIABLES)) {
    const file = secret ? env[`${name}_FILE`] : undefined;
    if (file && !found[name]) found[name] = readFileSync(file, 'utf8').trim();
  }
  return found;
}

/**
 * Reads and checks the environment once, at start.
 * @throws ProductError `invalid`, naming the variable and what it must be; never its value, which may be a secret
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const parsed = environment.safeParse(withSecretFiles(env));
  if (!parsed.success) {
    const first = parsed.error.issues[0]!;
    const name = String(first.path[0]);
    throw invalid(`Biến môi trường ${name} không hợp lệ: ${first.message}`, `${name} is not valid: ${first.message}`);
  }
  const e = parsed.data;
  const mode = e.THONGSUOT_MODE ?? 'production';
  if (e.THONGSUOT_FAILPOINT !== undefined && mode === 'production')
    throw invalid(
      'THONGSUOT_FAILPOINT làm tiến trình tự dừng đột ngột, chỉ để kiểm thử; hãy bỏ biến này, hoặc đặt THONGSUOT_MODE=demo.',
      'THONGSUOT_FAILPOINT makes the process kill itself and is for tests; unset it, or set THONGSUOT_MODE=demo.',
    );
  const port = e.PORT ?? 3000;
  const host = e.HOST ?? '127.0.0.1';
  return Object.freeze({
    port,
    host,
    databaseUrl: e.DATABASE_URL,
    databaseOwnerUrl: e.DATABASE_OWNER_URL,
    dataDir: path.resolve(e.THONGSUOT_DATA ?? 'data'),
    smtpUrl: e.SMTP_URL,
    mail: mailConfigOf(e),
    mailFrom: e.MAIL_FROM ?? 'thongsuot@localhost',
    replyAddress: e.REPLY_ADDRESS?.toLowerCase(),
    imapUrl: e.IMAP_URL,
    authservId: e.AUTHSERV_ID,
    publicUrl: (e.PUBLIC_URL ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`).replace(/\/$/, ''),
    trustedProxies: e.TRUSTED_PROXIES ?? [],
    heartbeatSeconds: e.HEARTBEAT_SECONDS ?? 60,
    heartbeatUrl: e.HEARTBEAT_URL,
    mode,
    failpoint: e.THONGSUOT_FAILPOINT,
  });
}

/** Injection token of the {@link Config}. */
export const CONFIG = Symbol('Config');
