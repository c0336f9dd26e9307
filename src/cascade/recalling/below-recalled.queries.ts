import type { DirectiveState } from '../../directives/index.js';
import { firstOf, rowsOf, sql, type Db, type RawBuilder } from '../../platform/database/sql.js';
import { fromCursor, pageOf, type Page } from '../../platform/paging.js';
import { namedOn } from '../../units/index.js';

/** A dispatch that was issued below a directive to carry it out. */
export interface OwnBelow {
  id: string;
  kind: string;
  number: number | null;
  symbol: string | null;
  datedOn: string | null;
  issuer: { code: string; name: string };
  state: DirectiveState;
  issuedAt: Date;
  recalledAt: Date | null;
  /** Units that it was issued to. */
  units: number;
}

/** How many were issued below, at any remove, and what has become of them. */
export interface BelowCounts {
  total: number;
  /** Issued or paused: they stand until their issuer recalls them. */
  inForce: number;
  recalled: number;
}

interface Recalled {
  id: string;
  cascadeId: string;
}

const below = ({ id, cascadeId }: Recalled): RawBuilder<unknown> => sql`edge as materialized (
    select d.id, a.directive_id as above from directive d
    join assignment a on a.cascade_id = ${cascadeId} and a.id = d.parent_assignment_id
    where d.cascade_id = ${cascadeId} and d.issued_at is not null),
  below as (select edge.id from edge where edge.above = ${id} union select edge.id from below join edge on edge.above = below.id)`;

/** What was issued below a directive to carry it out: a recall does not end it, each issuer decides. */
export async function countBelow(db: Db, directive: Recalled): Promise<BelowCounts> {
  const counts = await firstOf(
    db,
    sql<BelowCounts>`with recursive ${below(directive)}
      select count(*)::int as total, count(*) filter (where d.state in ('issued', 'paused'))::int as "inForce",
        count(*) filter (where d.state = 'recalled')::int as recalled
      from below join directive d on d.id = below.id`,
  );
  return counts!;
}

/** The same as a list: those in force first, in the order of their issue. */
export async function listBelow(
  db: Db,
  directive: Recalled,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<OwnBelow>> {
  const after = cursor ? fromCursor(cursor, ['count', 'instant', 'uuid']) : undefined;
  const ended = sql`(d.state not in ('issued', 'paused'))::int`;
  const rows = await rowsOf<OwnBelow & { ended: number }>(
    db,
    sql`with recursive ${below(directive)}
      select d.id, d.kind, d.number, d.symbol, json_build_object('code', u.code, 'name', p.name) as issuer, d.state,
        coalesce(d.dated_on, (d.issued_at at time zone 'Asia/Ho_Chi_Minh')::date)::text as "datedOn",
        d.issued_at as "issuedAt", d.recalled_at as "recalledAt", ${ended} as ended, (
          select count(*)::int from assignment a where a.cascade_id = d.cascade_id and a.directive_id = d.id) as units
      from below join directive d on d.id = below.id join unit u on u.id = d.issuer_id
        join ${namedOn('d.issuer_id', sql`d.roster_on`, 'p')}
      ${after ? sql`where (${ended}, d.issued_at, d.id) > (${after[0]}::int, ${after[1]}::timestamptz, ${after[2]}::uuid)` : sql``}
      order by ended, d.issued_at, d.id limit ${limit + 1}`,
  );
  const page = pageOf(rows, limit, (row) => [row.ended, row.issuedAt.toISOString(), row.id]);
  return { ...page, items: page.items.map(({ ended: _, ...row }) => row) };
}
