import { vnIso } from '../platform/vn-time.js';
import type { BulkActRow } from './bulk-acts.queries.js';

/**
 * A bulk act as the API answers it. `left` is what is neither done nor refused yet; `stillSending`, of an act that stops
 * mail, how many were on their way already and still are.
 */
export const bulkActJson = (row: BulkActRow, stillSending?: number) => ({
  id: row.id,
  act: row.act,
  selection: row.selection,
  state: row.state,
  total: row.total,
  done: row.done,
  repeated: row.repeated,
  pending: row.pending,
  refused: row.refused,
  left: row.total - row.done - row.repeated - row.pending - row.refused,
  ...(stillSending === undefined ? {} : { stillSending }),
  askedAt: vnIso(row.askedAt),
  begunAt: row.begunAt && vnIso(row.begunAt),
  endedAt: row.endedAt && vnIso(row.endedAt),
});
