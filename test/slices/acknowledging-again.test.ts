import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { CreateAccount, DelegateMandate, Sessions } from '../../src/access/index.js';
import {
  AcknowledgeAssignment,
  assignmentById,
  assignmentView,
  WorkOnAssignment,
} from '../../src/assignments/index.js';
import { ForwardAssignment, IssueDirective } from '../../src/cascade/index.js';
import { ChaseDue } from '../../src/chasing/index.js';
import { DraftDirective, type DirectiveDraft } from '../../src/directives/index.js';
import { ShortCodes } from '../../src/links/index.js';
import { Notices } from '../../src/mail/index.js';
import type { Caller, Role } from '../../src/platform/caller.js';
import { firstOf, rowsOf, sql } from '../../src/platform/database/sql.js';
import { findUnit, SeedDemoUnits } from '../../src/units/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { operator } from '../support/issued.js';
import { dutyOf, officerOf } from '../support/story.js';

const MONDAY = '2026-03-02T02:00:00Z'; // 09:00 in Hà Nội
const PROVINCE = 't20';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
  await app.setClock(MONDAY);
  await app.get(SeedDemoUnits).execute(new Date(MONDAY));
});
// each story is chased on its own
afterEach(() => sql`update assignment set next_chase_at = null`.execute(app.db));
afterAll(() => app.close());

/** Issues a directive whose policy says more than the default one does. @returns its id */
async function issuedUnder(policy: object, draft: Partial<DirectiveDraft> = {}): Promise<string> {
  const by = await officerOf(app, 'bo-noi-vu');
  const wanted = {
    issuer: 'bo-noi-vu',
    subject: 'thử nghiệm',
    addressees: [{ text: PROVINCE, role: 'action' as const }],
  };
  const id = await app.get(DraftDirective).execute({ ...wanted, ...draft }, by);
  await sql`update directive set policy = policy || ${JSON.stringify(policy)}::jsonb where id = ${id}`.execute(app.db);
  await app.get(IssueDirective).execute(id, by);
  return id;
}
const acknowledge = async (assignment: string, by?: Caller, arrivalNumber?: number) =>
  app.get(AcknowledgeAssignment).execute(assignment, { arrivalNumber }, by ?? (await officerOf(app, PROVINCE)));
const chaseAt = async (at: string) => {
  await app.setClock(at);
  const { reminded, escalated, expired } = await app.get(ChaseDue).execute(new Date(at));
  return { reminded, escalated, expired };
};
const factsOf = async (assignment: string, kind: string) =>
  (
    await rowsOf<{ bytes: Buffer }>(
      app.db,
      sql`select bytes from ledger_entry where assignment_id = ${assignment} and kind = ${kind} order by at, id`,
    )
  ).map(({ bytes }) => (JSON.parse(bytes.toString('utf8')) as { payload: Record<string, unknown> }).payload);
const linesOf = async (assignment: string): Promise<number> =>
  (await firstOf(
    app.db,
    sql<{ n: number }>`select count(*)::int as n from arrival where assignment_id = ${assignment}`,
  ))!.n;
/** The mails about an assignment as they would be sent, in their order. */
async function mailsOf(assignment: string, template: string) {
  const rows = await rowsOf<{ id: string }>(
    app.db,
    sql`select id, cascade_id as "cascadeId", key, unit_id as "unitId", assignment_id as "assignmentId", template, locale,
        parameters, to_address as "toAddress" from message
      where assignment_id = ${assignment} and template = ${template} order by queued_at, id`,
  );
  const composed = await app.get(Notices).compose(rows as never, (error) => {
    throw error;
  });
  return rows.map(({ id }) => composed.get(id)!);
}

describe('who answers for an acknowledgement', () => {
  const person = async (name: string, role: Role): Promise<string> =>
    app
      .get(CreateAccount)
      .execute({ unitId: (await findUnit(app.db, PROVINCE)).id, name, role, locale: 'vi' }, operator);
  const answeringFor = async (by?: Caller) => {
    const assignment = await dutyOf(app, await issuedUnder({}), PROVINCE);
    await acknowledge(assignment, by);
    const { accountableId, accountableName, accountableCapacity } = await assignmentView(app.db, assignment);
    const [fact] = await factsOf(assignment, 'assignment.acknowledged');
    expect(fact).toMatchObject({ accountable: accountableId, accountableCapacity });
    return [accountableName, accountableCapacity];
  };

  it('is null where nobody is known: never guessed', async () => {
    expect(await answeringFor()).toEqual([null, null]);
  });

  it('is the one leader in office, then the one to whom the office is lent, then the leader again', async () => {
    const head = await person('Nông Văn Minh', 'leader');
    expect(await answeringFor()).toEqual(['Nông Văn Minh', 'own-office']);
    const deputy = await person('Hoàng Thị Lan', 'officer');
    const caller = (await app.get(Sessions).callerOf((await app.get(Sessions).open(head))!))!;
    const untilAt = new Date('2026-03-03T00:00:00Z');
    await app.get(DelegateMandate).execute({ accountId: deputy, role: 'leader', untilAt }, caller);
    expect(await answeringFor()).toEqual(['Hoàng Thị Lan', 'by-delegation']);
    // the head who acts himself answers for it himself
    expect(await answeringFor(caller)).toEqual(['Nông Văn Minh', 'own-office']);
    await app.setClock('2026-03-03T02:00:00Z');
    expect(await answeringFor()).toEqual(['Nông Văn Minh', 'own-office']);
  });

  it('is nobody where two hold the office: which of them is not guessed', async () => {
    await person('Lý Văn Hai', 'leader');
    expect(await answeringFor()).toEqual([null, null]);
  });
});

describe('an acknowledgement that nothing follows', () => {
  const POLICY = { followUpWorkingDays: 3, receiptWorkingDays: 1 };

  it('expires after its term; the unit is asked again, by a new deadline, and keeps its arrival number', async () => {
    await app.setClock('2026-03-09T02:00:00Z');
    const assignment = await dutyOf(app, await issuedUnder(POLICY), PROVINCE);
    const { row } = await acknowledge(assignment);
    const number = row.arrivalNumber;
    expect(await chaseAt('2026-03-12T09:59:00Z')).toEqual({ reminded: 0, escalated: 0, expired: 0 });
    const dry = await app.get(ChaseDue).rehearse(new Date('2026-03-12T10:00:00Z'));
    expect(dry.would).toMatchObject([{ template: 'reacknowledge', stage: 'receipt', unitCode: PROVINCE }]);
    expect(await chaseAt('2026-03-12T10:00:00Z')).toEqual({ reminded: 0, escalated: 0, expired: 1 });
    const expired = await assignmentView(app.db, assignment);
    expect(expired).toMatchObject({ receipt: 'delivered', arrivalNumber: number, followDueAt: null });
    // Thursday at the close: what reaches it then is received on Friday, and is due on Monday
    expect(expired.receiptDueAt).toEqual(new Date('2026-03-16T10:00:00Z'));
    expect(await factsOf(assignment, 'assignment.acknowledgementExpired')).toMatchObject([
      { receiptDueAt: '2026-03-16T10:00:00.000Z', regions: 'delivered.none.notStarted.inForce' },
    ]);
    const [mail] = await mailsOf(assignment, 'reacknowledge');
    expect(mail!.subject).toContain('[Tiếp nhận lại]');
    expect(mail!.text).toContain('trong 3 ngày làm việc');
    expect(mail!.text).toContain('/a/');
    const [, code] = /Mã xác nhận qua điện thoại: (\d{4} \d{4} \d{4}) \(nhập tại \S+\/m,/.exec(mail!.text)!;
    expect(await app.get(ShortCodes).find(app.db, code!.replaceAll(' ', ''))).toMatchObject({
      assignmentId: assignment,
    });
    expect(mail!.html).toContain(code);
  });

  it('is given again without a second line in the register, and its term begins anew', async () => {
    const assignment = await dutyOf(app, await issuedUnder(POLICY), PROVINCE);
    const first = await acknowledge(assignment);
    await chaseAt('2026-03-17T10:00:00Z');
    await expect(acknowledge(assignment, undefined, 9000)).rejects.toMatchObject({ code: 'invalid' });
    const again = await acknowledge(assignment);
    expect(again.row.arrivalNumber).toBe(first.row.arrivalNumber);
    expect(again).not.toHaveProperty('late');
    expect(await linesOf(assignment)).toBe(1);
    expect(await factsOf(assignment, 'assignment.acknowledged')).toHaveLength(2);
    expect((await assignmentById(app.db, assignment)).followDueAt).toEqual(new Date('2026-03-20T10:00:00Z'));
    expect(await acknowledge(assignment)).toMatchObject({ repeated: true });
  });

  it('is late where it is given after the new deadline', async () => {
    await app.setClock('2026-03-23T02:00:00Z');
    const assignment = await dutyOf(app, await issuedUnder(POLICY), PROVINCE);
    expect(await acknowledge(assignment)).not.toHaveProperty('late');
    await chaseAt('2026-03-26T10:00:00Z');
    await app.setClock('2026-03-30T10:01:00Z');
    expect(await acknowledge(assignment)).toMatchObject({ late: true });
  });

  it('does not expire once something has followed', async () => {
    await app.setClock('2026-04-06T02:00:00Z');
    const assignment = await dutyOf(app, await issuedUnder(POLICY), PROVINCE);
    await acknowledge(assignment);
    await app.get(WorkOnAssignment).assign(assignment, { lead: 'Phòng Nội vụ' }, await officerOf(app, PROVINCE));
    expect((await assignmentById(app.db, assignment)).followDueAt).toBeNull();
    expect((await chaseAt('2026-05-06T10:00:00Z')).expired).toBe(0);
  });
});

describe('a silent relay', () => {
  const COMMUNES = 'Ủy ban nhân dân các xã, phường tỉnh Lạng Sơn';
  const through = (): Promise<string> =>
    issuedUnder(
      {},
      {
        addressees: [
          { text: PROVINCE, role: 'action' },
          { text: COMMUNES, role: 'action', through: 'superior' },
        ],
      },
    );

  it('is reminded with how many wait, then its superior is told, then nobody', async () => {
    await app.setClock('2026-05-11T02:00:00Z'); // a Monday
    const assignment = await dutyOf(app, await through(), PROVINCE);
    await acknowledge(assignment);
    expect(await chaseAt('2026-05-13T09:59:00Z')).toEqual({ reminded: 0, escalated: 0, expired: 0 });
    expect(await chaseAt('2026-05-13T10:00:00Z')).toEqual({ reminded: 1, escalated: 0, expired: 0 });
    const silent = await assignmentView(app.db, assignment);
    expect(silent).toMatchObject({ relay: 'silent', relayDueAt: new Date('2026-05-15T10:00:00Z') });
    const [reminder] = await mailsOf(assignment, 'reminder');
    expect(reminder!.text).toMatch(/65 đơn vị bên dưới đang phải chờ/);
    expect(await chaseAt('2026-05-15T10:00:00Z')).toEqual({ reminded: 0, escalated: 1, expired: 0 });
    const [escalation] = await mailsOf(assignment, 'escalation');
    expect(escalation!.subject).toContain('[Chậm chuyển tiếp]');
    expect(escalation!.text).toMatch(/65 đơn vị bên dưới đang phải chờ/);
    expect(await chaseAt('2026-06-15T10:00:00Z')).toEqual({ reminded: 0, escalated: 0, expired: 0 });
  });

  it('that passes it on to one of them is chased for the rest: reminded, then its superior is told', async () => {
    await app.setClock('2026-07-06T02:00:00Z'); // a Monday
    const assignment = await dutyOf(app, await through(), PROVINCE);
    const by = await officerOf(app, PROVINCE);
    await acknowledge(assignment);
    await app.get(ForwardAssignment).execute(assignment, { to: ['x06184-2025'] }, by);
    // the commune that has the paper now is chased for its own receipt beside it
    await chaseAt('2026-07-08T10:00:00Z');
    expect(await assignmentView(app.db, assignment)).toMatchObject({ relay: 'partly' });
    const [reminder] = await mailsOf(assignment, 'reminder');
    expect(reminder!.text).toMatch(/64 đơn vị bên dưới đang phải chờ/);
    expect(await mailsOf(assignment, 'escalation')).toHaveLength(0);
    await chaseAt('2026-07-10T10:00:00Z');
    expect(await mailsOf(assignment, 'escalation')).toHaveLength(1);
    await chaseAt('2026-07-31T10:00:00Z');
    expect(await mailsOf(assignment, 'escalation')).toHaveLength(1);
    const { row } = await app.get(ForwardAssignment).execute(assignment, { to: [] }, by);
    expect(row).toMatchObject({ relay: 'relayed', relayDueAt: null });
  });

  it('is found by its state, and is none any more once it passes the paper on', async () => {
    await app.setClock('2026-06-22T02:00:00Z');
    const assignment = await dutyOf(app, await through(), PROVINCE);
    const by = await officerOf(app, PROVINCE);
    await acknowledge(assignment);
    await chaseAt('2026-06-24T10:00:00Z');
    const { row } = await app.get(ForwardAssignment).execute(assignment, { to: [] }, by);
    expect(row).toMatchObject({ relay: 'relayed', relayDueAt: null });
  });
});

describe('a duty of the first version', () => {
  it('is acknowledged, chased and done as before: no term, no expiry, nobody accountable before it', async () => {
    await app.setClock('2026-07-06T02:00:00Z');
    const assignment = await dutyOf(app, await issuedUnder({}), PROVINCE);
    await sql`update assignment set machine_version = 1, context = context - 'relayDays' - 'followDays' - 'paused'
      - 'askedFrom' - 'supervisedLeft' - 'recallRefused' - 'relayEscalated' where id = ${assignment}`.execute(app.db);
    expect(await chaseAt('2026-07-07T10:00:00Z')).toEqual({ reminded: 1, escalated: 0, expired: 0 });
    const { row } = await acknowledge(assignment);
    expect(row).toMatchObject({ machineVersion: 1, receipt: 'acknowledged', relayDueAt: null, followDueAt: null });
    const by = await officerOf(app, PROVINCE);
    expect((await app.get(WorkOnAssignment).execute(assignment, 'start', undefined, by)).row.work).toBe('implementing');
    expect((await app.get(WorkOnAssignment).execute(assignment, 'complete', undefined, by)).row.work).toBe(
      'implemented',
    );
    expect((await chaseAt('2026-08-07T10:00:00Z')).expired).toBe(0);
  });
});
