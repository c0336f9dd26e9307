import { calendarOfUnit, calendarsOfUnits, loadCalendar, type Calendar } from '../../calendar/index.js';
import { rowsOf, sql, type Db } from '../../platform/database/sql.js';
import { DEFAULT_HOUR } from './slot.rules.js';

/** When an office gets its digest: its hour, and the calendar that it works by. */
export interface OfficeHours {
  hour: string;
  calendar: Calendar;
}

/**
 * The hours of some offices, in a fixed number of statements unless a calendar among them cannot be read.
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

/** A calendar that cannot be read is missing for its own units: each is then read alone. */
async function calendarsOf(db: Db, ids: readonly string[]): Promise<Map<string, Calendar>> {
  const national = await loadCalendar(db);
  const calendars = new Map(ids.map((id) => [id, national]));
  try {
    for (const { calendar, unitIds } of await calendarsOfUnits(db, sql`(select unnest(${ids}::uuid[]) as unit_id)`))
      for (const id of unitIds) calendars.set(id, calendar);
    return calendars;
  } catch (error) {
    if (isOfTheDatabase(error)) throw error;
  }
  for (const id of ids) {
    try {
      calendars.set(id, await calendarOfUnit(db, id));
    } catch (error) {
      if (isOfTheDatabase(error)) throw error;
      calendars.delete(id);
    }
  }
  return calendars;
}

/** It says nothing of one calendar, and the transaction is over. */
const isOfTheDatabase = (error: unknown): boolean => /^[0-9A-Z]{5}$/.test(String((error as { code?: unknown }).code));
