import { nationalDays, nationalYears } from '../../src/calendar/national-calendar.rules.js';
import type { Calendar } from '../../src/calendar/working-days.rules.js';

/** The calendar that a migrated database answers, without a database. */
export const national: Calendar = {
  version: 1,
  scope: 'national',
  days: new Map(nationalDays().map(({ on, kind }) => [on, kind])),
  officialYears: new Set(nationalYears().flatMap(({ year, notice }) => (notice ? [year] : []))),
};
