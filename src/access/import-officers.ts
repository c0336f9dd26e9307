import { record, type Fact } from '../ledger/index.js';
import type { Caller } from '../platform/caller.js';
import { rowsOf, sql, type Db } from '../platform/database/sql.js';
import { uuidv7 } from '../platform/ids.js';
import { matchOfficers, type KnownAccount, type OfficerMatch, type OfficerToWrite } from './officer-match.rules.js';

/**
 * What taking over a list of officers would do: nobody is opened twice. A person is known within the unit by the address,
 * else by the name. One statement, however many.
 */
export async function matchedOfficers(db: Db, officers: readonly OfficerToWrite[], at: Date): Promise<OfficerMatch[]> {
  const unitIds = [...new Set(officers.map(({ unitId }) => unitId))];
  const accounts = await rowsOf<KnownAccount>(
    db,
    sql`select a.id, a.unit_id as "unitId", a.name, a.email, coalesce((
          select json_agg(json_build_object('id', m.id, 'role', m.role,
            'fromAt', to_char(m.from_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
            'untilAt', to_char(m.until_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
          from mandate m where m.account_id = a.id and m.unit_id = a.unit_id and m.delegated_by is null), '[]') as mandates
        from account a where a.unit_id = any(${unitIds}::uuid[]) and a.disabled_at is null`,
  );
  return matchOfficers(officers, accounts, at);
}

/**
 * Opens the accounts and mandates that a list lacks, fills in addresses, and ends mandates on the day it says; one fact for
 * each account and mandate. Call it inside the transaction; names and addresses stay out of the history.
 */
export async function writeOfficers(
  db: Db,
  matches: readonly OfficerMatch[],
  { at, by }: { at: Date; by: Caller },
): Promise<void> {
  const ids = new Map<string, string>();
  const idOf = (match: OfficerMatch): string => {
    const id = match.accountId ?? ids.get(match.person) ?? uuidv7(at);
    ids.set(match.person, id);
    return id;
  };
  const opened = matches.filter(({ opens }) => opens);
  const accounts = opened.map((match) => ({ ...match.officer, id: idOf(match) }));
  await sql`
    insert into account (id, unit_id, name, role, locale, email, created_at)
    select id, unit_id, name, role, 'vi', email, ${at}
    from unnest(${accounts.map((a) => a.id)}::uuid[], ${accounts.map((a) => a.unitId)}::uuid[],
      ${accounts.map((a) => a.name)}::text[], ${accounts.map((a) => a.role)}::text[],
      ${accounts.map((a) => a.email)}::text[]) as new (id, unit_id, name, role, email)`.execute(db);
  const filled = matches.filter(({ fillsEmail }) => fillsEmail);
  await sql`
    update account a set email = new.email
    from unnest(${filled.map(idOf)}::uuid[], ${filled.map((m) => m.officer.email)}::text[]) as new (id, email)
    where a.id = new.id`.execute(db);
  const given = matches.filter(({ gives }) => gives).map((match) => ({ ...match.officer, account: idOf(match), id: uuidv7(at) })); // prettier-ignore
  await sql`
    insert into mandate (id, account_id, unit_id, role, basis, from_at, until_at, granted_by)
    select id, account_id, unit_id, role, 'appointment', from_at, until_at, ${by.actor}
    from unnest(${given.map((g) => g.id)}::uuid[], ${given.map((g) => g.account)}::uuid[],
      ${given.map((g) => g.unitId)}::uuid[], ${given.map((g) => g.role)}::text[],
      ${given.map((g) => g.fromAt ?? at)}::timestamptz[], ${given.map((g) => g.untilAt)}::timestamptz[])
      as new (id, account_id, unit_id, role, from_at, until_at)`.execute(db);
  const ended = matches.filter(({ ends }) => ends !== null);
  await sql`
    update mandate m set until_at = new.until_at, ended_by = ${by.actor}
    from unnest(${ended.map((m) => m.ends)}::uuid[], ${ended.map((m) => m.officer.untilAt)}::timestamptz[]) as new (id, until_at)
    where m.id = new.id`.execute(db);
  const facts: Fact[] = [
    ...accounts.map(({ id, unitId, role }) => ({
      kind: 'access.accountCreated',
      unitId,
      payload: { account: id, role },
    })),
    ...given.map(({ id, account, unitId, role, fromAt, untilAt }) => ({
      kind: 'access.mandateGiven',
      unitId,
      payload: {
        mandate: id,
        account,
        role,
        from: (fromAt ?? at).toISOString(),
        until: untilAt?.toISOString() ?? null,
      },
    })),
  ].map((fact) => ({ ...fact, at, by }));
  await record(db, facts);
}
