import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sending, type Answer } from '../support/crashing-acts.js';
import { CrashPair } from '../support/crash-pair.js';
import { BEGAN_AT, CrashWorld } from '../support/crash-world.js';
import { RealProcess } from '../support/real-process.js';
import * as plan from '../support/reorganisation-plans.js';
import { approvedPlan } from '../support/small-tree.js';
import { TestSmtpServer } from '../support/smtp-server.js';

const DIED = 'SIGKILL';

describe('a chase', () => {
  const CHASE = ['chase', 'run', '--at', '2026-03-16T09:00:00+07:00'];
  let pair: CrashPair;
  beforeAll(async () => {
    const world = await CrashWorld.make();
    await world.issued();
    await world.acknowledged('so-1');
    pair = await CrashPair.of(world);
  });
  afterAll(() => pair?.drop());

  it('that is killed before and after each of its commits reminds everybody once', async () => {
    const before = await pair.rows(pair.crashed);
    const { ending } = await RealProcess.run(pair.calm, CHASE);
    const undisturbed = await pair.rows(pair.calm);
    expect([ending, undisturbed['message']!.length > before['message']!.length]).toEqual([[0, null], true]);
    for (const [failpoint, rows] of [
      ['chase.batchChased:before', before],
      ['chase.batchChased:after', undisturbed],
    ] as const)
      expect([failpoint, await pair.killedAt(failpoint, CHASE)]).toEqual([failpoint, { ended: DIED, rows }]);
    const last = await RealProcess.run(pair.crashed, CHASE);
    expect([last.ending, await pair.rows(pair.crashed)]).toEqual([[0, null], undisturbed]);
  }, 120_000);
});

describe('a reorganisation', () => {
  let pair: CrashPair;
  let carryOut: string[];
  beforeAll(async () => {
    const world = await CrashWorld.make();
    const to = ['so-1-1', 'so-1-2', 'so-2-1'].map((text) => ({ text, role: 'action' as const }));
    await world.acknowledged('so-1-1', { addressees: to });
    const { steps } = plan.together([
      plan.merge(['so-1-1', 'so-1-2'], plan.newUnit('so-1-m', 'so-1')),
      plan.abolish('so-2-1', []),
    ]);
    const id = await approvedPlan(world.app, [...steps], { effectiveOn: BEGAN_AT.slice(0, 10) });
    carryOut = ['reorganisation', 'carry-out', id];
    pair = await CrashPair.of(world);
  });
  afterAll(() => pair?.drop());

  it('whose process is killed before and after every commit comes to the same', async () => {
    const { ending } = await RealProcess.run(pair.calm, carryOut);
    const undisturbed = await pair.rows(pair.calm);
    expect([ending, undisturbed['assignment_succession']]).toEqual([
      [0, null],
      [expect.anything(), expect.anything()],
    ]);
    let last = await pair.rows(pair.crashed);
    for (const step of ['the tree is changed', 'one cascade is moved', 'it is finished']) {
      const before = await pair.killedAt('reorganisation.stepped:before', carryOut);
      expect([step, before]).toEqual([step, { ended: DIED, rows: last }]);
      const after = await pair.killedAt('reorganisation.stepped:after', carryOut);
      expect([step, after.ended, after.rows]).not.toEqual([step, DIED, last]);
      last = after.rows;
    }
    expect(last).toEqual(undisturbed);
    const again = await RealProcess.run(pair.crashed, carryOut);
    expect([again.ending, await pair.rows(pair.crashed)]).toEqual([[0, null], undisturbed]);
  }, 120_000);
});

describe('mail', () => {
  const smtp = new TestSmtpServer();
  let pair: CrashPair;
  beforeAll(async () => {
    await smtp.up();
    const world = await CrashWorld.make();
    await world.reachable(['so-1', 'so-2']);
    await world.issued();
    pair = await CrashPair.of(world);
  });
  afterAll(async () => {
    await pair?.drop();
    await smtp.down();
  });

  it('that went out and could not be recorded goes out again under its Message-ID, and is recorded once', async () => {
    const send = (failpoint: string) => pair.killedAt(failpoint, ['worker'], { SMTP_URL: smtp.url });
    const before = await pair.rows(pair.crashed);
    const claimed = await send('message.batchClaimed:after');
    expect([claimed, smtp.received.length]).toEqual([{ ended: DIED, rows: before }, 0]);
    await pair.timePasses();
    const unrecorded = await send('message.batchRecorded:before');
    expect([unrecorded, smtp.received.length]).toEqual([{ ended: DIED, rows: before }, 2]);
    await pair.timePasses();
    const recorded = await send('message.batchRecorded:after');
    expect([recorded.ended, smtp.received.length]).toEqual([DIED, 4]);
    const [first, second] = [smtp.received.slice(0, 2), smtp.received.slice(2)];
    const keyOf = ({ to, messageId }: { to: string; messageId: string }): string => `${to} ${messageId}`;
    expect(first.map(keyOf).toSorted()).toEqual(second.map(keyOf).toSorted());
    // a worker that has looked twice for what is due, and found nothing
    expect(await send('message.batchClaimed:after#2')).toEqual({ ended: DIED, rows: recorded.rows });

    const calm = await RealProcess.run(pair.calm, ['worker'], {
      failpoint: 'message.batchClaimed:after#3',
      env: { SMTP_URL: smtp.url },
    });
    expect([calm.ending, smtp.received.length]).toEqual([[null, DIED], 6]);
    expect(await pair.rows(pair.calm)).toEqual(recorded.rows);
  }, 120_000);
});

describe('a request', () => {
  let pair: CrashPair;
  let send: (url: string) => Promise<Answer>;
  let token: string;
  let path: string;
  beforeAll(async () => {
    const world = await CrashWorld.make();
    path = `/assignments/${await world.sent('so-1')}/acknowledge`;
    token = await world.token('so-1');
    send = sending({ path }, token);
    pair = await CrashPair.of(world);
  });
  afterAll(() => pair?.drop());

  /** Sends it to a server that dies of it. */
  async function killed(failpoint: string, first = (_url: string): Promise<void> => Promise.resolve()) {
    const server = RealProcess.start(pair.crashed, ['serve'], { failpoint });
    const url = await server.url();
    await first(url);
    const ended = await send(url).catch((error: Error) => error.message);
    expect([failpoint, ended, await server.ended]).toEqual([failpoint, 'fetch failed', [null, DIED]]);
    return pair.rows(pair.crashed);
  }

  it('whose server dies is under way for a minute under its key, then carried out once and answered the same', async () => {
    const before = await pair.rows(pair.crashed);
    expect(await killed('request.claimed:after')).toEqual(before);
    const after = await killed('request.answered:before', async (url) => {
      expect(await send(url)).toMatchObject({ status: 409 });
      await pair.timePasses();
    });
    expect(after).not.toEqual(before);
    await pair.timePasses();
    expect(await killed('request.answered:after')).toEqual(after);
    const server = RealProcess.start(pair.crashed, ['serve']);
    const url = await server.url();
    const kept = await send(url);
    expect(kept).toMatchObject({ status: 200, has: expect.arrayContaining(['repeated']) });
    expect(await sending({ path, body: { arrivalNumber: 9 } }, token)(url)).toMatchObject({ status: 422 });
    expect(await pair.rows(pair.crashed)).toEqual(after);
    await server.kill();
  }, 120_000);
});
