import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { CrashWorld } from '../support/crash-world.js';
import type { TestDatabase } from '../support/database.js';
import { RealProcess } from '../support/real-process.js';
import { TestSmtpServer } from '../support/smtp-server.js';

const UNITS = ['so-1', 'so-2', 'so-3'];
const DIRECTIVES = 4;
const DUTIES = UNITS.length * DIRECTIVES;
/** How many mails a process sends at once to a domain. */
const AT_ONCE = 5;
/** Of the policy: two reminders, then the superior is told. */
const STEPS = 3;
/** An hour at which offices get their digest, on the working day after the last step. */
const DIGEST_AT = '2026-03-06T08:30:00+07:00';
/** Three processes are started, on whatever else the machine does. */
const LONG = 180_000;

/** One process, and the mail server that only it sends to: so it is known who sends. */
interface Replica {
  name: string;
  /** What it believes to be ahead of the true time. */
  shiftMinutes: number;
  smtp: TestSmtpServer;
}
const REPLICAS: readonly Replica[] = [-5, 0, 7].map((shiftMinutes) => ({
  name: `clock${shiftMinutes}`,
  shiftMinutes,
  smtp: new TestSmtpServer(),
}));
const processes = new Map<string, RealProcess>();
let database: TestDatabase;
let db: pg.Client;

beforeAll(async () => {
  const world = await CrashWorld.make();
  await world.reachable(['so', ...UNITS]);
  for (let n = 0; n < DIRECTIVES; n++)
    await world.issued({ addressees: UNITS.map((text) => ({ text, role: 'action' as const })) });
  await world.app.app.close();
  database = world.app.database as TestDatabase;
  db = new pg.Client(database.ownerUrl);
  await db.connect();
  for (const { smtp } of REPLICAS) {
    for (const unit of UNITS) smtp.react(unit, 'stall');
    await smtp.up();
  }
}, LONG);

afterAll(async () => {
  await Promise.all([...processes.values()].map((one) => one.kill()));
  await db?.end();
  await Promise.all(REPLICAS.map(({ smtp }) => smtp.down()));
  await database?.drop();
});

const start = ({ name, shiftMinutes, smtp }: Replica): void => {
  const env = {
    NODE_OPTIONS: `--import=${path.resolve('test/support/shifted-clock.mjs')}`,
    CLOCK_SHIFT_MINUTES: String(shiftMinutes),
    PGAPPNAME: name,
    HEARTBEAT_SECONDS: '2',
    SMTP_URL: smtp.url,
  };
  processes.set(name, RealProcess.start(database, ['worker'], { env }));
};

async function value<Value>(query: string): Promise<Value> {
  return (await db.query({ text: query, rowMode: 'array' })).rows[0]?.[0];
}

/** Asks until it is so; how long that takes is not what is tested. */
async function until(query: string): Promise<void> {
  while ((await value(query)) !== true) await new Promise((resolve) => setTimeout(resolve, 100));
}

const NOTHING_DUE = 'select not exists (select 1 from assignment where next_chase_at <= business_now())';
const CHASES = `select assignment_id, kind, p ->> 'stage' as stage, p ->> 'ordinal' as ordinal, p ->> 'step' as step
  from ledger_entry, lateral (select convert_from(bytes, 'UTF8')::jsonb -> 'payload' as p) b
  where kind in ('assignment.reminded', 'assignment.escalated', 'assignment.relaySilent')`;

/** The business clock goes on to when the last of the duties falls due to be chased, or to an instant. */
const goOn = (to = `(select max(next_chase_at) from assignment) + interval '1 minute'`, by: pg.Client = db) =>
  by.query(`update demo_clock set offset_seconds = extract(epoch from ${to} - clock_timestamp())`);

/** Stops the process that sends once its mails lie with its server, which has not answered them; then the server does. */
async function stopWhoSends(): Promise<Replica> {
  const sending = REPLICAS.map(async (one) => {
    await one.smtp.stalls(AT_ONCE);
    return one;
  });
  const stopped = await Promise.race(sending);
  processes.get(stopped.name)!.signal('SIGSTOP');
  for (const { smtp } of REPLICAS) {
    for (const unit of UNITS) smtp.react(unit, 'take');
    smtp.goOn();
  }
  return stopped;
}

/**
 * Stops the process that sweeps with all that has fallen due claimed: its transaction waits for a lock of ours, which is
 * given back when the process can do nothing with it any more.
 */
async function stopWhoSweeps(): Promise<Replica> {
  // what a connection waits for is shown to its own role only
  const [locking, watching] = [new pg.Client(database.ownerUrl), new pg.Client(database.appUrl)];
  await Promise.all([locking.connect(), watching.connect()]);
  await locking.query('begin');
  await locking.query('lock table message in exclusive mode');
  const waiting = `select application_name as name from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and backend_xid is not null limit 1`;
  let stopped: Replica | undefined;
  while (!stopped) {
    // a step that the policy only puts off leads on to the next one
    if (await value(NOTHING_DUE)) await goOn();
    const { rows } = await watching.query(waiting);
    stopped = REPLICAS.find(({ name }) => name === rows[0]?.name);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  processes.get(stopped.name)!.signal('SIGSTOP');
  await locking.query('rollback');
  await Promise.all([locking.end(), watching.end()]);
  return stopped;
}

const resume = ({ name }: Replica): void => processes.get(name)!.signal('SIGCONT');

it(
  'three processes whose clocks differ, one stopped as it sends and one as it sweeps, chase everybody once and write once',
  async () => {
    REPLICAS.forEach(start);
    const sender = await stopWhoSends();
    const sweeper = await stopWhoSweeps();
    expect(sweeper).not.toBe(sender);
    // whoever is left takes over what the two had claimed and not begun
    await until(NOTHING_DUE);
    resume(sweeper);
    for (let step = 1; step < STEPS; step++) {
      await goOn();
      await until(NOTHING_DUE);
    }
    await until(`select count(*) = ${DUTIES - AT_ONCE} from message where template = 'issue' and state = 'sent'`);
    const begun = `select count(*)::int from message where state = 'queued' and begun_at is not null`;
    expect(await value(begun)).toBe(AT_ONCE);
    resume(sender);
    // what comes while a digest is made is for that of the next day
    await until(`select not exists (select 1 from message where gather and gather_at is null)`);
    await goOn(`timestamptz '${DIGEST_AT}'`);
    await until(`select not exists (select 1 from message where state = 'queued')`);

    const chases = await db.query(`select c.*, count(*)::int as times from (${CHASES}) c
      group by assignment_id, kind, stage, ordinal, step`);
    expect(chases.rows.filter(({ times }) => times > 1)).toEqual([]);
    expect(chases.rows).toHaveLength(DUTIES * STEPS);
    const notices = await db.query(`select assignment_id, template, state from message where assignment_id is not null
      and template in ('reminder', 'escalation') order by assignment_id, template desc`);
    const [reminder, escalation] = ['reminder', 'escalation'].map((template) => ({ template, state: 'sent' }));
    expect(notices.rows.map(({ template, state }) => ({ template, state }))).toEqual(
      Array.from({ length: DUTIES }, () => [reminder, reminder, escalation]).flat(),
    );
    // what was gathered is in the digest of each unit, and in that of the office above them
    const mails = await db.query(`select id, state from message where gathered_into is null order by id`);
    expect(mails.rows).toHaveLength(DUTIES + UNITS.length + 1);
    const arrived = REPLICAS.flatMap(({ smtp }) =>
      smtp.received.map(({ messageId }) => ({ id: messageId.replace(/^<|@.*$/g, ''), state: 'sent' })),
    );
    expect(arrived.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(mails.rows);
  },
  LONG,
);
