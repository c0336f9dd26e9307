import { firstOf, rowsOf, sql, type Db } from '../platform/database/sql.js';
import { notFound } from '../platform/errors.js';
import { isUuid } from '../platform/ids.js';
import { fromCursor, pageOf, type Page } from '../platform/paging.js';
import { namedOn } from '../units/index.js';
import type { DirectiveState, Role } from './directive.entity.js';
import type { Urgency } from './ladder.rules.js';
import type { PolicyRules } from './policy.rules.js';

export interface DirectiveRow {
  id: string;
  cascadeId: string;
  dispatchId: string | null;
  parentAssignmentId: string | null;
  issuerId: string;
  issuerCode: string;
  issuerName: string;
  kind: string;
  number: number | null;
  symbol: string | null;
  /** What it was worked on under before it had number and date, e.g. `DT-12/2026`. */
  provisional: string | null;
  reconciledAt: Date | null;
  subject: string;
  place: string | null;
  datedOn: string | null;
  rosterOn: string;
  actBy: 'direct' | 'superior';
  acknowledgeBy: Date | null;
  dueOn: string | null;
  dueOperator: 'before' | 'on' | 'at-latest' | null;
  dueHour: string | null;
  receiptDueAt: Date | null;
  workDueAt: Date | null;
  dueProvisional: boolean;
  policyCode: string;
  policyVersion: number;
  policy: PolicyRules;
  urgency: Urgency;
  machineVersion: number;
  state: DirectiveState;
  version: number;
  createdAt: Date;
  issuedAt: Date | null;
  closedAt: Date | null;
  /** The version of what it asks: 1 as issued, one more with every amendment. */
  contentVersion: number;
  pausedAt: Date | null;
  pauseReason: string | null;
  recalledAt: Date | null;
  recallReason: string | null;
  supersededAt: Date | null;
  /** The directive that took its place. */
  supersededBy: string | null;
  now: Date;
}

export const DIRECTIVE = sql`d.id, d.cascade_id as "cascadeId", d.dispatch_id as "dispatchId",
  d.parent_assignment_id as "parentAssignmentId", d.issuer_id as "issuerId", u.code as "issuerCode",
  p.name as "issuerName", d.kind, d.number, d.symbol, d.provisional,
  d.reconciled_at as "reconciledAt", d.subject, d.place, d.dated_on::text as "datedOn",
  d.roster_on::text as "rosterOn", d.act_by as "actBy", d.acknowledge_by as "acknowledgeBy", d.due_on::text as "dueOn",
  d.due_operator as "dueOperator", d.due_hour as "dueHour", d.receipt_due_at as "receiptDueAt", d.work_due_at as "workDueAt",
  d.due_provisional as "dueProvisional", d.policy_code as "policyCode", d.policy_version as "policyVersion", d.policy,
  coalesce(d.urgency, 'ordinary') as urgency,
  d.machine_version as "machineVersion", d.state, d.version, d.created_at as "createdAt", d.issued_at as "issuedAt", d.closed_at as "closedAt",
  d.content_version as "contentVersion", d.paused_at as "pausedAt", d.pause_reason as "pauseReason", d.recalled_at as "recalledAt", d.recall_reason as "recallReason",
  d.superseded_at as "supersededAt", d.superseded_by as "supersededBy",
  business_now() as now`;

/** The issuer under its name on the day of the roster. */
export const ISSUER = sql`join unit u on u.id = d.issuer_id join ${namedOn('d.issuer_id', sql`d.roster_on`, 'p')}`;

/** @throws ProductError `not-found` */
export async function directiveById(db: Db, id: string, lock = false): Promise<DirectiveRow> {
  const row = isUuid(id)
    ? await firstOf(
        db,
        sql<DirectiveRow>`select ${DIRECTIVE} from directive d ${ISSUER} where d.id = ${id} ${lock ? sql`for update of d` : sql``}`,
      )
    : undefined;
  if (!row) throw notFound('Không có văn bản này.', 'There is no such directive.');
  return row;
}

export interface AddresseeRow {
  ord: number;
  text: string;
  role: Role;
  through: 'superior' | null;
  status: 'understood' | 'not-understood' | 'dropped' | 'internal';
  reason: string | null;
  candidates: { code: string; name: string; within?: string }[] | null;
  /** Saved groups that it used, in the version that was read. */
  groups: { id: string; name: string; version: number }[];
  count: number;
}

/** The addressees of a directive in their order, each with how many units of the roster come from it. */
export const addresseesOfDirective = (db: Db, id: string): Promise<AddresseeRow[]> =>
  rowsOf(
    db,
    sql`select a.ord, a.text, a.role, a.through, a.status, a.reason, a.candidates, a.groups,
        (select count(*)::int from roster_entry e where e.directive_id = a.directive_id and e.ord = a.ord) as count
      from directive_addressee a where a.directive_id = ${id} order by a.ord`,
  );

export interface RosterUnit {
  ord: number;
  code: string;
  name: string;
  email: string | null;
  orphan: boolean;
  /** Has ended by now: what is sent to it reaches its successor alone, if any. */
  ended: boolean;
}

/** The units of the roster, by addressee, under their names of that day; `orphan`: its superior is not on the roster. */
export const rosterOf = (db: Db, id: string): Promise<RosterUnit[]> =>
  rowsOf(
    db,
    sql`select e.ord, u.code, o.name, c.address as email, (e.through = 'superior' and e.superior_id is null) as orphan, n.unit_id is null as ended
      from roster_entry e join directive d on d.id = e.directive_id join unit u on u.id = e.unit_id
      join unit_on(d.roster_on) o on o.unit_id = e.unit_id left join mailbox_on((business_now() at time zone 'Asia/Ho_Chi_Minh')::date) c on c.unit_id = e.unit_id
        left join unit_on((business_now() at time zone 'Asia/Ho_Chi_Minh')::date) n on n.unit_id = e.unit_id
      where e.directive_id = ${id} order by e.ord, u.code`,
  );

export interface TaskRow {
  n: number;
  label: string;
  text: string;
  addressees: string[];
  /** The task of the paper passed on that it carries out. */
  parentTask: number | null;
}

export const tasksOf = (db: Db, id: string): Promise<TaskRow[]> =>
  rowsOf(
    db,
    sql`select n, label, text, addressees, parent_task as "parentTask" from directive_task
      where directive_id = ${id} order by n`,
  );

/**
 * Directives that a unit issued, or that an auditor or operator of that unit may see: those of the units below it.
 * @param units  one's own with those it succeeds; null: every directive
 */
export async function listDirectives(
  db: Db,
  {
    units,
    below,
    limit,
    cursor,
  }: { units: readonly string[] | null; below: boolean; limit: number; cursor?: string | undefined },
): Promise<Page<DirectiveRow>> {
  const after = cursor ? fromCursor(cursor, ['instant', 'uuid']) : undefined;
  const whose =
    units === null
      ? sql`true`
      : below
        ? sql`(d.issuer_id = any(${units}::uuid[]) or d.issued_at is not null and exists (
            select 1 from unit_ancestors(d.issuer_id, 'administrative', d.roster_on) x where x.unit_id = any(${units}::uuid[])))`
        : sql`d.issuer_id = any(${units}::uuid[])`;
  const rows = await rowsOf<DirectiveRow>(
    db,
    sql`select ${DIRECTIVE} from directive d ${ISSUER} where ${whose}
      ${after ? sql`and (d.created_at, d.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
      order by d.created_at desc, d.id desc limit ${limit + 1}`,
  );
  return pageOf(rows, limit, ({ createdAt, id }) => [createdAt.toISOString(), id]);
}
