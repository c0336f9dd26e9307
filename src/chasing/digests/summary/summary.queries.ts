import { inForce } from '../../../access/index.js';
import type { Caller, Locale } from '../../../platform/caller.js';
import { firstOf, rowsOf, sql, type Db, type RawBuilder } from '../../../platform/database/sql.js';
import { isUuid } from '../../../platform/ids.js';
import type { IsoDate } from '../../../platform/vn-time.js';
import { namedOn, officeName, type Level } from '../../../units/index.js';
import type { Part, SummaryLine } from './summary.rules.js';

/** A leader who may get the summary of a week. */
export interface Leader {
  unitId: string;
  accountId: string;
  address: string;
  locale: Locale;
}

/** The mailbox of an office is written to by its digest; a leader who uses it gets no second mail there. */
const HAS_OWN_ADDRESS = sql`person.email is not null
  and not exists (select 1 from unit_mailbox x where x.unit_id = m.unit_id and lower(x.address) = lower(person.email))
  and not exists (select 1 from dead_mailbox x where x.address = lower(person.email))`;

/** Leaders with an address of their own whose summary of a week was not looked at, and whose office has reached its hour. */
export const leadersLeft = (db: Db, week: IsoDate, time: string): Promise<Leader[]> =>
  rowsOf(
    db,
    sql`select distinct on (m.unit_id, person.id) m.unit_id as "unitId", person.id as "accountId", person.email as address, person.locale
      from mandate m join account person on person.id = m.account_id left join digest_hour h on h.unit_id = m.unit_id
      where m.role = 'leader' and ${inForce('m')} and ${HAS_OWN_ADDRESS} and coalesce(h.at_hour, '08:00') <= ${time}
        and not exists (select 1 from summary_refused r where r.account_id = person.id)
        and not exists (select 1 from summary_week w where w.unit_id = m.unit_id and w.account_id = person.id and w.on_date = ${week}::date)
      order by m.unit_id, person.id`,
  );

/** Takes the summaries of a week for leaders. @returns those that nobody else has taken */
export const takeWeek = (
  db: Db,
  of: readonly Leader[],
  week: IsoDate,
): Promise<Pick<Leader, 'unitId' | 'accountId'>[]> =>
  rowsOf(
    db,
    sql`insert into summary_week (unit_id, account_id, on_date)
      select k.unit_id, k.account_id, ${week}::date
      from unnest(${of.map((l) => l.unitId)}::uuid[], ${of.map((l) => l.accountId)}::uuid[]) k (unit_id, account_id) order by 1, 2
      on conflict do nothing returning unit_id as "unitId", account_id as "accountId"`,
  );

/** Whether a person gets the summary; null where it is no leader with an address of its own. */
export async function wantsSummary(db: Db, { actor, unitId, role }: Caller): Promise<boolean | null> {
  if (role !== 'leader' || unitId === null || !isUuid(actor)) return null;
  const row = await firstOf(
    db,
    sql<{ wants: boolean }>`select not exists (select 1 from summary_refused r where r.account_id = person.id) as wants
      from account person cross join (select ${unitId}::uuid as unit_id) m where person.id = ${actor} and ${HAS_OWN_ADDRESS}`,
  );
  return row?.wants ?? null;
}

/** So many lines of each part are in the mail. */
const LINES = 10;
const DAYS_AHEAD = 7;

const RECEIPT_OPEN = sql`a.receipt in ('sent', 'delivered')`;
const WORK_OPEN = sql`a.receipt = 'acknowledged' and a.role = 'action'
  and a.work in ('notStarted', 'assigned', 'implementing', 'implemented', 'sentBack')`;
const DUE = sql`case when ${RECEIPT_OPEN} then a.receipt_due_at when ${WORK_OPEN} then a.work_due_at end`;

/**
 * What stands in the summaries of units, in the order of the deadlines.
 * @returns by unit; missing: there is nothing to say
 */
export async function summariesOf(
  db: Db,
  unitIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, SummaryLine[]>> {
  const units = sql`${[...new Set(unitIds)]}::uuid[]`;
  const until = new Date(now.getTime() + DAYS_AHEAD * 86_400_000);
  const part = (name: Part, of: string, which: RawBuilder<unknown>, due: RawBuilder<unknown>) => sql`
    select ${name}::text as part, ${sql.ref(of)} as "of", a.id, a.directive_id, a.unit_id, ${due} as due
    from assignment a where ${sql.ref(of)} = any(${units}) and a.standing = 'inForce' and ${which}`;
  const rows = await rowsOf(
    db,
    sql<SummaryRow>`
      with found as (
        ${part('due', 'a.unit_id', sql`${DUE} > ${now} and ${DUE} <= ${until}`, DUE)}
        union all ${part('late', 'a.unit_id', sql`${DUE} <= ${now}`, DUE)}
        union all ${part(
          'below',
          'a.sender_id',
          sql`a.unit_id <> a.sender_id and (${RECEIPT_OPEN} and a.receipt_due_at <= ${now} or a.relay = 'silent' and a.receipt = 'acknowledged')`,
          sql`a.receipt_due_at`,
        )}
        union all ${part('asked', 'a.unit_id', sql`a.work = 'waitingOnIssuer'`, sql`null::timestamptz`)}
        union all select 'toAnswer', q.to_unit_id, q.assignment_id, q.directive_id, q.unit_id, q.answer_due_at
          from question q where q.to_unit_id = any(${units}) and q.state = 'open'
      ), ranked as (
        select f.*, count(*) over (partition by "of", part)::int as total,
          row_number() over (partition by "of", part order by due nulls last, id) as n from found f)
      select r."of", r.part, r.total, r.directive_id as "directiveId", r.id as "assignmentId", r.due as "dueAt", p.name, p.level,
        json_build_object('kind', d.kind, 'number', d.number, 'symbol', d.symbol, 'provisional', d.provisional, 'issuer', '',
          'datedOn', coalesce(d.dated_on, (d.issued_at at time zone 'Asia/Ho_Chi_Minh')::date)::text, 'subject', d.subject) as paper
      from ranked r join directive d on d.id = r.directive_id join ${namedOn('r.unit_id', sql`d.roster_on`, 'p')}
      where r.n <= ${LINES} order by r."of", r.part, r.n`,
  );
  const summaries = new Map<string, SummaryLine[]>();
  for (const { of, name, level, ...line } of rows)
    summaries.set(of, [...(summaries.get(of) ?? []), { ...line, unitName: officeName({ name, level }) }]);
  return summaries;
}

type SummaryRow = Omit<SummaryLine, 'unitName'> & { of: string; name: string; level: Level };

/** The names of units as they are written to today. */
export async function officeNames(db: Db, unitIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await rowsOf(
    db,
    sql<{
      id: string;
      name: string;
      level: Level;
    }>`select k.id, p.name, p.level from unnest(${[...new Set(unitIds)]}::uuid[]) k (id)
      join ${namedOn('k.id', sql`(business_now() at time zone 'Asia/Ho_Chi_Minh')::date`, 'p')}`,
  );
  return new Map(rows.map(({ id, ...unit }) => [id, officeName(unit)]));
}
