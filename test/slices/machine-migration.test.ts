import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AcknowledgeAssignment } from '../../src/assignments/index.js';
import { ChaseDue } from '../../src/chasing/index.js';
import { MigrateMachine } from '../../src/cascade/migrate-machine.usecase.js';
import { rowsOf, sql } from '../../src/platform/database/sql.js';
import { testApp, type TestApp } from '../support/app.js';
import { clerkOf, factsOf, issuedTo, operator } from '../support/issued.js';

/** What version 1 stored: the fields that version 2 brought are not there. */
const CONTEXT_OF_V1 = sql`context - '{relayEscalated,relayReminded,relayDays,followDays,paused,askedFrom,supervisedLeft,recallRefused}'::text[]`;

let app: TestApp;
let directive: string;
let assignments: string[];
const quiet = (): void => {};
const migrate = (dryRun: boolean) =>
  app.get(MigrateMachine).execute('assignment', { from: 1, dryRun }, operator, quiet);
const rows = () =>
  rowsOf(
    app.db,
    sql<{ id: string; machine_version: number; receipt: string; relay: string; context: object; next_chase_at: Date }>`
      select id, machine_version, receipt, relay, context, next_chase_at from assignment
      where directive_id = ${directive} order by id`,
  );

beforeAll(async () => {
  app = await testApp();
  await app.setClock('2026-11-16T02:00:00Z');
  ({ directive, assignments } = await issuedTo(app, ['t01', 't04', 't14']));
  await sql`update assignment set machine_version = 1, context = ${CONTEXT_OF_V1}`.execute(app.db);
});
afterAll(() => app.close());

describe('cases that began on version 1', () => {
  it('go on as they began: acknowledged, and chased', async () => {
    const done = await app.get(AcknowledgeAssignment).execute(assignments[0]!, {}, await clerkOf(app.db, 't01'));
    expect(done.row).toMatchObject({ receipt: 'acknowledged', machineVersion: 1 });
    expect(await app.get(ChaseDue).execute(new Date('2026-11-18T02:00:00Z'))).toMatchObject({ reminded: 2 });
    expect((await rows()).map((row) => row.machine_version)).toEqual([1, 1, 1]);
  });

  it('are counted by version', async () => {
    const versions = await app.get(MigrateMachine).versions();
    expect(versions.find(({ machine }) => machine === 'assignment')).toEqual({
      machine: 'assignment',
      current: 2,
      versions: [{ version: 1, n: 3 }],
    });
  });

  it('are only counted by a dry run of their migration: nothing is written', async () => {
    const before = await rows();
    expect(await migrate(true)).toMatchObject({
      total: 3,
      dryRun: true,
      groups: [
        { before: 'sent.none.notStarted.inForce', after: 'sent.none.notStarted.inForce', n: 2 },
        { before: 'acknowledged.none.notStarted.inForce', after: 'acknowledged.none.notStarted.inForce', n: 1 },
      ],
    });
    expect(await rows()).toEqual(before);
    expect(await factsOf(app.db, { directive })).not.toHaveProperty(['assignment.migrated']);
  });

  it('are migrated by an explicit act: the same state, timers and counts, with a fact for each', async () => {
    const before = await rows();
    expect(await migrate(false)).toMatchObject({ total: 3, dryRun: false });
    expect(await rows()).toEqual(
      before.map((row) => ({
        ...row,
        machine_version: 2,
        context: {
          relayEscalated: false,
          relayReminded: false,
          relayDays: null,
          followDays: null,
          paused: false,
          askedFrom: null,
          supervisedLeft: 0,
          recallRefused: false,
          ...row.context,
        },
      })),
    );
    expect(await factsOf(app.db, { directive })).toMatchObject({ 'assignment.migrated': 3 });
  });

  it('are not migrated twice', async () => {
    expect(await migrate(false)).toMatchObject({ total: 0, groups: [] });
    expect(await factsOf(app.db, { directive })).toMatchObject({ 'assignment.migrated': 3 });
  });

  it('directives, reports and messages migrate as well; what has no such version says so', async () => {
    await sql`update directive set machine_version = 1`.execute(app.db);
    await sql`update message set machine_version = 1`.execute(app.db);
    const to = (machine: string, from = 1) =>
      app.get(MigrateMachine).execute(machine, { from, dryRun: false }, operator, quiet);
    expect(await to('directive')).toMatchObject({ total: 1, groups: [{ before: 'issued', after: 'issued' }] });
    expect((await to('delivery')).total).toBeGreaterThan(0);
    await expect(to('report')).rejects.toMatchObject({ code: 'invalid' });
    await expect(to('assignment', 2)).rejects.toMatchObject({ code: 'invalid' });
    await expect(
      app.get(MigrateMachine).execute('assignment', { from: 1, dryRun: true }, await clerkOf(app.db, 't01'), quiet),
    ).rejects.toMatchObject({ code: 'not-permitted' });
  });
});
