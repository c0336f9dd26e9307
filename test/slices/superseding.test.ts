import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AcknowledgeAssignment, assignmentView } from '../../src/assignments/index.js';
import { ForwardAssignment, SupersedeDirective } from '../../src/cascade/index.js';
import { stillSending } from '../../src/mail/index.js';
import { rowsOf, sql } from '../../src/platform/database/sql.js';
import { ReviewReport, SubmitReport } from '../../src/reports/index.js';
import { SeedDemoUnits } from '../../src/units/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { factsOf } from '../support/issued.js';
import { acknowledge, dutyOf, issued, officerOf } from '../support/story.js';

const ISSUER = 'ls-so-tttt';
const OFFICE = 'ls-h183-phong-vhtt';
const STATION = 'ls-h183-tt-vhtttt';
const OFFICES = 'Phòng Văn hóa và Thông tin các huyện, thành phố';
const STATIONS = 'Trung tâm Văn hóa, Thể thao và Truyền thông các huyện, thành phố';

let app: TestApp;
let earlier: string;
let later: string;

const paper = (issuer: string) =>
  issued(app, {
    issuer,
    dueOn: '2024-04-15',
    addressees: [
      { text: OFFICES, role: 'action' },
      { text: STATIONS, role: 'action' },
    ],
  });

beforeAll(async () => {
  app = await testApp();
  await app.setClock('2024-03-11T02:00:00Z');
  await app.get(SeedDemoUnits).execute(new Date('2024-03-11T02:00:00Z'));
});
afterAll(() => app.close());
beforeEach(async () => {
  await app.setClock('2024-03-11T02:00:00Z');
  earlier = await paper(ISSUER);
  await app.setClock('2024-03-12T02:00:00Z');
  later = await paper(ISSUER);
});

const supersede = async (id = earlier, by = later, unit = ISSUER) =>
  app.get(SupersedeDirective).execute(id, by, await officerOf(app, unit));
const viewOf = async (unit: string, id = earlier) => assignmentView(app.db, await dutyOf(app, id, unit));
const mailsOf = (id: string) =>
  rowsOf<{ state: string; n: number }>(
    app.db,
    sql`select state, count(*)::int as n from message where parameters ->> 'directive' = ${id} group by state order by state`,
  );

describe('a directive that a later one takes the place of', () => {
  it('ends its duties as they stand, with their reports, and withdraws what was not sent yet', async () => {
    await acknowledge(app, earlier, OFFICE);
    const [duty, by] = [await dutyOf(app, earlier, OFFICE), await officerOf(app, OFFICE)];
    await app.get(SubmitReport).execute(duty, { nil: true }, by);
    const report = (await rowsOf<{ id: string }>(app.db, sql`select id from report where assignment_id = ${duty}`))[0]!;
    await app.get(ReviewReport).execute(report.id, 'accept', undefined, await officerOf(app, ISSUER));
    const queued = (await mailsOf(earlier)).find(({ state }) => state === 'queued')!.n;
    const done = await supersede();
    expect(done).toMatchObject({ superseded: 22, withdrawn: queued, repeated: false });
    expect(done.directive).toMatchObject({ state: 'superseded', supersededBy: later });
    expect(await viewOf(OFFICE)).toMatchObject({ standing: 'superseded', receipt: 'acknowledged', work: 'accepted' });
    expect(await viewOf(STATION)).toMatchObject({ standing: 'superseded', receipt: 'sent', supersededBy: later });
    expect(await mailsOf(earlier)).toEqual([{ state: 'withdrawn', n: queued }]);
    expect((await mailsOf(later)).every(({ state }) => state === 'queued')).toBe(true);
    expect(await factsOf(app.db, { directive: earlier })).toMatchObject({
      'directive.superseded': 1,
      'assignment.replaced': 22,
    });
  });

  it('is confirmed when no mail about it is on its way any more', async () => {
    await sql`update message set begun_at = clock_timestamp(), next_attempt_at = clock_timestamp() + interval '2 seconds'
      where id = (select id from message where cascade_id = ${earlier} and state = 'queued' limit 1)`.execute(app.db);
    expect(await stillSending(app.db, earlier)).toBe(1);
    expect(await supersede()).toMatchObject({ stillSending: 0, repeated: false });
    expect(await stillSending(app.db, earlier)).toBe(0);
  });

  it('refuses what comes after, and the attempt is on record', async () => {
    await supersede();
    const by = await officerOf(app, STATION);
    const id = await dutyOf(app, earlier, STATION);
    await expect(app.get(AcknowledgeAssignment).execute(id, {}, by)).rejects.toMatchObject({
      code: 'not-possible-now',
    });
    expect(await factsOf(app.db, { assignment: id })).toMatchObject({ 'assignment.lateAttempt': 1 });
  });

  it('the same again is a repeat; by another paper it is refused', async () => {
    await supersede();
    expect(await supersede()).toMatchObject({ superseded: 0, repeated: true });
    await app.setClock('2024-03-13T02:00:00Z');
    await expect(supersede(earlier, await paper(ISSUER))).rejects.toMatchObject({ code: 'not-possible-now' });
  });

  it('is replaced by something later alone, of its issuer or of a superior', async () => {
    await expect(supersede(later, earlier)).rejects.toMatchObject({ code: 'not-possible-now' });
    await expect(supersede(earlier, earlier)).rejects.toMatchObject({ code: 'invalid' });
    await expect(supersede(earlier, later, OFFICE)).rejects.toMatchObject({ code: 'not-permitted' });
    const others = await issued(app, {
      issuer: OFFICE,
      addressees: [{ text: 'Ủy ban nhân dân các xã, thị trấn', role: 'action' }],
    });
    await expect(supersede(earlier, others, OFFICE)).rejects.toMatchObject({ code: 'not-permitted' });
    const ofProvince = await paper('t20');
    expect(await supersede(earlier, ofProvince, 't20')).toMatchObject({ superseded: 22 });
  });

  it('leaves in force what a unit issued below it', async () => {
    await acknowledge(app, earlier, OFFICE);
    const text =
      'Số: 21/VHTT\n\nCao Lộc, ngày 12 tháng 3 năm 2024\n\nV/v phát bản tin\n\nKính gửi: Ủy ban nhân dân các xã.';
    const forwarding = { to: ['Ủy ban nhân dân các xã, thị trấn'], text };
    await app
      .get(ForwardAssignment)
      .execute(await dutyOf(app, earlier, OFFICE), forwarding, await officerOf(app, OFFICE));
    await supersede();
    const below = await rowsOf<{ standing: string; n: number }>(
      app.db,
      sql`select standing, count(*)::int as n from assignment where cascade_id = ${earlier} and directive_id <> ${earlier} group by standing`,
    );
    expect(below).toEqual([{ standing: 'inForce', n: 22 }]);
  });

  it('two that would replace each other at once: neither does both', async () => {
    const both = await Promise.allSettled([supersede(earlier, later), supersede(later, earlier)]);
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  });

  it('while a unit acknowledges: it is registered first or refused, and ends superseded', async () => {
    const [id, by] = [await dutyOf(app, earlier, STATION), await officerOf(app, STATION)];
    const [acknowledged, ended] = await Promise.allSettled([
      app.get(AcknowledgeAssignment).execute(id, {}, by),
      supersede(),
    ]);
    expect(ended.status).toBe('fulfilled');
    const view = await viewOf(STATION);
    expect(view.standing).toBe('superseded');
    expect(view.receipt).toBe(acknowledged.status === 'fulfilled' ? 'acknowledged' : 'sent');
    const facts = await factsOf(app.db, { assignment: id });
    expect(facts[acknowledged.status === 'fulfilled' ? 'assignment.acknowledged' : 'assignment.lateAttempt']).toBe(1);
  });

  it('while a unit reports: the report stands, or is refused and on record', async () => {
    await acknowledge(app, earlier, STATION);
    const [id, by] = [await dutyOf(app, earlier, STATION), await officerOf(app, STATION)];
    const [reported] = await Promise.allSettled([app.get(SubmitReport).execute(id, { nil: true }, by), supersede()]);
    const facts = await factsOf(app.db, { assignment: id });
    expect(facts[reported.status === 'fulfilled' ? 'assignment.reported' : 'assignment.lateAttempt']).toBe(1);
    expect((await viewOf(STATION)).work).toBe(reported.status === 'fulfilled' ? 'reported' : 'notStarted');
  });
});
