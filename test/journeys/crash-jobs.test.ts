import { expect } from '@jest/globals';
import { CreateAccount } from '../../src/access/index.js';
import { AskBulkAct } from '../../src/bulk-acts/index.js';
import { ConfirmChange, DraftChange } from '../../src/calendar-changes/index.js';
import { changeSchema } from '../../src/calendar-changes/change.rules.js';
import { ChaseDue } from '../../src/chasing/index.js';
import { commandLineCaller } from '../../src/platform/caller.js';
import { sql } from '../../src/platform/database/sql.js';
import { differing, type Rows } from '../support/all-rows.js';
import { BEGAN_AT } from '../support/crash-world.js';
import { NOBODY, toldTogether, type Does, type Story } from '../support/doomed-together.js';
import { operator } from '../support/issued.js';
import * as plan from '../support/reorganisation-plans.js';
import { approvedPlan } from '../support/small-tree.js';

/** A commit, and what has happened once it is there. */
type Step = readonly [commit: string, what: string];

interface Work<Of> extends Pick<Story<Of>, 'name' | 'prepare'> {
  does: (of: Of) => readonly Does[];
  steps: readonly Step[];
  /** What is looked at where nothing crashed, and what it is. */
  leaves: readonly [of: (undisturbed: Rows) => unknown, is: unknown];
}

const does = (from: string, useCase: string, ...given: readonly unknown[]): Does => ({ from, useCase, given });
const mails = (rows: Rows, template: string): number =>
  rows['message']!.filter((row) => row.includes(`"template": "${template}"`)).length;
const outcomes = (rows: Rows, table: string) => rows[table]!.map((row) => /"outcome": "(\w+)"/.exec(row)?.[1]);

/**
 * Kills a process before and after each commit of what it does. It must be lost before and kept after, and come to what a
 * process comes to that nothing happens to; a last one finds nothing to do.
 */
const killedAtEvery = <Of>({ name, prepare, does: work, steps, leaves }: Work<Of>): Story<Of> => ({
  name,
  prepare,
  tell: async (pair, of, { dies, ends }) => {
    const all = work(of);
    let last = await pair.rows(pair.crashed);
    for (const [commit, what] of steps) {
      await dies(`${commit}:before`, all);
      expect([what, await pair.differingFrom(last)]).toEqual([what, 'same']);
      await dies(`${commit}:after`, all);
      expect([what, await pair.differingFrom(last)]).toEqual([what, expect.any(Object)]);
      last = await pair.rows(pair.crashed);
    }
    await Promise.all([ends(pair.calm, all), ends(pair.crashed, all)]);
    const undisturbed = await pair.rows(pair.calm);
    expect(differing(last, undisturbed)).toBe('same');
    expect(await pair.differingFrom(undisturbed)).toBe('same');
    expect(leaves[0](undisturbed)).toEqual(leaves[1]);
  },
});

const CHASED_AT = '2026-03-16T02:00:00Z';
const AT_THE_HOUR = '2026-03-17T01:00:00Z';
const MONDAY = '2026-03-16T01:00:00Z';

const proof: Story = {
  name: 'a proof of a job that its process could not write is given by the next one',
  prepare: (world) => world.issued(),
  tell: async (pair, _, { dies }) => {
    const chase = [does('chasing/index.js', 'ChaseDue', CHASED_AT)];
    await dies('heartbeat.beaten:before', chase);
    expect(await pair.provenJobs()).toEqual(['demo-story']);
    await dies('heartbeat.beaten:after', chase);
    expect(await pair.provenJobs()).toEqual(['demo-story', 'sweep']);
    expect(mails(await pair.rows(pair.crashed), 'reminder')).toBe(2);
  },
};

toldTogether([
  killedAtEvery({
    name: 'a chase that is killed before and after its commit reminds everybody once',
    prepare: async (world) => {
      await world.issued();
      await world.acknowledged('so-1');
    },
    does: () => [does('chasing/index.js', 'ChaseDue', CHASED_AT)],
    steps: [['chase.batchChased', 'everybody is reminded']],
    leaves: [(rows) => mails(rows, 'reminder'), 3],
  }),
  killedAtEvery({
    name: 'the digest of the day is made once, whenever its process is killed',
    prepare: async (world) => {
      await world.reachable(['so-1']);
      await world.issued();
      await world.app.get(ChaseDue).execute(new Date(CHASED_AT));
    },
    does: () => [does('chasing/digests/gather-notices.usecase.js', 'GatherNotices', AT_THE_HOUR)],
    steps: [
      ['chase.noticesSlotted', 'it is said when they are gathered'],
      ['chase.digestsMade', 'they are gathered'],
    ],
    leaves: [(rows) => mails(rows, 'digest'), 1],
  }),
  killedAtEvery({
    name: 'the summary of the week is made once for each leader, whenever its process is killed',
    prepare: async (world) => {
      const { unitId } = await world.by('so-1');
      const leader = { name: 'Nông Thị Lan', role: 'leader', locale: 'vi', email: 'lan@thu.invalid' } as const;
      await world.app.get(CreateAccount).open({ unitId: unitId!, ...leader }, operator);
      await world.issued();
    },
    does: () => [does('chasing/digests/summary/make-summaries.usecase.js', 'MakeSummaries', MONDAY)],
    steps: [['chase.summariesMade', 'the week of the leader is taken, and the mail queued']],
    leaves: [(rows) => mails(rows, 'weekSummary'), 1],
  }),
  killedAtEvery({
    name: 'a leader who wants no summary has said so once',
    prepare: async (world) => {
      const { unitId } = await world.by('so-1');
      const leader = { unitId: unitId!, name: 'Nông Thị Lan', role: 'leader', locale: 'vi' } as const;
      const actor = await world.app.get(CreateAccount).execute(leader, operator);
      return { ...(await world.by('so-1')), actor };
    },
    does: (leader) => [does('chasing/digests/summary/want-summary.usecase.js', 'WantSummary', false, leader)],
    steps: [['chase.summariesWanted', 'it is refused']],
    leaves: [(rows) => rows['summary_refused']!.length, 1],
  }),
  killedAtEvery({
    name: 'the hour of the digest is set once, whenever its process is killed',
    prepare: (world) => world.by('so-1'),
    does: (clerk) => [
      does('chasing/digests/set-digest-hour.usecase.js', 'SetDigestHour', clerk.unitId, '09:00', clerk),
    ],
    steps: [['chase.digestHourSet', 'the hour is another']],
    leaves: [(rows) => rows['digest_hour']!.length, 1],
  }),
  killedAtEvery({
    name: 'a reorganisation whose process is killed before and after every commit comes to the same',
    prepare: async (world) => {
      const to = ['so-1-1', 'so-1-2', 'so-2-1'].map((text) => ({ text, role: 'action' as const }));
      await world.acknowledged('so-1-1', { addressees: to });
      const { steps } = plan.together([
        plan.merge(['so-1-1', 'so-1-2'], plan.newUnit('so-1-m', 'so-1')),
        plan.abolish('so-2-1', []),
      ]);
      return approvedPlan(world.app, [...steps], { effectiveOn: BEGAN_AT.slice(0, 10) });
    },
    does: (id) => [does('reorganisation/carry-out-reorganisation.usecase.js', 'CarryOutReorganisation', id)],
    steps: [
      ['reorganisation.stepped', 'the tree is changed'],
      ['reorganisation.stepped', 'one cascade is moved'],
      ['reorganisation.stepped', 'it is finished'],
    ],
    leaves: [(rows) => rows['assignment_succession']!.length, 2],
  }),
  killedAtEvery({
    name: 'a bulk act whose worker is killed before and after every commit reminds everybody once',
    prepare: async (world) => {
      const selection = { directive: await world.issued(), unacknowledged: true };
      return (await world.app.get(AskBulkAct).execute({ act: 'remind', selection }, operator)).id;
    },
    does: (id) => [does('bulk-acts/carry-out-bulk-act.usecase.js', 'CarryOutBulkAct', id)],
    steps: [
      ['bulk.stepped', 'it begins'],
      ['bulk.stepped', 'its rows are acted on'],
      ['bulk.stepped', 'it ends'],
    ],
    leaves: [(rows) => outcomes(rows, 'bulk_act_item'), ['done', 'done']],
  }),
  killedAtEvery({
    name: 'a change of the calendar whose process is killed before and after every commit moves each deadline once',
    prepare: async (world) => {
      await world.issued();
      const stop = {
        kind: 'stop',
        scope: 'so',
        legalBasis: 'Công điện 1/CĐ',
        days: [{ on: '2026-03-03', kind: 'stop', name: 'Bão' }],
      };
      const { id } = await world.app.get(DraftChange).execute(changeSchema.parse(stop), operator);
      await world.app.get(ConfirmChange).execute(id, undefined, operator);
      return id;
    },
    does: (id) => [does('calendar-changes/move-deadlines.usecase.js', 'MoveDeadlines', id)],
    steps: [
      ['calendar.deadlinesMoved', 'a cascade is moved'],
      ['calendar.deadlinesMoved', 'it is finished'],
    ],
    leaves: [(rows) => outcomes(rows, 'calendar_change_item'), ['moved', 'moved']],
  }),
  killedAtEvery({
    name: 'a migration of running cases that is killed before and after its commit moves every case once',
    prepare: async (world) => {
      await world.issued();
      // the fields that version 2 brought are not there
      await sql`update assignment set machine_version = 1, context = context
        - '{relayEscalated,relayDays,followDays,paused,askedFrom,supervisedLeft,recallRefused}'::text[]`.execute(
        world.app.db,
      );
    },
    does: () => {
      const given = ['assignment', { from: 1, dryRun: false }, commandLineCaller('vi'), NOBODY];
      return [does('cascade/migrate-machine.usecase.js', 'MigrateMachine', ...given)];
    },
    steps: [['machine.batchMigrated', 'its cases are moved']],
    leaves: [(rows) => rows['assignment']!.map((row) => /"machine_version": (\d)/.exec(row)?.[1]), ['2', '2']],
  }),
  proof,
]);
