import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { differing, type Rows } from '../support/all-rows.js';
import { CrashPair } from '../support/crash-pair.js';
import { CrashWorld } from '../support/crash-world.js';
import { sending, type Answer } from '../support/crashing-acts.js';
import { RealProcess } from '../support/real-process.js';
import { TestSmtpServer } from '../support/smtp-server.js';

const DIED = 'SIGKILL';
/** Many processes are started, on whatever else the machine does. */
const LONG = 300_000;

let pair: CrashPair;
afterAll(() => pair?.drop());

/** Ends what was prepared for the tests before, and begins anew. */
async function prepared(prepare: (world: CrashWorld) => Promise<void>): Promise<void> {
  await pair?.drop();
  const world = await CrashWorld.make();
  await prepare(world);
  pair = await CrashPair.of(world);
}

describe('mail', () => {
  const smtp = new TestSmtpServer();
  const worker = { args: ['worker'], env: () => ({ SMTP_URL: smtp.url }) };
  beforeAll(async () => {
    await smtp.up();
    await prepared(async (world) => {
      await world.reachable(['so-1', 'so-2']);
      await world.issued();
    });
  });
  afterAll(() => smtp.down());

  /** @returns what ended the worker, how many mails have arrived by then, and whether the rows are these */
  const sent = async (failpoint: string, rows: Rows) => [
    await pair.killedAt(failpoint, worker.args, worker.env()),
    smtp.received.length,
    (await pair.differingFrom(rows)) === 'same',
  ];

  it(
    'that went out and could not be recorded goes out once more under its Message-ID, and is recorded',
    async () => {
      const before = await pair.rows(pair.crashed);
      expect(await sent('message.jobsMade:before', before)).toEqual([DIED, 0, true]);
      expect(await sent('message.jobsMade:after', before)).toEqual([DIED, 0, true]);
      await pair.timePasses();
      expect(await sent('message.batchClaimed:after', before)).toEqual([DIED, 0, true]);
      await pair.timePasses();
      // the codes for the telephone are made once, and every later attempt prints the same
      expect(await sent('code.made:before', before)).toEqual([DIED, 0, true]);
      await pair.timePasses();
      expect(await sent('code.made:after', before)).toEqual([DIED, 0, false]);
      const coded = await pair.rows(pair.crashed);
      await pair.timePasses();
      expect(await sent('message.batchRecorded:before', coded)).toEqual([DIED, 2, true]);
      await pair.timePasses();
      // what was begun and not recorded is found when its lease has ended
      expect(await sent('message.batchRecorded:after', coded)).toEqual([DIED, 2, false]);
      await pair.timePasses();
      expect(await sent('message.batchRecorded:after', coded)).toEqual([DIED, 4, false]);
      const recorded = await pair.rows(pair.crashed);
      const keys = smtp.received.map(({ to, messageId }) => `${to} ${messageId}`);
      expect(keys.slice(2).toSorted()).toEqual(keys.slice(0, 2).toSorted());
      // a worker that has looked twice for what is due, and found nothing
      expect(await sent('message.jobsMade:after#2', recorded)).toEqual([DIED, 4, true]);

      await RealProcess.run(pair.calm, worker.args, { failpoint: 'message.batchRecorded:after', env: worker.env() });
      const calm = await pair.rows(pair.calm);
      // where a process died there was one attempt more, and the fact that says so
      expect([smtp.received.length, Object.keys(differing(calm, recorded))]).toEqual([6, ['ledger_entry', 'message']]);
    },
    LONG,
  );

  it(
    'that nobody can say of how far it came twice is not sent a third time; a job that is given up is taken apart once',
    async () => {
      smtp.received.length = 0;
      await prepared(async (world) => {
        await world.reachable(['so-1', 'so-2']);
        await world.issued();
      });
      const before = await pair.rows(pair.crashed);
      expect(await sent('message.jobsMade:after', before)).toEqual([DIED, 0, true]);
      await pair.jobsAreGivenUp();
      expect(await sent('message.jobGivenUp:before', before)).toEqual([DIED, 0, true]);
      await pair.timePasses();
      expect(await sent('message.batchBegun:after', before)).toEqual([DIED, 0, false]);
      const coded = await pair.rows(pair.crashed);
      expect(await pair.begunMails()).toBe(2);
      await pair.timePasses();
      expect(await sent('message.batchRecorded:after', coded)).toEqual([DIED, 0, false]);
      await pair.timePasses();
      const requeued = await pair.rows(pair.crashed);
      expect(await sent('message.batchRecorded:before', requeued)).toEqual([DIED, 2, true]);
      await pair.timePasses();
      expect(await sent('message.batchRecorded:after', requeued)).toEqual([DIED, 2, false]);
      await pair.timePasses();
      const over = await pair.rows(pair.crashed);
      expect(await sent('message.jobsMade:after#3', over)).toEqual([DIED, 2, true]);
    },
    LONG,
  );
});

describe('a request', () => {
  let send: (url: string) => Promise<Answer>;
  let sendOther: typeof send;
  beforeAll(() =>
    prepared(async (world) => {
      const path = `/assignments/${await world.sent('so-1')}/acknowledge`;
      const token = await world.token('so-1');
      send = sending({ path }, token);
      sendOther = sending({ path, body: { arrivalNumber: 9 } }, token);
    }),
  );

  /** Sends it to a server that dies of it, after whatever comes first. */
  async function killed(failpoint: string, first = (_url: string): Promise<void> => Promise.resolve()): Promise<void> {
    const server = RealProcess.start(pair.crashed, ['serve'], { failpoint });
    const url = await server.url();
    await first(url);
    const ended = await send(url).catch((error: Error) => error.message);
    expect([failpoint, ended, await server.ended]).toEqual([failpoint, 'fetch failed', [null, DIED]]);
  }

  it(
    'whose server dies is under way for a minute under its key, then carried out once and answered the same',
    async () => {
      const before = await pair.rows(pair.crashed);
      await killed('request.claimed:after');
      expect(await pair.differingFrom(before)).toBe('same');
      await killed('request.answered:before', async (url) => {
        expect(await send(url)).toMatchObject({ status: 409 });
        await pair.timePasses();
      });
      const after = await pair.rows(pair.crashed);
      expect(differing(after, before)).toMatchObject({ arrival: [expect.stringMatching(/^too many/)] });
      await pair.timePasses();
      await killed('request.answered:after');
      expect(await pair.differingFrom(after)).toBe('same');
      const server = RealProcess.start(pair.crashed, ['serve']);
      const url = await server.url();
      expect(await send(url)).toMatchObject({ status: 200, repeated: true });
      expect(await sendOther(url)).toMatchObject({ status: 422 });
      expect(await pair.differingFrom(after)).toBe('same');
      await server.kill();
    },
    LONG,
  );
});
