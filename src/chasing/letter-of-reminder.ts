import { RELAY_TERM } from '../assignments/index.js';
import { addWorkingDays, loadCalendar } from '../calendar/index.js';
import { directiveById, papersOf, type ChaseStage } from '../directives/index.js';
import { letterheadOf, type Letter } from '../letters/index.js';
import type { LetterSlips } from '../links/index.js';
import type { Caller } from '../platform/caller.js';
import { rowsOf, sql, type Db, type RawBuilder } from '../platform/database/sql.js';
import { notPossibleNow } from '../platform/errors.js';
import { vnDate, type IsoDate } from '../platform/vn-time.js';
import { findUnit, namedOn, officeName, type Level } from '../units/index.js';
import { reminderLetter, type Delay, type LateUnit } from './letter.rules.js';

/** Working days that a reminder gives where the issuer does not say by when. */
const GIVEN_DAYS = 3;
/** Every commune of the country, and more. */
const UNITS_AT_MOST = 5000;

export interface ReminderAsked {
  /** Own code of one unit; every unit that holds the directive up where it is not given. */
  unit?: string | undefined;
  /** By when what is late is to be done; three working days from today where it is not given. */
  by?: IsoDate | undefined;
  /** The duties of a round that are still late with its stage: exactly those. */
  round?: { stage: ChaseStage; assignments: readonly string[] } | undefined;
  /** The office that signs; the issuer where it is not given. */
  senderId?: string | undefined;
}

/**
 * The issuer's official letter to the units that hold a directive up.
 * @throws ProductError `not-found`, `not-possible-now` where nobody is late
 */
export async function letterOfReminder(
  db: Db,
  id: string,
  { unit, by, round, senderId }: ReminderAsked,
): Promise<Letter> {
  const directive = await directiveById(db, id);
  const only = unit === undefined ? null : (await findUnit(db, unit)).id;
  const late = await lateUnits(db, id, { only, round });
  if (late.length === 0)
    throw notPossibleNow(
      'Không có đơn vị nào chậm thời hạn, chưa cần công văn đôn đốc.',
      'No unit is late, so there is nobody to urge.',
    );
  const today = vnDate(directive.now);
  const head = await letterheadOf(db, senderId ?? directive.issuerId, directive.rosterOn);
  const papers = await papersOf(db, [id]);
  return reminderLetter({
    // an office that serves no one area dates its letters where it dated this paper
    head: { ...head, place: head.place ?? directive.place },
    paper: papers.get(id)!,
    workDueAt: directive.workDueAt,
    isIssuer: senderId === undefined || senderId === directive.issuerId,
    late,
    by: by ?? addWorkingDays(today, GIVEN_DAYS, await loadCalendar(db)),
    now: directive.now,
  });
}

/** The same with what it offers to who gets it on paper. @param reader  a code is only for who may give it */
export async function letterWithSlip(
  db: Db,
  slips: LetterSlips,
  id: string,
  { reader, ...asked }: ReminderAsked & { reader: Caller },
): Promise<Letter> {
  const letter = await letterOfReminder(db, id, asked);
  const only = asked.unit === undefined ? null : (await findUnit(db, asked.unit)).id;
  return slips.under(db, await directiveById(db, id), { unitId: only, letter, by: reader });
}

interface LateRow {
  name: string;
  level: Level;
  waiting: number;
  receipt: boolean;
  relay: boolean;
  begin: boolean;
  work: boolean;
  dueAt: Date | null;
}

/** Who has let a term pass: has not acknowledged, has not passed on to those who wait, has not reported. */
async function lateUnits(
  db: Db,
  id: string,
  { only: unitId, round }: { only: string | null; round: ReminderAsked['round'] },
): Promise<LateUnit[]> {
  // who of a round is still late was found by its page: the letter names exactly those, and asks no rule of its own
  const lateIn = (stages: readonly ChaseStage[], otherwise: RawBuilder<boolean>): RawBuilder<boolean> =>
    round ? sql<boolean>`${stages.includes(round.stage)}::boolean` : otherwise;
  const rows = await rowsOf<LateRow>(
    db,
    sql`with held as (
        select c.parent_id, count(*)::int as waiting from directive d join assignment c on c.cascade_id = d.cascade_id
        where d.id = ${id} and c.receipt = 'expected' and c.standing = 'inForce' group by c.parent_id
      ), due as (
        select a.*, d.roster_on, coalesce(h.waiting, 0) as waiting,
          ${lateIn(['receipt', 'delivery'], sql`a.receipt in ('sent', 'delivered') and a.receipt_due_at < business_now()`)} as late_receipt,
          ${lateIn(
            ['relay'],
            sql`a.receipt = 'acknowledged' and h.waiting > 0 and (a.relay = 'silent'
              or (a.context ->> 'relayDays') is null and a.receipt_due_at < business_now())`,
          )} as late_relay,
          ${lateIn(['begin'], sql`false`)} as late_begin,
          ${lateIn(
            ['work'],
            sql`a.receipt = 'acknowledged' and a.role = 'action' and a.work_due_at < business_now()
              and a.work in ('notStarted', 'assigned', 'implementing', 'sentBack')`,
          )} as late_work
        from directive d join assignment a on a.cascade_id = d.cascade_id and (d.id = d.cascade_id or a.directive_id = d.id)
          left join held h on h.parent_id = a.id
        where d.id = ${id} and a.standing = 'inForce' and (${unitId}::uuid is null or a.unit_id = ${unitId})
          and (${!round} or a.id = any(${[...(round?.assignments ?? [])]}::uuid[]))
      )
      select p.name, p.level, a.waiting, late_receipt as receipt, late_relay as relay, late_begin as begin, late_work as work,
        case when late_work then a.work_due_at when late_receipt then a.receipt_due_at
          when late_relay and (a.context ->> 'relayDays') is null then a.receipt_due_at
          when late_relay then ${RELAY_TERM} end as "dueAt"
      from due a join unit u on u.id = a.unit_id join ${namedOn('a.unit_id', sql`a.roster_on`, 'p')}
      where late_receipt or late_relay or late_begin or late_work
      order by a.waiting desc, u.code limit ${UNITS_AT_MOST}`,
  );
  return rows.map(({ waiting, dueAt, ...row }) => ({
    name: officeName(row),
    delays: (['receipt', 'relay', 'begin', 'work'] as const satisfies Delay[]).filter((delay) => row[delay]),
    dueAt,
    waiting,
  }));
}
