import { defineEntity, p } from '@mikro-orm/core';
import type { DeadlineName } from '../assignments/index.js';
import type { Caller } from '../platform/caller.js';
import type { ChangeContent, ChangeKind } from './change.rules.js';

/** `draft` is only looked at; `moving` is in force, and its deadlines are on their way. */
export type ChangeState = 'draft' | 'moving' | 'done' | 'discarded';
export type ItemOutcome = 'moved' | 'kept';

const CalendarChangeSchema = defineEntity({
  name: 'CalendarChange',
  tableName: 'calendar_change',
  properties: {
    id: p.uuid().primary(),
    scope: p.text(),
    kind: p.text().$type<ChangeKind>(),
    legalBasis: p.text(),
    content: p.json<ChangeContent>(),
    state: p.text().$type<ChangeState>(),
    draftedAt: p.datetime(),
    confirmedAt: p.datetime().nullable(),
    endedAt: p.datetime().nullable(),
    caller: p.json<Caller>(),
    confirmer: p.json<Caller>().nullable(), // who put it in force
    version: p.integer().nullable(), // of the calendar that it made
  },
});
class CalendarChange extends CalendarChangeSchema.class {}
CalendarChangeSchema.setClass(CalendarChange);

const CalendarChangeItemSchema = defineEntity({
  name: 'CalendarChangeItem',
  tableName: 'calendar_change_item', // a deadline that the change moves, as it stood when it was put in force
  properties: {
    changeId: p.uuid().primary(),
    cascadeId: p.uuid().primary(),
    assignmentId: p.uuid().primary(),
    deadline: p.text().$type<DeadlineName>().primary(),
    directiveId: p.uuid(),
    unitId: p.uuid(),
    wasAt: p.datetime(),
    isAt: p.datetime(),
    outcome: p.text().$type<ItemOutcome>().nullable(), // kept: met, or moved by somebody else, in the meantime
  },
});
class CalendarChangeItem extends CalendarChangeItemSchema.class {}
CalendarChangeItemSchema.setClass(CalendarChangeItem);

export const CALENDAR_CHANGE_ENTITIES = [CalendarChange, CalendarChangeItem] as const;
