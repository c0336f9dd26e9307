import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import {
  DeliverMessages,
  enqueue,
  holdMessages,
  releaseHeld,
  stillSending,
  untilSent,
  withdrawMessages,
} from '../../src/mail/index.js';
import { Mailer } from '../../src/mail/mailer.js';
import { rowsOf, sql } from '../../src/platform/database/sql.js';
import { freshDatabase } from '../support/database.js';
import { mailApp, type MailApp } from '../support/mail-app.js';
import { TestSmtpServer } from '../support/smtp-server.js';

const CASCADE = '018e5f00-0000-7000-8000-000000000001';
const UNIT = '018e5f00-0000-7000-8000-000000000002';
const DIRECTIVE = '018e5f00-0000-7000-8000-000000000003';
const OTHER = '018e5f00-0000-7000-8000-000000000004';
/** Of the mailer with mail for one domain at once. */
const CONNECTIONS = 5;
const QUEUED_AT = new Date('2024-03-20T01:30:00Z');
const STOPPED_AT = new Date('2024-03-20T02:00:00Z');
const PAPER = { cascadeId: CASCADE, directiveIds: [DIRECTIVE] };

let database: Awaited<ReturnType<typeof freshDatabase>>;
let smtp: TestSmtpServer;
let here: MailApp;

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  smtp = new TestSmtpServer();
  await smtp.up();
  here = await mailApp(database, { SMTP_URL: smtp.url });
  await sql`delete from message`.execute(here.db);
  await sql`delete from mail_stop`.execute(here.db);
});
afterEach(async () => {
  jest.restoreAllMocks();
  smtp.goOn();
  await here.app.close();
  await smtp.down();
});

/** Queues mails of one directive; each is to the mailbox of its name. */
const queue = (names: readonly string[], directive = DIRECTIVE, queuedAt = QUEUED_AT) =>
  enqueue(
    here.db,
    names.map((name) => ({
      cascadeId: CASCADE,
      key: `stop:${name}`,
      unitId: UNIT,
      template: 'test',
      locale: 'vi' as const,
      parameters: { n: 1, directive },
      toAddress: `${name}@langson.invalid`,
      queuedAt,
    })),
  );
const deliver = () => here.app.get(DeliverMessages).drain();
const states = async () =>
  Object.fromEntries(
    (await rowsOf(here.db, sql<{ key: string; state: string }>`select key, state from message order by key`)).map(
      ({ key, state }) => [key.replace('stop:', ''), state],
    ),
  );
const facts = async (kind: string) =>
  (
    await rowsOf(
      here.db,
      sql<{ n: number }>`select count(*)::int as n from ledger_entry l join message m
        on m.id = (convert_from(l.bytes, 'UTF8')::jsonb -> 'payload' ->> 'messageId')::uuid where l.kind = ${kind}`,
    )
  )[0]!.n;
/** For this process, a second. */
const timePasses = () => {
  const now = performance.now.bind(performance);
  jest.spyOn(performance, 'now').mockImplementation(() => now() + 1000);
};
const waitPasses = () =>
  sql`update message set next_attempt_at = clock_timestamp() - interval '1 second' where next_attempt_at is not null`.execute(
    here.db,
  );

describe('a directive that is paused', () => {
  it('sends nothing, what is queued meanwhile neither, and everything after it is resumed', async () => {
    await queue(['xa-1', 'xa-2']);
    await queue(['khac'], OTHER);
    expect(await holdMessages(here.db, PAPER, STOPPED_AT)).toBe(2);
    expect(await untilSent(here.db, PAPER)).toBe(0);
    await queue(['xa-3'], DIRECTIVE, new Date('2024-03-20T03:00:00Z'));
    await deliver();
    expect(await states()).toEqual({ khac: 'sent', 'xa-1': 'queued', 'xa-2': 'queued', 'xa-3': 'queued' });
    // the clock of the server may pass as long as it likes
    await waitPasses();
    await deliver();
    expect(smtp.asked).toEqual(['khac@langson.invalid']);
    expect(await here.app.get(Mailer).mailerState()).toMatchObject({ queued: 0 });

    await releaseHeld(here.db, PAPER);
    await deliver();
    expect(await states()).toEqual({ khac: 'sent', 'xa-1': 'sent', 'xa-2': 'sent', 'xa-3': 'sent' });
  });

  it('confirms only when the mail inside DATA is through; no other goes out after that', async () => {
    const names = Array.from({ length: 61 }, (_, i) => `xa-${i}`);
    for (const name of names) smtp.react(name, 'stall');
    await queue(names);
    const sending = deliver();
    // every connection of the mailer is inside DATA
    await smtp.stalls(CONNECTIONS);
    await holdMessages(here.db, PAPER, STOPPED_AT);
    expect(await stillSending(here.db, CASCADE)).toBeGreaterThan(0);
    let confirmed = false;
    const confirming = untilSent(here.db, PAPER).then((left) => {
      confirmed = true;
      return left;
    });
    expect(confirmed).toBe(false);
    smtp.goOn();
    expect(await confirming).toBe(0);
    const asked = smtp.asked.length;
    expect(asked).toBe(CONNECTIONS);
    await sending;
    await deliver();
    expect(smtp.asked).toHaveLength(asked);
    const after = Object.values(await states());
    expect(after.filter((state) => state === 'sent')).toHaveLength(asked);
    expect(after.filter((state) => state === 'queued')).toHaveLength(61 - asked);
    expect(await facts('message.sent')).toBe(asked);
  });

  it('is not held up by a sender that died: its mark ends with its lease', async () => {
    await queue(['xa-1']);
    await sql`update message set begun_at = clock_timestamp(), next_attempt_at = clock_timestamp() + interval '3 minutes'`.execute(
      here.db,
    );
    expect(await stillSending(here.db, CASCADE)).toBe(1);
    await waitPasses();
    expect(await stillSending(here.db, CASCADE)).toBe(0);
    await deliver();
    // nobody can say how far that sender had come
    expect(await states()).toEqual({ 'xa-1': 'unknown' });
  });
});

describe('a server that lets wait for its go-ahead', () => {
  it('gets no text of what was stopped meanwhile: it goes out when the directive goes on', async () => {
    smtp.react('xa-1', 'stall-before-data');
    await queue(['xa-1']);
    const sending = deliver();
    await smtp.stalls();
    await holdMessages(here.db, PAPER, STOPPED_AT);
    timePasses();
    smtp.goOn();
    await sending;
    expect(smtp.received).toEqual([]);
    expect(await stillSending(here.db, CASCADE)).toBe(0);
    expect(await states()).toEqual({ 'xa-1': 'queued' });
    smtp.react('xa-1', 'take');
    await releaseHeld(here.db, PAPER);
    await deliver();
    expect(await states()).toEqual({ 'xa-1': 'sent' });
    expect(smtp.received).toHaveLength(1);
  });

  it('gets the text of what was not stopped', async () => {
    smtp.react('xa-1', 'stall-before-data');
    await queue(['xa-1']);
    const sending = deliver();
    await smtp.stalls();
    timePasses();
    smtp.goOn();
    await sending;
    expect(await states()).toEqual({ 'xa-1': 'sent' });
    expect(smtp.received).toHaveLength(1);
  });

  it('gets no text of what another process took over while this one stood still', async () => {
    smtp.react('xa-1', 'stall-before-data');
    await queue(['xa-1']);
    const sending = deliver();
    await smtp.stalls();
    await waitPasses(); // the lease has ended
    timePasses();
    smtp.goOn();
    await sending;
    expect(smtp.received).toEqual([]);
  });
});

describe('a directive that was recalled, superseded or closed', () => {
  it('withdraws what waits, each with its fact, and sends what the act itself queued', async () => {
    await queue(['xa-1', 'xa-2']);
    await queue(['khac'], OTHER);
    expect(await withdrawMessages(here.db, PAPER, STOPPED_AT)).toBe(2);
    await queue(['thu-hoi'], DIRECTIVE, STOPPED_AT);
    await deliver();
    expect(await states()).toEqual({ khac: 'sent', 'thu-hoi': 'sent', 'xa-1': 'withdrawn', 'xa-2': 'withdrawn' });
    expect(await facts('message.withdrawn')).toBe(2);
    expect(await withdrawMessages(here.db, PAPER, STOPPED_AT)).toBe(0);
  });

  it('withdraws what was being sent and would be sent again', async () => {
    await queue(['xa-1']);
    await sql`update message set template = 'issue', begun_at = clock_timestamp(),
      next_attempt_at = clock_timestamp() + interval '3 minutes'`.execute(here.db);
    expect(await withdrawMessages(here.db, PAPER, STOPPED_AT)).toBe(0);
    await waitPasses(); // the sender died: the lease has ended
    await deliver();
    expect(await states()).toEqual({ 'xa-1': 'queued' });
    await waitPasses();
    await deliver();
    expect(await states()).toEqual({ 'xa-1': 'withdrawn' });
    expect(smtp.asked).toEqual([]);
    expect(await facts('message.withdrawn')).toBe(1);
  });

  it('lets what an older machine queued go out, as it promised', async () => {
    await queue(['xa-1']);
    await sql`update message set machine_version = 1`.execute(here.db);
    expect(await withdrawMessages(here.db, PAPER, STOPPED_AT)).toBe(0);
    await deliver();
    expect(await states()).toEqual({ 'xa-1': 'sent' });
  });
});
