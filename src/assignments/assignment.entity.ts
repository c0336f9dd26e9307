import { defineEntity, p } from '@mikro-orm/core';
import type { AssignmentContext, AssignmentRegions } from '../../workflows/index.js';
import { ASKING_ENTITIES } from './asking/asking.entity.js';

const AssignmentSchema = defineEntity({
  name: 'Assignment',
  tableName: 'assignment',
  // one duty per unit, directive and branch, and one that a reorganisation brought it
  uniques: [{ properties: ['cascadeId', 'directiveId', 'unitId', 'parentId', 'reorganisationId'] }],
  properties: {
    cascadeId: p.uuid().primary(), // routes to the partition
    id: p.uuid().primary(),
    directiveId: p.uuid(),
    unitId: p.uuid(),
    parentId: p.uuid().nullable(), // the superior's assignment it was passed on from
    senderId: p.uuid(), // the unit that sent it, reviews its reports and hears of a return
    role: p.text().$type<'action' | 'coordination' | 'information'>(),
    machineVersion: p.smallint(),
    receipt: p.text().$type<AssignmentRegions['receipt']>(),
    relay: p.text().$type<AssignmentRegions['relay']>(),
    work: p.text().$type<AssignmentRegions['work']>(),
    standing: p.text().$type<AssignmentRegions['standing']>(),
    context: p.json<AssignmentContext>(), // only what guards read
    openedAt: p.datetime(),
    sentAt: p.datetime().nullable(), // null while expected through the superior
    receiptDueAt: p.datetime().nullable(),
    workDueAt: p.datetime().nullable(),
    nextChaseAt: p.datetime().nullable(), // the first of the three timers that follow; null: nothing falls due by itself
    remindAt: p.datetime().nullable(),
    relayDueAt: p.datetime().nullable(), // when a unit that passed nothing on becomes a silent relay
    followDueAt: p.datetime().nullable(), // when an acknowledgement that nothing followed expires
    addresseeOrd: p.smallint().nullable(), // the line of the addressees that the unit comes from: its class
    sentVersion: p.smallint(), // the version of what the directive asks that was last sent to the unit
    acknowledgedVersion: p.smallint().nullable(),
    accountableId: p.uuid().nullable(), // the office-holder who answers for the unit, as of the acknowledgement
    accountableCapacity: p.text().$type<'own-office' | 'by-delegation'>().nullable(),
    pausedAt: p.datetime().nullable(),
    recallAskedAt: p.datetime().nullable(), // when the unit was last asked to give the paper back
    recallDueAt: p.datetime().nullable(), // when it is to have answered
    recallAnsweredAt: p.datetime().nullable(),
    recallRefusal: p.text().nullable(), // why the unit declined to give the paper back
    deliveredAt: p.datetime().nullable(),
    acknowledgedAt: p.datetime().nullable(),
    returnedAt: p.datetime().nullable(),
    workDoneAt: p.datetime().nullable(),
    reportedAt: p.datetime().nullable(),
    closedAt: p.datetime().nullable(),
    arrivalYear: p.smallint().nullable(),
    arrivalNumber: p.integer().nullable(),
    lead: p.text().nullable(),
    leadAccountId: p.uuid().nullable(), // where the lead is an officer of the system
    coOperating: p.array().nullable(),
    internalDueAt: p.datetime().nullable(),
    returnReason: p.text().nullable(),
    note: p.text().nullable(),
    taskStatus: p.json<Record<string, string>>(), // only tasks whose status differs from open
    taskReasons: p.json<Record<string, string>>().nullable(), // why a task is none of the unit's, by its number
    version: p.integer(),
    reorganisationId: p.uuid().nullable(), // the reorganisation that moved the duty here
    linkGeneration: p.integer(), // links and codes of an earlier one are revoked
  },
});
export class Assignment extends AssignmentSchema.class {}
AssignmentSchema.setClass(Assignment);

const AssignmentSuccessionSchema = defineEntity({
  name: 'AssignmentSuccession',
  tableName: 'assignment_succession', // a duty that a reorganisation closed, and the one that took it over
  properties: {
    cascadeId: p.uuid().primary(),
    fromId: p.uuid().primary(),
    toId: p.uuid().primary(),
    reorganisationId: p.uuid(),
    effectiveOn: p.date(),
    mainTo: p.boolean(), // of the successors of `fromId`, the one that it is counted with in the new tree
    mainFrom: p.boolean(), // of the predecessors of `toId`, the one that it is counted with in the old tree
  },
});
class AssignmentSuccession extends AssignmentSuccessionSchema.class {}
AssignmentSuccessionSchema.setClass(AssignmentSuccession);

export const TASK_STATUSES = ['open', 'begun', 'done', 'notApplicable'] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

const SupervisedSchema = defineEntity({
  name: 'Supervised',
  tableName: 'supervised', // a third party that a unit sees to: what it does counts as the unit's own work
  properties: {
    cascadeId: p.uuid().primary(),
    assignmentId: p.uuid().primary(), // of the unit that sees to it
    unitId: p.uuid().primary(), // the third party
    task: p.smallint().primary(), // of the directive; 0: the whole of it
    status: p.text().$type<TaskStatus>(),
    note: p.text().nullable(),
    addedAt: p.datetime(),
    changedAt: p.datetime(),
  },
});
class Supervised extends SupervisedSchema.class {}
SupervisedSchema.setClass(Supervised);

const ArrivalCounterSchema = defineEntity({
  name: 'ArrivalCounter',
  tableName: 'arrival_counter',
  properties: { unitId: p.uuid().primary(), year: p.smallint().primary(), last: p.integer() },
});
export class ArrivalCounter extends ArrivalCounterSchema.class {}
ArrivalCounterSchema.setClass(ArrivalCounter);

/** What identifies a paper that came from outside, in the words of its heading. */
export interface ArrivedPaper {
  issuer: string | null;
  kind: string;
  number: number | null;
  symbol: string | null;
  /** ISO date. */
  date: string | null;
  subject: string | null;
}

const ArrivalSchema = defineEntity({
  name: 'Arrival',
  tableName: 'arrival', // the incoming register: one line per arrival number, per unit and year
  properties: {
    unitId: p.uuid().primary(),
    year: p.smallint().primary(),
    number: p.integer().primary(),
    cascadeId: p.uuid().nullable(),
    assignmentId: p.uuid().nullable(),
    arrivedAt: p.datetime(),
    dispatchId: p.uuid().nullable(), // a paper that came without a directive
    paper: p.json<ArrivedPaper>().nullable(), // what the register says of such a paper, as it was entered
  },
});
export class Arrival extends ArrivalSchema.class {}
ArrivalSchema.setClass(Arrival);

export const ASSIGNMENT_ENTITIES = [
  Assignment,
  AssignmentSuccession,
  Supervised,
  ArrivalCounter,
  Arrival,
  ...ASKING_ENTITIES,
];
