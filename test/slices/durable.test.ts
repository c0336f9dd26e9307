import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { MACHINES, start, CURRENT, type MachineName } from '../../workflows/index.js';
import { advance, moveMany, movingOne, type CaseTable } from '../../src/durable/index.js';
import { firstOf, rowsOf, sql } from '../../src/platform/database/sql.js';
import { testApp, type TestApp } from '../support/app.js';

/** Machines of one state column and no context, each with an event that its first state accepts. */
const FLAT: Readonly<Partial<Record<MachineName, [event: string, after: string]>>> = {
  approval: ['GIVE', 'given'],
  bulkAct: ['BEGIN', 'running'],
  directive: ['SIGN', 'signed'],
  extension: ['GRANT', 'granted'],
  question: ['ANSWER', 'answered'],
  reorganisation: ['SUBMIT', 'submitted'],
  report: ['SUBMIT', 'submitted'],
};
const ASSIGNMENTS: CaseTable<'assignment'> = {
  machine: 'assignment',
  table: 'a_case',
  key: ['id'],
  states: ['receipt', 'relay', 'work', 'standing'],
  hasContext: true,
};

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
  const owner = new pg.Client(app.database.ownerUrl);
  await owner.connect();
  await owner.query(`create table a_case (id uuid primary key, machine_version smallint not null, state text, receipt text,
    relay text, work text, standing text, context jsonb, version integer not null default 1);
    grant all on a_case to public`);
  await owner.end();
});
beforeEach(() => sql`truncate a_case`.execute(app.db));
afterAll(() => app.close());

const idOf = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const all = () => rowsOf(app.db, sql<Record<string, unknown>>`select * from a_case order by id`);
const SOURCE = sql`(select id from a_case order by id for update)`;

describe('the durable step', () => {
  it.each(Object.entries(FLAT))(
    'moves one row of the %s machine, and only from the version that was read',
    async (name, [event, after]) => {
      const machine = name as MachineName;
      const cases = {
        machine,
        table: 'a_case',
        key: ['id'],
        states: ['state'],
        hasContext: false,
      } as CaseTable<MachineName>;
      await sql`insert into a_case (id, machine_version, state)
      values (${idOf(1)}, ${CURRENT[machine]}, ${start(MACHINES[machine]).value})`.execute(app.db);
      const held = await firstOf(
        app.db,
        sql<{ machineVersion: number; state: string }>`
      select machine_version as "machineVersion", state from a_case`,
      );
      const moved = advance(cases, held!, { type: event } as never);
      if (!moved.accepted) throw new Error(`${name} refuses ${event}`);
      const write = (version: number) =>
        rowsOf(
          app.db,
          sql`with ${sql.join(movingOne(cases, { key: [idOf(1)], version, after: moved }))} select id from moved`,
        );
      expect(await write(7)).toEqual([]);
      expect(await write(1)).toHaveLength(1);
      expect(await write(1)).toEqual([]);
      expect(await all()).toMatchObject([{ state: after, version: 2 }]);
    },
  );

  it('moves many rows at once: the machine is asked once per state, what it refuses stays', async () => {
    const context = JSON.stringify(start(MACHINES.assignment).context);
    await sql`insert into a_case (id, machine_version, receipt, relay, work, standing, context)
      select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 2,
        (array['sent', 'delivered', 'expected'])[n % 3 + 1], 'none', 'notStarted', 'inForce', ${context}::jsonb
      from generate_series(1, 300) n`.execute(app.db);
    const asked: string[] = [];
    const done = await moveMany(app.db, ASSIGNMENTS, SOURCE, {
      event: { type: 'ACKNOWLEDGE' },
      each: (group, { states }) => {
        asked.push(`${(group as unknown as { receipt: string }).receipt} ${group.n} ${states['receipt']}`);
        return {};
      },
    });
    expect(done).toEqual({ moved: 200, refused: 100 });
    expect(asked.toSorted()).toEqual(['delivered 100 acknowledged', 'sent 100 acknowledged']);
    const rows = await all();
    expect(rows.filter(({ receipt, version }) => receipt === 'acknowledged' && version === 2)).toHaveLength(200);
    expect(rows.filter(({ receipt, version }) => receipt === 'expected' && version === 1)).toHaveLength(100);
  });

  it('asks about each group by its own event, keeps versions apart, and writes what the group sets', async () => {
    const { context } = start(MACHINES.assignment);
    for (const [n, version, supervisedLeft] of [
      [1, 2, 0],
      [2, 2, 3],
      [3, 1, 0],
    ] as const)
      await sql`insert into a_case (id, machine_version, receipt, relay, work, standing, context)
        values (${idOf(n)}, ${version}, 'acknowledged', 'none', 'implementing', 'inForce',
          ${JSON.stringify({ ...context, supervisedLeft })}::jsonb)`.execute(app.db);
    const done = await moveMany(app.db, ASSIGNMENTS, SOURCE, {
      event: ({ machineVersion }) => ({ type: machineVersion === 1 ? 'COMPLETE' : 'ASK' }),
      groupBy: { left: sql`(a.context ->> 'supervisedLeft')::int` },
      each: (group) => ({ set: [sql`state = ${`group of ${group.n}`}`] }),
    });
    expect(done).toEqual({ moved: 3, refused: 0 });
    expect((await all()).map(({ work, state }) => `${String(work)}, ${String(state)}`)).toEqual([
      'waitingOnIssuer, group of 1',
      'waitingOnIssuer, group of 1',
      'implemented, group of 1',
    ]);
  });
});
