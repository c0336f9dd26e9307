import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EntityManager } from '@mikro-orm/postgresql';
import { AcknowledgeAssignment } from '../../src/assignments/index.js';
import { IssueDirective } from '../../src/cascade/index.js';
import {
  directiveById,
  DraftDirective,
  SetNumberSeries,
  SignAndNumber,
  type DirectiveDraft,
} from '../../src/directives/index.js';
import { emptyDispatch, type Dispatch } from '../../src/dispatches/index.js';
import { ProductError } from '../../src/platform/errors.js';
import { dbOf, rowsOf, sql } from '../../src/platform/database/sql.js';
import { testApp, type TestApp } from '../support/app.js';
import { clerkOf, issuedTo, operator } from '../support/issued.js';

const AT_ONCE = 64;
const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);
const codeOf = (error: unknown): string => (error instanceof ProductError ? error.code : String(error));

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
  await app.setClock('2026-11-16T02:00:00Z');
});
afterAll(() => app.close());

const draft = (issuer: string, paper: Partial<Dispatch> = {}, more: Partial<DirectiveDraft> = {}): Promise<string> =>
  app.get(DraftDirective).execute(
    {
      issuer,
      subject: 'rà soát địa danh',
      dispatch: { ...emptyDispatch(), ...paper },
      addressees: [{ text: 't04', role: 'action' }],
      ...more,
    },
    operator,
  );
const issue = async (id: string) => (await app.get(IssueDirective).execute(id, operator)).directive;
const numbersOf = (unit: string, year = 2026): Promise<{ number: number; notation: string }[]> =>
  rowsOf(
    app.db,
    sql`select r.number, r.notation from register_number r join unit u on u.id = r.unit_id
      where u.code = ${unit} and r.year = ${year} order by r.number, r.notation`,
  );
const factOf = async (id: string): Promise<Record<string, unknown>> =>
  (
    await rowsOf(
      app.db,
      sql<{ payload: Record<string, unknown> }>`select convert_from(bytes, 'UTF8')::jsonb -> 'payload' as payload
        from ledger_entry where directive_id = ${id} and kind = 'directive.numbered'`,
    )
  )[0]!.payload;

describe('provisional identities', () => {
  it('a draft without number or date has one, a complete one has none, and it stays beside the number', async () => {
    const first = await directiveById(app.db, await draft('t20'));
    const second = await directiveById(app.db, await draft('t20', { number: 7, symbol: 'UBND-VX' }));
    const whole = await directiveById(
      app.db,
      await draft('t20', { number: 8, symbol: 'UBND-VX', date: '2026-11-10', kind: 'CV' }),
    );
    expect([first, second, whole].map(({ provisional }) => provisional)).toEqual(['DT-01/2026', 'DT-02/2026', null]);
    const issued = await directiveById(app.db, (await issue(first.id)).id);
    expect({ number: issued.number, provisional: issued.provisional }).toEqual({
      number: 1,
      provisional: 'DT-01/2026',
    });
  });

  it(`${AT_ONCE} drafts at once have ${AT_ONCE} names without a gap, though some fail`, async () => {
    const made = await Promise.allSettled(
      upTo(AT_ONCE + 16).map((n) => (n % 5 === 0 ? draft('t22', {}, { policy: 'none-such' }) : draft('t22'))),
    );
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(AT_ONCE);
    const names = await rowsOf<{ n: number }>(
      app.db,
      sql`select substring(provisional from 'DT-(.*)/')::int as n from directive d join unit u on u.id = d.issuer_id
        where u.code = 't22' order by 1`,
    );
    expect(names.map(({ n }) => n)).toEqual(upTo(AT_ONCE));
  });
});

describe('register numbers', () => {
  it(`${AT_ONCE} clients number papers of one unit at once, every third fails at its end: no gap, no double`, async () => {
    const drafts: string[] = [];
    for (const n of upTo(AT_ONCE)) drafts.push(await draft('t38', { symbol: n % 2 ? 'UBND-VX' : 'UBND-NC' }));
    const em = app.get(EntityManager);
    const issuing = app.get(IssueDirective);
    const done = await Promise.allSettled(
      drafts.map((id, i) =>
        em.fork().transactional(async (own) => {
          const { directive } = await issuing.within(dbOf(own), id, operator);
          if (i % 3 === 2) throw new Error('power cut');
          return directive.number!;
        }),
      ),
    );
    const numbers = done.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(numbers).toHaveLength(AT_ONCE - Math.floor(AT_ONCE / 3));
    expect(numbers.toSorted((a, b) => a - b)).toEqual(upTo(numbers.length));
    expect((await numbersOf('t38')).map(({ number }) => number)).toEqual(upTo(numbers.length));
  });

  it('one number given to many papers at once is taken by one of them', async () => {
    const drafts: string[] = [];
    for (const _ of upTo(8)) drafts.push(await draft('t40', { number: 9, symbol: 'UBND-VX' }));
    const done = await Promise.allSettled(drafts.map(issue));
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(new Set(done.flatMap((one) => (one.status === 'rejected' ? [codeOf(one.reason)] : [])))).toEqual(
      new Set(['conflict']),
    );
    expect(await numbersOf('t40')).toEqual([{ number: 9, notation: 'UBND-VX' }]);
  });

  it('a number that is given may leave a gap or go back, which the fact says; the series goes on after the highest', async () => {
    const given = async (number: number | null) => {
      const id = await draft('t42', { number, symbol: 'UBND-VX', date: '2026-11-10' });
      await issue(id);
      return factOf(id);
    };
    expect(await given(374)).toMatchObject({ number: 374, mintedBy: 'issuer', skipped: 373 });
    expect(await given(370)).toMatchObject({ number: 370, before: 374 });
    expect(await given(null)).toEqual({ number: 375, year: 2026, mintedBy: 'system' });
    expect(await given(380)).toMatchObject({ number: 380, skipped: 4 });
    expect(await given(null)).toMatchObject({ number: 381 });
  });

  it('a number far ahead is entered, and neither moves the series nor is minted again', async () => {
    await issue(await draft('t46', { number: 3, symbol: 'UBND-VX' }));
    await issue(await draft('t46', { number: 9000, symbol: 'UBND-VX' }));
    expect((await issue(await draft('t46', { symbol: 'UBND-VX' }))).number).toBe(4);
    await sql`update number_counter set last = 8999 where last = 4 and unit_id = (
      select id from unit where code = 't46')`.execute(app.db);
    expect((await issue(await draft('t46', { symbol: 'UBND-VX' }))).number).toBe(9001);
  });

  it('the year is that of Viet Nam: at 23:59 of 31 December still the old one, a minute later number 1', async () => {
    await app.setClock('2026-12-31T16:58:00Z');
    expect((await issue(await draft('t12'))).number).toBe(1);
    expect((await issue(await draft('t12'))).number).toBe(2);
    await app.setClock('2026-12-31T17:00:30Z');
    expect((await issue(await draft('t12'))).number).toBe(1);
    expect([await numbersOf('t12', 2026), await numbersOf('t12', 2027)].map((rows) => rows.length)).toEqual([2, 1]);
    await app.setClock('2026-11-16T02:00:00Z');
  });

  it('a steering board has a series of its own, and an office may have one for each kind', async () => {
    const paper = (kind: string, symbol: string) => draft('t14', { kind, symbol });
    await app.get(SetNumberSeries).execute({ unit: 't14', year: 2026, splitBy: 'kind' }, operator);
    const numbers: (number | null)[] = [];
    for (const [kind, symbol] of [
      ['KH', 'KH-UBND'],
      ['CV', 'UBND-VX'],
      ['KH', 'KH-BCĐ'],
      ['KH', 'KH-UBND'],
      ['CV', 'BCĐ138/CP'],
    ] as const)
      numbers.push((await issue(await paper(kind, symbol))).number);
    expect(numbers).toEqual([1, 1, 1, 2, 1]);
    await expect(
      app.get(SetNumberSeries).execute({ unit: 't14', year: 2026, splitBy: 'one' }, operator),
    ).rejects.toMatchObject({ code: 'not-possible-now' });
    await app.get(SetNumberSeries).execute({ unit: 't14', year: 2027, splitBy: 'one' }, operator);
  });

  it('signing and numbering step by step takes one number, however often it is asked', async () => {
    const id = await draft('t11');
    const steps = app.get(SignAndNumber);
    await steps.execute(id, 'sign', operator);
    const asked = await Promise.all(upTo(8).map(() => steps.execute(id, 'number', operator)));
    expect(new Set(asked.map(({ directive }) => directive.number))).toEqual(new Set([1]));
    expect(asked.filter(({ repeated }) => !repeated)).toHaveLength(1);
  });
});

describe('arrival numbers', () => {
  const acknowledge = async (id: string, arrivalNumber?: number) =>
    app.get(AcknowledgeAssignment).execute(id, { arrivalNumber }, await clerkOf(app.db, 't01'));
  const arrived = async (): Promise<string> => (await issuedTo(app, ['t01'])).assignments[0]!;

  it('a slip of the pen is refused and moves nothing; a step that an office may take is taken', async () => {
    const slip = await arrived();
    await expect(acknowledge(slip, 1_000_000)).rejects.toMatchObject({ code: 'invalid' });
    expect((await acknowledge(slip, 740)).row.arrivalNumber).toBe(740);
    const next = await arrived();
    await expect(acknowledge(next, 7411)).rejects.toMatchObject({
      code: 'invalid',
      words: { vi: expect.stringContaining('740') },
    });
    expect((await acknowledge(next)).row.arrivalNumber).toBe(741);
    expect((await acknowledge(await arrived(), 12)).row.arrivalNumber).toBe(12);
    expect((await acknowledge(await arrived())).row.arrivalNumber).toBe(742);
  });

  it(`${AT_ONCE} papers registered at once, some refused: no gap, no double`, async () => {
    const papers: string[] = [];
    for (const _ of upTo(AT_ONCE)) papers.push(await arrived());
    const done = await Promise.allSettled(papers.map((id, i) => acknowledge(id, i % 8 === 7 ? 99_999 : undefined)));
    const numbers = done.flatMap((one) => (one.status === 'fulfilled' ? [one.value.row.arrivalNumber!] : []));
    expect(numbers.toSorted((a, b) => a - b)).toEqual(upTo((AT_ONCE * 7) / 8).map((n) => 742 + n));
  });
});
