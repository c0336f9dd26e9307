import { defineEntity, p } from '@mikro-orm/core';

/** An addressee expression that a unit saved under a name. */
const UnitGroupSchema = defineEntity({
  name: 'UnitGroup',
  tableName: 'unit_group',
  properties: {
    id: p.uuid().primary(),
    ownerId: p.uuid(),
    name: p.text(),
    searchKey: p.text(), // one group in use has it at its owner
    createdAt: p.datetime(),
    retiredAt: p.datetime().nullable(),
  },
});
class UnitGroup extends UnitGroupSchema.class {}
UnitGroupSchema.setClass(UnitGroup);

/** What a group said from one moment on; never changed. */
const UnitGroupVersionSchema = defineEntity({
  name: 'UnitGroupVersion',
  tableName: 'unit_group_version',
  properties: {
    groupId: p.uuid().primary(),
    version: p.smallint().primary(),
    expression: p.text(),
    note: p.text().nullable(),
    createdAt: p.datetime(),
    createdBy: p.text(),
  },
});
class UnitGroupVersion extends UnitGroupVersionSchema.class {}
UnitGroupVersionSchema.setClass(UnitGroupVersion);

export const GROUP_ENTITIES = [UnitGroup, UnitGroupVersion];
