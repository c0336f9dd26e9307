import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CreateAccount } from '../../src/access/index.js';
import { MarkDelivered } from '../../src/assignments/mark-delivered.js';
import { AmendDirective, IssueDirective } from '../../src/cascade/index.js';
import { ChaseDue } from '../../src/chasing/index.js';
import { ConfirmChange, DraftChange } from '../../src/calendar-changes/index.js';
import { changeSchema } from '../../src/calendar-changes/change.rules.js';
import { SetPolicy } from '../../src/directives/policies/set-policy.usecase.js';
import { DEFAULT_POLICY } from '../../src/directives/policy.rules.js';
import { DraftDirective } from '../../src/directives/index.js';
import { emptyDispatch } from '../../src/dispatches/index.js';
import { firstOf, rowsOf, sql } from '../../src/platform/database/sql.js';
import { vnIso } from '../../src/platform/vn-time.js';
import { setMailboxes } from '../../src/units/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { operator } from '../support/issued.js';
import { plantUnits, type SmallUnit } from '../support/small-tree.js';
import { dutyOf } from '../support/story.js';

const OFFICES = ['a1', 'a2', 'a3', 'a4'];
const TREE: SmallUnit[] = [
  { code: 'tinh-a', name: 'Tỉnh A', kind: 'province', parent: 'vn' },
  ...OFFICES.map((code): SmallUnit => ({ code, name: `Xã ${code}`, kind: 'commune', parent: 'tinh-a' })),
];

let app: TestApp;
const instant = (at: string): Date => new Date(`${at.replace(' ', 'T')}+07:00`);

/** The sweep of two processes at once, and once more. */
async function sweep(...times: string[]): Promise<void> {
  for (const at of times) {
    await Promise.all([1, 2].map(() => app.get(ChaseDue).execute(instant(at))));
    await app.get(ChaseDue).execute(instant(at));
  }
}
async function sent(
  at: string,
  to: Readonly<Record<string, 'action' | 'information'>>,
  urgency?: 'KHẨN' | 'THƯỢNG KHẨN' | 'HỎA TỐC',
): Promise<string> {
  await app.setClock(instant(at).toISOString());
  const id = await app.get(DraftDirective).execute(
    {
      issuer: 'tinh-a',
      subject: 'thử nghiệm',
      tasks: [{ label: '1', text: 'rà soát', addressees: [] }],
      addressees: Object.entries(to).map(([text, role]) => ({ text, role })),
      ...(urgency ? { dispatch: { ...emptyDispatch(), subject: 'thử nghiệm', urgency } } : {}),
    },
    operator,
  );
  await app.get(IssueDirective).execute(id, operator);
  return id;
}
/** What was queued for the chase of a directive. */
const queued = async (directive: string): Promise<string[]> =>
  (
    await rowsOf(
      app.db,
      sql<{ at: Date; code: string; said: Record<string, string>; address: string }>`
        select m.queued_at as at, u.code, m.parameters as said, m.to_address as address
        from message m join assignment a on a.id = m.assignment_id join unit u on u.id = a.unit_id
        where a.directive_id = ${directive} and m.template in ('reminder', 'escalation') order by m.queued_at, u.code`,
    )
  ).map(
    ({ at, code, said, address }) =>
    [vnIso(at).slice(5, 16).replace('T', ' '), code, said['stage'], said['step'], said['to'], said['text'], address].join(' '), // prettier-ignore
  );

beforeAll(async () => {
  app = await testApp();
  await app.setClock('2028-06-01T01:00:00Z');
  const ids = await plantUnits(app, TREE);
  const mailboxes = [...ids].map(([code, unitId]) => ({ unitId, address: `vanthu@${code}.invalid` }));
  await setMailboxes(app.db, mailboxes, { on: '2028-06-01' });
  const leader = { unitId: ids.get('a1')!, name: 'Nông Văn Minh', role: 'leader', locale: 'vi', email: 'chu.tich@a1.invalid' } as const; // prettier-ignore
  await app.get(CreateAccount).execute(leader, operator);
}, 60_000);
afterAll(() => app.close());

describe('an urgent paper that arrives on a Saturday night', () => {
  it('goes up its ladder by the minute: unit, unit again, leader, superior, issuer, each once', async () => {
    const directive = await sent('2028-06-10 22:00:30', { a1: 'action', a2: 'information', a3: 'action' }, 'KHẨN');
    for (const code of ['a1', 'a2']) {
      const message = { template: 'issue', assignmentId: await dutyOf(app, directive, code), cascadeId: directive };
      await app.get(MarkDelivered).onDelivered(app.db, [message as never], instant('2028-06-10 22:05:00'));
    }
    const hours = ['2028-06-11 00:00:00', '2028-06-11 00:01:00', '2028-06-11 02:00:59', '2028-06-11 02:01:00'];
    await sweep(...hours, ...['04', '06', '08', '10'].map((hour) => `2028-06-11 ${hour}:01:00`));
    expect(await queued(directive)).toEqual([
      '06-11 00:01 a1 receipt 1 unit reminder vanthu@a1.invalid',
      // who is informed is reminded, and nobody above is told
      '06-11 00:01 a2 receipt 1 unit reminder vanthu@a2.invalid',
      // its mail has not arrived: another ladder, and other people who can do something about it
      '06-11 00:01 a3 delivery 1 unit reminder vanthu@a3.invalid',
      '06-11 02:01 a1 receipt 2 unit firm vanthu@a1.invalid',
      '06-11 02:01 a2 receipt 2 unit firm vanthu@a2.invalid',
      '06-11 02:01 a3 delivery 2 superior reminder vanthu@tinh-a.invalid',
      '06-11 04:01 a1 receipt 3 leader last chu.tich@a1.invalid',
      // no leader has an address there: the mailbox of the unit
      '06-11 04:01 a2 receipt 3 leader last vanthu@a2.invalid',
      '06-11 04:01 a3 delivery 3 issuer reminder vanthu@tinh-a.invalid',
      '06-11 06:01 a1 receipt 4 superior reminder vanthu@tinh-a.invalid',
      '06-11 08:01 a1 receipt 5 issuer reminder vanthu@tinh-a.invalid',
    ]);
  });
});

describe('a frozen policy that somebody has spoilt', () => {
  const fault = (directive: string) =>
    firstOf<{ error: string; attempts: number; retryAt: Date }>(
      app.db,
      sql`select error, attempts, retry_at as "retryAt" from chase_fault where directive_id = ${directive}`,
    );

  it('delays nobody else, is tried again after a growing wait, and is chased once it is repaired', async () => {
    const poisoned = await sent('2028-06-12 09:00:00', { a1: 'action', a2: 'action' });
    const sound = await sent('2028-06-12 09:00:00', { a1: 'action', a2: 'action' });
    const { policy } = (await firstOf<{ policy: object }>(app.db, sql`select policy from directive where id = ${poisoned}`))!; // prettier-ignore
    const planted = (rules: object) =>
      sql`update directive set policy = ${JSON.stringify(rules)}::jsonb where id = ${poisoned}`.execute(app.db);
    await planted({ ...policy, remindEveryWorkingDays: 'mỗi tuần' });
    await sweep('2028-06-13 17:00:00');
    expect(await queued(sound)).toEqual(['06-13 17:00 a1 receipt 1 unit reminder vanthu@a1.invalid', '06-13 17:00 a2 receipt 1 unit reminder vanthu@a2.invalid']); // prettier-ignore
    expect(await queued(poisoned)).toEqual([]);
    expect(await fault(poisoned)).toMatchObject({ attempts: 1, retryAt: instant('2028-06-13 17:01:00') });
    expect((await fault(poisoned))!.error).toContain('remindEveryWorkingDays');
    expect(await fault(sound)).toBeUndefined();
    await sweep('2028-06-13 17:00:59', '2028-06-13 17:01:00');
    expect(await fault(poisoned)).toMatchObject({ attempts: 2, retryAt: instant('2028-06-13 17:03:00') });
    await sweep('2028-06-13 17:03:00');
    expect(await fault(poisoned)).toMatchObject({ attempts: 3, retryAt: instant('2028-06-13 17:07:00') });

    await planted(policy);
    await sweep('2028-06-13 17:07:00', '2028-06-13 17:08:00');
    expect(await fault(poisoned)).toBeUndefined();
    expect(await queued(poisoned)).toHaveLength(2);
    expect(await queued(sound)).toHaveLength(2);
    // both go on a working day later
    await sweep('2028-06-14 17:00:00');
    expect([(await queued(poisoned)).length, (await queued(sound)).length]).toEqual([4, 4]);
  });

  it('counts one attempt for each look, of however many rows it cannot take the step', async () => {
    const poisoned = await sent('2028-06-26 09:00:00', { a1: 'action', a2: 'action', a3: 'action', a4: 'action' });
    const run = (version: number) =>
      sql`update assignment set machine_version = ${version} where directive_id = ${poisoned}
        and unit_id <> (select id from unit where code = 'a4')`.execute(app.db);
    await run(99);
    await app.get(ChaseDue).execute(instant('2028-06-27 17:00:00'));
    expect(await fault(poisoned)).toMatchObject({ attempts: 1, retryAt: instant('2028-06-27 17:01:00') });
    expect(await queued(poisoned)).toEqual(['06-27 17:00 a4 receipt 1 unit reminder vanthu@a4.invalid']);
    await app.get(ChaseDue).execute(instant('2028-06-27 17:01:00'));
    expect(await fault(poisoned)).toMatchObject({ attempts: 2, retryAt: instant('2028-06-27 17:03:00') });
    await run(1);
    await app.get(ChaseDue).execute(instant('2028-06-27 17:03:00'));
    expect(await queued(poisoned)).toHaveLength(4);
  });
});

describe('an office that let its term go by until nobody was left to be told', () => {
  it('is reminded anew of the amended text, up the whole ladder', async () => {
    const directive = await sent('2028-07-03 09:00:00', { a4: 'action' });
    await sweep('2028-07-04 17:00:00', '2028-07-05 17:00:00', '2028-07-06 17:00:00', '2028-07-07 17:00:00');
    expect(await queued(directive)).toHaveLength(3);
    await app.setClock(instant('2028-07-10 09:00:00').toISOString());
    const tasks = [{ label: '1', text: 'rà soát lại', addressees: [] }];
    await app.get(AmendDirective).execute(directive, { reason: 'bổ sung', tasks }, operator);
    await sweep(...['10', '11', '12', '13', '14'].map((day) => `2028-07-${day} 17:00:00`));
    const anew = (await queued(directive)).slice(3).map((line) => line.split(' ').slice(4, 6).join(' '));
    expect(anew).toEqual(['1 unit', '2 unit', '3 superior']);
  });
});

describe('a step that is counted over several days, of which an order closes some', () => {
  it('comes after as many working days as the policy says', async () => {
    const figures = { ...DEFAULT_POLICY, remindEveryWorkingDays: 4, relayWorkingDays: null, classes: {} };
    await app.get(SetPolicy).execute('slow', figures, operator);
    await app.setClock(instant('2028-06-05 09:00').toISOString());
    const id = await app.get(DraftDirective).execute(
      { issuer: 'tinh-a', subject: 'bão', policy: 'slow', addressees: [{ text: 'a3', role: 'action' }] },
      operator,
    ); // prettier-ignore
    await app.get(IssueDirective).execute(id, operator);
    await sweep('2028-06-06 17:00');
    // Monday the 12th would be the fourth day after Tuesday the 6th; of them the 8th and the 9th are closed
    await app.setClock(instant('2028-06-07 10:00').toISOString());
    const stop = changeSchema.parse({
      kind: 'stop',
      scope: 'tinh-a',
      legalBasis: 'Công điện 2/CĐ-UBND',
      days: ['2028-06-08', '2028-06-09'].map((on) => ({ on, kind: 'stop', name: 'Bão số 2' })),
    });
    const change = await app.get(DraftChange).execute(stop, operator);
    await app.get(ConfirmChange).execute(change.id, undefined, operator);
    for (const day of ['12', '13', '14', '15']) await sweep(`2028-06-${day} 17:00`);
    expect((await queued(id)).map((line) => line.split(' ').slice(0, 5).join(' '))).toEqual([
      '06-06 17:00 a3 receipt 1',
      '06-14 17:00 a3 receipt 2',
    ]);
  });
});
