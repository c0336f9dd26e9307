import type { OwnTerms } from '../assignments/index.js';
import { calendarsOfUnits, type Calendar } from '../calendar/index.js';
import type { Db, RawBuilder } from '../platform/database/sql.js';

/**
 * The deadlines of units that work by a calendar of their own, each calendar counted once; none, mostly.
 * @param units  a relation in brackets with `unit_id`
 * @param dueBy  the deadlines by a calendar
 */
export async function ownTerms(
  db: Db,
  units: RawBuilder<unknown>,
  dueBy: (calendar: Calendar) => { receipt: Date; work: Date | null },
): Promise<OwnTerms[]> {
  const local = await calendarsOfUnits(db, units);
  return local.map(({ calendar, unitIds }) => {
    const { receipt, work } = dueBy(calendar);
    return { unitIds, receiptDueAt: receipt, workDueAt: work };
  });
}
