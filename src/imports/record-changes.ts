import { Column, recordEach } from '../ledger/index.js';
import type { Caller } from '../platform/caller.js';
import { sql, type Db } from '../platform/database/sql.js';
import type { UnitChange } from './plan.rules.js';

/** Superiors are named by their ids, as where a reorganisation moves units. */
const IDS: readonly string[] = ['was', 'parent'];

/** One fact for every change of a unit, of the kinds that reorganisations and cards leave: a statement for each kind. */
export async function recordChanges(
  db: Db,
  changes: readonly UnitChange[],
  { at, by, sha256 }: { at: Date; by: Caller; sha256: string },
): Promise<void> {
  const byKind = new Map<UnitChange['kind'], UnitChange[]>();
  for (const change of changes) {
    const those = byKind.get(change.kind);
    if (those) those.push(change);
    else byKind.set(change.kind, [change]);
  }
  for (const [kind, rows] of byKind) {
    const keys = Object.keys(rows[0]!.said);
    const value = (key: string) =>
      kind === 'unit.moved' && IDS.includes(key)
        ? sql`(select x.id from unit x where x.code = each.${sql.ref(key)}) as ${sql.ref(key)}`
        : sql`each.${sql.ref(key)}`;
    const lists = ['code', ...keys].map(
      (key) => sql`${rows.map((row) => (key === 'code' ? row.code : row.said[key]))}::text[]`,
    );
    const source = sql`(select u.id as unit_id, ${sql.join(keys.map(value))}
      from unnest(${sql.join(lists)}) each (${sql.join(['code', ...keys].map((key) => sql.ref(key)))})
      join unit u on u.code = each.code)`;
    const said = Object.fromEntries(keys.map((key) => [key, new Column(key, 'text')]));
    const payload = { ...said, byUnit: by.unitId, fileSha256: sha256 };
    await recordEach(db, source, { kind, at, by, unitId: new Column('unit_id', 'text'), payload });
  }
}
