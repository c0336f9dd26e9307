import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EntityManager } from '@mikro-orm/postgresql';
import { ApiTokens, CreateAccount, endUnitTokens, MakeSignInCode, Sessions } from '../../src/access/index.js';
import { SignIns } from '../../src/access/sign-ins.js';
import { dbOf, rowsOf, sql } from '../../src/platform/database/sql.js';
import {
  beginReorganisation,
  DecideReorganisation,
  DraftReorganisation,
  planSchema,
  SubmitReorganisation,
} from '../../src/reorganisation/index.js';
import { findUnit } from '../../src/units/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { operator } from '../support/issued.js';

const ENDS = 'x06196-2025';
const GOES_ON = 'x06184-2025';
const ENDED_IN_2025 = 't19';

let app: TestApp;
const unit = async (code: string, at?: string): Promise<string> => (await findUnit(app.db, code, at)).id;
const tokenOf = async (code: string, at?: string): Promise<string> =>
  (await app.get(ApiTokens).create(await unit(code, at), 'clerk', operator)).token;
const works = async (token: string): Promise<boolean> => (await app.get(ApiTokens).callerOf(token)) !== undefined;

beforeAll(async () => {
  app = await testApp();
  await app.setClock('2026-02-20T02:00:00Z');
});
afterAll(() => app.close());

describe('the tokens of a unit that ends by a reorganisation', () => {
  it('end with it at once, with their sessions; those of others and of long ago, and codes of persons, do not', async () => {
    const [ends, goesOn, longAgo] = [await tokenOf(ENDS), await tokenOf(GOES_ON), await tokenOf(ENDED_IN_2025, '2025-06-30')]; // prettier-ignore
    const account = await app
      .get(CreateAccount)
      .execute({ unitId: await unit(ENDS), name: 'Vi Văn Sơn', role: 'clerk', locale: 'vi' }, operator);
    const code = (await app.get(MakeSignInCode).execute(account, operator)).token;
    const session = await app.get(Sessions).openFor((await app.get(ApiTokens).callerOf(ends))!);
    const plan = planSchema.parse({
      title: 'Giải thể thử',
      legalBasis: 'Nghị quyết 1/2026/NQ-HĐND',
      effectiveOn: '2026-03-01',
      acceptsUnowed: true,
      steps: [{ kind: 'abolish', unit: ENDS, main: GOES_ON }],
    });
    const { id } = await app.get(DraftReorganisation).execute(plan, operator);
    const { row } = await app.get(SubmitReorganisation).execute(id, {}, operator);
    await app.get(DecideReorganisation).approve(id, { planHash: row.planHash! }, { ...operator, actor: 'chief' });
    await app.setClock('2026-02-28T17:00:01Z');
    expect(await works(ends)).toBe(true);
    await app
      .get(EntityManager)
      .fork()
      .transactional((em) => beginReorganisation(dbOf(em), id));
    expect([await works(ends), await works(goesOn), await works(longAgo), await works(code)]).toEqual([false, true, true, true]); // prettier-ignore
    expect(await app.get(Sessions).callerOf(session)).toBeUndefined();
    const told = await rowsOf(
      app.db,
      sql`select actor from ledger_entry where kind = 'access.tokenRevoked' and unit_id = ${await unit(ENDS, '2026-02-01')}`,
    );
    expect(told).toEqual([{ actor: 'system' }]);
    const again = { at: new Date('2026-02-28T17:00:02Z'), by: operator };
    expect(await endUnitTokens(app.db, [await unit(ENDS, '2026-02-01')], again)).toBe(0);
  });
});

describe('tokens that are shown at the same moment', () => {
  it('are told apart, and each unit is noted to have signed in, once in five minutes', async () => {
    const codes = ['t20', 't04', 't08'];
    const tokens = await Promise.all(codes.map((code) => tokenOf(code)));
    const signedIn = () =>
      rowsOf(
        app.db,
        sql<{ code: string; at: Date }>`select u.code, s.at from unit_sign_in s join unit u on u.id = s.unit_id
          where u.code = any(${codes}::text[]) order by u.code`,
      );
    const callersOf = () => Promise.all([...tokens, 'tsk_unknown'].map((token) => app.get(ApiTokens).callerOf(token)));
    const found = await callersOf();
    expect(found.map((caller) => caller?.unitId)).toEqual([...(await Promise.all(codes.map((code) => unit(code)))), undefined]); // prettier-ignore
    expect(await signedIn()).toEqual([]);
    await app.get(SignIns).note();
    const noted = await signedIn();
    expect(noted.map(({ code }) => code)).toEqual(codes.toSorted());
    const again = await tokenOf('t20');
    await app.get(ApiTokens).callerOf(again);
    await app.get(SignIns).note();
    expect(await signedIn()).toEqual(noted);
  });
});
