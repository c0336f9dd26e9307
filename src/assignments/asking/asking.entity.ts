import { defineEntity, p } from '@mikro-orm/core';

const QuestionSchema = defineEntity({
  name: 'Question',
  tableName: 'question', // at most one open per assignment
  properties: {
    cascadeId: p.uuid().primary(),
    id: p.uuid().primary(),
    directiveId: p.uuid(),
    assignmentId: p.uuid(),
    unitId: p.uuid(),
    toUnitId: p.uuid(), // who sent the paper when it was asked
    addresseeOrd: p.smallint().nullable(), // the class of the unit that asked: those reached by the same line
    machineVersion: p.smallint(),
    state: p.text().$type<'open' | 'answered' | 'withdrawn'>(),
    text: p.text(),
    askedAt: p.datetime(),
    answerDueAt: p.datetime(),
    answer: p.text().nullable(),
    answeredAt: p.datetime().nullable(),
    withdrawnAt: p.datetime().nullable(),
    version: p.integer(),
  },
});
class Question extends QuestionSchema.class {}
QuestionSchema.setClass(Question);

const ExtensionSchema = defineEntity({
  name: 'Extension',
  tableName: 'extension', // at most one undecided per assignment
  properties: {
    cascadeId: p.uuid().primary(),
    id: p.uuid().primary(),
    directiveId: p.uuid(),
    assignmentId: p.uuid(),
    unitId: p.uuid(),
    toUnitId: p.uuid(), // who sent the paper when it was asked
    machineVersion: p.smallint(),
    state: p.text().$type<'asked' | 'granted' | 'refused' | 'withdrawn'>(),
    dueOn: p.date(), // the day asked for
    reason: p.text(),
    askedAt: p.datetime(),
    wasDueAt: p.datetime(), // the deadline when it was asked
    grantedOn: p.date().nullable(), // the day granted, which may be another
    refusal: p.text().nullable(),
    decidedAt: p.datetime().nullable(),
    version: p.integer(),
  },
});
class Extension extends ExtensionSchema.class {}
ExtensionSchema.setClass(Extension);

export const ASKING_ENTITIES = [Question, Extension];
