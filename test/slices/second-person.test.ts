import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ApiTokens,
  CreateAccount,
  DelegateMandate,
  GiveMandate,
  madeBy,
  MakeSignInCode,
  mustBeGiver,
  Sessions,
} from '../../src/access/index.js';
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

describe('a sign-in code that its maker may have kept', () => {
  const APRIL = new Date('2026-04-01T00:00:00Z');
  const works = async (token: string): Promise<boolean> => (await app.get(ApiTokens).callerOf(token)) !== undefined;
  let leader: Caller;
  let administrator: Caller;
  beforeAll(async () => {
    leader = await signedIn(await person('Long Thị Mai', COMMUNE, 'leader'));
    administrator = await signedIn(await person('Hà Thị Thu', PROVINCE, 'unit-admin'));
  });

  it.each([
    ['a higher role at the same unit', COMMUNE, 'unit-admin', undefined, false],
    ['a higher role there later', COMMUNE, 'leader', APRIL, false],
    ['another unit', PROVINCE, 'officer', undefined, false],
    ['as much as before', COMMUNE, 'clerk', undefined, true],
  ] as const)('is judged anew when its person gets %s', async (_, code, role, fromAt, goesOn) => {
    const account = await person(`Cán bộ ${code} ${role}`, COMMUNE, 'officer');
    const { token } = await app.get(MakeSignInCode).execute(account, leader);
    const session = (await app.get(Sessions).open(account))!;
    await app.get(GiveMandate).execute({ accountId: account, unitId: await unit(code), role, fromAt }, administrator);
    expect(await works(token)).toBe(goesOn);
    expect((await app.get(Sessions).callerOf(session)) !== undefined).toBe(goesOn);
    const another = await app
      .get(MakeSignInCode)
      .execute(account, leader)
      .then(
        () => 'made',
        (error: { code: string }) => error.code,
      );
    expect(another).toBe(goesOn ? 'made' : 'not-permitted');
  });

  it('goes on where its maker lends or gives what is his to give, and ends where another lends', async () => {
    const account = await person('Phùng Văn Đạt', COMMUNE, 'officer');
    const other = await signedIn(await person('Mã Văn Lâm', COMMUNE, 'leader'));
    const { token } = await app.get(MakeSignInCode).execute(account, leader);
    await app.get(DelegateMandate).execute({ accountId: account, role: 'leader', untilAt: APRIL }, leader);
    expect(await works(token)).toBe(true);
    await app.get(DelegateMandate).execute({ accountId: account, role: 'leader', untilAt: APRIL }, other);
    expect(await works(token)).toBe(false);
    const again = await app.get(MakeSignInCode).execute(account, administrator);
    await app.get(DelegateMandate).execute({ accountId: account, role: 'leader', untilAt: APRIL }, other);
    expect(await works(again.token)).toBe(true);
  });
});

describe('a second person', () => {
  it.each(['leader', 'unit-admin', 'operator'] as const)('is not made by a %s of his own unit', async (role) => {
    const [one, peer] = [await person(`Một ${role}`, PROVINCE, role), await person(`Hai ${role}`, PROVINCE, role)];
    const caller = await signedIn(one);
    const unitId = await unit(PROVINCE);
    const refused = { code: 'not-permitted' };
    await expect(mustBeGiver(app.db, caller, { unitId, role })).rejects.toMatchObject(refused);
    await expect(app.get(MakeSignInCode).execute(peer, caller)).rejects.toMatchObject(refused);
    const officer = await person(`Ba ${role}`, PROVINCE, 'officer');
    await expect(app.get(GiveMandate).execute({ accountId: officer, unitId, role }, caller)).rejects.toMatchObject(
      refused,
    );
    await app.get(GiveMandate).execute({ accountId: officer, unitId, role: 'clerk' }, caller);
    await app.get(MakeSignInCode).execute(officer, caller);
    await app.get(MakeSignInCode).execute(peer, operator);
  });

  it('is made by an administrator at a unit below his own', async () => {
    const caller = await signedIn(await person('Bế Thị Nga', PROVINCE, 'unit-admin'));
    const below = mustBeGiver(app.db, caller, { unitId: await unit(COMMUNE), role: 'unit-admin' });
    await expect(below).resolves.toBeUndefined();
  });
});
