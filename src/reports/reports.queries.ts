import { firstOf, rowsOf, sql, type Db } from '../platform/database/sql.js';
import { notFound } from '../platform/errors.js';
import { isUuid } from '../platform/ids.js';
import { fromCursor, pageOf, type Page } from '../platform/paging.js';
import { namedOn } from '../units/index.js';

export interface ReportRow {
  id: string;
  cascadeId: string;
  assignmentId: string;
  directiveId: string;
  subject: string;
  unitId: string;
  unitCode: string;
  unitName: string;
  toUnitId: string;
  machineVersion: number;
  state: 'due' | 'submitted' | 'accepted' | 'sentBack';
  text: string | null;
  figures: Record<string, number> | null;
  nil: boolean;
  submittedAt: Date | null;
  reviewedAt: Date | null;
  reviewNote: string | null;
  workDueAt: Date | null;
  /** It waits for a review that can be given: what it reports on was not amended since, and has not ended. */
  reviewable: boolean;
  version: number;
}

const REVIEWABLE = sql`(r.state = 'submitted' and a.work = 'reported' and a.receipt = 'acknowledged' and a.standing = 'inForce')`;
/** Reports that the units given can review now. */
export const countReviewable = async (db: Db, unitIds: readonly string[]): Promise<number> => {
  const row = await firstOf<{ n: number }>(
    db,
    sql`select count(*)::int as n from report r join assignment a on a.cascade_id = r.cascade_id and a.id = r.assignment_id
      where r.to_unit_id = any(${unitIds}::uuid[]) and ${REVIEWABLE}`,
  );
  return row!.n;
};

const REPORT = sql`r.id, r.cascade_id as "cascadeId", r.assignment_id as "assignmentId", a.directive_id as "directiveId",
  d.subject, r.unit_id as "unitId", u.code as "unitCode", p.name as "unitName", r.to_unit_id as "toUnitId", r.machine_version as "machineVersion", r.state, r.text,
  r.figures, r.nil, r.submitted_at as "submittedAt", r.reviewed_at as "reviewedAt", r.review_note as "reviewNote",
  a.work_due_at as "workDueAt", ${REVIEWABLE} as reviewable, r.version`;
const JOINS = sql`join assignment a on a.cascade_id = r.cascade_id and a.id = r.assignment_id
  join directive d on d.id = a.directive_id join unit u on u.id = r.unit_id
  join ${namedOn('r.unit_id', sql`d.roster_on`, 'p')}`;

/** @throws ProductError `not-found` */
export async function reportById(db: Db, id: string): Promise<ReportRow> {
  const row = isUuid(id)
    ? await firstOf(db, sql<ReportRow>`select ${REPORT} from report r ${JOINS} where r.id = ${id}`)
    : undefined;
  if (!row) throw notFound('Không có báo cáo này.', 'There is no such report.');
  return row;
}

/** Reports that a unit receives (`to`) or has made (`of`), newest first. */
export async function listReports(
  db: Db,
  search: {
    unitIds: readonly string[];
    side: 'to' | 'of';
    state?: string | undefined;
    /** Only those that can be reviewed now. */
    reviewable?: boolean;
    limit: number;
    cursor?: string | undefined;
  },
): Promise<Page<ReportRow>> {
  const after = search.cursor ? fromCursor(search.cursor, ['instant', 'uuid']) : undefined;
  const rows = await rowsOf<ReportRow>(
    db,
    sql`select ${REPORT} from report r ${JOINS}
      where ${search.side === 'to' ? sql`r.to_unit_id` : sql`r.unit_id`} = any(${search.unitIds}::uuid[])
      ${search.state ? sql`and r.state = ${search.state}` : sql``}
      ${search.reviewable ? sql`and ${REVIEWABLE}` : sql``}
      ${after ? sql`and (r.submitted_at, r.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
      order by r.submitted_at desc, r.id desc limit ${search.limit + 1}`,
  );
  return pageOf(rows, search.limit, ({ submittedAt, id }) => [submittedAt!.toISOString(), id]);
}
