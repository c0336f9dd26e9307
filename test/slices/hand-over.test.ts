import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  CreateAccount,
  DelegateMandate,
  GiveMandate,
  MakeSignInCode,
  mustManagePerson,
  Sessions,
  ApiTokens,
} from '../../src/access/index.js';
import { AcknowledgeAssignment, WorkOnAssignment } from '../../src/assignments/index.js';
import { ConfirmHandOver, EndMandate, HandOver, receiptDuties, receiptFor } from '../../src/people/index.js';
import { listPeople } from '../../src/people/people.queries.js';
import { receiptsToConfirm } from '../../src/people/receipts.queries.js';
import type { Caller, Role } from '../../src/platform/caller.js';
import { firstOf, rowsOf, sql } from '../../src/platform/database/sql.js';
import { findUnit, SeedDemoUnits } from '../../src/units/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { factsOf, issuedTo, operator } from '../support/issued.js';

const NOW = '2026-03-02T02:00:00Z';
const COMMUNE = 'x06184-2025';

let app: TestApp;
let unitId: string;
let leader: Caller;
const person = async (name: string, role: Role = 'officer', code = COMMUNE): Promise<string> =>
  app.get(CreateAccount).execute({ unitId: (await findUnit(app.db, code)).id, name, role, locale: 'vi' }, operator);
const signedIn = async (account: string): Promise<Caller> =>
  (await app.get(Sessions).callerOf((await app.get(Sessions).open(account))!))!;

/** Duties of the commune that a person leads. @returns their ids */
async function dutiesOf(account: string, n: number): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < n; i++) {
    const { assignments } = await issuedTo(app, [COMMUNE]);
    await app.get(AcknowledgeAssignment).execute(assignments[0]!, {}, leader);
    await app.get(WorkOnAssignment).assign(assignments[0]!, { lead: account }, leader);
    ids.push(assignments[0]!);
  }
  return ids;
}
const leads = async (ids: readonly string[]): Promise<(string | null)[]> =>
  (
    await rowsOf(
      app.db,
      sql<{
        lead: string | null;
      }>`select lead_account_id as lead from assignment where id = any(${ids}::uuid[]) order by id`,
    )
  ).map(({ lead }) => lead);

beforeAll(async () => {
  app = await testApp();
  await app.setClock(NOW);
  await app.get(SeedDemoUnits).execute(new Date(NOW));
  unitId = (await findUnit(app.db, COMMUNE)).id;
  leader = await signedIn(await person('Nông Văn Minh', 'leader'));
});
afterAll(() => app.close());

describe('the lead of a duty', () => {
  it('is an officer of the unit by account, or any room by name', async () => {
    const officer = await person('Hoàng Thị Lan');
    const [id] = await dutiesOf(officer, 1);
    const row = await firstOf(app.db, sql<{ lead: string }>`select lead from assignment where id = ${id}`);
    expect(row).toEqual({ lead: 'Hoàng Thị Lan' });
    const again = await app.get(WorkOnAssignment).assign(id!, { lead: officer }, leader);
    expect(again.repeated).toBe(true);
    await app.get(WorkOnAssignment).assign(id!, { lead: 'Phòng Văn hóa' }, leader);
    expect(await leads([id!])).toEqual([null]);
  });

  it('is nobody of another unit', async () => {
    const { assignments } = await issuedTo(app, [COMMUNE]);
    await app.get(AcknowledgeAssignment).execute(assignments[0]!, {}, leader);
    const stranger = await person('Vi Văn Sơn', 'officer', 't20');
    await expect(app.get(WorkOnAssignment).assign(assignments[0]!, { lead: stranger }, leader)).rejects.toMatchObject({
      code: 'invalid',
    });
  });
});

describe('somebody who leaves a unit', () => {
  it('hands every open duty over, and loses mandates, codes and sessions, with one receipt', async () => {
    const leaving = await person('Lý Thị Hoa');
    const successor = await person('Triệu Văn Bình');
    const open = await dutiesOf(leaving, 3);
    const [done] = await dutiesOf(leaving, 1);
    await app.get(WorkOnAssignment).execute(done!, 'not-applicable', 'không thuộc chức năng', leader);
    const { token } = await app.get(MakeSignInCode).execute(leaving, leader);
    const cookie = (await app.get(Sessions).open(leaving))!;
    const wanted = { accountId: leaving, unitId, to: successor, closes: true };
    const twice = await Promise.all([
      app.get(HandOver).execute(wanted, leader),
      app.get(HandOver).execute(wanted, leader),
    ]);
    expect(twice.filter(({ repeated }) => repeated)).toHaveLength(1);
    expect(twice[0].id).toBe(twice[1].id);
    expect(await leads(open)).toEqual([successor, successor, successor]);
    expect(await leads([done!])).toEqual([leaving]);
    expect(await app.get(Sessions).callerOf(cookie)).toBeUndefined();
    expect(await app.get(ApiTokens).callerOf(token)).toBeUndefined();
    expect((await factsOf(app.db, { assignment: open[0]! }))['assignment.handedOver']).toBe(1);

    const receipt = await receiptFor(app.db, twice[0].id, leader);
    expect(receipt).toMatchObject({ duties: 3, mandates: 1, tokens: 1, state: 'given', toName: 'Triệu Văn Bình' });
    const { items } = await receiptDuties(app.db, receipt.id, { limit: 10 });
    expect(items.map(({ assignmentId, state }) => [assignmentId, state])).toEqual(
      open.toSorted().map((id) => [id, 'assigned']),
    );
    const told = await firstOf(
      app.db,
      sql<{
        hash: string;
      }>`select convert_from(bytes, 'UTF8')::jsonb -> 'payload' ->> 'receipt' as hash from ledger_entry
        where kind = 'people.handedOver' order by id desc limit 1`,
    );
    expect(told!.hash).toBe(receipt.hash);
    const names = await firstOf(
      app.db,
      sql<{ n: number }>`select count(*)::int as n from ledger_entry
        where convert_from(bytes, 'UTF8') ~ 'Lý Thị Hoa|Triệu Văn Bình'`,
    );
    expect(names!.n).toBe(0);

    await expect(app.get(ConfirmHandOver).execute(receipt.id, leader)).rejects.toMatchObject({ code: 'not-permitted' });
    const confirmed = await app.get(ConfirmHandOver).execute(receipt.id, await signedIn(successor));
    expect(confirmed.receipt).toMatchObject({ state: 'confirmed', confirmedByName: 'Triệu Văn Bình' });
    expect((await app.get(ConfirmHandOver).execute(receipt.id, await signedIn(successor))).repeated).toBe(true);
  });

  it('is not let go without saying who takes over', async () => {
    const leaving = await person('Bế Thị Nga');
    const ids = await dutiesOf(leaving, 1);
    const stranger = await person('Đàm Thị Xuân', 'officer', 't20');
    for (const to of [undefined, stranger, leaving])
      await expect(
        app.get(HandOver).execute({ accountId: leaving, unitId, to, closes: true }, leader),
      ).rejects.toMatchObject({ code: 'invalid' });
    const [{ id }] = (await rowsOf(
      app.db,
      sql<{ id: string }>`select id from mandate where account_id = ${leaving}`,
    )) as [{ id: string }];
    await expect(app.get(EndMandate).execute(id, leader)).rejects.toMatchObject({ code: 'not-possible-now' });
    expect(await leads(ids)).toEqual([leaving]);
  });

  it('leaves the duties to the unit where that is said, and somebody else who leads the unit confirms', async () => {
    const leaving = await person('Chu Văn Tài');
    const ids = await dutiesOf(leaving, 2);
    const { id } = await app.get(HandOver).execute({ accountId: leaving, unitId, to: 'unit', closes: false }, leader);
    expect(await leads(ids)).toEqual([null, null]);
    const another = await signedIn(await person('Đinh Thị Nguyệt', 'leader'));
    expect(await receiptsToConfirm(app.db, leader)).toEqual([]);
    expect((await receiptsToConfirm(app.db, another)).map((receipt) => receipt.id)).toEqual([id]);
    await expect(app.get(ConfirmHandOver).execute(id, leader)).rejects.toMatchObject({ code: 'not-permitted' });
    expect((await app.get(ConfirmHandOver).execute(id, another)).receipt.state).toBe('confirmed');
    expect((await app.get(ConfirmHandOver).execute(id, leader)).repeated).toBe(true);
  });

  it('keeps what it does elsewhere, and an account with that is not closed', async () => {
    const leaving = await person('Hà Thị Thu');
    const province = (await findUnit(app.db, 't20')).id;
    const given = await app.get(GiveMandate).execute({ accountId: leaving, unitId: province, role: 'clerk' }, operator);
    const { token } = await app.get(ApiTokens).mint(app.db, { accountId: leaving, unitId: province, role: 'clerk' }, operator); // prettier-ignore
    const session = (await app.get(Sessions).open(leaving, given.id))!;
    await expect(
      app.get(HandOver).execute({ accountId: leaving, unitId, to: undefined, closes: true }, leader),
    ).rejects.toMatchObject({ code: 'not-possible-now' });
    await app.get(HandOver).execute({ accountId: leaving, unitId, to: undefined, closes: false }, leader);
    expect(await signedIn(leaving)).toMatchObject({ unitId: province, role: 'clerk' });
    expect(await app.get(ApiTokens).callerOf(token)).toMatchObject({ unitId: province });
    expect(await app.get(Sessions).callerOf(session)).toMatchObject({ unitId: province });
    expect((await app.get(HandOver).execute({ accountId: leaving, unitId, closes: false }, leader)).repeated).toBe(
      true,
    );
  });

  it('is no more in the hands of the unit that it left for another', async () => {
    const leaving = await person('Sầm Thị Liên');
    const { id: province } = await findUnit(app.db, 't20');
    await mustManagePerson(app.db, leader, leaving);
    await app.get(GiveMandate).execute({ accountId: leaving, unitId: province, role: 'clerk' }, operator);
    await app.get(HandOver).execute({ accountId: leaving, unitId, closes: false }, leader);
    const administrator = await signedIn(await person('Lương Văn Quý', 'unit-admin', 't20'));
    const of = async (by: Caller) =>
      (await listPeople(app.db, by, { q: 'sam thi lien', all: true, limit: 5 })).items.map(({ id }) => id);
    expect([await of(leader), await of(administrator)]).toEqual([[], [leaving]]);
    await expect(mustManagePerson(app.db, leader, leaving)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('ends what it had delegated', async () => {
    const head = await person('Mã Văn Lâm', 'leader');
    const deputy = await person('Long Thị Mai');
    const given = await app
      .get(DelegateMandate)
      .execute({ accountId: deputy, role: 'leader', untilAt: new Date('2026-06-01T00:00:00Z') }, await signedIn(head));
    await app.get(HandOver).execute({ accountId: head, unitId, closes: true }, operator);
    const row = await firstOf(
      app.db,
      sql<{ over: boolean }>`select until_at <= business_now() as over from mandate where id = ${given.id}`,
    );
    expect(row).toEqual({ over: true });
  });
});
