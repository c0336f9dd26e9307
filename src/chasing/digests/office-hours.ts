import { loadCalendar, readableCalendarsOf, type Calendar } from '../../calendar/index.js';
import { rowsOf, sql, type Db } from '../../platform/database/sql.js';
import { DEFAULT_HOUR } from './slot.rules.js';

/** When an office gets its digest: its hour, and the calendar that it works by. */
export interface OfficeHours {
  hour: string;
  calendar: Calendar;
}

/**
 * The hours of some offices, in a few statements, and as many again for each calendar of their own.
 * @returns of every unit asked for whose calendar can be read
 */
export async function officeHoursOf(db: Db, unitIds: readonly string[]): Promise<ReadonlyMap<string, OfficeHours>> {
  const ids = [...new Set(unitIds)];
  const set = await rowsOf(
    db,
    sql<{ unitId: string; hour: string }>`select unit_id as "unitId", at_hour as hour from digest_hour
      where unit_id = any(${ids}::uuid[])`,
  );
  const { own, unread } = await readableCalendarsOf(db, sql`(select unnest(${ids}::uuid[]) as unit_id)`);
  const national = await loadCalendar(db);
  const hours = new Map(ids.map((id) => [id, { hour: DEFAULT_HOUR, calendar: national }]));
  for (const { calendar, unitIds: its } of own) for (const id of its) hours.set(id, { hour: DEFAULT_HOUR, calendar });
  for (const { unitId, hour } of set) hours.set(unitId, { ...hours.get(unitId)!, hour });
  for (const id of unread) hours.delete(id);
  return hours;
}
