import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ReturnAssignment } from '../../src/assignments/index.js';
import { CloseDirective, ForwardAssignment } from '../../src/cascade/index.js';
import { SubmitReport } from '../../src/reports/index.js';
import { blockingOf, progressOf } from '../../src/tracking/index.js';
import { directiveById } from '../../src/directives/index.js';
import { SeedDemoUnits } from '../../src/units/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { acknowledge, dutyOf, issued, officerOf } from '../support/story.js';

let app: TestApp;
let directive: string;

beforeAll(async () => {
  app = await testApp();
  await app.setClock('2026-11-16T02:00:00Z');
  await app.get(SeedDemoUnits).execute(new Date('2026-11-16T02:00:00Z'));
  directive = await issued(app, {
    issuer: 'bo-noi-vu',
    dueOn: '2026-11-18',
    addressees: [
      { text: 'UBND tỉnh Lạng Sơn, UBND tỉnh Cao Bằng', role: 'action' },
      { text: 'Ủy ban nhân dân các xã, phường, đặc khu', role: 'information', through: 'superior' },
    ],
  });
});
afterAll(() => app.close());

const counts = async (under?: string, at?: Date) => {
  const { total, receipt, work, receiptOutcome, workOutcome, balance } = await progressOf(app.db, directive, {
    under,
    at,
  });
  return { total, receipt, work, receiptOutcome, workOutcome, balance };
};

describe('progress of a cascade', () => {
  it('goes directly where the superior is no recipient, and waits for the relay where it is', async () => {
    const { receipt, total } = await counts();
    const expected = 65 + 56; // the communes of Lạng Sơn and of Cao Bằng
    expect(receipt.expected).toBe(expected);
    expect(total).toBe(3321 + 2);
    expect(receipt.sent).toBe(total - expected);
  });

  it('names who holds the rest up, and how many wait', async () => {
    const blocking = await blockingOf(app.db, await directiveById(app.db, directive));
    expect(blocking.map(({ unitCode, waiting }) => [unitCode, waiting])).toEqual([
      ['t20', 65],
      ['t04', 56],
    ]);
    await acknowledge(app, directive, 't20');
    await app
      .get(ForwardAssignment)
      .execute(await dutyOf(app, directive, 't20'), { to: [] }, await officerOf(app, 't20'));
    const after = await blockingOf(app.db, await directiveById(app.db, directive));
    expect(after.map(({ unitCode }) => unitCode)).toEqual(['t04']);
  });

  it('counts a unit that has nothing below as itself', async () => {
    const { total, receipt } = await counts('x06184-2025');
    expect([total, receipt.sent]).toEqual([1, 1]);
    expect((await counts('t20')).total).toBe(1 + 65);
  });

  it('tells lates from overdues, and counts work only of those who owe it', async () => {
    await app.setClock('2026-11-19T02:00:00Z');
    await acknowledge(app, directive, 't04');
    await acknowledge(app, directive, 'x06184-2025');
    const { receiptOutcome, workOutcome, work } = await counts();
    expect(receiptOutcome.doneOnTime).toBe(1);
    expect(receiptOutcome.doneLate).toBe(2);
    expect(workOutcome).toEqual({ doneOnTime: 0, doneLate: 0, openInTerm: 0, openOverdue: 2 });
    expect(Object.values(work).reduce((sum, n) => sum + n)).toBe(2);
    const by = await officerOf(app, 't20');
    await app.get(SubmitReport).execute(await dutyOf(app, directive, 't20'), { nil: true }, by);
    expect((await counts()).workOutcome).toEqual({ doneOnTime: 0, doneLate: 1, openInTerm: 0, openOverdue: 1 });
  });

  it('balances at every node: the buckets add up to what is owed', async () => {
    const communes = await progressOf(app.db, directive, { under: 't20' });
    await app.get(ReturnAssignment).execute(
      communes.children[5]!.assignment,
      { reason: 'duplicate' },
      {
        ...(await officerOf(app, communes.children[5]!.unitCode)),
      },
    );
    for (const under of [undefined, 't20', 't04', 'x06184-2025']) {
      const { total, balance, receipt } = await counts(under);
      expect(Object.values(balance).reduce((sum, n) => sum + n, 0)).toBe(total);
      expect(Object.values(receipt).reduce((sum, n) => sum + n, 0)).toBe(total);
    }
  });

  it('as of an instant is what it was then, by the history', async () => {
    const then = new Date('2026-11-16T03:00:00Z'); // Lạng Sơn had passed it on, Cao Bằng had not
    const before = await counts('t20');
    await app.setClock('2026-11-20T02:00:00Z');
    const by = await officerOf(app, 'bo-noi-vu');
    const asOf = new Date('2026-11-19T23:00:00Z');
    await app.get(CloseDirective).execute(directive, by);
    const past = await counts('t20', asOf);
    expect(past.receipt).toEqual(before.receipt);
    expect(past.work).toEqual(before.work);
    expect((await counts('t20')).balance.closedOpen).toBeGreaterThan(0);
    expect((await progressOf(app.db, directive, { at: then })).receipt.expected).toBe(56);
  });
});
