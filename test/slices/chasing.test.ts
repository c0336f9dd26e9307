import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ChaseDue } from '../../src/chasing/index.js';
import { rowsOf, sql } from '../../src/platform/database/sql.js';
import { SeedDemoUnits } from '../../src/units/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { WorkOnAssignment } from '../../src/assignments/index.js';
import { SubmitReport } from '../../src/reports/index.js';
import { acknowledge, dutyOf, issued, officerOf } from '../support/story.js';

let app: TestApp;
let directive: string;

const chaseAt = async (at: string) => {
  await app.setClock(at);
  const { reminded, escalated } = await app.get(ChaseDue).execute(new Date(at));
  return { reminded, escalated };
};

const factsOf = async (kind: string) =>
  (
    await rowsOf(
      app.db,
      sql<{ code: string }>`select u.code from ledger_entry e join unit u on u.id = e.unit_id
    where e.directive_id = ${directive} and e.kind = ${kind} order by u.code`,
    )
  ).map(({ code }) => code);

beforeAll(async () => {
  app = await testApp();
  await app.setClock('2026-11-20T02:00:00Z'); // Friday, 09:00 in Hà Nội
  await app.get(SeedDemoUnits).execute(new Date('2026-11-20T02:00:00Z'));
  directive = await issued(app, {
    issuer: 'bo-noi-vu',
    addressees: [
      { text: 'UBND tỉnh Lạng Sơn', role: 'action' },
      { text: 'UBND tỉnh Cao Bằng', role: 'action' },
      { text: 'UBND tỉnh Quảng Ninh', role: 'information' },
    ],
  });
});
afterAll(() => app.close());

describe('a directive issued on Friday', () => {
  it('is first chased on Monday at the close of business: the weekend does not count', async () => {
    expect(await chaseAt('2026-11-20T23:00:00Z')).toEqual({ reminded: 0, escalated: 0 });
    await acknowledge(app, directive, 't20');
    expect(await chaseAt('2026-11-23T09:59:59Z')).toEqual({ reminded: 0, escalated: 0 });
    expect(await chaseAt('2026-11-23T10:00:00Z')).toEqual({ reminded: 2, escalated: 0 });
    expect(await factsOf('assignment.reminded')).toEqual(['t04', 't22']);
  });

  it('reminds once, however often the sweep runs', async () => {
    expect(await chaseAt('2026-11-23T10:00:30Z')).toEqual({ reminded: 0, escalated: 0 });
    const sweeps = await Promise.all([1, 2, 3].map(() => app.get(ChaseDue).execute(new Date('2026-11-23T11:00:00Z'))));
    expect(sweeps.reduce((sum, { reminded }) => sum + reminded, 0)).toBe(0);
  });

  it('reminds again after a working day, which 24 November is not, then tells the superior once, then nobody', async () => {
    expect(await chaseAt('2026-11-24T10:00:00Z')).toEqual({ reminded: 0, escalated: 0 });
    expect(await chaseAt('2026-11-25T10:00:00Z')).toEqual({ reminded: 2, escalated: 0 });
    const rehearsed = await app.get(ChaseDue).rehearse(new Date('2026-11-26T10:00:00Z'));
    expect(rehearsed.would.map(({ template, unitCode }) => [template, unitCode])).toEqual([['escalation', 't04']]);
    expect(await factsOf('assignment.escalated')).toEqual([]);
    expect(await chaseAt('2026-11-26T10:00:00Z')).toEqual({ reminded: 0, escalated: 1 });
    expect(await factsOf('assignment.escalated')).toEqual(['t04']);
    expect(await chaseAt('2026-12-26T10:00:00Z')).toEqual({ reminded: 0, escalated: 0 });
  });

  it('tells nobody of a unit that is only informed', async () => {
    expect(await factsOf('assignment.escalated')).not.toContain('t22');
  });

  it('never chases who has acknowledged', async () => {
    const chased = [...(await factsOf('assignment.reminded')), ...(await factsOf('assignment.escalated'))];
    expect(chased).not.toContain('t20');
  });
});

describe('work that is overdue', () => {
  it('is chased once a working day, however often the unit acts in between', async () => {
    await app.setClock('2026-12-01T02:00:00Z');
    const late = await issued(app, {
      issuer: 'bo-noi-vu',
      dueOn: '2026-12-01',
      addressees: [{ text: 'UBND tỉnh Điện Biên', role: 'action' }],
    });
    await acknowledge(app, late, 't11');
    const duty = await dutyOf(app, late, 't11');
    const by = await officerOf(app, 't11');
    expect(await chaseAt('2026-12-02T02:00:00Z')).toEqual({ reminded: 1, escalated: 0 });
    await app.get(WorkOnAssignment).assign(duty, { lead: 'Phòng Nội vụ' }, by);
    expect(await chaseAt('2026-12-02T02:00:10Z')).toEqual({ reminded: 0, escalated: 0 });
    await app.get(WorkOnAssignment).execute(duty, 'start', undefined, by);
    expect(await chaseAt('2026-12-02T02:00:20Z')).toEqual({ reminded: 0, escalated: 0 });
    expect(await chaseAt('2026-12-03T10:00:00Z')).toEqual({ reminded: 1, escalated: 0 });
    await app.get(SubmitReport).execute(duty, { nil: true }, by);
    expect(await chaseAt('2026-12-10T10:00:00Z')).toEqual({ reminded: 0, escalated: 0 });
    await expect(app.get(SubmitReport).execute(duty, { text: 'khác' }, by)).rejects.toMatchObject({
      code: 'not-possible-now',
    });
  });
});
