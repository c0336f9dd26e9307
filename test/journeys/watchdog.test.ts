import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import request from 'supertest';
import { CrashWorld } from '../support/crash-world.js';
import type { TestDatabase } from '../support/database.js';
import { emptyMailbox, Gate } from '../support/gate.js';
import { RealProcess } from '../support/real-process.js';
import { TestSmtpServer } from '../support/smtp-server.js';

const PERIOD_SECONDS = 2;
/** Much is started, on whatever else the machine does. */
const LONG = 120_000;

const smtp = new TestSmtpServer();
const pings: { path: string; body: string }[] = [];
let database: TestDatabase;
let db: pg.Client;
let [smtpGate, imapGate]: Gate[] = [];
let imap: { port: number; close(): void };
let watcher: Server;
let product: RealProcess;
let url: string;
let leader: string;
let auditor: string[];

beforeAll(async () => {
  const world = await CrashWorld.make();
  await world.reachable(['so', 'so-1', 'so-2']);
  await world.issued();
  leader = await world.token('so', 'leader');
  const token = await world.token('so', 'auditor');
  await world.app.app.close();
  database = world.app.database as TestDatabase;
  db = new pg.Client(database.ownerUrl);
  await db.connect();
  await smtp.up();
  imap = await emptyMailbox();
  smtpGate = await Gate.before(() => Number(new URL(smtp.url).port));
  imapGate = await Gate.before(() => imap.port);
  watcher = createServer((asked, answer) => {
    const chunks: Buffer[] = [];
    asked.on('data', (chunk: Buffer) => chunks.push(chunk));
    asked.on('end', () => {
      pings.push({ path: asked.url!, body: Buffer.concat(chunks).toString() });
      answer.end();
    });
  });
  await new Promise<void>((resolve) => watcher.listen(0, '127.0.0.1', resolve));
  product = RealProcess.start(database, ['serve'], {
    env: {
      HEARTBEAT_SECONDS: String(PERIOD_SECONDS),
      HEARTBEAT_URL: `http://127.0.0.1:${(watcher.address() as AddressInfo).port}/ping/secret`,
      SMTP_URL: `smtp://127.0.0.1:${smtpGate.port}`,
      REPLY_ADDRESS: 'tra-loi@thu.invalid',
      IMAP_URL: `imap://reader:password@127.0.0.1:${imapGate.port}/INBOX`,
    },
  });
  url = await product.url();
  const signedIn = await request(url).post('/sign-in').type('form').send({ token });
  auditor = signedIn.get('Set-Cookie')!;
}, LONG);

afterAll(async () => {
  await product?.kill();
  await Promise.all([smtpGate?.close(), imapGate?.close(), smtp.down()]);
  imap?.close();
  watcher?.close();
  await db?.end();
  await database?.drop();
});

const ready = async (): Promise<{ status: number; notReady: string[]; parts: Record<string, { fault?: string }> }> => {
  const { status, body } = await request(url).get('/readyz');
  return { ...body, status };
};

/** Asks until the answer is as it is to be; how long that takes is not what is tested. */
async function until<Answer>(ask: () => Promise<Answer>, is: (answer: Answer) => boolean): Promise<Answer> {
  for (;;) {
    const answer = await ask();
    if (is(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
const untilStopped = (...parts: string[]) =>
  until(ready, ({ notReady }) => parts.every((one) => notReady.includes(one)));
const untilAllWell = () => until(ready, ({ status }) => status === 200);
const pinged = (path: string, body: string) => () =>
  Promise.resolve(pings.some((ping) => ping.path === path && ping.body.split(' ').includes(body)));
const page = async (path: string): Promise<string> => (await request(url).get(path).set('Cookie', auditor)).text;

it(
  'all is well where all goes round: the switch outside is called, no page says anything',
  async () => {
    await until(
      () => db.query(`select 1 from job_heartbeat where job = 'sweep'`),
      ({ rows }) => rows.length > 0,
    );
    expect((await untilAllWell()).notReady).toEqual([]);
    expect(await until(pinged('/ping/secret', ''), Boolean)).toBe(true);
    expect(await page('/system')).toContain('Mọi tác vụ đang chạy đúng giờ.');
    expect(await page('/units')).not.toContain('đang ngừng');
  },
  LONG,
);

it(
  'a sweep that hangs on a lock is named: 503, metrics, a sentence on every page, and the switch outside',
  async () => {
    await db.query('begin');
    await db.query('lock table assignment in exclusive mode'); // reading goes on, the sweep does not
    expect((await untilStopped('sweep')).status).toBe(503);
    expect((await request(url).get('/metrics')).text).toContain('thongsuot_part_late{part="sweep"} 1');
    expect(
      await until(
        () => page('/units'),
        (html) => html.includes('Tác vụ đôn đốc đang ngừng từ'),
      ),
    ).toContain('/system');
    expect(await page('/system')).toMatch(/id="part-sweep"[\s\S]*?Ngừng/);
    expect(await until(pinged('/ping/secret/fail', 'sweep'), Boolean)).toBe(true);
    await db.query('rollback');
    await until(ready, ({ notReady }) => !notReady.includes('sweep'));
  },
  LONG,
);

it(
  'a business clock that stands still is named',
  async () => {
    const { rows } = await db.query(`select pg_get_functiondef('business_now'::regproc) as text`);
    await db.query(`create or replace function business_now() returns timestamptz language sql volatile as
    $$ select timestamptz '2026-03-02T09:05:00+07' $$`);
    const { status, parts } = await untilStopped('clock');
    expect([status, ['standsStill', 'isOff'].includes(parts['clock']!.fault!)]).toEqual([503, true]);
    await db.query(rows[0].text);
    await until(ready, ({ notReady }) => !notReady.includes('clock'));
  },
  LONG,
);

it(
  'a process that was stopped says when it goes on that its timers did not fire',
  async () => {
    product.signal('SIGSTOP');
    await until(
      () =>
        db.query(
          `select clock_timestamp() - recorded_at > interval '5 seconds' as is from job_heartbeat where job = 'clock'`,
        ),
      ({ rows }) => rows[0].is,
    );
    product.signal('SIGCONT');
    expect((await untilStopped('clock')).parts['clock']).toMatchObject({ fault: 'timers' });
    await untilAllWell();
  },
  LONG,
);

it(
  'a mailbox and a mail server that take connections and never answer are named',
  async () => {
    imapGate!.shut();
    smtpGate!.shut();
    const draft = {
      issuer: 'so',
      subject: 'rà soát',
      dueOn: '2026-04-01',
      addressees: [{ text: 'so-1', role: 'action' }],
    };
    const head = { Authorization: `Bearer ${leader}` };
    const { body } = await request(url).post('/api/v1/directives').set(head).send(draft);
    const issued = await request(url).post(`/api/v1/directives/${body.id}/issue`).set(head).send({});
    expect(issued.status).toBeLessThan(300);
    expect((await untilStopped('inbox', 'mailer')).status).toBe(503);
  },
  LONG,
);
