import { fromCursor, pageOf, type Page } from '../platform/paging.js';
import { rowsOf, sql, type Db } from '../platform/database/sql.js';
import { searchKey } from '../platform/text.js';
import { asUnit, type UnitOn } from './units.queries.js';
import { accentKey, type Line } from './vocabulary.rules.js';

const LEVEL_ORDER = sql.raw(`array_position(array['central', 'body', 'province', 'district', 'commune'], u.level)`);

/** What a list of units is asked for. */
export interface UnitSearch {
  /** Words of a name or an alias, with or without accents; or a code. */
  q?: string | undefined;
  /** Only children of this unit… */
  parentId?: string | undefined;
  /** …on this line. */
  line: Line;
  at: string;
  limit: number;
  cursor?: string | undefined;
}

type Found = UnitOn & { rank: number; total: number };

/**
 * One page of units, and how many were found in all. With `q`: names with those very accents first, then whole names,
 * whole words, parts of words.
 * @throws ProductError `invalid` for a cursor that is not ours
 */
export async function searchUnits(db: Db, asked: UnitSearch): Promise<Page<UnitOn> & { total: number }> {
  const search = { ...asked, q: asked.q === undefined ? undefined : writtenOut(asked.q) };
  const [rank, code] = search.cursor ? fromCursor(search.cursor, 2) : [-1, ''];
  const rows = await rowsOf<Found>(
    db,
    sql`with candidate as materialized (
          select u.unit_id, u.code, u.name, u.kind, u.level, (${rankOf(search)})::int as rank
          from unit_on(${search.at}::date) u
          join unit_period p on p.unit_id = u.unit_id and p.valid_from <= ${search.at}::date
            and (p.valid_to is null or p.valid_to > ${search.at}::date)
          where true ${underParent(search)} ${matching(search)}
        )
        select unit_id as id, code, name, kind, level, rank,
          (select count(*)::int from candidate where rank is not null) as total
        from candidate
        where rank is not null and (rank, code) > (${Number(rank)}::int, ${String(code)}::text)
        order by rank, code limit ${search.limit + 1}`,
  );
  const page = pageOf(rows, search.limit, (unit) => [unit.rank, unit.code]);
  return { ...page, items: page.items.map(asUnit), total: rows[0]?.total ?? 0 };
}

const SHORT_KINDS: Readonly<Record<string, string>> = { tp: 'thành phố', tx: 'thị xã', tt: 'thị trấn' };

/** `tp ho chi minh` → `thành phố ho chi minh`; `TP HCM` is another name of the city, and stays. */
const writtenOut = (q: string): string =>
  q.replace(/^\s*(tp|tx|tt)[.\s]+(?!hcm\s*$)(?=\S)/iu, (_, short: string) => `${SHORT_KINDS[short.toLowerCase()]!} `);

const underParent = ({ parentId, line, at }: UnitSearch) =>
  parentId === undefined
    ? sql``
    : sql`and u.unit_id in (select unit_id from unit_relation where parent_id = ${parentId} and line = ${line}
            and valid_from <= ${at}::date and (valid_to is null or valid_to > ${at}::date))`;

/** Leaves to the ranking only what has the letters at all: a name with the accents asked for has them too. */
function matching({ q, at }: UnitSearch) {
  if (!q?.trim()) return sql``;
  const within = `%${searchKey(q)}%`;
  const inForce = sql`a.valid_from <= ${at}::date and (a.valid_to is null or a.valid_to > ${at}::date)`;
  return sql`and (p.search_key like ${within} or u.code = lower(${q.trim()})
    or u.unit_id in (select a.unit_id from unit_alias a where ${inForce} and a.search_key like ${within})
    or u.unit_id in (select a.unit_id from unit_official_code a where ${inForce} and a.value = upper(${q.trim()})))`;
}

/** Lower is better; null: not found. Steps of ten, so that the kind of match decides before the level. */
function rankOf({ q, at }: UnitSearch) {
  if (!q?.trim()) return LEVEL_ORDER;
  const key = searchKey(q);
  const accents = accentKey(q);
  const inForce = sql`a.unit_id = u.unit_id and a.valid_from <= ${at}::date
    and (a.valid_to is null or a.valid_to > ${at}::date)`;
  return sql`case
    when u.code = lower(${q.trim()}) then 0
    when ${key} = '' then null
    when p.accent_key = ${accents} or (p.accent_key like ${`% ${accents}`} and ${bare('accent_key')} = ${accents})
      then 10 + ${LEVEL_ORDER}
    when ' ' || p.accent_key || ' ' like ${`% ${accents} %`} then 20 + ${LEVEL_ORDER}
    when p.search_key = ${key} or (p.search_key like ${`% ${key}`} and ${bare('search_key')} = ${key})
      then 30 + ${LEVEL_ORDER}
    when exists (select 1 from unit_alias a where ${inForce} and a.search_key like ${`%${key}%`}) then 40 + ${LEVEL_ORDER}
    when exists (select 1 from unit_official_code a where ${inForce} and a.value = upper(${q.trim()})) then 50
    when ' ' || p.search_key || ' ' like ${`% ${key} %`} then 60 + ${LEVEL_ORDER}
    when p.search_key like ${`%${key}%`} then 70 + ${LEVEL_ORDER}
  end`;
}

/** The key of a name without the words for the kind of area. */
const bare = (column: 'accent_key' | 'search_key') => sql`regexp_replace(p.${sql.ref(column)},
  '^(tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu|tinh|thanh pho|huyen|quan|thi xa|xa|phuong|thi tran|dac khu) ', '')`;

/** A unit on the way from the top down to another. */
export interface Step {
  code: string;
  name: string;
}

/**
 * Where units stand: what is above each, from the top down, on the administrative line, else on the sectoral one. The
 * government at the very top is left out, because it tells nobody apart.
 */
export async function pathsOf(db: Db, ids: readonly string[], at: string): Promise<ReadonlyMap<string, Step[]>> {
  const rows = await rowsOf<{ id: string; path: Step[] }>(
    db,
    sql`select a.unit_id as id, json_agg(json_build_object('code', above.code, 'name', above.name)
          order by a.depth desc) as path
        from unit_ancestry a join unit_on(${at}::date) above on above.unit_id = a.ancestor_id
        where a.unit_id = any(${ids}::uuid[]) and above.level <> 'central'
          and a.valid_from <= ${at}::date and (a.valid_to is null or a.valid_to > ${at}::date)
          and a.line = (select min(l.line) from unit_relation l where l.unit_id = a.unit_id
            and l.line in ('administrative', 'sectoral')
            and l.valid_from <= ${at}::date and (l.valid_to is null or l.valid_to > ${at}::date))
        group by a.unit_id`,
  );
  return new Map(rows.map(({ id, path }) => [id, path]));
}
