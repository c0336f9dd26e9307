import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Caller } from '../../src/platform/caller.js';
import { dbOf, rowsOf, sql } from '../../src/platform/database/sql.js';
import {
  beginReorganisation,
  DecideReorganisation,
  DraftReorganisation,
  PauseReorganisation,
  planSchema,
  ReviseReorganisation,
  SubmitReorganisation,
} from '../../src/reorganisation/index.js';
import { findUnit, unitByCode, unitDetails } from '../../src/units/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { operator } from '../support/issued.js';

const ON = '2026-03-01';
const BEFORE = '2026-02-28';
const chief: Caller = { ...operator, actor: 'chief' };

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.close());

const planWith = (steps: unknown[], more: object = {}) =>
  planSchema.parse({
    title: 'Sắp xếp thử',
    legalBasis: 'Nghị quyết 1/2026/NQ-HĐND',
    effectiveOn: ON,
    steps,
    ...more,
  });
const inTransaction = <T>(act: (db: ReturnType<typeof dbOf>) => Promise<T>): Promise<T> =>
  t
    .get(EntityManager)
    .fork()
    .transactional((em) => act(dbOf(em)));

async function submitted(
  steps: unknown[],
  by: Caller = operator,
  more: object = {},
): Promise<{ id: string; hash: string }> {
  const { id } = await t.get(DraftReorganisation).execute(planWith(steps, more), by);
  const { row } = await t.get(SubmitReorganisation).execute(id, {}, by);
  return { id, hash: row.planHash! };
}

async function approved(steps: unknown[], more: object = {}): Promise<string> {
  const { id, hash } = await submitted(steps, operator, more);
  await t.get(DecideReorganisation).approve(id, { planHash: hash }, chief);
  return id;
}

async function carriedOut(steps: unknown[], more: object = {}): Promise<string> {
  await t.setClock('2026-02-20T02:00:00Z');
  const id = await approved(steps, more);
  await t.setClock('2026-02-28T17:00:01Z');
  await inTransaction((db) => beginReorganisation(db, id));
  return id;
}

const detailsOn = async (code: string, at: string) => unitDetails(t.db, await unitByCode(t.db, code, at), at);
const parentsOn = async (code: string, at: string) =>
  (await detailsOn(code, at)).parents.map(({ line, code: parent }) => `${line} ${parent}`);
const successionsOf = (id: string) =>
  rowsOf<Record<string, string | boolean>>(
    t.db,
    sql`select from_code as "from", to_code as "to", scope, extent, main, takes_duties as duties, ends_unit as ends,
        from_id is not null and to_id is not null as known
      from reorganisation_succession where reorganisation_id = ${id} order by ord`,
  );
const factsOf = async (id: string) =>
  (
    await rowsOf<{ kind: string }>(
      t.db,
      sql`select kind from ledger_entry where kind like 'reorganisation.%'
        and convert_from(bytes, 'UTF8')::jsonb #>> '{payload,reorganisation}' = ${id} order by id`,
    )
  ).map(({ kind }) => kind);
const newCommune = (code: string, name: string) => ({ code, name, kind: 'commune', administrative: 't20' });

describe('a reorganisation from plan to changed tree', () => {
  it('merges communes into a new one, with what stood under them', async () => {
    await t.setClock('2026-02-10T02:00:00Z');
    await carriedOut(
      [
        {
          kind: 'establish',
          unit: {
            code: 'tram-y-te-a',
            name: 'Trạm Y tế',
            kind: 'public-service-unit',
            administrative: 'x06184-2025',
            territory: 'x06184-2025',
          },
        },
      ],
      { effectiveOn: '2026-02-15' },
    );
    const id = await carriedOut([
      { kind: 'merge', from: ['x06184-2025', 'x06211-2025'], into: newCommune('x-gop', 'Xã Gộp') },
    ]);

    expect(await detailsOn('x-gop', ON)).toMatchObject({ name: 'Xã Gộp', validFrom: ON });
    await expect(unitByCode(t.db, 'x06184-2025', ON)).rejects.toMatchObject({ code: 'not-found' });
    expect(await parentsOn('tram-y-te-a', ON)).toEqual(['administrative x-gop', 'territory x-gop']);
    expect(await parentsOn('tram-y-te-a', BEFORE)).toEqual(['administrative x06184-2025', 'territory x06184-2025']);
    expect(await successionsOf(id)).toEqual(
      ['x06184-2025', 'x06211-2025'].map((from) => ({
        from, to: 'x-gop', scope: 'territorial', extent: 'whole', main: true, duties: true, ends: true, known: true,
      })), // prettier-ignore
    );
    expect(await factsOf(id)).toEqual(
      ['drafted', 'submitted', 'approved', 'begun'].map((what) => `reorganisation.${what}`),
    );
  });

  it('splits a commune, and one that goes on as a part of itself', async () => {
    const id = await carriedOut([
      {
        kind: 'split',
        from: 'x06220-2025',
        into: [newCommune('x-phan-1', 'Xã Phần Một'), newCommune('x-phan-2', 'Xã Phần Hai')],
        main: 'x-phan-2',
      },
      {
        kind: 'split',
        from: 'x06253-2025',
        into: [{ code: 'x06253-2025' }, newCommune('x-phan-3', 'Xã Phần Ba')],
        main: 'x06253-2025',
      },
    ]);
    expect((await successionsOf(id)).map((s) => [s['from'], s['to'], s['main'], s['ends']].join(' '))).toEqual([
      'x06220-2025 x-phan-1 false true',
      'x06220-2025 x-phan-2 true true',
      'x06253-2025 x06253-2025 false false',
      'x06253-2025 x-phan-3 false false',
    ]);
    expect((await findUnit(t.db, 'x06253-2025', ON)).name).toMatch(/./);
    const register = await rowsOf<{ n: number }>(
      t.db,
      sql`select count(*)::int as n from unit_succession s join unit f on f.id = s.from_id where f.code = 'x06253-2025' and s.effective_on = ${ON}`,
    );
    expect(register).toEqual([{ n: 1 }]); // nobody succeeds himself
  });

  it('renames, raises and moves', async () => {
    await carriedOut([
      { kind: 'rename', unit: 'x06316-2025', name: 'Xã  Tên Mới' },
      { kind: 'raise', unit: 'x06325-2025', unitKind: 'ward', name: 'Phường Lên Phường' },
      { kind: 'move', unit: 'x06349-2025', line: 'administrative', parent: 't04' },
    ]);
    expect((await detailsOn('x06316-2025', ON)).name).toBe('Xã Tên Mới');
    expect(await detailsOn('x06325-2025', ON)).toMatchObject({ name: 'Phường Lên Phường', kind: 'ward' });
    expect(await parentsOn('x06349-2025', ON)).toEqual(['administrative t04']);
    expect(await parentsOn('x06349-2025', BEFORE)).toEqual(['administrative t20']);
  });

  it('abolishes, with the office stood for by another than those who take the duties; and hands over', async () => {
    const id = await carriedOut([
      {
        kind: 'abolish',
        unit: 'x06364-2025',
        dutiesTo: ['x06367-2025', 'x06349-2025'],
        scope: 'territorial',
        main: 't20',
      },
      { kind: 'hand-over', from: 'x06367-2025', to: ['x06349-2025'], scope: 'functional', issuers: ['t20'] },
      { kind: 'abolish', unit: 'x06385-2025' },
    ]);
    expect(await successionsOf(id)).toMatchObject([
      { from: 'x06364-2025', to: 'x06367-2025', scope: 'territorial', extent: 'part', main: false, duties: true },
      { from: 'x06364-2025', to: 'x06349-2025', main: false, duties: true, ends: true },
      { from: 'x06364-2025', to: 't20', scope: 'functional', main: true, duties: false },
      { from: 'x06367-2025', to: 'x06349-2025', extent: 'part', main: false, duties: true, ends: false },
    ]);
    await expect(unitByCode(t.db, 'x06385-2025', ON)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('takes over what the register says of a day, with the people of the offices', async () => {
    await sql`insert into account (id, unit_id, name, role, created_at)
      select '00000000-0000-7000-8000-00000000a001', id, 'Cán bộ', 'clerk', '2025-01-01Z' from unit where code = 't45'`.execute(
      t.db,
    );
    const { id, hash } = await submitted([{ kind: 'succeed' }], operator, {
      effectiveOn: '2025-07-01',
      acceptsUnowed: true,
    });
    await t.get(DecideReorganisation).approve(id, { planHash: hash }, chief);
    const { changed } = await inTransaction((db) => beginReorganisation(db, id));
    expect(changed).toMatchObject({ established: 0, ended: 0 });
    const [row] = await rowsOf<{ edges: number; unknown: number; headless: number }>(
      t.db,
      sql`select count(*)::int as edges, (count(*) filter (where from_id is null or to_id is null))::int as unknown,
          (select count(*)::int from (select from_code from reorganisation_succession
            where reorganisation_id = ${id} and ends_unit group by 1 having count(*) filter (where main) <> 1) h) as headless
        from reorganisation_succession where reorganisation_id = ${id}`,
    );
    expect(row!.edges).toBeGreaterThan(10_000);
    expect(row).toMatchObject({ unknown: 0, headless: 0 });
    const [account] = await rowsOf<{ code: string }>(
      t.db,
      sql`select u.code from account a join unit u on u.id = a.unit_id where a.id = '00000000-0000-7000-8000-00000000a001'`,
    );
    expect(account!.code).toBe('t44-2025');
  });
});

describe('the acts on a reorganisation', () => {
  const step = (name: string) => ({ kind: 'rename', unit: 't20', name: `Tỉnh ${name}` });

  it('are refused with every reason when a plan is submitted that cannot be', async () => {
    const { id } = await t.get(DraftReorganisation).execute(
      planWith([
        { kind: 'abolish', unit: 'khong-co' },
        { kind: 'move', unit: 't20', line: 'administrative', parent: 'x06349-2025' },
        { kind: 'rename', unit: 't20', name: 'Lạng Sơn' },
      ]),
      operator,
    );
    await expect(t.get(SubmitReorganisation).execute(id, {}, operator)).rejects.toMatchObject({
      code: 'invalid',
      details: {
        refusals: [
          { step: 1, code: 'unknown-unit' },
          { step: 2, code: 'parent-level' },
          { step: 3, code: 'name-kind' },
        ],
      },
    });
  });

  it('need a second person, who saw this very plan', async () => {
    const { id, hash } = await submitted([step('A')], operator, { effectiveOn: '2026-06-01' });
    const decide = t.get(DecideReorganisation);
    await expect(decide.approve(id, { planHash: hash }, operator)).rejects.toMatchObject({ code: 'not-permitted' });
    await expect(decide.approve(id, { planHash: 'ff' }, chief)).rejects.toMatchObject({ code: 'conflict' });
    expect(await decide.approve(id, { planHash: hash }, chief)).toMatchObject({
      repeated: false,
      row: { state: 'approved' },
    });
    expect(await decide.approve(id, { planHash: hash }, chief)).toMatchObject({ repeated: true });
    await expect(inTransaction((db) => beginReorganisation(db, id))).rejects.toMatchObject({
      code: 'not-possible-now',
    });
    expect((await decide.withdraw(id, chief)).row).toMatchObject({ state: 'drafted', planHash: null });
    expect(await successionsOf(id)).toEqual([]);
    expect((await decide.cancel(id, operator)).row.state).toBe('cancelled');
    expect(await decide.cancel(id, operator)).toMatchObject({ repeated: true });
    expect(await factsOf(id)).toEqual(
      ['drafted', 'submitted', 'approved', 'withdrawn', 'cancelled'].map((what) => `reorganisation.${what}`),
    );
  });

  it('change a plan only while it is in preparation, and only as its author saw it', async () => {
    const { id, version } = await t.get(DraftReorganisation).execute(planWith([step('A')]), operator);
    const revise = t.get(ReviseReorganisation);
    const change = {
      change: (plan: ReturnType<typeof planWith>) => ({ ...plan, steps: planWith([step('B'), step('C')]).steps }),
    };
    const revised = await revise.execute(id, { ...change, version }, operator);
    expect(revised).toMatchObject({ steps: 2, version: version + 1 });
    await expect(revise.execute(id, { ...change, version }, operator)).rejects.toMatchObject({
      code: 'conflict',
    });
    await t.get(DecideReorganisation).cancel(id, operator);
    await expect(revise.execute(id, change, operator)).rejects.toMatchObject({ code: 'not-possible-now' });
  });

  it('let the moving of duties rest and go on', async () => {
    const id = await carriedOut([{ kind: 'rename', unit: 'x06463-2025', name: 'Xã Nghỉ' }]);
    const pause = t.get(PauseReorganisation);
    expect((await pause.stop(id, operator)).row.stopAskedAt).not.toBeNull();
    expect(await pause.stop(id, operator)).toMatchObject({ repeated: true });
    expect((await pause.resume(id, operator)).row.stopAskedAt).toBeNull();
    await expect(t.get(DecideReorganisation).cancel(id, operator)).rejects.toMatchObject({ code: 'not-possible-now' });
  });

  it('are for units below the administrator only, and from today on', async () => {
    await t.setClock('2026-02-20T02:00:00Z');
    const admin: Caller = {
      actor: 'admin-20',
      role: 'unit-admin',
      unitId: (await findUnit(t.db, 't20', BEFORE)).id,
      capacity: 'own-office',
      locale: 'vi',
    };
    const other: Caller = { ...admin, actor: 'admin-04', unitId: (await findUnit(t.db, 't04', BEFORE)).id };
    const { id, hash } = await submitted([{ kind: 'rename', unit: 'x06400-2025', name: 'Xã Của Tỉnh' }], admin, {
      effectiveOn: '2026-07-01',
    });
    await expect(t.get(DecideReorganisation).approve(id, { planHash: hash }, other)).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(
      submitted([{ kind: 'rename', unit: 't20', name: 'Tỉnh Khác' }], admin, { effectiveOn: '2026-07-01' }),
    ).rejects.toMatchObject({ details: { refusals: [{ code: 'out-of-scope' }] } });
    await expect(
      submitted([{ kind: 'move', unit: 'x06400-2025', line: 'administrative', parent: 't04' }], admin, {
        effectiveOn: '2026-07-01',
      }),
    ).rejects.toMatchObject({ details: { refusals: [{ code: 'out-of-scope' }] } });
    await expect(
      submitted([{ kind: 'rename', unit: 'x06400-2025', name: 'Xã Cũ' }], admin, { effectiveOn: '2026-01-01' }),
    ).rejects.toMatchObject({ details: { refusals: [{ code: 'past', step: 0 }] } });
  });
});
