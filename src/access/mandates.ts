import { record } from '../ledger/index.js';
import type { Caller, Role } from '../platform/caller.js';
import { firstOf, rowsOf, sql, type Db } from '../platform/database/sql.js';
import { uuidv7 } from '../platform/ids.js';
import { inForce } from './in-force.js';

/** A mandate as a page lists it: of a person, for a unit. */
export interface MandateRow {
  id: string;
  accountId: string;
  unitId: string;
  unitCode: string;
  unitName: string;
  role: Role;
  basis: 'appointment' | 'delegation' | 'reorganisation';
  fromAt: Date;
  untilAt: Date | null;
  legalBasis: string | null;
  /** The mandate that it was lent from, and whose that is. */
  delegatedBy: string | null;
  lenderId: string | null;
  lenderName: string | null;
  holderName: string;
  inForce: boolean;
}

const MANDATE = sql`m.id, m.account_id as "accountId", m.unit_id as "unitId", u.code as "unitCode", p.name as "unitName",
  m.role, m.basis, m.from_at as "fromAt", m.until_at as "untilAt", m.legal_basis as "legalBasis",
  m.delegated_by as "delegatedBy", l.id as "lenderId", l.name as "lenderName", h.name as "holderName",
  ${inForce('m')} as "inForce"`;
const JOINS = sql`join account h on h.id = m.account_id join unit u on u.id = m.unit_id
  join lateral (select name from unit_period where unit_id = m.unit_id order by valid_from desc limit 1) p on true
  left join mandate s on s.id = m.delegated_by left join account l on l.id = s.account_id`;
const ORDER = sql`order by "inForce" desc, m.from_at desc, m.id`;

/** Whether a mandate will be, or is, in force at some instant from now on. */
export const NOT_OVER = sql`(m.until_at is null or m.until_at > greatest(m.from_at, business_now()))`;

/** How many mandates a page shows of one person: more are the past. */
const SHOWN = 100;

/** The mandates of a person, those in force first. */
export const mandatesOf = (db: Db, accountId: string): Promise<MandateRow[]> =>
  rowsOf(
    db,
    sql<MandateRow>`select ${MANDATE} from mandate m ${JOINS} where m.account_id = ${accountId} ${ORDER} limit ${SHOWN}`,
  );

/** What was lent from mandates of a person and is not over. */
export const lentBy = (db: Db, accountId: string): Promise<MandateRow[]> =>
  rowsOf(
    db,
    sql<MandateRow>`select ${MANDATE} from mandate m ${JOINS}
      where s.account_id = ${accountId} and ${NOT_OVER} ${ORDER} limit ${SHOWN}`,
  );

export const mandateById = (db: Db, id: string): Promise<MandateRow | undefined> =>
  firstOf(db, sql<MandateRow>`select ${MANDATE} from mandate m ${JOINS} where m.id = ${id}`);

/** What a person may choose to act under now; for the frame of every page. */
export const choicesOf = (
  db: Db,
  accountId: string,
): Promise<{ id: string; unitId: string; role: Role; delegated: boolean }[]> =>
  rowsOf(
    db,
    sql`select id, unit_id as "unitId", role, delegated_by is not null as delegated
      from mandate m where m.account_id = ${accountId} and ${inForce('m')} order by delegated, from_at, id limit ${SHOWN}`,
  );

/** Somebody who can lead a duty of a unit. */
export interface Officer {
  id: string;
  name: string;
}

/** Roles that carry out what the unit owes. */
const WORKING: readonly Role[] = ['officer', 'clerk', 'leader'];
const CHOSEN_FROM = 500;

/** The people who may act on a unit's duties now, by name. */
export const officersOf = (db: Db, unitId: string): Promise<Officer[]> =>
  rowsOf(
    db,
    sql<Officer>`select a.id, a.name from account a
      where a.id in (select m.account_id from mandate m
        where m.unit_id = ${unitId} and m.role = any(${[...WORKING]}::text[]) and ${inForce('m')})
      order by a.search_key, a.id limit ${CHOSEN_FROM}`,
  );

/** One of {@link officersOf}, or undefined. */
export const officerOf = (db: Db, unitId: string, accountId: string): Promise<Officer | undefined> =>
  firstOf(
    db,
    sql<Officer>`select a.id, a.name from account a join mandate m on m.account_id = a.id
      where a.id = ${accountId} and m.unit_id = ${unitId} and m.role = any(${[...WORKING]}::text[]) and ${inForce('m')}
      limit 1`,
  );

/** A mandate to open. */
export interface MandateToOpen {
  accountId: string;
  unitId: string;
  role: Role;
  fromAt: Date;
  /** Exclusive; null: until it is ended. */
  untilAt: Date | null;
  delegatedBy?: string | undefined;
  legalBasis?: string | undefined;
}

/**
 * Opens a mandate inside the caller's transaction, which holds the account's row. Where the person has the same already
 * for the whole of that time, nothing is opened; where only a part is missing, the one that is there is made longer.
 */
export async function openMandate(
  db: Db,
  mandate: MandateToOpen,
  { at, by }: { at: Date; by: Caller },
): Promise<{ id: string; repeated: boolean }> {
  const { accountId, unitId, role, fromAt, untilAt, delegatedBy = null, legalBasis = null } = mandate;
  const there = await firstOf(
    db,
    sql<{ id: string; covers: boolean }>`
      select id, (until_at is null or until_at >= ${untilAt}::timestamptz) as covers from mandate
      where account_id = ${accountId} and unit_id = ${unitId} and role = ${role}
        and delegated_by is not distinct from ${delegatedBy}::uuid
        and from_at <= ${fromAt} and (until_at is null or until_at > greatest(from_at, ${fromAt}::timestamptz))
      order by until_at desc nulls first limit 1`,
  );
  if (there?.covers) return { id: there.id, repeated: true };
  const id = there?.id ?? uuidv7(at);
  await (
    there
      ? sql`update mandate set until_at = ${untilAt} where id = ${id}`
      : sql`insert into mandate (id, account_id, unit_id, role, basis, from_at, until_at, delegated_by, granted_by, legal_basis)
        values (${id}, ${accountId}, ${unitId}, ${role}, ${delegatedBy === null ? 'appointment' : 'delegation'}, ${fromAt},
          ${untilAt}, ${delegatedBy}, ${by.actor}, ${legalBasis})`
  ).execute(db);
  const payload = {
    mandate: id,
    account: accountId,
    role,
    from: fromAt.toISOString(),
    until: untilAt?.toISOString() ?? null,
    ...(delegatedBy === null ? {} : { delegatedBy }),
  };
  await record(db, [
    { kind: 'access.mandateGiven', at, by, unitId, payload, ...(legalBasis ? { sealed: { legalBasis } } : {}) },
  ]);
  return { id, repeated: false };
}

/** Locks the account of a person, so that acts on what it may do are one after the other. @returns undefined where closed */
export const heldAccount = (db: Db, id: string): Promise<{ id: string; unitId: string; role: Role } | undefined> =>
  firstOf(
    db,
    sql`select id, unit_id as "unitId", role from account where id = ${id} and disabled_at is null for update`,
  );
