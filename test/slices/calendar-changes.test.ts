import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  AcknowledgeAssignment,
  AskQuestion,
  assignmentById,
  assignmentView,
  WorkOnAssignment,
} from '../../src/assignments/index.js';
import { ConfirmChange, DraftChange, MoveDeadlines } from '../../src/calendar-changes/index.js';
import { changeSchema, type ChangeAsked } from '../../src/calendar-changes/change.rules.js';
import { daysOfLines } from '../../src/calendar-changes/day-lines.rules.js';
import { listMoves } from '../../src/calendar-changes/moved-deadlines.js';
import { DraftDirective } from '../../src/directives/index.js';
import { IssueDirective } from '../../src/cascade/index.js';
import { loadCalendar, loadCalendarVersion } from '../../src/calendar/index.js';
import type { Caller, Role } from '../../src/platform/caller.js';
import { firstOf, rowsOf, sql } from '../../src/platform/database/sql.js';
import { vnIso } from '../../src/platform/vn-time.js';
import { findUnit } from '../../src/units/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { clerkOf, factsOf, issuedTo, operator } from '../support/issued.js';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const MONDAY = '2026-09-07T02:00:00Z';
const asked = (given: Partial<ChangeAsked> & Pick<ChangeAsked, 'kind'>): ChangeAsked =>
  changeSchema.parse({ legalBasis: 'Công điện 1/CĐ-TTg', ...given });
const stopOn = (on: string[], scope: string): ChangeAsked =>
  asked({ kind: 'stop', scope, days: on.map((each) => ({ on: each, kind: 'stop', name: 'Bão số 5' })) });
const draft = (change: ChangeAsked, by: Caller = operator) => app.get(DraftChange).execute(change, by);
const preview = (id: string) => app.get(ConfirmChange).preview(id, operator);
const confirm = (id: string, seen?: number, by: Caller = operator) => app.get(ConfirmChange).execute(id, seen, by);
const moved = (id: string) => app.get(MoveDeadlines).execute(id);
const dueOf = async (id: string): Promise<(string | null)[]> => {
  const row = await assignmentById(app.db, id);
  return [row.receiptDueAt, row.workDueAt, row.remindAt, row.nextChaseAt].map((at) => at && vnIso(at).slice(0, 16));
};
const as = async (role: Role, unit: string): Promise<Caller> => ({
  ...(await clerkOf(app.db, unit)),
  role,
});
const version = async (): Promise<number> => (await loadCalendar(app.db)).version;

/** A directive that was issued on a Monday with a date of its own. @returns it, and its duties by unit */
async function issuedDue(units: readonly string[], dueOn: string) {
  await app.setClock(MONDAY);
  const id = await app.get(DraftDirective).execute(
    {
      issuer: 't20',
      subject: 'rà soát đê điều',
      addressees: units.map((text) => ({ text, role: 'action' as const })),
      dueOn,
      dueOperator: 'at-latest',
    },
    operator,
  );
  await app.get(IssueDirective).execute(id, operator);
  const rows = await rowsOf(
    app.db,
    sql<{
      id: string;
    }>`select a.id from assignment a join unit u on u.id = a.unit_id where a.directive_id = ${id} order by u.code`,
  );
  return { id, duties: rows.map((row) => row.id) };
}

describe('a stop in one province', () => {
  it('lists whose deadlines it moves before it takes effect, and then moves exactly these', async () => {
    const { id, duties } = await issuedDue(['t01', 't14'], '2026-09-09');
    const change = await draft(stopOn(['2026-09-08', '2026-09-09'], 't01'));
    const before = await preview(change.id);
    expect(before.counts).toEqual({ deadlines: 2, duties: 1, directives: 1, units: 1 });
    const listed = (await listMoves(app.db, before.each, { limit: 50 })).items;
    expect(listed.map((one) => [one.unitCode, one.deadline, vnIso(one.wasAt), vnIso(one.isAt)])).toEqual([
      ['t01', 'receipt', '2026-09-08T17:00:00+07:00', '2026-09-10T17:00:00+07:00'],
      ['t01', 'work', '2026-09-09T17:00:00+07:00', '2026-09-10T17:00:00+07:00'],
    ]);
    expect(await dueOf(duties[0]!)).toEqual([
      '2026-09-08T17:00',
      '2026-09-09T17:00',
      '2026-09-08T17:00',
      '2026-09-08T17:00',
    ]);

    const done = await confirm(change.id, before.calendarVersion);
    expect(done).toMatchObject({ repeated: false, counts: before.counts, change: { state: 'moving' } });
    expect(await moved(change.id)).toMatchObject({ state: 'done' });
    expect(await dueOf(duties[0]!)).toEqual([
      '2026-09-10T17:00',
      '2026-09-10T17:00',
      '2026-09-10T17:00',
      '2026-09-10T17:00',
    ]);
    expect(await dueOf(duties[1]!)).toEqual([
      '2026-09-08T17:00',
      '2026-09-09T17:00',
      '2026-09-08T17:00',
      '2026-09-08T17:00',
    ]);
    const after = await preview(change.id);
    expect((await listMoves(app.db, after.each, { limit: 50 })).items).toEqual(listed);
    // the paper itself still says its own date: only one province closed
    expect(await firstOf(app.db, sql`select work_due_at from directive where id = ${id}`)).toEqual({
      work_due_at: new Date('2026-09-09T10:00:00Z'),
    });
    expect(await factsOf(app.db, { assignment: duties[0]! })).toMatchObject({ 'assignment.deadlineMoved': 1 });
    expect(await factsOf(app.db, { assignment: duties[1]! })).not.toHaveProperty('assignment.deadlineMoved');
  });

  it('is in force once: a second confirmation and a second run change and record nothing', async () => {
    const { duties } = await issuedDue(['t04'], '2026-09-09');
    const change = await draft(stopOn(['2026-09-09'], 't04'));
    await confirm(change.id);
    await Promise.all([moved(change.id), moved(change.id)]);
    const facts = await factsOf(app.db);
    expect(await confirm(change.id, 1)).toMatchObject({ repeated: true, counts: { deadlines: 1 } });
    await moved(change.id);
    expect(await factsOf(app.db)).toEqual(facts);
    expect((await dueOf(duties[0]!))[1]).toBe('2026-09-10T17:00');
  });

  it('leaves what was met, and what somebody moved, between its taking effect and the job', async () => {
    const { duties } = await issuedDue(['t14', 't22'], '2026-09-15');
    const change = await draft(
      asked({ kind: 'stop', days: [{ on: '2026-09-08', kind: 'stop', half: null, name: 'Bão' }] }),
    );
    const { counts } = await confirm(change.id);
    expect(counts.deadlines).toBeGreaterThanOrEqual(2);
    await app.get(AcknowledgeAssignment).execute(duties[0]!, {}, await clerkOf(app.db, 't14'));
    await moved(change.id);
    expect((await dueOf(duties[0]!))[0]).toBe('2026-09-08T17:00');
    expect((await dueOf(duties[1]!))[0]).toBe('2026-09-09T17:00');
    const outcomes = await rowsOf(
      app.db,
      sql<{
        outcome: string;
      }>`select outcome from calendar_change_item where change_id = ${change.id} and assignment_id = ${duties[0]}`,
    );
    expect(outcomes).toEqual([{ outcome: 'kept' }]);
  });
});

describe('what hangs on a paper beside its own deadlines', () => {
  it('moves too: the answer to a question by the days of whoever answers, what a unit set inside by its own', async () => {
    const { duties } = await issuedDue(['t01', 't14'], '2026-09-30');
    const clerk = await clerkOf(app.db, 't14');
    await app.get(AcknowledgeAssignment).execute(duties[1]!, {}, clerk);
    const inside = { lead: 'Phòng Thủy lợi', dueAt: '2026-09-10T10:00:00Z' };
    await app.get(WorkOnAssignment).assign(duties[1]!, inside, clerk);
    const { question } = await app.get(AskQuestion).execute(duties[1]!, 'mẫu nào?', clerk);
    const listed = async (id: string) =>
      (await listMoves(app.db, (await preview(id)).each, { limit: 50 })).items
        .filter(({ assignmentId }) => assignmentId === duties[1])
        .map((one) => [one.unitCode, one.deadline, vnIso(one.isAt).slice(0, 16)]);
    const ofSender = await draft(stopOn(['2026-09-08', '2026-09-09'], 't20'));
    expect(await listed(ofSender.id)).toEqual([['t20', 'question', '2026-09-14T17:00']]);
    const ofUnit = await draft(stopOn(['2026-09-10'], 't14'));
    expect(await listed(ofUnit.id)).toEqual([['t14', 'internal', '2026-09-11T17:00']]);
    for (const { id } of [ofSender, ofUnit]) {
      await confirm(id);
      await moved(id);
    }
    const told = await firstOf(
      app.db,
      sql<{ at: Date }>`select answer_due_at as at from question where id = ${question}`,
    );
    expect(vnIso(told!.at)).toBe('2026-09-14T17:00:00+07:00');
    expect(vnIso((await assignmentById(app.db, duties[1]!)).internalDueAt!)).toBe('2026-09-11T17:00:00+07:00');
    expect(await factsOf(app.db, { assignment: duties[1]! })).toMatchObject({ 'assignment.deadlineMoved': 2 });
  });
});

describe('what is issued under a calendar of its own', () => {
  it('falls due by the days of each unit, and of the others by those of the country', async () => {
    const change = await draft(stopOn(['2026-11-10', '2026-11-11'], 't01'));
    await confirm(change.id);
    await app.setClock('2026-11-09T02:00:00Z');
    const { assignments } = await issuedTo(app, ['t01', 't14']);
    expect((await dueOf(assignments[0]!))[0]).toBe('2026-11-12T17:00');
    expect((await dueOf(assignments[1]!))[0]).toBe('2026-11-10T17:00');
  });
});

describe('a yearly notice', () => {
  it('makes its year official, takes out what the seed guessed, and moves what was due on a day off', async () => {
    const { id, duties } = await issuedDue(['t14'], '2027-09-03');
    const lines = [...(await loadCalendar(app.db)).days]
      .filter(([on]) => on.startsWith('2027') && on !== '2027-11-24')
      .map(([on, kind]) => `${on};${kind};;Ngày nghỉ`);
    const days = daysOfLines(['date;kind;half;name', ...lines, '2027-09-03;holiday;;Quốc khánh'].join('\n'));
    const change = await draft(asked({ kind: 'notice', year: 2027, days, legalBasis: 'Thông báo 1/TB-BNV' }));
    const before = await loadCalendar(app.db);
    const { counts, calendarVersion } = await preview(change.id);
    expect(counts).toMatchObject({ deadlines: 1, directives: 1 });
    await confirm(change.id, calendarVersion);
    await moved(change.id);
    const after = await loadCalendar(app.db);
    expect([before.officialYears.has(2027), after.officialYears.has(2027)]).toEqual([false, true]);
    expect([before.days.has('2027-11-24'), after.days.has('2027-11-24')]).toEqual([true, false]);
    expect((await loadCalendarVersion(app.db, before.version)).days).toEqual(before.days);
    expect((await dueOf(duties[0]!))[1]).toBe('2027-09-06T17:00');
    // a change of the whole country moves what the paper itself says
    expect((await assignmentView(app.db, duties[0]!)).workDueAt).toEqual(
      (await firstOf(app.db, sql<{ due: Date }>`select work_due_at as due from directive where id = ${id}`))!.due,
    );
  });
});

describe('two changes at once', () => {
  it('make two versions, and the one that was looked at before the other is a conflict', async () => {
    const one = await draft(stopOn(['2026-10-06'], 't01'));
    const other = await draft(stopOn(['2026-10-07'], 't04'));
    const seen = await version();
    const both = await Promise.allSettled([confirm(one.id, seen), confirm(other.id, seen)]);
    expect(both.map(({ status }) => status).toSorted((a, b) => (a < b ? -1 : 1))).toEqual(['fulfilled', 'rejected']);
    const refused = both.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
    expect(refused.reason).toMatchObject({ code: 'conflict', details: { calendarVersion: seen + 1 } });
    expect(await version()).toBe(seen + 1);
  });

  it('that nobody looked at follow one another, and the same change twice is in force once', async () => {
    const seen = await version();
    const [a, b] = [await draft(stopOn(['2026-10-13'], 't01')), await draft(stopOn(['2026-10-14'], 't01'))];
    await Promise.all([confirm(a.id), confirm(b.id), confirm(a.id)]);
    expect(await version()).toBe(seen + 2);
    const local = await loadCalendar(app.db, 't01');
    expect([local.days.get('2026-10-13'), local.days.get('2026-10-14')]).toEqual(['stop', 'stop']);
  });

  it('are not made where the calendar says so already, or the draft was dropped', async () => {
    const again = await draft(stopOn(['2026-10-13'], 't01'));
    await expect(confirm(again.id)).rejects.toMatchObject({ code: 'not-possible-now' });
    await app.get(DraftChange).discard(again.id, operator);
    expect(await app.get(DraftChange).discard(again.id, operator)).toMatchObject({ repeated: true });
    await expect(confirm(again.id)).rejects.toMatchObject({ code: 'not-possible-now' });
  });
});

describe('who may', () => {
  const change = stopOn(['2026-12-08'], 't01');
  it('is the operator, the administrator of the unit or of one above it, and the leader of the province', async () => {
    for (const by of [operator, await as('unit-admin', 't01'), await as('leader', 't01')])
      expect(await draft(change, by)).toMatchObject({ scope: 't01', state: 'draft' });
  });
  it('is nobody else: no clerk, no other province, and nobody but the operator for the whole country', async () => {
    for (const by of [await as('clerk', 't01'), await as('unit-admin', 't04'), await as('leader', 't04')])
      await expect(draft(change, by)).rejects.toMatchObject({ code: 'not-permitted' });
    const national = stopOn(['2026-12-08'], 'national');
    await expect(draft(national, await as('unit-admin', 't01'))).rejects.toMatchObject({ code: 'not-permitted' });
    const entered = await draft(change);
    await expect(confirm(entered.id, undefined, await as('leader', 't04'))).rejects.toMatchObject({
      code: 'not-permitted',
    });
  });
});

describe('what is entered', () => {
  it.each([
    ['a notice without its year', { kind: 'notice', days: [{ on: '2027-01-01', kind: 'holiday' }] }, 'year'],
    ['a day of another year', { kind: 'notice', year: 2027, days: [{ on: '2026-01-01', kind: 'holiday' }] }, 'days'],
    ['a notice of one unit', { kind: 'notice', year: 2027, scope: 't01', days: [] }, 'scope'],
    ['a stop without days', { kind: 'stop', scope: 't01' }, 'days'],
    ['hours without hours', { kind: 'hours', scope: 't01' }, 'hours'],
  ])('is refused with the field: %s', (_, given, field) => {
    expect(() => draft(asked(given as never))).toThrow(expect.objectContaining({ details: { field } }));
  });
  it('is refused with the line that is not understood', () => {
    expect(() => daysOfLines('date;kind\n2026-02-30;holiday')).toThrow(
      expect.objectContaining({ details: { field: 'days', line: 2 } }),
    );
    expect(daysOfLines('2026-09-08..2026-09-09, stop, afternoon, Bão, lũ')).toEqual([
      { on: '2026-09-08', kind: 'stop', half: 'afternoon', name: 'Bão, lũ' },
      { on: '2026-09-09', kind: 'stop', half: 'afternoon', name: 'Bão, lũ' },
    ]);
  });
  it('may be written as people write: days first, Vietnamese words, a range with a dash', () => {
    expect(daysOfLines('Ngày;Loại\n8/9/2026 - 09/9/2026;Thiên tai;chiều;Bão số 5\n10.9.2026;nghỉ lễ')).toEqual([
      { on: '2026-09-08', kind: 'stop', half: 'afternoon', name: 'Bão số 5' },
      { on: '2026-09-09', kind: 'stop', half: 'afternoon', name: 'Bão số 5' },
      { on: '2026-09-10', kind: 'holiday', half: null, name: '–' },
    ]);
    expect(() => daysOfLines('31/02/2026;thiên tai')).toThrow(
      expect.objectContaining({ details: { field: 'days', line: 1 } }),
    );
  });
  it('is a unit that there is', async () => {
    await expect(draft(stopOn(['2026-12-08'], 'không-có'))).rejects.toMatchObject({ code: 'not-found' });
    expect((await findUnit(app.db, 't01')).code).toBe('t01');
  });
});
