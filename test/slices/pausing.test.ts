import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  assignmentView,
  AcknowledgeAssignment,
  DecideExtension,
  RequestExtension,
  WorkOnAssignment,
} from '../../src/assignments/index.js';
import {
  AmendDirective,
  AnswerRecall,
  CloseDirective,
  ForwardAssignment,
  PauseDirective,
  RecallDirective,
  ResumeDirective,
  standsSince,
} from '../../src/cascade/index.js';
import { ChaseDue } from '../../src/chasing/index.js';
import { directiveById } from '../../src/directives/index.js';
import { rowsOf, sql } from '../../src/platform/database/sql.js';
import { SeedDemoUnits } from '../../src/units/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { clerkOf, factsOf, operator } from '../support/issued.js';
import { acknowledge, dutyOf, issued } from '../support/story.js';

let app: TestApp;
const CAO_LOC = 'ls-h183-phong-vhtt';
const PAPER = {
  issuer: 'ls-so-tttt',
  dueOn: '2024-04-15',
  addressees: [{ text: 'Phòng Văn hóa và Thông tin các huyện, thành phố', role: 'action' as const }],
};
const MONDAY = '2024-03-18T02:00:00Z';
const WEDNESDAY = '2024-03-20T01:00:00Z';
/** The clock goes on while a test runs: to some minutes. */

beforeAll(async () => {
  app = await testApp();
  await app.setClock('2024-03-11T02:00:00Z');
  await app.get(SeedDemoUnits).execute(new Date('2024-03-11T02:00:00Z'));
});
afterAll(() => app.close());

const pause = (id: string) => app.get(PauseDirective).execute(id, { reason: 'chờ sửa căn cứ' }, operator);
const resume = (id: string) => app.get(ResumeDirective).execute(id, operator);
const view = async (directive: string, unit = CAO_LOC) => assignmentView(app.db, await dutyOf(app, directive, unit));
const states = (directive: string) =>
  rowsOf(
    app.db,
    sql<{
      state: string;
      held: boolean;
      n: number;
    }>`select state, held_at is not null as held, count(*)::int as n from message
      where parameters ->> 'directive' = ${directive} and to_address is not null group by 1, 2 order by 1, 2`,
  );

describe('a directive that is paused', () => {
  it('stops clocks and mail, and goes on with as much time as it stood still', async () => {
    await app.setClock(MONDAY);
    const directive = await issued(app, PAPER);
    await acknowledge(app, directive, CAO_LOC);
    const before = await view(directive);
    const other = await view(directive, 'ls-h186-phong-vhtt').catch(() => undefined);
    expect(await pause(directive)).toMatchObject({ paused: 11, stillSending: 0, repeated: false });
    expect(await pause(directive)).toMatchObject({ paused: 0, repeated: true });
    expect(await directiveById(app.db, directive)).toMatchObject({ state: 'paused', pauseReason: 'chờ sửa căn cứ' });
    expect(await view(directive)).toMatchObject({ nextChaseAt: null, standing: 'inForce', context: { paused: true } });
    expect((await states(directive)).every(({ state, held }) => state !== 'queued' || held)).toBe(true);

    await app.setClock(WEDNESDAY);
    await app.get(ChaseDue).execute();
    expect((await factsOf(app.db, { directive }))['assignment.reminded']).toBeUndefined();

    expect(await resume(directive)).toMatchObject({ resumed: 11, repeated: false });
    expect(await resume(directive)).toMatchObject({ resumed: 0, repeated: true });
    const after = await view(directive);
    expect(after.context.paused).toBe(false);
    expect(before.workDueAt).toEqual(new Date('2024-04-15T10:00:00Z'));
    // a day and seven hours and a half were taken: the close of the second day
    expect(after.workDueAt).toEqual(new Date('2024-04-17T10:00:00Z'));
    // it acknowledged under the old deadline, and is judged by that one
    expect(after.receiptDueAt).toEqual(before.receiptDueAt);
    expect(after.nextChaseAt).toEqual(after.relayDueAt ?? after.workDueAt);
    const later = other && (await view(directive, other.unitCode)).receiptDueAt!;
    expect(later === undefined || later > other!.receiptDueAt!).toBe(true);
    expect(await directiveById(app.db, directive)).toMatchObject({ state: 'issued', workDueAt: after.workDueAt });
    expect((await states(directive)).some(({ held }) => held)).toBe(false);
    const facts = await factsOf(app.db, { assignment: before.id });
    expect(facts).toMatchObject({ 'assignment.paused': 1, 'assignment.resumed': 1 });
  });

  it('lets a day that was granted meanwhile hold, unless it went by; what is granted before moves as all else', async () => {
    await app.setClock(MONDAY);
    const directive = await issued(app, PAPER);
    await acknowledge(app, directive, CAO_LOC);
    const clerk = await clerkOf(app.db, CAO_LOC);
    const { id } = await view(directive);
    const grant = async (dueOn: string) => {
      const { extension } = await app.get(RequestExtension).execute(id, { dueOn, reason: 'chờ số liệu' }, clerk);
      await app.get(DecideExtension).grant(extension, undefined, await clerkOf(app.db, PAPER.issuer));
    };
    await pause(directive);
    await app.setClock('2024-03-19T02:00:00Z');
    await grant('2024-05-06');
    await app.setClock(WEDNESDAY);
    await resume(directive);
    const named = new Date('2024-05-06T10:00:00Z');
    expect(await view(directive)).toMatchObject({ workDueAt: named, remindAt: named, nextChaseAt: named });

    // the grant lies before this pause
    await pause(directive);
    await app.setClock('2024-03-21T01:00:00Z');
    await resume(directive);
    const moved = new Date('2024-05-07T10:00:00Z');
    expect(await view(directive)).toMatchObject({ workDueAt: moved, remindAt: moved });

    // nobody could keep a day that passed while the clock stood
    await pause(directive);
    await grant('2024-05-08');
    await app.setClock('2024-05-13T01:00:00Z');
    await resume(directive);
    expect((await view(directive)).workDueAt!.getTime()).toBeGreaterThan(Date.parse('2024-05-13T01:00:00Z'));
  });

  it('begins the terms of who acknowledged meanwhile when it goes on, not before it stood still', async () => {
    await app.setClock(MONDAY);
    const directive = await issued(app, { ...PAPER, policy: 'strict' });
    const [other] = await rowsOf(
      app.db,
      sql<{ code: string }>`select u.code from assignment a join unit u on u.id = a.unit_id
        where a.directive_id = ${directive} and u.code <> ${CAO_LOC} order by u.code limit 1`,
    );
    await acknowledge(app, directive, CAO_LOC);
    expect((await view(directive)).followDueAt).toEqual(new Date('2024-03-21T10:00:00Z'));
    await pause(directive);
    await app.setClock('2024-03-19T08:00:00Z');
    await acknowledge(app, directive, other!.code);
    await app.setClock(WEDNESDAY);
    await resume(directive);
    // two days were taken from the one; the other has its three from Wednesday on
    expect((await view(directive)).followDueAt).toEqual(new Date('2024-03-25T10:00:00Z'));
    expect((await view(directive, other!.code)).followDueAt).toEqual(new Date('2024-03-25T10:00:00Z'));
  });

  it('goes on accepting what units do, and passes nothing on', async () => {
    await app.setClock(MONDAY);
    const directive = await issued(app, PAPER);
    await pause(directive);
    const duty = await view(directive);
    const clerk = await clerkOf(app.db, CAO_LOC);
    await app.get(AcknowledgeAssignment).execute(duty.id, {}, clerk);
    await app.get(WorkOnAssignment).execute(duty.id, 'start', undefined, clerk);
    await expect(
      app.get(ForwardAssignment).execute(duty.id, { to: ['Ủy ban nhân dân các xã, thị trấn'] }, clerk),
    ).rejects.toMatchObject({
      code: 'not-possible-now',
      words: { vi: expect.stringContaining('đang tạm dừng'), en: expect.stringContaining('the directive is paused') },
    });
    expect(await view(directive)).toMatchObject({ receipt: 'acknowledged', work: 'implementing', nextChaseAt: null });
  });

  it('stops what was issued below it too, but lets go on only what it stopped itself', async () => {
    await app.setClock(MONDAY);
    const directive = await issued(app, PAPER);
    await acknowledge(app, directive, CAO_LOC);
    const duty = await view(directive);
    const clerk = await clerkOf(app.db, CAO_LOC);
    const text = [
      'Số: 23/VHTT',
      'Cao Lộc, ngày 18 tháng 3 năm 2024',
      'V/v phát bản tin',
      'Kính gửi: Ủy ban nhân dân các xã, thị trấn.',
    ];
    await app
      .get(ForwardAssignment)
      .execute(duty.id, { to: ['Ủy ban nhân dân các xã, thị trấn'], text: text.join('\n\n') }, clerk);
    const [own] = await rowsOf(
      app.db,
      sql<{ id: string }>`select id from directive where parent_assignment_id = ${duty.id}`,
    );
    const stillBelow = async () =>
      (
        await rowsOf(
          app.db,
          sql<{ n: number }>`select count(*)::int as n from assignment where directive_id = ${own!.id}
            and (context ->> 'paused')::boolean`,
        )
      )[0]!.n;
    expect(await pause(directive)).toMatchObject({ paused: 33 });
    const below = await directiveById(app.db, own!.id);
    expect(await standsSince(app.db, below)).toEqual((await directiveById(app.db, directive)).pausedAt);
    const change = { reason: 'lùi hạn', dueOn: '2024-05-06' as const };
    await expect(app.get(AmendDirective).execute(own!.id, change, operator)).rejects.toMatchObject({
      code: 'not-possible-now',
      words: { en: expect.stringContaining('paused') },
    });
    expect(await directiveById(app.db, own!.id)).toMatchObject({ state: 'issued' });
    expect(await stillBelow()).toBe(22);
    // its own issuer pauses it as well: then the superior's going on does not start it
    await pause(own!.id);
    await expect(resume(own!.id)).rejects.toMatchObject({ code: 'not-possible-now' });
    await resume(directive);
    expect(await stillBelow()).toBe(22);
    await app.setClock(WEDNESDAY);
    expect(await resume(own!.id)).toMatchObject({ resumed: 22 });
    expect(await stillBelow()).toBe(0);
  });

  it('and a recall below it at the same time give the same time back once', async () => {
    await app.setClock(MONDAY);
    const directive = await issued(app, PAPER);
    await acknowledge(app, directive, CAO_LOC);
    const duty = await view(directive);
    const text =
      'Số: 24/VHTT\n\nCao Lộc, ngày 18 tháng 3 năm 2024\n\nV/v phát bản tin\n\nKính gửi: Ủy ban nhân dân các xã, thị trấn.';
    await app
      .get(ForwardAssignment)
      .execute(duty.id, { to: ['Ủy ban nhân dân các xã, thị trấn'], text }, await clerkOf(app.db, CAO_LOC));
    const communes = await rowsOf(
      app.db,
      sql<{
        id: string;
        own: string;
        unit: string;
        due: Date;
      }>`select a.id, a.directive_id as own, u.code as unit, a.receipt_due_at as due
        from assignment a join directive d on d.id = a.directive_id join unit u on u.id = a.unit_id
        where d.parent_assignment_id = ${duty.id} order by u.code limit 2`,
    );
    const [first, second] = [communes[0]!, communes[1]!];
    const decline = async ({ id, unit }: { id: string; unit: string }) =>
      app.get(AnswerRecall).refuse(id, { reason: 'đã thực hiện' }, await clerkOf(app.db, unit));
    expect(first.due).toEqual(new Date('2024-03-19T10:00:00Z'));
    await pause(directive);
    await app.setClock('2024-03-19T02:00:00Z');
    await app.get(RecallDirective).execute(first.own, { reason: 'nhầm phụ lục' }, operator);
    await app.setClock('2024-03-19T08:00:00Z');
    await decline(first);
    await app.setClock('2024-03-20T02:00:00Z');
    await resume(directive);
    await app.setClock('2024-03-21T02:00:00Z');
    await decline(second);
    // the one stood still from Monday to Wednesday, the other to Thursday
    expect((await assignmentView(app.db, first.id)).receiptDueAt).toEqual(new Date('2024-03-21T10:00:00Z'));
    expect((await assignmentView(app.db, second.id)).receiptDueAt).toEqual(new Date('2024-03-22T10:00:00Z'));
  });

  it('can be closed, which says what stays open', async () => {
    await app.setClock(MONDAY);
    const directive = await issued(app, PAPER);
    await acknowledge(app, directive, CAO_LOC);
    await pause(directive);
    const closed = await app.get(CloseDirective).execute(directive, operator);
    expect(closed).toMatchObject({ closed: 11, left: { working: 1, notAcknowledged: 10, total: 11 } });
    const [fact] = await rowsOf(
      app.db,
      sql<{ left: object }>`select convert_from(bytes, 'UTF8')::jsonb #> '{payload,left}' as left from ledger_entry
        where directive_id = ${directive} and kind = 'directive.closed'`,
    );
    expect(fact!.left).toMatchObject({ working: 1, notAcknowledged: 10, total: 11 });
    expect((await states(directive)).filter(({ state }) => state === 'queued')).toEqual([]);
  });

  it('of an earlier machine is refused as a whole', async () => {
    const directive = await issued(app, PAPER);
    await sql`update directive set machine_version = 1 where id = ${directive}`.execute(app.db);
    await expect(pause(directive)).rejects.toMatchObject({
      words: { en: expect.stringContaining('machines migrate') },
    });
    expect(await view(directive)).toMatchObject({ context: { paused: false } });
  });
});
