import { farthestAfter, placeOf } from '../directives/index.js';
import { firstOf, sql, type Db } from '../platform/database/sql.js';
import { conflict, invalid } from '../platform/errors.js';
import type { ArrivedPaper } from './assignment.entity.js';

/** A paper that came from outside, to be entered in the incoming register of a unit. */
export interface NewArrival {
  unitId: string;
  dispatchId: string;
  paper: ArrivedPaper;
  /** The number that the unit gave it; null: the next of the year. */
  given: number | null;
  year: number;
  at: Date;
}

/**
 * Refuses a slip of the pen that would carry the register far ahead. The last number only grows, so what is refused
 * against one that was read a moment ago is refused rightly, and what passes may pass.
 * @throws ProductError `invalid`
 */
export function mustBeReachable(given: number, last: number): void {
  const farthest = farthestAfter(last);
  if (given <= farthest) return;
  throw invalid(
    `Số đến ${given} cách số cuối cùng trong sổ (${last}) quá xa, có lẽ gõ nhầm; hãy ghi số không quá ${farthest}, hoặc để trống để hệ thống cấp số ${last + 1}.`,
    `Arrival number ${given} is too far from the last in the register (${last}), perhaps mistyped; give one up to ${farthest}, or none, and the system gives ${last + 1}.`,
    { field: 'arrivalNumber' },
  );
}

export interface Arrived {
  year: number;
  number: number;
  /** How a number that was given stands to the last one; absent where the system minted it. */
  place?: { skipped?: number; before?: number };
  repeated: boolean;
}

/**
 * Enters a paper without a directive in the incoming register, inside the caller's transaction: the counter is held to
 * its end. The same paper again answers the number it has.
 * @throws ProductError `invalid` where the number lies far ahead, `conflict` where it is taken
 */
export async function numberArrival(db: Db, it: NewArrival): Promise<Arrived> {
  const { last } = (await firstOf(
    db,
    sql<{ last: number }>`insert into arrival_counter as c (unit_id, year, last) values (${it.unitId}, ${it.year}, 0)
      on conflict (unit_id, year) do update set last = c.last returning last`,
  ))!;
  const known = await firstOf(
    db,
    sql<{ year: number; number: number }>`select year, number from arrival
      where unit_id = ${it.unitId} and dispatch_id = ${it.dispatchId}`,
  );
  if (known) return { ...known, repeated: true };
  if (it.given !== null) mustBeReachable(it.given, last);
  const number = it.given ?? last + 1;
  const entered = await firstOf(
    db,
    sql`insert into arrival (unit_id, year, number, arrived_at, dispatch_id, paper)
      values (${it.unitId}, ${it.year}, ${number}, ${it.at}, ${it.dispatchId}, ${JSON.stringify(it.paper)}::jsonb)
      on conflict (unit_id, year, number) do nothing returning number`,
  );
  if (!entered)
    throw conflict(
      `Số đến ${number} đã dùng trong năm ${it.year}; hãy ghi số khác, hoặc để trống để hệ thống cấp số ${last + 1}.`,
      `Arrival number ${number} is taken in ${it.year}; give another, or none, and the system gives ${last + 1}.`,
      { field: 'arrivalNumber' },
    );
  if (number > last)
    await sql`update arrival_counter set last = ${number} where unit_id = ${it.unitId} and year = ${it.year}`.execute(
      db,
    );
  return { year: it.year, number, ...(it.given === null ? {} : { place: placeOf(number, last) }), repeated: false };
}
