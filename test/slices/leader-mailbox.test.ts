import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { CreateAccount, DelegateMandate, leaderMailboxOf, Sessions } from '../../src/access/index.js';
import type { Role } from '../../src/platform/caller.js';
import { firstOf, rowsOf, sql } from '../../src/platform/database/sql.js';
import { findUnit, SeedDemoUnits } from '../../src/units/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { operator } from '../support/issued.js';

const NOW = '2026-03-02T02:00:00Z';
let app: TestApp;
let commune: string;
let head: string;
let deputy: string;

const person = async (name: string, role: Role, email?: string): Promise<string> =>
  app.get(CreateAccount).execute({ unitId: commune, name, role, locale: 'vi', email }, operator);
const mailbox = (at = '2026-03-03T00:00:00Z') =>
  firstOf<{ address: string; locale: string }>(
    app.db,
    sql`select b.address, b.locale from (select ${commune}::uuid as m) x
      cross join lateral (${leaderMailboxOf(sql`x.m`, sql<Date>`${at}::timestamptz`)}) b`,
  );

beforeAll(async () => {
  app = await testApp();
  await app.setClock(NOW);
  await app.get(SeedDemoUnits).execute(new Date(NOW));
  commune = (await findUnit(app.db, 'x06184-2025')).id;
});
afterAll(() => app.close());

it('is of nobody where no leader has an address: clerks are not the leader', async () => {
  await person('Vi Thị Hà', 'clerk', 'van.thu@donkinh.invalid');
  await person('Lộc Văn Tài', 'leader');
  expect(await mailbox()).toBeUndefined();
});

it('is of the leader with an address, while the mandate is in force', async () => {
  head = await person('Nông Văn Minh', 'leader', 'chu.tich@donkinh.invalid');
  expect(await mailbox()).toEqual({ address: 'chu.tich@donkinh.invalid', locale: 'vi' });
  expect(await mailbox('2026-03-01T00:00:00Z')).toBeUndefined();
});

it('is of the deputy while the acts of the office are lent', async () => {
  deputy = await person('Hoàng Thị Lan', 'officer', 'pho@donkinh.invalid');
  const caller = (await app.get(Sessions).callerOf((await app.get(Sessions).open(head))!))!;
  await app.get(DelegateMandate).execute({ accountId: deputy, role: 'leader', untilAt: new Date('2026-04-01T00:00:00Z') }, caller); // prettier-ignore
  expect((await mailbox('2026-03-03T00:00:00Z'))?.address).toBe('pho@donkinh.invalid');
  expect((await mailbox('2026-04-02T00:00:00Z'))?.address).toBe('chu.tich@donkinh.invalid');
});

it('is not an address that mails came back from, nor that of a closed account', async () => {
  await sql`update account set disabled_at = business_now() where id = ${head}`.execute(app.db);
  expect(await mailbox('2026-04-02T00:00:00Z')).toBeUndefined();
  expect(await rowsOf(app.db, sql`select 1 from mandate where account_id = ${head}`)).not.toEqual([]);
});
