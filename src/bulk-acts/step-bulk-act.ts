import type { BulkActEvent } from '../../workflows/index.js';
import { advance, movingOne, type CaseTable } from '../durable/index.js';
import { recording, type Fact } from '../ledger/index.js';
import type { Caller } from '../platform/caller.js';
import { sql, type Db, type RawBuilder } from '../platform/database/sql.js';
import { notPossibleNow } from '../platform/errors.js';
import type { BulkState } from './bulk-act.entity.js';
import { bulkActJson } from './bulk-act.json.js';
import type { BulkActRow } from './bulk-acts.queries.js';

const BULK_CASES: CaseTable<'bulkAct'> = {
  machine: 'bulkAct',
  table: 'bulk_act',
  key: ['id'],
  states: ['state'],
  hasContext: false,
};
const KIND = { BEGIN: 'bulk.begun', FINISH: 'bulk.finished', CANCEL: 'bulk.cancelled' } as const;

/**
 * Moves a locked bulk act by one event in the caller's transaction, with its fact.
 * @throws ProductError `not-possible-now`
 */
export async function stepBulkAct(
  db: Db,
  row: BulkActRow,
  event: BulkActEvent['type'],
  { by, set, payload }: { by: Caller; set: RawBuilder<unknown>; payload?: Fact['payload'] },
): Promise<BulkActRow> {
  const moved = advance(BULK_CASES, row, { type: event });
  if (!moved.accepted)
    throw notPossibleNow('Thao tác hàng loạt đã kết thúc.', 'The bulk act has ended.', { current: bulkActJson(row) });
  const { done, repeated, pending, refused, total } = row;
  const fact: Fact = {
    kind: KIND[event],
    at: row.now,
    by,
    unitId: row.unitId,
    from: row.state,
    to: moved.states['state']!,
    payload: { bulk: row.id, act: row.act, total, done, repeated, pending, refused, ...payload },
  };
  const moving = movingOne(BULK_CASES, { key: [row.id], version: row.version, after: moved, set: [set] });
  await sql`with ${sql.join([...moving, recording(fact, sql`moved`)])} select 1`.execute(db);
  return { ...row, state: moved.states['state'] as BulkState, version: row.version + 1 };
}
