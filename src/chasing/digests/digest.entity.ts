import { defineEntity, p } from '@mikro-orm/core';

const ChaseDaySchema = defineEntity({
  name: 'ChaseDay',
  tableName: 'chase_day', // what one office, or one person of it, was sent by the chase on a day: the key that makes it once
  properties: {
    unitId: p.uuid().primary(),
    onDate: p.date().primary(),
    person: p.text().default('').primary(), // the address of a person; empty: the mailbox of the office
    mails: p.integer().default(0),
    deferred: p.integer().default(0), // what was over the limit of the day
    digestId: p.uuid().nullable(),
  },
});
class ChaseDay extends ChaseDaySchema.class {}
ChaseDaySchema.setClass(ChaseDay);

const DigestHourSchema = defineEntity({
  name: 'DigestHour',
  tableName: 'digest_hour', // no row: 08:00
  properties: { unitId: p.uuid().primary(), atHour: p.text() },
});
class DigestHour extends DigestHourSchema.class {}
DigestHourSchema.setClass(DigestHour);

const SummaryWeekSchema = defineEntity({
  name: 'SummaryWeek',
  tableName: 'summary_week', // that the summary of a week was looked at for a leader, mailed or with nothing to say
  properties: { unitId: p.uuid().primary(), accountId: p.uuid().primary(), onDate: p.date().primary() },
});
class SummaryWeek extends SummaryWeekSchema.class {}
SummaryWeekSchema.setClass(SummaryWeek);

const SummaryRefusedSchema = defineEntity({
  name: 'SummaryRefused',
  tableName: 'summary_refused', // who wants no weekly summary
  properties: { accountId: p.uuid().primary(), at: p.datetime() },
});
class SummaryRefused extends SummaryRefusedSchema.class {}
SummaryRefusedSchema.setClass(SummaryRefused);

export const DIGEST_ENTITIES = [ChaseDay, DigestHour, SummaryWeek, SummaryRefused] as const;
