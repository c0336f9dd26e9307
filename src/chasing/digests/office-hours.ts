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
  const hours = new Map(set.map(({ unitId, hour }) => [unitId, hour]));
  const calendars = await calendarsOf(db, ids);
  return new Map(
    [...calendars].map(([id, calendar]) => [id, { hour: hours.get(id) ?? DEFAULT_HOUR, calendar }] as const),
  );
}

/** A calendar that cannot be read is missing for its own units. */
async function calendarsOf(db: Db, ids: readonly string[]): Promise<Map<string, Calendar>> {
  const national = await loadCalendar(db);
  const calendars = new Map(ids.map((id) => [id, national]));
  const { own, unread } = await readableCalendarsOf(db, sql`(select unnest(${ids}::uuid[]) as unit_id)`);
  for (const { calendar, unitIds } of own) for (const id of unitIds) calendars.set(id, calendar);
  for (const id of unread) calendars.delete(id);
  return calendars;
}
