import { defineEntity, p } from '@mikro-orm/core';

const LedgerEntrySchema = defineEntity({
  name: 'LedgerEntry',
  tableName: 'ledger_entry',
  properties: {
    cascadeId: p.uuid().primary(),
    id: p.uuid().primary(),
    kind: p.text(),
    at: p.datetime(),
    recordedAt: p.datetime(),
    actor: p.text(),
    capacity: p.text(),
    unitId: p.uuid().nullable(),
    directiveId: p.uuid().nullable(),
    assignmentId: p.uuid().nullable(),
    fromState: p.text().nullable(),
    toState: p.text().nullable(),
    bytes: p.blob(), // the truth; the plain columns serve queries and are compared with it
    leafHash: p.blob(),
  },
});
export class LedgerEntry extends LedgerEntrySchema.class {}
LedgerEntrySchema.setClass(LedgerEntry);

const LedgerSealedSchema = defineEntity({
  name: 'LedgerSealed',
  tableName: 'ledger_sealed',
  properties: {
    entryId: p.uuid().primary(),
    field: p.text().primary(),
    salt: p.blob(),
    value: p.text(),
  },
});
export class LedgerSealed extends LedgerSealedSchema.class {}
LedgerSealedSchema.setClass(LedgerSealed);

export const LEDGER_ENTITIES = [LedgerEntry, LedgerSealed];
