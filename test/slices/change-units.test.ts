import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EntityManager } from '@mikro-orm/postgresql';
import { dbOf, rowsOf, sql } from '../../src/platform/database/sql.js';
import { applyUnitChanges, unitByCode, unitDetails, type UnitChanges } from '../../src/units/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { operator } from '../support/issued.js';

const ON = '2026-03-01';
const HOW = {
  on: ON,
  legalBasis: 'Nghị quyết 1/2026/NQ-HĐND',
  by: operator,
  at: new Date('2026-02-28T17:00:00Z'),
  reorganisationId: '00000000-0000-7000-8000-000000000001',
};
const NONE: UnitChanges = { establish: [], end: [], rename: [], moves: [], successions: [] };

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.close());

const apply = (changes: Partial<UnitChanges>) =>
  t
    .get(EntityManager)
    .fork()
    .transactional((em) => applyUnitChanges(dbOf(em), { ...NONE, ...changes }, HOW));
const detailsOf = async (code: string, at = ON) => unitDetails(t.db, await unitByCode(t.db, code, at), at);
const factsOf = (code: string) =>
  rowsOf<{ kind: string; payload: Record<string, unknown> }>(
    t.db,
    sql`select e.kind, (convert_from(e.bytes, 'UTF8')::jsonb) -> 'payload' as payload
      from ledger_entry e join unit u on u.id = e.unit_id where u.code = ${code} and e.kind like 'unit.%' order by e.kind`,
  );

describe('changes of units on a day', () => {
  const merge: Partial<UnitChanges> = {
    establish: [
      {
        code: 'x-dong-dang-moi',
        name: 'Phường Đồng Đăng',
        kind: 'ward',
        parents: [{ line: 'administrative', parent: 't20' }],
        officialCodes: [{ scheme: 'gso', value: '06184' }],
        address: null,
        predecessors: ['x06184-2025', 'x06211-2025'],
      },
    ],
    end: ['x06184-2025', 'x06211-2025'],
    successions: ['x06184-2025', 'x06211-2025'].map((from) => ({
      from,
      to: 'x-dong-dang-moi',
      scope: 'territorial',
      extent: 'whole',
      main: true,
    })),
  };

  it('end what is merged and found what it becomes, which is reached where the first of them was', async () => {
    await sql`insert into unit_mailbox (unit_id, valid_from, address)
      select id, '2025-07-01', 'vanthu@dongdang.invalid' from unit where code = 'x06184-2025'`.execute(t.db);
    await sql`insert into unit_alias (unit_id, alias, search_key, accent_key, valid_from)
      select id, 'Đồng Đăng cũ', 'dong dang cu', 'đồng đăng cũ', '2025-07-01' from unit where code = 'x06184-2025'`.execute(
      t.db,
    );

    expect(await apply(merge)).toEqual({ established: 1, ended: 2, renamed: 0, moved: 0, succeeded: 2 });

    expect(await detailsOf('x-dong-dang-moi')).toMatchObject({
      name: 'Phường Đồng Đăng',
      level: 'commune',
      validFrom: ON,
      legalBasis: HOW.legalBasis,
      officialCodes: [{ scheme: 'gso', value: '06184' }],
      parents: [{ line: 'administrative', code: 't20' }],
      hasAddress: true,
    });
    await expect(unitByCode(t.db, 'x06184-2025', ON)).rejects.toMatchObject({ code: 'not-found' });
    const before = await detailsOf('x06184-2025', '2026-02-28');
    expect(before).toMatchObject({ validTo: ON, hasAddress: true, aliases: ['Đồng Đăng cũ'] });
    expect((await unitByCode(t.db, '06184', ON)).code).toBe('x-dong-dang-moi');
    expect((await unitByCode(t.db, '06184', '2026-02-28')).code).toBe('x06184-2025');
  });

  it('leave one fact of each change, and none when they are applied again', async () => {
    expect(await apply(merge)).toEqual({ established: 0, ended: 0, renamed: 0, moved: 0, succeeded: 0 });
    expect((await factsOf('x06184-2025')).map(({ kind }) => kind)).toEqual(['unit.ended', 'unit.succeeded']);
    expect(await factsOf('x-dong-dang-moi')).toEqual([
      { kind: 'unit.established', payload: { kind: 'ward', on: ON, reorganisation: HOW.reorganisationId } },
    ]);
  });

  it('cut the period of a name and of a place on a line; what was before stays', async () => {
    const change: Partial<UnitChanges> = {
      rename: [
        { code: 'x06253-2025', name: 'Phường Cao Lộc', kind: 'ward' },
        { code: 't20', name: 'Tỉnh Lạng Sơn Mới', kind: 'province' },
      ],
      moves: [{ code: 'x06253-2025', line: 'administrative', parent: 't04' }],
    };
    const old = await detailsOf('x06253-2025', '2026-02-28');
    expect(await apply(change)).toMatchObject({ renamed: 2, moved: 1 });
    expect(await detailsOf('x06253-2025')).toMatchObject({ kind: 'ward', parents: [{ code: 't04' }], validFrom: ON });
    expect(await detailsOf('x06253-2025', '2026-02-28')).toMatchObject({ name: old.name, parents: [{ code: 't20' }] });
    expect((await factsOf('x06253-2025')).map(({ kind }) => kind)).toEqual(['unit.moved', 'unit.raised']);
    expect((await factsOf('t20')).map(({ kind }) => kind)).toEqual(['unit.renamed']);
    const [above] = await rowsOf<{ code: string }>(
      t.db,
      sql`select a.code from unit u, unit_ancestors(u.id, 'administrative', ${ON}::date) x join unit a on a.id = x.unit_id
        where u.code = 'x06253-2025' order by x.depth limit 1`,
    );
    expect(above!.code).toBe('t04');
    expect(await apply(change)).toMatchObject({ renamed: 0, moved: 0 });
  });

  it('take a unit off a line', async () => {
    await apply({ moves: [{ code: 'x06253-2025', line: 'administrative', parent: null }] });
    expect(await detailsOf('x06253-2025')).toMatchObject({ parents: [] });
  });
});
