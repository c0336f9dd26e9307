import { defineEntity, p } from '@mikro-orm/core';
import type { AssignmentContext, AssignmentRegions } from '../../workflows/index.js';

const AssignmentSchema = defineEntity({
  name: 'Assignment',
  tableName: 'assignment',
  uniques: [{ properties: ['cascadeId', 'directiveId', 'unitId', 'parentId'] }], // one duty per unit, directive and branch
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
    nextChaseAt: p.datetime().nullable(), // null: nothing to chase
    deliveredAt: p.datetime().nullable(),
    acknowledgedAt: p.datetime().nullable(),
    returnedAt: p.datetime().nullable(),
    workDoneAt: p.datetime().nullable(),
    reportedAt: p.datetime().nullable(),
    closedAt: p.datetime().nullable(),
    arrivalYear: p.smallint().nullable(),
    arrivalNumber: p.integer().nullable(),
    lead: p.text().nullable(),
    coOperating: p.array().nullable(),
    internalDueAt: p.datetime().nullable(),
    returnReason: p.text().nullable(),
    note: p.text().nullable(),
    taskStatus: p.json<Record<string, string>>(), // only tasks whose status differs from open
    version: p.integer(),
  },
});
export class Assignment extends AssignmentSchema.class {}
AssignmentSchema.setClass(Assignment);

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

export const ASSIGNMENT_ENTITIES = [Assignment, ArrivalCounter, Arrival];
