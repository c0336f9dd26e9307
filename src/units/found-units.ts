import { rowsOf, sql, type Db } from '../platform/database/sql.js';
import type { ChangeOfUnits, UnitToFound } from './unit-changes.js';
import { setMailboxes } from './mailboxes.js';
import { levelOf } from './vocabulary.rules.js';
import { writeUnits } from './write-units.js';

/** @returns those that were not there yet */
export async function foundUnits(
  db: Db,
  units: readonly UnitToFound[],
  how: ChangeOfUnits,
): Promise<{ unitId: string; kind: string }[]> {
  if (units.length === 0) return [];
  const codes = units.map(({ code }) => code);
  const there = await rowsOf<{ code: string }>(db, sql`select code from unit where code = any(${codes}::text[])`);
  const known = new Set(there.map(({ code }) => code));
  const missing = units.filter(({ code }) => !known.has(code));
  const period = { from: how.on, to: null, legalBasis: how.legalBasis };
  await writeUnits(
    db,
    missing.map(({ code, name, kind, parents, officialCodes }) => ({
      code,
      periods: [{ name, kind, level: levelOf(kind), ...period }],
      relations: parents.map((parent) => ({ ...parent, ...period })),
      officialCodes: officialCodes.map(({ scheme, value }) => ({ scheme, value: value.toUpperCase(), ...period })),
      aliases: [],
    })),
    how.at,
  );
  const founded = await rowsOf<{ unitId: string; code: string; kind: string }>(
    db,
    sql`select u.id as "unitId", u.code, new.kind
      from unnest(${missing.map(({ code }) => code)}::text[], ${missing.map(({ kind }) => kind)}::text[]) new (code, kind)
      join unit u on u.code = new.code`,
  );
  await addressUnits(db, missing, { ...how, ids: new Map(founded.map(({ code, unitId }) => [code, unitId])) });
  return founded.map(({ unitId, kind }) => ({ unitId, kind }));
}

/** A new unit is reached where its own mailbox is given, else where the first of the units before it was reached. */
async function addressUnits(
  db: Db,
  units: readonly UnitToFound[],
  { on, legalBasis, ids }: ChangeOfUnits & { ids: ReadonlyMap<string, string> },
): Promise<void> {
  const before = units.filter(({ address }) => address === null).flatMap(({ predecessors }) => predecessors);
  const boxes = await rowsOf<{ code: string; address: string; locale: 'vi' | 'en' }>(
    db,
    sql`select u.code, m.address, m.locale from unit u join unit_mailbox m on m.unit_id = u.id
      where u.code = any(${before}::text[]) and m.valid_from < ${on}::date
        and (m.valid_to is null or m.valid_to >= ${on}::date)`,
  );
  const boxOf = new Map(boxes.map((box) => [box.code, box]));
  const given = units.flatMap(({ code, address, predecessors }) => {
    const inherited = predecessors.map((was) => boxOf.get(was)).find((box) => box !== undefined);
    const box = address === null ? inherited : { address, locale: 'vi' as const };
    return box ? [{ unitId: ids.get(code)!, address: box.address, locale: box.locale }] : [];
  });
  if (given.length > 0) await setMailboxes(db, given, { on, legalBasis });
}
