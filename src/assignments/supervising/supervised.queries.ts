import { firstOf, rowsOf, sql, type Db, type RawBuilder } from '../../platform/database/sql.js';
import { notPossibleNow } from '../../platform/errors.js';
import { fromCursor, pageOf, type Page } from '../../platform/paging.js';
import { vnIso } from '../../platform/vn-time.js';
import { namedOn } from '../../units/index.js';
import type { TaskStatus } from '../assignment.entity.js';
import type { HeldAssignment } from '../assignment.queries.js';
import { statusByOwnWork } from './settle.js';

/** A third party of an assignment: who it is, what of, and how far it has come. */
export interface SupervisedRow {
  assignment: string;
  /** Who sees to it. */
  byCode: string;
  byName: string;
  unitId: string;
  unitCode: string;
  unitName: string;
  /** Number of the task; 0: the whole of the directive. */
  task: number;
  status: TaskStatus;
  note: string | null;
  changedAt: Date;
  /** It has an assignment of its own in the cascade, and its work there counts. */
  ownWork: boolean;
  directive: string;
  subject: string;
}

export interface SupervisedSearch {
  cascadeId?: string | undefined;
  assignmentId?: string | undefined;
  directiveId?: string | undefined;
  /** The third party itself. */
  unitIds?: readonly string[] | undefined;
  /** Who sees to it: any of these. */
  byUnitIds?: readonly string[] | undefined;
  /** Only where something is left to do. */
  left?: boolean | undefined;
  limit: number;
  cursor?: string | undefined;
}

const LEFT = sql`s.status in ('open', 'begun')`;

function conditionsOf(search: SupervisedSearch): RawBuilder<unknown> {
  const after = search.cursor ? fromCursor(search.cursor, ['code', 'uuid', 'count']) : undefined;
  return sql.join(
    [
      sql`true`,
      ...(search.cascadeId ? [sql`s.cascade_id = ${search.cascadeId}`] : []),
      ...(search.assignmentId ? [sql`s.assignment_id = ${search.assignmentId}`] : []),
      ...(search.directiveId ? [sql`a.directive_id = ${search.directiveId}`] : []),
      ...(search.unitIds ? [sql`s.unit_id = any(${search.unitIds}::uuid[]) and a.standing = 'inForce'`] : []),
      ...(search.byUnitIds
        ? [sql`(a.unit_id = any(${search.byUnitIds}::uuid[]) or a.sender_id = any(${search.byUnitIds}::uuid[]))`]
        : []),
      ...(search.left ? [LEFT] : []),
      ...(after ? [sql`(u.code, s.assignment_id, s.task) > (${after[0]}, ${after[1]}::uuid, ${after[2]})`] : []),
    ],
    sql` and `,
  );
}

/** Third parties, by their codes. */
export async function listSupervised(db: Db, search: SupervisedSearch): Promise<Page<SupervisedRow>> {
  const rows = await rowsOf<SupervisedRow>(
    db,
    sql`select s.assignment_id as assignment, b.code as "byCode", bn.name as "byName", s.unit_id as "unitId",
        u.code as "unitCode", un.name as "unitName", s.task, s.status, s.note, s.changed_at as "changedAt",
        ${statusByOwnWork(sql`s.cascade_id`, sql`s.unit_id`, sql`s.assignment_id`)} is not null as "ownWork",
        d.id as directive, d.subject
      from supervised s join assignment a on a.cascade_id = s.cascade_id and a.id = s.assignment_id
        join directive d on d.id = a.directive_id join unit u on u.id = s.unit_id join unit b on b.id = a.unit_id
        join ${namedOn('s.unit_id', sql`(s.added_at at time zone 'Asia/Ho_Chi_Minh')::date`, 'un')}
        join ${namedOn('a.unit_id', sql`(s.added_at at time zone 'Asia/Ho_Chi_Minh')::date`, 'bn')}
      where ${conditionsOf(search)} order by u.code, s.assignment_id, s.task limit ${search.limit + 1}`,
  );
  return pageOf(rows, search.limit, ({ unitCode, assignment, task }) => [unitCode, assignment, task]);
}

/** How many third parties an assignment or a directive has, and how many of them are left. */
export async function countSupervised(
  db: Db,
  search: Omit<SupervisedSearch, 'limit' | 'cursor'>,
): Promise<{ units: number; left: number }> {
  return (await firstOf(
    db,
    sql<{ units: number; left: number }>`select count(distinct (s.assignment_id, s.unit_id))::int as units,
        count(distinct (s.assignment_id, s.unit_id)) filter (where ${LEFT})::int as left
      from supervised s join assignment a on a.cascade_id = s.cascade_id and a.id = s.assignment_id
        join unit u on u.id = s.unit_id
      where ${conditionsOf({ ...search, limit: 0 })}`,
  ))!;
}

/** How many of those that are left a refusal names. */
const NAMED = 20;

/** @throws ProductError `not-possible-now` with those that are left */
export async function mustHaveNobodyLeft(db: Db, row: HeldAssignment): Promise<void> {
  if ((row.context.supervisedLeft ?? 0) === 0 || row.standing !== 'inForce') return;
  const { items } = await listSupervised(db, { ...keyOf(row), left: true, limit: NAMED });
  const named = [...new Map(items.map(({ unitCode, unitName }) => [unitCode, unitName])).entries()];
  const left = row.context.supervisedLeft;
  const names = named.map(([, name]) => name).join('; ') + (left > named.length ? '; …' : '');
  throw notPossibleNow(
    `Còn ${left} đơn vị được đôn đốc chưa xong: ${names}.`,
    `${left} third parties that the unit sees to are not done: ${names}.`,
    { assignment: row.id, left, units: named.map(([code, name]) => ({ code, name })) },
  );
}

const keyOf = ({ cascadeId, id }: HeldAssignment) => ({ cascadeId, assignmentId: id });

/** A third party as the API shows it. */
export const supervisedJson = (s: SupervisedRow) => ({
  assignment: s.assignment,
  directive: s.directive,
  subject: s.subject,
  supervisor: { code: s.byCode, name: s.byName },
  unit: { code: s.unitCode, name: s.unitName },
  task: s.task === 0 ? null : s.task,
  status: s.status,
  note: s.note,
  ownWork: s.ownWork,
  changedAt: vnIso(s.changedAt),
});
