import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ApiTokens,
  CreateAccount,
  DelegateMandate,
  GiveMandate,
  MakeSignInCode,
  mandatesOf,
  Sessions,
} from '../../src/access/index.js';
import { AcknowledgeAssignment } from '../../src/assignments/index.js';
import type { Caller, Role } from '../../src/platform/caller.js';
import { firstOf, rowsOf, sql } from '../../src/platform/database/sql.js';
import { findUnit, SeedDemoUnits } from '../../src/units/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { factsOf, issuedTo, operator } from '../support/issued.js';

const NOW = '2026-03-02T02:00:00Z';
const MONTH_LATER = new Date('2026-04-01T00:00:00Z');
const COMMUNE = 'x06184-2025';

let app: TestApp;
let head: string;
let deputy: string;
const unit = async (code: string): Promise<string> => (await findUnit(app.db, code)).id;
const person = async (name: string, code: string, role: Role): Promise<string> =>
  app.get(CreateAccount).execute({ unitId: await unit(code), name, role, locale: 'vi' }, operator);
const signedIn = async (account: string, mandate?: string): Promise<Caller> => {
  const cookie = await app.get(Sessions).open(account, mandate);
  return (await app.get(Sessions).callerOf(cookie!))!;
};
const lent = async (account: string): Promise<string> =>
  (await mandatesOf(app.db, account)).find(({ delegatedBy }) => delegatedBy !== null)!.id;

beforeAll(async () => {
  app = await testApp();
  await app.setClock(NOW);
  await app.get(SeedDemoUnits).execute(new Date(NOW));
  head = await person('Nông Văn Minh', COMMUNE, 'leader');
  deputy = await person('Hoàng Thị Lan', COMMUNE, 'officer');
});
afterAll(() => app.close());

describe('a session of a person', () => {
  it('acts under the mandate of the home unit, or under the one that is chosen', async () => {
    const account = await person('Lý Thị Hoa', 't20', 'clerk');
    const second = await app
      .get(GiveMandate)
      .execute({ accountId: account, unitId: await unit(COMMUNE), role: 'officer' }, operator);
    expect(await signedIn(account)).toMatchObject({ role: 'clerk', unitId: await unit('t20'), capacity: 'own-office' });
    const other = await signedIn(account, second.id);
    expect(other).toMatchObject({ role: 'officer', unitId: await unit(COMMUNE), mandate: second.id });
    expect(await app.get(Sessions).open(deputy, second.id)).toBeUndefined();
  });

  it('ends with its mandate, at once, and begins under no other by itself', async () => {
    const account = await person('Triệu Văn Bình', 't20', 'clerk');
    await app.get(GiveMandate).execute({ accountId: account, unitId: await unit(COMMUNE), role: 'officer' }, operator);
    const cookie = (await app.get(Sessions).open(account))!;
    await sql`update mandate set until_at = business_now() where account_id = ${account} and role = 'clerk'`.execute(
      app.db,
    );
    expect(await app.get(Sessions).callerOf(cookie)).toBeUndefined();
    expect(await signedIn(account)).toMatchObject({ role: 'officer' });
  });

  it('does not begin without a mandate in force', async () => {
    const account = await person('Vi Văn Sơn', 't20', 'clerk');
    await sql`update mandate set until_at = business_now() where account_id = ${account}`.execute(app.db);
    expect(await app.get(Sessions).open(account)).toBeUndefined();
  });

  it('notes the last sign-in of person and unit, once in a while', async () => {
    await signedIn(head);
    await signedIn(head);
    const row = await firstOf(
      app.db,
      sql<{ person: boolean; unit: boolean }>`select a.last_signed_in_at >= ${NOW} as person, s.at >= ${NOW} as unit
        from account a join unit_sign_in s on s.unit_id = a.unit_id where a.id = ${head}`,
    );
    expect(row).toEqual({ person: true, unit: true });
  });
});

describe('giving a mandate', () => {
  it('gives the same for the same time once, and makes a shorter one longer', async () => {
    const account = await person('Bế Thị Nga', 't20', 'officer');
    const wanted = { accountId: account, unitId: await unit('t20'), role: 'clerk' as const };
    const until = (untilAt: Date) => app.get(GiveMandate).execute({ ...wanted, untilAt }, operator);
    const [first, same] = await Promise.all([until(MONTH_LATER), until(MONTH_LATER)]);
    expect(same.id).toBe(first.id);
    expect([first, same].filter(({ repeated }) => repeated)).toHaveLength(1);
    expect((await until(new Date('2026-05-01T00:00:00Z'))).repeated).toBe(false);
    const clerk = (await mandatesOf(app.db, account)).filter(({ role }) => role === 'clerk');
    expect(clerk.map(({ id, untilAt }) => [id, untilAt!.toISOString()])).toEqual([
      [first.id, '2026-05-01T00:00:00.000Z'],
    ]);
  });

  it.each([
    ['a leader, for a superior', 't20', 'officer', 'not-permitted'],
    ['a leader, for a neighbour', 'x06187-2025', 'officer', 'not-permitted'],
    ['a leader, as an administrator', COMMUNE, 'unit-admin', 'not-permitted'],
  ] as const)('is refused to %s', async (_, code, role, error) => {
    const leader = await signedIn(head);
    const wanted = { accountId: deputy, unitId: await unit(code), role };
    await expect(app.get(GiveMandate).execute(wanted, leader)).rejects.toMatchObject({ code: error });
  });

  it('is refused to oneself', async () => {
    const leader = await signedIn(head);
    await expect(
      app.get(GiveMandate).execute({ accountId: head, unitId: await unit(COMMUNE), role: 'clerk' }, leader),
    ).rejects.toMatchObject({ code: 'not-permitted' });
  });
});

describe('a delegation', () => {
  it('is lent to an officer of the unit, is told in the history, and ends with what it was lent from', async () => {
    const leader = await signedIn(head);
    const given = await app
      .get(DelegateMandate)
      .execute({ accountId: deputy, role: 'leader', untilAt: MONTH_LATER }, leader);
    const again = await app
      .get(DelegateMandate)
      .execute({ accountId: deputy, role: 'leader', untilAt: MONTH_LATER }, leader);
    expect(again).toMatchObject({ id: given.id, repeated: true });
    const cookie = (await app.get(Sessions).open(deputy, await lent(deputy)))!;
    const delegate = (await app.get(Sessions).callerOf(cookie))!;
    expect(delegate).toMatchObject({ role: 'leader', capacity: 'by-delegation', actor: deputy });
    const { assignments } = await issuedTo(app, ['x06184-2025']);
    await app.get(AcknowledgeAssignment).execute(assignments[0]!, {}, delegate);
    const told = await rowsOf(
      app.db,
      sql<{ actor: string; capacity: string }>`select actor, capacity from ledger_entry
        where assignment_id = ${assignments[0]} and kind = 'assignment.acknowledged'`,
    );
    expect(told).toEqual([{ actor: deputy, capacity: 'by-delegation' }]);
    await expect(
      app.get(DelegateMandate).execute({ accountId: head, role: 'officer', untilAt: MONTH_LATER }, delegate),
    ).rejects.toMatchObject({ code: 'not-permitted' });
    await expect(app.get(MakeSignInCode).execute(head, delegate)).rejects.toMatchObject({ code: 'not-permitted' });
    await sql`update mandate set until_at = business_now() where id = ${leader.mandate}`.execute(app.db);
    expect(await app.get(Sessions).callerOf(cookie)).toBeUndefined();
    expect((await factsOf(app.db))['access.mandateGiven']).toBeGreaterThan(2);
  });

  it('never lasts longer than the mandate of the lender', async () => {
    const account = await person('Chu Văn Tài', 't20', 'leader');
    const colleague = await person('Đàm Thị Xuân', 't20', 'officer');
    await sql`update mandate set until_at = '2026-03-20Z' where account_id = ${account}`.execute(app.db);
    const leader = await signedIn(account);
    const wanted = { accountId: colleague, role: 'clerk' as const, untilAt: MONTH_LATER };
    expect((await app.get(DelegateMandate).execute(wanted, leader)).untilAt.toISOString()).toBe(
      '2026-03-20T00:00:00.000Z',
    );
  });

  it('goes to nobody of another unit', async () => {
    const leader = await signedIn(await person('Mã Văn Lâm', 't20', 'leader'));
    const wanted = { accountId: deputy, role: 'clerk' as const, untilAt: MONTH_LATER };
    await expect(app.get(DelegateMandate).execute(wanted, leader)).rejects.toMatchObject({ code: 'not-possible-now' });
  });
});

describe('a sign-in code', () => {
  it('stands for the person, and a new one ends the old with what was signed in with it', async () => {
    const account = await person('Dương Văn Khải', 't20', 'clerk');
    const leader = await signedIn(await person('Hà Thị Thu', 't20', 'leader'));
    const { token } = await app.get(MakeSignInCode).execute(account, leader);
    const caller = (await app.get(ApiTokens).callerOf(token))!;
    expect(caller).toMatchObject({ actor: account, role: 'clerk', unitId: await unit('t20') });
    const session = await app.get(Sessions).openFor(caller);
    expect(await app.get(Sessions).callerOf(session)).toMatchObject({ actor: account });
    await app.get(MakeSignInCode).execute(account, leader);
    expect(await app.get(ApiTokens).callerOf(token)).toBeUndefined();
    expect(await app.get(Sessions).callerOf(session)).toBeUndefined();
  });

  it('is not made by a leader for somebody who also works elsewhere, and ends when a new unit is added', async () => {
    const account = await person('Phùng Văn Đạt', COMMUNE, 'officer');
    const leader = await signedIn(await person('Long Thị Mai', COMMUNE, 'leader'));
    const { token } = await app.get(MakeSignInCode).execute(account, leader);
    await app.get(GiveMandate).execute({ accountId: account, unitId: await unit('t20'), role: 'clerk' }, operator);
    expect(await app.get(ApiTokens).callerOf(token)).toBeUndefined();
    await expect(app.get(MakeSignInCode).execute(account, leader)).rejects.toMatchObject({ code: 'not-permitted' });
  });
});
