import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { AcknowledgeAssignment } from '../../src/assignments/index.js';
import { ChaseDue, GatherNotices } from '../../src/chasing/index.js';
import { differing, type Rows } from '../support/all-rows.js';
import { CrashPair } from '../support/crash-pair.js';
import { CrashWorld } from '../support/crash-world.js';
import { sending, type Answer } from '../support/crashing-acts.js';
import { toldTogether, type Story } from '../support/doomed-together.js';
import { RealProcess } from '../support/real-process.js';
import { TestSmtpServer } from '../support/smtp-server.js';
import { dutyOf } from '../support/story.js';

const DIED = 'SIGKILL';
/** Processes are started, on whatever else the machine does. */
const LONG = 300_000;

const SEND = [{ from: 'mail/index.js', useCase: 'DeliverMessages', method: 'drain' }];
/** Each story has a mail server of its own. */
const servers = [new TestSmtpServer(), new TestSmtpServer(), new TestSmtpServer()] as const;
const [once, twice, settled] = servers;
beforeAll(() => Promise.all(servers.map((server) => server.up())));
afterAll(() => Promise.all(servers.map((server) => server.down())));

const issued = async (world: CrashWorld): Promise<void> => {
  await world.reachable(['so-1', 'so-2']);
  await world.issued();
};
/** Whether the rows are these, and how many mails have arrived by then. */
const standing = async (pair: CrashPair, rows: Rows, smtp: TestSmtpServer) => [
  await pair.differingFrom(rows),
  smtp.received.length,
];
const OTHERS = expect.any(Object);

const recordedOnce: Story = {
  name: 'mail that went out and could not be recorded goes out once more under its Message-ID, and is recorded',
  prepare: issued,
  tell: async (pair, _, { dies, ends }) => {
    const before = await pair.rows(pair.crashed);
    await dies('message.jobsMade:before', SEND);
    expect(await standing(pair, before, once)).toEqual(['same', 0]);
    await dies('message.jobsMade:after', SEND);
    expect(await standing(pair, before, once)).toEqual(['same', 0]);
    await pair.timePasses();
    await dies('message.batchClaimed:after', SEND);
    expect(await standing(pair, before, once)).toEqual(['same', 0]);
    await pair.timePasses();
    // the codes for the telephone are made once, and every later attempt prints the same
    await dies('code.made:before', SEND);
    expect(await standing(pair, before, once)).toEqual(['same', 0]);
    await pair.timePasses();
    await dies('code.made:after', SEND);
    expect(await standing(pair, before, once)).toEqual([OTHERS, 0]);
    const coded = await pair.rows(pair.crashed);
    await pair.timePasses();
    await dies('message.batchRecorded:before', SEND);
    expect(await standing(pair, coded, once)).toEqual(['same', 2]);
    await pair.timePasses();
    // what was begun and not recorded is found when its lease has ended
    await dies('message.batchRecorded:after', SEND);
    expect(await standing(pair, coded, once)).toEqual([OTHERS, 2]);
    await pair.timePasses();
    await dies('message.batchRecorded:after', SEND);
    expect(await standing(pair, coded, once)).toEqual([OTHERS, 4]);
    const recorded = await pair.rows(pair.crashed);
    const keys = once.received.map(({ to, messageId }) => `${to} ${messageId}`);
    expect(keys.slice(2).toSorted()).toEqual(keys.slice(0, 2).toSorted());
    // a worker that has looked twice for what is due, and found nothing
    const worker = ['message.jobsMade:after#2', ['worker'], { SMTP_URL: once.url }] as const;
    expect(await pair.killedAt(...worker)).toBe(DIED);
    expect(await standing(pair, recorded, once)).toEqual(['same', 4]);

    await ends(pair.calm, SEND);
    const calm = await pair.rows(pair.calm);
    // where a process died there was one attempt more, and the fact that says so
    expect([once.received.length, Object.keys(differing(calm, recorded))]).toEqual([6, ['ledger_entry', 'message']]);
  },
};

const notThrice: Story = {
  name: 'mail that nobody can say of how far it came twice is not sent a third time; a job that is given up is taken apart once',
  prepare: issued,
  tell: async (pair, _, { dies, ends }) => {
    const before = await pair.rows(pair.crashed);
    await dies('message.jobsMade:after', SEND);
    expect(await standing(pair, before, twice)).toEqual(['same', 0]);
    await pair.jobsAreGivenUp();
    await dies('message.jobGivenUp:before', SEND);
    expect(await standing(pair, before, twice)).toEqual(['same', 0]);
    await pair.timePasses();
    await dies('message.batchBegun:after', SEND);
    expect(await standing(pair, before, twice)).toEqual([OTHERS, 0]);
    const coded = await pair.rows(pair.crashed);
    expect(await pair.begunMails()).toBe(2);
    await pair.timePasses();
    await dies('message.batchRecorded:after', SEND);
    expect(await standing(pair, coded, twice)).toEqual([OTHERS, 0]);
    await pair.timePasses();
    const requeued = await pair.rows(pair.crashed);
    await dies('message.batchRecorded:before', SEND);
    expect(await standing(pair, requeued, twice)).toEqual(['same', 2]);
    await pair.timePasses();
    await dies('message.batchRecorded:after', SEND);
    expect(await standing(pair, requeued, twice)).toEqual([OTHERS, 2]);
    await pair.timePasses();
    const over = await pair.rows(pair.crashed);
    await ends(pair.crashed, SEND);
    expect(await standing(pair, over, twice)).toEqual(['same', 2]);
  },
};

const states = (rows: Rows, template: string): string[] =>
  rows['message']!.filter((row) => row.includes(`"template": "${template}"`))
    .map((row) => /"state": "(\w+)"/.exec(row)![1]!)
    .toSorted();

const leftOut: Story = {
  name: 'a digest whose notices were settled before it was sent is taken back once, whenever its process is killed, and never sent',
  prepare: async (world) => {
    await world.reachable(['so-1']);
    const ids = [await world.issued(), await world.issued()];
    await world.app.get(ChaseDue).execute(new Date('2026-03-16T02:00:00Z'));
    await world.app.get(GatherNotices).execute(new Date('2026-03-17T01:00:00Z'));
    for (const id of ids) {
      const duty = await dutyOf(world.app, id, 'so-1');
      await world.app.get(AcknowledgeAssignment).execute(duty, {}, await world.by('so-1'));
    }
  },
  tell: async (pair, _, { dies, ends }) => {
    const before = await pair.rows(pair.crashed);
    await dies('chase.noticesLeftOut:before', SEND);
    expect(states(await pair.rows(pair.crashed), 'reminder')).toEqual(states(before, 'reminder'));
    await pair.timePasses();
    await dies('chase.noticesLeftOut:after', SEND);
    const without = await pair.rows(pair.crashed);
    expect([states(without, 'digest'), states(without, 'reminder')]).toEqual([
      ['queued'],
      ['failed', 'failed', 'withdrawn', 'withdrawn'],
    ]);
    await pair.timePasses();
    await dies('message.batchOutdated:before', SEND);
    expect(await standing(pair, without, settled)).toEqual(['same', 0]);
    await pair.timePasses();
    // it was begun, and nobody can say of how far it came
    await ends(pair.crashed, SEND);
    expect(states(await pair.rows(pair.crashed), 'digest')).toEqual(['unknown']);
    await dies('message.batchOutdated:after', SEND, pair.calm);
    const over = await pair.rows(pair.calm);
    expect(states(over, 'digest')).toEqual(['withdrawn']);
    await ends(pair.calm, SEND);
    expect(differing(await pair.rows(pair.calm), over)).toBe('same');
    expect(settled.received).toEqual([]);
  },
};

toldTogether([recordedOnce, notThrice, leftOut], (place) => ({ SMTP_URL: servers[place]!.url }));

it(
  'a request whose server dies is under way for a minute under its key, then carried out once and answered the same',
  async () => {
    const world = await CrashWorld.make();
    const paths: string[] = [];
    for (let n = 0; n < 3; n++) paths.push(`/assignments/${await world.sent('so-1')}/acknowledge`);
    const token = await world.token('so-1');
    const send = (url: string, body?: object): Promise<Answer[]> =>
      Promise.all(paths.map((path) => sending({ path, ...(body ? { body } : {}) }, token)(url)));
    const pair = await CrashPair.of(world);
    const arrivals = async (): Promise<number> => (await pair.rows(pair.crashed))['arrival']!.length;

    // one stays when it is claimed, one when it is carried out and not answered, and the server dies when the third is answered
    const failpoint = 'request.claimed:after,request.answered:before,request.answered:after';
    const dying = RealProcess.start(pair.crashed, ['serve'], { failpoint });
    await expect(send(await dying.url())).rejects.toThrow('fetch failed');
    expect([await dying.ended, await arrivals()]).toEqual([[null, DIED], 2]);

    const server = RealProcess.start(pair.crashed, ['serve']);
    const url = await server.url();
    const statuses = async (body?: object) =>
      (await send(url, body)).map(({ status }) => status).toSorted((a, b) => a - b);
    expect([await statuses(), await arrivals()]).toEqual([[200, 409, 409], 2]);
    await pair.timePasses();
    const answers = await send(url);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(answers.filter(({ repeated }) => repeated)).toHaveLength(1);
    const after = await pair.rows(pair.crashed);
    expect(after['arrival']).toHaveLength(3);
    expect(await send(url)).toEqual(answers);
    expect(await statuses({ arrivalNumber: 9 })).toEqual([422, 422, 422]);
    expect(await pair.differingFrom(after)).toBe('same');
    await server.kill();
    await pair.drop();
  },
  LONG,
);
