import { defineEntity, p } from '@mikro-orm/core';
import type { DayKind } from './working-days.rules.js';

/** The scope that holds everywhere; another scope adds days of its own over it. */
export const NATIONAL = 'national';

const CalendarDaySchema = defineEntity({
  name: 'CalendarDay',
  tableName: 'calendar_day',
  properties: {
    onDate: p.date().primary(),
    scope: p.text().primary().default(NATIONAL),
    kind: p.text().$type<DayKind>(),
    name: p.text(),
    legalBasis: p.text(), // an announced day without its source could not be explained to a unit that is called late
  },
});
export class CalendarDay extends CalendarDaySchema.class {}
CalendarDaySchema.setClass(CalendarDay);

const CalendarYearSchema = defineEntity({
  name: 'CalendarYear',
  tableName: 'calendar_year',
  properties: {
    year: p.integer().primary(),
    scope: p.text().primary().default(NATIONAL),
    status: p.text().$type<'official' | 'provisional'>(),
    notice: p.text().nullable(), // null: not announced yet
  },
});
export class CalendarYear extends CalendarYearSchema.class {}
CalendarYearSchema.setClass(CalendarYear);

const CalendarVersionSchema = defineEntity({
  name: 'CalendarVersion',
  tableName: 'calendar_version',
  properties: {
    version: p.integer().primary().autoincrement(false),
    madeAt: p.datetime().columnType('timestamptz'),
    reason: p.text(),
    fingerprint: p.text(), // SHA-256 of all days and years: says which calendar a frozen deadline was counted by
  },
});
export class CalendarVersion extends CalendarVersionSchema.class {}
CalendarVersionSchema.setClass(CalendarVersion);

export const CALENDAR_ENTITIES = [CalendarDay, CalendarYear, CalendarVersion] as const;
