import { defineEntity, p } from '@mikro-orm/core';

const ReportSchema = defineEntity({
  name: 'Report',
  tableName: 'report',
  uniques: [{ properties: ['cascadeId', 'assignmentId'] }], // one report per assignment; sent back, it is submitted again
  properties: {
    cascadeId: p.uuid().primary(),
    id: p.uuid().primary(),
    assignmentId: p.uuid(),
    unitId: p.uuid(),
    toUnitId: p.uuid(),
    machineVersion: p.smallint(),
    state: p.text().$type<'due' | 'submitted' | 'accepted' | 'sentBack'>(),
    text: p.text().nullable(),
    figures: p.json<Record<string, number>>().nullable(),
    nil: p.boolean(), // "nothing to report" is an answer, and differs from no answer
    submittedAt: p.datetime().nullable(),
    reviewedAt: p.datetime().nullable(),
    reviewNote: p.text().nullable(),
    version: p.integer(),
  },
});
export class Report extends ReportSchema.class {}
ReportSchema.setClass(Report);

export const REPORT_ENTITIES = [Report];
