import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MakeSignInCode } from '../../src/access/index.js';
import { AcknowledgeAssignment, WorkOnAssignment } from '../../src/assignments/index.js';
import { ImportList, type ImportReport } from '../../src/imports/index.js';
import { HandOver, THE_UNIT } from '../../src/people/index.js';
import type { Caller } from '../../src/platform/caller.js';
import { firstOf, rowsOf, sql } from '../../src/platform/database/sql.js';
import { findUnit, SeedDemoUnits } from '../../src/units/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { factsOf, issuedTo, operator } from '../support/issued.js';

const NOW = '2026-03-02T02:00:00Z';
const COMMUNE = 'x06184-2025';
let app: TestApp;
let admin: Caller;
beforeAll(async () => {
  app = await testApp();
  await app.setClock(NOW);
  await app.get(SeedDemoUnits).execute(new Date(NOW));
  const { id } = await findUnit(app.db, 't20');
  admin = { ...operator, actor: 'admin-t20', role: 'unit-admin', unitId: id, capacity: 'own-office' };
});
afterAll(() => app?.close());

const take = (lines: readonly string[], caller: Caller = admin): Promise<ImportReport> =>
  app.get(ImportList).execute(Buffer.from(['unit,name,role,email,from,until', ...lines].join('\n')), { caller, dryRun: false }); // prettier-ignore
const outcome = ({ added, changed, unchanged, refused }: ImportReport) =>
  refused.length > 0 ? refused.map(({ reason }) => reason) : [added, changed, unchanged];
const accountOf = async (name: string): Promise<string> =>
  (await firstOf(app.db, sql<{ id: string }>`select id from account where name = ${name}`))!.id;
const mandatesOf = (name: string) =>
  rowsOf<{ role: string; until: string | null }>(
    app.db,
    sql`select m.role, m.until_at::text as until from mandate m join account a on a.id = m.account_id
        where a.name = ${name} order by m.from_at, m.id`,
  );

/** How many more facts of access there are after an act. */
async function told(act: () => Promise<unknown>): Promise<Record<string, number>> {
  const before = await factsOf(app.db);
  await act();
  const after = Object.entries(await factsOf(app.db)).map(([kind, n]) => [kind, n - (before[kind] ?? 0)] as const);
  return Object.fromEntries(after.filter(([kind, n]) => n > 0 && kind.startsWith('access.')));
}

describe('a list of officers', () => {
  it('appoints nobody in the past but by the operator, and nobody for a unit that is not in force', async () => {
    expect(outcome(await take([`${COMMUNE},Muộn,clerk,,2026-02-01,`]))).toEqual(['past']);
    expect(outcome(await take([`${COMMUNE},Muộn,clerk,,2026-02-01,`], operator))).toEqual([1, 0, 0]);
    expect(outcome(await take([`${COMMUNE},Muộn,clerk,,2026-02-01,`]))).toEqual([0, 0, 1]);
    expect(outcome(await take([`${COMMUNE},Muộn,clerk,,2026-02-01,2026-03-01`]))).toEqual(['past']);
    expect(outcome(await take(['x06196,Cũ,clerk,,2025-01-01,'], operator))).toEqual(['not-in-force']);
  });

  it('leaves a fact for every mandate that it ends or makes longer, and for an address that comes later', async () => {
    const line = (rest: string) => [`${COMMUNE},Hoàng Văn Hạn,clerk,${rest}`];
    await take(line(',,'));
    expect(await told(() => take(line(',,2026-12-01')))).toEqual({ 'access.mandateEnded': 1 });
    expect(await told(() => take(line(',,2027-12-01')))).toEqual({ 'access.mandateGiven': 1 });
    expect(await told(() => take(line('han@demo.invalid,,')))).toEqual({ 'access.emailSet': 1 });
    expect(await told(() => take(line('han@demo.invalid,,2027-12-01')))).toEqual({});
    const sealed = await rowsOf(app.db, sql`select value from ledger_sealed where field = 'email'`);
    expect(sealed).toEqual([{ value: 'han@demo.invalid' }]);
  });

  it('ends no mandate on which duties hang, and opens none again that was handed over', async () => {
    const lines = (...until: string[]) => until.map((end) => `${COMMUNE},Nông Thị Việc,officer,,2026-03-02,${end}`);
    await take([...lines(''), `${COMMUNE},Lãnh Đạo,leader,,2026-03-02,`]);
    const account = await accountOf('Nông Thị Việc');
    const { id: unitId } = await findUnit(app.db, COMMUNE);
    const leader: Caller = { ...admin, actor: await accountOf('Lãnh Đạo'), role: 'leader', unitId };
    const { assignments } = await issuedTo(app, [COMMUNE]);
    await app.get(AcknowledgeAssignment).execute(assignments[0]!, {}, leader);
    await app.get(WorkOnAssignment).assign(assignments[0]!, { lead: account }, leader);
    expect(outcome(await take(lines('2026-03-03')))).toEqual(['duties-hang']);
    const stays = [...lines('2026-03-03'), `${COMMUNE},Nông Thị Việc,clerk,,,`];
    expect(outcome(await take(stays))).toEqual([0, 2, 0]);
    await app.setClock('2026-03-05T02:00:00Z');
    await app.get(HandOver).execute({ accountId: account, unitId, to: THE_UNIT, closes: false }, admin);
    const before = await mandatesOf('Nông Thị Việc');
    expect(outcome(await take([`${COMMUNE},Nông Thị Việc,clerk,,2026-03-03,2027-01-01`]))).toEqual(['mandate-over']);
    expect(outcome(await take([`${COMMUNE},Nông Thị Việc,clerk,,2026-03-03,`], operator))).toEqual([0, 0, 1]);
    expect(await mandatesOf('Nông Thị Việc')).toEqual(before);
    expect(outcome(await take([`${COMMUNE},Nông Thị Việc,clerk,,,`]))).toEqual([0, 1, 0]);
  });

  it('ends the sign-in codes of who gets more than their maker could give', async () => {
    const code = async () => {
      await app.get(MakeSignInCode).execute(await accountOf('Vi Văn Mã'), operator);
      return { revoked: async () => (await firstOf(app.db, sql<{ n: number }>`select count(*)::int as n from api_token
        where account_id = ${await accountOf('Vi Văn Mã')} and revoked_at is null`))!.n }; // prettier-ignore
    };
    await take([`${COMMUNE},Vi Văn Mã,officer,,,`]);
    const made = await code();
    await take([`${COMMUNE},Vi Văn Mã,clerk,,,`]);
    expect(await made.revoked()).toBe(1);
    expect(await told(() => take([`${COMMUNE},Vi Văn Mã,unit-admin,,,`]))).toEqual({
      'access.mandateGiven': 1,
      'access.tokenRevoked': 1,
    });
    expect(await made.revoked()).toBe(0);
  });

  it('by the thousands is a few statements', async () => {
    const many = Array.from({ length: 3000 }, (_, i) => `${COMMUNE},Cán bộ ${i},officer,cb${i}@demo.invalid,,`);
    expect(await told(() => take(many))).toEqual({ 'access.accountCreated': 3000, 'access.mandateGiven': 3000 });
    expect(outcome(await take(many.toReversed()))).toEqual([0, 0, 3000]);
  });
});
