import { rowsOf, sql, type Db } from '../platform/database/sql.js';
import { invalid } from '../platform/errors.js';
import { searchKey } from '../platform/text.js';
import { findUnit, officeName, searchUnits, type UnitOn } from '../units/index.js';

const MOST_FOUND = 500;
const MOST_TOLD = 5;

/**
 * The unit of a directive that is meant by a code, or by a name of which there is one among its units.
 * @throws ProductError `not-found`; `invalid` with the codes of those that it may be
 */
export async function namedUnit(db: Db, { id, on, said }: { id: string; on: string; said: string }): Promise<UnitOn> {
  const { items, nextCursor } = await searchUnits(db, { q: said, line: 'administrative', at: on, limit: MOST_FOUND });
  const there = await rowsOf<{ id: string }>(
    db,
    sql`select distinct a.unit_id as id from assignment a join directive d on d.cascade_id = a.cascade_id
      where d.id = ${id} and a.unit_id = any(${items.map((unit) => unit.id)}::uuid[])`,
  );
  const found = items.filter((unit) => there.some((of) => of.id === unit.id));
  const same = found.filter(({ code, name }) => code === said.toLowerCase() || searchKey(name) === searchKey(said));
  const meant = same.length > 0 ? same : found;
  if (meant.length < 2) return meant[0] ?? (await findUnit(db, said, on));
  const told = meant.slice(0, MOST_TOLD).map((unit) => `${officeName(unit)} (${unit.code})`);
  const list = [...told, ...(meant.length > MOST_TOLD ? ['…'] : [])].join(', ');
  // beyond what was looked at there may be more of them
  const isAll = nextCursor === null || meant === same;
  throw invalid(
    `Có ${isAll ? meant.length : 'nhiều'} đơn vị khớp với "${said}"; hãy ghi mã của một đơn vị: ${list}.`,
    `${isAll ? meant.length : 'Many'} units fit "${said}"; give the code of one: ${list}.`,
    { field: 'unit' },
  );
}
