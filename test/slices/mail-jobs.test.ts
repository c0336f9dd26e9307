import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CarryJob } from '../../src/mail/carry-job.usecase.js';
import { DeliverJob } from '../../src/mail/deliver.job.js';
import { GiveToJobs } from '../../src/mail/give-to-jobs.usecase.js';
import { DeliverMessages, enqueue } from '../../src/mail/index.js';
import { MailJobs } from '../../src/mail/mail-jobs.js';
import { givenUpJobs, listUndelivered, mailCounts } from '../../src/mail/operator.queries.js';
import { ResendMessage } from '../../src/mail/resend-message.usecase.js';
import { commandLineCaller } from '../../src/platform/caller.js';
import { firstOf, rowsOf, sql } from '../../src/platform/database/sql.js';
import { freshDatabase } from '../support/database.js';
import { holding, waitersOf } from '../support/in-order.js';
import { mailApp, type MailApp } from '../support/mail-app.js';
import { TestSmtpServer } from '../support/smtp-server.js';

const CASCADE = '018e5f00-0000-7000-8000-000000000001';
const UNIT = '018e5f00-0000-7000-8000-000000000002';
const QUEUED_AT = new Date('2024-03-20T01:30:00Z');
const LONG_AGO = new Date('2024-01-01T00:00:00Z');
const PER_MINUTE = 30;

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
  for (const table of ['message', 'mail_pace', 'pgboss.job']) await sql.raw(`delete from ${table}`).execute(here.db);
});
afterEach(async () => {
  smtp.goOn();
  await here.app.close();
  await smtp.down();
});

const queue = (names: readonly string[], { domain = 'langson.invalid', template = 'test' } = {}) =>
  enqueue(
    here.db,
    names.map((name) => ({
      cascadeId: CASCADE,
      key: name,
      unitId: UNIT,
      template,
      locale: 'vi' as const,
      parameters: { n: 1 },
      toAddress: `${name}@${domain}`,
      queuedAt: QUEUED_AT,
    })),
  );
const many = (count: number, name = 'xa') => Array.from({ length: count }, (_, i) => `${name}-${i}`);
const of = <Part>(part: new (...given: never[]) => Part, { app } = here): Part => app.get<Part>(part);
const deliver = (from = here) => of(DeliverMessages, from).drain();
const rows = () =>
  rowsOf(
    here.db,
    sql<{ key: string; state: string; attempts: number; resends: number; id: string }>`
      select key, state, attempts, resends, id from message order by id`,
  );
const states = async () => Object.fromEntries((await rows()).map(({ key, state }) => [key, state]));
const waitPasses = () =>
  sql`update message set next_attempt_at = clock_timestamp() where next_attempt_at is not null`.execute(here.db);
/** Jobs that wait for their next try are due. */
const retryWaitPasses = () => sql`update pgboss.job set start_after = now() where state = 'retry'`.execute(here.db);
const facts = async (kind: string) =>
  rowsOf(
    here.db,
    sql<{ by: string; from: string; reason: string }>`select l.actor as by, e.entry ->> 'from' as "from",
        e.entry -> 'payload' ->> 'reason' as reason
      from ledger_entry l cross join lateral (select convert_from(l.bytes, 'UTF8')::jsonb as entry) e
      join message m on m.id = (e.entry -> 'payload' ->> 'messageId')::uuid where l.kind = ${kind}`,
  );

describe('a job', () => {
  it('whose process died is carried out by another, and sends what that one had not begun', async () => {
    await queue(many(40));
    await of(GiveToJobs).execute(100);
    // it takes the job, and is never heard of again
    const jobs = of(MailJobs);
    let taken = (): void => undefined;
    const isTaken = new Promise<void>((resolve) => (taken = resolve));
    let end = (): void => undefined;
    const dead = jobs.carryOne(() => (taken(), new Promise((resolve) => (end = resolve))));
    await isTaken;
    const there = await mailApp(database, { SMTP_URL: smtp.url });
    try {
      const others = there.app.get(MailJobs);
      await others.lookAfter();
      expect(await deliver(there)).toMatchObject({ sent: 0 });
      await sql`update pgboss.job set heartbeat_on = heartbeat_on - interval '11 seconds'`.execute(here.db);
      await sql`update pgboss.queue set monitor_claim_on = monitor_claim_on - interval '2 seconds'`.execute(here.db);
      await others.lookAfter();
      await retryWaitPasses();
      expect(await deliver(there)).toMatchObject({ sent: 40 });
      expect(smtp.received).toHaveLength(40);
    } finally {
      end();
      await dead;
      await there.app.close();
    }
  });

  it('that a crowded domain gave back for a moment is not left by whoever sends all that is due', async () => {
    const stalled = many(5, 'cham');
    await queue([...stalled, ...many(60)]);
    for (const name of stalled) smtp.react(name, 'stall');
    await of(GiveToJobs).execute(5);
    const worker = of(MailJobs).carryOne(async (job) => {
      await of(CarryJob).execute(job);
    });
    await smtp.stalls(5);
    const all = deliver();
    const back = sql`select 1 from message where job_id is null and next_attempt_at > statement_timestamp()`;
    while ((await rowsOf(here.db, back)).length < 60);
    smtp.goOn();
    await Promise.all([all, worker]);
    expect(smtp.received).toHaveLength(65);
  });

  it('that somebody carries out himself is ended with the process: what has begun is recorded, the rest is given back', async () => {
    await queue(many(300));
    const there = await mailApp(database, { SMTP_URL: smtp.url });
    smtp.react('xa-1', 'stall');
    const all = deliver(there);
    await smtp.stalls();
    const closing = there.app.close();
    smtp.goOn();
    const [{ sent }] = await Promise.all([all, closing]);
    expect(smtp.received).toHaveLength(sent);
    const begun = sql<{ n: number }>`select count(*)::int as n from message where begun_at is not null`;
    expect(await firstOf(here.db, begun)).toEqual({ n: 0 });
    await waitPasses();
    await retryWaitPasses();
    expect(await deliver()).toMatchObject({ sent: 300 - sent, unknown: 0 });
  });

  it('that a worker of the same process took is waited for by whoever sends all that is due', async () => {
    await queue(many(3));
    await of(GiveToJobs).execute(100);
    let taken = (): void => undefined;
    const isTaken = new Promise<void>((resolve) => (taken = resolve));
    smtp.react('xa-1', 'stall');
    const worker = of(MailJobs).carryOne(async (job) => {
      const carrying = of(CarryJob).execute(job);
      taken();
      await carrying;
    });
    await isTaken;
    await smtp.stalls();
    const carrying = of(CarryJob);
    let { underWay } = carrying;
    let tell = (): void => undefined;
    const isSeen = new Promise<string>((resolve) => (tell = () => resolve('waits for what is under way')));
    Object.defineProperty(carrying, 'underWay', {
      get: () => (tell(), underWay),
      set(now: number) {
        underWay = now;
      },
    });
    const all = deliver();
    expect(await Promise.race([all.then(() => 'ended'), isSeen])).toBe('waits for what is under way');
    smtp.goOn();
    await Promise.all([all, worker]);
    expect(smtp.received).toHaveLength(3);
    expect(Object.values(await states())).toEqual(['sent', 'sent', 'sent']);
  });

  it('waits for rows that another process holds for a moment, and sends them too', async () => {
    await queue(many(3));
    await of(GiveToJobs).execute(100);
    const held = await holding(
      { get: (part) => here.app.get(part), db: here.db },
      sql`select 1 from message where key = 'xa-1' for update`,
      async (pid) => {
        const all = deliver();
        await waitersOf(here, pid, 1, all);
        return { all };
      },
    );
    expect(await held.all).toMatchObject({ sent: 3 });
  });

  it('that is carried out twice at once sends each message once', async () => {
    await queue(many(60));
    await of(GiveToJobs).execute(100);
    const messages = (await rows()).map(({ id }) => [CASCADE, id] as const);
    const row = await firstOf(here.db, sql<{ id: string }>`select job_id as id from message limit 1`);
    const job = { id: row!.id, messages };
    const there = await mailApp(database, { SMTP_URL: smtp.url });
    try {
      const [one, two] = await Promise.all([of(CarryJob).execute(job), there.app.get(CarryJob).execute(job)]);
      expect(one.sent + two.sent).toBe(60);
      expect(smtp.received).toHaveLength(60);
    } finally {
      await there.app.close();
    }
  });

  it('whose process was stopped and goes on gives back nothing that another has begun to send meanwhile', async () => {
    await queue(['xa-1', 'xa-2']);
    for (const name of ['xa-1', 'xa-2']) smtp.react(name, 'stall');
    await of(GiveToJobs).execute(100);
    const messages = (await rows()).map(({ id }) => [CASCADE, id] as const);
    const row = await firstOf(here.db, sql<{ id: string }>`select job_id as id from message limit 1`);
    const job = { id: row!.id, messages };
    const there = await mailApp(database, { SMTP_URL: smtp.url });
    try {
      // it is stopped after it has taken them
      let goOn = (): void => undefined;
      const stopped = new Promise<void>((resolve) => (goOn = resolve));
      let taken = (): void => undefined;
      const isTaken = new Promise<void>((resolve) => (taken = resolve));
      const compose = there.composer.compose.bind(there.composer);
      there.composer.compose = async (composed) => {
        taken();
        await stopped;
        return compose(composed);
      };
      const first = there.app.get(CarryJob).execute(job, AbortSignal.abort());
      await isTaken;
      const second = of(CarryJob).execute(job);
      await smtp.stalls(2);
      goOn();
      expect(await first).toMatchObject({ sent: 0 });
      const begun = sql<{ n: number }>`select count(*)::int as n from message
        where begun_at is not null and job_id = ${job.id} and next_attempt_at > clock_timestamp()`;
      expect((await firstOf(here.db, begun))!.n).toBe(2);
      expect(await of(GiveToJobs).execute(100)).toMatchObject({ given: 0 });
      smtp.goOn();
      expect(await second).toMatchObject({ sent: 2 });
      expect(smtp.received).toHaveLength(2);
    } finally {
      await there.app.close();
    }
  });

  it('that cannot be carried out is given up; its messages go one by one, and the operator sees it', async () => {
    await queue(many(5));
    await of(GiveToJobs).execute(100);
    for (let tries = 0; tries < 4; tries++) {
      await of(MailJobs).carryOne(() => Promise.reject(new Error('out of memory')));
      await retryWaitPasses();
    }
    expect(await deliver()).toMatchObject({ sent: 5 });
    expect(here.composer.batches).toEqual([1, 1, 1, 1, 1]);
    expect(await givenUpJobs(here.db, 10)).toMatchObject([{ messages: 5, error: 'Error: out of memory', isTakenApart: true }]); // prettier-ignore
  });

  it('of one message that cannot be carried out costs that one an attempt each time, until it fails', async () => {
    await queue(['doc']);
    await sql`update message set alone = true, attempts = 7`.execute(here.db);
    await of(GiveToJobs).execute(100);
    for (let tries = 0; tries < 4; tries++) {
      await of(MailJobs).carryOne(() => Promise.reject(new Error('out of memory')));
      await retryWaitPasses();
    }
    await deliver();
    expect(await rows()).toMatchObject([{ state: 'failed', attempts: 8 }]);
    expect(here.listener.told).toEqual(['undeliverable doc']);
  });
});

describe('a notice that cannot be composed', () => {
  it('holds up none of those that are composed with it', async () => {
    await queue(many(50));
    here.composer.poisoned.add('xa-17');
    expect(await deliver()).toMatchObject({ sent: 49, waiting: 1 });
    expect((await rows()).filter(({ state }) => state === 'queued')).toMatchObject([{ key: 'xa-17', attempts: 1 }]);
  });
});

describe('a slow domain', () => {
  it('holds up no other: it gets its share of the connections, and the others go out beside it', async () => {
    const slow = many(120, 'cham');
    for (const name of slow) smtp.react(name, 'stall');
    await queue(slow, { domain: 'cham.invalid' });
    await queue(many(120), { domain: 'nhanh.invalid' });
    await queue(many(20, 'it'), { domain: 'it.invalid' });
    const job = of(DeliverJob);
    await job.tick();
    await smtp.stalls(5);
    const others = () => smtp.received.filter(({ to }) => !to.endsWith('@cham.invalid')).length;
    while (others() < 140) await new Promise(setImmediate);
    expect(smtp.asked.filter((address) => address.endsWith('@cham.invalid'))).toHaveLength(5);
    smtp.goOn();
  });

  it('or one with a limit gets so many messages within a minute, the rest in the next', async () => {
    await here.app.close();
    here = await mailApp(database, { SMTP_URL: smtp.url, MAIL_PER_MINUTE_PER_DOMAIN: String(PER_MINUTE) });
    await queue(many(70, 'cham'), { domain: 'cham.invalid' });
    await queue(many(20), { domain: 'nhanh.invalid' });
    const aMinutePasses = async () => {
      await sql`update mail_pace set minute_at = minute_at - interval '1 minute'`.execute(here.db);
      await waitPasses();
    };
    const sentTo = (domain: string) => smtp.received.filter(({ to }) => to.endsWith(domain)).length;
    // where the minute of the server's clock ends within the test, there is one minute more
    const minutes: number[] = [];
    for (let before = 0; before < 70; before = sentTo('@cham.invalid')) {
      await deliver();
      minutes.push(sentTo('@cham.invalid') - before);
      expect(sentTo('@nhanh.invalid')).toBe(20);
      await aMinutePasses();
    }
    expect(minutes.every((n) => n <= 2 * PER_MINUTE)).toBe(true);
    expect(minutes.length).toBeGreaterThan(1);
    expect(smtp.received).toHaveLength(90);
  });

  it('and what is over the limit of its minute comes due by its place, not all at once', async () => {
    await here.app.close();
    here = await mailApp(database, { SMTP_URL: smtp.url, MAIL_PER_MINUTE_PER_DOMAIN: String(PER_MINUTE) });
    await queue(many(100, 'cham'), { domain: 'cham.invalid' });
    expect(await of(GiveToJobs).execute(200)).toMatchObject({ given: PER_MINUTE, waiting: 70 });
    const due = await rowsOf(
      here.db,
      sql<{ n: number; after: number }>`
        select count(*)::int as n, extract(epoch from next_attempt_at - min(next_attempt_at) over ())::int as after
        from message where job_id is null group by next_attempt_at order by next_attempt_at`,
    );
    expect(due).toEqual([
      { n: 30, after: 0 },
      { n: 30, after: 60 },
      { n: 10, after: 120 },
    ]);
  });
});

describe('an operator', () => {
  const by = commandLineCaller('vi');
  const idOf = async (key: string) => (await rows()).find((row) => row.key === key)!.id;

  it('has sent again what did not arrive, once however often it is asked for, under its Message-ID', async () => {
    await queue(['nobody', 'cut', 'taken']);
    smtp.react('nobody', 'refuse-for-good');
    smtp.react('cut', 'cut-after-data');
    await deliver();
    const { items } = await listUndelivered(here.db, { limit: 10 });
    const seen = items.map(({ state, domain, error }) => [state, domain, error?.includes('nobody@')].join(' '));
    expect(seen.toSorted()).toEqual(['failed langson.invalid false', 'unknown langson.invalid false']);
    for (const key of ['nobody', 'cut']) smtp.react(key, 'take');
    const resending = of(ResendMessage);
    for (const key of ['nobody', 'cut']) {
      expect(await resending.execute(await idOf(key), by)).toEqual({ repeated: false });
      expect(await resending.execute(await idOf(key), by)).toEqual({ repeated: true });
    }
    await deliver();
    expect(await states()).toEqual({ nobody: 'sent', cut: 'sent', taken: 'sent' });
    const requeued = (await facts('message.requeued')).map(({ from, reason }) => `${from} ${reason}`);
    expect(requeued.toSorted()).toEqual(['failed by-operator', 'unknown by-operator']);
    const ofCut = smtp.received.filter(({ to }) => to.startsWith('cut@')).map(({ messageId }) => messageId);
    expect([ofCut.length, new Set(ofCut).size]).toEqual([2, 1]);
  });

  it('is told why what was sent, has no address or is unknown to us cannot be sent again', async () => {
    await queue(['taken', 'nowhere']);
    await deliver();
    await sql`update message set state = 'failed', to_address = null where key = 'nowhere'`.execute(here.db);
    const resending = of(ResendMessage);
    await expect(resending.execute(await idOf('taken'), by)).rejects.toMatchObject({ code: 'not-possible-now' });
    await expect(resending.execute(await idOf('nowhere'), by)).rejects.toMatchObject({ code: 'not-possible-now' });
    await expect(resending.execute(CASCADE, by)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('sees where every message is, in counts that add up', async () => {
    await queue(['taken', 'nobody', 'cut']);
    smtp.react('nobody', 'refuse-for-good');
    smtp.react('cut', 'cut-after-data');
    await deliver();
    await queue(['given', 'sending']);
    await of(GiveToJobs).execute(10);
    await sql`update message set begun_at = clock_timestamp() where key = 'sending'`.execute(here.db);
    await queue(['due', 'held', 'waiting', 'gathered', 'returned']);
    await sql`update message set held_at = queued_at, next_attempt_at = null where key = 'held'`.execute(here.db);
    await sql`update message set next_attempt_at = clock_timestamp() + interval '1 hour' where key = 'waiting'`.execute(here.db); // prettier-ignore
    await sql`update message set gather = true, next_attempt_at = null where key = 'gathered'`.execute(here.db);
    await sql`update message set state = 'bounced', next_attempt_at = null where key = 'returned'`.execute(here.db);
    const { total, states: byState, queued } = await mailCounts(here.db, LONG_AGO);
    expect(byState).toEqual({ queued: 6, sent: 1, failed: 1, unknown: 1, bounced: 1, withdrawn: 0 });
    expect(queued).toEqual({ due: 1, given: 1, sending: 1, waiting: 1, held: 1, gathered: 1 });
    expect(total).toBe(10);
    expect(await mailCounts(here.db, new Date('2024-04-01T00:00:00Z'))).toMatchObject({ total: 0 });
  });
});
