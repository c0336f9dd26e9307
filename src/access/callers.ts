import type { Caller, Locale, Role } from '../platform/caller.js';
import { firstOf, sql, type Db, type RawBuilder } from '../platform/database/sql.js';
import { committing } from '../platform/failpoints.js';
import { inForce } from './in-force.js';
import { PREDECESSORS } from './predecessors.js';

/** An account with the mandate that it acts under. */
interface Acting {
  accountId: string;
  mandateId: string;
  unitId: string;
  role: Role;
  locale: Locale;
  epoch: number;
  delegated: boolean;
  alsoFor: string[];
  /** The last sign-in that is noted lies a while back. */
  stale: boolean;
}

/** Which of several mandates: exactly this one, or rather one of a unit and role, rather an own one than a delegated. */
export interface Preferred {
  mandateId?: string | undefined;
  unitId?: string | undefined;
  role?: Role | undefined;
}

/**
 * A person under one mandate that is in force now.
 * @returns undefined where the account is closed, has no mandate in force, or not the one that is named
 */
export const actingOf = (
  db: Db,
  accountId: string,
  { mandateId, unitId, role }: Preferred = {},
): Promise<Acting | undefined> =>
  firstOf(
    db,
    sql<Acting>`select x."accountId", x."mandateId", x."unitId", x.role, x.locale, x.epoch, x.delegated, x.stale, ${PREDECESSORS}
      from (
        select a.id as "accountId", m.id as "mandateId", m.unit_id, m.unit_id as "unitId", m.role, a.locale,
          a.session_epoch as epoch, m.delegated_by is not null as delegated,
          least(a.last_signed_in_at, s.at) is null or a.last_signed_in_at < n.at - interval '5 minutes'
            or s.at < n.at - interval '5 minutes' as stale
        from (select business_now() as at) n
        join account a on a.id = ${accountId} and a.disabled_at is null
        join mandate m on m.account_id = a.id
        left join unit_sign_in s on s.unit_id = m.unit_id
        where ${inForce('m')} and (${mandateId ?? null}::uuid is null or m.id = ${mandateId ?? null}::uuid)
        order by m.unit_id = coalesce(${unitId ?? null}::uuid, a.unit_id) desc,
          m.role = coalesce(${role ?? null}::text, a.role) desc, delegated, m.from_at desc, m.id
        limit 1) x`,
  );

export const callerOfActing = ({ accountId, mandateId, unitId, role, locale, delegated, alsoFor }: Acting): Caller => ({
  actor: accountId,
  role,
  unitId,
  alsoFor,
  capacity: delegated ? 'by-delegation' : 'own-office',
  mandate: mandateId,
  locale,
});

/** Notes that somebody signed in for a unit: written at most once in five minutes, of business time. */
export async function noteSignIn(db: Db, unitId: string, accountId?: string): Promise<void> {
  const noting = sql`
    with person as (
      update account set last_signed_in_at = business_now() where id = ${accountId ?? null}::uuid
        and (last_signed_in_at is null or last_signed_in_at < business_now() - interval '5 minutes'))
    insert into unit_sign_in as s (unit_id, at) values (${unitId}, business_now())
    on conflict (unit_id) do update set at = excluded.at where s.at < excluded.at - interval '5 minutes'`;
  await noted(db, noting);
}

const noted = (db: Db, noting: RawBuilder<unknown>): Promise<unknown> =>
  committing(db, 'access.signInNoted', () => noting.execute(db));

/** The same for whoever holds tokens of these units, in one statement. */
export const noteSignInsOf = (db: Db, unitIds: readonly string[]): Promise<unknown> =>
  noted(
    db,
    sql`insert into unit_sign_in as s (unit_id, at)
      select u.id, n.at from (select business_now() as at offset 0) n, unnest(${unitIds}::uuid[]) u (id) order by u.id
      on conflict (unit_id) do update set at = excluded.at where s.at < excluded.at - interval '5 minutes'`,
  );
