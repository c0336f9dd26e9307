import { sql, type Db } from '../platform/database/sql.js';
import { refreshAncestry } from './ancestry.js';

/** A row of a unit whose end is to be written. */
export interface StretchToEnd {
  table: 'unit_period' | 'unit_relation' | 'unit_official_code' | 'unit_alias';
  code: string;
  /** line, scheme or alias; empty for a period */
  key: string;
  from: string;
  /** exclusive */
  to: string;
}

const KEY = { unit_period: null, unit_relation: 'line', unit_official_code: 'scheme', unit_alias: 'alias' } as const;

/**
 * Writes when periods, relations, codes and aliases end: a statement for each table, however many. Call it inside a
 * transaction, before what follows them is written.
 */
export async function endStretches(db: Db, stretches: readonly StretchToEnd[]): Promise<void> {
  for (const table of Object.keys(KEY) as (keyof typeof KEY)[]) {
    const rows = stretches.filter((row) => row.table === table);
    if (rows.length === 0) continue;
    const key = KEY[table];
    const same = key === null ? sql`true` : sql`x.${sql.ref(key)} = new.key`;
    const { rows: ended } = await sql<{ id: string }>`
      update ${sql.table(table)} x set valid_to = new.valid_to
      from unnest(${rows.map((r) => r.code)}::text[], ${rows.map((r) => r.key)}::text[],
        ${rows.map((r) => r.from)}::date[], ${rows.map((r) => r.to)}::date[]) as new (code, key, valid_from, valid_to)
      join unit u on u.code = new.code
      where x.unit_id = u.id and x.valid_from = new.valid_from and ${same}
      returning u.id`.execute(db);
    if (table === 'unit_relation') await refreshAncestry(db, [...new Set(ended.map(({ id }) => id))]);
  }
}
