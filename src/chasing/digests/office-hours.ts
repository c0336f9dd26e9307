import { calendarsOfUnits, loadCalendar, type Calendar } from '../../calendar/index.js';
import { rowsOf, sql, type Db } from '../../platform/database/sql.js';
import { DEFAULT_HOUR } from './slot.rules.js';

/** When an office gets its digest: its hour, and the calendar that it works by. */
export interface OfficeHours {
  hour: string;
  calendar: Calendar;
}

/** The hours of some offices, in a fixed number of statements. @returns of every unit asked for */
export async function officeHoursOf(db: Db, unitIds: readonly string[]): Promise<ReadonlyMap<string, OfficeHours>> {
  const ids = [...new Set(unitIds)];
  const set = await rowsOf(
    db,
    sql<{ unitId: string; hour: string }>`select unit_id as "unitId", at_hour as hour from digest_hour
      where unit_id = any(${ids}::uuid[])`,
  );
  const hours = new Map(set.map(({ unitId, hour }) => [unitId, hour]));
  const national = await loadCalendar(db);
  const own = await calendarsOfUnits(db, sql`(select unnest(${ids}::uuid[]) as unit_id)`);
  const calendars = new Map(own.flatMap(({ calendar, unitIds: of }) => of.map((id) => [id, calendar] as const)));
  return new Map(
    ids.map((id) => [id, { hour: hours.get(id) ?? DEFAULT_HOUR, calendar: calendars.get(id) ?? national }]),
  );
}
