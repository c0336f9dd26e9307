import { firstOf, rowsOf, sql, type Db } from '../platform/database/sql.js';
import type { IsoDate } from '../platform/vn-time.js';
import { namedOn } from '../units/index.js';
import { ASKED_BACK, MOVED_HERE, OPEN, OPEN_RECEIPT, overdueAt } from './assignment-list.queries.js';

/** How many duties a unit has under each filter of its inbox. */
export interface InboxCounts {
  open: number;
  unacknowledged: number;
  overdue: number;
  all: number;
  /** What it is asked to give back. */
  askedBack: number;
  /** What a reorganisation brought. */
  moved: number;
}

/** Counts the duties of a unit and of those that it succeeds; what is only expected has not been sent to it. */
export async function inboxCounts(db: Db, unitIds: readonly string[]): Promise<InboxCounts> {
  const row = await firstOf(
    db,
    sql<InboxCounts>`
      select count(*)::int as all,
        count(*) filter (where ${OPEN})::int as open,
        count(*) filter (where ${ASKED_BACK})::int as "askedBack",
        count(*) filter (where ${OPEN_RECEIPT})::int as unacknowledged,
        count(*) filter (where ${overdueAt(sql`n.now`)})::int as overdue,
        count(*) filter (where ${MOVED_HERE})::int as moved
      from assignment a cross join (select business_now() as now) n
      where a.unit_id = any(${unitIds}::uuid[]) and a.receipt <> 'expected'`,
  );
  return row!;
}

/** A unit that went up in the unit that looks, and how many duties came with it. */
export interface Joined {
  former: string;
  unit: string;
  effectiveOn: IsoDate;
  duties: number;
}

/** How long the inbox tells people of a unit what came to it by a reorganisation. */
const TOLD_DAYS = 56;

/** The units that a unit took over lately, with the names of the day before and of the day. */
export const joinedLately = (db: Db, unitId: string): Promise<Joined[]> =>
  rowsOf<Joined>(
    db,
    sql`select f.name as former, t.name as unit, s.effective_on::text as "effectiveOn", (
        select count(distinct x.to_id)::int from assignment a
        join assignment_succession x on x.cascade_id = a.cascade_id and x.from_id = a.id
        join assignment n on n.cascade_id = x.cascade_id and n.id = x.to_id and n.unit_id = s.to_id
        where a.unit_id = s.from_id and a.standing = 'superseded' and x.effective_on = s.effective_on) as duties
      from (select from_id, to_id, effective_on from unit_succession where to_id = ${unitId} and from_id <> to_id
          group by 1, 2, 3) s
        cross join (select (business_now() at time zone 'Asia/Ho_Chi_Minh')::date as day) today
        join ${namedOn('s.from_id', sql`s.effective_on - 1`, 'f')}
        join ${namedOn('s.to_id', sql`s.effective_on`, 't')}
      where s.effective_on <= today.day and s.effective_on > today.day - ${TOLD_DAYS}::int
      order by s.effective_on desc, f.name limit 20`,
  );
