import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EntityManager } from '@mikro-orm/postgresql';
import { dbOf, firstOf, sql } from '../../src/platform/database/sql.js';
import {
  ancestorsOf,
  childrenOf,
  KINDS,
  levelOf,
  searchUnits,
  subtreeOf,
  superiorOf,
  territoryOf,
  unitByCode,
  unitDetails,
  writeUnits,
  type Kind,
  type UnitToWrite,
} from '../../src/units/index.js';
import { testApp, type TestApp } from '../support/app.js';

const AT = new Date('2026-01-05T02:00:00Z');
const ON = '2026-01-05';
const SINCE = { from: '2025-07-01', to: null, legalBasis: 'Quyết định 7/2025/QĐ-UBND' };
let t: TestApp;

const unit = (
  code: string,
  name: string,
  kind: Kind,
  relations: UnitToWrite['relations'],
  to: string | null = null,
): UnitToWrite => ({
  code,
  periods: [{ ...SINCE, to, name, kind, level: levelOf(kind) }],
  relations: relations.map((relation) => ({ ...relation, to })),
  officialCodes: [],
  aliases: [],
});
const under = (parent: string, line: UnitToWrite['relations'][number]['line']) => ({ ...SINCE, line, parent });

beforeAll(async () => {
  t = await testApp();
  await t
    .get(EntityManager)
    .fork()
    .transactional((em) =>
      writeUnits(
        dbOf(em),
        [
          unit('th-dong-dang', 'Trường THCS Đồng Đăng', 'school', [under('x06184-2025', 'territory')]),
          unit('toa-ls', 'Tòa án nhân dân tỉnh Lạng Sơn', 'court', [under('toa-toi-cao', 'sectoral')]),
          unit('toa-toi-cao', 'Tòa án nhân dân tối cao', 'court', [under('vn', 'territory')]),
          unit('bcd-ls', 'Ban Chỉ đạo thử tỉnh Lạng Sơn', 'steering-committee', [
            under('t20', 'administrative'),
            under('ca-ls-thu', 'standing-body'),
          ]),
          unit('ca-ls-thu', 'Công an thử tỉnh Lạng Sơn', 'police', [under('t20', 'administrative')]),
          unit('qs-ls', 'Bộ Chỉ huy Quân sự tỉnh Lạng Sơn', 'military', [under('t20', 'administrative')], '2025-12-01'),
        ],
        AT,
      ),
    );
});
afterAll(() => t.close());

const find = (code: string, at = ON) => unitByCode(t.db, code, at);
const codes = (units: readonly { code: string }[]): string[] => units.map(({ code }) => code);

describe('the hierarchy has room for', () => {
  it('a school outside both lines: nobody commands it, and it is found in its area', async () => {
    const school = await find('th-dong-dang');
    expect(await superiorOf(t.db, school.id, ON)).toBeUndefined();
    expect((await territoryOf(t.db, school.id, ON))?.code).toBe('x06184-2025');
    const serving = await childrenOf(t.db, {
      unitId: (await find('x06184-2025')).id,
      line: 'territory',
      at: ON,
      limit: 10,
    });
    expect(codes(serving.items)).toContain('th-dong-dang');
    expect(
      codes((await searchUnits(t.db, { q: 'thcs dong dang', line: 'administrative', at: ON, limit: 5 })).items),
    ).toEqual(['th-dong-dang']);
  });

  it('a unit with a sectoral line only', async () => {
    const court = await find('toa-ls');
    expect(await ancestorsOf(t.db, court.id, 'administrative', ON)).toEqual([]);
    expect(codes(await ancestorsOf(t.db, court.id, 'sectoral', ON))).toEqual(['toa-toi-cao']);
    expect((await superiorOf(t.db, court.id, ON))?.code).toBe('toa-toi-cao');
  });

  it('a steering committee with a standing body, which is no superior of it', async () => {
    const board = await unitDetails(t.db, await find('bcd-ls'), ON);
    expect(board.standingBody).toEqual({ code: 'ca-ls-thu', name: 'Công an thử tỉnh Lạng Sơn' });
    expect(board.parents).toEqual([
      {
        line: 'administrative',
        code: 't20',
        name: 'Tỉnh Lạng Sơn',
        from: '2025-07-01',
        to: null,
        legalBasis: SINCE.legalBasis,
      },
    ]);
    expect(codes(await ancestorsOf(t.db, board.id, 'administrative', ON))).toEqual(['t20', 'vn']);
  });

  it('a unit that has ended: it is below the province until then, and not after', async () => {
    const below = async (at: string) => {
      const { items } = await childrenOf(t.db, {
        unitId: (await find('t20', at)).id,
        line: 'administrative',
        at,
        limit: 200,
      });
      return codes(items).includes('qs-ls');
    };
    expect([await below('2025-11-30'), await below('2025-12-01')]).toEqual([true, false]);
    await expect(find('qs-ls')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('a district without communes', async () => {
    const at = '2024-03-20';
    const island = await find('h471', at);
    const { items, total } = await subtreeOf(t.db, { unitId: island.id, line: 'administrative', at, limit: 10 });
    expect([island.name, items, total]).toEqual(['Huyện Cồn Cỏ', [], 0]);
  });

  it('every kind that the lists know: each stands on a level', async () => {
    expect(KINDS.filter((kind) => levelOf(kind) === 'body')).toEqual(
      expect.arrayContaining([
        'school',
        'party-body',
        'peoples-council',
        'mass-organisation',
        'enterprise',
        'court',
        'procuracy',
        'military',
      ]),
    );
    const row = await firstOf<{ kind: string }>(
      t.db,
      sql`select kind from unit_on(${ON}::date) where code = 'th-dong-dang'`,
    );
    expect(row?.kind).toBe('school');
  });
});
