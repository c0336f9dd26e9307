import { rowsOf, sql, type Db } from '../platform/database/sql.js';
import type { Kind, Level, SuccessionToWrite } from '../units/index.js';
import { newUnit, periodValue, type HeldUnit, type RelationLine, type Scheme } from './held-units.rules.js';
import type { KnownChange } from './conversion-plan.rules.js';
import type { Present } from './units-plan.rules.js';

interface StoredRow {
  code: string;
  table: 'period' | 'relation' | 'code' | 'alias' | 'mailbox';
  key: string | null;
  value: string;
  level: Level | null;
  from: string;
  to: string | null;
  legalBasis: string | null;
}

/**
 * Everything that is held of the units that a file names, by our own code or by an official one on any day, and of all
 * that ever stood above them: two statements, however many.
 * @param official  `scheme value`
 */
export async function presentOf(
  db: Db,
  { codes, official }: { codes: readonly string[]; official: readonly string[] },
): Promise<Present> {
  const schemes = official.map((text) => text.slice(0, text.indexOf(' ')));
  const values = official.map((text) => text.slice(text.indexOf(' ') + 1));
  const borne = await rowsOf<{ borne: string; code: string; from: string; to: string | null }>(
    db,
    sql`select o.scheme || ' ' || o.value as borne, u.code, o.valid_from::text as "from", o.valid_to::text as "to"
        from unnest(${schemes}::text[], ${values}::text[]) as w (scheme, value)
        join unit_official_code o on o.scheme = w.scheme and o.value = w.value join unit u on u.id = o.unit_id
        order by 1, o.valid_from`,
  );
  const bearers = new Map<string, { code: string; from: string; to: string | null }[]>();
  for (const { borne: key, ...row } of borne) bearers.set(key, [...(bearers.get(key) ?? []), row]);
  const named = [...new Set([...codes, ...borne.map(({ code }) => code)])];
  const rows = await rowsOf(db, heldRows(named));
  const units = new Map<string, HeldUnit>();
  for (const row of rows) {
    const unit = units.get(row.code) ?? { ...newUnit(row.code), isNew: false };
    units.set(row.code, unit);
    put(unit, row);
  }
  return { units, bearers };
}

const heldRows = (codes: readonly string[]) => sql<StoredRow>`
  with recursive touched (id) as (
    select id from unit where code = any(${codes}::text[])
    union
    select r.parent_id from touched join unit_relation r on r.unit_id = touched.id
  ), held as (
    select unit_id, 'period' as "table", kind as key, name as value, level, valid_from, valid_to, legal_basis
      from unit_period
    union all select r.unit_id, 'relation', r.line, p.code, null, r.valid_from, r.valid_to, r.legal_basis
      from unit_relation r join unit p on p.id = r.parent_id
    union all select unit_id, 'code', scheme, value, null, valid_from, valid_to, legal_basis from unit_official_code
    union all select unit_id, 'alias', null, alias, null, valid_from, valid_to, legal_basis from unit_alias
    union all select unit_id, 'mailbox', null, address, null, valid_from, valid_to, legal_basis from unit_mailbox
  )
  select u.code, h."table", h.key, h.value, h.level, h.valid_from::text as "from", h.valid_to::text as "to",
    h.legal_basis as "legalBasis"
  from touched join unit u on u.id = touched.id join held h on h.unit_id = u.id order by h.valid_from`;

function put(unit: HeldUnit, row: StoredRow): void {
  const { from, to, value, legalBasis } = row;
  const held = { from, to, was: to, value, legalBasis, more: null };
  if (row.table === 'period') {
    const kind = row.key as Kind;
    unit.periods.push({ ...held, value: periodValue(value, kind), more: { name: value, kind, level: row.level! } });
  } else if (row.table === 'relation') unit.relations[row.key as RelationLine].push(held);
  else if (row.table === 'code') unit.codes[row.key as Scheme].push(held);
  else if (row.table === 'alias') unit.aliases.push(held);
  else unit.mailboxes.push(held);
}

/**
 * Which of these units owe something still. Duties belong to a slice to the right, and their table alone is read: what
 * ends while they are open would leave them to nobody.
 */
export async function withOpenDuties(db: Db, codes: readonly string[]): Promise<Set<string>> {
  const rows = await rowsOf<{ code: string }>(
    db,
    sql`select u.code from unit u where u.code = any(${codes}::text[]) and exists (
          select 1 from assignment a where a.unit_id = u.id and a.standing = 'inForce'
            and (a.receipt in ('expected', 'sent', 'delivered') or (a.receipt = 'acknowledged' and a.role = 'action'
              and a.work in ('notStarted', 'assigned', 'implementing', 'implemented', 'sentBack'))))`,
  );
  return new Set(rows.map(({ code }) => code));
}

/** Those of these people who still lead duties of their unit, or of an ended one that it stands for; set-based. */
export async function leadingDuties<Match extends { accountId: string | null; officer: { unitId: string } }>(
  db: Db,
  leaving: readonly Match[],
): Promise<Set<Match>> {
  const rows = await rowsOf<{ ord: number }>(
    db,
    sql`select l.ord::int as ord
        from unnest(${leaving.map((one) => one.accountId)}::uuid[], ${leaving.map(({ officer }) => officer.unitId)}::uuid[])
          with ordinality l (account_id, unit_id, ord)
        where exists (select 1 from assignment a where a.lead_account_id = l.account_id and a.standing = 'inForce'
          and a.receipt = 'acknowledged' and a.work not in ('accepted', 'notApplicable')
          and (a.unit_id = l.unit_id or a.unit_id in (select p.unit_id
            from unit_predecessors(l.unit_id, (business_now() at time zone 'Asia/Ho_Chi_Minh')::date) p)))`,
  );
  return new Set(rows.map(({ ord }) => leaving[ord - 1]!));
}

/** What follows whom by area on a day, and which communes end that day. */
export async function changeOn(db: Db, on: string): Promise<Pick<KnownChange, 'successions' | 'ending'>> {
  const rows = await rowsOf(
    db,
    sql<SuccessionToWrite>`
      select f.code as "from", t.code as "to", s.effective_on::text as "effectiveOn", s.scope, s.extent, s.main,
        s.confidence, s.legal_basis as "legalBasis"
      from unit_succession s join unit f on f.id = s.from_id join unit t on t.id = s.to_id
      where s.effective_on = ${on}::date and s.scope = 'territorial'`,
  );
  const successions = new Map<string, SuccessionToWrite[]>();
  for (const row of rows) successions.set(row.from, [...(successions.get(row.from) ?? []), row]);
  const ending = await rowsOf<{ code: string; name: string }>(
    db,
    sql`select u.code, p.name from unit_period p join unit u on u.id = p.unit_id
        where p.valid_to = ${on}::date and p.level = 'commune' order by u.code`,
  );
  return { successions, ending: new Map(ending.map(({ code, name }) => [code, name])) };
}
