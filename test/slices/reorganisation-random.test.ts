import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { VerifyLedger } from '../../src/ledger/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { stepOf, together } from '../support/reorganisation-plans.js';
import { World, type Act } from '../support/reorganisation-world.js';
import { emptyRegister } from '../support/small-tree.js';

let app: TestApp;
let made = 0;
beforeAll(async () => {
  app = await testApp();
  await emptyRegister(app);
});
afterAll(() => app?.close());

const ACTS: readonly Act[] = [
  'acknowledge', 'acknowledge', 'acknowledge', 'start', 'complete', 'report', 'report', 'accept', 'send-back',
  'not-applicable', 'return',
]; // prettier-ignore

type What = 'issue' | 'act' | 'forward' | 'reorganise' | 'clock';
const command = fc.record({
  what: fc.oneof(
    ...([['act', 8], ['reorganise', 3], ['forward', 3], ['issue', 1], ['clock', 1]] as const).map(
      ([what, weight]) => ({ weight, arbitrary: fc.constant<What>(what) }),
    ),
  ),
  n: fc.array(fc.nat({ max: 97 }), { minLength: 9, maxLength: 9 }),
}); // prettier-ignore
type Command = { what: What; n: number[] };

async function run(world: World, { what, n }: Command, mark: number): Promise<void> {
  const [a, b, c] = n as [number, number, number];
  const { alive } = world;
  const duties = [...world.duties.values()];
  const duty = duties.filter(({ standing }) => a % 9 === 0 || standing === 'inForce')[b % Math.max(duties.length, 1)];
  switch (what) {
    case 'issue':
      return world.issue(
        alive
          .filter((_, i) => (a + i * b) % 3 !== 0 || i === 0)
          .map(({ code }, i) => ({ unit: code, role: (c + i) % 5 === 0 ? i : 0, through: (b + i) % 3 === 0 })),
      );
    case 'act':
      return duty && world.act(duty, ACTS[c % ACTS.length]!);
    case 'forward': {
      const acknowledged = duties.filter((d) => d.receipt === 'acknowledged' && d.standing === 'inForce');
      const passing = acknowledged[b % Math.max(acknowledged.length, 1)];
      if (!passing) return;
      const below = alive.filter(({ parent }) => parent === passing.unit).map(({ code }) => code);
      return world.passOn(passing, a % 2 === 0 ? [] : below.slice(c % 2), a % 3 === 0);
    }
    case 'reorganise': {
      if (alive.length < 4) return;
      const directives = [...world.directives.keys()];
      const steps = [n.slice(0, 4), n.slice(4, 8)].slice(0, 1 + (n[8]! % 2));
      const choices = (i: number) => ({ root: world.root, alive, directives, mark: `${mark}${'ab'[i]!}` });
      await world.reorganise(together(steps.map((step, i) => stepOf(step, choices(i)))));
      return;
    }
    case 'clock':
      return world.forward(1 + (a % 20));
  }
}

/** Everybody gets a first directive: some through their superiors, some only to know. */
async function newWorld(): Promise<World> {
  const world = await World.make(app, `g${++made}`);
  await world.issue(
    world.alive.map(({ code }, i) => ({ unit: code, role: i % 7 === 6 ? 2 : 0, through: i > 2 && i % 2 === 0 })),
  );
  return world;
}

/** The same each time; others, and more: `RANDOM_RUNS=1000 RANDOM_SEED=$RANDOM npm test -- test/slices/reorganisation-random`. */
const RUNS = Number(process.env['RANDOM_RUNS'] ?? 30);
const SEED = Number(process.env['RANDOM_SEED'] ?? 20261122);

describe('whatever happens in a tree with duties under way', () => {
  it(
    'no duty is lost, orphaned or owed twice, and both trees have the same totals',
    async () => {
      let moved = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(command, { minLength: 10, maxLength: 15, size: 'max' }), async (commands) => {
          const world = await newWorld();
          try {
            for (const [i, one] of commands.entries()) await run(world, one, i);
          } catch (error) {
            throw new Error(world.story.join('\n'), { cause: error });
          }
          moved += [...world.duties.values()].filter(({ standing }) => standing === 'superseded').length;
        }),
        { numRuns: RUNS, endOnFailure: true, seed: SEED },
      );
      expect(moved).toBeGreaterThan(RUNS);
      expect((await app.get(VerifyLedger).execute()).faults).toEqual([]);
    },
    Math.max(170_000, RUNS * 2_000),
  );
});
