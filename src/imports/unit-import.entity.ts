import { defineEntity, p } from '@mikro-orm/core';
import type { Words } from '../platform/errors.js';
import type { ImportOptions, ImportReport, Stage } from './import-list.usecase.js';
import type { Reason } from './plan.rules.js';

/** How far an uploaded list is: `checked` waits for somebody to carry it out, `refused` has nothing to carry out. */
export type ImportState = 'checking' | 'checked' | 'refused' | 'writing' | 'done' | 'cancelled';

const UnitImportSchema = defineEntity({
  name: 'UnitImport',
  tableName: 'unit_import',
  properties: {
    id: p.uuid().primary(),
    unitId: p.uuid(), // whose administrator handed it in
    createdAt: p.datetime(),
    createdBy: p.text(),
    fileName: p.text(),
    bytes: p.blob().nullable(), // until it is carried out or given up, for a day at most
    options: p.json<ImportOptions>(),
    state: p.text().$type<ImportState>(),
    stage: p.text().$type<Stage>().nullable(),
    workedAt: p.datetime(), // sign of life of the process that works on it
    report: p.json<Omit<ImportReport, 'refused'>>().nullable(),
    refusal: p.json<Words>().nullable(), // why the whole file was refused
    refusedLines: p.integer().default(0),
    finishedAt: p.datetime().nullable(),
  },
});
class UnitImport extends UnitImportSchema.class {}
UnitImportSchema.setClass(UnitImport);

const UnitImportRefusalSchema = defineEntity({
  name: 'UnitImportRefusal',
  tableName: 'unit_import_refusal',
  properties: {
    importId: p.uuid().primary(),
    ord: p.integer().primary(),
    sheet: p.text(),
    line: p.integer(),
    value: p.text(),
    reason: p.text().$type<Reason>(),
  },
});
class UnitImportRefusal extends UnitImportRefusalSchema.class {}
UnitImportRefusalSchema.setClass(UnitImportRefusal);

/** The tables of this slice. */
export const IMPORT_ENTITIES = [UnitImport, UnitImportRefusal] as const;
