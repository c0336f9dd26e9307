import { DIRECTIVE, ISSUER, type DirectiveRow } from '../directives/index.js';
import { rowsOf, sql, type Db, type RawBuilder } from '../platform/database/sql.js';
import { fromCursor, pageOf, type Page } from '../platform/paging.js';
import { REPLACED } from './cascade-rows.js';
import { noCounts, type Outcomes } from './progress.rules.js';
import { outcome } from './progress.queries.js';

export interface OverviewSearch {
  /** The unit that looks, with those it succeeds; null sees every directive. */
  units: readonly string[] | null;
  /** Also what units below it issued, on either line. */
  below: boolean;
  /** Leaves drafts out. */
  issued: boolean;
  /** Only those that began a cascade. */
  roots?: boolean;
  /** Words of the subject, or of number and symbol. */
  find: string;
  limit: number;
  cursor?: string | undefined;
}

const NOT_WORDS = '[^[:alnum:]]+';
/** The searchable form of a column: lower case, words apart by single blanks; accents are compared as they are or without. */
const folded = (column: RawBuilder<unknown>) =>
  sql`' ' || regexp_replace(lower(${column}), ${NOT_WORDS}, ' ', 'g') || ' '`;

function matches(find: string): RawBuilder<unknown>[] {
  const words = find
    .normalize('NFC')
    .toLocaleLowerCase('vi')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  if (words === '') return [];
  const paper = sql`concat_ws(' ', d.subject, d.number, d.symbol, d.provisional, p.name)`;
  return [sql`${folded(paper)} like ${`%${words}%`}`];
}

/** Directives that a unit may see as an issuer or above one, newest first. */
export async function overviewOf(db: Db, search: OverviewSearch): Promise<Page<DirectiveRow>> {
  const after = search.cursor ? fromCursor(search.cursor, ['instant', 'uuid']) : undefined;
  const { units } = search;
  const above = (line: string) => sql`exists (
    select 1 from unit_ancestors(d.issuer_id, ${sql.lit(line)}, d.roster_on) x where x.unit_id = any(${units}::uuid[]))`;
  const conditions = [
    ...(units === null
      ? []
      : search.below
        ? [sql`(d.issuer_id = any(${units}::uuid[]) or ${above('administrative')} or ${above('sectoral')})`]
        : [sql`d.issuer_id = any(${units}::uuid[])`]),
    ...(search.issued ? [sql`d.issued_at is not null`] : []),
    ...(search.roots ? [sql`d.cascade_id = d.id`] : []),
    ...matches(search.find),
    ...(after ? [sql`(d.created_at, d.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`] : []),
  ];
  const rows = await rowsOf<DirectiveRow>(
    db,
    sql`select ${DIRECTIVE} from directive d ${ISSUER}
      ${conditions.length > 0 ? sql`where ${sql.join(conditions, sql` and `)}` : sql``}
      order by d.created_at desc, d.id desc limit ${search.limit + 1}`,
  );
  return pageOf(rows, search.limit, ({ createdAt, id }) => [createdAt.toISOString(), id]);
}

export interface Outlook {
  /** Units that the directive is for, however it reaches them. */
  units: number;
  receipt: Outcomes;
  work: Outcomes;
}

/**
 * How far each directive has come, over everything below it, each unit once and once more for what a
 * reorganisation brought it: the totals of its tree without the tree.
 */
export async function outlooksOf(db: Db, directives: readonly DirectiveRow[]): Promise<ReadonlyMap<string, Outlook>> {
  const [first] = directives;
  if (!first) return new Map();
  const rows = await rowsOf<{
    id: string;
    stage: 'receipt' | 'work' | 'units';
    outcome: keyof Outcomes | 'all';
    n: number;
  }>(
    db,
    sql`with recursive below as (
        select d.id as top, a.cascade_id, a.id, a.unit_id, a.role, a.receipt, a.work, a.standing, a.receipt_due_at, a.work_due_at,
          a.acknowledged_at, a.work_done_at, a.reorganisation_id, ${REPLACED} as replaced
        from directive d join assignment a on a.cascade_id = d.cascade_id and a.directive_id = d.id
          and not exists (select 1 from assignment p where p.cascade_id = a.cascade_id and p.id = a.parent_id
            and p.directive_id = d.id)
        where d.id = any(${directives.map(({ id }) => id)}::uuid[])
        union all
        select below.top, a.cascade_id, a.id, a.unit_id, a.role, a.receipt, a.work, a.standing, a.receipt_due_at, a.work_due_at,
          a.acknowledged_at, a.work_done_at, a.reorganisation_id, ${REPLACED}
        from below join assignment a on a.cascade_id = below.cascade_id and a.parent_id = below.id
      ), once as (
        select distinct on (top, unit_id, reorganisation_id) * from below where standing <> 'superseded' or replaced
        order by top, unit_id, reorganisation_id, array_position(array['acknowledged', 'returned', 'delivered', 'sent', 'expected'], receipt), id
      ), staged as (
        select top, 'receipt' as stage, ${outcome(sql`receipt = 'acknowledged'`, 'acknowledged_at', 'receipt_due_at', first.now)} as outcome
        from once where receipt not in ('expected', 'returned')
        union all
        select top, 'work', ${outcome(sql`work in ('implemented', 'reported', 'accepted')`, 'work_done_at', 'work_due_at', first.now)}
        from once where role = 'action' and receipt not in ('expected', 'returned') and work <> 'notApplicable')
      select top as id, stage, outcome, count(*)::int as n from staged where outcome is not null group by 1, 2, 3
      union all select top, 'units', 'all', count(*)::int from once group by 1`,
  );
  const outlooks = new Map<string, Outlook>(
    directives.map(({ id }) => [id, { units: 0, receipt: noCounts().receiptOutcome, work: noCounts().workOutcome }]),
  );
  for (const { id, stage, outcome: reached, n } of rows) {
    const outlook = outlooks.get(id)!;
    if (stage === 'units' || reached === 'all') outlook.units = n;
    else outlook[stage][reached] = n;
  }
  return outlooks;
}

/** How many facts each directive's cascade has, and when the last of them was. */
export async function factTotalsOf(
  db: Db,
  directives: readonly DirectiveRow[],
): Promise<ReadonlyMap<string, { facts: number; lastAt: Date | null }>> {
  const rows = await rowsOf<{ id: string; facts: number; lastAt: Date | null }>(
    db,
    sql`select d.id, f.facts, f.last_at as "lastAt"
      from unnest(${directives.map(({ id }) => id)}::uuid[], ${directives.map(({ cascadeId }) => cascadeId)}::uuid[]) d (id, cascade_id)
      cross join lateral (select count(*)::int as facts, max(e.at) as last_at from ledger_entry e
        where e.cascade_id = d.cascade_id and (d.cascade_id = d.id or e.directive_id = d.id)) f`,
  );
  return new Map(rows.map(({ id, ...totals }) => [id, totals]));
}
