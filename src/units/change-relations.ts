import { rowsOf, sql, type Db } from '../platform/database/sql.js';
import type { ChangeOfUnits, UnitChanges } from './unit-changes.js';

type Moved = { unitId: string; line: string; was: string | null; parent: string | null };

/**
 * Puts units under others on a line from a day on. The relation of that day is cut, one that begins on it is put right;
 * one that is planned for later stays, and the new one lasts until it.
 * @returns those that stood under another, by ids
 */
export async function moveUnits(
  db: Db,
  moves: UnitChanges['moves'],
  { on, legalBasis }: ChangeOfUnits,
): Promise<Moved[]> {
  if (moves.length === 0) return [];
  const moved = await rowsOf<Moved & { until: string | null }>(
    db,
    sql`select u.id as "unitId", new.line, old.parent_id as was, p.id as parent,
        case when old.unit_id is null then (select min(valid_from) from unit_relation l
          where l.unit_id = u.id and l.line = new.line and l.valid_from > ${on}::date) else old.valid_to end::text as until
      from unnest(${moves.map((m) => m.code)}::text[], ${moves.map((m) => m.line)}::text[],
          ${moves.map((m) => m.parent)}::text[]) new (code, line, parent)
        join unit u on u.code = new.code
        left join unit p on p.code = new.parent
        left join unit_relation old on old.unit_id = u.id and old.line = new.line and old.valid_from <= ${on}::date
          and (old.valid_to is null or old.valid_to > ${on}::date)
      where old.parent_id is distinct from p.id`,
  );
  const places = sql`unnest(${moved.map((m) => m.unitId)}::uuid[], ${moved.map((m) => m.line)}::text[]) m (unit_id, line)`;
  await sql`update unit_relation r set valid_to = ${on}::date from ${places}
    where r.unit_id = m.unit_id and r.line = m.line and r.valid_from < ${on}::date
      and (r.valid_to is null or r.valid_to > ${on}::date)`.execute(db);
  await sql`delete from unit_relation r using ${places}
    where r.unit_id = m.unit_id and r.line = m.line and r.valid_from = ${on}::date`.execute(db);
  await sql`insert into unit_relation (unit_id, line, parent_id, valid_from, valid_to, legal_basis)
    select unit_id, line, parent_id, ${on}::date, until, ${legalBasis}::text
    from unnest(${moved.map((m) => m.unitId)}::uuid[], ${moved.map((m) => m.line)}::text[],
      ${moved.map((m) => m.parent)}::uuid[], ${moved.map((m) => m.until)}::date[]) new (unit_id, line, parent_id, until)
    where parent_id is not null`.execute(db);
  return moved.map(({ unitId, line, was, parent }) => ({ unitId, line, was, parent }));
}
