import { fromCursor, pageOf, type Page } from '../platform/paging.js';
import { rowsOf, sql, type Db } from '../platform/database/sql.js';
import { searchKey } from '../platform/text.js';
import { asUnit, type UnitOn } from './units.queries.js';
import { accentKey, type Line } from './vocabulary.rules.js';

/** A node of the tree with the number of units anywhere below it. */
export interface TreeNode extends UnitOn {
  below: number;
}

/**
 * The children of a unit on a line, each with how many units are below it, on a day.
 * Ordered from bodies to areas, then by code: the order of the official lists.
 */
export const childrenOf = (db: Db, unitId: string, line: Line, at: string): Promise<TreeNode[]> =>
  rowsOf(
    db,
    sql`with recursive below as (
          select r.unit_id as child, r.unit_id, 0 as depth from unit_relation r
          where r.parent_id = ${unitId} and r.line = ${line}
            and r.valid_from <= ${at}::date and (r.valid_to is null or r.valid_to > ${at}::date)
          union all
          select below.child, r.unit_id, below.depth + 1
          from below join unit_relation r on r.parent_id = below.unit_id and r.line = ${line}
          where r.valid_from <= ${at}::date and (r.valid_to is null or r.valid_to > ${at}::date) and below.depth < 32
        ), counted as (select child, count(*)::int - 1 as below from below group by child)
        select u.unit_id as id, u.code, u.name, u.kind, u.level, c.below
        from counted c join unit_on(${at}::date) u on u.unit_id = c.child
        order by ${LEVEL_ORDER}, u.code`,
  );

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

type Found = UnitOn & { rank: number };

/**
 * One page of units. With `q`: names with those very accents first, then whole names, whole words, parts of words.
 * @throws ProductError `invalid` for a cursor that is not ours
 */
export async function searchUnits(db: Db, search: UnitSearch): Promise<Page<UnitOn>> {
  const [rank, code] = search.cursor ? fromCursor(search.cursor, 2) : [-1, ''];
  const rows = await rowsOf<Found>(
    db,
    sql`with candidate as (
          select u.unit_id, u.code, u.name, u.kind, u.level, (${rankOf(search)})::int as rank
          from unit_on(${search.at}::date) u
          join unit_period p on p.unit_id = u.unit_id and p.valid_from <= ${search.at}::date
            and (p.valid_to is null or p.valid_to > ${search.at}::date)
          where true ${underParent(search)}
        )
        select unit_id as id, code, name, kind, level, rank from candidate
        where rank is not null and (rank, code) > (${Number(rank)}::int, ${String(code)}::text)
        order by rank, code limit ${search.limit + 1}`,
  );
  const page = pageOf(rows, search.limit, (unit) => [unit.rank, unit.code]);
  return { ...page, items: page.items.map(asUnit) };
}

const underParent = ({ parentId, line, at }: UnitSearch) =>
  parentId === undefined
    ? sql``
    : sql`and u.unit_id in (select unit_id from unit_relation where parent_id = ${parentId} and line = ${line}
            and valid_from <= ${at}::date and (valid_to is null or valid_to > ${at}::date))`;

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
