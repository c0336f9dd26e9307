import { sql, type Db } from '../platform/database/sql.js';
import type { SuccessionToWrite } from './succession.rules.js';

/**
 * Writes who follows whom: one statement, however many. What is there already (same two units, day and scope) stays as
 * it is, and so does a main successor that another import named. Call it inside a transaction, after the units.
 * @returns how many rows are new
 */
export async function writeSuccessions(db: Db, rows: readonly SuccessionToWrite[]): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into unit_succession (from_id, to_id, effective_on, scope, extent, main, confidence, legal_basis)
    select f.id, t.id, new.effective_on, new.scope, new.extent, new.main, new.confidence, new.legal_basis
    from unnest(${rows.map((r) => r.from)}::text[], ${rows.map((r) => r.to)}::text[],
      ${rows.map((r) => r.effectiveOn)}::date[], ${rows.map((r) => r.scope)}::text[],
      ${rows.map((r) => r.extent)}::text[], ${rows.map((r) => r.main)}::boolean[],
      ${rows.map((r) => r.confidence)}::text[], ${rows.map((r) => r.legalBasis)}::text[])
      as new ("from", "to", effective_on, scope, extent, main, confidence, legal_basis)
    join unit f on f.code = new."from"
    join unit t on t.code = new."to"
    on conflict do nothing`.execute(db);
  return Number(numAffectedRows ?? 0n);
}

/**
 * Makes what follows some units by area on a day exactly what is said: other rows of that day go, rows that are so
 * already stay. Two statements; call it inside a transaction, after the units.
 * @param of  codes of the units that end
 */
export async function replaceSuccessions(
  db: Db,
  { of, on, rows }: { of: readonly string[]; on: string; rows: readonly SuccessionToWrite[] },
): Promise<void> {
  await sql`
    delete from unit_succession s using unit f, unit t
    where f.id = s.from_id and t.id = s.to_id and f.code = any(${of}::text[]) and s.effective_on = ${on}::date
      and s.scope = 'territorial' and not exists (
        select 1 from unnest(${rows.map((r) => r.from)}::text[], ${rows.map((r) => r.to)}::text[],
          ${rows.map((r) => r.extent)}::text[], ${rows.map((r) => r.main)}::boolean[],
          ${rows.map((r) => r.confidence)}::text[]) as new ("from", "to", extent, main, confidence)
        where new."from" = f.code and new."to" = t.code and new.extent = s.extent and new.main = s.main
          and new.confidence = s.confidence)`.execute(db);
  await writeSuccessions(db, rows);
}
