import { defineEntity, p } from '@mikro-orm/core';
import { CitedPaper } from './cited-papers.entity.js';
import type { Dispatch } from './reading/dispatch.rules.js';
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
    fileId: p.uuid().nullable(),
    origin: p.text().nullable(), // where in an archive or a mail it stood, e.g. 'kem-theo.zip/ke-hoach.docx'
    format: p.text().default('txt'),
    encoding: p.text().nullable(),
    state: p.text().$type<'read' | 'kept' | 'merged' | 'discarded'>().default('kept'),
    confirmed: p.json<Dispatch>().nullable(), // by a clerk
    citedPaperId: p.uuid().nullable(), // what others cite it as
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
    citedPaperId: p.uuid().nullable(),
  },
});
export class CitationRow extends CitationSchema.class {}
CitationSchema.setClass(CitationRow);

const StoredFileSchema = defineEntity({
  name: 'StoredFile',
  tableName: 'stored_file',
  properties: {
    id: p.uuid().primary(),
    unitId: p.uuid(),
    name: p.text(),
    format: p.text(),
    sha256: p.blob(),
    bytes: p.blob(), // as it was handed in
    createdAt: p.datetime(),
  },
});
export class StoredFile extends StoredFileSchema.class {}
StoredFileSchema.setClass(StoredFile);

const IntakeBatchSchema = defineEntity({
  name: 'IntakeBatch',
  tableName: 'intake_batch',
  properties: {
    id: p.uuid().primary(),
    unitId: p.uuid(),
    createdAt: p.datetime(),
    total: p.integer(),
    done: p.integer().default(0),
    workedAt: p.datetime(), // when the process that reads it last gave a sign of life
    cancelledAt: p.datetime().nullable(),
    finishedAt: p.datetime().nullable(),
  },
});
export class IntakeBatch extends IntakeBatchSchema.class {}
IntakeBatchSchema.setClass(IntakeBatch);

const IntakeItemSchema = defineEntity({
  name: 'IntakeItem',
  tableName: 'intake_item',
  properties: {
    batchId: p.uuid().primary(),
    ord: p.integer().primary(),
    origin: p.text().nullable(), // of a paper that was refused as secret not even the name is kept
    refusal: p.text().nullable(),
    dispatchId: p.uuid().nullable(),
  },
});
export class IntakeItem extends IntakeItemSchema.class {}
IntakeItemSchema.setClass(IntakeItem);

const ObligationSchema = defineEntity({
  name: 'Obligation',
  tableName: 'obligation',
  properties: {
    dispatchId: p.uuid().primary(),
    n: p.smallint().primary(),
    kind: p.text().$type<'task' | 'report'>(),
    label: p.text(),
    text: p.text(),
    startAt: p.integer().nullable(),
    endAt: p.integer().nullable(),
    dueOn: p.date().nullable(),
    dueOperator: p.text().$type<'before' | 'on' | 'at-latest'>().nullable(),
    dueHour: p.text().nullable(),
  },
});
export class Obligation extends ObligationSchema.class {}
ObligationSchema.setClass(Obligation);

export const DISPATCH_ENTITIES = [
  DispatchPaper,
  CitationRow,
  CitedPaper,
  StoredFile,
  IntakeBatch,
  IntakeItem,
  Obligation,
];
