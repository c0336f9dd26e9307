import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EntityManager } from '@mikro-orm/postgresql';
import pg from 'pg';
import {
  actOnMany,
  AcknowledgeAssignment,
  assignmentById,
  lineageOf,
  ReturnAssignment,
  WorkOnAssignment,
} from '../../src/assignments/index.js';
import { ForwardAssignment } from '../../src/cascade/index.js';
import { VerifyLedger } from '../../src/ledger/index.js';
import { SYSTEM, type Caller } from '../../src/platform/caller.js';
import { dbOf, sql } from '../../src/platform/database/sql.js';
import { ReviewReport, SubmitReport } from '../../src/reports/index.js';
import { CarryOutReorganisation } from '../../src/reorganisation/index.js';
import { previewOfDuties } from '../../src/reorganisation/preview-duties.queries.js';
import { progressOf } from '../../src/tracking/index.js';
import { findUnit, SeedDemoUnits } from '../../src/units/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { areasTaken, LANG_SON_2025, QUANG_TRI_2025 } from '../support/reform-2025.js';
import { approvedPlan } from '../support/small-tree.js';
import { dutyOf, issued, officerOf } from '../support/story.js';

const BEFORE = '2025-06-20';
let app: TestApp;
/** Plain SQL beside the product: what was there before is kept in a schema of its own. */
let plain: pg.Client;
/** To everybody directly; through superiors; to two provinces, which send their own papers on. */
const directives = { direct: '', through: '', own: '' };
let plan = '';
const before: Record<string, { at: Date; total: number; balance: unknown; children: unknown }> = {};

const rows = async <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
  (await plain.query(text, values)).rows as Row[];
const one = async (text: string, values: unknown[] = []): Promise<Record<string, unknown>> =>
  (await rows<Record<string, unknown>>(text, values))[0]!;

type State =
  | 'delivered' | 'returned' | 'acknowledged' | 'assigned' | 'implementing' | 'implemented' | 'reported' | 'sentBack'
  | 'accepted' | 'notApplicable'; // prettier-ignore

async function review(assignment: string, what: 'accept' | 'send-back', by: Caller): Promise<void> {
  const { id } = await one('select id from report where assignment_id = $1', [assignment]);
  await app.get(ReviewReport).execute(id as string, what, 'làm lại', by);
}

/** Brings the duty of a unit under a directive into a state, by what people do. */
async function bring(directive: string, code: string, state: State): Promise<void> {
  const [id, by] = [await dutyOf(app, directive, code), await officerOf(app, code)];
  const work = app.get(WorkOnAssignment);
  if (state === 'delivered') {
    await app
      .get(EntityManager)
      .fork()
      .transactional((em) =>
        actOnMany(dbOf(em), sql`(select cascade_id, id from assignment where id = ${id})`, {
          event: { type: 'DELIVER' }, by: SYSTEM, at: new Date(`${BEFORE}T02:00:00Z`), kind: () => 'assignment.delivered',
        }),
      ); // prettier-ignore
    return;
  }
  if (state === 'returned') return void (await app.get(ReturnAssignment).execute(id, { reason: 'duplicate' }, by));
  await app.get(AcknowledgeAssignment).execute(id, {}, by);
  if (state === 'assigned') await work.assign(id, { lead: 'Phòng Văn hóa' }, by);
  if (state === 'implementing') await work.execute(id, 'start', undefined, by);
  if (state === 'implemented') await work.execute(id, 'complete', undefined, by);
  if (state === 'notApplicable') await work.execute(id, 'not-applicable', undefined, by);
  if (!['reported', 'sentBack', 'accepted'].includes(state)) return;
  await app.get(SubmitReport).execute(id, { text: 'đã làm' }, by);
  if (state === 'reported') return;
  const { sender } = await one(
    'select u.code as sender from assignment a join unit u on u.id = a.sender_id where a.id = $1',
    [id],
  );
  await review(id, state === 'accepted' ? 'accept' : 'send-back', await officerOf(app, sender as string));
}

/** Communes that become three of one, by the resolution, in as many states. */
const STATES: Readonly<Record<string, State>> = {
  x06184: 'implementing', x06190: 'accepted', x06205: 'reported', x06208: 'returned', x06214: 'delivered',
  x06004: 'acknowledged', x06016: 'assigned', x06025: 'implemented', x05998: 'sentBack', x06001: 'notApplicable',
  t45: 'acknowledged', t20: 'reported',
}; // prettier-ignore

async function forwarded(unit: string, directive: string, to: string[]): Promise<void> {
  const [id, by] = [await dutyOf(app, directive, unit), await officerOf(app, unit)];
  await app.get(AcknowledgeAssignment).execute(id, {}, by);
  await app.get(ForwardAssignment).execute(id, { to, text: 'Đề nghị thực hiện.', subject: 'triển khai' }, by);
}

beforeAll(async () => {
  app = await testApp();
  plain = new pg.Client(app.database.ownerUrl);
  await plain.connect();
  await app.get(SeedDemoUnits).execute(new Date('2024-01-01T00:00:00Z'));
  await app.setClock(`${BEFORE}T02:00:00Z`);
  const [provinces, districts, communes] = [
    'UBND các tỉnh, thành phố trực thuộc Trung ương',
    'UBND cấp huyện',
    'UBND các xã, phường, thị trấn',
  ].map((text) => ({ text, role: 'action' as const }));
  const draft = { issuer: 'vn', dueOn: '2025-08-20' };
  directives.direct = await issued(app, { ...draft, addressees: [provinces!, communes!] });
  directives.through = await issued(app, {
    ...draft,
    addressees: [
      provinces!,
      { ...districts!, through: 'superior' },
      { ...communes!, through: 'superior' },
      { text: 'ls-so-vhttdl', role: 'information' },
    ],
  });
  directives.own = await issued(app, {
    ...draft,
    addressees: [
      { text: 't45', role: 'action' },
      { text: 't44', role: 'coordination' },
      { text: 't20', role: 'information' },
    ],
  });
  for (const [code, state] of Object.entries(STATES)) await bring(directives.direct, code, state);
  await forwarded('t45', directives.own, ['UBND các huyện, thị xã, thành phố']);
  await ofCascade('h461', async (directive) => forwarded('h461', directive, ['UBND các xã, phường']));
  await ofCascade('x19351', async (directive) => bring(directive, 'x19351', 'reported'));
}, 120_000);
afterAll(async () => {
  await plain?.end();
  await app?.close();
});

/** The directive of the cascade of own papers that reached a unit. */
async function ofCascade(code: string, act: (directive: string) => Promise<void>): Promise<void> {
  const { id } = await one(
    `select a.directive_id as id from assignment a join unit u on u.id = a.unit_id
     where a.cascade_id = $1 and u.code = $2`,
    [directives.own, code],
  );
  await act(id as string);
}

/**
 * What must come of it, from the register and the rows before alone: `ended` units; `edge`, who follows whom in its duties
 * (where parts of an area follow, not the office that stands for it); `open_duty`, what was still owed.
 */
const EXPECTED = `
  create schema reform;
  create table reform.assignment as select * from public.assignment;
  create table reform.report as select * from public.report;
  create table reform.ended as select unit_id from unit_period p where valid_to = date '2025-07-01'
    and not exists (select 1 from unit_period q where q.unit_id = p.unit_id and q.valid_from = date '2025-07-01');
  create table reform.edge as select distinct s.from_id, s.to_id from unit_succession s
    where s.effective_on = date '2025-07-01' and not (s.main and s.scope = 'functional' and exists (
      select 1 from unit_succession t where t.from_id = s.from_id and t.effective_on = s.effective_on and t.scope = 'territorial'));
  create table reform.open_duty as select a.* from public.assignment a where standing = 'inForce'
    and (receipt in ('expected', 'sent', 'delivered') or (receipt = 'acknowledged' and role = 'action'
      and work in ('notStarted', 'assigned', 'implementing', 'implemented', 'sentBack')));
  create table reform.moving as select o.* from reform.open_duty o
    where unit_id in (select unit_id from reform.ended) or unit_id in (select from_id from reform.edge);
  create table reform.taken as select m.id as from_id, m.cascade_id, m.directive_id, e.to_id as unit_id
    from reform.moving m join reform.edge e on e.from_id = m.unit_id;
  create index on reform.taken (from_id); analyze reform.taken;`;

const OPEN_NOW = `standing = 'inForce' and (receipt in ('expected', 'sent', 'delivered') or (receipt = 'acknowledged'
  and role = 'action' and work in ('notStarted', 'assigned', 'implementing', 'implemented', 'sentBack')))`;

describe('the reform of 1/7/2025 over directives to the whole country', () => {
  it('begins with 63 provinces, 696 districts and 10,051 communes', async () => {
    for (const [name, id] of Object.entries(directives)) {
      const { total, balance, children, asOf } = await progressOf(app.db, id);
      before[name] = {
        at: asOf,
        total,
        balance,
        children: children.map((c) => [c.unitCode, c.total, c.balance]).toSorted(byText),
      };
    }
    expect(before['direct']!.total).toBe(63 + 10_051);
    expect(before['through']!.total).toBe(63 + 696 + 10_051 + 1);
    await plain.query(EXPECTED);
    const states = await rows<{ state: string }>(
      `select distinct case when receipt <> 'acknowledged' then receipt else work end as state from assignment order by 1`,
    );
    expect(states.map(({ state }) => state)).toEqual(
      ['accepted', 'assigned', 'delivered', 'expected', 'implemented', 'implementing', 'notApplicable', 'notStarted',
       'reported', 'returned', 'sent', 'sentBack'], // prettier-ignore
    );
  });

  it('is planned, previewed, approved by a second person and carried out, a directive a transaction', async () => {
    plan = await approvedPlan(app, [{ kind: 'succeed' }], { effectiveOn: '2025-07-01' });
    const preview = await previewOfDuties(app.db, plan);
    expect(preview).toMatchObject(
      await one(`select (select count(*)::int from reform.moving) as closing,
        (select count(*)::int from (select distinct directive_id, unit_id from reform.taken) t) as opening,
        (select count(*)::int from reform.moving where id not in (select from_id from reform.taken)) as unowed`),
    );
    await expect(app.get(CarryOutReorganisation).step(plan)).rejects.toMatchObject({ code: 'not-possible-now' });
    await app.setClock('2025-06-30T17:00:01Z');
    const steps: string[] = [];
    while (steps.at(-1) !== 'finished') steps.push(await app.get(CarryOutReorganisation).step(plan));
    expect(steps).toEqual(['begun', 'moved', 'moved', 'moved', 'finished']);
  });

  it('leaves no open duty with a unit that has ended, and closes what was theirs, no more', async () => {
    expect(
      await one(`select
        (select count(*)::int from assignment where ${OPEN_NOW} and unit_id in (select unit_id from reform.ended)) as left_behind,
        (select count(*)::int from assignment a where standing = 'superseded' and id not in (select id from reform.moving)) as too_many,
        (select count(*)::int from reform.moving m join assignment a using (id) where a.standing <> 'superseded') as too_few`),
    ).toEqual({ left_behind: 0, too_many: 0, too_few: 0 });
  });

  it('gives every closed duty the successors of the register, one of them mainly; 26 communes have none', async () => {
    expect(
      await one(`with link as (select s.from_id, a.directive_id, a.unit_id from assignment_succession s
          join assignment a on a.cascade_id = s.cascade_id and a.id = s.to_id
          where s.from_id in (select id from reform.moving))
        select (select count(*)::int from (select from_id, directive_id, unit_id from reform.taken except select * from link) m) as missing,
          (select count(*)::int from (select * from link except select from_id, directive_id, unit_id from reform.taken) w) as wrong,
          (select count(*)::int from (select from_id from assignment_succession group by 1
            having count(*) filter (where main_to) <> 1) x) as without_main,
          (select count(*)::int from reform.moving where id not in (select from_id from link)) as orphans`),
    ).toEqual({ missing: 0, wrong: 0, without_main: 0, orphans: 26 + 26 });
  });

  it('opens one duty for each unit and directive, and nobody owes twice', async () => {
    expect(
      await one(`with owed as (select distinct directive_id, unit_id from reform.taken),
          opened as (select directive_id, unit_id from assignment where reorganisation_id = $1)
        select (select count(*)::int from (select * from owed except all select * from opened) m) as missing,
          (select count(*)::int from (select * from opened except all select * from owed) w) as wrong,
          (select count(*)::int from (select 1 from assignment where ${OPEN_NOW} group by directive_id, unit_id having count(*) > 1) d) as twice`,
        [plan]), // prettier-ignore
    ).toEqual({ missing: 0, wrong: 0, twice: 0 });
  });

  it('leaves finished work as it was, to the byte, and units that go on alone', async () => {
    expect(
      await one(`select (select count(*)::int from (select * from reform.assignment where id not in (select id from reform.open_duty)
            except select * from assignment) f) as finished,
          (select count(*)::int from (select * from reform.report except select * from report) r) as reports,
          (select count(*)::int from (select id, receipt, work, standing, receipt_due_at, work_due_at from reform.open_duty
            where id not in (select id from reform.moving)
            except select id, receipt, work, standing, receipt_due_at, work_due_at from assignment) o) as others`),
    ).toEqual({ finished: 0, reports: 0, others: 0 });
  });

  it('starts receipts anew from the day and keeps the deadlines of the work', async () => {
    const due = await rows<{ receipt: string; work: string; n: number }>(
      `select distinct (receipt_due_at at time zone 'Asia/Ho_Chi_Minh')::text as receipt,
         (work_due_at at time zone 'Asia/Ho_Chi_Minh')::text as work
       from assignment where reorganisation_id = $1 and receipt_due_at is not null and role = 'action'`,
      [plan],
    );
    expect(due).toEqual([{ receipt: '2025-07-02 17:00:00', work: '2025-08-20 17:00:00' }]);
  });

  it.each(['direct', 'through', 'own'] as const)(
    'has equal totals in both trees, and before the day (%s)',
    async (name) => {
      const id = directives[name];
      const units = await one(
        `select count(distinct (unit_id, reorganisation_id)) filter (where standing <> 'superseded')::int as total,
         count(distinct (unit_id, reorganisation_id))::int as ever from assignment where cascade_id = $1`,
        [id],
      );
      const trees = [];
      for (const tree of ['new', 'old'] as const) {
        const top = await progressOf(app.db, id, { tree });
        expect([top.total, top.total + top.superseded]).toEqual([units['total'], units['ever']]);
        expect(sum(top.children.map(({ total }) => total))).toBe(top.total);
        expect(sum(top.children.map(({ superseded }) => superseded))).toBe(top.superseded);
        trees.push([top.total, top.superseded, top.balance, top.receiptOutcome, top.workOutcome]);
        const past = await progressOf(app.db, id, { tree, at: before[name]!.at });
        expect([past.total, past.balance]).toEqual([before[name]!.total, before[name]!.balance]);
        expect(past.children.map((c) => [c.unitCode, c.total, c.balance]).toSorted(byText)).toEqual(
          before[name]!.children,
        );
      }
      expect(trees[0]).toEqual(trees[1]);
    },
  );

  it('sends one mail to each unit that took duties over, and writes one fact a row', async () => {
    expect(
      await one(`with taker as (select unit_id from assignment where reorganisation_id = $1
          union select unit_id from ledger_entry where kind = 'assignment.extended')
        select (select count(*)::int from taker) - (select count(*)::int from message where template = 'reorganised') as mails,
          (select count(*)::int from (select unit_id from taker except select unit_id from message where template = 'reorganised') m) as without,
          (select count(*)::int from (select assignment_id from ledger_entry where kind = 'assignment.superseded'
            except all select id from reform.moving) f) as facts,
          (select count(*) from ledger_entry where kind = 'assignment.superseded') = (select count(*) from reform.moving) as closed,
          (select count(*)::int from (select assignment_id from ledger_entry where kind = 'assignment.takenOver'
            except all select id from assignment where reorganisation_id = $1) t) as opened,
          (select count(*) from ledger_entry where kind = 'assignment.takenOver') = (select count(*) from assignment where reorganisation_id = $1) as told`,
        [plan]), // prettier-ignore
    ).toEqual({ mails: 0, without: 0, facts: 0, closed: true, opened: 0, told: true });
    expect(await app.get(VerifyLedger).execute()).toMatchObject({ faults: [] });
  });

  it('changes nothing when it is carried out once more', async () => {
    const digest = `select (select count(*)::int from ledger_entry) as facts, (select count(*)::int from message) as mails,
      (select md5(string_agg(a::text, '' order by id)) from assignment a) as rows`;
    const first = await one(digest);
    expect(await app.get(CarryOutReorganisation).execute(plan)).toBe('over');
    expect(await one(digest)).toEqual(first);
  });
});

const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);
const byText = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

describe('who succeeds a unit', () => {
  it.each([
    ['Lạng Sơn', 't20', LANG_SON_2025],
    ['Quảng Trị', 't44-2025', QUANG_TRI_2025],
  ] as const)('is named by the resolution, all over %s', async (_name, province, clauses) => {
    const taken = areasTaken(clauses).map(({ into, name }) => `${name} → ${into}`);
    const moved = await rows<{ line: string }>(
      `select o.name || ' → ' || n.name as line from assignment_succession s
       join assignment f on f.id = s.from_id join assignment t on t.id = s.to_id
       join unit_period o on o.unit_id = f.unit_id and o.level = 'commune' and o.valid_to = date '2025-07-01'
       join unit_period n on n.unit_id = t.unit_id and n.valid_from = date '2025-07-01'
       join unit_relation r on r.unit_id = t.unit_id and r.line = 'administrative' join unit p on p.id = r.parent_id
       where s.cascade_id = $1 and p.code = $2 and f.standing = 'superseded'
         and exists (select 1 from unit_relation d join unit_relation above on above.unit_id = d.parent_id
           join unit old on old.id = above.parent_id where d.unit_id = f.unit_id and old.code = any($3))`,
      [directives.through, province, ['t20', 't45']],
    );
    expect(moved.map(({ line }) => line).toSorted()).toEqual(taken.toSorted());
  });

  it('reviews what the unit that ended would have reviewed', async () => {
    const heir: Caller = {
      ...(await officerOf(app, 't44-2025')),
      alsoFor: [(await findUnit(app.db, 't45', BEFORE)).id, (await findUnit(app.db, 'h461', BEFORE)).id],
    };
    const { id, reviewer } = await one(
      `select r.assignment_id as id, u.code as reviewer from report r join unit u on u.id = r.to_unit_id
       where r.cascade_id = $1`,
      [directives.own],
    );
    expect(reviewer).toBe('h461');
    await expect(review(id as string, 'accept', await officerOf(app, 't44-2025'))).rejects.toMatchObject({
      code: 'not-permitted',
    });
    await review(id as string, 'accept', heir);
    expect(await one('select work, standing from assignment where id = $1', [id])).toEqual({
      work: 'accepted',
      standing: 'inForce',
    });
  });

  it('reports on a period in which two units had the duty, with both named', async () => {
    const id = await dutyOf(app, directives.direct, 'x06184-2025');
    const { producers } = await lineageOf(app.db, await assignmentById(app.db, id));
    expect(producers.map(({ code, from, to }) => [code, from, to])).toEqual([
      ['x06184', '2025-06-20', '2025-06-30'],
      ['x06190', '2025-06-20', '2025-06-30'],
      ['x06205', '2025-06-20', '2025-06-30'],
      ['x06208', '2025-06-20', '2025-06-30'],
      ['x06214', '2025-06-20', '2025-06-30'],
      ['x06184-2025', '2025-07-01', '2025-08-20'],
    ]);
  });
});
