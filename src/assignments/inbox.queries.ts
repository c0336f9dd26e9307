import { firstOf, sql, type Db } from '../platform/database/sql.js';
import { OPEN_RECEIPT, OPEN_WORK } from './assignment-list.queries.js';

/** How many duties a unit has under each filter of its inbox. */
export interface InboxCounts {
  open: number;
  unacknowledged: number;
  overdue: number;
  all: number;
}

/** Counts the duties of a unit and of those that it succeeds; what is only expected has not been sent to it. */
export async function inboxCounts(db: Db, unitIds: readonly string[]): Promise<InboxCounts> {
  const row = await firstOf(
    db,
    sql<InboxCounts>`
      select count(*)::int as all,
        count(*) filter (where (${OPEN_RECEIPT}) or (${OPEN_WORK}))::int as open,
        count(*) filter (where ${OPEN_RECEIPT})::int as unacknowledged,
        count(*) filter (where (${OPEN_RECEIPT} and a.receipt_due_at < n.now) or (${OPEN_WORK} and a.work_due_at < n.now))::int
          as overdue
      from assignment a cross join (select business_now() as now) n
      where a.unit_id = any(${unitIds}::uuid[]) and a.receipt <> 'expected'`,
  );
  return row!;
}
