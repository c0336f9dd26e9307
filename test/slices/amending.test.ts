import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  AcknowledgeAssignment,
  assignmentView,
  DecideExtension,
  listAssignments,
  RequestExtension,
  WorkOnAssignment,
} from '../../src/assignments/index.js';
import { planJson } from '../../src/cascade/amending/amendment.json.js';
import {
  AmendDirective,
  CloseDirective,
  ForwardAssignment,
  PauseDirective,
  ResumeDirective,
} from '../../src/cascade/index.js';
import { directiveById, versionsOf } from '../../src/directives/index.js';
import { rowsOf, sql } from '../../src/platform/database/sql.js';
import { ProductError } from '../../src/platform/errors.js';
import type { Frame } from '../../src/platform/page.view.js';
import { countReviewable, earlierReportPart, listReports, SubmitReport } from '../../src/reports/index.js';
import { SeedDemoUnits } from '../../src/units/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { factsOf } from '../support/issued.js';
import { acknowledge, dutyOf, issued, officerOf } from '../support/story.js';

const ISSUER = 'ls-so-tttt';
const OFFICE = 'ls-h183-phong-vhtt';
const STATION = 'ls-h183-tt-vhtttt';
const LATE_STATION = 'ls-h181-tt-vhtttt';
const OFFICES = 'Phòng Văn hóa và Thông tin các huyện, thành phố';
const STATIONS = 'Trung tâm Văn hóa, Thể thao và Truyền thông các huyện, thành phố';
const TASKS = [
  { label: '1', text: 'rà soát đài truyền thanh', addressees: [OFFICES] },
  { label: '2', text: 'phát bản tin hằng tuần', addressees: [STATIONS] },
  { label: '3', text: 'báo cáo kết quả', addressees: [] },
];
const WEEKLY = { ...TASKS[1]!, text: 'phát bản tin hằng ngày' };
const REASON = 'điều chỉnh kế hoạch';

let app: TestApp;
let directive: string;

beforeAll(async () => {
  app = await testApp();
  await app.setClock('2024-03-11T02:00:00Z');
  await app.get(SeedDemoUnits).execute(new Date('2024-03-11T02:00:00Z'));
});
afterAll(() => app.close());
beforeEach(async () => {
  await app.setClock('2024-03-11T02:00:00Z');
  directive = await issued(app, {
    issuer: ISSUER,
    dueOn: '2024-04-15',
    tasks: TASKS,
    addressees: [
      { text: OFFICES, role: 'action' },
      { text: STATIONS, role: 'action' },
      { text: 'UBND tỉnh', role: 'information' },
    ],
  });
});

const amend = async (change: object, id = directive) =>
  app.get(AmendDirective).execute(id, { reason: REASON, ...change }, await officerOf(app, ISSUER));
const viewOf = async (unit: string) => assignmentView(app.db, await dutyOf(app, directive, unit));
const acknowledgeSeen = async (unit: string, contentVersion?: number) =>
  app
    .get(AcknowledgeAssignment)
    .execute(await dutyOf(app, directive, unit), { contentVersion }, await officerOf(app, unit));
/** Reports on the directive that its issuer can review, and what its menu counts. */
const toReview = async () => {
  const issuer = await officerOf(app, ISSUER);
  const search = { unitIds: [issuer.unitId!], side: 'to', reviewable: true, limit: 100 } as const;
  const { items } = await listReports(app.db, search);
  const listed = items.filter(({ directiveId }) => directiveId === directive).length;
  return { listed, counted: (await countReviewable(app.db, search.unitIds)) - items.length + listed };
};
const codeOf = (error: unknown): string => (error instanceof ProductError ? error.code : String(error));
const mailsOf = async (template: string): Promise<number> =>
  (
    await rowsOf<{ n: number }>(
      app.db,
      sql`select count(*)::int as n from message where template = ${template} and parameters ->> 'directive' = ${directive}`,
    )
  )[0]!.n;

describe('an amendment', () => {
  it('has only those acknowledge again whose tasks changed; the others keep what they acknowledged and get no mail', async () => {
    await acknowledge(app, directive, OFFICE);
    await acknowledge(app, directive, STATION);
    const number = (await viewOf(STATION)).arrivalNumber;
    const { counts } = await amend({ tasks: [TASKS[0], WEEKLY, TASKS[2]] });
    expect(counts).toMatchObject({ again: 11, leftAlone: 12, expected: 0, returned: 0 });
    expect(await viewOf(OFFICE)).toMatchObject({ receipt: 'acknowledged', sentVersion: 1 });
    expect(await viewOf(STATION)).toMatchObject({ receipt: 'sent', sentVersion: 2, acknowledgedVersion: 1 });
    expect(await mailsOf('amendment')).toBe(11);
    await acknowledgeSeen(STATION, 2);
    expect(await viewOf(STATION)).toMatchObject({
      receipt: 'acknowledged',
      acknowledgedVersion: 2,
      arrivalNumber: number,
    });
    expect(await factsOf(app.db, { directive })).toMatchObject({ 'directive.amended': 1, 'assignment.amended': 11 });
  });

  it('keeps every version, from what was issued on; a kept version is never changed', async () => {
    await amend({ tasks: [TASKS[0], WEEKLY, TASKS[2]], dueOn: '2024-05-06' });
    const versions = await versionsOf(app.db, await directiveById(app.db, directive));
    expect(versions.map(({ version, tasks, dueOn, reason }) => [version, tasks[1]!.text, dueOn, reason])).toEqual([
      [2, WEEKLY.text, '2024-05-06', REASON],
      [1, TASKS[1]!.text, '2024-04-15', null],
    ]);
    await expect(
      sql`update directive_version set subject = 'khác' where directive_id = ${directive}`.execute(app.db),
    ).rejects.toThrow(/append-only/);
  });

  it('is a repeat where it says what is in force, and records nothing', async () => {
    const again = await amend({ tasks: TASKS, dueOn: '2024-04-15' });
    expect(again).toMatchObject({ repeated: true, counts: { again: 0, leftAlone: 23 } });
    expect(await factsOf(app.db, { directive })).not.toHaveProperty('directive.amended');
    await amend({ tasks: [TASKS[0], WEEKLY, TASKS[2]] });
    expect(await amend({ tasks: [TASKS[0], WEEKLY, TASKS[2]] })).toMatchObject({ repeated: true });
  });

  it('asks each unit once, where one of a line has a deadline of its own and the others are given a new one', async () => {
    await acknowledge(app, directive, OFFICE);
    const more = await app
      .get(RequestExtension)
      .execute(
        await dutyOf(app, directive, OFFICE),
        { dueOn: '2024-04-22', reason: 'thiếu người' },
        await officerOf(app, OFFICE),
      );
    await app.get(DecideExtension).grant(more.extension, undefined, await officerOf(app, ISSUER));
    const { counts } = await amend({
      tasks: [TASKS[0], TASKS[1], { ...TASKS[2]!, text: 'báo cáo chi tiết' }],
      dueOn: '2024-05-06',
    });
    expect(counts).toMatchObject({ again: 23 });
    expect(await mailsOf('amendment')).toBe(23);
    expect(await factsOf(app.db, { directive })).toMatchObject({ 'assignment.amended': 23 });
    expect(await viewOf(OFFICE)).toMatchObject({ receipt: 'sent', workDueAt: new Date('2024-04-22T10:00:00.000Z') });
    expect(await viewOf(STATION)).toMatchObject({ workDueAt: new Date('2024-05-06T10:00:00.000Z') });
  });

  it('moves the deadline of those who owe work and have none of their own, and takes up no finished work for it', async () => {
    await acknowledge(app, directive, OFFICE);
    const report = await app
      .get(SubmitReport)
      .execute(await dutyOf(app, directive, OFFICE), { nil: true }, await officerOf(app, OFFICE));
    expect(report.row.work).toBe('reported');
    const { counts } = await amend({ dueOn: '2024-05-06' });
    // the province is informed, the office has reported
    expect(counts).toMatchObject({ again: 21, leftAlone: 2 });
    expect(await viewOf(OFFICE)).toMatchObject({ receipt: 'acknowledged', work: 'reported' });
    expect((await viewOf(STATION)).workDueAt).toEqual(new Date('2024-05-06T10:00:00Z'));
  });

  it('moves the deadline of those whose deadline a pause has moved with that of the paper', async () => {
    await amend({ tasks: [TASKS[0], WEEKLY, TASKS[2]] });
    const by = await officerOf(app, ISSUER);
    await app.get(PauseDirective).execute(directive, { reason: REASON }, by);
    await app.setClock('2024-03-14T01:00:00Z');
    await app.get(ResumeDirective).execute(directive, by);
    // three working days later; 18 April is a holiday
    expect((await viewOf(STATION)).workDueAt).toEqual(new Date('2024-04-19T10:00:00Z'));
    expect((await amend({ dueOn: '2024-05-06' })).counts).toMatchObject({ again: 22, leftAlone: 1 });
    expect((await viewOf(STATION)).workDueAt).toEqual(new Date('2024-05-06T10:00:00Z'));
  });

  it('takes work that was done under the earlier text up again, and drops what was noted of its tasks', async () => {
    await acknowledge(app, directive, STATION);
    const [id, by] = [await dutyOf(app, directive, STATION), await officerOf(app, STATION)];
    await app.get(SubmitReport).execute(id, { nil: true }, by);
    await amend({ tasks: [TASKS[0], WEEKLY, TASKS[2]] });
    expect(await viewOf(STATION)).toMatchObject({ receipt: 'sent', work: 'implementing', reportedAt: null });
    expect(await toReview()).toEqual({ listed: 0, counted: 0 });
    const frame = { locale: 'vi' } as Frame;
    const shown = { db: app.db, assignment: await viewOf(STATION), caller: by, frame, allowed: [] };
    expect(await earlierReportPart.draw(shown)).toContain('rồi gửi báo cáo mới');
    await acknowledgeSeen(STATION);
    expect((await app.get(SubmitReport).execute(id, { text: 'đã phát hằng ngày' }, by)).row.work).toBe('reported');
    expect(await toReview()).toEqual({ listed: 1, counted: 1 });
    expect(await earlierReportPart.draw({ ...shown, assignment: await viewOf(STATION) })).toBe('');
  });

  it('forgives no lateness, and says before what it does to whom', async () => {
    await acknowledge(app, directive, OFFICE);
    await acknowledge(app, directive, STATION);
    const [id, by] = [await dutyOf(app, directive, STATION), await officerOf(app, STATION)];
    await app.get(SubmitReport).execute(id, { nil: true }, by);
    const change = { tasks: [TASKS[0]!, WEEKLY, TASKS[2]!], reason: REASON };
    const early = await app.get(AmendDirective).preview(directive, change, await officerOf(app, ISSUER));
    const effects = { again: 11, reopened: 1, reportsReopened: 1, workForgiven: 0 };
    expect(planJson(early, 'vi')).toMatchObject({
      ...effects,
      freshTerm: 10,
      stillLate: 0,
      reopenedLate: 0,
      workStillLate: 0,
    });
    // a month later ten stations are silent, and every office is late with the work
    await app.setClock('2024-04-16T02:00:00Z');
    const missed = (await viewOf(LATE_STATION)).receiptDueAt;
    expect(missed).toEqual(new Date('2024-03-12T10:00:00Z'));
    const plan = await app.get(AmendDirective).preview(directive, change, await officerOf(app, ISSUER));
    expect(planJson(plan, 'vi')).toMatchObject({
      ...effects,
      freshTerm: 0,
      stillLate: 10,
      reopenedLate: 1,
      workStillLate: 10,
    });
    expect(planJson(plan, 'vi').warnings).toEqual([
      '10 đơn vị đã quá hạn tiếp nhận vẫn bị tính quá hạn theo hạn cũ.',
      '1 đơn vị đã xong hoặc đã báo không thuộc chức năng phải xem xét và thực hiện lại.',
      '1 đơn vị trong số đó sẽ quá hạn ngay, vì hạn thực hiện đã qua; hãy đặt hạn mới.',
      '1 báo cáo đã gửi không còn giá trị; đơn vị phải báo cáo lại.',
      '10 đơn vị đang quá hạn thực hiện vẫn quá hạn, vì hạn thực hiện không đổi.',
    ]);
    expect(planJson(plan, 'en').warnings).toHaveLength(5);

    await amend(change);
    const fresh = new Date('2024-04-17T10:00:00Z');
    expect(await directiveById(app.db, directive)).toMatchObject({ receiptDueAt: fresh });
    expect(await viewOf(STATION)).toMatchObject({ receiptDueAt: fresh });
    expect(await viewOf(LATE_STATION)).toMatchObject({ receiptDueAt: missed, remindAt: fresh, sentVersion: 2 });
    const acknowledging = app.get(AcknowledgeAssignment);
    const late = await acknowledging.execute(
      await dutyOf(app, directive, LATE_STATION),
      {},
      await officerOf(app, LATE_STATION),
    );
    expect(late).toMatchObject({ late: true });
    expect(await acknowledging.execute(id, {}, by)).not.toHaveProperty('late');
  });

  it('leaves work late that waits to be acknowledged again, until its deadline moves', async () => {
    await acknowledge(app, directive, STATION);
    await app.setClock('2024-04-16T02:00:00Z');
    await amend({ tasks: [TASKS[0], WEEKLY, TASKS[2]] });
    const { unitId } = await viewOf(STATION);
    const late = async (overdue: 'work' | 'either') =>
      (await listAssignments(app.db, { unitId, directiveId: directive, overdue, limit: 5 })).items.length;
    expect([await late('work'), await late('either')]).toEqual([1, 1]);
    const change = { dueOn: '2024-05-06', reason: REASON };
    const plan = await app.get(AmendDirective).preview(directive, change, await officerOf(app, ISSUER));
    expect(planJson(plan, 'vi')).toMatchObject({ workStillLate: 0, workForgiven: 22, workUnbound: 0, reopened: 0 });
    const without = { dueOn: null, reason: REASON };
    const unbound = await app.get(AmendDirective).preview(directive, without, await officerOf(app, ISSUER));
    expect(planJson(unbound, 'vi')).toMatchObject({ workForgiven: 0, workUnbound: 22 });
    expect(planJson(unbound, 'vi').warnings.at(-1)).toContain('vì hạn thực hiện được bỏ');
    // a new deadline that is over forgives nobody: it is none
    for (const dueOn of ['2024-04-12', '2024-04-14'])
      await expect(amend({ dueOn })).rejects.toMatchObject({ code: 'invalid', details: { field: 'dueOn' } });
    await amend(change);
    expect([await late('work'), await late('either')]).toEqual([0, 0]);
  });

  it('reaches those that the paper was passed on to as it is', async () => {
    await acknowledge(app, directive, OFFICE);
    const duty = await dutyOf(app, directive, OFFICE);
    const { forwarded } = await app
      .get(ForwardAssignment)
      .execute(duty, { to: ['Ủy ban nhân dân các xã, thị trấn'] }, await officerOf(app, OFFICE));
    const { counts } = await amend({ tasks: [{ ...TASKS[0], text: 'rà soát loa' }, TASKS[1], TASKS[2]] });
    expect(counts.again).toBe(11 + forwarded);
  });

  it('back and forth: who had not acknowledged the change is asked about the text it knew', async () => {
    await acknowledge(app, directive, STATION);
    await amend({ tasks: [TASKS[0], WEEKLY, TASKS[2]] });
    const { counts } = await amend({ tasks: TASKS });
    expect(counts).toMatchObject({ again: 11, leftAlone: 12 });
    expect(await viewOf(STATION)).toMatchObject({ receipt: 'sent', sentVersion: 3, acknowledgedVersion: 1 });
    expect(await viewOf(OFFICE)).toMatchObject({ sentVersion: 1 });
  });

  it('is refused where another version is in force than was seen, and for a draft, a closed and an unmigrated one', async () => {
    await expect(amend({ tasks: [TASKS[0]], from: 2 })).rejects.toMatchObject({ code: 'conflict' });
    await sql`update assignment set machine_version = 1 where directive_id = ${directive}`.execute(app.db);
    await expect(amend({ tasks: [TASKS[0]] })).rejects.toMatchObject({
      code: 'not-possible-now',
      details: { notMigrated: 23 },
    });
    expect(await factsOf(app.db, { directive })).not.toHaveProperty('directive.amended');
    await app.get(CloseDirective).execute(directive, await officerOf(app, ISSUER));
    await expect(amend({ tasks: [TASKS[0]] })).rejects.toMatchObject({ code: 'not-possible-now' });
  });

  it('is the issuer’s alone', async () => {
    const by = await officerOf(app, OFFICE);
    await expect(app.get(AmendDirective).execute(directive, { reason: REASON }, by)).rejects.toMatchObject({
      code: 'not-permitted',
    });
  });
});

describe('an acknowledgement beside an amendment', () => {
  it('of a text that was amended meanwhile is refused; without a version it is of what was sent last', async () => {
    await amend({ tasks: [TASKS[0], WEEKLY, TASKS[2]] });
    await expect(acknowledgeSeen(STATION, 1)).rejects.toMatchObject({
      code: 'not-possible-now',
      details: { contentVersion: 2 },
    });
    await acknowledgeSeen(STATION);
    expect(await viewOf(STATION)).toMatchObject({ receipt: 'acknowledged', acknowledgedVersion: 2 });
    expect(await acknowledgeSeen(STATION, 1)).toMatchObject({ repeated: true });
  });

  it('at the same time: the unit ends up asked about the new text, whichever came first, with one arrival number', async () => {
    const outcomes = await Promise.allSettled([
      acknowledgeSeen(STATION, 1),
      amend({ tasks: [TASKS[0], WEEKLY, TASKS[2]] }),
      acknowledgeSeen(STATION, 1),
    ]);
    const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [codeOf(one.reason)] : []));
    expect(refused.every((code) => code === 'not-possible-now')).toBe(true);
    const view = await viewOf(STATION);
    expect(view).toMatchObject({ receipt: 'sent', sentVersion: 2 });
    const facts = await factsOf(app.db, { assignment: view.id });
    expect(facts['assignment.amended']).toBe(1);
    expect(view.arrivalNumber !== null).toBe(facts['assignment.acknowledged'] === 1);
  });

  it('and a report at the same time: the work is open under the new text', async () => {
    await acknowledge(app, directive, STATION);
    const [id, by] = [await dutyOf(app, directive, STATION), await officerOf(app, STATION)];
    await app.get(WorkOnAssignment).execute(id, 'start', undefined, by);
    await Promise.allSettled([
      app.get(SubmitReport).execute(id, { nil: true }, by),
      amend({ tasks: [TASKS[0], WEEKLY, TASKS[2]] }),
    ]);
    expect(await viewOf(STATION)).toMatchObject({ receipt: 'sent', work: 'implementing' });
  });
});
