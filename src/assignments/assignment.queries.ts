import type { AssignmentContext, AssignmentRegions } from '../../workflows/index.js';
import { PREPARED, sql, type Db } from '../platform/database/sql.js';
import { readingTogether } from '../platform/database/together.js';
import { isUuid } from '../platform/ids.js';
import { notFound } from '../platform/errors.js';

/** What an act needs of a row, and the instant at which it was read. */
export interface HeldAssignment extends AssignmentRegions {
  cascadeId: string;
  id: string;
  directiveId: string;
  unitId: string;
  parentId: string | null;
  senderId: string;
  role: 'action' | 'coordination' | 'information';
  machineVersion: number;
  context: AssignmentContext;
  receiptDueAt: Date | null;
  workDueAt: Date | null;
  nextChaseAt: Date | null;
  remindAt: Date | null;
  relayDueAt: Date | null;
  followDueAt: Date | null;
  /** The line of the addressees that the unit was reached by, or that of the unit which passed the paper on to it. */
  addresseeOrd: number | null;
  /** The version of what the directive asks that was last sent to the unit, and the one that it acknowledged last. */
  sentVersion: number;
  acknowledgedVersion: number | null;
  acknowledgedAt: Date | null;
  arrivalNumber: number | null;
  lead: string | null;
  /** Where the lead is an officer of the system. */
  leadAccountId: string | null;
  coOperating: string[] | null;
  internalDueAt: Date | null;
  /** Links and codes of an earlier generation are revoked. */
  linkGeneration: number;
  version: number;
  now: Date;
}

/** The columns of {@link HeldAssignment}, of the table under the alias `a`. */
export const HELD = sql`a.cascade_id as "cascadeId", a.id, a.directive_id as "directiveId", a.unit_id as "unitId",
  a.parent_id as "parentId", a.sender_id as "senderId", a.role,
  a.machine_version as "machineVersion", a.receipt, a.relay, a.work, a.standing, a.context,
  a.receipt_due_at as "receiptDueAt", a.work_due_at as "workDueAt", a.next_chase_at as "nextChaseAt", a.remind_at as "remindAt",
  a.relay_due_at as "relayDueAt", a.follow_due_at as "followDueAt", a.acknowledged_at as "acknowledgedAt",
  a.addressee_ord as "addresseeOrd", a.sent_version as "sentVersion", a.acknowledged_version as "acknowledgedVersion",
  a.arrival_number as "arrivalNumber", a.lead, a.lead_account_id as "leadAccountId", a.co_operating as "coOperating",
  a.internal_due_at as "internalDueAt", a.link_generation as "linkGeneration", a.version`;

const reading = readingTogether<HeldAssignment>(
  (among) =>
    sql`${sql.raw(PREPARED)} select ${HELD}, n.now from (select business_now() as now offset 0) n, assignment a where a.id = ${among}`,
);

/**
 * One assignment with the business instant, in one round trip that it shares with others read at the same moment.
 * @throws ProductError `not-found`
 */
export async function assignmentById(db: Db, id: string): Promise<HeldAssignment> {
  const row = isUuid(id) ? await reading(db, id.toLowerCase()) : undefined;
  if (!row) throw notFound('Không có nhiệm vụ này.', 'There is no such assignment.');
  return row;
}
