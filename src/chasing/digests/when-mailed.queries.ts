import { firstOf, rowsOf, sql, type Db, type RawBuilder } from '../../platform/database/sql.js';
import { officeHoursOf } from './office-hours.js';
import { digestAfter } from './slot.rules.js';
import { IS_AT_ONCE } from './waiting.queries.js';

/** When the mails leave by which offices are reminded now. */
export interface WhenMailed {
  /** Of so many duties the paper is urgent: at once, while the mails of the day of the office last. */
  atOnce: number;
  /** When the first digest leaves that tells one of the others; null where there are none. */
  digestAt: Date | null;
}

/**
 * When the offices of some duties would be written to if they were reminded now.
 * @param duties  a relation in brackets with `cascade_id` and `assignment_id`
 */
export async function whenMailed(db: Db, duties: RawBuilder<unknown>): Promise<WhenMailed> {
  const { now } = (await firstOf(db, sql<{ now: Date }>`select business_now() as now`))!;
  const units = await rowsOf(
    db,
    sql<{ unitId: string; atOnce: number; n: number }>`
      select a.unit_id as "unitId", count(*) filter (where ${IS_AT_ONCE})::int as "atOnce", count(*)::int as n
      from ${duties} s join assignment a on a.cascade_id = s.cascade_id and a.id = s.assignment_id
        join directive d on d.id = a.directive_id group by 1`,
  );
  const waiting = units.filter(({ atOnce, n }) => atOnce < n);
  const hours = await officeHoursOf(
    db,
    waiting.map(({ unitId }) => unitId),
  );
  const digests = [...hours.values()].flatMap((of) => digestAfter(now, of)?.getTime() ?? []);
  return {
    atOnce: units.reduce((sum, { atOnce }) => sum + atOnce, 0),
    digestAt: digests.length === 0 ? null : new Date(digests.reduce((first, at) => Math.min(first, at))),
  };
}
