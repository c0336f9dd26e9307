import { WORK_TO_DO } from '../../assignments/index.js';
import type { AskedClass, DirectiveRow } from '../../directives/index.js';
import { rowsOf, sql, type Db, type RawBuilder } from '../../platform/database/sql.js';

/** The version of the assignment machine from which on a duty can be amended. */
export const FIRST_THAT_AMENDS = 2;

/** A duty, alias `a`, that the paper has come to and that did not return it. */
export const REACHED = sql`a.receipt in ('sent', 'delivered', 'acknowledged')`;
const PENDING = sql`a.receipt in ('sent', 'delivered')`;
const FINISHED = sql`a.work in ('implemented', 'reported', 'accepted', 'notApplicable')`;
/** A duty, alias `a`, of which a deadline asks nothing any more. */
export const SETTLED = sql`a.work in ('reported', 'accepted', 'notApplicable')`;

/** A class of duties under a directive, and how many of each kind are in force. */
export interface DutyClass extends AskedClass {
  /** Were sent the paper, and have not returned it. */
  reached: number;
  /** Of those: reported, accepted or declined, so that a deadline moves nothing for them. */
  settled: number;
  /** Wait for their superior to pass it on. */
  expected: number;
  returned: number;
  /** Have never acknowledged it, and have still time to. */
  inTerm: number;
  /** Have let the term of their receipt go by. */
  receiptMissed: number;
  /** Have done the work, reported or not, or declared it none of theirs: a change of what is asked takes it up again. */
  finished: number;
  reported: number;
  /** Of the finished: the deadline of the work has gone by since. */
  finishedPastDue: number;
  /** Are late with the work. */
  workOverdue: number;
  /** On a version of the machine that knows no amendment. */
  notMigrated: number;
}

/** The deadline of a directive's work, and what it is where units work by calendars of their own. */
export interface TermInForce {
  workDueAt: Date | null;
  byOwnCalendar: readonly { unitIds: readonly string[]; dueAt: readonly Date[] }[];
}

const OWES_WORK = sql`(a.role = 'action')`;
/** The duty has a deadline of its own: another than the directive's by the calendar of its unit, alias `a`. */
const ownTerm = ({ workDueAt, byOwnCalendar }: TermInForce): RawBuilder<boolean> => {
  const isByCalendar = byOwnCalendar.map(
    ({ unitIds, dueAt }) => sql` and not (a.unit_id = any(${[...unitIds]}::uuid[])
      and a.work_due_at = any(${dueAt.map((at) => at.toISOString())}::timestamptz[]))`,
  );
  return sql`(a.role = 'action' and a.work_due_at is distinct from ${workDueAt}::timestamptz
    ${sql.join(isByCalendar, sql``)})`;
};
const inForce = ({ id, cascadeId }: DirectiveRow): RawBuilder<boolean> =>
  sql`a.cascade_id = ${cascadeId} and a.directive_id = ${id} and a.standing = 'inForce'`;

/** The classes of a directive's duties in force, with their counts. */
export const dutyClassesOf = (db: Db, row: DirectiveRow, before: TermInForce): Promise<DutyClass[]> =>
  rowsOf(
    db,
    sql`select a.addressee_ord as line, ${OWES_WORK} as "owesWork", ${ownTerm(before)} as "ownTerm",
        count(*) filter (where ${REACHED})::int as reached,
        count(*) filter (where ${REACHED} and ${SETTLED})::int as settled,
        count(*) filter (where a.receipt = 'expected')::int as expected,
        count(*) filter (where a.receipt = 'returned')::int as returned,
        count(*) filter (where ${PENDING} and a.acknowledged_version is null and (a.receipt_due_at > ${row.now}))::int as "inTerm",
        count(*) filter (where ${PENDING} and a.receipt_due_at <= ${row.now})::int as "receiptMissed",
        count(*) filter (where ${REACHED} and ${FINISHED})::int as finished,
        count(*) filter (where ${REACHED} and ${FINISHED} and ${OWES_WORK} and a.work_due_at <= ${row.now})::int as "finishedPastDue",
        count(*) filter (where ${REACHED} and a.work in ('reported', 'accepted'))::int as reported,
        count(*) filter (where ${REACHED} and ${OWES_WORK} and ${WORK_TO_DO} and a.work_due_at <= ${row.now})::int as "workOverdue",
        count(*) filter (where a.machine_version < ${FIRST_THAT_AMENDS})::int as "notMigrated"
      from assignment a where ${inForce(row)}
      group by 1, 2, 3 order by 1 nulls last, 2 desc, 3`,
  );

/** The duties of one class, alias `a`, under the version in force. */
export const isOfClass = (
  { line, owesWork, ownTerm: own }: AskedClass,
  row: DirectiveRow,
  before: TermInForce,
): RawBuilder<boolean> => sql`${inForce(row)} and a.addressee_ord is not distinct from ${line}::smallint
  and ${OWES_WORK} = ${owesWork} and ${ownTerm(before)} = ${own}`;

/** Holds every duty of a directive that is in force, so that nothing moves between counting and amending. */
export const holdDuties = ({ id, cascadeId }: DirectiveRow): RawBuilder<unknown> =>
  sql`select 1 from assignment where cascade_id = ${cascadeId} and directive_id = ${id} and standing = 'inForce'
    order by id for update`;
