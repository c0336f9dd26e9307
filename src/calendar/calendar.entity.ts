import { defineEntity, p } from '@mikro-orm/core';
import type { DayKind, Half } from './working-days.rules.js';

/** The scope that holds everywhere; another scope adds days of its own over it. */
export const NATIONAL = 'national';

const CalendarDaySchema = defineEntity({
  name: 'CalendarDay',
  tableName: 'calendar_day', // in force only; what has ended is in CalendarDayEnded
  properties: {
    onDate: p.date().primary(),
    scope: p.text().primary().default(NATIONAL), // or the code of a unit: for it and those below it
    kind: p.text().$type<DayKind>(),
    name: p.text(),
    legalBasis: p.text(), // an announced day without its source could not be explained to a unit that is called late
    fromVersion: p.integer().default(1),
    half: p.text().$type<Half>().nullable(), // the half that is off; null: all of it, of a make-up day none
  },
});
export class CalendarDay extends CalendarDaySchema.class {}
CalendarDaySchema.setClass(CalendarDay);

const CalendarDayEndedSchema = defineEntity({
  name: 'CalendarDayEnded',
  tableName: 'calendar_day_ended', // a day as it stood from one version until before another
  properties: {
    scope: p.text().primary().default(NATIONAL),
    onDate: p.date().primary(),
    toVersion: p.integer().primary(),
    kind: p.text().$type<DayKind>(),
    name: p.text(),
    legalBasis: p.text(),
    fromVersion: p.integer(),
    half: p.text().$type<Half>().nullable(),
  },
});
class CalendarDayEnded extends CalendarDayEndedSchema.class {}
CalendarDayEndedSchema.setClass(CalendarDayEnded);

const CalendarYearSchema = defineEntity({
  name: 'CalendarYear',
  tableName: 'calendar_year',
  properties: {
    year: p.integer().primary(),
    scope: p.text().primary().default(NATIONAL),
    status: p.text().$type<'official' | 'provisional'>(),
    notice: p.text().nullable(), // null: not announced yet
    fromVersion: p.integer().default(1),
  },
});
export class CalendarYear extends CalendarYearSchema.class {}
CalendarYearSchema.setClass(CalendarYear);

const CalendarYearEndedSchema = defineEntity({
  name: 'CalendarYearEnded',
  tableName: 'calendar_year_ended',
  properties: {
    scope: p.text().primary().default(NATIONAL),
    year: p.integer().primary(),
    toVersion: p.integer().primary(),
    status: p.text().$type<'official' | 'provisional'>(),
    notice: p.text().nullable(),
    fromVersion: p.integer(),
  },
});
class CalendarYearEnded extends CalendarYearEndedSchema.class {}
CalendarYearEndedSchema.setClass(CalendarYearEnded);

const OfficeHoursSchema = defineEntity({
  name: 'OfficeHours',
  tableName: 'office_hours', // hours that an order lays down for a scope and a time of the year
  properties: {
    scope: p.text().primary(),
    fromOn: p.date().primary(),
    fromVersion: p.integer().primary(),
    untilOn: p.date().nullable(), // included; null: until further notice
    opens: p.text(),
    noonFrom: p.text(),
    noonTo: p.text(),
    closes: p.text(),
    legalBasis: p.text(),
    toVersion: p.integer().nullable(), // null: in force
  },
});
class OfficeHoursRow extends OfficeHoursSchema.class {}
OfficeHoursSchema.setClass(OfficeHoursRow);

const CalendarVersionSchema = defineEntity({
  name: 'CalendarVersion',
  tableName: 'calendar_version',
  properties: {
    version: p.integer().primary().autoincrement(false),
    madeAt: p.datetime().columnType('timestamptz'),
    reason: p.text(),
    fingerprint: p.text(), // SHA-256 of all days, years and hours: says which calendar a frozen deadline was counted by
    changeId: p.uuid().nullable(), // the change that made it; null: the seed
  },
});
export class CalendarVersion extends CalendarVersionSchema.class {}
CalendarVersionSchema.setClass(CalendarVersion);

export const CALENDAR_ENTITIES = [
  CalendarDay,
  CalendarDayEnded,
  CalendarYear,
  CalendarYearEnded,
  OfficeHoursRow,
  CalendarVersion,
] as const;
