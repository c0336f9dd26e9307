import { leaderMailboxOf } from '../../access/index.js';
import { MAILS_PER_DAY } from '../../directives/index.js';
import { WAITS } from '../../mail/index.js';
import { rowsOf, sql, type Db, type RawBuilder } from '../../platform/database/sql.js';
import { vnDate } from '../../platform/vn-time.js';

/** A notice of the chase that waits to be let go or gathered. */
export interface WaitingNotice {
  cascadeId: string;
  id: string;
  unitId: string;
  /** The address of the person it goes to; empty: the mailbox of the office. */
  person: string;
  queuedAt: Date;
  /** Its policy has papers of that urgency chased at once. */
  atOnce: boolean;
  /** So many mails a day to one office, by the policy of its directive. */
  mailsPerDay: number;
}

/** Notices that can be gathered: whatever else waits is let go as it is. */
const GATHERED = ['reminder', 'escalation', 'rerouted'];

/** The person that a message, alias `m`, goes to, where it is not the mailbox of an office. */
export const PERSON = sql`case when m.parameters ->> 'to' in ('leader', 'superiorLeader')
  and not exists (select 1 from unit_mailbox x where x.address = m.to_address) then lower(m.to_address) else '' end`;

// a policy that somebody broke is not to stop the mails of everybody else: what it does not say is as if it were not there
const AT_ONCE = sql`d.policy #> array['classes', coalesce(d.urgency, 'ordinary'), 'atOnce']`;

/** Whether papers like a directive, alias `d`, are chased at once. */
export const IS_AT_ONCE = sql`case jsonb_typeof(${AT_ONCE}) when 'boolean' then (${AT_ONCE})::boolean
    else d.urgency is not null end`;

const NOTICE = sql`m.cascade_id as "cascadeId", m.id, m.unit_id as "unitId", ${PERSON} as person, m.queued_at as "queuedAt",
  m.template <> all(${GATHERED}::text[]) or ${IS_AT_ONCE} as "atOnce",
  case when jsonb_typeof(d.policy -> 'mailsPerDay') = 'number' then least(greatest((d.policy ->> 'mailsPerDay')::numeric, 1), 100)::int
    else ${MAILS_PER_DAY} end as "mailsPerDay"`;
const FROM = sql`message m left join directive d on d.id = (m.parameters ->> 'directive')::uuid`;

/** Claims notices that nobody has looked at yet, the oldest first. */
export const claimNew = (db: Db, most: number): Promise<WaitingNotice[]> =>
  rowsOf(
    db,
    sql`select ${NOTICE} from ${FROM} where ${WAITS} and m.gather_at is null
      order by m.queued_at, m.id limit ${most} for update of m skip locked`,
  );

/** What waits to be looked at for a person who is not written to any more, and the mailbox of the office instead. */
export const claimLeft = (db: Db, at: Date): Promise<{ cascadeId: string; id: string; address: string }[]> =>
  rowsOf(
    db,
    sql`with waiting as (
        select m.cascade_id, m.id, m.unit_id, ${PERSON} as person from message m
        where ${WAITS} and (m.gather_at is null or m.gather_at <= ${at}) and ${PERSON} <> '' for update of m skip locked)
      select w.cascade_id as "cascadeId", w.id, c.address from waiting w
        cross join lateral (select o.address from mailbox_on(${vnDate(at)}::date) o where o.unit_id = w.unit_id limit 1) c
      where not exists (select from (${leaderMailboxOf(sql`w.unit_id`, sql`${at}::timestamptz`)}) own
        where lower(own.address) = w.person)`,
  );

/** Why the notices of an office are only looked at again later: its calendar names no day. */
export const NO_CALENDAR = 'no-calendar';

/** Of how many offices the calendar names no day for a digest, and since when what they are told waits. */
export async function withoutCalendar(db: Db): Promise<{ count: number; since: Date | null }> {
  const [row] = await rowsOf<{ count: number; since: Date | null }>(
    db,
    sql`select count(distinct m.unit_id)::int as count, min(m.queued_at) as since from message m
      where ${WAITS} and m.last_error = ${NO_CALENDAR}`,
  );
  return row!;
}

/** Whom a digest goes to. */
export interface Recipient {
  unitId: string;
  person: string;
}

/** Recipients for whom something has fallen due to be gathered. */
export const recipientsDue = (db: Db, at: Date, most: number): Promise<Recipient[]> =>
  rowsOf(
    db,
    sql`select distinct m.unit_id as "unitId", ${PERSON} as person from message m
      where ${WAITS} and m.gather_at <= ${at} order by 1, 2 limit ${most}`,
  );

const recipients = (of: readonly Recipient[]): RawBuilder<unknown> =>
  sql`unnest(${of.map((r) => r.unitId)}::uuid[], ${of.map((r) => r.person)}::text[]) k (unit_id, person)`;

/** Claims what has fallen due for some recipients. */
export const claimDue = (db: Db, of: readonly Recipient[], at: Date): Promise<WaitingNotice[]> =>
  of.length === 0
    ? Promise.resolve([])
    : rowsOf(
        db,
        sql`select ${NOTICE} from ${FROM} join ${recipients(of)} on k.unit_id = m.unit_id and k.person = ${PERSON}
          where ${WAITS} and m.gather_at <= ${at} order by m.id for update of m skip locked`,
      );

/** What a recipient was sent on a day. */
export interface DayOf extends Recipient {
  mails: number;
  hasDigest: boolean;
}

/**
 * Holds the days of recipients until the end of the transaction, each in the same order as everybody else.
 */
export async function holdDays(db: Db, of: readonly Recipient[], on: string): Promise<DayOf[]> {
  if (of.length === 0) return [];
  await sql`insert into chase_day (unit_id, on_date, person)
    select distinct k.unit_id, ${on}::date, k.person from ${recipients(of)} order by 1, 3
    on conflict do nothing`.execute(db);
  return rowsOf(
    db,
    sql`select c.unit_id as "unitId", c.person, c.mails, c.digest_id is not null as "hasDigest"
      from chase_day c join ${recipients(of)} on k.unit_id = c.unit_id and k.person = c.person
      where c.on_date = ${on}::date
      order by c.unit_id, c.person for update of c`,
  );
}

/** Counts on the days of recipients what was sent and deferred, and names their digest. */
export async function countOnDays(
  db: Db,
  days: readonly (Recipient & { mails: number; deferred: number; digestId: string | null })[],
  on: string,
): Promise<void> {
  if (days.length === 0) return;
  await sql`update chase_day c set mails = c.mails + k.mails, deferred = c.deferred + k.deferred,
      digest_id = coalesce(k.digest_id, c.digest_id)
    from unnest(${days.map((d) => d.unitId)}::uuid[], ${days.map((d) => d.person)}::text[], ${days.map((d) => d.mails)}::int[],
      ${days.map((d) => d.deferred)}::int[], ${days.map((d) => d.digestId)}::uuid[]) k (unit_id, person, mails, deferred, digest_id)
    where c.unit_id = k.unit_id and c.person = k.person and c.on_date = ${on}::date`.execute(db);
}

/**
 * Where recipients are written to; missing: there is no live mailbox. Who is no longer the leader, or whose own address is
 * dead, is not written to (`claimLeft`).
 */
export const mailboxesOf = (db: Db, of: readonly Recipient[], at: Date): Promise<Mailbox[]> =>
  rowsOf(
    db,
    sql`select k.unit_id as "unitId", k.person, l.address is not null as "isOwn", coalesce(l.address, c.address) as address,
        coalesce(case when l.address is null then c.locale else l.locale end, 'vi') as locale
      from ${recipients(of)}
        left join lateral (select * from (${leaderMailboxOf(sql`k.unit_id`, sql`${at}::timestamptz`)}) own
          where lower(own.address) = k.person) l on k.person <> ''
        left join lateral (select o.address, o.locale from mailbox_on(${vnDate(at)}::date) o where o.unit_id = k.unit_id limit 1) c on true
      where coalesce(l.address, c.address) is not null`,
  );

/** Where a recipient is written to. */
export interface Mailbox extends Recipient {
  /** It is the person's own; else that of the office. */
  isOwn: boolean;
  address: string;
  locale: 'vi' | 'en';
}
