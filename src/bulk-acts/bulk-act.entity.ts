import { defineEntity, p } from '@mikro-orm/core';
import type { Caller } from '../platform/caller.js';
import type { Words } from '../platform/errors.js';
import type { Act, Parameters, Selection } from './selection.rules.js';

export const BULK_STATES = ['planned', 'running', 'done', 'cancelled'] as const;
export type BulkState = (typeof BULK_STATES)[number];

/** What became of one row: the act was done, had been done before, waits for a second person, or was refused. */
export const OUTCOMES = ['done', 'repeated', 'pending', 'refused'] as const;
export type Outcome = (typeof OUTCOMES)[number];

const BulkActSchema = defineEntity({
  name: 'BulkAct',
  tableName: 'bulk_act',
  properties: {
    id: p.uuid().primary(),
    unitId: p.uuid().nullable(), // whose act it is; null: the operator's
    act: p.text().$type<Act>(),
    selection: p.json<Selection>(),
    parameters: p.json<Parameters>(),
    caller: p.json<Caller>(), // who asked, as of then: each row's fact names them
    machineVersion: p.smallint(),
    state: p.text().$type<BulkState>(),
    total: p.integer(),
    done: p.integer(),
    repeated: p.integer(),
    pending: p.integer(),
    refused: p.integer(),
    askedAt: p.datetime(),
    begunAt: p.datetime().nullable(),
    endedAt: p.datetime().nullable(),
    version: p.integer(),
  },
});
class BulkAct extends BulkActSchema.class {}
BulkActSchema.setClass(BulkAct);

const BulkActItemSchema = defineEntity({
  name: 'BulkActItem',
  tableName: 'bulk_act_item',
  properties: {
    bulkActId: p.uuid().primary(),
    n: p.integer().primary(), // the order in which they are done
    cascadeId: p.uuid(),
    directiveId: p.uuid(),
    assignmentId: p.uuid().nullable(), // null: the act is on the directive
    outcome: p.text().$type<Outcome>().nullable(), // null: not yet
    reason: p.json<Words>().nullable(), // why it was refused
  },
});
class BulkActItem extends BulkActItemSchema.class {}
BulkActItemSchema.setClass(BulkActItem);

export const BULK_ACT_ENTITIES = [BulkAct, BulkActItem];
