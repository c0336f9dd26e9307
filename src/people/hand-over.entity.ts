import { defineEntity, p } from '@mikro-orm/core';

const HandOverSchema = defineEntity({
  name: 'HandOver',
  tableName: 'hand_over', // the receipt of what somebody handed over when leaving a unit
  properties: {
    id: p.uuid().primary(),
    unitId: p.uuid(),
    fromAccountId: p.uuid(),
    toAccountId: p.uuid().nullable(), // null: the unit itself took it over, until it says who leads
    at: p.datetime(),
    givenBy: p.text(),
    closesAccount: p.boolean(),
    state: p.text().$type<'given' | 'confirmed'>(),
    confirmedAt: p.datetime().nullable(),
    confirmedBy: p.text().nullable(),
    receiptHash: p.blob(), // SHA-256 of the canonical receipt, also in the history
  },
});
class HandOver extends HandOverSchema.class {}
HandOverSchema.setClass(HandOver);

const HandOverItemSchema = defineEntity({
  name: 'HandOverItem',
  tableName: 'hand_over_item',
  properties: {
    handOverId: p.uuid().primary(),
    ord: p.integer().primary(),
    kind: p.text().$type<'duty' | 'mandate' | 'token'>(),
    subjectId: p.uuid(), // assignment, mandate or token
    unitId: p.uuid(),
    directiveId: p.uuid().nullable(),
    assignmentId: p.uuid().nullable(),
    state: p.text().nullable(), // of a duty as it was handed over; the role of a mandate
    dueAt: p.datetime().nullable(),
  },
});
class HandOverItem extends HandOverItemSchema.class {}
HandOverItemSchema.setClass(HandOverItem);

export const PEOPLE_ENTITIES = [HandOver, HandOverItem];
