import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AcknowledgeAssignment, ReturnAssignment } from '../../src/assignments/index.js';
import { IssueDirective } from '../../src/cascade/index.js';
import { ProductError } from '../../src/platform/errors.js';
import { firstOf, rowsOf, sql } from '../../src/platform/database/sql.js';
import { testApp, type TestApp } from '../support/app.js';
import { clerkOf, draftTo, factsOf, issuedTo, operator } from '../support/issued.js';

const AT_ONCE = 64;
const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
  await app.setClock('2026-11-16T02:00:00Z');
});
afterAll(() => app.close());

const acknowledge = async (id: string, unit: string, arrivalNumber?: number) =>
  app.get(AcknowledgeAssignment).execute(id, { arrivalNumber }, await clerkOf(app.db, unit));
const numbersOf = async (unit: string): Promise<number[]> =>
  (
    await rowsOf(
      app.db,
      sql<{
        number: number;
      }>`select r.number from arrival r join unit u on u.id = r.unit_id where u.code = ${unit} order by 1`,
    )
  ).map(({ number }) => number);
const codeOf = (error: unknown): string => (error instanceof ProductError ? error.code : String(error));

describe('many at once', () => {
  it(`${AT_ONCE} papers registered by one unit in one year get the arrival numbers 1 to ${AT_ONCE}, without a gap`, async () => {
    const papers: string[] = [];
    for (let i = 0; i < AT_ONCE; i++) papers.push((await issuedTo(app, ['t04'])).assignments[0]!);
    const done = await Promise.all(papers.map((id) => acknowledge(id, 't04')));
    expect(done.map(({ row }) => row.arrivalNumber).toSorted((a, b) => a! - b!)).toEqual(upTo(AT_ONCE));
    expect(await numbersOf('t04')).toEqual(upTo(AT_ONCE));
    const recorded = await rowsOf(
      app.db,
      sql<{ payload: { arrivalNumber: number; arrivalYear: number } }>`
        select convert_from(bytes, 'UTF8')::jsonb -> 'payload' as payload from ledger_entry
        where kind = 'assignment.acknowledged'`,
    );
    expect(recorded.map(({ payload }) => payload.arrivalNumber).toSorted((a, b) => a - b)).toEqual(upTo(AT_ONCE));
    expect(new Set(recorded.map(({ payload }) => payload.arrivalYear))).toEqual(new Set([2026]));
  });

  it('acknowledgements of one paper register it once: one number, one fact, the others repeat', async () => {
    const { assignments } = await issuedTo(app, ['t01']);
    const done = await Promise.all(Array.from({ length: AT_ONCE }, () => acknowledge(assignments[0]!, 't01')));
    expect(done.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(new Set(done.map(({ row }) => row.arrivalNumber))).toEqual(new Set([1]));
    expect(await numbersOf('t01')).toEqual([1]);
    expect(await factsOf(app.db, { assignment: assignments[0]! })).toMatchObject({ 'assignment.acknowledged': 1 });
  });

  it('two issues of one draft give one set of assignments; the second answers what the first did', async () => {
    const draft = await draftTo(app, ['t01', 't04', 't14']);
    const issue = app.get(IssueDirective);
    const both = await Promise.all([issue.execute(draft, operator), issue.execute(draft, operator)]);
    expect(both.map(({ assignments }) => assignments)).toEqual([3, 3]);
    expect(both.filter(({ repeated }) => repeated)).toHaveLength(1);
    expect(await factsOf(app.db, { directive: draft })).toEqual({
      'assignment.opened': 3,
      'directive.drafted': 1,
      'directive.issued': 1,
      'directive.numbered': 1,
      'directive.signed': 1,
    });
    const sent = await firstOf(
      app.db,
      sql<{ rows: number; messages: number }>`select
        (select count(*)::int from assignment where directive_id = ${draft}) as rows,
        (select count(*)::int from message where parameters ->> 'directive' = ${draft}) as messages`,
    );
    expect(sent).toEqual({ rows: 3, messages: 3 });
  });

  it('drafts of one issuer issued together are numbered without a gap', async () => {
    const drafts: string[] = [];
    for (let i = 0; i < 16; i++) drafts.push(await draftTo(app, ['t14']));
    const issued = await Promise.all(drafts.map((id) => app.get(IssueDirective).execute(id, operator)));
    const numbers = issued.map(({ directive }) => directive.number!).toSorted((a, b) => a - b);
    expect(numbers).toEqual(upTo(16).map((n) => numbers[0]! + n - 1));
  });

  it('an acknowledgement and a return of one paper: one holds, the other is refused', async () => {
    const { assignments } = await issuedTo(app, ['t11']);
    const id = assignments[0]!;
    const clerk = await clerkOf(app.db, 't11');
    const both = await Promise.allSettled([
      app.get(AcknowledgeAssignment).execute(id, {}, clerk),
      app.get(ReturnAssignment).execute(id, { reason: 'wrong-addressee' }, clerk),
    ]);
    const refused = both.flatMap((one) => (one.status === 'rejected' ? [codeOf(one.reason)] : []));
    expect(refused).toEqual(['not-possible-now']);
    const facts = await factsOf(app.db, { assignment: id });
    expect((facts['assignment.acknowledged'] ?? 0) + (facts['assignment.returned'] ?? 0)).toBe(1);
  });

  it('one number given to two papers registers one of them; the other is refused and stays as it was', async () => {
    const papers = [(await issuedTo(app, ['t12'])).assignments[0]!, (await issuedTo(app, ['t12'])).assignments[0]!];
    const both = await Promise.allSettled(papers.map((id) => acknowledge(id, 't12', 41)));
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await numbersOf('t12')).toEqual([41]);
    const states = await rowsOf(
      app.db,
      sql<{ receipt: string; version: number }>`select receipt, version from assignment
        where id = any(${papers}::uuid[]) order by receipt`,
    );
    expect(states).toEqual([
      { receipt: 'acknowledged', version: 2 },
      { receipt: 'sent', version: 1 },
    ]);
  });
});
