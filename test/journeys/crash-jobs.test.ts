import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AskBulkAct } from '../../src/bulk-acts/index.js';
import { ConfirmChange, DraftChange } from '../../src/calendar-changes/index.js';
import { changeSchema } from '../../src/calendar-changes/change.rules.js';
import { ChaseDue } from '../../src/chasing/index.js';
import { sql } from '../../src/platform/database/sql.js';
import { differing, type Rows } from '../support/all-rows.js';
import { CrashPair } from '../support/crash-pair.js';
import { BEGAN_AT, CrashWorld } from '../support/crash-world.js';
import { operator } from '../support/issued.js';
import { RealProcess } from '../support/real-process.js';
import * as plan from '../support/reorganisation-plans.js';
import { approvedPlan } from '../support/small-tree.js';

const DIED = 'SIGKILL';
const DONE = [0, null];
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

/**
 * Kills the process before and after each commit of what it does, and compares with one that dies only after the last.
 * @returns the rows that there are where nothing crashes
 */
async function killedAtEvery(commit: string, args: readonly string[], steps: readonly string[]): Promise<Rows> {
  const calm = RealProcess.run(pair.calm, args, { failpoint: `${commit}:after#${steps.length}` });
  let last = await pair.rows(pair.crashed);
  for (const step of steps) {
    const before = await pair.killedAt(`${commit}:before`, args);
    expect([step, before, await pair.differingFrom(last)]).toEqual([step, DIED, 'same']);
    const after = await pair.killedAt(`${commit}:after`, args);
    expect([step, after, await pair.differingFrom(last)]).toEqual([step, DIED, expect.any(Object)]);
    last = await pair.rows(pair.crashed);
  }
  expect((await calm).ending).toEqual([null, DIED]);
  const undisturbed = await pair.rows(pair.calm);
  expect(differing(last, undisturbed)).toBe('same');
  return undisturbed;
}

/** A last process, which nothing happens to, finds nothing to do. */
async function nothingIsLeft(args: readonly string[], undisturbed: Rows): Promise<void> {
  expect(await RealProcess.run(pair.crashed, args)).toMatchObject({ ending: DONE });
  expect(await pair.differingFrom(undisturbed)).toBe('same');
}

describe('a chase', () => {
  const CHASE = ['chase', 'run', '--at', '2026-03-16T09:00:00+07:00'];
  beforeAll(() =>
    prepared(async (world) => {
      await world.issued();
      await world.acknowledged('so-1');
    }),
  );

  it(
    'that is killed before and after its commit reminds everybody once',
    async () => {
      const undisturbed = await killedAtEvery('chase.batchChased', CHASE, ['everybody is reminded']);
      const reminders = undisturbed['message']!.filter((row) => row.includes('"template": "reminder"'));
      expect(reminders).toHaveLength(3);
      await nothingIsLeft(CHASE, undisturbed);
    },
    LONG,
  );
});

describe('the digest of the day', () => {
  const AT_THE_HOUR = ['chase', 'run', '--at', '2026-03-17T08:00:00+07:00'];
  beforeAll(() =>
    prepared(async (world) => {
      await world.reachable(['so-1']);
      await world.issued();
      await world.app.get(ChaseDue).execute(new Date('2026-03-16T02:00:00Z'));
    }),
  );

  it(
    'is made once, whenever its process is killed',
    async () => {
      await killedAtEvery('chase.noticesSlotted', AT_THE_HOUR, ['it is said when they are gathered']);
      const undisturbed = await killedAtEvery('chase.digestsMade', AT_THE_HOUR, ['they are gathered']);
      expect(undisturbed['message']!.filter((row) => row.includes('"template": "digest"'))).toHaveLength(1);
      await nothingIsLeft(AT_THE_HOUR, undisturbed);
    },
    LONG,
  );
});

describe('a reorganisation', () => {
  let carryOut: string[];
  beforeAll(() =>
    prepared(async (world) => {
      const to = ['so-1-1', 'so-1-2', 'so-2-1'].map((text) => ({ text, role: 'action' as const }));
      await world.acknowledged('so-1-1', { addressees: to });
      const { steps } = plan.together([
        plan.merge(['so-1-1', 'so-1-2'], plan.newUnit('so-1-m', 'so-1')),
        plan.abolish('so-2-1', []),
      ]);
      const id = await approvedPlan(world.app, [...steps], { effectiveOn: BEGAN_AT.slice(0, 10) });
      carryOut = ['reorganisation', 'carry-out', id];
    }),
  );

  it(
    'whose process is killed before and after every commit comes to the same',
    async () => {
      const steps = ['the tree is changed', 'one cascade is moved', 'it is finished'];
      const undisturbed = await killedAtEvery('reorganisation.stepped', carryOut, steps);
      expect(undisturbed['assignment_succession']).toHaveLength(2);
      await nothingIsLeft(carryOut, undisturbed);
    },
    LONG,
  );
});

describe('a bulk act', () => {
  beforeAll(() =>
    prepared(async (world) => {
      const selection = { directive: await world.issued(), unacknowledged: true };
      await world.app.get(AskBulkAct).execute({ act: 'remind', selection }, operator);
    }),
  );

  it(
    'whose worker is killed before and after every commit reminds everybody once',
    async () => {
      const steps = ['it begins', 'its rows are acted on', 'it ends'];
      const undisturbed = await killedAtEvery('bulk.stepped', ['worker'], steps);
      expect(undisturbed['bulk_act_item']?.map((row) => /"outcome": "(\w+)"/.exec(row)?.[1])).toEqual(['done', 'done']);
    },
    LONG,
  );
});

describe('a change of the calendar', () => {
  let confirm: string[];
  beforeAll(() =>
    prepared(async (world) => {
      await world.issued();
      const stop = {
        kind: 'stop',
        scope: 'so',
        legalBasis: 'Công điện 1/CĐ',
        days: [{ on: '2026-03-03', kind: 'stop', name: 'Bão' }],
      };
      const { id } = await world.app.get(DraftChange).execute(changeSchema.parse(stop), operator);
      await world.app.get(ConfirmChange).execute(id, undefined, operator);
      confirm = ['calendar', 'confirm', id];
    }),
  );

  it(
    'whose process is killed before and after every commit moves each deadline once',
    async () => {
      const steps = ['a cascade is moved', 'it is finished'];
      const undisturbed = await killedAtEvery('calendar.deadlinesMoved', confirm, steps);
      const outcomes = undisturbed['calendar_change_item']?.map((row) => /"outcome": "(\w+)"/.exec(row)?.[1]);
      expect(outcomes).toEqual(['moved', 'moved']);
      await nothingIsLeft(confirm, undisturbed);
    },
    LONG,
  );
});

describe('a migration of running cases', () => {
  const MIGRATE = ['machines', 'migrate', 'assignment', '--from', '1'];
  beforeAll(() =>
    prepared(async (world) => {
      await world.issued();
      // the fields that version 2 brought are not there
      await sql`update assignment set machine_version = 1, context = context
        - '{relayEscalated,relayDays,followDays,paused,askedFrom,supervisedLeft,recallRefused}'::text[]`.execute(
        world.app.db,
      );
    }),
  );

  it(
    'that is killed before and after its commit moves every case once',
    async () => {
      const undisturbed = await killedAtEvery('machine.batchMigrated', MIGRATE, ['its cases are moved']);
      expect(undisturbed['assignment']?.map((row) => /"machine_version": (\d)/.exec(row)?.[1])).toEqual(['2', '2']);
      await nothingIsLeft(MIGRATE, undisturbed);
    },
    LONG,
  );
});
