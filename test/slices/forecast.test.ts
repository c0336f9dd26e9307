import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AcknowledgeAssignment, ReturnAssignment } from '../../src/assignments/index.js';
import { CloseDirective } from '../../src/cascade/index.js';
import { directiveById } from '../../src/directives/index.js';
import { rowsOf, sql } from '../../src/platform/database/sql.js';
import { forecastsOf, frontierOf, latencyOf, MakeForecasts, outlookOf, progressOf } from '../../src/tracking/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { operator } from '../support/issued.js';
import { plantUnits, smallTree } from '../support/small-tree.js';
import { acknowledge, dutyOf, issued } from '../support/story.js';

let app: TestApp;
let directive: string;
beforeAll(async () => {
  app = await testApp();
  await app.setClock('2026-11-16T01:00:00Z'); // Monday, 08:00
  const units = smallTree('nhip', [8, 8, 4]);
  await plantUnits(app, units);
  directive = await issued(app, {
    issuer: 'nhip',
    dueOn: '2026-12-25',
    addressees: units.slice(1).map(({ code, kind }) => ({
      text: code,
      role: 'action' as const,
      ...(kind === 'public-service-unit' && code.startsWith('nhip-3') ? { through: 'superior' as const } : {}),
    })),
  });
});
afterAll(() => app.close());

const duties = () =>
  rowsOf<{ id: string }>(
    app.db,
    sql`select a.id from assignment a join unit u on u.id = a.unit_id where a.cascade_id = ${directive}
      and a.receipt = 'sent' and u.code <> 'nhip-3' order by u.code`,
  );
const row = () => directiveById(app.db, directive);
const frontier = async () =>
  (await frontierOf(app.db, await row(), { limit: 10 })).items.map((f) => [f.unitCode, f.holdup, f.waiting]);

describe('the pace of a cascade', () => {
  it('names the highest units that hold others up, and what they have not done', async () => {
    expect(await frontier()).toEqual([['nhip-3', 'notAcknowledged', 4]]);
    await app.get(ReturnAssignment).execute(await dutyOf(app, directive, 'nhip-1'), { reason: 'duplicate' }, operator);
    expect(await frontier()).toEqual([['nhip-3', 'notAcknowledged', 4]]); // nobody waits for one that owes no relay
  });

  it('says nothing of the future while nobody has answered', async () => {
    expect((await outlookOf(app.db, await row())).foreseen).toBe('tooEarly');
    expect(await app.get(MakeForecasts).execute()).toEqual({ made: 0, graded: 0 });
  });

  it('foresees when 95 % will have acknowledged, once a day, and grades it', async () => {
    for (const [n, { id }] of (await duties()).slice(0, 9).entries()) {
      await app.setClock(['16T03', '16T04', '17T07', '17T08', '17T09', '18T02', '18T03', '18T08', '18T09'].map((at) => `2026-11-${at}:00:00Z`)[n]!); // prettier-ignore
      await app.get(AcknowledgeAssignment).execute(id, {}, operator);
    }
    await app.setClock('2026-11-19T02:00:00Z');
    expect((await app.get(MakeForecasts).execute()).made).toBe(1);
    expect((await app.get(MakeForecasts).execute()).made).toBe(0);
    const [made] = await forecastsOf(app.db, directive);
    expect(made).toMatchObject({ n: 9, ofTotal: 22, share: 0.95, hit: null, reachedAt: null });
    expect(made!.earliestAt < made!.expectedAt && made!.expectedAt < made!.latestAt).toBe(true);
    await app.setClock('2026-11-19T03:00:00Z');
    for (const { id } of await duties()) await app.get(AcknowledgeAssignment).execute(id, {}, operator);
    await acknowledge(app, directive, 'nhip-3');
    expect(await frontier()).toEqual([['nhip-3', 'notPassedOn', 4]]);
    expect((await app.get(MakeForecasts).execute()).graded).toBe(0); // 18 of 22: four still wait for the paper
    await app.setClock(new Date(made!.latestAt.getTime() + 60_000).toISOString());
    expect((await app.get(MakeForecasts).execute()).graded).toBe(1);
    expect((await forecastsOf(app.db, directive)).at(-1)).toMatchObject({ hit: false });
  });

  it('takes its time by level, from the issue and from the sending', async () => {
    const { levels, slowest } = await latencyOf(app.db, await row());
    expect(levels.map(({ level, total, acknowledged }) => [level, total, acknowledged])).toEqual([['body', 22, 18]]);
    const { sinceIssue, sinceSent } = levels[0]!;
    expect(sinceIssue.median).toBeGreaterThan(0);
    expect(sinceIssue.p90).toBeNull(); // 18 of 22 are fewer than 90 %
    expect(sinceSent.p90).not.toBeNull(); // four of the 22 have not been sent it
    expect(slowest[0]).toMatchObject({ unitCode: 'nhip-3', total: 5, acknowledged: 1, sinceIssue: { median: null } });
  });

  it('is broken down by level and by task, the same in sum', async () => {
    const { levels, total } = await progressOf(app.db, directive, { by: 'level' });
    expect(levels!.reduce((sum, of) => sum + of.total, 0)).toBe(total);
    expect(levels!.map(({ depth }) => depth)).toEqual([1, 2]);
    const { tasks } = await progressOf(app.db, directive, { by: 'task' });
    expect(tasks).toEqual([]);
  });

  it('counts no forecast as right or wrong that the end of the directive cut short', async () => {
    await app.get(MakeForecasts).execute();
    await app.get(CloseDirective).execute(directive, operator);
    await app.get(MakeForecasts).execute();
    const [last] = await forecastsOf(app.db, directive);
    expect(last?.hit ?? false).toBe(false);
    expect((await outlookOf(app.db, await row())).total).toBeLessThanOrEqual(23);
  });
});
