import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { VerifyLedger } from '../../src/ledger/index.js';
import { sql } from '../../src/platform/database/sql.js';
import { testApp, type TestApp } from '../support/app.js';
import { changesTree, COMMAND_NAMES, commandsOf, type Command } from '../support/cascade-commands.js';
import { FAULTS } from '../support/cascade-faults.js';
import { FOLLOW_DAYS } from '../support/duty-world.js';
import { REMINDERS } from '../support/duty-model.js';
import { Outcomes } from '../support/outcomes.js';
import { emptyRegister, plantUnits, smallTree, type SmallUnit } from '../support/small-tree.js';
import { TreeModel } from '../support/tree-model.js';
import { TreeWorld } from '../support/tree-world.js';

/** The same each time; others, and more: `MODEL_RUNS=3000 MODEL_MS=1e7 MODEL_SEED=$RANDOM npm test -- test/slices/model`. */
const RUNS = Number(process.env['MODEL_RUNS'] ?? 300);
const SEED = Number(process.env['MODEL_SEED'] ?? 20261122);
/** Where a failure was found: from there on again. */
const FROM = process.env['MODEL_PATH'];
const COMMANDS = 40;
/** On a busy machine fewer runs are done rather than more time taken; how many is printed. */
const LONGEST_MS = Number(process.env['MODEL_MS'] ?? 120_000);
/** Everything that is done is to happen really, several times. */
const COMMANDS_DONE = [
  'issue',
  ...COMMAND_NAMES.filter((name) => name !== 'cut'),
  ...['before', 'after', 'killed'].map((cut) => `cut ${cut}`),
];
/** In so many runs a planted fault is to be found. */
const FAULT_RUNS = 60;

/** What the model says of terms and reminders. */
const POLICY = {
  receiptWorkingDays: 1,
  remindEveryWorkingDays: 1,
  reminderLimit: REMINDERS,
  relayWorkingDays: 2,
  followUpWorkingDays: FOLLOW_DAYS,
  answerWorkingDays: 3,
  systemNumbers: true,
};

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
  await emptyRegister(app);
  await sql`insert into policy (code, version, rules, created_at)
    values ('model', 1, ${JSON.stringify(POLICY)}::jsonb, business_now())`.execute(app.db);
});
afterAll(() => app?.close());

/** Trees: nothing of a run is left in the way of the next, unless it changed the tree itself. */
const SHAPES = [[2, 2], [3, 3, 2], [1, 5], [6, 6, 5, 4, 4], [4, 0, 3]]; // prettier-ignore
const trees = new Map<string, SmallUnit[]>();
let planted = 0;
async function treeOf(shape: number, isItsOwn: boolean): Promise<SmallUnit[]> {
  const root = isItsOwn ? `m${shape}n${++planted}` : `m${shape}`;
  const known = trees.get(root);
  if (known) return known;
  const units = smallTree(root, SHAPES[shape]);
  await plantUnits(app, units);
  trees.set(root, units);
  return units;
}

const setting = fc.record({
  shape: fc.nat({ max: SHAPES.length - 1 }),
  n: fc.array(fc.nat({ max: 97 }), { minLength: 3, maxLength: 3 }),
});

/** The register is read whole whenever somebody is looked for in it: it does not grow with the runs. */
async function forget(world: TreeWorld): Promise<void> {
  const [top] = world.units;
  const within = sql`unit_id in (select id from unit where code = ${top!.code} or code like ${`${top!.code}-%`})`;
  await sql`delete from unit_period where ${within}`.execute(app.db);
}

/** One run: a directive is issued in a tree, and what the commands do is compared after each. */
async function run(
  model: TreeModel,
  { shape, n }: { shape: number; n: number[] },
  commands: readonly Command[],
  outcomes?: Outcomes,
) {
  const isItsOwn = changesTree(commands);
  const world = new TreeWorld(app, await treeOf(shape, isItsOwn), model, outcomes);
  const [a, b, c] = n as [number, number, number];
  try {
    await world.forward(0);
    await world.issue((i) => ({
      in: (a + i) % 5 !== 0,
      role: (b + i) % 4 === 0 ? c + i : 0,
      through: (c + i) % 3 !== 0,
    }));
    await fc.asyncModelRun(() => ({ model: {}, real: world }), commands);
  } catch (error) {
    throw new Error(world.story.join('\n'), { cause: error });
  } finally {
    // what is left of it is chased no more, and nobody is looked for in a tree of its own
    if (isItsOwn) await forget(world);
    await sql`update assignment set next_chase_at = null where cascade_id = any(${world.cascades}::uuid[])`.execute(
      app.db,
    );
  }
}

describe('whatever is done with a cascade', () => {
  it(
    'every duty is as a plain model says, with what falls due of it and its facts',
    async () => {
      const until = performance.now() + LONGEST_MS;
      const outcomes = new Outcomes();
      let runs = 0;
      const property = fc.asyncProperty(setting, commandsOf(COMMANDS), async (set, commands) => {
        if (performance.now() > until) return;
        await run(new TreeModel(), set, commands, outcomes);
        runs++;
      });
      await fc.assert(property, { numRuns: RUNS, endOnFailure: true, seed: SEED, ...(FROM ? { path: FROM } : {}) });
      process.stdout.write(`\n${runs} runs of ${COMMANDS} commands agree with the model\n${outcomes.table}\n`);
      expect(COMMANDS_DONE.filter((name) => outcomes.of(name, 'done') < Math.floor(runs / 60))).toEqual([]);
      expect((await app.get(VerifyLedger).execute()).faults).toEqual([]);
    },
    LONGEST_MS * 5,
  );

  it.each(Object.keys(FAULTS))(
    'is seen to differ where %s',
    async (fault) => {
      const found = await fc.check(
        fc.asyncProperty(setting, commandsOf(COMMANDS), (set, commands) => run(FAULTS[fault]!(), set, commands)),
        { numRuns: FAULT_RUNS, endOnFailure: true, seed: 1 },
      );
      // and where it was found, nothing else was wrong
      const [set, commands] = found.counterexample!;
      await run(new TreeModel(), set, commands);
      expect(found.failed).toBe(true);
    },
    120_000,
  );
});
