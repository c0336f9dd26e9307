import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allowedActs, assignmentById, assignmentView, WorkOnAssignment } from '../../src/assignments/index.js';
import { ForwardAssignment } from '../../src/cascade/index.js';
import { waitingUnits } from '../../src/cascade/own-dispatch/waiting-units.queries.js';
import { DraftDirective } from '../../src/directives/index.js';
import { rowsOf, sql } from '../../src/platform/database/sql.js';
import { progressOf } from '../../src/tracking/index.js';
import { SeedDemoUnits } from '../../src/units/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { acknowledge, dutyOf, issued, officerOf } from '../support/story.js';

let app: TestApp;
let directive: string;

beforeAll(async () => {
  app = await testApp();
  await app.setClock('2024-03-11T02:00:00Z');
  await app.get(SeedDemoUnits).execute(new Date('2024-03-11T02:00:00Z'));
  directive = await issued(app, {
    issuer: 'ls-so-tttt',
    dueOn: '2024-04-15',
    addressees: [{ text: 'Phòng Văn hóa và Thông tin các huyện, thành phố', role: 'action' }],
  });
});
afterAll(() => app.close());

const OFFICE = 'ls-h183-phong-vhtt';
const forward = async (to: string[], text?: string) =>
  app.get(ForwardAssignment).execute(await dutyOf(app, directive, OFFICE), { to, text }, await officerOf(app, OFFICE));

describe('a district office of Cao Lộc in 2024', () => {
  it('passes nothing on before it has acknowledged', async () => {
    await expect(forward(['Ủy ban nhân dân các xã, thị trấn'])).rejects.toMatchObject({ code: 'not-possible-now' });
  });

  it('passes the paper on with its own dispatch to its 22 communes and townships, in the same cascade', async () => {
    await acknowledge(app, directive, OFFICE);
    const text = [
      'Số: 21/VHTT',
      'Cao Lộc, ngày 12 tháng 3 năm 2024',
      'V/v phát bản tin',
      'Kính gửi: Ủy ban nhân dân các xã, thị trấn.',
    ].join('\n\n');
    const { forwarded, row } = await forward(['Ủy ban nhân dân các xã, thị trấn'], text);
    expect(forwarded).toBe(22);
    expect(row.relay).toBe('relayed');
    const work = app.get(WorkOnAssignment);
    const by = await officerOf(app, OFFICE);
    await expect(work.execute(row.id, 'not-applicable', 'không quản lý đài', by)).rejects.toMatchObject({
      code: 'not-possible-now',
      words: { en: expect.stringContaining('passed the paper on') },
    });
    expect(allowedActs(await assignmentView(app.db, row.id))).not.toContain('not-applicable');
    const progress = await progressOf(app.db, directive, { under: OFFICE });
    expect(progress.children).toHaveLength(22);
    const commune = await assignmentView(app.db, progress.children[0]!.assignment);
    // its own text sets no date: the communes have that of the paper it passes on
    expect(commune.workDueAt).toEqual(new Date('2024-04-15T10:00:00Z'));
    const root = await progressOf(app.db, directive);
    expect(root.total).toBe(11 + 22);
  });

  it('may still find, having begun, that what it did not pass on is none of its functions', async () => {
    const [other] = await rowsOf<{ id: string; unit: string }>(
      app.db,
      sql`select a.id, u.code as unit from assignment a join unit u on u.id = a.unit_id
        where a.directive_id = ${directive} and u.code <> ${OFFICE} order by u.code limit 1`,
    );
    const by = await officerOf(app, other!.unit);
    await acknowledge(app, directive, other!.unit);
    await app.get(WorkOnAssignment).execute(other!.id, 'start', undefined, by);
    const decline = () => app.get(WorkOnAssignment).execute(other!.id, 'not-applicable', 'không quản lý đài', by);
    expect((await decline()).row.work).toBe('notApplicable');
    expect(await decline()).toMatchObject({ repeated: true });
  });

  it('says what it does not understand, with candidates, and passes nothing on', async () => {
    const before = (await progressOf(app.db, directive)).total;
    await expect(forward(['Ủy ban nhân dân xã Bảo Lân'])).rejects.toMatchObject({ code: 'invalid' });
    expect((await progressOf(app.db, directive)).total).toBe(before);
  });

  it('adds only units that do not have it yet', async () => {
    const { forwarded } = await forward(['Trung tâm Văn hóa, Thể thao và Truyền thông']);
    expect(forwarded).toBe(1);
    const again = await forward(['Trung tâm Văn hóa, Thể thao và Truyền thông']);
    expect(again).toMatchObject({ forwarded: 0, repeated: true });
  });
});

describe('a district whose communes wait for the paper', () => {
  const DISTRICT = 'h183';

  it('sends them its own dispatch instead: they owe that alone, and nobody waits for the district any more', async () => {
    const waited = await issued(app, {
      issuer: 't20',
      dueOn: '2024-04-15',
      addressees: [
        { text: 'Ủy ban nhân dân các huyện, thành phố', role: 'action' },
        { text: 'Ủy ban nhân dân các xã, phường, thị trấn', role: 'action', through: 'superior' },
      ],
    });
    const before = await progressOf(app.db, waited);
    await acknowledge(app, waited, DISTRICT);
    const text = [
      'Số: 77/UBND-VX',
      'Cao Lộc, ngày 12 tháng 3 năm 2024',
      'V/v phát bản tin',
      'Kính gửi: Ủy ban nhân dân các xã, thị trấn.',
    ].join('\n\n');
    const { forwarded, row } = await app
      .get(ForwardAssignment)
      .execute(
        await dutyOf(app, waited, DISTRICT),
        { to: ['Ủy ban nhân dân các xã, thị trấn'], text },
        await officerOf(app, DISTRICT),
      );
    expect([forwarded, row.relay]).toEqual([22, 'relayed']);
    const after = await progressOf(app.db, waited);
    expect(after.total).toBe(before.total);
    expect(after.receipt).toMatchObject({ expected: before.receipt.expected - 22, sent: before.receipt.sent + 22 - 1 });
    const district = after.children.find(({ unitCode }) => unitCode === DISTRICT)!;
    expect(district).toMatchObject({ waiting: 0, blocking: false });
    expect((await progressOf(app.db, waited, { under: DISTRICT })).children).toHaveLength(22);
  });

  it('releases nobody from waiting who only gets a copy of the own dispatch', async () => {
    const waited = await issued(app, {
      issuer: 't20',
      addressees: [
        { text: 'Ủy ban nhân dân các huyện, thành phố', role: 'action' },
        { text: 'Ủy ban nhân dân các xã, phường, thị trấn', role: 'action', through: 'superior' },
      ],
    });
    await acknowledge(app, waited, DISTRICT);
    const by = await officerOf(app, DISTRICT);
    const draft = await app.get(DraftDirective).execute(
      {
        issuer: DISTRICT,
        subject: 'để biết',
        addressees: [{ text: 'Ủy ban nhân dân các xã, thị trấn', role: 'information' }],
      },
      by,
    );
    const duty = await assignmentById(app.db, await dutyOf(app, waited, DISTRICT));
    expect(await waitingUnits(app.db, duty, draft)).toMatchObject({
      gets: 22,
      released: { total: 0 },
      left: { total: 22 },
    });
    const { forwarded, stoodInFor, row } = await app.get(ForwardAssignment).execute(duty.id, { to: [], draft }, by);
    expect([forwarded, stoodInFor, row.relay]).toEqual([22, 0, 'partly']);
    expect((await app.get(ForwardAssignment).execute(duty.id, { to: [] }, by)).row.relay).toBe('relayed');
  });
});
