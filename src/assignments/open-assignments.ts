import { CURRENT, machineOf, start, type AssignmentContext } from '../../workflows/index.js';
import type { DutyTerms } from '../directives/index.js';
import { Column, recording, type Fact } from '../ledger/index.js';
import { queueing } from '../mail/index.js';
import type { Caller } from '../platform/caller.js';
import { firstOf, sql, type Db, type RawBuilder } from '../platform/database/sql.js';
import { vnDate } from '../platform/vn-time.js';

export interface Opening {
  cascadeId: string;
  directiveId: string;
  /** The unit whose paper it is: it hears of returns and reviews reports. */
  senderId: string;
  /** The assignment that these pass on, where there is one. */
  parentId: string | null;
  at: Date;
  by: Caller;
  receiptDueAt: Date;
  workDueAt: Date | null;
  /** Units whose deadlines are counted by a calendar of their own. */
  ownTerms?: readonly OwnTerms[];
  /** What the policy says of reminders and terms. */
  terms: DutyTerms;
  /** The class of these units, where they are not of a roster: that of the unit which passes the paper on. */
  addresseeOrd?: number | null;
  /** The version of what the directive asks. */
  sentVersion: number;
  /** The directive is issued with this act: no unit can have a duty under it yet, so none is looked for. */
  isFirst?: boolean;
}

/** The deadlines of units that work by one calendar of their own. */
export interface OwnTerms {
  unitIds: readonly string[];
  receiptDueAt: Date;
  workDueAt: Date | null;
}

/** Of a duty that goes on from another, whose terms it takes. */
export const NO_TERMS: DutyTerms = {
  reminderLimit: 0,
  relayWorkingDays: null,
  followUpWorkingDays: null,
  beginWorkingDays: null,
};

/** Coordination and information recipients owe receipt only: they are reminded, but nobody above is told of them. */
export function contextOf(owesWork: boolean, terms: DutyTerms): AssignmentContext {
  const { context } = start(machineOf('assignment', CURRENT.assignment));
  return {
    ...context,
    owesWork,
    reminderLimit: terms.reminderLimit,
    receiptEscalated: !owesWork,
    workEscalated: !owesWork,
    relayDays: terms.relayWorkingDays,
    followDays: terms.followUpWorkingDays,
    ...(terms.beginWorkingDays === null ? {} : { beginDays: terms.beginWorkingDays }),
  };
}

/** Units of a frozen roster, as the relation that {@link openAssignments} takes. */
export const ofRoster = (directiveId: string): RawBuilder<unknown> => sql`(
  select unit_id, role, through, superior_id, ord from roster_entry where directive_id = ${directiveId})`;

/** Units that act and are reached directly, as the relation that {@link openAssignments} takes. */
export const ofUnits = (unitIds: readonly string[]): RawBuilder<unknown> => sql`(
  select unit_id, 'action'::text as role, null::text as through, null::uuid as superior_id,
    null::smallint as ord
  from unnest(${unitIds}::uuid[]) unit_id)`;

/**
 * Each entry `e` with the entry `s` of the superior it is reached through. No statistics know a roster that was just
 * written, so the planner takes it for one row and would compare every pair (20 s for 11,400 units); a full join cannot
 * be run like that. The CASE leaves out superiors that stand alone, in a form that keeps the join a full one.
 */
const EACH_WITH_ITS_SUPERIOR = sql`entry e full join entry s on s.unit_id = e.above_id
  where case when e.id is null then false else true end`;

/**
 * Opens one assignment per unit, with its fact and its message, in one statement. A unit reached through its superior
 * is `expected` and gets no message until it is relayed; the superior owes the relay.
 * @param units  relation in brackets with `unit_id`, `role`, `through`, `superior_id` and `ord`
 * @returns how many were opened; units that have the duty already are left alone
 */
export async function openAssignments(db: Db, units: RawBuilder<unknown>, opening: Opening): Promise<number> {
  const { at } = opening;
  const due = termsOf(opening);
  const context = (owesWork: boolean) => sql`${JSON.stringify(contextOf(owesWork, opening.terms))}::jsonb`;
  const row = await firstOf(
    db,
    sql<{ opened: number }>`
      with entry as materialized (
        select e.*, case when e.through = 'superior' then e.superior_id end as above_id, uuid_v7(${at}::timestamptz) as id${due.columns}
        from ${units} e ${due.joins}),
      opened as (
        insert into assignment (cascade_id, id, directive_id, unit_id, parent_id, sender_id, role, machine_version,
          receipt, relay, work, standing, context, opened_at, sent_at, receipt_due_at, work_due_at, next_chase_at, remind_at,
          addressee_ord, sent_version)
        select ${opening.cascadeId}::uuid, e.id, ${opening.directiveId}::uuid, e.unit_id, coalesce(s.id, ${opening.parentId}::uuid),
          coalesce(s.unit_id, ${opening.senderId}::uuid), e.role, ${CURRENT.assignment}::smallint,
          case when s.id is null then 'sent' else 'expected' end,
          case when e.unit_id in (select superior_id from entry where superior_id is not null) then 'owed' else 'none' end,
          'notStarted', 'inForce',
          case when e.role = 'action' then ${context(true)} else ${context(false)} end, ${at}::timestamptz,
          case when s.id is null then ${at}::timestamptz end, case when s.id is null then ${due.receipt} end,
          case when e.role = 'action' then ${due.work} end,
          case when s.id is null then ${due.receipt} end, case when s.id is null then ${due.receipt} end,
          coalesce(e.ord, ${opening.addresseeOrd ?? null}::smallint), ${opening.sentVersion}::smallint
        from ${EACH_WITH_ITS_SUPERIOR}
        ${opening.isFirst ? sql`` : sql`on conflict do nothing`}
        returning cascade_id, id, directive_id, unit_id, role, receipt, receipt_due_at, work_due_at, version,
          concat_ws('.', receipt, relay, work, standing) as regions
      ), ${recording(factOf(opening), sql`opened`)}, ${queueing(noticeOf(at), sentWithAddress(opening))}
      select count(*)::int as opened from opened`,
  );
  return row!.opened;
}

/** The deadlines as expressions over the entry `e`; units of one calendar, which is the rule, join nothing. */
function termsOf({ receiptDueAt, workDueAt, ownTerms = [] }: Opening) {
  const [receipt, work] = [sql`${receiptDueAt}::timestamptz`, sql`${workDueAt}::timestamptz`];
  if (ownTerms.length === 0) return { receipt, work, columns: sql``, joins: sql`` };
  const own = ownTerms.flatMap(({ unitIds, ...due }) => unitIds.map((unitId) => ({ unitId, ...due })));
  return {
    receipt: sql`case when e.has_own then e.own_receipt else ${receipt} end`,
    work: sql`case when e.has_own then e.own_work else ${work} end`,
    columns: sql`, own.unit_id is not null as has_own, own.receipt as own_receipt, own.work as own_work`,
    joins: sql`left join unnest(${own.map(({ unitId }) => unitId)}::uuid[],
      ${own.map((one) => one.receiptDueAt.toISOString())}::timestamptz[],
      ${own.map((one) => one.workDueAt?.toISOString() ?? null)}::timestamptz[]) own (unit_id, receipt, work)
      on own.unit_id = e.unit_id`,
  };
}

const factOf = ({ at, by, cascadeId, directiveId }: Opening): Fact => ({
  kind: 'assignment.opened',
  at,
  by,
  unitId: new Column('unit_id', 'text'),
  cascadeId,
  directiveId,
  assignmentId: new Column('id', 'text'),
  to: new Column('receipt', 'text'),
  payload: {
    role: new Column('role', 'text'),
    regions: new Column('regions', 'text'),
    receiptDueAt: new Column('receipt_due_at', 'instant'),
    workDueAt: new Column('work_due_at', 'instant'),
  },
});

/**
 * A whole roster is joined in a form that is never run by comparing every pair, as {@link EACH_WITH_ITS_SUPERIOR} is (45 s
 * for 11,400 units).
 */
const sentWithAddress = ({
  at,
  isFirst,
}: Opening) => sql`(select o.*, c.address as email, coalesce(c.locale, 'vi') as locale
  from opened o ${isFirst ? sql`full` : sql`left`} join mailbox_on(${vnDate(at)}::date) c on c.unit_id = o.unit_id
  where case when o.receipt = 'sent' then true else false end)`;

const noticeOf = (at: Date) => ({
  template: 'issue',
  key: ['issue', new Column('id', 'text'), new Column('version', 'integer')],
  cascadeId: new Column('cascade_id', 'text'),
  unitId: new Column('unit_id', 'text'),
  assignmentId: new Column('id', 'text'),
  locale: new Column('locale', 'text'),
  parameters: { directive: new Column('directive_id', 'text') },
  toAddress: new Column('email', 'text'),
  queuedAt: at,
  isNew: true,
});
