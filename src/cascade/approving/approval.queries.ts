import { mayDo } from '../../access/index.js';
import { unitsOf, type Caller } from '../../platform/caller.js';
import { firstOf, rowsOf, sql, type Db, type RawBuilder } from '../../platform/database/sql.js';
import { notFound } from '../../platform/errors.js';
import { isUuid } from '../../platform/ids.js';
import { fromCursor, pageOf, type Page } from '../../platform/paging.js';
import type { ApprovalState, ApprovedAct } from './approval.entity.js';

export interface ApprovalRow {
  id: string;
  directiveId: string;
  unitId: string;
  act: ApprovedAct;
  machineVersion: number;
  state: ApprovalState;
  version: number;
  subjectHash: string;
  reason: string | null;
  askedBy: string;
  /** The name of who asked, where it is a person. */
  askedByName: string | null;
  askedAt: Date;
  subject: string;
  now: Date;
}

const APPROVAL = sql`p.id, p.directive_id as "directiveId", p.unit_id as "unitId", p.act, p.machine_version as "machineVersion",
  p.state, p.version, p.subject_hash as "subjectHash", p.reason, p.asked_by as "askedBy",
  (select c.name from account c where c.id::text = p.asked_by) as "askedByName", p.asked_at as "askedAt",
  d.subject, business_now() as now`;

/** @throws ProductError `not-found` */
export async function approvalById(db: Db, id: string): Promise<ApprovalRow> {
  const row = isUuid(id)
    ? await firstOf(
        db,
        sql<ApprovalRow>`select ${APPROVAL} from approval p join directive d on d.id = p.directive_id where p.id = ${id}`,
      )
    : undefined;
  if (!row) throw notFound('Không có đề nghị xác nhận này.', 'There is no such request to confirm.');
  return row;
}

/** The request of a directive that waits, locked. */
export const waitingFor = (db: Db, directiveId: string, act: ApprovedAct): Promise<ApprovalRow | undefined> =>
  firstOf(
    db,
    sql<ApprovalRow>`select ${APPROVAL} from approval p join directive d on d.id = p.directive_id
      where p.directive_id = ${directiveId} and p.act = ${act} and p.state = 'asked' for update of p`,
  );

/** What waits for a second person of some units, the oldest first. */
export async function approvalsWaiting(
  db: Db,
  {
    units,
    directiveId,
    limit,
    cursor,
  }: { units: readonly string[] | null; directiveId?: string; limit: number; cursor?: string | undefined },
): Promise<Page<ApprovalRow>> {
  const after = cursor ? fromCursor(cursor, ['instant', 'uuid']) : undefined;
  const rows = await rowsOf(
    db,
    sql<ApprovalRow>`select ${APPROVAL} from approval p join directive d on d.id = p.directive_id
      where p.state = 'asked' and ${units === null ? sql`true` : sql`p.unit_id = any(${[...units]}::uuid[])`}
        and ${directiveId === undefined ? sql`true` : sql`p.directive_id = ${directiveId}`}
        ${after ? sql`and (p.asked_at, p.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
      order by p.asked_at, p.id limit ${limit + 1}`,
  );
  return pageOf(rows, limit, ({ askedAt, id }) => [askedAt.toISOString(), id]);
}

/**
 * The hash of a directive `d`: of what it asks and of whom, not of where it stands. A pause in between and the terms that
 * move with it are nothing that anybody agreed on.
 */
const hashOf = (reason: RawBuilder<unknown>): RawBuilder<unknown> => sql`encode(sha256(convert_to(jsonb_build_array(
        to_jsonb(d) - 'version' - 'state' - 'paused_at' - 'pause_reason' - 'receipt_due_at' - 'work_due_at', ${reason},
        (select jsonb_agg(to_jsonb(a) order by a.ord) from directive_addressee a where a.directive_id = d.id),
        (select jsonb_agg(to_jsonb(e) order by e.unit_id) from roster_entry e where e.directive_id = d.id),
        (select jsonb_agg(to_jsonb(t) order by t.n) from directive_task t where t.directive_id = d.id))::text, 'UTF8')), 'hex')`;

/**
 * Everything that a directive would be issued or recalled with, as one hash: what changes in between makes another.
 * The text of a request to recall is its reason.
 */
export async function hashOfSubject(db: Db, directiveId: string, reason: string | null): Promise<string> {
  const row = await firstOf(
    db,
    sql<{ hash: string }>`select ${hashOf(sql`${reason}::text`)} as hash from directive d where d.id = ${directiveId}`,
  );
  return row!.hash;
}

/** Which of some requests nobody can confirm any more: what they asked for has changed since. */
export async function voidAmong(db: Db, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await rowsOf<{ id: string }>(
    db,
    sql`select p.id from approval p join directive d on d.id = p.directive_id
      where p.id = any(${[...ids]}::uuid[]) and p.subject_hash <> ${hashOf(sql`p.reason`)}`,
  );
  return new Set(rows.map(({ id }) => id));
}

/** How much of the caller's office waits for a second person; none for who may not confirm. */
export async function approvalsOf(db: Db, caller: Caller): Promise<number> {
  if (caller.unitId === null || !mayDo(caller.role, 'directives.issue')) return 0;
  const waiting = await firstOf(
    db,
    sql<{ n: number }>`select count(*)::int as n from approval
      where state = 'asked' and unit_id = any(${[...unitsOf(caller)]}::uuid[])`,
  );
  return waiting!.n;
}

/** Whether an act on a directive waits for a second person. */
export const waitsFor = async (db: Db, directiveId: string, act: ApprovedAct): Promise<boolean> =>
  (await firstOf(
    db,
    sql`select 1 from approval where directive_id = ${directiveId} and act = ${act} and state = 'asked'`,
  )) !== undefined;

/** Which act of each directive waits for a second person; those of which none does are absent. */
export async function actsWaiting(db: Db, directiveIds: readonly string[]): Promise<ReadonlyMap<string, ApprovedAct>> {
  const rows = await rowsOf<{ id: string; act: ApprovedAct }>(
    db,
    sql`select directive_id as id, act from approval
      where state = 'asked' and directive_id = any(${[...directiveIds]}::uuid[])`,
  );
  return new Map(rows.map(({ id, act }) => [id, act]));
}
