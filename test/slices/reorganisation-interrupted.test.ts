import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AcknowledgeAssignment, WorkOnAssignment } from '../../src/assignments/index.js';
import { ForwardAssignment } from '../../src/cascade/index.js';
import { VerifyLedger } from '../../src/ledger/index.js';
import { rowsOf, sql } from '../../src/platform/database/sql.js';
import { ProductError } from '../../src/platform/errors.js';
import { SubmitReport } from '../../src/reports/index.js';
import { CarryOutReorganisation, PauseReorganisation, progressOfMoving } from '../../src/reorganisation/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { operator } from '../support/issued.js';
import * as plan from '../support/reorganisation-plans.js';
import { dutiesOf, linksOf, mustBeOwned, mustOweOnce, mustPassOn } from '../support/reorganisation-stored.js';
import { World } from '../support/reorganisation-world.js';
import { approvedPlan, carryOut, emptyRegister } from '../support/small-tree.js';
import { officerOf } from '../support/story.js';

const DIRECTIVES = 8;
let app: TestApp;
let made = 0;
/** What it comes to when nothing comes between. */
let undisturbed: string[];

beforeAll(async () => {
  app = await testApp();
  await emptyRegister(app);
});
afterAll(() => app?.close());

/** A tree with directives in several states, and an approved plan of merging, splitting and handing over whose day has come. */
async function planned(): Promise<[World, string]> {
  const world = await World.make(app, `t${++made}`);
  const at = (unit: string) => `${world.root}-${unit}`;
  for (let n = 0; n < DIRECTIVES; n++)
    await world.issue(
      world.alive.map(({ code }) => ({ unit: code, role: 0, through: n % 2 === 0 && code.startsWith(at('1-')) })),
    );
  for (const duty of world.duties.values()) {
    if ([at('2'), at('2-1')].includes(duty.unit)) await world.act(duty, 'acknowledge');
    if (duty.unit === at('2')) await world.act(duty, 'report');
  }
  await world.forward(1);
  const { steps } = plan.together([
    plan.merge([at('1-1'), at('1-2')], plan.newUnit(at('a'), at('1'))),
    plan.split(at('2-1'), [at('2-1'), plan.newUnit(at('b'), at('2'))], at('2-1')),
    plan.merge([at('2-2')], at('2-3')),
    plan.handOver(at('3-1'), [at('3-2')]),
    plan.abolish(at('1-3'), []),
  ]);
  return [world, await approvedPlan(app, [...steps], { effectiveOn: world.today })];
}

/** Every duty and link without ids and instants. */
async function outcomeOf(world: World): Promise<string[]> {
  const roots = [...world.directives.keys()];
  const rows = await dutiesOf(app.db, roots);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const name = (code: string | undefined) => code?.slice(world.root.length) ?? '';
  const lines = rows.map((row) =>
    [
      roots.indexOf(row.directive), name(row.unit), row.role, row.receipt, row.relay, row.work, row.standing,
      name(byId.get(row.parent ?? '')?.unit), name(row.sender),
    ].join(' '),
  ); // prettier-ignore
  const links = (await linksOf(app.db, roots)).map(({ from, to }) =>
    [roots.indexOf(byId.get(from)!.directive), name(byId.get(from)!.unit), '→', name(byId.get(to)!.unit)].join(' '),
  );
  return [...lines, ...links].toSorted();
}

/** Another process that carries the plan out. */
const carrier = (id: string): ChildProcess =>
  spawn(process.execPath, ['bin/thongsuot.js', 'reorganisation', 'carry-out', id], {
    stdio: 'ignore',
    env: {
      ...process.env,
      DATABASE_URL: app.database.appUrl,
      DATABASE_OWNER_URL: app.database.ownerUrl,
      THONGSUOT_MODE: 'demo',
    },
  });

async function killedAfter(id: string, cascades: number): Promise<void> {
  const child = carrier(id);
  const ended = once(child, 'exit');
  while (child.exitCode === null && (await progressOfMoving(app.db, id)).done < cascades);
  child.kill('SIGKILL');
  expect(await ended).toEqual([null, 'SIGKILL']);
}

describe('a reorganisation comes to the same', () => {
  it('in one go', async () => {
    const [world, id] = await planned();
    expect(await carryOut(app, id)).toBe('finished');
    undisturbed = await outcomeOf(world);
    expect(undisturbed.filter((line) => line.includes('superseded')).length).toBe(DIRECTIVES * 5);
  });

  it('stopped and resumed after every cascade', async () => {
    const [world, id] = await planned();
    const [carrying, pause] = [app.get(CarryOutReorganisation), app.get(PauseReorganisation)];
    expect(await carrying.step(id)).toBe('begun');
    for (let done = 0; done < DIRECTIVES; done++) {
      expect(await carrying.step(id)).toBe('moved');
      await pause.stop(id, operator);
      expect(await carrying.execute(id)).toBe('stopped');
      await pause.resume(id, operator);
    }
    expect(await carrying.step(id)).toBe('finished');
    expect(await outcomeOf(world)).toEqual(undisturbed);
  });

  it('by a process that is killed again and again', async () => {
    const [world, id] = await planned();
    for (const cascades of [1, 4]) await killedAfter(id, cascades);
    expect(['finished', 'over']).toContain(await carryOut(app, id));
    expect(await outcomeOf(world)).toEqual(undisturbed);
    expect((await progressOfMoving(app.db, id)).done).toBe(DIRECTIVES);
  }, 60_000);

  it('by four at once', async () => {
    const [world, id] = await planned();
    const done = await Promise.all(Array.from({ length: 4 }, () => carryOut(app, id)));
    expect(done.filter((one) => one === 'finished')).toHaveLength(1);
    expect(await outcomeOf(world)).toEqual(undisturbed);
  });
});

describe('while a reorganisation is carried out', () => {
  it('units go on working: nothing is lost, nothing is done twice', async () => {
    const [world, id] = await planned();
    const acts: { unit: string; doing: Promise<unknown> }[] = [];
    const start = (unit: string, doing: () => Promise<unknown>) => acts.push({ unit, doing: doing() });
    const officers = new Map(
      await Promise.all(world.alive.map(async ({ code }) => [code, await officerOf(app, code, '2026-03-02')] as const)),
    );
    const carrying = carryOut(app, id);
    for (const { id: duty, unit } of world.duties.values()) {
      const by = officers.get(unit)!;
      start(unit, async () => {
        await app.get(AcknowledgeAssignment).execute(duty, {}, by);
        if (unit.endsWith('-1')) await app.get(SubmitReport).execute(duty, { nil: true }, by);
        else if (unit.split('-').length === 2) await app.get(ForwardAssignment).execute(duty, { to: [] }, by);
        else await app.get(WorkOnAssignment).execute(duty, 'start', undefined, by);
      });
    }
    const settled = await Promise.allSettled(acts.map(({ doing }) => doing));
    expect(await carrying).toBe('finished');
    const refused = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    expect(refused.filter((error) => !(error instanceof ProductError)).map(String)).toEqual([]);
    await mustBeSound(world);
  });
});

async function mustBeSound(world: World): Promise<void> {
  const roots = [...world.directives.keys()];
  const rows = await dutiesOf(app.db, roots);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const links = await linksOf(app.db, roots);
  for (const code of ['1-1', '1-2', '1-3', '2-2']) world.units.get(`${world.root}-${code}`)!.alive = false;
  for (const unit of ['a', 'b'])
    world.units.set(`${world.root}-${unit}`, { ...world.units.get(`${world.root}-1`)!, code: `${world.root}-${unit}` });
  for (const row of rows) mustBeOwned(row, byId, world.units);
  mustOweOnce(rows);
  mustPassOn(rows);
  const taken = new Set(links.map(({ from }) => from));
  const lost = rows.filter((r) => r.standing === 'superseded' && !taken.has(r.id) && !r.unit.endsWith('-1-3'));
  expect(lost.map(({ unit }) => unit)).toEqual([]);
  const facts = await rowsOf<{ wrong: number }>(
    app.db,
    sql`select count(*)::int as wrong from assignment a where a.cascade_id = any(${roots}::uuid[]) and
      ((a.receipt = 'acknowledged')::int <> (select count(*) from ledger_entry e where e.assignment_id = a.id
          and e.cascade_id = a.cascade_id and e.kind = 'assignment.acknowledged')
        or (a.standing = 'superseded')::int <> (select count(*) from ledger_entry e where e.assignment_id = a.id
          and e.cascade_id = a.cascade_id and e.kind = 'assignment.superseded')
        or (select count(*) from ledger_entry e where e.assignment_id = a.id and e.cascade_id = a.cascade_id
          and e.kind in ('assignment.opened', 'assignment.takenOver')) <> 1)`,
  );
  expect(facts).toEqual([{ wrong: 0 }]);
  expect((await app.get(VerifyLedger).execute()).faults).toEqual([]);
}
