import { defineEntity, p } from '@mikro-orm/core';

const ProgressCascadeSchema = defineEntity({
  name: 'ProgressCascade',
  tableName: 'progress_cascade', // a cascade whose progress is read from counters
  properties: {
    cascadeId: p.uuid().primary(),
    watermark: p.datetime(), // what was recorded before is counted
    countedAt: p.datetime(),
  },
});
class ProgressCascade extends ProgressCascadeSchema.class {}
ProgressCascadeSchema.setClass(ProgressCascade);

const ProgressStateSchema = defineEntity({
  name: 'ProgressState',
  tableName: 'progress_state', // every combination that rows of a cascade are counted by
  properties: {
    cascadeId: p.uuid().primary(),
    id: p.bigint().primary(), // the hash of all columns that follow
    depth: p.smallint(),
    level: p.text(),
    owesWork: p.boolean(),
    receipt: p.text(),
    relay: p.text(),
    work: p.text(),
    standing: p.text(),
    receiptOutcome: p.text().nullable(), // doneOnTime, doneLate, or open: then the deadline says the rest
    receiptDueAt: p.datetime().nullable(),
    workOutcome: p.text().nullable(),
    workDueAt: p.datetime().nullable(),
    takenOver: p.boolean(),
    replaced: p.boolean().default(false), // by another directive, not by a reorganisation
  },
});
class ProgressState extends ProgressStateSchema.class {}
ProgressStateSchema.setClass(ProgressState);

const ProgressCountedSchema = defineEntity({
  name: 'ProgressCounted',
  tableName: 'progress_counted', // how each row was counted: what its next change is compared with
  properties: {
    cascadeId: p.uuid().primary(),
    assignmentId: p.uuid().primary(),
    parentId: p.uuid().nullable(),
    stateId: p.bigint(),
    version: p.integer(),
    apart: p.boolean(), // its unit has several rows: which of them counts is decided on reading
  },
});
class ProgressCounted extends ProgressCountedSchema.class {}
ProgressCountedSchema.setClass(ProgressCounted);

const ProgressCountSchema = defineEntity({
  name: 'ProgressCount',
  tableName: 'progress_count', // how many rows below a node are in a state
  properties: {
    cascadeId: p.uuid().primary(),
    nodeId: p.uuid().primary(),
    stateId: p.bigint().primary(),
    n: p.integer(),
  },
});
class ProgressCount extends ProgressCountSchema.class {}
ProgressCountSchema.setClass(ProgressCount);

const BalanceCheckSchema = defineEntity({
  name: 'BalanceCheck',
  tableName: 'balance_check', // the last check of each cascade; with an instant in `found_at` it is an alarm
  properties: {
    cascadeId: p.uuid().primary(),
    checkedAt: p.datetime(),
    tookMs: p.integer(),
    faults: p.json(),
    foundAt: p.datetime().nullable(),
  },
});
class BalanceCheck extends BalanceCheckSchema.class {}
BalanceCheckSchema.setClass(BalanceCheck);

const ForecastSchema = defineEntity({
  name: 'Forecast',
  tableName: 'forecast',
  properties: {
    directiveId: p.uuid().primary(),
    quantity: p.text().primary(), // what is foreseen: acknowledged
    madeOn: p.date().primary(),
    madeAt: p.datetime(),
    share: p.double(), // of all, that is to have been reached
    expectedAt: p.datetime(),
    earliestAt: p.datetime(),
    latestAt: p.datetime(),
    n: p.integer(), // how many had been reached when it was made
    ofTotal: p.integer(),
    reachedAt: p.datetime().nullable(),
    endedAt: p.datetime().nullable(), // the directive ended before the share was reached
    hit: p.boolean().nullable(), // whether it was reached between the two ends
  },
});
class Forecast extends ForecastSchema.class {}
ForecastSchema.setClass(Forecast);

export const TRACKING_ENTITIES = [
  ProgressCascade,
  ProgressState,
  ProgressCounted,
  ProgressCount,
  BalanceCheck,
  Forecast,
];
