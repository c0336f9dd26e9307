import { firstOf, PREPARED, rowsOf, sql, type Db } from '../platform/database/sql.js';
import { fromCursor, pageOf, type Page } from '../platform/paging.js';
import { asUnit, type UnitOn } from './units.queries.js';
import type { Line } from './vocabulary.rules.js';

/** A node of the tree: how many units are directly below it on the line, and how many anywhere below. */
export interface TreeNode extends UnitOn {
  direct: number;
  below: number;
}

/** Which part of the tree is asked for. */
export interface Below {
  unitId: string;
  line: Line;
  /** The day, ISO. */
  at: string;
  limit: number;
  cursor?: string | undefined;
}

/**
 * One page of the units directly below a unit on a line, on a day, each with how many are below it: bodies before areas,
 * then by code, the order of the official lists.
 * @throws ProductError `invalid` for a cursor that is not ours
 */
export async function childrenOf(db: Db, asked: Below): Promise<Page<TreeNode>> {
  const { unitId, line, at, limit, cursor } = asked;
  const [area, code] = cursor === undefined ? [0, ''] : fromCursor(cursor, 2);
  const rows = await rowsOf<TreeNode & { area: boolean }>(
    db,
    sql`${sql.raw(PREPARED)} with shown as (
          select a.unit_id, a.area, a.code from unit_ancestry a
          where a.line = ${line} and a.ancestor_id = ${unitId}::uuid and a.depth = 1 and ${inForce('a', at)}
            and (a.area, a.code) > (${Number(area)}::int = 1, ${String(code)}::text)
          order by a.area, a.code limit ${limit + 1}
        )
        select shown.unit_id as id, shown.code, p.name, p.kind, p.level, shown.area,
          coalesce(size.direct, 0) as direct, coalesce(size.below, 0) as below
        from shown join unit_period p on p.unit_id = shown.unit_id and ${inForce('p', at)}
          left join lateral (${sizeOn(sql`shown.unit_id`, asked)}) size on true
        order by shown.area, shown.code`,
  );
  const page = pageOf(rows, limit, (row) => [row.area ? 1 : 0, row.code]);
  return { ...page, items: page.items.map((row) => ({ ...asUnit(row), direct: row.direct, below: row.below })) };
}

/**
 * One page of everything below a unit on a line, on a day, by code; `total` counts all of it. Read from the index alone,
 * in its order, from where the cursor stands: it takes the same time however much is below.
 * @throws ProductError `invalid` for a cursor that is not ours
 */
export async function subtreeOf(db: Db, asked: Below): Promise<Page<UnitOn & { depth: number }> & { total: number }> {
  const { unitId, line, at, limit, cursor } = asked;
  const [code, depth] = cursor === undefined ? ['', 0] : fromCursor(cursor, 2);
  const rows = await rowsOf<UnitOn & { depth: number; total: number }>(
    db,
    sql`${sql.raw(PREPARED)} with shown as (
          select a.unit_id, a.code, a.depth from unit_ancestry a
          where a.line = ${line} and a.ancestor_id = ${unitId}::uuid and ${inForce('a', at)}
            and (a.code, a.depth) > (${String(code)}::text, ${Number(depth)}::int)
          order by a.code, a.depth limit ${limit + 1}
        )
        select shown.unit_id as id, shown.code, p.name, p.kind, p.level, shown.depth,
          (select below from (${sizeOn(sql`${unitId}::uuid`, asked)}) size) as total
        from shown join unit_period p on p.unit_id = shown.unit_id and ${inForce('p', at)}
        order by shown.code, shown.depth`,
  );
  const page = pageOf(rows, limit, (row) => [row.code, row.depth]);
  const items = page.items.map((row) => ({ ...asUnit(row), depth: row.depth }));
  return { ...page, items, total: rows[0]?.total ?? (await sizeBelow(db, unitId, asked)).below };
}

/** How many units are below one on a line, on a day: directly, and anywhere. */
export async function sizeBelow(
  db: Db,
  unitId: string,
  on: { line: Line; at: string },
): Promise<{ direct: number; below: number }> {
  const found = await firstOf<{ direct: number; below: number }>(db, sizeOn(sql`${unitId}::uuid`, on));
  return found ?? { direct: 0, below: 0 };
}

const sizeOn = (unit: ReturnType<typeof sql>, { line, at }: { line: Line; at: string }) =>
  sql<{ direct: number; below: number }>`select direct, below from unit_subtree_size
    where line = ${line} and unit_id = ${unit} and from_on <= ${at}::date order by from_on desc limit 1`;

const inForce = (table: 'a' | 'p', at: string) =>
  sql`${sql.ref(table)}.valid_from <= ${at}::date and (${sql.ref(table)}.valid_to is null or ${sql.ref(table)}.valid_to > ${at}::date)`;
