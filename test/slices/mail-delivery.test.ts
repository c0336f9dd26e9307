import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DeliverMessages, enqueue, MailCatcher, Mailer, type Notice } from '../../src/mail/index.js';
import { DeliverJob } from '../../src/mail/deliver.job.js';
import { Readiness } from '../../src/platform/readiness.js';
import { firstOf, rowsOf, sql } from '../../src/platform/database/sql.js';
import { watchFailpoints } from '../../src/platform/failpoints.js';
import { freshDatabase } from '../support/database.js';
import { mailApp, type MailApp } from '../support/mail-app.js';
import { TestSmtpServer } from '../support/smtp-server.js';

const CASCADE = '018e5f00-0000-7000-8000-000000000001';
const UNIT = '018e5f00-0000-7000-8000-000000000002';
const DIRECTIVE = '018e5f00-0000-7000-8000-000000000003';
const QUEUED_AT = new Date('2024-03-20T01:30:00Z');

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
});
afterEach(async () => {
  await here.app.close();
  await smtp.down();
});

const notice = (n: number, to: string | null, change: Partial<Notice> = {}): Notice => ({
  cascadeId: CASCADE,
  key: `test:${n}`,
  unitId: UNIT,
  template: 'test',
  locale: 'vi',
  parameters: { n, directive: DIRECTIVE },
  toAddress: to && `${to}@langson.invalid`,
  queuedAt: QUEUED_AT,
  ...change,
});
const queue = (...recipients: (string | null)[]) =>
  enqueue(
    here.db,
    recipients.map((to, i) => notice(i + 1, to)),
  );
const many = (count: number) => Array.from({ length: count }, (_, i) => `xa-${i}`);
const deliver = (from = here) => from.app.get(DeliverMessages).drain();
const states = async () =>
  Object.fromEntries(
    (
      await rowsOf(here.db, sql<{ state: string; n: number }>`select state, count(*)::int as n from message group by 1`)
    ).map(({ state, n }) => [state, n]),
  );
const message = (n: number) =>
  firstOf(
    here.db,
    sql<{ state: string; attempts: number; lastError: string | null; waits: number | null; sentAt: Date | null }>`
      select state, attempts, last_error as "lastError", sent_at as "sentAt",
        ceil(extract(epoch from next_attempt_at - clock_timestamp()))::int as waits
      from message where key = ${`test:${n}`}`,
  );
/** Makes every waiting message due, as if its wait had passed. */
const waitPasses = () =>
  sql`update message set next_attempt_at = clock_timestamp() - interval '1 second' where next_attempt_at is not null`.execute(
    here.db,
  );
/** Facts about messages that are still there, by kind. */
const facts = async () =>
  Object.fromEntries(
    (
      await rowsOf(
        here.db,
        sql<{ kind: string; n: number }>`
          select l.kind, count(*)::int as n from ledger_entry l
          join message m on m.id = (convert_from(l.bytes, 'UTF8')::jsonb -> 'payload' ->> 'messageId')::uuid group by 1`,
      )
    ).map(({ kind, n }) => [kind, n]),
  );

describe('a queued message', () => {
  it('is sent once, with its own Message-ID, and told as delivered in the same transaction', async () => {
    await queue('ubnd-cao-loc');
    expect(await deliver()).toEqual({ sent: 1, failed: 0, unknown: 0, waiting: 0, outage: false });
    expect(await deliver()).toMatchObject({ sent: 0 });
    const row = await firstOf(here.db, sql<{ id: string }>`select id from message`);
    expect(smtp.received).toHaveLength(1);
    expect(smtp.received[0]).toMatchObject({
      to: 'ubnd-cao-loc@langson.invalid',
      messageId: `<${row!.id}@thongsuot.langson.invalid>`,
    });
    expect(smtp.received[0]!.raw).toMatch(/^Auto-Submitted: auto-generated/im);
    expect(await message(1)).toMatchObject({ state: 'sent', attempts: 1, lastError: null, waits: null });
    expect((await message(1))!.sentAt).toBeInstanceOf(Date);
    expect(here.listener.told).toEqual(['delivered test:1']);
    expect(await facts()).toEqual({ 'message.sent': 1 });
  });

  it('leaves a fact that names ids and codes, and neither address nor text', async () => {
    await queue('ubnd-cao-loc');
    await deliver();
    const fact = await firstOf(
      here.db,
      sql<{ entry: Record<string, unknown>; directive: string }>`
        select convert_from(bytes, 'UTF8')::jsonb as entry, directive_id as directive from ledger_entry
        where kind = 'message.sent' order by id desc limit 1`,
    );
    expect(fact!.entry).toMatchObject({
      actor: 'system',
      unit: UNIT,
      cascade: CASCADE,
      directive: DIRECTIVE,
      assignment: null,
      from: 'queued',
      to: 'sent',
      payload: { template: 'test', attempts: 1 },
    });
    expect(fact!.directive).toBe(DIRECTIVE);
    expect(JSON.stringify(fact!.entry)).not.toContain('langson.invalid');
  });

  it('that was sent is recorded as sent even where a slice cannot act on it, or it would be sent again for ever', async () => {
    await queue('a', 'b');
    here.listener.fails = new Error('the assignment cannot be marked');
    expect(await deliver()).toMatchObject({ sent: 2 });
    expect(await states()).toEqual({ sent: 2 });
    expect(await facts()).toEqual({ 'message.sent': 2 });
    expect(here.listener.told).toEqual([]);
  });

  it('is composed in batches of 200', async () => {
    await queue(...many(450));
    expect(await deliver()).toMatchObject({ sent: 450 });
    expect(here.composer.batches).toEqual([200, 200, 50]);
  });

  it('that nobody can compose is tried again, then told as undeliverable', async () => {
    here.composer.silent = true;
    await queue('a');
    for (let attempt = 0; attempt < 8; attempt++) {
      await waitPasses();
      await deliver();
    }
    expect(await message(1)).toMatchObject({ state: 'failed', attempts: 8 });
    expect(smtp.asked).toEqual([]);
    expect(here.listener.told).toEqual(['undeliverable test:1']);
  });
});

describe('an address', () => {
  it('is one recipient, whatever characters it has', async () => {
    await queue('a,b@elsewhere.invalid,c');
    await deliver();
    expect(smtp.received.filter(({ to }) => to.startsWith('b@'))).toEqual([]);
    expect(smtp.received.length).toBeLessThanOrEqual(1);
  });
});

describe('two processes that deliver at once', () => {
  it('send each message exactly once, and record it once', async () => {
    const there = await mailApp(database, { SMTP_URL: smtp.url });
    try {
      await queue(...many(900));
      const [one, two] = await Promise.all([deliver(here), deliver(there)]);
      expect(one.sent + two.sent).toBe(900);
      expect(Math.min(one.sent, two.sent)).toBeGreaterThan(0);
      expect(new Set(smtp.received.map(({ messageId }) => messageId)).size).toBe(900);
      expect(smtp.received).toHaveLength(900);
      expect(await facts()).toEqual({ 'message.sent': 900 });
      expect(here.listener.told.length + there.listener.told.length).toBe(900);
    } finally {
      await there.app.close();
    }
  });
});

describe('a server that is down', () => {
  it('costs no message an attempt, and everything goes out once it is back', async () => {
    await queue(...many(300));
    await smtp.down();
    expect(await deliver()).toEqual({ sent: 0, failed: 0, unknown: 0, waiting: 200, outage: true });
    expect(await message(1)).toMatchObject({ state: 'queued', attempts: 0, waits: 60 });
    expect((await message(1))!.lastError).toContain('ECONNREFUSED');
    // one message at a time finds out whether the server is back
    expect(await deliver()).toMatchObject({ waiting: 1, outage: true });
    await smtp.up();
    await waitPasses();
    expect(await deliver()).toMatchObject({ sent: 300, outage: false });
    expect(await facts()).toEqual({ 'message.sent': 300 });
  });

  it('leaves nothing of which nobody knows where its messages cannot be given back either', async () => {
    await queue(...many(40));
    await smtp.down();
    watchFailpoints((point) => {
      if (point === 'message.batchReleased:before') throw new Error('the database is gone');
    });
    await deliver().finally(() => watchFailpoints(undefined));
    await smtp.up();
    await sql`update pgboss.job set start_after = now() where state = 'retry'`.execute(here.db);
    await waitPasses();
    expect(await deliver()).toMatchObject({ sent: 40, unknown: 0 });
    expect(await facts()).toEqual({ 'message.sent': 40 });
  });

  it('is noticed by those who watch the mailer', async () => {
    await queue('a');
    await smtp.down();
    await deliver();
    expect(await here.app.get(Mailer).mailerState()).toMatchObject({
      configured: true,
      queued: 1,
      lastError: expect.stringContaining('ECONNREFUSED'),
    });
  });

  it('or goes down in between loses nothing and sends nothing twice', async () => {
    await queue(...many(40), 'drops', ...many(40));
    smtp.react('drops', 'cut-before-data');
    await deliver();
    expect(await message(41)).toMatchObject({ state: 'queued', attempts: 1 });
    smtp.react('drops', 'take');
    await waitPasses();
    await deliver();
    expect(await states()).toEqual({ sent: 81 });
    expect(smtp.received).toHaveLength(81);
  });
});

describe('a server that refuses', () => {
  it('for now is asked again later, after twice the wait, until it takes the message', async () => {
    await queue('greylisted', 'taken');
    smtp.react('greylisted', 'refuse-for-now');
    expect(await deliver()).toMatchObject({ sent: 1, waiting: 1 });
    expect(await message(1)).toMatchObject({ state: 'queued', attempts: 1, waits: 60 });
    expect((await message(1))!.lastError).toContain('450');
    expect(await deliver()).toMatchObject({ sent: 0, waiting: 0 });
    await waitPasses();
    await deliver();
    expect(await message(1)).toMatchObject({ attempts: 2, waits: 120 });
    smtp.react('greylisted', 'take');
    await waitPasses();
    await deliver();
    expect(await message(1)).toMatchObject({ state: 'sent', attempts: 3, lastError: null });
    expect(await facts()).toEqual({ 'message.sent': 2 });
  });

  it('for good is not asked again; the slice that listens is told', async () => {
    await queue('nobody', 'taken');
    smtp.react('nobody', 'refuse-for-good');
    expect(await deliver()).toMatchObject({ sent: 1, failed: 1 });
    await waitPasses();
    await deliver();
    expect(await message(1)).toMatchObject({ state: 'failed', attempts: 1, waits: null });
    expect(smtp.asked.filter((address) => address.startsWith('nobody'))).toHaveLength(1);
    expect(here.listener.told.toSorted()).toEqual(['delivered test:2', 'undeliverable test:1']);
  });

  it('for now again and again makes the message fail when its attempts run out', async () => {
    await queue('greylisted');
    smtp.react('greylisted', 'refuse-for-now');
    for (let attempt = 0; attempt < 10; attempt++) {
      await waitPasses();
      await deliver();
    }
    expect(await message(1)).toMatchObject({ state: 'failed', attempts: 8 });
    expect(smtp.asked).toHaveLength(8);
    expect(here.listener.told).toEqual(['undeliverable test:1']);
  });
});

describe('a connection that is cut after the text was handed over', () => {
  it('leaves the message unknown: it is never sent again, and the others go out', async () => {
    await queue('cut', ...many(20));
    smtp.react('cut', 'cut-after-data');
    expect(await deliver()).toMatchObject({ sent: 20, unknown: 1 });
    await waitPasses();
    await deliver();
    expect(await message(1)).toMatchObject({ state: 'unknown', attempts: 1, waits: null });
    expect(smtp.received.filter(({ to }) => to.startsWith('cut'))).toHaveLength(1);
    expect(here.listener.told).toContain('undeliverable test:1');
  });
});

describe('the facts of a mixed batch', () => {
  it('add up with the states of its messages', async () => {
    await queue(null, 'nobody', 'cut', 'greylisted', ...many(30), null);
    smtp.react('nobody', 'refuse-for-good');
    smtp.react('cut', 'cut-after-data');
    smtp.react('greylisted', 'refuse-for-now');
    await deliver();
    expect(await states()).toEqual({ sent: 30, failed: 3, unknown: 1, queued: 1 });
    // the two without an address never were on their way: no fact
    expect(await facts()).toEqual({ 'message.sent': 30, 'message.failed': 1, 'message.unknown': 1 });
  });
});

describe('without a mail server', () => {
  it('messages stay queued and untried in production, and the mailer says so', async () => {
    const there = await mailApp(database, { THONGSUOT_MODE: 'production' });
    try {
      await queue('a', 'b');
      expect(await deliver(there)).toMatchObject({ sent: 0, waiting: 0 });
      expect(await message(1)).toMatchObject({ state: 'queued', attempts: 0, lastError: null });
      const state = await there.app.get(Mailer).mailerState();
      expect(state).toMatchObject({ configured: false, queued: 2, lastError: null });
      expect(state.oldestQueuedSeconds).toBeGreaterThan(0);
      const { mailer } = await there.app.get(Readiness, { strict: false }).states();
      expect(mailer).toMatchObject({ ok: false, note: { en: expect.stringContaining('SMTP_URL') } });
    } finally {
      await there.app.close();
    }
  });
});

describe('the demonstration without a mail server', () => {
  it('sends to its own mailbox', async () => {
    const there = await mailApp(database, { THONGSUOT_MODE: 'demo' });
    try {
      await queue('ubnd-cao-loc');
      expect(await deliver(there)).toMatchObject({ sent: 1 });
      const { items } = await there.app.get(MailCatcher).list({ limit: 10 });
      expect(items).toMatchObject([{ to: ['ubnd-cao-loc@langson.invalid'], subject: 'Văn bản mới test:1' }]);
    } finally {
      await there.app.close();
    }
  });
});

describe('a process that shuts down', () => {
  it('finishes and records what it began, and gives the rest back at once', async () => {
    await queue(...many(400));
    const job = here.app.get(DeliverJob, { strict: false });
    const running = job.tick();
    while (smtp.received.length === 0) await new Promise(setImmediate);
    await job.tick(); // while one is running, another does nothing
    await here.app.close();
    await running;
    here = await mailApp(database, { SMTP_URL: smtp.url });
    const { sent = 0 } = await states();
    expect(sent).toBe(smtp.received.length);
    expect(sent).toBeLessThan(400);
    expect(await deliver()).toMatchObject({ sent: 400 - sent });
    expect(new Set(smtp.received.map(({ messageId }) => messageId)).size).toBe(400);
  });
});
