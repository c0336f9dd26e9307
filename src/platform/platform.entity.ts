import { defineEntity, p } from '@mikro-orm/core';

const DemoClockSchema = defineEntity({
  name: 'DemoClock',
  tableName: 'demo_clock', // one row at most, in demo mode only
  properties: { singleton: p.boolean().primary(), offsetSeconds: p.double() },
});
export class DemoClock extends DemoClockSchema.class {}
DemoClockSchema.setClass(DemoClock);

const IdempotencyKeySchema = defineEntity({
  name: 'IdempotencyKey',
  tableName: 'idempotency_key',
  properties: {
    caller: p.text().primary(),
    route: p.text().primary(),
    key: p.text().primary(),
    requestHash: p.blob(),
    status: p.integer().nullable(), // null while the first request is being carried out
    response: p.json().nullable(),
    createdAt: p.datetime(),
  },
});
export class IdempotencyKey extends IdempotencyKeySchema.class {}
IdempotencyKeySchema.setClass(IdempotencyKey);

const JobHeartbeatSchema = defineEntity({
  name: 'JobHeartbeat',
  tableName: 'job_heartbeat', // when each job last got through a round
  properties: {
    job: p.text().primary(),
    ranAt: p.datetime(),
    recordedAt: p.datetime(),
    detail: p.json(), // what the last round did that did something
    workedAt: p.datetime().nullable(), // when that was
  },
});
export class JobHeartbeat extends JobHeartbeatSchema.class {}
JobHeartbeatSchema.setClass(JobHeartbeat);

export const PLATFORM_ENTITIES = [DemoClock, IdempotencyKey, JobHeartbeat];
