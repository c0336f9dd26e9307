import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CreateAccount, GiveMandate, madeBy, MakeSignInCode, Sessions } from '../../src/access/index.js';
import type { Caller, Role } from '../../src/platform/caller.js';
import { findUnit, SeedDemoUnits } from '../../src/units/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { operator } from '../support/issued.js';

const NOW = '2026-03-02T02:00:00Z';
const PROVINCE = 't20';
const COMMUNE = 'x06184-2025';

let app: TestApp;
const unit = async (code: string): Promise<string> => (await findUnit(app.db, code)).id;
const person = async (name: string, code: string, role: Role): Promise<string> =>
  app.get(CreateAccount).execute({ unitId: await unit(code), name, role, locale: 'vi' }, operator);
const signedIn = async (account: string): Promise<Caller> =>
  (await app.get(Sessions).callerOf((await app.get(Sessions).open(account))!))!;

beforeAll(async () => {
  app = await testApp();
  await app.setClock(NOW);
  await app.get(SeedDemoUnits).execute(new Date(NOW));
});
afterAll(() => app.close());

describe('who made a person', () => {
  it('is whoever opened the account, gave a mandate, or made a code', async () => {
    const [first, second] = [
      await signedIn(await person('Nông Văn Minh', PROVINCE, 'unit-admin')),
      await signedIn(await person('Lý Văn Thành', PROVINCE, 'unit-admin')),
    ];
    const account = await person('Hoàng Thị Lan', COMMUNE, 'officer');
    expect(await madeBy(app.db, account)).toEqual(['command-line']);
    await app.get(GiveMandate).execute({ accountId: account, unitId: await unit(COMMUNE), role: 'clerk' }, first);
    expect(await madeBy(app.db, account)).toEqual([first.actor, 'command-line'].toSorted());
    await app.get(MakeSignInCode).execute(account, second);
    expect(await madeBy(app.db, account)).toEqual([first.actor, second.actor, 'command-line'].toSorted());
    expect(await madeBy(app.db, 'token:nobody')).toEqual([]);
  });
});
