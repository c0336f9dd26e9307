import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Caller } from '../../src/platform/caller.js';
import { dbOf, firstOf, rowsOf, sql } from '../../src/platform/database/sql.js';
import { Readiness } from '../../src/platform/readiness.js';
import { CarryOutJob } from '../../src/reorganisation/carry-out.job.js';
import { headMistakes } from '../../src/reorganisation/head-form.rules.js';
import { previewOfDuties, unitsOfPreview } from '../../src/reorganisation/preview-duties.queries.js';
import {
  beginReorganisation,
  DecideReorganisation,
  DraftReorganisation,
  dueReorganisations,
  planSchema,
  ReviseReorganisation,
  SubmitReorganisation,
} from '../../src/reorganisation/index.js';
import { AmendUnit, applyUnitChanges, findUnit } from '../../src/units/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { operator } from '../support/issued.js';

const person = (actor: string): Caller => ({ ...operator, actor });
const [first, second, chief] = [person('first'), person('second'), person('chief')];

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
  await t.setClock('2026-02-20T02:00:00Z');
});
afterAll(() => t.close());

const planWith = (steps: unknown[], more: object = {}) =>
  planSchema.parse({ title: 'Sắp xếp thử', legalBasis: 'Nghị quyết 1', effectiveOn: '2026-03-01', steps, ...more });

async function submitted(steps: unknown[], by = first, more: object = {}): Promise<{ id: string; planHash: string }> {
  const { id } = await t.get(DraftReorganisation).execute(planWith(steps, more), by);
  const { row } = await t.get(SubmitReorganisation).execute(id, {}, by);
  return { id, planHash: row.planHash! };
}

describe('nobody approves his own plan', () => {
  it('not who wrote its steps, when another withdraws it and submits it again', async () => {
    const { id } = await submitted([{ kind: 'rename', unit: 'x06316-2025', name: 'Xã Một' }]);
    await t.get(DecideReorganisation).withdraw(id, chief);
    const change = (plan: ReturnType<typeof planWith>) => ({ ...plan, title: 'Tên khác' });
    await t.get(ReviseReorganisation).execute(id, { change }, second);
    const { row } = await t.get(SubmitReorganisation).execute(id, {}, person('third'));
    expect(row.authors).toEqual(['first', 'second', 'third']);
    const approve = (by: Caller) => t.get(DecideReorganisation).approve(id, { planHash: row.planHash! }, by);
    for (const author of row.authors)
      await expect(approve(person(author))).rejects.toMatchObject({ code: 'not-permitted' });
    expect((await approve(chief)).row.state).toBe('approved');
    await t.get(DecideReorganisation).cancel(id, chief);
  });
});

describe('a person whom an author made', () => {
  it('is not the second one', async () => {
    const id = '00000000-0000-7000-8000-00000000b001';
    await sql`insert into account (id, unit_id, name, role, created_at)
      select ${id}::uuid, id, 'Cán bộ', 'operator', '2025-01-01Z' from unit where code = 'vn'`.execute(t.db);
    await sql`insert into mandate (id, account_id, unit_id, role, basis, from_at, granted_by)
      select ${id}::uuid, ${id}::uuid, id, 'operator', 'appointment', '2025-01-01Z', 'first' from unit where code = 'vn'`.execute(
      t.db,
    );
    const plan = await submitted([{ kind: 'rename', unit: 'x06316-2025', name: 'Xã Một' }]);
    const approve = () => t.get(DecideReorganisation).approve(plan.id, plan, person(id));
    await expect(approve()).rejects.toMatchObject({
      code: 'not-permitted',
      message: expect.stringContaining('made by an author'),
    });
    await sql`update mandate set granted_by = 'second' where id = ${id}`.execute(t.db);
    expect((await approve()).row.state).toBe('approved');
    await t.get(DecideReorganisation).cancel(plan.id, chief);
  });
});

describe('who writes the tree at once', () => {
  const waiting = () => firstOf(t.db, sql`select 1 from pg_locks where locktype = 'advisory' and not granted`);

  /** Begins a plan that ends a unit, lets another go on while it is not written yet, then writes it. */
  async function meanwhile(unit: string, other: () => Promise<unknown>): Promise<unknown> {
    const { id, planHash } = await submitted([{ kind: 'abolish', unit }]);
    await t.get(DecideReorganisation).approve(id, { planHash }, chief);
    await t.setClock('2026-02-28T17:00:01Z');
    let outcome: Promise<unknown> = Promise.resolve();
    await t
      .get(EntityManager)
      .fork()
      .transactional(async (em) => {
        await beginReorganisation(dbOf(em), id);
        const seen = { settled: false };
        outcome = other().then(
          () => 'done',
          (error: { code: string }) => error.code,
        );
        void outcome.finally(() => (seen.settled = true));
        for (let polls = 0; polls < 500 && !seen.settled && !(await waiting()); polls++);
      });
    await t.setClock('2026-02-20T02:00:00Z');
    return outcome;
  }

  it('sees what the other has written: no unit is left under one that has ended', async () => {
    const { id } = await submitted([
      {
        kind: 'establish',
        unit: { code: 'tram-moi', name: 'Trạm', kind: 'other-body', administrative: 'x06385-2025' },
      },
    ]);
    const begin = async () => {
      // as if it had been approved before what is refused at approval was
      await sql`update reorganisation set state = 'approved' where id = ${id}`.execute(t.db);
      return t
        .get(EntityManager)
        .fork()
        .transactional((em) => beginReorganisation(dbOf(em), id));
    };
    expect(await meanwhile('x06385-2025', begin)).toBe('invalid');
    const orphans = await rowsOf(t.db, sql`select 1 from unit where code = 'tram-moi'`);
    expect(orphans).toEqual([]);
    await t.get(DecideReorganisation).cancel(id, chief);
  });

  it('nor does an amendment write on the card of a unit that ends meanwhile', async () => {
    const amendment = { what: 'alias', alias: 'Tên khác', from: '2026-03-01', legalBasis: null } as const;
    const amend = () => t.get(AmendUnit).execute('x06364-2025', { amendment, version: null }, operator);
    expect(await meanwhile('x06364-2025', amend)).not.toBe('done');
  });
});

describe('what cannot be meant is refused', () => {
  const refusals = (codes: string[]) => ({ details: { refusals: codes.map((code) => ({ code })) } });

  it('a second approved plan that changes the same unit on the same day', async () => {
    const day = { effectiveOn: '2026-04-01' };
    const rename = (name: string) => ({ kind: 'rename', unit: 'x06325-2025', name });
    const one = await submitted([rename('Xã Một')], first, day);
    const two = await submitted([rename('Xã Hai')], first, day);
    const three = await submitted([{ kind: 'rename', unit: 'x06349-2025', name: 'Xã Ba' }], first, day);
    const approve = ({ id, planHash }: typeof one) => t.get(DecideReorganisation).approve(id, { planHash }, chief);
    await approve(one);
    await expect(approve(two)).rejects.toMatchObject(refusals(['other-plan']));
    expect((await approve(three)).row.state).toBe('approved');
    for (const { id } of [one, two, three]) await t.get(DecideReorganisation).cancel(id, chief);
  });

  it('a day centuries ago, or far ahead', async () => {
    expect(() => planWith([], { steps: [{ kind: 'succeed' }], effectiveOn: '0001-01-01' })).toThrow('effectiveOn');
    const far = planWith([{ kind: 'succeed' }], { effectiveOn: '2036-02-21' });
    await expect(t.get(DraftReorganisation).execute(far, first)).rejects.toMatchObject({ code: 'invalid' });
  });

  it('a directive that is not there, a name that a neighbour bears', async () => {
    const directives = ['00000000-0000-4000-8000-000000000001'];
    await expect(
      submitted([
        { kind: 'hand-over', from: 'x06325-2025', to: ['x06349-2025'], scope: 'functional', directives },
        { kind: 'rename', unit: 'x06349-2025', name: await nameOf('x06325-2025') },
      ]),
    ).rejects.toMatchObject(refusals(['unknown-directive', 'name-taken']));
  });

  it('a standing body that is not the administrator’s, whose mailbox would get the committee’s mail', async () => {
    await t.get(EntityManager).fork().transactional((em) =>
      applyUnitChanges(
        dbOf(em),
        {
          establish: [{ code: 'bcd-t20', name: 'Ban Chỉ đạo', kind: 'steering-committee', officialCodes: [], address: null,
            predecessors: [], parents: [{ line: 'administrative', parent: 't20' }] }],
          end: [], rename: [], moves: [], successions: [],
        },
        { on: '2026-01-01', legalBasis: 'QĐ 1', by: operator, at: new Date('2026-01-01T00:00:00Z'), reorganisationId: '00000000-0000-7000-8000-000000000001' },
      ),
    ); // prettier-ignore
    const { id: unitId } = await findUnit(t.db, 't20', '2026-02-01');
    const admin: Caller = { actor: 'admin', role: 'unit-admin', unitId, capacity: 'own-office', locale: 'vi' };
    const name = (standingBody: string) =>
      t.get(AmendUnit).execute(
        'bcd-t20',
        { amendment: { what: 'standing-body', standingBody, from: '2026-02-20', legalBasis: null }, version: null },
        admin,
      ); // prettier-ignore
    await expect(name('t04')).rejects.toMatchObject({ code: 'not-permitted' });
    expect(await name('t20')).toMatchObject({ changed: true });
  });
});

const nameOf = async (code: string): Promise<string> => (await findUnit(t.db, code, '2026-02-01')).name;

describe('an approved plan that the register does not allow', () => {
  it('says why, is not tried again at once, holds neither the replica nor time up, and goes on once it can', async () => {
    const { id, planHash } = await submitted([{ kind: 'rename', unit: 'x06400-2025', name: 'Xã Bị Chặn' }], first, {
      effectiveOn: '2026-05-01',
    });
    await t.get(DecideReorganisation).approve(id, { planHash }, chief);
    await sql`update unit_period set name = 'Xã Bị Chặn' where unit_id = (select id from unit where code = 'x06400-2025')`.execute(
      t.db,
    );
    await t.setClock('2026-05-01T00:00:00Z');
    const job = t.get(CarryOutJob);
    await job.tick();
    const page = async () =>
      (await firstOf(
        t.db,
        sql<{ at: Date | null; why: string | null; state: string }>`
      select blocked_at as at, blocked_reason ->> 'vi' as why, state from reorganisation where id = ${id}`,
      ))!;
    expect(await page()).toMatchObject({
      state: 'approved',
      at: expect.any(Date),
      why: expect.stringContaining('đã như vậy rồi'),
    });
    const { reorganisations } = await t.get(Readiness).states();
    expect(reorganisations).toMatchObject({ ok: true, late: 0, blocked: 1, note: expect.anything() });
    expect(await dueReorganisations(t.db)).toEqual([]);
    await sql`update unit_period set name = 'Xã Cũ' where unit_id = (select id from unit where code = 'x06400-2025')`.execute(
      t.db,
    );
    await t.setClock('2026-05-01T00:10:01Z');
    await job.tick();
    expect(await page()).toMatchObject({ state: 'done', at: null, why: null });
    await t.setClock('2026-02-20T02:00:00Z');
  });
});

describe('the head of a plan', () => {
  it('names everything that is missing, also the number of days', () => {
    expect(
      headMistakes({ title: '', work: 'add' }, 'vi')
        .map(({ field }) => field)
        .toSorted(),
    ).toEqual(['effectiveOn', 'legalBasis', 'title']);
    const head = { title: 'Tên', legalBasis: 'NQ', effectiveOn: '2026-12-01', work: 'add' };
    expect(headMistakes(head, 'vi')).toEqual([{ field: 'workDays', text: 'Số ngày làm việc từ 1 đến 250.' }]);
    expect(headMistakes({ ...head, workDays: '3' }, 'vi')).toEqual([]);
  });
});

describe('the preview', () => {
  it('counts who will still act for an ending unit on the day, and its mailbox of that day', async () => {
    const account = '00000000-0000-7000-8000-00000000b002';
    const unit = sql`(select id from unit where code = 'x06463-2025')`;
    await sql`insert into account (id, unit_id, name, role, created_at)
      values (${account}::uuid, ${unit}, 'Cán bộ', 'clerk', '2025-01-01Z')`.execute(t.db);
    const mandate = (n: number, until: string) =>
      sql`insert into mandate (id, account_id, unit_id, role, basis, from_at, until_at, granted_by)
        values (${account.slice(0, -1) + String(n)}::uuid, ${account}::uuid, ${unit}, 'clerk', 'appointment',
          '2025-01-01Z', ${until}, 'x')`.execute(t.db);
    await mandate(3, '2026-12-31Z');
    await mandate(4, '2026-02-25Z');
    await sql`delete from unit_mailbox where unit_id = ${unit}`.execute(t.db);
    await sql`insert into unit_mailbox (unit_id, valid_from, valid_to, address)
      values (${unit}, '2026-01-01', '2026-02-25', 'cu@vi-du.vn')`.execute(t.db);
    const { id } = await submitted([{ kind: 'merge', from: ['x06463-2025'], into: { code: 'x06325-2025' } }]);
    expect((await unitsOfPreview(t.db, id, { limit: 9 })).items).toMatchObject([{ mailbox: false, accounts: 1 }]);
    expect(await previewOfDuties(t.db, id)).toMatchObject({ accounts: 1, mailboxes: 0, handedIn: 0 });
    await t.get(DecideReorganisation).cancel(id, chief);
  });
});
