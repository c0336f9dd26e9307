import { defineEntity, p } from '@mikro-orm/core';
import type { DueOperator } from '../calendar/index.js';
import { DirectiveVersion } from './amending/version.entity.js';
import type { Urgency } from './ladder.rules.js';
import type { PolicyRules } from './policy.rules.js';

export type Role = 'action' | 'coordination' | 'information';
export type DirectiveState =
  'drafted' | 'signed' | 'numbered' | 'issued' | 'paused' | 'closed' | 'superseded' | 'recalled';

const PolicySchema = defineEntity({
  name: 'Policy',
  tableName: 'policy',
  properties: {
    code: p.text().primary(),
    version: p.integer().primary(),
    rules: p.json<PolicyRules>(),
    createdAt: p.datetime(),
  },
});
export class Policy extends PolicySchema.class {}
PolicySchema.setClass(Policy);

const DirectiveSchema = defineEntity({
  name: 'Directive',
  tableName: 'directive',
  properties: {
    id: p.uuid().primary(),
    cascadeId: p.uuid(), // the root directive's id; its own where it is the root
    dispatchId: p.uuid().nullable(),
    parentAssignmentId: p.uuid().nullable(), // the assignment that this directive passes on
    issuerId: p.uuid(),
    kind: p.text(),
    number: p.integer().nullable(),
    symbol: p.text().nullable(),
    subject: p.text(),
    place: p.text().nullable(),
    datedOn: p.date().nullable(), // as the paper says; deadlines count from issuedAt
    rosterOn: p.date(),
    actBy: p.text().$type<'direct' | 'superior'>(),
    acknowledgeBy: p.datetime().nullable(),
    dueOn: p.date().nullable(),
    dueOperator: p.text().$type<DueOperator>().nullable(),
    dueHour: p.text().nullable(),
    receiptDueAt: p.datetime().nullable(), // set at issue; the later one of an amendment that has units acknowledge again
    workDueAt: p.datetime().nullable(),
    dueProvisional: p.boolean(),
    policyCode: p.text(),
    policyVersion: p.integer(),
    policy: p.json<PolicyRules>(),
    urgency: p.text().$type<Exclude<Urgency, 'ordinary'>>().nullable(), // of the paper; null: ordinary
    calendarVersion: p.integer().nullable(),
    machineVersion: p.smallint(),
    state: p.text().$type<DirectiveState>(),
    version: p.integer(),
    createdAt: p.datetime(),
    signedAt: p.datetime().nullable(),
    numberedAt: p.datetime().nullable(),
    issuedAt: p.datetime().nullable(),
    closedAt: p.datetime().nullable(),
    provisional: p.text().nullable(), // what it was worked on under before it had number and date; kept for ever
    contentVersion: p.smallint(), // of what it asks: 1 as issued, one more with every amendment
    amendedAt: p.datetime().nullable(),
    pausedAt: p.datetime().nullable(),
    pauseReason: p.text().nullable(),
    recalledAt: p.datetime().nullable(),
    recallReason: p.text().nullable(),
    supersededAt: p.datetime().nullable(),
    supersededBy: p.uuid().nullable(), // the directive that took its place
    reconciledAt: p.datetime().nullable(), // when the numbered copy became its paper
  },
});
export class Directive extends DirectiveSchema.class {}
DirectiveSchema.setClass(Directive);

const DirectiveAddresseeSchema = defineEntity({
  name: 'DirectiveAddressee',
  tableName: 'directive_addressee',
  properties: {
    directiveId: p.uuid().primary(),
    ord: p.smallint().primary(),
    text: p.text(),
    role: p.text().$type<Role>(),
    through: p.text().$type<'superior'>().nullable(),
    status: p.text().$type<'understood' | 'not-understood' | 'dropped' | 'internal'>(),
    reason: p.text().nullable(),
    candidates: p.json<{ code: string; name: string }[]>().nullable(),
    settled: p.json<string[]>(), // units that a clerk said it means
    groups: p.json<{ id: string; name: string; version: number }[]>(), // saved groups that it used, as they were
  },
});
export class DirectiveAddressee extends DirectiveAddresseeSchema.class {}
DirectiveAddresseeSchema.setClass(DirectiveAddressee);

const RosterEntrySchema = defineEntity({
  name: 'RosterEntry',
  tableName: 'roster_entry',
  properties: {
    directiveId: p.uuid().primary(),
    unitId: p.uuid().primary(),
    ord: p.smallint(), // the addressee it comes from
    role: p.text().$type<Role>(),
    through: p.text().$type<'superior'>().nullable(),
    superiorId: p.uuid().nullable(), // the unit of the roster that passes it on
  },
});
export class RosterEntry extends RosterEntrySchema.class {}
RosterEntrySchema.setClass(RosterEntry);

const DirectiveTaskSchema = defineEntity({
  name: 'DirectiveTask',
  tableName: 'directive_task',
  properties: {
    directiveId: p.uuid().primary(),
    n: p.smallint().primary(),
    label: p.text(),
    text: p.text(),
    addressees: p.json<string[]>(),
    parentTask: p.smallint().nullable(), // the task of the paper passed on that this one carries out
  },
});
export class DirectiveTask extends DirectiveTaskSchema.class {}
DirectiveTaskSchema.setClass(DirectiveTask);

const NumberCounterSchema = defineEntity({
  name: 'NumberCounter',
  tableName: 'number_counter',
  properties: {
    unitId: p.uuid().primary(),
    year: p.smallint().primary(),
    series: p.text().primary(),
    last: p.integer(),
  },
});
export class NumberCounter extends NumberCounterSchema.class {}
NumberCounterSchema.setClass(NumberCounter);

const NumberSeriesSchema = defineEntity({
  name: 'NumberSeries',
  tableName: 'number_series',
  properties: {
    unitId: p.uuid().primary(),
    fromYear: p.smallint().primary(),
    splitBy: p.text().$type<'one' | 'kind'>(),
  },
});
export class NumberSeries extends NumberSeriesSchema.class {}
NumberSeriesSchema.setClass(NumberSeries);

const RegisterNumberSchema = defineEntity({
  name: 'RegisterNumber',
  tableName: 'register_number', // the outgoing register: one line per number of a unit's year
  properties: {
    unitId: p.uuid().primary(),
    year: p.smallint().primary(),
    number: p.integer().primary(),
    notation: p.text().primary(), // the symbol; the kind where it bears none
    series: p.text(),
    directiveId: p.uuid(),
    registeredAt: p.datetime(),
    releasedAt: p.datetime().nullable(), // when the numbered copy brought another
  },
});
export class RegisterNumber extends RegisterNumberSchema.class {}
RegisterNumberSchema.setClass(RegisterNumber);

const ProvisionalShingleSchema = defineEntity({
  name: 'ProvisionalShingle',
  tableName: 'provisional_shingle', // a sample of the runs of words of each draft without number or date
  properties: { issuerId: p.uuid().primary(), hash: p.bigint().primary(), directiveId: p.uuid().primary() },
});
export class ProvisionalShingle extends ProvisionalShingleSchema.class {}
ProvisionalShingleSchema.setClass(ProvisionalShingle);

const DirectivePaperSchema = defineEntity({
  name: 'DirectivePaper',
  tableName: 'directive_paper',
  properties: { directiveId: p.uuid().primary(), dispatchId: p.uuid().primary(), replacedAt: p.datetime() },
});
export class DirectivePaper extends DirectivePaperSchema.class {}
DirectivePaperSchema.setClass(DirectivePaper);

export const DIRECTIVE_ENTITIES = [
  Policy,
  Directive,
  DirectiveAddressee,
  RosterEntry,
  DirectiveTask,
  NumberCounter,
  NumberSeries,
  RegisterNumber,
  ProvisionalShingle,
  DirectivePaper,
  DirectiveVersion,
];
