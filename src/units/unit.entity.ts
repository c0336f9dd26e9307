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
    line: p.text().$type<Line | 'standing-body'>().primary(), // the standing body acts for a steering board
    validFrom: p.date().primary(),
    validTo: p.date().nullable(),
    parentId: p.uuid(),
    legalBasis: p.text().nullable(),
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
    legalBasis: p.text().nullable(),
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
    legalBasis: p.text().nullable(),
  },
});
class UnitAlias extends UnitAliasSchema.class {}
UnitAliasSchema.setClass(UnitAlias);

const UnitMailboxSchema = defineEntity({
  name: 'UnitMailbox',
  tableName: 'unit_mailbox', // no row: no live address, so nothing can be sent
  properties: {
    unitId: p.uuid().primary(),
    validFrom: p.date().primary(),
    validTo: p.date().nullable(),
    address: p.text(),
    locale: p.text().$type<'vi' | 'en'>().default('vi'),
    legalBasis: p.text().nullable(),
    dead: p.boolean().default(false), // nothing is sent to its address until somebody says that it works again
  },
});
export class UnitMailbox extends UnitMailboxSchema.class {}
UnitMailboxSchema.setClass(UnitMailbox);

/** How much of the old unit goes to the new one; `unknown` where the source names the main successor only. */
export type Extent = 'whole' | 'part' | 'unknown';
/** Where a succession is known from: the official table, a comparison with the law, or a list of main successors. */
export type Confidence = 'official' | 'checked' | 'main-successor-only';
/** What goes over: the area with its people, or a function of the office. */
export type Scope = 'territorial' | 'functional';

const UnitSuccessionSchema = defineEntity({
  name: 'UnitSuccession',
  tableName: 'unit_succession',
  properties: {
    fromId: p.uuid().primary(),
    toId: p.uuid().primary(),
    effectiveOn: p.date().primary(),
    scope: p.text().$type<Scope>().primary(),
    extent: p.text().$type<Extent>(),
    main: p.boolean(), // the one that stands for the old unit as an office
    confidence: p.text().$type<Confidence>(),
    legalBasis: p.text().nullable(),
  },
});
class UnitSuccession extends UnitSuccessionSchema.class {}
UnitSuccessionSchema.setClass(UnitSuccession);

const UnitAncestrySchema = defineEntity({
  name: 'UnitAncestry',
  tableName: 'unit_ancestry', // the closure of the relations; written by refreshAncestry only
  properties: {
    line: p.text().$type<Line>().primary(),
    ancestorId: p.uuid().primary(),
    code: p.text().primary(),
    depth: p.integer().primary(),
    validFrom: p.date().primary(),
    unitId: p.uuid(),
    area: p.boolean(), // bodies come before areas among children
    validTo: p.date().nullable(),
  },
});
class UnitAncestry extends UnitAncestrySchema.class {}
UnitAncestrySchema.setClass(UnitAncestry);

const UnitSubtreeSizeSchema = defineEntity({
  name: 'UnitSubtreeSize',
  tableName: 'unit_subtree_size', // a time line of counts: the last row up to a day holds on it
  properties: {
    line: p.text().$type<Line>().primary(),
    unitId: p.uuid().primary(),
    fromOn: p.date().primary(),
    direct: p.integer(),
    below: p.integer(),
  },
});
class UnitSubtreeSize extends UnitSubtreeSizeSchema.class {}
UnitSubtreeSizeSchema.setClass(UnitSubtreeSize);

/** The tables of this slice. */
export const UNIT_ENTITIES = [
  Unit,
  UnitPeriod,
  UnitRelation,
  UnitOfficialCode,
  UnitAlias,
  UnitMailbox,
  UnitSuccession,
  UnitAncestry,
  UnitSubtreeSize,
] as const;
