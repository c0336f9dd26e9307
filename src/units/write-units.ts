import { rowsOf, sql, type Db } from '../platform/database/sql.js';
import { uuidv7 } from '../platform/ids.js';
import { searchKey } from '../platform/text.js';
import { refreshAncestry } from './ancestry.js';
import type { UnitToWrite } from './national-tree.rules.js';
import { accentKey } from './vocabulary.rules.js';

/**
 * Writes units with their periods, relations, codes and aliases: six statements, however many units. What is there
 * already (same code, same first day) stays as it is. Call it inside a transaction.
 * @param at  business instant of the act, for ids
 * @returns how many units are new
 */
export async function writeUnits(db: Db, units: readonly UnitToWrite[], at: Date): Promise<number> {
  const made = await sql`
    insert into unit (id, code, created_at)
    select id, code, ${at.toISOString()}::timestamptz
    from unnest(${units.map(() => uuidv7(at))}::uuid[], ${units.map(({ code }) => code)}::text[]) as new (id, code)
    on conflict (code) do nothing`.execute(db);
  await writePeriods(db, units);
  const related = await writeRelations(db, units);
  await writeOfficialCodes(db, units);
  await writeAliases(db, units);
  await refreshAncestry(db, related);
  return Number(made.numAffectedRows ?? 0n);
}

const flat = <Part>(units: readonly UnitToWrite[], parts: (unit: UnitToWrite) => readonly Part[]) =>
  units.flatMap((unit) => parts(unit).map((part) => ({ code: unit.code, ...part })));

async function writePeriods(db: Db, units: readonly UnitToWrite[]): Promise<void> {
  const rows = flat(units, (u) => u.periods);
  await sql`
    insert into unit_period (unit_id, name, kind, level, valid_from, valid_to, legal_basis, search_key, accent_key)
    select u.id, new.name, new.kind, new.level, new.valid_from, new.valid_to, new.legal_basis, new.search_key,
      new.accent_key
    from unnest(${rows.map((r) => r.code)}::text[], ${rows.map((r) => r.name)}::text[],
      ${rows.map((r) => r.kind)}::text[], ${rows.map((r) => r.level)}::text[], ${rows.map((r) => r.from)}::date[],
      ${rows.map((r) => r.to)}::date[], ${rows.map((r) => r.legalBasis)}::text[],
      ${rows.map((r) => searchKey(r.name))}::text[], ${rows.map((r) => accentKey(r.name))}::text[])
      as new (code, name, kind, level, valid_from, valid_to, legal_basis, search_key, accent_key)
    join unit u on u.code = new.code
    on conflict do nothing`.execute(db);
}

/** @returns the units that got a relation that they did not have */
async function writeRelations(db: Db, units: readonly UnitToWrite[]): Promise<string[]> {
  const rows = flat(units, (u) => u.relations);
  const written = await rowsOf<{ unit_id: string }>(
    db,
    sql`
    insert into unit_relation (unit_id, line, parent_id, valid_from, valid_to, legal_basis)
    select u.id, new.line, above.id, new.valid_from, new.valid_to, new.legal_basis
    from unnest(${rows.map((r) => r.code)}::text[], ${rows.map((r) => r.line)}::text[],
      ${rows.map((r) => r.parent)}::text[], ${rows.map((r) => r.from)}::date[], ${rows.map((r) => r.to)}::date[],
      ${rows.map((r) => r.legalBasis ?? null)}::text[]) as new (code, line, parent, valid_from, valid_to, legal_basis)
    join unit u on u.code = new.code
    join unit above on above.code = new.parent
    on conflict do nothing returning unit_id`,
  );
  return [...new Set(written.map((row) => row.unit_id))];
}

async function writeOfficialCodes(db: Db, units: readonly UnitToWrite[]): Promise<void> {
  const rows = flat(units, (u) => u.officialCodes);
  await sql`
    insert into unit_official_code (unit_id, scheme, value, valid_from, valid_to, legal_basis)
    select u.id, new.scheme, new.value, new.valid_from, new.valid_to, new.legal_basis
    from unnest(${rows.map((r) => r.code)}::text[], ${rows.map((r) => r.scheme)}::text[],
      ${rows.map((r) => r.value)}::text[], ${rows.map((r) => r.from)}::date[], ${rows.map((r) => r.to)}::date[],
      ${rows.map((r) => r.legalBasis ?? null)}::text[]) as new (code, scheme, value, valid_from, valid_to, legal_basis)
    join unit u on u.code = new.code
    on conflict do nothing`.execute(db);
}

async function writeAliases(db: Db, units: readonly UnitToWrite[]): Promise<void> {
  const rows = flat(units, (u) => u.aliases);
  await sql`
    insert into unit_alias (unit_id, alias, search_key, accent_key, valid_from, valid_to, legal_basis)
    select u.id, new.alias, new.search_key, new.accent_key, new.valid_from, new.valid_to, new.legal_basis
    from unnest(${rows.map((r) => r.code)}::text[], ${rows.map((r) => r.alias)}::text[],
      ${rows.map((r) => searchKey(r.alias))}::text[], ${rows.map((r) => accentKey(r.alias))}::text[],
      ${rows.map((r) => r.from)}::date[], ${rows.map((r) => r.to)}::date[], ${rows.map((r) => r.legalBasis ?? null)}::text[])
      as new (code, alias, search_key, accent_key, valid_from, valid_to, legal_basis)
    join unit u on u.code = new.code
    on conflict do nothing`.execute(db);
}
