import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  AnswerQuestion,
  AskQuestion,
  assignmentById,
  assignmentView,
  MarkSupervised,
  MarkTask,
  RemoveSupervised,
  SuperviseUnits,
  WorkOnAssignment,
} from '../../src/assignments/index.js';
import { AmendDirective, ForwardAssignment } from '../../src/cascade/index.js';
import type { TaskStatus } from '../../src/assignments/assignment.entity.js';
import { SubmitReport } from '../../src/reports/index.js';
import { rowsOf, sql } from '../../src/platform/database/sql.js';
import type { Caller } from '../../src/platform/caller.js';
import { SeedDemoUnits } from '../../src/units/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { inOrder } from '../support/in-order.js';
import { factsOf, operator } from '../support/issued.js';
import { acknowledge, dutyOf, issued, officerOf } from '../support/story.js';

const OFFICE = 'ls-h183-phong-vhtt'; // the office of culture of Cao Lộc
const OTHER_OFFICE = 'ls-h182-phong-vhtt';
const COMMUNES = ['x06187', 'x06190', 'x06193'] as const;
const TASKS = [
  { label: '1', text: 'Tuyên truyền trên hệ thống truyền thanh', addressees: [] },
  { label: '2', text: 'Báo chí đưa tin', addressees: ['Các cơ quan báo chí'] },
  { label: '3', text: 'Đôn đốc các đài truyền thanh', addressees: ['Phòng Văn hóa và Thông tin'] },
];

let app: TestApp;
let office: Caller;
beforeAll(async () => {
  app = await testApp();
  await app.setClock('2024-03-11T02:00:00Z');
  await app.get(SeedDemoUnits).execute(new Date('2024-03-11T02:00:00Z'));
  office = await officerOf(app, OFFICE);
});
afterAll(() => app.close());

/** A directive of the province's department to the offices of culture, acknowledged by that of Cao Lộc. */
async function duty(): Promise<{ directive: string; assignment: string }> {
  const directive = await issued(app, {
    issuer: 'ls-so-tttt',
    dueOn: '2024-04-15',
    tasks: TASKS,
    addressees: [
      { text: 'Phòng Văn hóa và Thông tin các huyện, thành phố', role: 'action' },
      { text: 'UBND tỉnh', role: 'information' },
    ],
  });
  await acknowledge(app, directive, OFFICE);
  return { directive, assignment: await dutyOf(app, directive, OFFICE) };
}
const supervise = (assignment: string, units: readonly string[], task?: number, by = office) =>
  app.get(SuperviseUnits).execute(assignment, { units, task }, by);
const mark = (
  assignment: string,
  unit: string,
  status: TaskStatus,
  more: { note?: string; task?: number; by?: Caller } = {},
) => app.get(MarkSupervised).execute(assignment, { unit, status, note: more.note, task: more.task }, more.by ?? office);
const complete = (assignment: string) => app.get(WorkOnAssignment).execute(assignment, 'complete', undefined, office);
const workOf = async (assignment: string) => (await assignmentById(app.db, assignment)).work;

describe('the tasks of a unit', () => {
  it('are those of its class: one of another class is neither shown nor marked', async () => {
    const { assignment } = await duty();
    const { tasks } = await assignmentView(app.db, assignment);
    // no line of the addressees is the press: what nobody can be told to be meant by is everybody's
    expect(tasks.map(({ n, status }) => [n, status])).toEqual([
      [1, 'open'],
      [2, 'open'],
      [3, 'open'],
    ]);
    const other = await issued(app, {
      issuer: 'ls-so-tttt',
      tasks: TASKS,
      addressees: [
        { text: 'Phòng Văn hóa và Thông tin các huyện, thành phố', role: 'action' },
        { text: 'Ủy ban nhân dân các huyện, thành phố', role: 'action' },
      ],
    });
    await acknowledge(app, other, 'h183');
    const committee = await dutyOf(app, other, 'h183');
    expect((await assignmentView(app.db, committee)).tasks.map(({ n }) => n)).toEqual([1, 2]);
    const by = await officerOf(app, 'h183');
    const marking = (n: number) => app.get(MarkTask).execute(committee, { n, status: 'done' }, by);
    await expect(marking(3)).rejects.toMatchObject({ code: 'invalid' });
    await expect(marking(9)).rejects.toMatchObject({ code: 'invalid' });
    await expect(marking(Number.NaN)).rejects.toMatchObject({ code: 'invalid' });
    expect((await marking(1)).repeated).toBe(false);
  });

  it('are marked one by one, with a reason where one is none of the unit’s; the work moves by its own acts only', async () => {
    const { assignment } = await duty();
    const marking = (n: number, status: TaskStatus, reason?: string) =>
      app.get(MarkTask).execute(assignment, { n, status, reason }, office);
    await expect(marking(2, 'notApplicable')).rejects.toMatchObject({ code: 'invalid', details: { field: 'reason' } });
    await marking(2, 'notApplicable', 'không quản lý báo chí');
    expect(await marking(2, 'notApplicable', 'không quản lý báo chí')).toMatchObject({ repeated: true });
    await marking(1, 'begun');
    expect(await workOf(assignment)).toBe('notStarted');
    const done = await complete(assignment);
    expect(done).toMatchObject({ repeated: false, leftOpen: [1, 3] });
    expect((await assignmentView(app.db, assignment)).tasks[1]).toMatchObject({
      status: 'notApplicable',
      reason: 'không quản lý báo chí',
    });
    await marking(2, 'open');
    expect((await assignmentView(app.db, assignment)).tasks[1]).toMatchObject({ status: 'open', reason: null });
  });
});

describe('a unit that sees to others', () => {
  it('adds them by name or code, each once; only units below it or in its area, for a task of its own', async () => {
    const { assignment } = await duty();
    expect(await supervise(assignment, [...COMMUNES])).toMatchObject({ added: 3, repeated: false });
    expect(await supervise(assignment, [...COMMUNES])).toMatchObject({ added: 0, repeated: true });
    await expect(supervise(assignment, ['ls-so-tttt'])).rejects.toMatchObject({ code: 'invalid' });
    await expect(supervise(assignment, ['Đài Truyền hình Bảo Lân'])).rejects.toMatchObject({ code: 'invalid' });
    await expect(supervise(assignment, [COMMUNES[0]], 7)).rejects.toMatchObject({ code: 'invalid' });
    await expect(
      supervise(assignment, [COMMUNES[0]], undefined, await officerOf(app, OTHER_OFFICE)),
    ).rejects.toMatchObject({ code: 'not-permitted' });
    expect(await workOf(assignment)).toBe('implementing');
  });

  it('cannot complete while some are left, and is told who; with the last one the work is implemented by itself', async () => {
    const { assignment } = await duty();
    await supervise(assignment, [...COMMUNES]);
    await mark(assignment, COMMUNES[0], 'done');
    await expect(complete(assignment)).rejects.toMatchObject({
      code: 'not-possible-now',
      details: { left: 2, units: [{ code: COMMUNES[1] }, { code: COMMUNES[2] }] },
    });
    await expect(mark(assignment, COMMUNES[1], 'notApplicable')).rejects.toMatchObject({ code: 'invalid' });
    await mark(assignment, COMMUNES[1], 'notApplicable', { note: 'không có đài' });
    // the third party says it itself
    await mark(assignment, COMMUNES[2], 'done', { by: await officerOf(app, COMMUNES[2]) });
    expect(await workOf(assignment)).toBe('implemented');
    expect(await mark(assignment, COMMUNES[2], 'done')).toMatchObject({ repeated: true });
    await mark(assignment, COMMUNES[2], 'begun');
    expect(await workOf(assignment)).toBe('implementing');
    expect(await factsOf(app.db, { assignment })).toMatchObject({ 'assignment.supervised': 5 });
  });

  it('is not marked for by strangers, nor is who it does not see to', async () => {
    const { assignment } = await duty();
    await supervise(assignment, [COMMUNES[0]]);
    const stranger = await officerOf(app, COMMUNES[1]);
    await expect(mark(assignment, COMMUNES[0], 'done', { by: stranger })).rejects.toMatchObject({
      code: 'not-permitted',
    });
    await expect(mark(assignment, COMMUNES[1], 'done')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('has the status of a task from its third parties, and does not say it itself', async () => {
    const { assignment } = await duty();
    await supervise(assignment, [COMMUNES[0], COMMUNES[1]], 3);
    const third = async () => (await assignmentView(app.db, assignment)).tasks[2];
    expect(await third()).toMatchObject({ n: 3, status: 'open', supervised: true });
    await expect(app.get(MarkTask).execute(assignment, { n: 3, status: 'done' }, office)).rejects.toMatchObject({
      code: 'not-possible-now',
    });
    await mark(assignment, COMMUNES[0], 'done');
    expect(await third()).toMatchObject({ status: 'begun' });
    await mark(assignment, COMMUNES[1], 'done', { task: 3 });
    expect(await third()).toMatchObject({ status: 'done' });
  });

  it('counts a third party with an assignment of its own by the work there, and by nothing else', async () => {
    const { directive, assignment } = await duty();
    const [commune] = COMMUNES;
    await app.get(ForwardAssignment).execute(assignment, { to: [commune] }, office);
    await supervise(assignment, [commune]);
    await expect(mark(assignment, commune, 'done')).rejects.toMatchObject({ code: 'not-possible-now' });
    await acknowledge(app, directive, commune);
    const own = await dutyOf(app, directive, commune);
    const by = await officerOf(app, commune);
    await app.get(WorkOnAssignment).execute(own, 'start', undefined, by);
    await expect(complete(assignment)).rejects.toMatchObject({ code: 'not-possible-now' });
    await app.get(SubmitReport).execute(own, { nil: true }, by);
    expect(await workOf(assignment)).toBe('implemented');
    expect(await factsOf(app.db, { assignment })).toMatchObject({ 'assignment.supervised': 3 });
  });

  it('is implemented exactly once where the last two are done at the same moment', async () => {
    for (let round = 0; round < 3; round++) {
      const { assignment } = await duty();
      await supervise(assignment, [...COMMUNES]);
      await Promise.all(COMMUNES.map((code) => mark(assignment, code, 'done')));
      expect(await workOf(assignment)).toBe('implemented');
      const steps = await rowsOf<{ from: string; to: string }>(
        app.db,
        sql`select from_state as "from", to_state as "to" from ledger_entry
          where assignment_id = ${assignment} and kind = 'assignment.supervised' and to_state = 'implemented'`,
      );
      expect(steps).toHaveLength(1);
    }
  });

  it('is done by itself once its question is answered, where its third parties finished meanwhile', async () => {
    const { assignment } = await duty();
    await supervise(assignment, [COMMUNES[0]]);
    const { question } = await app.get(AskQuestion).execute(assignment, 'Tính đến ngày nào?', office);
    await mark(assignment, COMMUNES[0], 'done');
    expect(await assignmentView(app.db, assignment)).toMatchObject({ work: 'waitingOnIssuer', workDoneAt: null });
    await app.get(AnswerQuestion).execute(question, 'Đến hết tháng.', operator);
    expect(await assignmentView(app.db, assignment)).toMatchObject({
      work: 'implemented',
      workDoneAt: expect.any(Date),
    });
  });

  it('goes on after its question where some are left', async () => {
    const { assignment } = await duty();
    await supervise(assignment, [...COMMUNES]);
    const { question } = await app.get(AskQuestion).execute(assignment, 'Tính đến ngày nào?', office);
    await mark(assignment, COMMUNES[0], 'done');
    await app.get(AnswerQuestion).withdraw(question, office);
    expect(await workOf(assignment)).toBe('implementing');
  });

  it('is done by itself once it acknowledges again, where a third party with work of its own finished meanwhile', async () => {
    const { directive, assignment } = await duty();
    const [commune] = COMMUNES;
    await app.get(ForwardAssignment).execute(assignment, { to: [commune] }, office);
    await supervise(assignment, [commune]);
    await acknowledge(app, directive, commune);
    await app.get(AmendDirective).execute(directive, { reason: 'lùi hạn', dueOn: '2024-05-15' }, operator);
    await acknowledge(app, directive, commune);
    const own = await dutyOf(app, directive, commune);
    await app.get(WorkOnAssignment).execute(own, 'complete', undefined, await officerOf(app, commune));
    expect(await workOf(assignment)).toBe('implementing');
    await acknowledge(app, directive, OFFICE);
    expect(await workOf(assignment)).toBe('implemented');
  });

  it.each(['added first', 'finished first'])(
    'a third party that finishes while it is added counts: %s',
    async (order) => {
      const { directive, assignment } = await duty();
      const [commune] = COMMUNES;
      await app.get(ForwardAssignment).execute(assignment, { to: [commune] }, office);
      await acknowledge(app, directive, commune);
      const own = await dutyOf(app, directive, commune);
      const by = await officerOf(app, commune);
      const acts = [
        () => supervise(assignment, [commune]),
        () => app.get(WorkOnAssignment).execute(own, 'complete', undefined, by),
      ];
      if (order === 'finished first') acts.reverse();
      await inOrder(app, sql`select 1 from assignment where id = ${own} for update`, acts);
      expect([await workOf(own), await workOf(assignment)]).toEqual(['implemented', 'implemented']);
    },
  );

  it('takes one out again that was added by mistake, and goes on itself where nobody is left', async () => {
    const { assignment } = await duty();
    await supervise(assignment, [COMMUNES[0], COMMUNES[1]]);
    await mark(assignment, COMMUNES[0], 'begun', { note: 'nhầm đơn vị' });
    const remove = (unit: string, by = office) => app.get(RemoveSupervised).execute(assignment, { unit }, by);
    const stranger = await officerOf(app, COMMUNES[2]);
    await expect(remove(COMMUNES[0], stranger)).rejects.toMatchObject({ code: 'not-permitted' });
    expect(await remove(COMMUNES[0])).toMatchObject({ repeated: false });
    expect(await remove(COMMUNES[0])).toMatchObject({ repeated: true });
    expect(await workOf(assignment)).toBe('implementing');
    const { rows } = await sql<{
      value: string;
    }>`select s.value from ledger_sealed s join ledger_entry e on e.id = s.entry_id
      where e.assignment_id = ${assignment} and e.kind = 'assignment.supervised'`.execute(app.db);
    expect(rows).toEqual([{ value: 'nhầm đơn vị' }, { value: 'nhầm đơn vị' }]);
    await remove(COMMUNES[1]);
    expect(await assignmentView(app.db, assignment)).toMatchObject({ work: 'implementing', workDoneAt: null });
    expect((await complete(assignment)).row.work).toBe('implemented');
  });

  it('of the first version sees to nobody: it is refused with its state', async () => {
    const { assignment } = await duty();
    await sql`update assignment set machine_version = 1 where id = ${assignment}`.execute(app.db);
    await expect(supervise(assignment, [COMMUNES[0]])).rejects.toMatchObject({ code: 'not-possible-now' });
    expect((await complete(assignment)).row.work).toBe('implemented');
  });
});
