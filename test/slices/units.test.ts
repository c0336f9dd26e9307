import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { EntityManager } from '@mikro-orm/postgresql';
import { firstOf, rowsOf, sql } from '../../src/platform/database/sql.js';
import {
  ancestorsOf,
  childrenOf,
  countByLevel,
  findUnit,
  isWithin,
  resolveAddressees,
  searchUnits,
  SeedDemoUnits,
  SeedNationalTree,
  subtreeOf,
  superiorOf,
  territoryOf,
  unitByCode,
  unitDetails,
  unitsByIds,
  type Line,
} from '../../src/units/index.js';
import { testApp, type TestApp } from '../support/app.js';

const OLD = '2024-03-20';
const NEW = '2026-01-05';
const AT = new Date('2026-01-05T02:00:00Z');
let t: TestApp;

beforeAll(async () => {
  t = await testApp();
  await t.get(SeedDemoUnits).execute(AT);
});
afterAll(() => t.close());

const id = async (code: string, at: string): Promise<string> => (await unitByCode(t.db, code, at)).id;
const children = async (code: string, line: Line, at: string) =>
  (await childrenOf(t.db, { unitId: await id(code, at), line, at, limit: 100 })).items;
const names = (units: readonly { name: string }[]): string[] => units.map(({ name }) => name);
const codes = (units: readonly { code: string }[]): string[] => units.map(({ code }) => code);

describe('the seeds', () => {
  it('write the national tree once: a second time changes nothing', async () => {
    expect(await countByLevel(t.db, '2025-06-30')).toMatchObject({
      central: 1,
      province: 63,
      district: 696,
      commune: 10_051,
    });
    expect(await countByLevel(t.db, '2025-07-01')).toMatchObject({
      central: 1,
      province: 34,
      district: 0,
      commune: 3_321,
    });
    expect(await t.get(SeedNationalTree).execute(AT)).toEqual({ units: 0 });
    expect(await t.get(SeedDemoUnits).execute(AT)).toEqual({ units: 0 });
  });

  it('give every unit an address that cannot exist, but for six communes', async () => {
    const [row] = await rowsOf<{ units: number; addressed: number; elsewhere: number }>(
      t.db,
      sql`select count(*)::int as units, count(address)::int as addressed,
            (count(*) filter (where address not like 'vanthu.%@demo.invalid'))::int as elsewhere
          from unit left join unit_mailbox on unit_id = id`,
    );
    expect(row!.units - row!.addressed).toBe(6);
    expect(row!.elsewhere).toBe(0);
  });
});

describe('a code', () => {
  it('is our own on any day of the unit, or an official one on the day that is meant', async () => {
    expect(await unitByCode(t.db, 't44-2025', NEW)).toMatchObject({ name: 'Tỉnh Quảng Trị' });
    expect((await unitByCode(t.db, '44', OLD)).name).toBe('Tỉnh Quảng Bình');
    expect((await unitByCode(t.db, '44', NEW)).name).toBe('Tỉnh Quảng Trị');
    expect((await unitByCode(t.db, '06184', OLD)).code).toBe('x06184');
    expect((await unitByCode(t.db, ' h37 ', NEW)).code).toBe('t20');
    expect((await unitByCode(t.db, '000.00.00.H37', OLD)).code).toBe('t20');
  });

  it('that nobody has on the day is refused with those that have it on another', async () => {
    await expect(unitByCode(t.db, 'x06184', NEW)).rejects.toMatchObject({
      code: 'not-found',
      details: {
        candidates: [
          { code: 'x06184', name: 'Thị trấn Đồng Đăng' },
          { code: 'x06184-2025', name: 'Xã Đồng Đăng' },
        ],
      },
    });
    await expect(unitByCode(t.db, '45', NEW)).rejects.toMatchObject({
      details: {
        candidates: [
          { code: 't44-2025', name: 'Tỉnh Quảng Trị' },
          { code: 't45', name: 'Tỉnh Quảng Trị' },
        ],
      },
    });
    await expect(unitByCode(t.db, 'nobody', NEW)).rejects.toMatchObject({
      code: 'not-found',
      details: { candidates: [] },
    });
  });

  it('is meant today, by the business clock in Viet Nam, where no day is given', async () => {
    await t.setClock('2025-06-30T16:59:00Z');
    expect((await findUnit(t.db, '06184')).code).toBe('x06184');
    await t.setClock('2025-06-30T17:00:30Z');
    expect((await findUnit(t.db, '06184')).code).toBe('x06184-2025');
  });
});

describe('the tree', () => {
  it('counts below each child what is below it', async () => {
    const districts = await children('t20', 'administrative', OLD);
    const communes = districts.filter(({ level }) => level === 'district');
    expect(communes).toHaveLength(11);
    // 22 communes, the division and the centre of culture
    expect(communes.find(({ code }) => code === 'h183')).toMatchObject({ name: 'Huyện Cao Lộc', below: 24 });
    const provinces = await children('vn', 'administrative', NEW);
    const below = provinces.filter(({ level }) => level === 'province').map((province) => province.below);
    expect(below).toHaveLength(34);
    const inProvinces = await firstOf<{ units: number }>(
      t.db,
      sql`select count(*)::int as units from unit_on(${NEW}::date) u
          where u.level = 'commune' or exists (select 1 from unit_ancestors(u.unit_id, 'administrative', ${NEW}::date) a
            join unit_on(${NEW}::date) p using (unit_id) where p.level = 'province') and u.level = 'body'`,
    );
    expect(below.reduce((sum, n) => sum + n, 0)).toBe(inProvinces!.units);
  });

  it('follows a body’s sectoral superior through its periods', async () => {
    const division = await id('ls-h183-phong-vhtt', OLD);
    expect(names(await ancestorsOf(t.db, division, 'administrative', OLD))).toEqual([
      'Huyện Cao Lộc',
      'Tỉnh Lạng Sơn',
      'Chính phủ',
    ]);
    expect(codes(await ancestorsOf(t.db, division, 'sectoral', '2025-02-28'))).toEqual(['ls-so-tttt', 'bo-tttt']);
    expect(codes(await ancestorsOf(t.db, division, 'sectoral', '2025-03-01'))).toEqual(['ls-so-vhttdl', 'bo-vhttdl']);
    const office = await id('ls-so-tttt', OLD);
    const below = await subtreeOf(t.db, { unitId: office, line: 'sectoral', at: OLD, limit: 5 });
    expect(below).toMatchObject({ total: 11, items: { length: 5 }, nextCursor: expect.any(String) });
  });

  it('knows who commands a unit, and that the press is commanded by nobody', async () => {
    expect(await superiorOf(t.db, await id('x06184', OLD), OLD)).toMatchObject({ code: 'h183' });
    expect(await superiorOf(t.db, await id('x06184-2025', NEW), NEW)).toMatchObject({ code: 't20' });
    expect(await superiorOf(t.db, await id('ls-h183-phong-vhtt', OLD), OLD)).toMatchObject({ code: 'h183' });
    expect(await superiorOf(t.db, await id('ls-bao', OLD), OLD)).toBeUndefined();
    expect(await superiorOf(t.db, await id('vn', OLD), OLD)).toBeUndefined();
    expect(await territoryOf(t.db, await id('ls-bao', OLD), OLD)).toMatchObject({ code: 't20' });
    expect(await territoryOf(t.db, await id('h183', OLD), OLD)).toMatchObject({ code: 'h183' });
  });

  it('has a unit within those above it on either line, and within nobody else', async () => {
    const division = await id('ls-h183-phong-vhtt', OLD);
    const within = async (code: string) => isWithin(t.db, division, await id(code, OLD), OLD);
    expect(await within('ls-h183-phong-vhtt')).toBe(true);
    expect([await within('h183'), await within('t20'), await within('ls-so-tttt'), await within('bo-tttt')]).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect([await within('h182'), await within('ls-so-vhttdl'), await within('x06184')]).toEqual([false, false, false]);
  });

  it('names a unit that has ended as it was last called', async () => {
    const ended = await id('h183', OLD);
    expect(await unitsByIds(t.db, [ended], NEW)).toMatchObject([{ code: 'h183', name: 'Huyện Cao Lộc' }]);
    expect(await unitsByIds(t.db, [await id('t46', OLD)], OLD)).toMatchObject([
      { name: 'Tỉnh Thừa Thiên Huế', kind: 'province' },
    ]);
    expect(await unitsByIds(t.db, [await id('t46', OLD)], NEW)).toMatchObject([
      { name: 'Thành phố Huế', kind: 'municipality' },
    ]);
  });

  it('shows all that is known of a unit, but not its address', async () => {
    expect(await unitDetails(t.db, await unitByCode(t.db, 't44-2025', NEW), NEW)).toMatchObject({
      validFrom: '2025-07-01',
      validTo: null,
      legalBasis: 'Nghị quyết 202/2025/QH15',
      officialCodes: [{ scheme: 'gso', value: '44' }],
      parents: [{ line: 'administrative', code: 'vn', name: 'Chính phủ' }],
      hasAddress: true,
    });
    const commune = await unitDetails(t.db, await unitByCode(t.db, 'x06193', OLD), OLD);
    expect(commune).toMatchObject({ validFrom: null, validTo: '2025-07-01', hasAddress: false });
    expect(JSON.stringify(commune)).not.toContain('@');
  });
});

const search = (q: string, at: string, limit = 5) => searchUnits(t.db, { q, line: 'administrative', at, limit });

describe('searching', () => {
  it('writes out short words for kinds', async () => {
    for (const q of ['tp ho chi minh', 'TP. Hồ Chí Minh', 'tp hcm', 'hcm'])
      expect((await search(q, NEW)).items[0]?.code).toBe('t79-2025');
  });

  it('puts names with the very accents first', async () => {
    const found = await search('Hà', OLD, 300);
    const first = found.items.findIndex(({ name }) => !/(^|\s)hà(\s|$)/iu.test(name));
    expect(first).toBeGreaterThan(20);
    expect(found.items.slice(0, first).some(({ name }) => /(^|\s)(hạ|hả|há)(\s|$)/iu.test(name))).toBe(false);
    expect(names((await search('đồng đăng', NEW)).items)[0]).toBe('Xã Đồng Đăng');
    expect(names((await search('dong dang', OLD)).items)[0]).toBe('Thị trấn Đồng Đăng');
    expect(names((await search('Hoà Bình', OLD)).items)).toContain('Tỉnh Hoà Bình');
  });

  it('finds aliases, our codes and official codes', async () => {
    expect(codes((await search('Sở VHTTDL', NEW)).items)).toContain('ls-so-vhttdl');
    expect(codes((await search('x06184', OLD)).items)).toEqual(['x06184']);
    expect(codes((await search('06184', NEW)).items)).toEqual(['x06184-2025']);
    expect((await search('%', OLD)).items).toEqual([]);
  });

  it('pages without loss or repetition', async () => {
    const parentId = await id('t20', NEW);
    const seen: string[] = [];
    for (let cursor: string | undefined, rounds = 0; rounds < 10; rounds++) {
      const page = await searchUnits(t.db, { parentId, line: 'administrative', at: NEW, limit: 20, cursor });
      seen.push(...codes(page.items));
      if (!page.nextCursor) break;
      cursor = page.nextCursor;
    }
    const all = await rowsOf<{ code: string }>(
      t.db,
      sql`select u.code from unit_relation r join unit u on u.id = r.unit_id
          where r.parent_id = ${parentId} and r.line = 'administrative' and r.valid_from <= ${NEW}::date
            and (r.valid_to is null or r.valid_to > ${NEW}::date)`,
    );
    expect(seen.toSorted()).toEqual(codes(all).toSorted());
  });
});

test('addressees are the units that SQL finds by territory', async () => {
  const expected = await rowsOf<{ code: string }>(
    t.db,
    sql`select u.code from unit u join unit_official_code o on o.unit_id = u.id
        where o.scheme = 'gso' and o.value between '06184' and '06250' and length(o.value) = 5 and o.valid_to = '2025-07-01'
          and exists (select 1 from unit_relation r join unit p on p.id = r.parent_id and p.code = 'h183' where r.unit_id = u.id)`,
  );
  const [communes, all] = await resolveAddressees(t.db, ['UBND các xã, thị trấn', 'Sở Nội vụ; UBND tỉnh'], {
    issuerId: await id('ls-h183-phong-vhtt', OLD),
    at: OLD,
  });
  expect(codes(communes!.units).toSorted()).toEqual(codes(expected).toSorted());
  expect(communes!.units).toHaveLength(22);
  expect(codes(all!.units)).toEqual(['ls-so-noi-vu', 't20']);
});

test('the entities read what the seeds wrote', async () => {
  const { Unit, UnitMailbox, UnitPeriod } = await import('../../src/units/unit.entity.js');
  const em = t.get(EntityManager).fork();
  const unit = await em.findOneOrFail(Unit, { code: 'x06184-2025' });
  expect(await em.findOneOrFail(UnitPeriod, { unitId: unit.id })).toMatchObject({
    name: 'Xã Đồng Đăng',
    validFrom: '2025-07-01',
    validTo: null,
  });
  expect(await em.findOneOrFail(UnitMailbox, { unitId: unit.id })).toMatchObject({
    address: 'vanthu.x06184-2025@demo.invalid',
    locale: 'vi',
  });
});
