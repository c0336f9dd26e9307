import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { VerifyLedger } from '../../src/ledger/index.js';
import {
  addUp,
  endWith,
  letLoose,
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
/** The last rounds are ended while they are under way. */
const WITH_AN_END: readonly ActName[] = [...ACTS, ...ACTS, ...ACTS, ...ACTS, 'close'];

let server: TestServer;
let made = 0;
beforeAll(async () => {
  server = await serverOnTestDatabase();
  await server.setClock('2026-06-01T02:00:00Z');
});
afterAll(() => server?.close());

const nextCascade = (): Promise<SharedCascade> => sharedCascade(server, `l${++made}`, [2, 2]);

/** Lets eight clients loose on cascades of their own. @returns what they were told, by event */
async function rounds(n: number, serviceOf: (cascade: SharedCascade) => Promise<Service> | Service): Promise<Tally> {
  const tally: Tally = {};
  for (let round = 0; round < n; round++) {
    const cascade = await nextCascade();
    const { duties } = cascade;
    const acts = round % 3 === 2 ? WITH_AN_END : ACTS;
    const dice = new Dice(SEED * 1000 + round);
    const run = await letLoose(await serviceOf(cascade), duties, { dice, clients: CLIENTS, acts, each: EACH });
    const rows = await presentRows(server.db, cascade.directive);
    endWith(run, rows);
    expect(unexplained(run, duties)).toBeUndefined();
    await mustReplay(server.db, duties, rows);
    await mustBeRegistered(server.db, duties);
    addUp(tally, run.tally);
  }
  return tally;
}

/** Events that were never accepted, or never refused or repeated although others exclude them. */
const unmet = (tally: Tally): string[] => [
  ...['ACKNOWLEDGE', 'RETURN', 'FORWARD', 'REPORT', 'START'].filter((event) => !tally[event]?.done),
  ...['RETURN', 'REPORT', 'START'].filter((event) => !tally[event]?.refused),
  ...['ACKNOWLEDGE', 'FORWARD'].filter((event) => !tally[event]?.repeated),
];

describe(`${CLIENTS} clients that send random acts to one small cascade`, () => {
  it('leave a history that one order of their acts explains, duty by duty', async () => {
    const tally = await rounds(ROUNDS, ({ directive }) => throughUseCases(server, directive));
    process.stdout.write(`\n${tableOf('acts sent to the use cases', tally)}`);
    expect(unmet(tally)).toEqual([]);
  }, 120_000);

  it('do so over HTTP', async () => {
    const tally = await rounds(Math.ceil(ROUNDS / 2), async (cascade) => {
      const units = [cascade.root, ...cascade.duties.map(({ unit }) => unit)];
      const clerks = new Map<string, Client>();
      for (const unit of units) clerks.set(unit, await server.as(unit, 'clerk'));
      return throughHttp(server, cascade, clerks);
    });
    process.stdout.write(`\n${tableOf('acts sent over HTTP', tally)}`);
    expect(unmet(tally)).toEqual([]);
  }, 120_000);

  it('leave a ledger that proves what it holds', async () => {
    expect((await server.get(VerifyLedger).execute()).faults).toEqual([]);
  });
});
