import pg from 'pg';
import { canonical, leafHash } from '../ledger/index.js';
import { uuidv7 } from '../platform/ids.js';
import { IN_FLIGHT } from './saturation.js';
import type { Stage } from './stage.js';

/** One open assignment. */
export interface Open {
  cascadeId: string;
  id: string;
  directiveId: string;
  unitId: string;
}

const COPIES = [
  'create schema floor_acknowledge',
  'create table floor_acknowledge.assignment (like public.assignment including all)',
  'create table floor_acknowledge.ledger_entry (like public.ledger_entry including all)',
];

const LOCK = `select a.*, date_trunc('milliseconds', clock_timestamp()) as now
  from floor_acknowledge.assignment a where cascade_id = $1 and id = $2 for update`;
const UPDATE = `update floor_acknowledge.assignment set receipt = 'acknowledged', acknowledged_at = $3, delivered_at = $3,
  next_chase_at = null, arrival_year = 2026, arrival_number = 1, version = version + 1 where cascade_id = $1 and id = $2`;
const FACT = `insert into floor_acknowledge.ledger_entry (cascade_id, id, kind, at, recorded_at, actor, capacity, unit_id,
  directive_id, assignment_id, from_state, to_state, bytes, leaf_hash)
  values ($1, $2, 'assignment.acknowledged', $3, $3, 'command-line', 'by-operator', $4, $5, $6, 'sent', 'acknowledged', $7, $8)`;

/** The statements of the floor, in their order. */
export const ACKNOWLEDGE_SQL = [...COPIES, 'begin', LOCK, UPDATE, FACT, 'commit'];

/** Plain SQL that acknowledges in five round trips, with a connection for every act under way. */
export class AcknowledgeFloor {
  private constructor(private readonly clients: readonly pg.Client[]) {}

  /** Copies what is open, so that both sides work on tables of the same size. */
  static async open({ owner, database }: Stage): Promise<AcknowledgeFloor> {
    for (const statement of COPIES) await owner.query(statement);
    for (const table of ['assignment', 'ledger_entry'])
      await owner.query(`insert into floor_acknowledge.${table} select * from public.${table}`);
    await owner.query('analyze');
    const clients = Array.from({ length: IN_FLIGHT }, () => new pg.Client(database.ownerUrl));
    await Promise.all(clients.map((client) => client.connect()));
    return new AcknowledgeFloor(clients);
  }

  async acknowledge({ cascadeId, id, unitId, directiveId }: Open, lane: number): Promise<void> {
    const client = this.clients[lane]!;
    await client.query('begin');
    // prepared once per connection: the fastest way that plain SQL has
    const { rows } = await client.query({ name: 'lock', text: LOCK, values: [cascadeId, id] });
    const now: Date = rows[0].now;
    await client.query({ name: 'update', text: UPDATE, values: [cascadeId, id, now] });
    const fact = uuidv7(now);
    const at = now.toISOString();
    const payload = { arrivalNumber: 1, arrivalYear: 2026, version: 2 };
    const whose = { actor: 'command-line', capacity: 'by-operator', unit: unitId, cascade: cascadeId };
    const what = {
      kind: 'assignment.acknowledged',
      directive: directiveId,
      assignment: id,
      from: 'sent',
      to: 'acknowledged',
    };
    const bytes = Buffer.from(canonical({ v: 1, id: fact, at, recordedAt: at, ...whose, ...what, payload }));
    const values = [cascadeId, fact, now, unitId, directiveId, id, bytes, leafHash(bytes)];
    await client.query({ name: 'fact', text: FACT, values });
    await client.query('commit');
  }

  async close(): Promise<void> {
    await Promise.all(this.clients.map((client) => client.end()));
  }
}
