import { defineEntity, p } from '@mikro-orm/core';

const ShortCodeSchema = defineEntity({
  name: 'ShortCode',
  tableName: 'short_code', // what a unit says on the telephone instead of following its link; one an assignment
  properties: {
    assignmentId: p.uuid().primary(),
    cascadeId: p.uuid(),
    digits: p.text(), // ten random ones and two that check them; unique
    generation: p.integer(), // that of the assignment's links when it was made: it is revoked with them
    madeAt: p.datetime(),
    expiresAt: p.datetime(),
  },
});
class ShortCode extends ShortCodeSchema.class {}
ShortCodeSchema.setClass(ShortCode);

const CodeAttemptSchema = defineEntity({
  name: 'CodeAttempt',
  tableName: 'code_attempt', // how many codes were tried in ten minutes: by each caller, and of those that begin alike
  properties: {
    whom: p.text().primary(), // an account, the first digits of codes, or an address that only this installation's key can tell
    windowAt: p.datetime().primary(),
    attempts: p.integer(),
  },
});
class CodeAttempt extends CodeAttemptSchema.class {}
CodeAttemptSchema.setClass(CodeAttempt);

const CalendarLinkSchema = defineEntity({
  name: 'CalendarLink',
  tableName: 'calendar_link', // units whose calendar address was revoked
  properties: { unitId: p.uuid().primary(), generation: p.integer() },
});
class CalendarLink extends CalendarLinkSchema.class {}
CalendarLinkSchema.setClass(CalendarLink);

export const LINK_ENTITIES = [ShortCode, CodeAttempt, CalendarLink];
