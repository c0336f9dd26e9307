import { firstOf, rowsOf, sql, type Db } from '../../platform/database/sql.js';
import { invalid, notFound } from '../../platform/errors.js';
import { isUuid } from '../../platform/ids.js';
import { fromCursor, pageOf, type Page } from '../../platform/paging.js';
import { searchKey } from '../../platform/text.js';
import type { NamedGroup } from '../named-groups.rules.js';

/** A group as lists show it, in its last version. */
export interface GroupLine extends NamedGroup {
  ownerId: string;
  ownerCode: string;
  ownerName: string;
  note: string | null;
  savedAt: Date;
  retiredAt: Date | null;
}

export interface GroupVersion {
  version: number;
  expression: string;
  note: string | null;
  createdAt: Date;
  createdBy: string;
}

/** Who looks: a unit sees its own groups and those of the units above it, on either line; null sees all. */
export interface Sight {
  unitId: string | null;
  /** ISO date. */
  at: string;
}

const owners = ({ unitId, at }: { unitId: string; at: string }) => sql`
  select unit_id, min(depth) as depth from (
    select ${unitId}::uuid as unit_id, 0 as depth
    union all select unit_id, depth from unit_ancestors(${unitId}::uuid, 'administrative', ${at}::date)
    union all select unit_id, depth from unit_ancestors(${unitId}::uuid, 'sectoral', ${at}::date)
  ) seen group by unit_id`;

const seen = ({ unitId, at }: Sight) =>
  unitId === null ? sql`true` : sql`g.owner_id in (select unit_id from (${owners({ unitId, at })}) o)`;

const LAST = sql`join lateral (
    select * from unit_group_version v where v.group_id = g.id order by v.version desc limit 1) v on true`;

/** The groups that a unit may use, the nearest owner's first, in their last versions. */
export const groupsUsableBy = (db: Db, unitId: string, at: string): Promise<NamedGroup[]> =>
  rowsOf(
    db,
    sql`select g.id, g.name, v.version, v.expression
        from (${owners({ unitId, at })}) o join unit_group g on g.owner_id = o.unit_id and g.retired_at is null ${LAST}
        order by o.depth, g.search_key`,
  );

const line = (sight: Sight) => sql`select g.id, g.name, v.version, v.expression, v.note, v.created_at as "savedAt",
    g.retired_at as "retiredAt", g.owner_id as "ownerId", u.code as "ownerCode",
    coalesce(p.name, u.code) as "ownerName", g.search_key as key
  from unit_group g join unit u on u.id = g.owner_id ${LAST}
  left join lateral (select name from unit_period p where p.unit_id = g.owner_id and p.valid_from <= ${sight.at}::date
    order by p.valid_from desc limit 1) p on true`;

/**
 * Groups that somebody sees, by name; those in use only.
 * @throws ProductError `invalid` where the cursor was not made here
 */
export async function listGroups(
  db: Db,
  sight: Sight,
  { q = '', limit, cursor }: { q?: string | undefined; limit: number; cursor?: string | undefined },
): Promise<Page<GroupLine>> {
  const after = cursor === undefined ? null : placeOf(cursor);
  const rows = await rowsOf<GroupLine & { key: string }>(
    db,
    sql`${line(sight)}
        where g.retired_at is null and ${seen(sight)} and g.search_key like ${`%${searchKey(q)}%`}
          and (${after?.[0] ?? null}::text is null or (g.search_key, g.id) > (${after?.[0] ?? null}, ${after?.[1] ?? null}::uuid))
        order by g.search_key, g.id limit ${limit + 1}`,
  );
  const page = pageOf(rows, limit, ({ key, id }) => [key, id]);
  return { ...page, items: page.items.map(({ key: _key, ...group }) => group) };
}

function placeOf(cursor: string): readonly [string, string] {
  const [key, id] = fromCursor(cursor, 2).map(String);
  if (key === undefined || id === undefined || !isUuid(id) || !/^[a-z0-9 ]*$/u.test(key))
    throw invalid(
      'Trang tiếp theo không còn; hãy mở lại danh sách.',
      'There is no such next page; open the list again.',
    );
  return [key, id];
}

/**
 * One group, retired or not.
 * @throws ProductError `not-found` where there is none that the caller sees
 */
export async function groupOf(db: Db, id: string, sight: Sight): Promise<GroupLine> {
  const group = isUuid(id)
    ? await firstOf<GroupLine & { key: string }>(db, sql`${line(sight)} where g.id = ${id}::uuid and ${seen(sight)}`)
    : undefined;
  if (!group) throw notFound('Không có nhóm nơi nhận này.', 'There is no such group.');
  const { key: _key, ...shown } = group;
  return shown;
}

const MOST_VERSIONS = 100;

/** The versions of a group, the last first. */
export const versionsOf = (db: Db, id: string): Promise<GroupVersion[]> =>
  rowsOf(
    db,
    sql`select version, expression, note, created_at as "createdAt", created_by as "createdBy"
        from unit_group_version where group_id = ${id}::uuid order by version desc limit ${MOST_VERSIONS}`,
  );
