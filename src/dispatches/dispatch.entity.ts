import { defineEntity, p } from '@mikro-orm/core';
import type { Reading } from './reading/reading.rules.js';

const DispatchSchema = defineEntity({
  name: 'Dispatch',
  tableName: 'dispatch',
  properties: {
    id: p.uuid().primary(),
    unitId: p.uuid(), // whose paper it is in the system: the issuer of the draft
    text: p.text(), // NFC, as the spans of the reading count; empty where the draft came as fields
    textSha256: p.blob(),
    fileName: p.text().nullable(),
    reading: p.json<Reading>(),
    createdAt: p.datetime(),
  },
});
export class DispatchPaper extends DispatchSchema.class {}
DispatchSchema.setClass(DispatchPaper);

const CitationSchema = defineEntity({
  name: 'Citation',
  tableName: 'citation',
  properties: {
    dispatchId: p.uuid().primary(),
    ord: p.smallint().primary(),
    relation: p.text().$type<'basis' | 'reference'>(),
    code: p.text(),
    codeKey: p.text(), // without blanks, accents and leading zeros: what two ways of writing one number share
    issuedOn: p.date().nullable(),
    issuer: p.text().nullable(),
  },
});
export class CitationRow extends CitationSchema.class {}
CitationSchema.setClass(CitationRow);

export const DISPATCH_ENTITIES = [DispatchPaper, CitationRow];
