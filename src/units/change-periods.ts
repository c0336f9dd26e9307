import { rowsOf, sql, type Db } from '../platform/database/sql.js';
import { searchKey } from '../platform/text.js';
import type { IsoDate } from '../platform/vn-time.js';
import type { ChangeOfUnits, UnitChanges } from './unit-changes.js';
import { accentKey, levelOf } from './vocabulary.rules.js';

const PARTS = ['unit_relation', 'unit_official_code', 'unit_alias', 'unit_mailbox'] as const;

/**
 * Ends units on a day, with everything that has a period of its own; what was to begin on that day or later never does.
 * @returns those that had not ended then already
 */
export async function endUnits(db: Db, codes: readonly string[], on: IsoDate): Promise<{ unitId: string }[]> {
  if (codes.length === 0) return [];
  const units = sql`(select id from unit where code = any(${codes}::text[]))`;
  const cut = (table: string) =>
    sql`update ${sql.table(table)} set valid_to = ${on}::date where unit_id in ${units}
      and valid_from < ${on}::date and (valid_to is null or valid_to > ${on}::date)`;
  for (const table of PARTS) {
    await cut(table).execute(db);
    await sql`delete from ${sql.table(table)} where unit_id in ${units} and valid_from >= ${on}::date`.execute(db);
  }
  return rowsOf<{ unitId: string }>(db, sql`${cut('unit_period')} returning unit_id as "unitId"`);
}

type Renamed = { unitId: string; kind: string; was: string; raised: 'yes' | 'no' };

/** @returns those whose name or kind was another on that day; `raised` where the kind was */
export async function renameUnits(
  db: Db,
  rename: UnitChanges['rename'],
  { on, legalBasis }: ChangeOfUnits,
): Promise<Renamed[]> {
  if (rename.length === 0) return [];
  const wanted = sql`unnest(${rename.map((r) => r.code)}::text[], ${rename.map((r) => r.name)}::text[],
    ${rename.map((r) => r.kind)}::text[]) new (code, name, kind)`;
  const cut = await rowsOf<Renamed & { until: string | null; code: string }>(
    db,
    sql`update unit_period p set valid_to = ${on}::date
      from ${wanted} join unit u on u.code = new.code
        join unit_period old on old.unit_id = u.id and old.valid_from < ${on}::date
          and (old.valid_to is null or old.valid_to > ${on}::date)
      where p.unit_id = u.id and p.valid_from = old.valid_from and (old.name, old.kind) is distinct from (new.name, new.kind)
      returning p.unit_id as "unitId", new.code, new.kind, old.kind as was, old.valid_to::text as until,
        case when old.kind = new.kind then 'no' else 'yes' end as raised`,
  );
  const byCode = new Map(rename.map((unit) => [unit.code, unit]));
  const rows = cut.map((row) => ({ ...row, ...byCode.get(row.code)! }));
  await sql`
    insert into unit_period (unit_id, name, kind, level, valid_from, valid_to, legal_basis, search_key, accent_key)
    select id, name, kind, level, ${on}::date, until, ${legalBasis}::text, search_key, accent_key
    from unnest(${rows.map((r) => r.unitId)}::uuid[], ${rows.map((r) => r.name)}::text[], ${rows.map((r) => r.kind)}::text[],
      ${rows.map((r) => levelOf(r.kind))}::text[], ${rows.map((r) => r.until)}::date[],
      ${rows.map((r) => searchKey(r.name))}::text[], ${rows.map((r) => accentKey(r.name))}::text[])
      new (id, name, kind, level, until, search_key, accent_key)`.execute(db);
  return cut.map(({ unitId, kind, was, raised }) => ({ unitId, kind, was, raised }));
}
