import { isProvisionalIn } from '../calendar/index.js';
import type { MessageRow } from '../mail/index.js';
import type { Paper } from '../platform/components/paper.js';
import { PREPARED, rowsOf, sql, type Db } from '../platform/database/sql.js';
import { namedOn, officeName, type Level } from '../units/index.js';

/** What the mails about an assignment say; read for a whole batch at once. */
export interface NoticeFacts {
  messageId: string;
  cascadeId: string;
  assignmentId: string;
  unitId: string;
  unitName: string;
  toUnitName: string;
  senderName: string;
  parentId: string | null;
  role: 'action' | 'coordination' | 'information';
  paper: Paper;
  receiptDueAt: Date | null;
  workDueAt: Date | null;
  /** Deadlines that may still move, because the days off of their year are not announced. */
  provisional: { receipt: boolean; work: boolean };
  returnedAt: Date | null;
  returnReason: string | null;
  note: string | null;
  reportId: string | null;
  reportedAt: Date | null;
  nil: boolean | null;
  work: string;
  reviewNote: string | null;
  tasks: { n: number; label: string; text: string }[];
  receiptReminders: number;
  workReminders: number;
  reminderLimit: number;
  acknowledgedAt: Date | null;
  /** The version of what is asked that was sent last. */
  sentVersion: number;
  arrivalNumber: number | null;
  /** Working days to pass the paper on, and in which something has to follow the acknowledgement. */
  relayDays: number | null;
  followDays: number | null;
  /** Units below that have not got the paper yet, where the mail is a reminder or goes to the superior. */
  waiting: number;
  /** Links of an earlier generation are revoked. */
  linkGeneration: number;
  /** The mailbox serves other units too. */
  shared: boolean;
  now: Date;
}

const nameOf = (unit: string, as: string) => sql`join ${namedOn(unit, sql`d.roster_on`, as)}`;

interface Levels {
  unitLevel: Level;
  toUnitLevel: Level;
  senderLevel: Level;
}

/** Facts of each message about an assignment; areas are named by their People's Committee, which is written to. */
export async function noticeFactsOf(db: Db, messages: readonly MessageRow[]): Promise<NoticeFacts[]> {
  const rows = await readFacts(db, messages);
  return rows.map(({ unitLevel, toUnitLevel, senderLevel, ...facts }) => ({
    ...facts,
    unitName: officeName({ name: facts.unitName, level: unitLevel }),
    toUnitName: officeName({ name: facts.toUnitName, level: toUnitLevel }),
    senderName: officeName({ name: facts.senderName, level: senderLevel }),
  }));
}

const readFacts = (db: Db, messages: readonly MessageRow[]): Promise<(NoticeFacts & Levels)[]> =>
  rowsOf(
    db,
    sql`${sql.raw(PREPARED)} select un.level as "unitLevel", tn.level as "toUnitLevel", sn.level as "senderLevel", m.id as "messageId", a.cascade_id as "cascadeId", a.id as "assignmentId", a.unit_id as "unitId",
        un.name as "unitName", tn.name as "toUnitName", sn.name as "senderName", a.parent_id as "parentId", a.role,
        json_build_object('kind', d.kind, 'number', d.number, 'symbol', d.symbol, 'provisional', d.provisional, 'issuer', iss.name, 'place', d.place,
          'datedOn', coalesce(d.dated_on, (d.issued_at at time zone 'Asia/Ho_Chi_Minh')::date)::text, 'subject', d.subject,
          'urgency', p.reading #>> '{urgency,value}') as paper,
        a.receipt_due_at as "receiptDueAt", a.work_due_at as "workDueAt",
        json_build_object('receipt', ${isProvisionalIn(sql`a.receipt_due_at`)}, 'work', d.due_hour is null and ${isProvisionalIn(sql`a.work_due_at`)})
          as provisional, a.returned_at as "returnedAt",
        a.return_reason as "returnReason", a.note, r.id as "reportId", a.reported_at as "reportedAt", r.nil, a.work,
        r.review_note as "reviewNote",
        (select coalesce(json_agg(json_build_object('n', t.n, 'label', t.label, 'text', t.text) order by t.n), '[]')
          from directive_task t where t.directive_id = d.id) as tasks,
        (a.context ->> 'receiptReminders')::int as "receiptReminders", (a.context ->> 'workReminders')::int as "workReminders",
        (a.context ->> 'reminderLimit')::int as "reminderLimit",
        a.link_generation as "linkGeneration", a.acknowledged_at as "acknowledgedAt", a.sent_version as "sentVersion", a.arrival_number as "arrivalNumber",
        (a.context ->> 'relayDays')::int as "relayDays", (a.context ->> 'followDays')::int as "followDays",
        case when m.template in ('reminder', 'escalation') then (select count(*)::int from assignment c
          where c.cascade_id = a.cascade_id and c.parent_id = a.id and c.receipt = 'expected' and c.standing = 'inForce')
          else 0 end as waiting,
        exists (select 1 from unit_mailbox x where x.address = m.to_address and x.unit_id <> m.to_unit_id
          and x.valid_from <= (business_now() at time zone 'Asia/Ho_Chi_Minh')::date
          and (x.valid_to is null or x.valid_to > (business_now() at time zone 'Asia/Ho_Chi_Minh')::date)) as shared,
        business_now() as now
      from unnest(${messages.map((m) => m.cascadeId)}::uuid[], ${messages.map((m) => m.id)}::uuid[],
          ${messages.map((m) => m.assignmentId)}::uuid[], ${messages.map((m) => m.unitId)}::uuid[],
          ${messages.map((m) => m.template)}::text[], ${messages.map((m) => m.toAddress)}::text[])
        m (cascade_id, id, assignment_id, to_unit_id, template, to_address)
      join assignment a on a.cascade_id = m.cascade_id and a.id = m.assignment_id
      join directive d on d.id = a.directive_id left join dispatch p on p.id = d.dispatch_id
      left join report r on r.cascade_id = a.cascade_id and r.assignment_id = a.id
      ${nameOf('a.unit_id', 'un')} ${nameOf('m.to_unit_id', 'tn')} ${nameOf('a.sender_id', 'sn')} ${nameOf('d.issuer_id', 'iss')}`,
  );
