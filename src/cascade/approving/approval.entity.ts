import { defineEntity, p } from '@mikro-orm/core';
import type { CaseTable } from '../../durable/index.js';

/** Acts that a policy may ask a second person for. */
export type ApprovedAct = 'issue' | 'recall';
export type ApprovalState = 'asked' | 'given' | 'refused' | 'withdrawn';

const ApprovalSchema = defineEntity({
  name: 'Approval',
  tableName: 'approval', // an act that waits, or waited, for a second person
  properties: {
    id: p.uuid().primary(),
    directiveId: p.uuid(),
    unitId: p.uuid(), // the issuer, whose people confirm
    act: p.text().$type<ApprovedAct>(),
    machineVersion: p.smallint(),
    state: p.text().$type<ApprovalState>(),
    version: p.integer(),
    subjectHash: p.text(), // of what was asked for: what is confirmed is exactly that
    reason: p.text().nullable(), // of the act, where it takes one
    askedBy: p.text(),
    askedAt: p.datetime(),
    decidedBy: p.text().nullable(),
    decidedAt: p.datetime().nullable(),
    note: p.text().nullable(),
  },
});
class Approval extends ApprovalSchema.class {}
ApprovalSchema.setClass(Approval);

export const APPROVAL_ENTITIES = [Approval];

/** Approvals as cases of their machine. */
export const APPROVAL_CASES: CaseTable<'approval'> = {
  machine: 'approval',
  table: 'approval',
  key: ['id'],
  states: ['state'],
  hasContext: false,
};
