import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AcknowledgeAssignment } from '../../src/assignments/index.js';
import type { Acknowledged } from '../../src/assignments/acknowledge-assignment.usecase.js';
import type { Caller } from '../../src/platform/caller.js';
import { rowsOf, sql, type RawBuilder } from '../../src/platform/database/sql.js';
import { testApp, type TestApp } from '../support/app.js';
import { holding } from '../support/in-order.js';
import { clerkOf, factsOf, issuedTo } from '../support/issued.js';

const UNITS = ['t01', 't04', 't12', 't22', 't46'];

let app: TestApp;
let duties: { id: string; by: Caller }[];

beforeAll(async () => {
  app = await testApp();
  await app.setClock('2026-06-01T02:00:00Z');
});
afterAll(() => app?.close());
beforeEach(async () => {
  const { assignments } = await issuedTo(app, UNITS);
  const callers = await Promise.all(UNITS.map((unit) => clerkOf(app.db, unit)));
  duties = assignments.map((id, i) => ({ id, by: callers[i]! }));
});

const acknowledge = ({ id, by }: { id: string; by: Caller }): Promise<Acknowledged> =>
  app.get(AcknowledgeAssignment).execute(id, {}, by);

interface Written {
  receipt: string;
  arrivalNumber: number | null;
  /** Of the fact. */
  actor: string | null;
  /** Of the transaction that wrote the row. */
  transaction: string;
}

const written = (): Promise<Written[]> =>
  rowsOf(
    app.db,
    sql<Written>`select a.receipt, a.arrival_number as "arrivalNumber", a.xmin::text as transaction,
        (select e.actor from ledger_entry e where e.assignment_id = a.id and e.kind = 'assignment.acknowledged') as actor
      from assignment a join unit u on u.id = a.unit_id
      where a.id = any(${duties.map(({ id }) => id)}::uuid[]) order by u.code`,
  );

/** All acknowledge while something of the second unit is held; it is let go once the four others are done. */
async function whileHeld(held: RawBuilder<unknown>): Promise<Acknowledged> {
  const [others, second] = await holding(app, held, async () => {
    const under = duties.map(acknowledge);
    const rest = await Promise.all(under.filter((_, i) => i !== 1));
    expect((await written())[1]!.receipt).not.toBe('acknowledged');
    return [rest, { under: under[1]! }] as const;
  });
  expect(others.map(({ row }) => row.receipt)).toEqual(Array(UNITS.length - 1).fill('acknowledged'));
  return second.under;
}

describe('acknowledgements of the same moment', () => {
  it('are written in one transaction, each with its own number and its own fact', async () => {
    const done = await Promise.all(duties.map(acknowledge));
    expect(done.map(({ row, repeated }) => [row.id, row.arrivalNumber, repeated])).toEqual(
      duties.map(({ id }, i) => [id, done[i]!.row.arrivalNumber, false]),
    );
    const rows = await written();
    expect(rows.map(({ actor, arrivalNumber }) => [actor, arrivalNumber])).toEqual(
      UNITS.map((unit, i) => [`clerk-${unit}`, done[i]!.row.arrivalNumber]),
    );
    expect(new Set(rows.map(({ transaction }) => transaction)).size).toBe(1);
  });

  it('of one duty change it once', async () => {
    const { id, by } = duties[0]!;
    const done = await Promise.all([1, 2, 3].map(() => acknowledge({ id, by })));
    expect(done.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(new Set(done.map(({ row }) => row.arrivalNumber)).size).toBe(1);
    expect(await factsOf(app.db, { assignment: id })).toMatchObject({ 'assignment.acknowledged': 1 });
  });

  it('of one unit take its numbers one after the other', async () => {
    const { by } = duties[0]!;
    const other = (await issuedTo(app, [UNITS[0]!])).assignments[0]!;
    const done = await Promise.all([acknowledge({ id: duties[0]!.id, by }), acknowledge({ id: other, by })]);
    const [first, second] = done.map(({ row }) => row.arrivalNumber!).toSorted((a, b) => a - b);
    expect(second).toBe(first! + 1);
  });

  it('do not wait for a duty that somebody holds', async () => {
    const held = await whileHeld(sql`select 1 from assignment where id = ${duties[1]!.id} for update`);
    expect(held).toMatchObject({ repeated: false, row: { receipt: 'acknowledged' } });
  });

  it('do not wait for a register that somebody holds', async () => {
    const { by } = duties[1]!;
    await acknowledge({ id: (await issuedTo(app, [UNITS[1]!])).assignments[0]!, by });
    const held = await whileHeld(sql`select 1 from arrival_counter where unit_id = ${by.unitId} for update`);
    expect(held).toMatchObject({ repeated: false, row: { receipt: 'acknowledged' } });
  });

  it('do not wait for another unit that has many, whose register is held', async () => {
    const [one, many] = [duties[0]!, duties[1]!];
    await acknowledge(many);
    const more: typeof duties = [];
    for (let i = 0; i < 3; i++) {
      const { assignments } = await issuedTo(app, [UNITS[1]!]);
      more.push({ id: assignments[0]!, by: many.by });
    }
    const under = await holding(
      app,
      sql`select 1 from arrival_counter where unit_id = ${many.by.unitId} for update`,
      async () => {
        const waiting = more.map(acknowledge);
        expect((await acknowledge(one)).row.receipt).toBe('acknowledged');
        return { waiting };
      },
    );
    const numbers = (await Promise.all(under.waiting)).map(({ row }) => row.arrivalNumber!).toSorted((a, b) => a - b);
    expect(numbers.map((number) => number - numbers[0]!)).toEqual([0, 1, 2]);
  });

  it('of two cascades are written apart', async () => {
    const { assignments } = await issuedTo(app, [UNITS[3]!, UNITS[4]!]);
    const others = assignments.map((id, i) => ({ id, by: duties[i + 3]!.by }));
    await Promise.all([...duties.slice(0, 3), ...others].map(acknowledge));
    const transactions = await rowsOf<{ transactions: number }>(
      app.db,
      sql`select count(distinct xmin::text)::int as transactions from assignment
        where id = any(${[...duties.slice(0, 3), ...others].map(({ id }) => id)}::uuid[]) group by cascade_id`,
    );
    expect(transactions).toEqual([{ transactions: 1 }, { transactions: 1 }]);
  });

  it('are as many statements as their numbers need, of fifty at most', async () => {
    const { id, by } = duties[0]!;
    // what a national directive opens, in a cascade that no statistics know yet
    await sql`insert into assignment select (jsonb_populate_record(a, jsonb_build_object('id', uuid_v7(business_now()),
        'unit_id', gen_random_uuid()))).* from assignment a, generate_series(1, 120) where a.id = ${id}`.execute(
      app.db,
    );
    const made = await rowsOf<{ id: string }>(
      app.db,
      sql`select id from assignment where cascade_id = (select cascade_id from assignment where id = ${id})
        and unit_id not in (select id from unit)`,
    );
    const operator = { ...by, actor: 'command-line', role: 'operator', unitId: null } as const;
    await Promise.all(made.map((row) => acknowledge({ id: row.id, by: operator })));
    const sizes = await rowsOf<{ n: number }>(
      app.db,
      sql`select count(*)::int as n from assignment where id = any(${made.map((row) => row.id)}::uuid[])
          and receipt = 'acknowledged' group by xmin::text order by 1`,
    );
    expect(sizes).toEqual([{ n: 20 }, { n: 50 }, { n: 50 }]);
    await sql`delete from assignment where id = any(${made.map((row) => row.id)}::uuid[])`.execute(app.db);
  });

  it('do not fail with one that fails', async () => {
    const { id, by } = duties[1]!;
    // the next number of its register is taken already, which nothing but a damaged register can bring about
    await sql`insert into arrival (unit_id, year, number, cascade_id, assignment_id, arrived_at)
      select ${by.unitId}, 2026, coalesce(max(number), 0) + 1, ${id}, ${id}, business_now()
      from arrival where unit_id = ${by.unitId} and year = 2026`.execute(app.db);
    const done = await Promise.allSettled(duties.map(acknowledge));
    expect(done.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled', 'fulfilled']);
    expect((await written()).map(({ receipt }) => receipt === 'acknowledged')).toEqual([true, false, true, true, true]);
  });
});
