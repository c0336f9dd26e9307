import { papersOf } from '../../directives/index.js';
import { isProvisionalIn } from '../../calendar/index.js';
import { WORK_TO_DO } from '../../assignments/index.js';
import type { Paper } from '../../platform/components/paper.js';
import { rowsOf, sql, type Db, type RawBuilder } from '../../platform/database/sql.js';

/** More a calendar does not show; those nearest to now come first. */
export const DEADLINES_AT_MOST = 300;
/** For so long a deadline that was called off is said to be, so that calendars that have it take it out. */
const CANCELLED_DAYS = 60;

export type DeadlineKind = 'receipt' | 'work';
/** `tentative`: its clock stands still, and it will be another. */
export type DeadlineStatus = 'confirmed' | 'tentative' | 'cancelled';

/** A deadline of an assignment. */
export interface Deadline {
  assignmentId: string;
  kind: DeadlineKind;
  at: Date;
  status: DeadlineStatus;
  /** The days off of its year are not announced yet: it may still move later. */
  provisional: boolean;
  /** Grows with every change of the assignment. */
  version: number;
  paper: Paper;
  now: Date;
}

type Row = Omit<Deadline, 'paper'> & { directiveId: string };

const OVER = sql`(a.standing in ('recalled', 'closed', 'superseded') or a.receipt = 'returned')`;
const STANDS = sql`(coalesce((a.context ->> 'paused')::boolean, false) or a.standing = 'recallRequested')`;
const status = (stands: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`case when ${OVER} then 'cancelled' when ${stands} then 'tentative' else 'confirmed' end`;

/** What is met is in no calendar any more; what was called off is for a while. */
const deadlinesOf = (db: Db, which: RawBuilder<unknown>, most: number): Promise<Row[]> =>
  rowsOf<Row>(
    db,
    sql`with mine as materialized (
        select a.*, n.now from (select business_now() as now offset 0) n, assignment a
        where ${which} and a.receipt <> 'expected'
          and (not ${OVER} or coalesce(a.closed_at, a.returned_at) > n.now - make_interval(days => ${CANCELLED_DAYS}))
      ), deadline as (
        select a.id, a.directive_id, 'receipt' as kind, a.receipt_due_at as at, ${status(STANDS)} as status, a.version, a.now
        from mine a where a.receipt in ('sent', 'delivered', 'returned')
        union all
        select a.id, a.directive_id, 'work', a.work_due_at, ${status(sql`(${STANDS} or a.work = 'waitingOnIssuer')`)},
          a.version, a.now
        from mine a where a.role = 'action' and (${WORK_TO_DO} or a.work = 'waitingOnIssuer')
      )
      select id as "assignmentId", directive_id as "directiveId", kind, at, status, ${isProvisionalIn(sql`at`)} and not (kind = 'work' and (
          select d.due_hour is not null from directive d where d.id = directive_id)) as provisional, version, now
      from deadline
      where at is not null order by abs(extract(epoch from at - now)), id, kind limit ${most}`,
  );

async function withPapers(db: Db, rows: readonly Row[]): Promise<Deadline[]> {
  const papers = await papersOf(db, [...new Set(rows.map(({ directiveId }) => directiveId))]);
  return rows.map(({ directiveId, ...row }) => ({ ...row, paper: papers.get(directiveId)! }));
}

/** The deadlines of a unit, those nearest to now first. */
export const deadlinesOfUnit = async (db: Db, unitId: string): Promise<Deadline[]> =>
  withPapers(db, await deadlinesOf(db, sql`a.unit_id = ${unitId}`, DEADLINES_AT_MOST));

/** The deadlines of one assignment. */
export const deadlinesOfAssignment = async (
  db: Db,
  { cascadeId, id }: { cascadeId: string; id: string },
): Promise<Deadline[]> =>
  withPapers(db, await deadlinesOf(db, sql`a.cascade_id = ${cascadeId} and a.id = ${id}`, DEADLINES_AT_MOST));
