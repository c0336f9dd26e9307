import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { moveDuties, reachOf, type DutyMove } from '../../src/assignments/index.js';
import type { Term } from '../../src/assignments/duty-move.js';
import { openSuccessors } from '../../src/assignments/open-successors.js';
import { loadCalendar } from '../../src/calendar/index.js';
import { IssueDirective, PauseDirective, ResumeDirective } from '../../src/cascade/index.js';
import { directiveById, DraftDirective } from '../../src/directives/index.js';
import { SYSTEM } from '../../src/platform/caller.js';
import { EntityManager } from '@mikro-orm/postgresql';
import { dbOf, firstOf, rowsOf, sql, type Db } from '../../src/platform/database/sql.js';
import { outlooksOf, progressOf } from '../../src/tracking/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { operator } from '../support/issued.js';

let app: TestApp;
const AT = new Date('2025-06-30T17:00:00.000Z');

beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app?.close());

type Edge = { from: string; to: string; main?: boolean };

/** Carries duties over along hand-written edges; units that end are all those they begin at. */
async function move(cascade: string, edges: readonly Edge[], options: MoveOptions = {}) {
  const em = app.get(EntityManager).fork();
  return em.transactional(async (tx) => {
    const db = dbOf(tx);
    return moveDuties(db, cascade, await relationOf(db, edges, options));
  });
}

interface MoveOptions {
  clock?: DutyMove['clock'];
  ended?: readonly string[];
  ownCalendars?: DutyMove['ownCalendars'];
}

const relationOf = async (
  db: Db,
  edges: readonly Edge[],
  {
    clock = { receipt: { rule: 'restart' }, work: { rule: 'keep' } },
    ended = edges.map(({ from }) => from),
    ownCalendars = [],
  }: MoveOptions = {},
): Promise<DutyMove> => ({
  reorganisationId: '01900000-0000-7000-8000-000000000001',
  effectiveOn: '2025-07-01',
  at: AT,
  startedAt: AT,
  clock,
  edges: sql`(select f.id as from_id, t.id as to_id, e.main, 'whole' as extent, null::text[] as issuers, null::text[] as directives
    from unnest(${edges.map((e) => e.from)}::text[], ${edges.map((e) => e.to)}::text[], ${edges.map((e) => e.main ?? true)}::boolean[]) e (f, t, main)
    join unit f on f.code = e.f join unit t on t.code = e.t)`,
  ended: sql`(select id as unit_id from unit where code = any(${ended}::text[]))`,
  ownCalendars,
  calendar: await loadCalendar(db),
  by: SYSTEM,
});

/** A superior passes the paper on to one more unit between the two statements of a move. */
async function moveWhileOneComesIn(cascade: string, edges: readonly Edge[], code: string): Promise<unknown> {
  const em = app.get(EntityManager).fork();
  return em.transactional(async (tx) => {
    const db = dbOf(tx);
    const relation = await relationOf(db, edges);
    const counted = await rowsOf<Omit<Term, 'own'>>(
      db,
      sql`select distinct directive_id as "directiveId", receipt_due_at as "receiptDueAt", work_due_at as "workDueAt",
        receipt_due_at as receipt, work_due_at as work from assignment where cascade_id = ${cascade}`,
    );
    const terms = counted.map((term) => ({ ...term, own: [] }));
    await sql`update assignment a set receipt_due_at = receipt_due_at + interval '1 day'
      from unit u where u.id = a.unit_id and u.code = ${code} and a.cascade_id = ${cascade}`.execute(db);
    const first = await openSuccessors(db, cascade, relation, terms);
    return [first, await moveDuties(db, cascade, relation)];
  });
}

async function issueTo(addressees: { text: string; through?: 'superior' }[]): Promise<string> {
  await app.setClock('2025-06-20T02:00:00Z');
  const id = await app.get(DraftDirective).execute(
    {
      issuer: 'vn',
      subject: 'rà soát',
      dueOn: '2025-07-20',
      addressees: addressees.map((a) => ({ ...a, role: 'action' as const })),
    },
    operator,
  );
  await app.get(IssueDirective).execute(id, operator);
  return id;
}

/** Each row as one line: unit, receipt, relay, standing, the unit it hangs under, who sent it. */
async function lines(cascade: string): Promise<string[]> {
  const rows = await rowsOf<{ line: string }>(
    app.db,
    sql`select concat_ws(' ', u.code, a.receipt, a.relay, a.standing, coalesce(pu.code, '-'), s.code) as line
      from assignment a join unit u on u.id = a.unit_id join unit s on s.id = a.sender_id
      left join assignment p on p.id = a.parent_id left join unit pu on pu.id = p.unit_id
      where a.cascade_id = ${cascade} order by u.code, a.opened_at`,
  );
  return rows.map(({ line }) => line);
}

const DONG_DANG = ['x06184', 'x06190', 'x06205', 'x06208', 'x06214'];
const MERGE: Edge[] = DONG_DANG.map((from) => ({ from, to: 'x06184-2025' }));
const through = (codes: readonly string[]) => codes.map((text) => ({ text, through: 'superior' as const }));

describe('duties that move', () => {
  it('five communes become one: five duties close, one opens', async () => {
    const id = await issueTo(DONG_DANG.map((text) => ({ text })));
    expect(await move(id, MERGE)).toEqual({ superseded: 5, opened: 1 });
    expect(await lines(id)).toEqual([
      'x06184 sent none superseded - vn',
      'x06184-2025 sent none inForce - vn',
      ...DONG_DANG.slice(1).map((code) => `${code} sent none superseded - vn`),
    ]);
    expect(await move(id, MERGE)).toEqual({ superseded: 0, opened: 0 });
  });

  it('fall due by the own calendar of the unit that takes over, and of another by that of the country', async () => {
    const id = await issueTo([{ text: 'x06184' }, { text: 't14' }]);
    const national = await loadCalendar(app.db);
    const closed = { ...national, days: new Map([...national.days, ['2025-07-02', 'stop'] as const]) };
    const { id: taker } = (await firstOf(app.db, sql<{ id: string }>`select id from unit where code = 'x06184-2025'`))!;
    const edges = [
      { from: 'x06184', to: 'x06184-2025' },
      { from: 't14', to: 't20' },
    ];
    await move(id, edges, { ownCalendars: [{ calendar: closed, unitIds: [taker] }] });
    const due = await rowsOf(
      app.db,
      sql<{
        code: string;
        on: string;
      }>`select u.code, (a.receipt_due_at at time zone 'Asia/Ho_Chi_Minh')::date::text as "on"
        from assignment a join unit u on u.id = a.unit_id
        where a.cascade_id = ${id} and a.standing = 'inForce' order by u.code`,
    );
    expect(due).toEqual([
      { code: 't20', on: '2025-07-02' },
      { code: 'x06184-2025', on: '2025-07-03' },
    ]);
  });

  it('wait for the province where the district that should have passed the paper on has ended', async () => {
    const id = await issueTo([{ text: 't20' }, ...through(['h183']), ...through(DONG_DANG)]);
    expect(await move(id, [...MERGE, { from: 'h183', to: 't20' }])).toEqual({ superseded: 6, opened: 1 });
    expect(await lines(id)).toEqual([
      'h183 expected none superseded t20 t20',
      't20 sent owed inForce - vn',
      'x06184 expected none superseded t20 t20',
      'x06184-2025 expected none inForce t20 t20',
      ...DONG_DANG.slice(1).map((code) => `${code} expected none superseded t20 t20`),
    ]);
  });

  it('while their paper is paused are chased from when it goes on', async () => {
    const id = await issueTo([{ text: 'x06184' }]);
    await app.get(PauseDirective).execute(id, { reason: 'bão' }, operator);
    await move(id, MERGE);
    const chased = async () =>
      rowsOf(
        app.db,
        sql`select next_chase_at is null as still, next_chase_at = receipt_due_at as chased from assignment
          where cascade_id = ${id} and standing = 'inForce'`,
      );
    expect(await chased()).toEqual([{ still: true, chased: null }]);
    await app.setClock('2025-07-01T02:00:00Z');
    await app.get(ResumeDirective).execute(id, operator);
    expect(await chased()).toEqual([{ still: false, chased: true }]);
  });

  it('stay with a unit that goes on as one of its parts, and the other part owes its own', async () => {
    const id = await issueTo([{ text: 'x06184' }]);
    const parts = [
      { from: 'x06184', to: 'x06184', main: false },
      { from: 'x06184', to: 'x06190' },
    ];
    expect(await move(id, parts, { ended: [] })).toEqual({ superseded: 0, opened: 1 });
    expect(await lines(id)).toEqual(['x06184 sent none inForce - vn', 'x06190 sent none inForce - vn']);
    expect(await move(id, parts, { ended: [] })).toEqual({ superseded: 0, opened: 0 });
  });

  it('count beside what the unit had finished or returned before, in either tree and in every list', async () => {
    const id = await issueTo(['x06184', 'x06190', 'x06205', 'x06208'].map((text) => ({ text })));
    app.statesArePlanted = 'finished and returned by SQL, without their facts';
    await sql`update assignment a set receipt = case u.code when 'x06184' then 'acknowledged' else 'returned' end,
      work = case u.code when 'x06184' then 'accepted' else work end, acknowledged_at = opened_at
      from unit u where u.id = a.unit_id and a.cascade_id = ${id} and u.code in ('x06184', 'x06190')`.execute(app.db);
    const edges = [
      { from: 'x06205', to: 'x06184' },
      { from: 'x06208', to: 'x06190' },
    ];
    expect(await move(id, edges)).toEqual({ superseded: 2, opened: 2 });
    for (const tree of ['new', 'old'] as const) {
      const { total, superseded, opened, balance, receipt, children } = await progressOf(app.db, id, { tree });
      expect({ tree, total, superseded, opened }).toEqual({ tree, total: 4, superseded: 2, opened: 2 });
      expect(balance).toMatchObject({ done: 1, open: 2, returned: 1, superseded: 2 });
      expect(receipt).toMatchObject({ acknowledged: 1, sent: 2, returned: 1 });
      expect(children.reduce((sum, child) => sum + child.total, 0)).toBe(4);
    }
    const { children } = await progressOf(app.db, id);
    expect(children.filter(({ own }) => own.takenOver).map(({ unitCode }) => unitCode)).toEqual(['x06184', 'x06190']);
    expect(children.filter(({ unitCode }) => unitCode === 'x06184')).toHaveLength(2);
    const outlook = (await outlooksOf(app.db, [await directiveById(app.db, id)])).get(id)!;
    expect([outlook.units, outlook.receipt.openOverdue + outlook.receipt.openInTerm]).toEqual([4, 2]);
    const reach = await reachOf(app.db, [{ key: 'all', directiveId: id, unitId: null }]);
    expect(reach.get('all')!.units).toEqual({ total: 4, sent: 4, acknowledged: 1 });
  });

  it('that come in between the two statements of a move are taken in the next round, with a deadline', async () => {
    const id = await issueTo(DONG_DANG.slice(0, 3).map((text) => ({ text })));
    const edges = [
      { from: 'x06190', to: 'x06184-2025' },
      { from: 'x06205', to: 'x06208' },
    ];
    expect(await moveWhileOneComesIn(id, edges, 'x06205')).toEqual([
      { superseded: 1, opened: 1, waiting: false, late: true },
      { superseded: 1, opened: 1 },
    ]);
    const due = await rowsOf<{ due: boolean }>(
      app.db,
      sql`select receipt_due_at is not null and next_chase_at is not null as due from assignment
        where cascade_id = ${id} and reorganisation_id is not null`,
    );
    expect(due).toEqual([{ due: true }, { due: true }]);
  });

  it('deadlines follow the rule of the plan: counted by hand in the calendar of 2025', async () => {
    // issued Friday 20/6 at 9:00: receipt due Monday 23/6, work Friday 18/7 (20/7 is a Sunday): 20 working days
    const rules: [DutyMove['clock'], receipt: string, work: string][] = [
      // both stay; a receipt that has passed is due the working day after the move, Wednesday 2/7
      [{ receipt: { rule: 'keep' }, work: { rule: 'keep' } }, '2025-07-02 17:00:00', '2025-07-18 17:00:00'],
      // 20 working days from Tuesday 1/7 end on Tuesday 29/7
      [{ receipt: { rule: 'restart' }, work: { rule: 'restart' } }, '2025-07-02 17:00:00', '2025-07-29 17:00:00'],
      // five after the move, as the receipt had passed; three after Friday 18/7
      [{ receipt: { rule: 'add', workingDays: 5 }, work: { rule: 'add', workingDays: 3 } }, '2025-07-08 17:00:00', '2025-07-23 17:00:00'],
    ]; // prettier-ignore
    for (const [clock, receipt, work] of rules) {
      const id = await issueTo(DONG_DANG.map((text) => ({ text })));
      await move(id, MERGE, { clock });
      const due = await rowsOf(
        app.db,
        sql`select (receipt_due_at at time zone 'Asia/Ho_Chi_Minh')::text as receipt,
          (work_due_at at time zone 'Asia/Ho_Chi_Minh')::text as work from assignment
          where cascade_id = ${id} and standing = 'inForce'`,
      );
      expect([clock, due]).toEqual([clock, [{ receipt, work }]]);
    }
  });
});
