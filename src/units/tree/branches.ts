import { rowsOf, sql, type Db } from '../../platform/database/sql.js';
import { fromCursor, pageOf, type Page } from '../../platform/paging.js';
import { childrenOf, type TreeNode } from '../tree.queries.js';
import { ancestorsOf, asUnit, type UnitOn } from '../units.queries.js';
import type { Line } from '../vocabulary.rules.js';

/** A unit as the tree shows it, with what is below it where it is open. */
export interface Branch extends TreeNode {
  /** What is directly below; null where the branch is closed. */
  branches: Branch[] | null;
}

const PAGE = 100;
const LEVELS = sql.raw(`array_position(array['central', 'body', 'province', 'district', 'commune'], p.level)`);

/**
 * One page of the units at the top of a line: something is below them, and they are below nothing.
 * @throws ProductError `invalid` for a cursor that is not ours
 */
export async function topsOf(
  db: Db,
  { line, at, cursor }: { line: Line; at: string; cursor?: string | undefined },
): Promise<Page<TreeNode>> {
  const [rank, code] = cursor === undefined ? [0, ''] : fromCursor(cursor, 2);
  const rows = await rowsOf<TreeNode & { rank: number }>(
    db,
    sql`select u.id, u.code, p.name, p.kind, p.level, s.direct, s.below, ${LEVELS} as rank
        from (select distinct on (unit_id) unit_id, direct, below from unit_subtree_size
            where line = ${line} and from_on <= ${at}::date order by unit_id, from_on desc) s
          join unit u on u.id = s.unit_id
          join unit_period p on p.unit_id = u.id and p.valid_from <= ${at}::date
            and (p.valid_to is null or p.valid_to > ${at}::date)
        where s.below > 0 and (${LEVELS}, u.code) > (${Number(rank)}::int, ${String(code)}::text)
          and not exists (select 1 from unit_ancestry a where a.unit_id = u.id and a.line = ${line} and a.depth = 1
            and a.valid_from <= ${at}::date and (a.valid_to is null or a.valid_to > ${at}::date))
        order by rank, u.code limit ${PAGE + 1}`,
  );
  const page = pageOf(rows, PAGE, (row) => [row.rank, row.code]);
  return { ...page, items: page.items.map((row) => ({ ...asUnit(row), direct: row.direct, below: row.below })) };
}

/**
 * The tree of a line with one unit open, and everything above it; where one unit alone is at the top, it is open. Each
 * level shows at most a hundred units and the one that leads on; the rest is on the page of the unit above.
 */
export async function treeOf(
  db: Db,
  { line, at, open, cursor }: { line: Line; at: string; open: UnitOn | undefined; cursor?: string | undefined },
): Promise<Page<Branch>> {
  const tops = await topsOf(db, { line, at, cursor });
  const alone = tops.items.length === 1 && cursor === undefined ? tops.items[0] : undefined;
  const way = open ? [open, ...(await ancestorsOf(db, open.id, line, at))].toReversed() : [];
  const opened = way.length > 0 ? way : alone ? [alone] : [];
  // of an open unit that nothing is above or below on this line, the tops are what there is to see
  const shown = opened[0] && !tops.items.some(({ id }) => id === opened[0]!.id) ? [] : opened;
  return { ...tops, items: await grown(db, tops.items, { line, at, way: shown }) };
}

async function grown(
  db: Db,
  nodes: readonly TreeNode[],
  { line, at, way }: { line: Line; at: string; way: readonly UnitOn[] },
): Promise<Branch[]> {
  const [next, ...further] = way;
  if (!next) return nodes.map((node) => ({ ...node, branches: null }));
  const below = await childrenOf(db, { unitId: next.id, line, at, limit: PAGE });
  const leads = further[0];
  const missing = leads && !below.items.some(({ id }) => id === leads.id) ? [{ ...leads, direct: 0, below: 0 }] : [];
  const branches = await grown(db, [...below.items, ...missing], { line, at, way: further });
  return nodes.map((node) => ({ ...node, branches: node.id === next.id ? branches : null }));
}
