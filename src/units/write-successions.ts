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
