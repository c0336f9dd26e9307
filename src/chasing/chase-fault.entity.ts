import { defineEntity, p } from '@mikro-orm/core';

const ChaseFaultSchema = defineEntity({
  name: 'ChaseFault',
  tableName: 'chase_fault', // what cannot be chased, and why: it is tried again later, and holds up no others
  properties: {
    cascadeId: p.uuid(),
    directiveId: p.uuid().primary(),
    error: p.text(),
    since: p.datetime(),
    failedAt: p.datetime(),
    attempts: p.integer(),
    retryAt: p.datetime(),
  },
});
class ChaseFault extends ChaseFaultSchema.class {}
ChaseFaultSchema.setClass(ChaseFault);

export const CHASE_ENTITIES = [ChaseFault];
