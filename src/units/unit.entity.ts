import { defineEntity, p } from '@mikro-orm/core';
import type { Kind, Level, Line } from './vocabulary.rules.js';

/** Identity of a unit: one unit is one office. Everything that can change has a period in the tables below. */
const UnitSchema = defineEntity({
  name: 'Unit',
  tableName: 'unit',
  properties: {
    id: p.uuid().primary(),
    code: p.text().unique(), // our own, minted once, never reused, never equal to an official code
    createdAt: p.datetime(),
  },
});
export class Unit extends UnitSchema.class {}
UnitSchema.setClass(Unit);

const UnitPeriodSchema = defineEntity({
  name: 'UnitPeriod',
  tableName: 'unit_period',
  properties: {
    unitId: p.uuid().primary(),
    validFrom: p.date().primary(),
    validTo: p.date().nullable(), // exclusive: the first day on which it no longer holds
    name: p.text(),
    kind: p.text().$type<Kind>(),
    level: p.text().$type<Level>(),
    legalBasis: p.text().nullable(),
    searchKey: p.text(),
    accentKey: p.text(),
  },
});
export class UnitPeriod extends UnitPeriodSchema.class {}
UnitPeriodSchema.setClass(UnitPeriod);

const UnitRelationSchema = defineEntity({
  name: 'UnitRelation',
  tableName: 'unit_relation',
  properties: {
    unitId: p.uuid().primary(),
    line: p.text().$type<Line>().primary(),
    validFrom: p.date().primary(),
    validTo: p.date().nullable(),
    parentId: p.uuid(),
  },
});
class UnitRelation extends UnitRelationSchema.class {}
UnitRelationSchema.setClass(UnitRelation);

const UnitOfficialCodeSchema = defineEntity({
  name: 'UnitOfficialCode',
  tableName: 'unit_official_code',
  uniques: [{ properties: ['scheme', 'value', 'validFrom'] }], // one value names one unit on a day
  properties: {
    unitId: p.uuid().primary(),
    scheme: p.text().$type<'gso' | 'qcvn102' | 'qd20'>().primary(),
    validFrom: p.date().primary(),
    validTo: p.date().nullable(),
    value: p.text(),
  },
});
class UnitOfficialCode extends UnitOfficialCodeSchema.class {}
UnitOfficialCodeSchema.setClass(UnitOfficialCode);

const UnitAliasSchema = defineEntity({
  name: 'UnitAlias',
  tableName: 'unit_alias',
  properties: {
    unitId: p.uuid().primary(),
    alias: p.text().primary(),
    validFrom: p.date().primary(),
    validTo: p.date().nullable(),
    searchKey: p.text(),
    accentKey: p.text(),
  },
});
class UnitAlias extends UnitAliasSchema.class {}
UnitAliasSchema.setClass(UnitAlias);

const UnitContactSchema = defineEntity({
  name: 'UnitContact',
  tableName: 'unit_contact',
  properties: {
    unitId: p.uuid().primary(),
    email: p.text().nullable(), // null: no live address, so nothing can be sent
    locale: p.text().$type<'vi' | 'en'>().default('vi'),
  },
});
export class UnitContact extends UnitContactSchema.class {}
UnitContactSchema.setClass(UnitContact);

/** The tables of this slice. */
export const UNIT_ENTITIES = [Unit, UnitPeriod, UnitRelation, UnitOfficialCode, UnitAlias, UnitContact] as const;
