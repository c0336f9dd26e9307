import { invalid, notFound } from '../platform/errors.js';
import { firstOf, PREPARED, rowsOf, sql, type Db } from '../platform/database/sql.js';
import { folded } from '../platform/text.js';
import { formatVnDate } from '../platform/vn-time.js';
import type { Kind, Level, Line } from './vocabulary.rules.js';

/** A unit as it is on one day. */
export interface UnitOn {
  id: string;
  code: string;
  name: string;
  kind: Kind;
  level: Level;
}

/**
 * The unit that a code names on a day: our own code, or an official one (GSO, QCVN 102, Decision 20/2020).
 * @param at  ISO date; it says which unit an official code means, as `44` is Quảng Bình until 30/6/2025 and Quảng Trị after
 * @throws ProductError `not-found` where no unit has that code on that day, `invalid` where several have it; both list
 *   the units it may mean in `details.candidates`
 */
export async function unitByCode(db: Db, code: string, at: string): Promise<UnitOn> {
  const wanted = folded(code);
  const found = await rowsOf<UnitOn & { own: boolean }>(
    db,
    sql`select unit_id as id, code, name, kind, level, true as own from unit_on(${at}::date)
        where code = ${wanted.toLowerCase()}
        union all
        select u.unit_id, u.code, u.name, u.kind, u.level, false
        from unit_official_code o join unit_on(${at}::date) u on u.unit_id = o.unit_id
        where o.value = ${wanted.toUpperCase()} and o.valid_from <= ${at}::date
          and (o.valid_to is null or o.valid_to > ${at}::date)`,
  );
  const own = found.filter((unit) => unit.own);
  const named = own.length > 0 ? own : found;
  if (named.length === 1) return asUnit(named[0]!);
  const candidates = named.length ? named : await otherDays(db, wanted, at);
  throw (named.length ? ambiguous : unknown)(wanted, at, candidates);
}

/** Without whatever else the row of a query carries. */
export const asUnit = ({ id, code, name, kind, level }: UnitOn): UnitOn => ({ id, code, name, kind, level });
const codeAndName = ({ code, name }: { code: string; name: string }) => ({ code, name });

const ambiguous = (code: string, at: string, candidates: { code: string; name: string }[]) =>
  invalid(
    `Mã ${code} chỉ nhiều đơn vị vào ngày ${formatVnDate(at, 'vi')}; hãy dùng mã riêng của đơn vị.`,
    `The code ${code} means several units on ${formatVnDate(at, 'en')}; use the unit's own code.`,
    { candidates: candidates.map(codeAndName) },
  );

function unknown(code: string, at: string, candidates: { code: string; name: string }[]) {
  const list = candidates.map((c) => `${c.code} (${c.name})`).join(', ');
  return notFound(
    `Không có đơn vị nào mang mã ${code} vào ngày ${formatVnDate(at, 'vi')}.${list ? ` Có thể là: ${list}.` : ''}`,
    `No unit has the code ${code} on ${formatVnDate(at, 'en')}.${list ? ` It may be: ${list}.` : ''}`,
    { candidates: candidates.map(codeAndName) },
  );
}

/**
 * Units that have the code on some other day: the same unit before or after, or units with that official code; and who
 * stands for those that have ended by the day.
 */
const otherDays = (db: Db, code: string, at: string): Promise<{ code: string; name: string }[]> =>
  rowsOf(
    db,
    sql`with bearing as (
          select u.id from unit u
          where u.code = ${code.toLowerCase()} or u.code = ${`${code.toLowerCase()}-2025`}
            or u.id in (select unit_id from unit_official_code where value = ${code.toUpperCase()})
          order by u.code limit 5
        )
        select distinct on (u.code) u.code, p.name
        from (select id from bearing union select unit_heir(id, ${at}::date) from bearing) meant
        join unit u on u.id = meant.id join unit_period p on p.unit_id = u.id
        order by u.code, p.valid_from desc`,
  );

/** Units by id, as they are on a day; one that is not there on that day comes with its nearest earlier name. */
export const unitsByIds = (db: Db, ids: readonly string[], at: string): Promise<UnitOn[]> =>
  rowsOf(
    db,
    sql`select distinct on (u.id) u.id, u.code, p.name, p.kind, p.level
        from unit u join unit_period p on p.unit_id = u.id
        where u.id = any(${ids}::uuid[])
        order by u.id, (p.valid_from <= ${at}::date) desc, p.valid_from desc`,
  );

/** Every unit that carries one of these own codes on a day; codes that nobody has are simply absent. */
export const unitsByCodes = (db: Db, codes: readonly string[], at: string): Promise<UnitOn[]> =>
  rowsOf(
    db,
    sql`select unit_id as id, code, name, kind, level from unit_on(${at}::date) where code = any(${codes}::text[])`,
  );

/** The chain above a unit on a line, nearest first. */
export const ancestorsOf = (db: Db, unitId: string, line: Line, at: string): Promise<UnitOn[]> =>
  rowsOf(
    db,
    sql`${sql.raw(PREPARED)} select unit_id as id, code, name, kind, level
        from unit_ancestors(${unitId}, ${line}, ${at}::date) join unit_on(${at}::date) using (unit_id) order by depth`,
  );

/**
 * Who commands a unit and is asked when it does not answer: its administrative parent, else its sectoral one.
 * @returns undefined for the government
 */
export const superiorOf = (db: Db, unitId: string, at: string): Promise<UnitOn | undefined> =>
  firstOf(
    db,
    sql`select u.unit_id as id, u.code, u.name, u.kind, u.level
        from unit_relation r join unit_on(${at}::date) u on u.unit_id = r.parent_id
        where r.unit_id = ${unitId} and r.line in ('administrative', 'sectoral') and r.valid_from <= ${at}::date
          and (r.valid_to is null or r.valid_to > ${at}::date)
        order by r.line limit 1`,
  );

/** The area that a unit serves: itself where it is the office of one, undefined where none is recorded. */
export const territoryOf = (db: Db, unitId: string, at: string): Promise<UnitOn | undefined> =>
  firstOf(
    db,
    sql`select unit_id as id, code, name, kind, level from unit_on(${at}::date)
        where unit_id = coalesce(
          (select unit_id from unit_on(${at}::date) where unit_id = ${unitId} and level <> 'body'),
          (select parent_id from unit_relation where unit_id = ${unitId} and line = 'territory'
            and valid_from <= ${at}::date and (valid_to is null or valid_to > ${at}::date)))`,
  );

/** Whether a unit is another one, or below it on the administrative or on the sectoral line. */
export async function isWithin(db: Db, unitId: string, ancestorId: string, at: string): Promise<boolean> {
  if (unitId === ancestorId) return true;
  const found = await firstOf(
    db,
    sql`select 1 from (select unit_id from unit_ancestors(${unitId}, 'administrative', ${at}::date)
          union all select unit_id from unit_ancestors(${unitId}, 'sectoral', ${at}::date)) above
        where unit_id = ${ancestorId} limit 1`,
  );
  return found !== undefined;
}

/** How many units there are on each level on a day. */
export async function countByLevel(db: Db, at: string): Promise<Record<Level, number>> {
  const rows = await rowsOf<{ level: Level; units: number }>(
    db,
    sql`select level, count(*)::int as units from unit_on(${at}::date) group by level`,
  );
  const counts = { central: 0, province: 0, district: 0, commune: 0, body: 0 };
  for (const { level, units } of rows) counts[level] = units;
  return counts;
}

/** A unit with everything that is known of it on a day. */
export interface UnitDetails extends UnitOn {
  validFrom: string | null;
  validTo: string | null;
  legalBasis: string | null;
  officialCodes: { scheme: string; value: string }[];
  aliases: string[];
  parents: {
    line: Line;
    code: string;
    name: string;
    from: string | null;
    to: string | null;
    legalBasis: string | null;
  }[];
  /** Who acts for a steering committee, and gets its mail where it has no mailbox of its own. */
  standingBody: { code: string; name: string } | null;
  hasAddress: boolean;
}

/** What one unit is on a day: its period, codes, aliases and parents on each line; its mail address is not shown. */
export async function unitDetails(db: Db, unit: UnitOn, at: string): Promise<UnitDetails> {
  const on = sql`x.valid_from <= ${at}::date and (x.valid_to is null or x.valid_to > ${at}::date)`;
  const row = await firstOf<Omit<UnitDetails, keyof UnitOn>>(
    db,
    sql`select nullif(x.valid_from, date '0001-01-01')::text as "validFrom", x.valid_to::text as "validTo",
          x.legal_basis as "legalBasis",
          coalesce((select json_agg(json_build_object('scheme', x.scheme, 'value', x.value) order by x.scheme)
            from unit_official_code x where x.unit_id = ${unit.id} and ${on}), '[]') as "officialCodes",
          coalesce((select json_agg(x.alias order by x.alias) from unit_alias x
            where x.unit_id = ${unit.id} and ${on}), '[]') as aliases,
          coalesce((select json_agg(json_build_object('line', x.line, 'code', p.code, 'name', p.name,
              'from', nullif(x.valid_from, date '0001-01-01'), 'to', x.valid_to, 'legalBasis', x.legal_basis) order by x.line)
            from unit_relation x join unit_on(${at}::date) p on p.unit_id = x.parent_id
            where x.unit_id = ${unit.id} and x.line <> 'standing-body' and ${on}), '[]') as parents,
          (select json_build_object('code', p.code, 'name', p.name)
            from unit_relation x join unit_on(${at}::date) p on p.unit_id = x.parent_id
            where x.unit_id = ${unit.id} and x.line = 'standing-body' and ${on}) as "standingBody",
          exists (select 1 from mailbox_on(${at}::date) c where c.unit_id = ${unit.id}) as "hasAddress"
        from (select 1) one left join unit_period x on x.unit_id = ${unit.id} and ${on}`,
  );
  return { ...unit, ...row! };
}
