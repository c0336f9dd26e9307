import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { moveMandates } from '../../src/access/index.js';
import { rowsOf, sql } from '../../src/platform/database/sql.js';
import { findUnit } from '../../src/units/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { factsOf, operator } from '../support/issued.js';

const REFORM = new Date('2025-06-30T17:00:00Z');
const BY = { at: REFORM, by: operator, legalBasis: '202/2025/QH15' };

let app: TestApp;
const unit = async (code: string): Promise<string> => (await findUnit(app.db, code)).id;
const uuid = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;

async function person(n: number, unitCode: string): Promise<string> {
  await sql`insert into account (id, unit_id, name, role, created_at)
    values (${uuid(n)}, ${await unit(unitCode)}, 'Cán bộ', 'leader', '2025-01-01Z')`.execute(app.db);
  return uuid(n);
}

const mandate = async (n: number, account: string, unitCode: string, role = 'leader', from: number | null = null) =>
  sql`insert into mandate (id, account_id, unit_id, role, basis, from_at, delegated_by, granted_by)
    values (${uuid(n)}, ${account}, ${await unit(unitCode)}, ${role}, ${from === null ? 'appointment' : 'delegation'},
      '2025-01-01Z', ${from === null ? null : uuid(from)}, 'test')`.execute(app.db);

const inForce = (at: Date) =>
  rowsOf(
    app.db,
    sql<{ account: string; unit: string; role: string; lent: boolean; basis: string }>`
      select right(m.account_id::text, 2) as account, u.code as unit, m.role, m.delegated_by is not null as lent, m.basis
      from mandate_at(${at}) m join unit u on u.id = m.unit_id order by 1, 2, 3, 4`,
  );

describe('mandates when units are merged or split', () => {
  beforeAll(async () => {
    app = await testApp();
    const head = await person(11, 't25');
    const deputy = await person(12, 't25');
    const other = await person(13, 't26');
    const left = await person(14, 't25');
    await mandate(21, head, 't25');
    await mandate(22, deputy, 't25', 'officer');
    await mandate(23, deputy, 't25', 'leader', 21);
    await mandate(24, other, 't26', 'leader');
    await mandate(25, other, 't25', 'leader');
    await mandate(26, left, 't25');
    await sql`insert into api_token (id, token_hash, unit_id, role, created_at, expires_at, account_id)
      values (${uuid(31)}, ${Buffer.from('code')}, ${await unit('t25')}, 'leader', '2025-01-01Z', '2099-01-01Z', ${head})`.execute(
      app.db,
    );
    await sql`update mandate set until_at = '2025-02-01Z' where id = ${uuid(26)}`.execute(app.db);
  });
  afterAll(() => app.close());

  it('opens them at the successor, delegations with what they were lent from, one of a kind per person', async () => {
    const moves = [
      { fromUnitId: await unit('t25'), toUnitId: await unit('t01') },
      { fromUnitId: await unit('t26'), toUnitId: await unit('t01') },
    ];
    expect(await moveMandates(app.db, moves, BY)).toBe(5);
    expect(await inForce(REFORM)).toEqual([
      { account: '11', unit: 't01', role: 'leader', lent: false, basis: 'reorganisation' },
      { account: '12', unit: 't01', role: 'leader', lent: true, basis: 'reorganisation' },
      { account: '12', unit: 't01', role: 'officer', lent: false, basis: 'reorganisation' },
      { account: '13', unit: 't01', role: 'leader', lent: false, basis: 'reorganisation' },
    ]);
    expect(await inForce(new Date('2025-06-30T16:59:59Z'))).toHaveLength(5);
    expect(await factsOf(app.db)).toEqual({
      'access.accountMoved': 4, 'access.mandateEnded': 5, 'access.mandateMoved': 4, 'access.tokenMoved': 1,
    }); // prettier-ignore
  });

  it('changes nothing when it is done again', async () => {
    const moves = [{ fromUnitId: await unit('t25'), toUnitId: await unit('t01') }];
    const before = await factsOf(app.db);
    expect(await moveMandates(app.db, moves, BY)).toBe(0);
    expect(await inForce(REFORM)).toHaveLength(4);
    expect(await factsOf(app.db)).toEqual(before);
  });

  it('lends nothing any more once the mandate of the lender has ended', async () => {
    const later = new Date('2025-08-01T00:00:00Z');
    await sql`update mandate set until_at = ${later} where account_id = ${uuid(11)} and until_at is null`.execute(
      app.db,
    );
    expect((await inForce(later)).map(({ account, lent }) => `${account} ${lent}`)).toEqual(['12 false', '13 false']);
  });

  it('gives a person both units where one is split, and the account its home in the first', async () => {
    const moves = [
      { fromUnitId: await unit('t01'), toUnitId: await unit('t04') },
      { fromUnitId: await unit('t01'), toUnitId: await unit('t20') },
    ];
    const at = new Date('2026-01-01T00:00:00Z');
    await moveMandates(app.db, moves, { ...BY, at });
    expect((await inForce(at)).map(({ account, unit: at_ }) => `${account} ${at_}`)).toEqual([
      '12 t04', '12 t20', '13 t04', '13 t20',
    ]); // prettier-ignore
    const homes = await rowsOf(
      app.db,
      sql<{ code: string }>`select u.code from account a join unit u on u.id = a.unit_id
      order by a.id`,
    );
    expect(homes.map(({ code }) => code)).toEqual(['t04', 't04', 't04', 't04']);
  });
});
