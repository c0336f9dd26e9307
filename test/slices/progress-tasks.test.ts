import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listAssignments, MarkTask } from '../../src/assignments/index.js';
import { inboxCounts } from '../../src/assignments/inbox.queries.js';
import { ChaseDue } from '../../src/chasing/index.js';
import { ForwardAssignment } from '../../src/cascade/index.js';
import { directiveById } from '../../src/directives/index.js';
import { SubmitReport } from '../../src/reports/index.js';
import { blockingOf, progressOf } from '../../src/tracking/index.js';
import { findUnit, SeedDemoUnits } from '../../src/units/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { acknowledge, dutyOf, issued, officerOf } from '../support/story.js';

const COMMUNES = 'Ủy ban nhân dân các xã, phường tỉnh Lạng Sơn';
let app: TestApp;
let directive: string;
beforeAll(async () => {
  app = await testApp();
  await app.setClock('2026-11-16T02:00:00Z'); // a Monday
  await app.get(SeedDemoUnits).execute(new Date('2026-11-16T02:00:00Z'));
  directive = await issued(app, {
    issuer: 'bo-noi-vu',
    dueOn: '2026-11-30',
    tasks: [
      { label: '1', text: 'Rà soát', addressees: [] },
      { label: '2', text: 'Tổng hợp', addressees: ['UBND tỉnh Lạng Sơn, UBND tỉnh Cao Bằng'] },
    ],
    addressees: [
      { text: 'UBND tỉnh Lạng Sơn, UBND tỉnh Cao Bằng', role: 'action' },
      { text: COMMUNES, role: 'action', through: 'superior' },
    ],
  });
});
afterAll(() => app.close());

const tasks = async (at?: Date) => (await progressOf(app.db, directive, { by: 'task', at })).tasks!;
const progress = () => progressOf(app.db, directive);
const row = () => directiveById(app.db, directive);

describe('the tasks of a directive', () => {
  it('count the units that they are addressed to, once they have the paper', async () => {
    expect((await tasks()).map(({ total }) => total)).toEqual([2, 2]);
    await acknowledge(app, directive, 't20');
    const by = await officerOf(app, 't20');
    await app.get(ForwardAssignment).execute(await dutyOf(app, directive, 't20'), { to: ['x06184-2025'] }, by);
    expect((await tasks()).map(({ total, status }) => [total, status.open])).toEqual([[3, 3], [2, 2]]); // prettier-ignore
  });

  it('balance: each unit is in one status, and in one of the four outcomes unless the task is none of its', async () => {
    const office = await officerOf(app, 't20');
    const duty = await dutyOf(app, directive, 't20');
    await app.get(MarkTask).execute(duty, { n: 1, status: 'done' }, office);
    await app.get(MarkTask).execute(duty, { n: 2, status: 'notApplicable', reason: 'đã giao nơi khác' }, office);
    await acknowledge(app, directive, 't04');
    await app.setClock('2026-12-01T02:00:00Z');
    const by = await officerOf(app, 't04');
    await app.get(SubmitReport).execute(await dutyOf(app, directive, 't04'), { nil: true }, by);
    const [first, second] = await tasks();
    expect(first).toMatchObject({
      total: 3,
      status: { open: 1, begun: 0, done: 2, notApplicable: 0 },
      doneOnTime: 1,
      doneLate: 1,
      openInTerm: 0,
      openOverdue: 1,
    });
    expect(second).toMatchObject({
      total: 2,
      status: { open: 0, begun: 0, done: 1, notApplicable: 1 },
      doneOnTime: 0,
      doneLate: 1,
      openInTerm: 0,
      openOverdue: 0,
    });
    const [then] = await tasks(new Date('2026-11-20T02:00:00Z'));
    expect(then).toMatchObject({ total: 3, doneOnTime: 1, openInTerm: 2, openOverdue: 0 });
  });
});

describe('a unit that does not pass the paper on', () => {
  it('is overdue from the term of the relay on, on every page alike', async () => {
    await app.setClock('2026-12-07T02:00:00Z');
    directive = await issued(app, {
      issuer: 'bo-noi-vu',
      dueOn: '2026-12-31',
      addressees: [
        { text: 'UBND tỉnh Lạng Sơn', role: 'action' },
        { text: COMMUNES, role: 'action', through: 'superior' },
      ],
    });
    const province = [(await findUnit(app.db, 't20')).id];
    const { overdue } = await inboxCounts(app.db, province);
    await acknowledge(app, directive, 't20');
    const [owes] = await blockingOf(app.db, await row());
    await app.setClock('2026-12-10T02:00:00Z');
    await app.get(ChaseDue).execute();
    const [silent] = await blockingOf(app.db, await row());
    expect(silent).toMatchObject({ unitCode: 't20', holdup: 'silent', dueAt: owes!.dueAt });
    expect(silent!.dueAt!.getTime()).toBeLessThan(Date.parse('2026-12-10T02:00:00Z'));
    expect((await inboxCounts(app.db, province)).overdue).toBe(overdue + 1);
    const { items } = await listAssignments(app.db, { directiveId: directive, unitIds: province, limit: 2 });
    expect(items[0]!.relayTermAt).toEqual(owes!.dueAt);
  });

  it('leaves those that wait out of what it passed on', async () => {
    const parentId = await dutyOf(app, directive, 't20');
    const by = await officerOf(app, 't20');
    await app.get(ForwardAssignment).execute(parentId, { to: ['x06184-2025'] }, by);
    const passedOn = await listAssignments(app.db, { parentId, passedOn: true, limit: 100 });
    expect(passedOn.items.map(({ unitCode }) => unitCode)).toEqual(['x06184-2025']);
    expect((await listAssignments(app.db, { parentId, passedOn: false, limit: 100 })).items).toHaveLength(64);
    expect((await progress()).waits).toEqual({ receipt: 64, work: 64 });
  });
});
