import { vnIso } from '../platform/vn-time.js';
import type { BulkActRow } from './bulk-acts.queries.js';

/** A bulk act as the API answers it. `left` is what is neither done nor refused yet. */
export const bulkActJson = (row: BulkActRow) => ({
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
  askedAt: vnIso(row.askedAt),
  begunAt: row.begunAt && vnIso(row.begunAt),
  endedAt: row.endedAt && vnIso(row.endedAt),
});
