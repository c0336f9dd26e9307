import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash, createPublicKey, generateKeyPairSync, KeyObject, verify } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { SMTPServerOptions } from 'smtp-server';
import { DeliverMessages, enqueue } from '../../src/mail/index.js';
import { readConfig } from '../../src/platform/config.js';
import { sql } from '../../src/platform/database/sql.js';
import { freshDatabase } from '../support/database.js';
import { mailApp } from '../support/mail-app.js';
import { certify, derOf, type Holder } from '../support/signed-pdf.js';
import { TestSmtpServer } from '../support/smtp-server.js';

const CASCADE = '018e5f00-0000-7000-8000-000000000001';
const UNIT = '018e5f00-0000-7000-8000-000000000002';
const FAR = '2049-01-01T00:00:00Z';

const folder = mkdtempSync(path.join(tmpdir(), 'thongsuot-mail-'));
const caFile = path.join(folder, 'ca.pem');
const dkimFile = path.join(folder, 'dkim.pem');
const dkim = generateKeyPairSync('rsa', { modulusLength: 2048 });
let database: Awaited<ReturnType<typeof freshDatabase>>;
let encryption: SMTPServerOptions;
let smtp: TestSmtpServer;

const pemOf = (holder: Holder): string =>
  `-----BEGIN CERTIFICATE-----\n${derOf(holder).toString('base64').replaceAll(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;

beforeAll(async () => {
  database = await freshDatabase();
  const ca = await certify({ name: 'Cơ quan chứng thực', authority: true, curve: true, to: FAR });
  const server = await certify({ name: 'localhost', by: ca, curve: true, to: FAR });
  writeFileSync(caFile, pemOf(ca));
  writeFileSync(dkimFile, dkim.privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const key = KeyObject.from(server.key).export({ type: 'pkcs8', format: 'pem' }).toString();
  encryption = { key, cert: pemOf(server), disabledCommands: ['AUTH'] };
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});
afterEach(() => smtp.down());

async function up(options: SMTPServerOptions = {}): Promise<void> {
  smtp = new TestSmtpServer(options);
  await smtp.up();
}

/** Sends one message with these settings. @returns what came of it, and what is noted of it */
async function sentWith(env: Record<string, string>): Promise<{ sent: number; outage: boolean; error: string | null }> {
  const here = await mailApp(database, { SMTP_URL: smtp.url.replace('127.0.0.1', 'localhost'), ...env });
  try {
    await sql`delete from message`.execute(here.db);
    const at = new Date('2024-03-20T01:30:00Z');
    const message = {
      cascadeId: CASCADE,
      key: 'k',
      unitId: UNIT,
      template: 'test',
      locale: 'vi' as const,
      queuedAt: at,
    };
    await enqueue(here.db, [{ ...message, parameters: { n: 1 }, toAddress: 'ubnd@caoloc.invalid' }]);
    const { sent, outage } = await here.app.get(DeliverMessages).drain();
    const { rows } = await sql<{ error: string | null }>`select last_error as error from message`.execute(here.db);
    return { sent, outage, error: rows[0]!.error };
  } finally {
    await here.app.close();
  }
}

describe('a mail server', () => {
  it('that offers no encryption gets nothing where encryption is required', async () => {
    await up();
    expect(await sentWith({ SMTP_STARTTLS: 'required' })).toMatchObject({ sent: 0, outage: true });
    expect(smtp.asked).toEqual([]);
    expect(await sentWith({ SMTP_STARTTLS: 'offered' })).toMatchObject({ sent: 1 });
  });

  it('whose certificate nobody vouches for gets nothing; with its authority it does', async () => {
    await up(encryption);
    const refused = await sentWith({ SMTP_STARTTLS: 'required' });
    expect(refused).toMatchObject({ sent: 0, outage: true, error: expect.stringMatching(/certificate/i) });
    expect(smtp.asked).toEqual([]);
    expect(await sentWith({ SMTP_STARTTLS: 'required', SMTP_TLS_CA_FILE: caFile })).toMatchObject({ sent: 1 });
    await smtp.down();
    await up({ ...encryption, secure: true });
    const url = smtp.url.replace('smtp://127.0.0.1', 'smtps://localhost');
    expect(await sentWith({ SMTP_URL: url, SMTP_TLS_CA_FILE: caFile })).toMatchObject({ sent: 1 });
  });

  it('is opened by OAuth2 with a token that is asked for by the secret of a client', async () => {
    const asked: string[] = [];
    const tokens = createServer((request, response) => {
      request.on('data', (chunk) => asked.push(String(chunk)));
      request.on('end', () => response.end(JSON.stringify({ access_token: 'the-token', expires_in: 3600 })));
    }).listen(0, '127.0.0.1');
    await once(tokens, 'listening');
    const users: string[] = [];
    await up({
      ...encryption,
      disabledCommands: [],
      authOptional: false,
      authMethods: ['XOAUTH2'],
      onAuth: ({ username, accessToken }, _session, done) => {
        users.push(`${username} ${accessToken}`);
        done(null, accessToken === 'the-token' ? { user: username } : {});
      },
    });
    const secret = path.join(folder, 'secret');
    writeFileSync(secret, 'tuyet-mat\n');
    const delivered = await sentWith({
      SMTP_TLS_CA_FILE: caFile,
      SMTP_OAUTH_USER: 'thong-suot@langson.invalid',
      SMTP_OAUTH_TOKEN_URL: `http://127.0.0.1:${(tokens.address() as AddressInfo).port}/token`,
      SMTP_OAUTH_CLIENT_ID: 'thong-suot',
      SMTP_OAUTH_CLIENT_SECRET_FILE: secret,
      SMTP_OAUTH_REFRESH_TOKEN: 'again',
    });
    tokens.close();
    expect(delivered).toMatchObject({ sent: 1 });
    expect(users).toEqual(['thong-suot@langson.invalid the-token']);
    expect(Object.fromEntries(new URLSearchParams(asked.join('')))).toMatchObject({
      client_id: 'thong-suot',
      client_secret: 'tuyet-mat',
      refresh_token: 'again',
      grant_type: 'refresh_token',
    });
  });
});

/** Header fields as they stand, by lower-case name; folded lines together. */
const fieldsOf = (head: string): [name: string, field: string][] =>
  head.split(/\r\n(?![ \t])/).map((field) => [field.slice(0, field.indexOf(':')).toLowerCase().trim(), field]);
const relaxed = (field: string): string => {
  const [, name, value] = /^([^:]+):([\s\S]*)$/.exec(field)!;
  return `${name!.toLowerCase().trim()}:${value!.replaceAll(/\s+/g, ' ').trim()}`;
};

describe('a mail', () => {
  it('is signed by the domain of the sender, and the signature holds (RFC 6376)', async () => {
    await up();
    const settings = { DKIM_DOMAIN: 'langson.invalid', DKIM_SELECTOR: 'mot', DKIM_PRIVATE_KEY_FILE: dkimFile };
    expect(await sentWith(settings)).toMatchObject({ sent: 1 });
    const [head, body] = smtp.received[0]!.raw.split(/\r\n\r\n([\s\S]*)/);
    const fields = fieldsOf(head!);
    const signature = fields.find(([name]) => name === 'dkim-signature')![1];
    const tag = (name: string) => new RegExp(`[;:\\s]${name}=([^;]*)`).exec(signature)![1]!.replaceAll(/\s/g, '');
    expect([tag('d'), tag('s'), tag('a')]).toEqual(['langson.invalid', 'mot', 'rsa-sha256']);
    const lines = body!.split('\r\n').map((line) => line.replaceAll(/[ \t]+/g, ' ').trimEnd());
    const canonical = `${lines.join('\r\n').replace(/(\r\n)*$/, '')}\r\n`;
    expect(createHash('sha256').update(canonical).digest('base64')).toBe(tag('bh'));
    const signed = tag('h').split(':').flatMap((name) => fields.filter(([field]) => field === name.toLowerCase()).slice(-1)); // prettier-ignore
    const unsigned = relaxed(signature)
      .replace(/([; ]b=)[^;]*/, '$1')
      .trimEnd();
    const text = `${signed.map(([, field]) => relaxed(field)).join('\r\n')}\r\n${unsigned}`;
    const key = createPublicKey(dkim.publicKey.export({ type: 'spki', format: 'pem' }));
    expect(verify('sha256', Buffer.from(text), key, Buffer.from(tag('b'), 'base64'))).toBe(true);
  });

  it.each([
    [{ DKIM_DOMAIN: 'langson.gov.vn' }, /DKIM_SELECTOR is not valid: it goes with/],
    [{ DKIM_PRIVATE_KEY: 'mat-khau' }, /DKIM_PRIVATE_KEY is not valid: must be a private key/],
    [{ SMTP_OAUTH_USER: 'a@b.vn' }, /SMTP_OAUTH_TOKEN_URL is not valid: it goes with/],
    [{ SMTP_OAUTH_CLIENT_SECRET: 'mat-khau' }, /SMTP_OAUTH_REFRESH_TOKEN is not valid/],
    [{ SMTP_TLS_CA_FILE: '/nowhere' }, /SMTP_TLS_CA_FILE is not valid/],
    [{ MAIL_CONNECTIONS: '0' }, /MAIL_CONNECTIONS is not valid/],
    [{ SMTP_STARTTLS: 'always' }, /SMTP_STARTTLS is not valid/],
  ])('is not sent by halves: %j is refused at the start, without the secret', async (env, words) => {
    await up();
    expect(() => readConfig(env)).toThrow(words);
    expect(() => readConfig(env)).not.toThrow(/mat-khau/);
  });
});
