import { accepts, machineOf, type AssignmentEvent } from '../../workflows/index.js';
import { isProvisionalIn } from '../calendar/index.js';
import { PREPARED, rowsOf, sql, type Db, type RawBuilder } from '../platform/database/sql.js';
import { readingTogether } from '../platform/database/together.js';
import { notFound } from '../platform/errors.js';
import { isUuid } from '../platform/ids.js';
import { fromCursor, pageOf, type Page } from '../platform/paging.js';
import { vnIso } from '../platform/vn-time.js';
import { namedOn } from '../units/index.js';
import { HELD, type HeldAssignment } from './assignment.queries.js';
import { DUTY_TASKS, dutyTasks, type DutyTask, type TaskColumns } from './tasks/duty-tasks.js';
import { relayOverdueAt, RELAY_TERM } from './relay-term.js';
import { exchangeStatus, regionsOf, stateOf } from './assignment.rules.js';

/** An assignment with what a reader needs beside its state. */
export interface AssignmentView extends HeldAssignment {
  unitCode: string;
  unitName: string;
  senderCode: string;
  senderName: string;
  subject: string;
  kind: string;
  number: number | null;
  symbol: string | null;
  datedOn: string | null;
  issuedAt: Date | null;
  openedAt: Date;
  sentAt: Date | null;
  deliveredAt: Date | null;
  returnedAt: Date | null;
  /** Since when its clock stands; null while it runs. */
  pausedAt: Date | null;
  /** A deadline lies in a year whose days off are not announced yet, and may still move later. */
  provisional: boolean;
  /** Of which of its deadlines. */
  provisionalOf: { receipt: boolean; work: boolean };
  workDoneAt: Date | null;
  reportedAt: Date | null;
  closedAt: Date | null;
  arrivalYear: number | null;
  coOperating: string[] | null;
  internalDueAt: Date | null;
  /** By when the unit has to pass the paper on to whoever waits for it, also once that is over; null where no term runs. */
  relayTermAt: Date | null;
  /** When the unit is to have answered whether it gives the paper back, where it is asked to. */
  recallDueAt: Date | null;
  returnReason: string | null;
  note: string | null;
  /** Those that are the unit's: with their texts where one assignment was read, without them in a list. */
  tasks: DutyTask[];
  /** Who answers for the acknowledgement; null where nobody was known, or several were. */
  accountableId: string | null;
  accountableName: string | null;
  accountableCapacity: 'own-office' | 'by-delegation' | null;
  /** The directive that took the place of this one. */
  supersededBy: string | null;
}

/** Names are those of the day of issue; of what a reorganisation opened, those of the day on which it did. */
const NAMED_ON = sql`case when a.reorganisation_id is null then d.roster_on
  else (a.opened_at at time zone 'Asia/Ho_Chi_Minh')::date end`;
const nameOn = (unit: string, as: string) => sql`join ${namedOn(unit, NAMED_ON, as)}`;

const RECEIPT_PROVISIONAL = isProvisionalIn(sql`a.receipt_due_at`);
/** A named hour of a date holds whatever days off are announced. */
const WORK_PROVISIONAL = sql`(a.role = 'action' and d.due_hour is null and ${isProvisionalIn(sql`a.work_due_at`)})`;

const viewOf = (
  withTexts: boolean,
) => sql`${HELD}, business_now() as now, u.code as "unitCode", un.name as "unitName", s.code as "senderCode",
  sn.name as "senderName", d.subject, d.kind, d.number, d.symbol, d.dated_on::text as "datedOn", d.issued_at as "issuedAt",
  a.opened_at as "openedAt", a.sent_at as "sentAt", a.delivered_at as "deliveredAt", a.returned_at as "returnedAt",
  case when a.standing = 'inForce' then a.paused_at end as "pausedAt",
  a.work_done_at as "workDoneAt", a.reported_at as "reportedAt", a.closed_at as "closedAt",
  a.arrival_year as "arrivalYear", a.co_operating as "coOperating", a.internal_due_at as "internalDueAt",
  (${RECEIPT_PROVISIONAL} or ${WORK_PROVISIONAL}) is true as provisional,
  json_build_object('receipt', ${RECEIPT_PROVISIONAL}, 'work', ${WORK_PROVISIONAL} is true) as "provisionalOf",
  ${RELAY_TERM} as "relayTermAt", a.recall_due_at as "recallDueAt", a.return_reason as "returnReason", a.note, d.superseded_by as "supersededBy",
  a.accountable_id as "accountableId", (select y.name from account y where y.id = a.accountable_id) as "accountableName",
  a.accountable_capacity as "accountableCapacity", ${DUTY_TASKS(withTexts)}`;
const [VIEW, LINE] = [viewOf(true), viewOf(false)];
type ReadView = Omit<AssignmentView, 'tasks'> & TaskColumns;
const viewed = ({
  askedTasks,
  addresseeLines,
  taskStatus,
  taskReasons,
  taskSupervised,
  ...row
}: ReadView): AssignmentView => ({
  ...row,
  tasks: dutyTasks({ ...row, askedTasks, addresseeLines, taskStatus, taskReasons, taskSupervised }),
});
const JOINS = sql`join directive d on d.id = a.directive_id join unit u on u.id = a.unit_id ${nameOn('a.unit_id', 'un')}
  join unit s on s.id = a.sender_id ${nameOn('a.sender_id', 'sn')}`;

const reading = readingTogether<ReadView>(
  (among) => sql`${sql.raw(PREPARED)} select ${VIEW} from assignment a ${JOINS} where a.id = ${among}`,
);

/** One assignment as it is shown, in one round trip that it shares with others. @throws ProductError `not-found` */
export async function assignmentView(db: Db, id: string): Promise<AssignmentView> {
  const row = isUuid(id) ? await reading(db, id.toLowerCase()) : undefined;
  if (!row) throw notFound('Không có nhiệm vụ này.', 'There is no such assignment.');
  return viewed(row);
}

export interface AssignmentSearch {
  unitId?: string | undefined;
  /** Of any of these units: one's own with those that it succeeds. */
  unitIds?: readonly string[] | undefined;
  directiveId?: string | undefined;
  parentId?: string | undefined;
  receipt?: string | undefined;
  /** Only what has been sent to its unit; false: only what waits for its superior. */
  passedOn?: boolean | undefined;
  work?: string | undefined;
  relay?: string | undefined;
  overdue?: 'receipt' | 'work' | 'either' | undefined;
  /** Only what was sent and is not acknowledged yet. */
  unacknowledged?: boolean | undefined;
  /** Only what a reorganisation brought, as a duty of its own or into one that was there. */
  moved?: boolean | undefined;
  /** Only what is asked back and not answered; false: all but that. */
  askedBack?: boolean | undefined;
  /** Only what is open: still to acknowledge, to do, to report or to give back. */
  open?: boolean | undefined;
  limit: number;
  cursor?: string | undefined;
}

export const OPEN_RECEIPT = sql`a.standing = 'inForce' and a.receipt in ('sent', 'delivered')`;
export const OPEN_WORK = sql`a.standing = 'inForce' and a.receipt = 'acknowledged' and a.role = 'action'
  and a.work in ('notStarted', 'assigned', 'implementing', 'implemented', 'sentBack')`;

/** Work whose clock stands still until the unit's question is answered: it is owed, and never overdue. */
export const WAITING_WORK = sql`a.standing = 'inForce' and a.receipt = 'acknowledged' and a.work = 'waitingOnIssuer'`;

/** A paper that is asked back: the unit owes an answer, and nothing else. */
export const ASKED_BACK = sql`a.standing = 'recallRequested'`;
/** What a unit owes something for. */
export const OPEN = sql`((${OPEN_RECEIPT}) or (${OPEN_WORK}) or (${WAITING_WORK}) or (${ASKED_BACK}))`;
/** Work, alias `a`, that has yet to be done. */
export const WORK_TO_DO = sql`a.work in ('notStarted', 'assigned', 'implementing', 'sentBack')`;
/** Work that waits for an acknowledgement given anew, because the paper was amended or nothing followed: it goes on being late. */
const WORK_TO_RECEIVE_AGAIN = sql`${OPEN_RECEIPT} and a.acknowledged_version is not null and a.role = 'action'
  and ${WORK_TO_DO}`;
/** Open, and its deadline at an instant is over. */
export const overdueAt = (now: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`((${OPEN_RECEIPT} and a.receipt_due_at < ${now}) or (${WORK_TO_RECEIVE_AGAIN} and a.work_due_at < ${now})
    or (${OPEN_WORK} and (a.work_due_at < ${now} or ${relayOverdueAt(now)}))
    or (${ASKED_BACK} and a.recall_due_at < ${now}))`;

export const MOVED_HERE = sql`exists (select 1 from assignment_succession s
  where s.cascade_id = a.cascade_id and s.to_id = a.id)`;

/** Assignments, newest first; what is only expected is not in its unit's list, for it has not been sent to it. */
export async function listAssignments(db: Db, search: AssignmentSearch): Promise<Page<AssignmentView>> {
  const after = search.cursor ? fromCursor(search.cursor, ['instant', 'uuid']) : undefined;
  const conditions = [
    ...(search.unitId ? [sql`a.unit_id = ${search.unitId} and a.receipt <> 'expected'`] : []),
    ...(search.unitIds ? [sql`a.unit_id = any(${search.unitIds}::uuid[]) and a.receipt <> 'expected'`] : []),
    ...(search.directiveId ? [sql`a.directive_id = ${search.directiveId}`] : []),
    ...(search.parentId ? [sql`a.parent_id = ${search.parentId}`] : []),
    ...(search.passedOn === undefined ? [] : [sql`(a.receipt <> 'expected') = ${search.passedOn}`]),
    ...(search.receipt ? [sql`a.receipt = ${search.receipt}`] : []),
    ...(search.work ? [sql`a.work = ${search.work}`] : []),
    ...(search.relay ? [sql`a.relay = ${search.relay}`] : []),
    ...(search.open ? [OPEN] : []),
    ...(search.askedBack === undefined ? [] : [sql`(${ASKED_BACK}) = ${search.askedBack}`]),
    ...(search.overdue === 'receipt' ? [sql`${OPEN_RECEIPT} and a.receipt_due_at < business_now()`] : []),
    ...(search.overdue === 'work'
      ? [sql`(${OPEN_WORK} or ${WORK_TO_RECEIVE_AGAIN}) and a.work_due_at < business_now()`]
      : []),
    ...(search.overdue === 'either' ? [overdueAt(sql`business_now()`)] : []),
    ...(search.unacknowledged ? [OPEN_RECEIPT] : []),
    ...(search.moved ? [MOVED_HERE] : []),
    ...(after ? [sql`(a.opened_at, a.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`] : []),
  ];
  const rows = await rowsOf<ReadView>(
    db,
    sql`select ${LINE} from assignment a ${JOINS} ${conditions.length > 0 ? sql`where ${sql.join(conditions, sql` and `)}` : sql``}
      order by a.opened_at desc, a.id desc limit ${search.limit + 1}`,
  );
  return pageOf(rows.map(viewed), search.limit, ({ openedAt, id }) => [openedAt.toISOString(), id]);
}

/** Acts as the API names them, and the event that each is. */
const ACTS: readonly [string, AssignmentEvent][] = [
  ['acknowledge', { type: 'ACKNOWLEDGE' }],
  ['return', { type: 'RETURN' }],
  ['assign', { type: 'ASSIGN' }],
  ['forward', { type: 'FORWARD', all: false }],
  ['start', { type: 'START' }],
  ['complete', { type: 'COMPLETE' }],
  ['not-applicable', { type: 'NOT_APPLICABLE' }],
  ['report', { type: 'REPORT' }],
  ['supervise', { type: 'SUPERVISE', left: 1 }],
  ['ask', { type: 'ASK' }],
  ['request-extension', { type: 'EXTEND' }],
];

/** The acts that the unit may do now, by the machine. */
export function allowedActs(row: HeldAssignment): string[] {
  const stored = { value: { ...regionsOf(row) }, context: row.context };
  const accepted = new Set(
    accepts(
      machineOf('assignment', row.machineVersion),
      stored,
      ACTS.map(([, event]) => event),
    ),
  );
  const isPossible = ([name, { type }]: (typeof ACTS)[number]): boolean =>
    accepted.has(type) && (name !== 'request-extension' || row.workDueAt !== null);
  return ACTS.filter(isPossible).map(([name]) => name);
}

const instant = (at: Date | null): string | null => (at ? vnIso(at) : null);

/** An assignment as the API shows it. */
export const assignmentJson = (a: AssignmentView) => ({
  id: a.id,
  directive: a.directiveId,
  cascade: a.cascadeId,
  unit: { code: a.unitCode, name: a.unitName },
  sender: { code: a.senderCode, name: a.senderName },
  subject: a.subject,
  role: a.role,
  parent: a.parentId,
  state: stateOf(a),
  receipt: a.receipt,
  relay: a.relay,
  work: a.work,
  standing: a.standing,
  exchangeStatus: exchangeStatus(a, a.context.recallRefused ?? false),
  arrivalNumber: a.arrivalNumber,
  arrivalYear: a.arrivalYear,
  receiptDueAt: instant(a.receiptDueAt),
  recallDueAt: a.standing === 'recallRequested' ? instant(a.recallDueAt) : null,
  workDueAt: instant(a.workDueAt),
  provisional: a.provisional,
  sentAt: instant(a.sentAt),
  deliveredAt: instant(a.deliveredAt),
  acknowledgedAt: instant(a.acknowledgedAt),
  returnedAt: instant(a.returnedAt),
  returnReason: a.returnReason,
  reportedAt: instant(a.reportedAt),
  closedAt: instant(a.closedAt),
  lead: a.lead,
  coOperating: a.coOperating ?? [],
  accountable:
    a.accountableId === null ? null : { id: a.accountableId, name: a.accountableName, capacity: a.accountableCapacity },
  contentVersion: { sent: a.sentVersion, acknowledged: a.acknowledgedVersion },
  tasks: a.tasks,
  allowed: allowedActs(a),
  linkGeneration: a.linkGeneration,
  version: a.version,
});
