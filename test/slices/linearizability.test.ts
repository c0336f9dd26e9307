import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { VerifyLedger } from '../../src/ledger/index.js';
import {
  addUp,
  endWith,
  letLoose,
  metBy,
  tableOf,
  unexplained,
  type ActName,
  type Service,
  type Tally,
} from '../support/clients.js';
import { Dice } from '../support/random.js';
import { mustBeRegistered, mustReplay } from '../support/replay.js';
import { serverOnTestDatabase, type Client, type TestServer } from '../support/server.js';
import {
  presentRows,
  sharedCascade,
  throughHttp,
  throughUseCases,
  type SharedCascade,
} from '../support/shared-cascade.js';

/** More of them, or others: `ROUNDS=50 SEED=7 npm test -- test/slices/linearizability`. */
const ROUNDS = Number(process.env['ROUNDS'] ?? 5);
const SEED = Number(process.env['SEED'] ?? 1);
const CLIENTS = 8;
const EACH = 12;

const ACTS: readonly ActName[] = [
  'acknowledge', 'acknowledge', 'acknowledge', 'acknowledge', 'return', 'forward', 'forward', 'forward', 'report',
  'report', 'accept', 'send-back', 'start', 'complete',
]; // prettier-ignore
/** Some rounds are ended while they are under way. */
const WITH_AN_END: readonly ActName[] = [...ACTS, ...ACTS, ...ACTS, ...ACTS, 'close'];
/** Every second is recalled once, and units answer to that, also before. */
const ANSWERS: readonly ActName[] = Array.from({ length: 5 }, () => ['agree-recall', 'refuse-recall'] as const).flat();

let server: TestServer;
let made = 0;
beforeAll(async () => {
  server = await serverOnTestDatabase();
  await server.setClock('2026-06-01T02:00:00Z');
});
afterAll(() => server?.close());

/** Who is asked to give a paper back are those that have it: there are more of them. */
const nextCascade = (isRecalled: boolean): Promise<SharedCascade> =>
  sharedCascade(server, `l${++made}`, isRecalled ? [2, 2, 0, 0] : [2, 2]);

interface Told {
  tally: Tally;
  /** Acts that were under way while their directive was recalled. */
  metByRecall: number;
}

/** Lets eight clients loose on cascades of their own. @returns what they were told, by event */
async function rounds(n: number, serviceOf: (cascade: SharedCascade) => Promise<Service> | Service): Promise<Told> {
  const tally: Tally = {};
  let metByRecall = 0;
  for (let round = 0; round < n; round++) {
    const isRecalled = round % 2 === 1;
    const cascade = await nextCascade(isRecalled);
    const { duties } = cascade;
    const acts = isRecalled ? [...ACTS, ...ANSWERS] : round % 3 === 2 ? WITH_AN_END : ACTS;
    const once = isRecalled ? ('recall' as const) : undefined;
    const dice = new Dice(SEED * 1000 + round);
    const run = await letLoose(await serviceOf(cascade), duties, { dice, clients: CLIENTS, acts, each: EACH, once });
    const rows = await presentRows(server.db, cascade.directive);
    endWith(run, rows);
    expect(unexplained(run, duties)).toBeUndefined();
    await mustReplay(server.db, duties, rows);
    await mustBeRegistered(server.db, duties);
    addUp(tally, run.tally);
    metByRecall += metBy(run, 'RECALL');
  }
  return { tally, metByRecall };
}

/** Events that were never accepted, or never refused or repeated although others exclude them. */
const unmet = (tally: Tally): string[] => [
  ...['ACKNOWLEDGE', 'RETURN', 'FORWARD', 'REPORT', 'START', 'RECALL'].filter((event) => !tally[event]?.done),
  ...(['AGREE_RECALL', 'REFUSE_RECALL'].some((event) => tally[event]?.done) ? [] : ['an answer to a recall']),
  ...['RETURN', 'REPORT', 'START', 'AGREE_RECALL'].filter((event) => !tally[event]?.refused),
  ...['ACKNOWLEDGE', 'FORWARD'].filter((event) => !tally[event]?.repeated),
];

const show = (title: string, { tally, metByRecall }: Told): void =>
  void process.stdout.write(`\n${tableOf(title, tally)}acts that a recall met under way: ${metByRecall}\n`);

describe(`${CLIENTS} clients that send random acts to one small cascade`, () => {
  it('leave a history that one order of their acts explains, duty by duty', async () => {
    const told = await rounds(ROUNDS, ({ directive }) => throughUseCases(server, directive));
    show('acts sent to the use cases', told);
    expect(unmet(told.tally)).toEqual([]);
    expect(told.metByRecall).toBeGreaterThan(0);
  }, 120_000);

  it('do so over HTTP', async () => {
    const told = await rounds(Math.ceil(ROUNDS * 0.7), async (cascade) => {
      const units = [cascade.root, ...cascade.duties.map(({ unit }) => unit)];
      const clerks = new Map<string, Client>();
      for (const unit of units) clerks.set(unit, await server.as(unit, 'clerk'));
      return throughHttp(server, cascade, clerks);
    });
    show('acts sent over HTTP', told);
    expect(unmet(told.tally)).toEqual([]);
    expect(told.metByRecall).toBeGreaterThan(0);
  }, 120_000);

  it('leave a ledger that proves what it holds', async () => {
    expect((await server.get(VerifyLedger).execute()).faults).toEqual([]);
  });
});
