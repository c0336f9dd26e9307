import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { invalid } from './errors.js';

/** What the product reads of the environment about sending; part of the one table in `config.ts`. */
export const MAIL_VARIABLES = {
  SMTP_URL: { secret: true, default: 'none', about: 'where mail goes, e.g. smtps://user:password@mail.example.vn:465' },
  SMTP_STARTTLS: {
    secret: false,
    default: 'offered',
    about:
      'for `smtp://`: `required` sends nothing over a connection that cannot be encrypted, `offered` encrypts where the server can, `never` does not',
  },
  SMTP_TLS_CA_FILE: {
    secret: false,
    default: 'none',
    about:
      'PEM file of the authorities that the certificate of the mail server is checked against, instead of the usual',
  },
  SMTP_REPLY_SECONDS: {
    secret: false,
    default: '60',
    about:
      'how long an answer of the mail server is waited for (1–120); after the text of a mail, giving up makes it unknown whether it was taken',
  },
  SMTP_OAUTH_USER: {
    secret: false,
    default: 'none',
    about: 'account on the mail server, where it is opened by OAuth2 instead of a password in SMTP_URL',
  },
  SMTP_OAUTH_TOKEN_URL: { secret: false, default: 'none', about: 'where access tokens are asked for (https)' },
  SMTP_OAUTH_CLIENT_ID: {
    secret: false,
    default: 'none',
    about: 'client of OAuth2; with SMTP_OAUTH_PRIVATE_KEY the service account',
  },
  SMTP_OAUTH_CLIENT_SECRET: { secret: true, default: 'none', about: 'its secret, with SMTP_OAUTH_REFRESH_TOKEN' },
  SMTP_OAUTH_REFRESH_TOKEN: { secret: true, default: 'none', about: 'by which access tokens are asked for' },
  SMTP_OAUTH_PRIVATE_KEY: {
    secret: true,
    default: 'none',
    about: 'PEM key of a service account, instead of a client secret and a refresh token',
  },
  DKIM_DOMAIN: { secret: false, default: 'none', about: 'domain that signs every mail (DKIM, RFC 6376), of MAIL_FROM' },
  DKIM_SELECTOR: { secret: false, default: 'none', about: 'name of its key: `<selector>._domainkey.<domain>` in DNS' },
  DKIM_PRIVATE_KEY: { secret: true, default: 'none', about: 'PEM key to sign with (RSA or Ed25519)' },
  MAIL_CONNECTIONS: {
    secret: false,
    default: '16',
    about: 'connections to the mail server at once, of each process (1–50)',
  },
  MAIL_CONNECTIONS_PER_DOMAIN: {
    secret: false,
    default: '5',
    about: 'of these, at most so many with mail for one domain: a slow domain holds up no other',
  },
  MAIL_PER_MINUTE_PER_DOMAIN: {
    secret: false,
    default: 'no limit',
    about: 'messages to one domain within a minute, of all processes together',
  },
} as const;

const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

function isKey(text: string): boolean {
  try {
    return createPrivateKey(text).type === 'private';
  } catch {
    return false;
  }
}
const key = z.string().refine(isKey, { error: 'must be a private key in PEM' });
const whole = (from: number, to: number) =>
  z.coerce
    .number({ error: `must be a number from ${from} to ${to}` })
    .int()
    .min(from)
    .max(to);
const domain = z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i, { error: 'must be a domain' });

/** Their forms, each for itself; what they are together is checked by {@link mailConfigOf}. */
export const mailEnvironment = {
  SMTP_URL: optional(z.url({ protocol: /^smtps?$/, error: 'must be an smtp:// or smtps:// address' })),
  SMTP_STARTTLS: optional(z.enum(['required', 'offered', 'never'])),
  SMTP_TLS_CA_FILE: optional(z.string()),
  SMTP_REPLY_SECONDS: optional(whole(1, 120)),
  SMTP_OAUTH_USER: optional(z.string().max(320)),
  SMTP_OAUTH_TOKEN_URL: optional(z.url({ protocol: /^https?$/, error: 'must be an https:// address' })),
  SMTP_OAUTH_CLIENT_ID: optional(z.string()),
  SMTP_OAUTH_CLIENT_SECRET: optional(z.string()),
  SMTP_OAUTH_REFRESH_TOKEN: optional(z.string()),
  SMTP_OAUTH_PRIVATE_KEY: optional(key),
  DKIM_DOMAIN: optional(domain),
  DKIM_SELECTOR: optional(z.string().regex(/^[a-z0-9._-]+$/i, { error: 'must be the name of a key' })),
  DKIM_PRIVATE_KEY: optional(key),
  MAIL_CONNECTIONS: optional(whole(1, 50)),
  MAIL_CONNECTIONS_PER_DOMAIN: optional(whole(1, 50)),
  MAIL_PER_MINUTE_PER_DOMAIN: optional(whole(1, 1_000_000)),
};
const whatIsRead = z.object(mailEnvironment);
type Read = z.infer<typeof whatIsRead>;

/** How a mail server lets the product in by OAuth2. */
export interface OAuthConfig {
  readonly user: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string | undefined;
  readonly refreshToken: string | undefined;
  readonly privateKey: string | undefined;
}

/** How mail is sent. */
export interface MailConfig {
  readonly starttls: 'required' | 'offered' | 'never';
  /** PEM certificates; undefined: the usual authorities. */
  readonly tlsCa: string | undefined;
  readonly replySeconds: number;
  readonly oauth: OAuthConfig | undefined;
  readonly dkim: { readonly domain: string; readonly selector: string; readonly privateKey: string } | undefined;
  readonly connections: number;
  readonly connectionsPerDomain: number;
  /** Undefined: no limit. */
  readonly perMinutePerDomain: number | undefined;
}

const refuse = (name: string, vi: string, en: string): never => {
  throw invalid(`Biến môi trường ${name} không hợp lệ: ${vi}`, `${name} is not valid: ${en}`);
};

/** Some of a group make no sense without the others. */
function mustBeWhole(read: Read, names: readonly (keyof Read)[]): void {
  const missing = names.filter((name) => read[name] === undefined);
  if (missing.length > 0 && missing.length < names.length)
    refuse(missing[0]!, `cần đặt cùng ${names.join(', ')}.`, `it goes with ${names.join(', ')}.`);
}

function oauthOf(read: Read): OAuthConfig | undefined {
  mustBeWhole(read, ['SMTP_OAUTH_USER', 'SMTP_OAUTH_TOKEN_URL', 'SMTP_OAUTH_CLIENT_ID']);
  const isService = read.SMTP_OAUTH_PRIVATE_KEY !== undefined;
  if (!isService) mustBeWhole(read, ['SMTP_OAUTH_CLIENT_SECRET', 'SMTP_OAUTH_REFRESH_TOKEN']);
  if (read.SMTP_OAUTH_USER === undefined) return undefined;
  if (!isService && read.SMTP_OAUTH_REFRESH_TOKEN === undefined)
    refuse(
      'SMTP_OAUTH_REFRESH_TOKEN',
      'cần mã làm mới, hoặc khóa riêng.',
      'a refresh token or a private key is needed.',
    );
  return {
    user: read.SMTP_OAUTH_USER,
    tokenUrl: read.SMTP_OAUTH_TOKEN_URL!,
    clientId: read.SMTP_OAUTH_CLIENT_ID!,
    clientSecret: read.SMTP_OAUTH_CLIENT_SECRET,
    refreshToken: read.SMTP_OAUTH_REFRESH_TOKEN,
    privateKey: read.SMTP_OAUTH_PRIVATE_KEY,
  };
}

function certificatesOf(file: string | undefined): string | undefined {
  if (file === undefined) return undefined;
  const text = readOr(file);
  if (text?.includes('-----BEGIN CERTIFICATE-----')) return text;
  return refuse('SMTP_TLS_CA_FILE', 'không đọc được chứng thư PEM.', 'there are no PEM certificates to read.');
}

function readOr(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** @throws ProductError `invalid`, naming the variable and what it must be; never its value, which may be a secret */
export function mailConfigOf(read: Read): MailConfig {
  mustBeWhole(read, ['DKIM_DOMAIN', 'DKIM_SELECTOR', 'DKIM_PRIVATE_KEY']);
  const connections = read.MAIL_CONNECTIONS ?? 16;
  return Object.freeze({
    starttls: read.SMTP_STARTTLS ?? 'offered',
    tlsCa: certificatesOf(read.SMTP_TLS_CA_FILE),
    replySeconds: read.SMTP_REPLY_SECONDS ?? 60,
    oauth: oauthOf(read),
    dkim:
      read.DKIM_DOMAIN === undefined
        ? undefined
        : { domain: read.DKIM_DOMAIN, selector: read.DKIM_SELECTOR!, privateKey: read.DKIM_PRIVATE_KEY! },
    connections,
    connectionsPerDomain: Math.min(read.MAIL_CONNECTIONS_PER_DOMAIN ?? 5, connections),
    perMinutePerDomain: read.MAIL_PER_MINUTE_PER_DOMAIN,
  });
}
