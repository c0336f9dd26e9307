import { defineEntity, p } from '@mikro-orm/core';
import type { ClockRule, Step } from './plan-schema.rules.js';

export const STATES = ['drafted', 'submitted', 'approved', 'running', 'done', 'cancelled'] as const;
export type ReorganisationState = (typeof STATES)[number];

const ReorganisationSchema = defineEntity({
  name: 'Reorganisation',
  tableName: 'reorganisation',
  properties: {
    id: p.uuid().primary(),
    unitId: p.uuid().nullable(), // whose administrator entered it; null: the operator's
    title: p.text(),
    legalBasis: p.text(),
    effectiveOn: p.date(), // takes effect at the beginning of that day in Viet Nam
    clock: p.json<ClockRule>(),
    acceptsUnowed: p.boolean(), // whether duties may end that nobody takes over
    state: p.text().$type<ReorganisationState>(),
    machineVersion: p.smallint(),
    version: p.integer(),
    planHash: p.blob().nullable(), // what was submitted: an approval holds for that alone
    createdAt: p.datetime(),
    createdBy: p.text(),
    submittedAt: p.datetime().nullable(),
    submittedBy: p.text().nullable(),
    approvedAt: p.datetime().nullable(),
    approvedBy: p.text().nullable(), // another person than who entered or submitted it
    startedAt: p.datetime().nullable(),
    doneAt: p.datetime().nullable(),
    cancelledAt: p.datetime().nullable(),
    stopAskedAt: p.datetime().nullable(), // moving duties rests until it is resumed
    authors: p.array().default([]), // who entered, revised or submitted it, also before it was withdrawn: none approves it
    blockedAt: p.datetime().nullable(), // when it last could not begin though its day had come
    blockedReason: p.json<{ vi: string; en: string }>().nullable(),
  },
});
class Reorganisation extends ReorganisationSchema.class {}
ReorganisationSchema.setClass(Reorganisation);

const ReorganisationStepSchema = defineEntity({
  name: 'ReorganisationStep',
  tableName: 'reorganisation_step',
  properties: {
    reorganisationId: p.uuid().primary(),
    ord: p.integer().primary(),
    kind: p.text().$type<Step['kind']>(),
    step: p.json<Step>(),
  },
});
class ReorganisationStep extends ReorganisationStepSchema.class {}
ReorganisationStepSchema.setClass(ReorganisationStep);

const ReorganisationSuccessionSchema = defineEntity({
  name: 'ReorganisationSuccession',
  tableName: 'reorganisation_succession', // frozen at submission, by code; ids once the units are there
  properties: {
    reorganisationId: p.uuid().primary(),
    ord: p.integer().primary(),
    fromCode: p.text(),
    toCode: p.text(),
    scope: p.text().$type<'territorial' | 'functional'>(),
    extent: p.text().$type<'whole' | 'part' | 'unknown'>(),
    main: p.boolean(),
    takesDuties: p.boolean(),
    endsUnit: p.boolean(),
    issuers: p.array().nullable(), // only duties under directives of these units
    directives: p.array().nullable(), // only duties under these directives
    fromId: p.uuid().nullable(),
    toId: p.uuid().nullable(),
  },
});
class ReorganisationSuccession extends ReorganisationSuccessionSchema.class {}
ReorganisationSuccessionSchema.setClass(ReorganisationSuccession);

const ReorganisationCascadeSchema = defineEntity({
  name: 'ReorganisationCascade',
  tableName: 'reorganisation_cascade', // one cascade is one batch: what is left is what has no `doneAt`
  properties: {
    reorganisationId: p.uuid().primary(),
    cascadeId: p.uuid().primary(),
    doneAt: p.datetime().nullable(),
    superseded: p.integer(),
    opened: p.integer(),
  },
});
class ReorganisationCascade extends ReorganisationCascadeSchema.class {}
ReorganisationCascadeSchema.setClass(ReorganisationCascade);

export const REORGANISATION_ENTITIES = [
  Reorganisation,
  ReorganisationStep,
  ReorganisationSuccession,
  ReorganisationCascade,
];
