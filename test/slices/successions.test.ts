import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rowsOf, sql } from '../../src/platform/database/sql.js';
import { SeedDemoUnits, SeedNationalTree, successorsOf, unitByCode } from '../../src/units/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { areasTaken, LANG_SON_2025, QUANG_TRI_2025, type Taken } from '../support/reform-2025.js';

const AT = new Date('2026-01-05T02:00:00Z');
let t: TestApp;
beforeAll(async () => {
  t = await testApp();
  await t.get(SeedDemoUnits).execute(AT);
});
afterAll(() => t.close());

const rows = <Row>(query: ReturnType<typeof sql<Row>>) => rowsOf(t.db, query);
/** What follows a unit: codes with scope and extent, the main successor marked. */
const successions = async (code: string): Promise<string[]> =>
  (
    await rows(sql<{ text: string }>`
      select t.code || ' ' || s.scope || ' ' || s.extent || case when s.main then ' main' else '' end as text
      from unit_succession s join unit f on f.id = s.from_id join unit t on t.id = s.to_id
      where f.code = ${code} order by s.main desc, t.code`)
  ).map(({ text }) => text);

describe('the national succession of 1/7/2025', () => {
  it('knows every province and district, and all communes but 26', async () => {
    const counted = await rows(sql`
      select p.level, count(*)::int as ended, count(*) filter (where known)::int as followed,
        count(*) filter (where mains = 1)::int as "oneMain", sum(official)::int as exact
      from unit_period p
      cross join lateral (
        select count(*) > 0 as known, count(*) filter (where s.main)::int as mains,
          (coalesce(bool_and(s.confidence <> 'main-successor-only'), false))::int as official
        from unit_succession s where s.from_id = p.unit_id and s.effective_on = date '2025-07-01') s
      where p.valid_to = date '2025-07-01' and p.level <> 'body' group by p.level order by p.level`);
    expect(counted).toEqual([
      { level: 'commune', ended: 10_051, followed: 10_025, oneMain: 10_025, exact: 313 },
      { level: 'district', ended: 696, followed: 696, oneMain: 696, exact: 25 },
      { level: 'province', ended: 52, followed: 52, oneMain: 52, exact: 52 },
    ]);
  });

  it('gives 23 new provinces their two or three, and every new commune somebody that it follows', async () => {
    const provinces = await rows(sql<{ made: number; units: number }>`
      select made, count(*)::int as units from (
        select count(*)::int as made from unit_succession s join unit_period p on p.unit_id = s.to_id
        join unit_period old on old.unit_id = s.from_id and old.level = 'province'
        where p.level = 'province' and s.extent = 'whole' group by s.to_id) n group by made order by made`);
    expect(provinces).toEqual([
      { made: 2, units: 17 },
      { made: 3, units: 6 },
    ]);
    const none = await rows(sql`select p.name from unit_period p where p.level = 'commune'
      and p.valid_from = date '2025-07-01' and not exists (select 1 from unit_succession s where s.to_id = p.unit_id)`);
    expect(none).toEqual([]);
  });

  it('patches what the list has wrong: Ia Mơ follows itself, and islands become special zones', async () => {
    expect(await successions('x23938')).toEqual(['x23938-2025 territorial unknown main']);
    expect(await successions('x23737')).toEqual(['x23734-2025 territorial unknown main']);
    expect(await successions('h471')).toEqual(['x19742-2025 territorial whole main']);
    expect(await successions('t45')).toEqual(['t44-2025 territorial whole main']);
  });

  it('is written once, also where the tree was there before it', async () => {
    const count = () => rows(sql<{ rows: number }>`select count(*)::int as rows from unit_succession`);
    const before = await count();
    await t.get(SeedNationalTree).execute(AT);
    await t.get(SeedDemoUnits).execute(AT);
    expect(await count()).toEqual(before);
    await sql`delete from unit_succession`.execute(t.db);
    expect(await t.get(SeedNationalTree).execute(AT)).toEqual({ units: 0 });
    await t.get(SeedDemoUnits).execute(AT);
    expect(await count()).toEqual(before);
  });
});

describe.each([
  ['Lạng Sơn', 't20', 't20', LANG_SON_2025, 194, 65],
  ['Quảng Trị', 't45', 't44-2025', QUANG_TRI_2025, 119, 36],
] as const)('%s by the resolution that merged its communes', (_name, before, after, clauses, old, now) => {
  it('has every clause, and nothing else', async () => {
    const taken = areasTaken(clauses);
    expect(new Set(taken.map(({ name, district }) => `${name} ${district}`)).size).toBe(old);
    expect(new Set(taken.map(({ into }) => into)).size).toBe(now);
    const written = await rows(sql<Taken>`
      select n.name as "into", o.name, regexp_replace(d.name, '^(Huyện|Thị xã|Thành phố) ', '') as district,
        s.extent = 'whole' as whole
      from unit_succession s
      join unit_period o on o.unit_id = s.from_id and o.level = 'commune'
      join unit_relation r on r.unit_id = o.unit_id and r.line = 'administrative'
      join unit_period d on d.unit_id = r.parent_id
      join unit_relation above on above.unit_id = d.unit_id and above.line = 'administrative'
      join unit province on province.id = above.parent_id and province.code = ${before}
      join unit_period n on n.unit_id = s.to_id
      where s.scope = 'territorial' and s.confidence = 'checked' and n.unit_id in (
        select r2.unit_id from unit_relation r2 join unit u2 on u2.id = r2.parent_id where u2.code = ${after})`);
    const told = new Set(taken.filter(({ district }) => district).map(({ name }) => name));
    const plain = (list: readonly Taken[]) =>
      list
        .map((row) =>
          [row.name, told.has(row.name) ? row.district : null, row.whole ? 'whole' : 'part', row.into].join(' | '),
        )
        .toSorted();
    expect(plain(written)).toEqual(plain(taken));
  });
});

describe('a unit that ended', () => {
  it('in two is followed by both, one of them the main successor', async () => {
    expect(await successions('x06622')).toEqual(['x06625-2025 territorial part main', 'x06613-2025 territorial part']);
    expect(await successions('x06625')).toEqual(['x06625-2025 territorial part main', 'x06637-2025 territorial part']);
  });

  it('and was a district is stood for by the province, and its communes have its area', async () => {
    expect(await successions('h183')).toEqual([
      't20 functional part main',
      ...['05977', '06184', '06187', '06196', '06211', '06220', '06286', '06316'].map(
        (gso) => `x${gso}-2025 territorial part`,
      ),
    ]);
  });

  it('and was a body is followed by those that took its functions', async () => {
    expect(await successions('ls-so-tttt')).toEqual([
      'ls-so-khcn functional part main',
      'ls-so-vhttdl functional part',
    ]);
    expect((await successions('ls-h183-phong-vhtt')).slice(0, 2)).toEqual([
      'ls-so-vhttdl functional part main',
      'x05977-2025 territorial part',
    ]);
    expect((await successions('qt-h471-phong-vhtt')).length).toBe(0);
    expect((await successions('qt-h461-phong-vhtt'))[0]).toBe('t44-2025 functional part main');
    expect(await successions('qt-so-tttt')).toEqual([]);
  });

  it('has a successor to suggest', async () => {
    const id = async (code: string) => (await unitByCode(t.db, code, '2024-03-01')).id;
    const [district, commune, sector, province] = await Promise.all(['h183', 'x06208', 'ls-so-tttt', 't45'].map(id));
    const found = await successorsOf(t.db, [district!, commune!, sector!, province!], '2026-01-05');
    const codes = await rows(sql<{ id: string; code: string }>`
      select id, code from unit where id = any(${[...found.values()]}::uuid[])`);
    const codeOf = (ended: string | undefined) => codes.find(({ id: one }) => one === found.get(ended!))?.code;
    expect([district, commune, sector, province].map(codeOf)).toEqual(['t20', 'x06184-2025', 'ls-so-khcn', 't44-2025']);
  });
});
