import { firstOf, rowsOf, sql, type Db, type RawBuilder } from '../platform/database/sql.js';
import { fromCursor, pageOf, type Page } from '../platform/paging.js';

/** One fact of the history. `payload` is read from the bytes that were hashed, which are the truth. */
export interface HistoryFact {
  id: string;
  kind: string;
  at: Date;
  recordedAt: Date;
  actor: string;
  capacity: string;
  unitCode: string | null;
  unitName: string | null;
  assignment: string | null;
  directive: string | null;
  from: string | null;
  to: string | null;
  payload: Record<string, unknown>;
  leafHash: string;
}

export interface HistorySearch {
  cascadeId?: string | undefined;
  directiveId?: string | undefined;
  unitId?: string | undefined;
  assignmentId?: string | undefined;
  /** A unit over all cascades: its duties, and what it did as an issuer. */
  ofUnitAnywhere?: string | undefined;
  /** Only facts of one sort. */
  kind?: HistoryKind | undefined;
  /** Only what had happened by then. */
  until?: Date | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** Sorts of facts that a reader asks for. */
export type HistoryKind = 'directive' | 'acts' | 'chasing' | 'report' | 'message';

const IS_CHASING = sql`e.kind in ('assignment.reminded', 'assignment.escalated')`;
const IS_REPORT = sql`e.kind like 'assignment.report%'`;
const OF_KIND: Readonly<Record<HistoryKind, RawBuilder<unknown>>> = {
  directive: sql`e.kind like 'directive.%'`,
  acts: sql`e.kind like 'assignment.%' and not ${IS_CHASING} and not ${IS_REPORT}`,
  chasing: IS_CHASING,
  report: IS_REPORT,
  message: sql`e.kind like 'message.%'`,
};

const isOf = (unitId: string) => sql`(e.cascade_id, e.assignment_id) in (
  select cascade_id, id from assignment where unit_id = ${unitId})`;

function conditionsOf(search: HistorySearch): RawBuilder<unknown> {
  const { unitId, ofUnitAnywhere: anywhere } = search;
  const conditions = [
    // what happened to a directive while it was a draft stands under itself: it is in a cascade once it is issued
    ...(search.cascadeId
      ? [sql`e.cascade_id = any(${[search.cascadeId, search.directiveId ?? search.cascadeId]}::uuid[])`]
      : []),
    ...(search.directiveId ? [sql`e.directive_id = ${search.directiveId}`] : []),
    ...(search.assignmentId ? [sql`e.assignment_id = ${search.assignmentId}`] : []),
    ...(unitId ? [sql`(e.unit_id = ${unitId} or ${isOf(unitId)})`] : []),
    ...(anywhere
      ? [
          sql`(${isOf(anywhere)} or (e.assignment_id is null and e.unit_id = ${anywhere}
            and e.cascade_id in (select cascade_id from directive where issuer_id = ${anywhere})))`,
        ]
      : []),
    ...(search.kind ? [OF_KIND[search.kind]] : []),
    ...(search.until ? [sql`e.at <= ${search.until}`] : []),
  ];
  return sql.join(conditions, sql` and `);
}

/** How many facts there are, over all pages. */
export async function countHistory(db: Db, search: HistorySearch): Promise<number> {
  const row = await firstOf(
    db,
    sql<{ n: number }>`select count(*)::int as n from ledger_entry e where ${conditionsOf(search)}`,
  );
  return row!.n;
}

/** Facts, oldest first; those of one instant in the order in which they were recorded. */
export async function historyOf(db: Db, search: HistorySearch): Promise<Page<HistoryFact>> {
  const after = search.cursor ? fromCursor(search.cursor, ['instant', 'instant', 'uuid']) : undefined;
  const onward = after
    ? sql`and (e.at, e.recorded_at, e.id) > (${after[0]}::timestamptz, ${after[1]}::timestamptz, ${after[2]}::uuid)`
    : sql``;
  const rows = await rowsOf<HistoryFact & { bytes: Buffer }>(
    db,
    sql`select e.id, e.kind, e.at, e.recorded_at as "recordedAt", e.actor, e.capacity, u.code as "unitCode", p.name as "unitName",
        e.assignment_id as assignment, e.directive_id as directive, e.from_state as "from", e.to_state as "to", e.bytes,
        encode(e.leaf_hash, 'hex') as "leafHash"
      from ledger_entry e left join unit u on u.id = e.unit_id left join lateral (
        select name from unit_period where unit_id = e.unit_id
        order by (valid_from <= (e.at at time zone 'Asia/Ho_Chi_Minh')::date) desc, valid_from desc limit 1) p on true
      where ${conditionsOf(search)} ${onward} order by e.at, e.recorded_at, e.id limit ${search.limit + 1}`,
  );
  const facts = rows.map(({ bytes, ...fact }) => ({
    ...fact,
    payload: (JSON.parse(bytes.toString('utf8')) as { payload: Record<string, unknown> }).payload,
  }));
  return pageOf(facts, search.limit, ({ at, recordedAt, id }) => [at.toISOString(), recordedAt.toISOString(), id]);
}
