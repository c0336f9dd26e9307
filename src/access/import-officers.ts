import { Column, record, recordEach } from '../ledger/index.js';
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
 * Opens the accounts and mandates that a list lacks, fills in addresses, and writes the ends of mandates that it says; one
 * fact for each, as many statements for one officer as for all. Whoever gets a mandate beyond those who made his sign-in
 * codes needs a new code. Call it inside the transaction; names and addresses stay out of the history.
 */
export async function writeOfficers(
  db: Db,
  matches: readonly OfficerMatch[],
  { at, by }: { at: Date; by: Caller },
): Promise<void> {
  const ids = new Map<string, string>();
  const written = matches.map((match) => {
    const account = match.accountId ?? ids.get(match.person) ?? uuidv7(at);
    ids.set(match.person, account);
    return { ...match, ...match.officer, account };
  });
  const how = { at, by };
  await openAccounts(db, written.filter(({ opens }) => opens), how); // prettier-ignore
  await fillEmails(db, written.filter(({ fillsEmail }) => fillsEmail), how); // prettier-ignore
  await endCodesOf(db, written.filter(({ outgrows }) => outgrows).map(({ account }) => account), how); // prettier-ignore
  await giveMandates(db, written.filter(({ gives }) => gives), how); // prettier-ignore
  await writeEnds(db, written.filter(({ ends }) => ends !== null), how); // prettier-ignore
}

type Written = OfficerMatch & OfficerToWrite & { account: string };
interface How {
  at: Date;
  by: Caller;
}
const UNIT = { unitId: new Column('unit_id', 'text') };
const MANDATE = {
  mandate: new Column('id', 'text'),
  account: new Column('account_id', 'text'),
  role: new Column('role', 'text'),
  until: new Column('until_at', 'instant'),
};

async function openAccounts(db: Db, rows: readonly Written[], { at, by }: How): Promise<void> {
  const opened = sql`unnest(${rows.map((r) => r.account)}::uuid[], ${rows.map((r) => r.unitId)}::uuid[],
    ${rows.map((r) => r.name)}::text[], ${rows.map((r) => r.role)}::text[], ${rows.map((r) => r.email)}::text[])
    as new (id, unit_id, name, role, email)`;
  await sql`insert into account (id, unit_id, name, role, locale, email, created_at)
    select id, unit_id, name, role, 'vi', email, ${at} from ${opened}`.execute(db);
  const payload = { account: new Column('id', 'text'), role: new Column('role', 'text') };
  await recordEach(db, sql`(select id, unit_id, role from ${opened})`, { kind: 'access.accountCreated', at, by, ...UNIT, payload }); // prettier-ignore
}

/** An address is kept under a seal of its own, so its facts are written one by one: few lines bring one later. */
async function fillEmails(db: Db, rows: readonly Written[], { at, by }: How): Promise<void> {
  await sql`
    update account a set email = new.email
    from unnest(${rows.map((r) => r.account)}::uuid[], ${rows.map((r) => r.email)}::text[]) as new (id, email)
    where a.id = new.id`.execute(db);
  await record(
    db,
    rows.map(({ account, unitId, email }) => ({
      kind: 'access.emailSet',
      at,
      by,
      unitId,
      payload: { account },
      sealed: { email: email! },
    })),
  );
}

async function giveMandates(db: Db, rows: readonly Written[], { at, by }: How): Promise<void> {
  const ids = rows.map(() => uuidv7(at));
  await sql`
    insert into mandate (id, account_id, unit_id, role, basis, from_at, until_at, granted_by)
    select id, account_id, unit_id, role, 'appointment', from_at, until_at, ${by.actor}
    from unnest(${ids}::uuid[], ${rows.map((r) => r.account)}::uuid[],
      ${rows.map((r) => r.unitId)}::uuid[], ${rows.map((r) => r.role)}::text[],
      ${rows.map((r) => r.fromAt ?? at)}::timestamptz[], ${rows.map((r) => r.untilAt)}::timestamptz[])
      as new (id, account_id, unit_id, role, from_at, until_at)`.execute(db);
  await recordMandates(db, 'access.mandateGiven', { ids, at, by });
}

/** A mandate that ends sooner is ended; one that lasts longer is given for longer. */
async function writeEnds(db: Db, rows: readonly Written[], { at, by }: How): Promise<void> {
  await sql`
    update mandate m set until_at = new.until_at, ended_by = case when new.sooner then ${by.actor} else m.ended_by end
    from unnest(${rows.map((r) => r.ends!.id)}::uuid[], ${rows.map((r) => r.untilAt)}::timestamptz[],
      ${rows.map((r) => r.ends!.sooner)}::boolean[]) as new (id, until_at, sooner)
    where m.id = new.id`.execute(db);
  const those = (sooner: boolean): string[] => rows.filter((r) => r.ends!.sooner === sooner).map((r) => r.ends!.id);
  await recordMandates(db, 'access.mandateEnded', { ids: those(true), at, by });
  await recordMandates(db, 'access.mandateGiven', { ids: those(false), at, by });
}

async function recordMandates(
  db: Db,
  kind: 'access.mandateGiven' | 'access.mandateEnded',
  { ids, at, by }: How & { ids: readonly string[] },
) {
  const source = sql`(select id, account_id, unit_id, role, from_at, until_at from mandate where id = any(${ids}::uuid[]))`;
  const from = kind === 'access.mandateGiven' ? { from: new Column('from_at', 'instant') } : {};
  await recordEach(db, source, { kind, at, by, ...UNIT, payload: { ...MANDATE, ...from } });
}

/** Ends the sign-in codes and sessions of people. */
async function endCodesOf(db: Db, accountIds: readonly string[], { at, by }: How): Promise<void> {
  const those = sql`account_id = any(${accountIds}::uuid[]) and revoked_at is null`;
  await recordEach(db, sql`(select id, unit_id, account_id from api_token where ${those})`, {
    kind: 'access.tokenRevoked',
    at,
    by,
    ...UNIT,
    payload: { token: new Column('id', 'text'), account: new Column('account_id', 'text') },
  });
  await sql`update api_token set revoked_at = clock_timestamp() where ${those}`.execute(db);
  await sql`update account set session_epoch = session_epoch + 1 where id = any(${accountIds}::uuid[])`.execute(db);
}
