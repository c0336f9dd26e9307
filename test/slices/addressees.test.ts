import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rowsOf, sql, type RawBuilder } from '../../src/platform/database/sql.js';
import { notedRoster } from '../../src/units/roster-notes.js';
import { resolveAddressees, SeedDemoUnits, unitByCode } from '../../src/units/index.js';
import { testApp, type TestApp } from '../support/app.js';

const OLD = '2024-03-20';
const NEW = '2026-01-05';
let t: TestApp;

beforeAll(async () => {
  t = await testApp();
  await t.get(SeedDemoUnits).execute(new Date('2026-01-05T02:00:00Z'));
});
afterAll(() => t.close());

type Where = RawBuilder<unknown>;
const on = (
  day: string,
  line: string,
  parent: Where,
): Where => sql`exists (select 1 from unit_relation r join unit pu on pu.id = r.parent_id
  where r.unit_id = u.id and r.line = ${line} and r.valid_from <= ${day}::date and (r.valid_to is null or r.valid_to > ${day}::date) and ${parent})`;
const below = (day: string, code: string): Where => on(day, 'administrative', sql`pu.code = ${code}`);
/** Two steps below, as communes are below a province before the reform. */
const belowDistrictOf = (day: string, code: string): Where =>
  on(
    day,
    'administrative',
    sql`exists (select 1 from unit_relation r2 join unit p2 on p2.id = r2.parent_id where r2.unit_id = pu.id
      and r2.line = 'administrative' and r2.valid_from <= ${day}::date and (r2.valid_to is null or r2.valid_to > ${day}::date)
      and p2.code = ${code})`,
  );
const kind = (...kinds: string[]): Where => sql`p.kind = any(${kinds}::text[])`;
const not = (...codes: string[]): Where => sql`u.code <> all(${codes}::text[])`;
const and = (...parts: Where[]): Where => sql.join(parts, sql` and `);

const ROWS: readonly (readonly [issuer: string, day: string, text: string, where: Where])[] = [
  ['t20', OLD, 'UBND các huyện, thành phố', and(kind('rural-district', 'city'), below(OLD, 't20'))],
  ['t20', OLD, 'UBND các xã, phường, thị trấn', and(kind('commune', 'ward', 'township'), belowDistrictOf(OLD, 't20'))],
  ['t01', OLD, 'UBND các quận, huyện, thị xã', below(OLD, 't01')],
  ['t79', OLD, 'UBND các quận trừ Quận 1, Quận 3', and(kind('urban-district'), below(OLD, 't79'), not('h760', 'h770'))],
  ['h183', OLD, 'UBND 22 xã, thị trấn', and(kind('commune', 'township'), below(OLD, 'h183'))],
  ['t44', OLD, 'UBND các thị trấn', and(kind('township'), belowDistrictOf(OLD, 't44'))],
  ['bo-noi-vu', OLD, 'UBND 63 tỉnh, thành phố', kind('province', 'municipality')],
  ['ls-so-vhttdl', '2025-04-01', 'Phòng VHTT các huyện, thành phố', and(kind('division'), on('2025-04-01', 'sectoral', sql`pu.code = 'ls-so-vhttdl'`))],
  ['t20', OLD, 'Các phòng chuyên môn thuộc Sở Thông tin và Truyền thông', and(kind('internal-division'), below(OLD, 'ls-so-tttt'))],
  ['t20', NEW, 'UBND các xã, phường', and(kind('commune', 'ward'), below(NEW, 't20'))],
  ['t04', NEW, 'UBND các xã', and(kind('commune'), below(NEW, 't04'))],
  ['t44-2025', NEW, 'UBND các xã, phường, đặc khu không bao gồm đặc khu Cồn Cỏ', and(kind('commune', 'ward'), below(NEW, 't44-2025'))],
  ['t75-2025', NEW, 'UBND 95 xã, phường', and(kind('commune', 'ward'), below(NEW, 't75-2025'))],
  ['t46', NEW, 'UBND các phường trên địa bàn thành phố', and(kind('ward'), below(NEW, 't46'))],
  ['t79-2025', NEW, 'UBND các xã, phường, đặc khu', and(kind('commune', 'ward', 'special-zone'), below(NEW, 't79-2025'))],
  ['bo-noi-vu', NEW, 'UBND 13 đặc khu', kind('special-zone')],
  ['bo-noi-vu', NEW, 'UBND 34 tỉnh, thành phố', kind('province', 'municipality')],
  ['bo-khcn', NEW, 'UBND các xã, phường, đặc khu trên toàn quốc', kind('commune', 'ward', 'special-zone')],
  ['ls-so-vhttdl', NEW, 'Các đơn vị sự nghiệp trực thuộc Sở', and(kind('public-service-unit'), below(NEW, 'ls-so-vhttdl'))],
  ['t20', NEW, 'Các cơ quan báo chí trên địa bàn tỉnh', and(kind('press'), on(NEW, 'territory', sql`pu.code = 't20'`))],
]; // prettier-ignore

describe('addressees are the units that plain SQL finds', () => {
  it.each(ROWS)('from %s on %s: %s', async (issuer, day, text, where) => {
    const expected = await rowsOf<{ code: string }>(
      t.db,
      sql`select u.code from unit u join unit_period p on p.unit_id = u.id
          where p.valid_from <= ${day}::date and (p.valid_to is null or p.valid_to > ${day}::date) and u.code <> ${issuer}
            and ${where} order by u.code`,
    );
    const { id } = await unitByCode(t.db, issuer, day);
    const [found] = await resolveAddressees(t.db, [text], { issuerId: id, at: day });
    expect(found!.notUnderstood).toBeNull();
    expect(found!.units.length).toBeGreaterThan(1);
    expect(found!.units.map(({ code }) => code).toSorted()).toEqual(expected.map(({ code }) => code).toSorted());
  });
});

describe('a name of an earlier day', () => {
  const LATER = '2026-11-19';
  const ask = async (issuer: string, text: string, at = LATER) => {
    const { id } = await unitByCode(t.db, issuer, at);
    const [found] = await resolveAddressees(t.db, [text], { issuerId: id, at });
    return found!;
  };
  const firsts = (found: Awaited<ReturnType<typeof ask>>) =>
    (found.notUnderstood?.parts ?? []).map((part) => [
      part.text,
      part.reason,
      part.candidates[0]?.code,
      part.ended?.on,
    ]);

  it.each([
    ['bo-noi-vu', 'UBND tỉnh Thừa Thiên Huế', 't46', '2025-01-01'],
    ['bo-noi-vu', 'UBND tỉnh Bình Dương', 't79-2025', '2025-07-01'],
    ['bo-noi-vu', 'UBND tỉnh Bà Rịa - Vũng Tàu', 't79-2025', '2025-07-01'],
    ['t20', 'Sở Thông tin và Truyền thông', 'ls-so-khcn', '2025-03-01'],
    ['t20', 'UBND huyện Cao Lộc', 't20', '2025-07-01'],
    ['t20', 'UBND thị trấn Đồng Đăng', 'x06184-2025', '2025-07-01'],
    ['t20', 't74', 't79-2025', '2025-07-01'],
  ])('%s says %s: the first candidate is %s', async (issuer, text, heir, endedOn) => {
    expect(firsts(await ask(issuer, text))).toEqual([[text, 'ended', heir, endedOn]]);
  });

  it('in a list is told apart from those that are still there', async () => {
    const found = await ask('bo-noi-vu', 'UBND các tỉnh: Hà Nam, Nam Định, Ninh Bình');
    expect(found.units.map(({ code }) => code)).toEqual(['t37-2025']);
    expect(firsts(found)).toEqual([
      ['UBND các tỉnh: Hà Nam', 'ended', 't37-2025', '2025-07-01'],
      ['Nam Định', 'ended', 't37-2025', '2025-07-01'],
    ]);
  });

  it('is understood on its own day, and what never was stays unknown', async () => {
    expect((await ask('bo-noi-vu', 'UBND tỉnh Bình Dương', '2025-06-30')).notUnderstood).toBeNull();
    expect(firsts(await ask('bo-noi-vu', 'UBND tỉnh Không Có'))[0]?.[1]).toBe('unknown');
  });
});

describe('what is to be known beside a roster', () => {
  const noted = async (issuer: string, text: string, at: string) => {
    const { id } = await unitByCode(t.db, issuer, at);
    const [found] = await resolveAddressees(t.db, [text], { issuerId: id, at });
    return notedRoster(t.db, found!, at);
  };

  it('is from which day the lists are known, where the day is before it', async () => {
    expect(await noted('t20', 'UBND các huyện, thành phố', OLD)).toMatchObject({ count: 11, knownFrom: '2025-01-01' });
    expect(await noted('t20', 'UBND các huyện, thành phố', '2025-01-01')).not.toHaveProperty('knownFrom');
  });

  it('is how many central bodies of each kind the register has', async () => {
    const { count, registered } = await noted('t20', 'Các Bộ, cơ quan ngang Bộ, cơ quan thuộc Chính phủ', NEW);
    expect(registered!.map((one) => one.kind)).toEqual(['ministry', 'ministerial-agency', 'government-agency']);
    expect(registered!.reduce((sum, { units }) => sum + units, 0)).toBe(count);
    expect(await noted('t20', 'UBND các xã', NEW)).not.toHaveProperty('registered');
  });
});
