import { rowsOf, sql, type Db } from '../platform/database/sql.js';
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
  /** Only what had happened by then. */
  until?: Date | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** Facts, oldest first. */
export async function historyOf(db: Db, search: HistorySearch): Promise<Page<HistoryFact>> {
  const after = search.cursor ? fromCursor(search.cursor, 2) : undefined;
  const conditions = [
    ...(search.cascadeId ? [sql`e.cascade_id = ${search.cascadeId}`] : []),
    ...(search.directiveId ? [sql`e.directive_id = ${search.directiveId}`] : []),
    ...(search.assignmentId ? [sql`e.assignment_id = ${search.assignmentId}`] : []),
    ...(search.unitId
      ? [sql`(e.unit_id = ${search.unitId} or e.assignment_id in (select id from assignment where unit_id = ${search.unitId}))`]
      : []),
    ...(search.until ? [sql`e.at <= ${search.until}`] : []),
    ...(after ? [sql`(e.at, e.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)`] : []),
  ];
  const rows = await rowsOf<HistoryFact & { bytes: Buffer }>(
    db,
    sql`select e.id, e.kind, e.at, e.recorded_at as "recordedAt", e.actor, e.capacity, u.code as "unitCode", p.name as "unitName",
        e.assignment_id as assignment, e.directive_id as directive, e.from_state as "from", e.to_state as "to", e.bytes,
        encode(e.leaf_hash, 'hex') as "leafHash"
      from ledger_entry e left join unit u on u.id = e.unit_id left join lateral (
        select name from unit_period where unit_id = e.unit_id
        order by (valid_from <= (e.at at time zone 'Asia/Ho_Chi_Minh')::date) desc, valid_from desc limit 1) p on true
      where ${sql.join(conditions, sql` and `)} order by e.at, e.id limit ${search.limit + 1}`,
  );
  const facts = rows.map(({ bytes, ...fact }) => ({
    ...fact,
    payload: (JSON.parse(bytes.toString('utf8')) as { payload: Record<string, unknown> }).payload,
  }));
  return pageOf(facts, search.limit, ({ at, id }) => [at.toISOString(), id]);
}
